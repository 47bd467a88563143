//! A link as text.

use super::{LEARNING_RATE, Link, kebab};
use crate::decimal::shortest;
use crate::lab::{Optimizer, ParamValue};
use crate::model::PenaltyKind;

impl Link {
    /// The hash, without `#`: version, data if there are any, penalty and λ always, all else where it is not what [`Link::of`] has.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::charts::Link;
    /// use regularization_lab::lab::Preset;
    /// let link = Link::of(Preset::Easy).with("lambda", 0.5);
    /// assert_eq!(link.write(), "v=1&data=easy&penalty=l1&lambda=0.5");
    /// ```
    #[must_use]
    pub fn write(&self) -> String {
        let base = Self::of(self.preset());
        let whole = self.complete();
        let mut out = Writer(String::from("v=1"));
        out.write("data", self.data.map(|data| data.name().to_owned()));
        for &(name, value) in &whole.params {
            let is_written = match name {
                "penalty" | "lambda" => true,
                LEARNING_RATE => !self.has_own_rate(),
                name => base.get(name) != Some(value),
            };
            out.write(&kebab(name), is_written.then(|| value.text()));
        }
        out.write("pair", whole.pair.map(|(a, b)| format!("{a}+{b}")));
        out.differing("n-iter", whole.n_iter, base.n_iter.as_ref(), |n_iter| n_iter.to_string());
        out.write("at", whole.at_optimum.then(|| "optimum".to_owned()));
        out.differing("panels", whole.panels, base.panels.as_ref(), |names| names.join("+"));
        out.write("controls", whole.controls.map(|names| names.join("+")));
        out.differing("theme", whole.theme, base.theme.as_ref(), str::to_owned);
        out.differing("scale", whole.scale, base.scale.as_ref(), |scale| scale.name().to_owned());
        out.differing("speed", whole.speed, base.speed.as_ref(), shortest);
        for (&(panel, view), &(_, of_base)) in whole.views.iter().zip(&base.views) {
            out.differing(&format!("view-{panel}"), Some(view), Some(&of_base), str::to_owned);
        }
        out.differing("scoring", whole.scoring, base.scoring.as_ref(), |scoring| scoring.name().to_owned());
        out.0
    }

    /// Whether the learning rate is the preset's own, and the data, with their parameters unchanged, would choose it again.
    fn has_own_rate(&self) -> bool {
        let (base, whole) = (Self::of(self.preset()), self.complete());
        let of_model = ["penalty", "lambda", "l1_ratio", "optimizer", LEARNING_RATE];
        let are_untouched = whole
            .params
            .iter()
            .all(|&(name, value)| of_model.contains(&name) || base.get(name) == Some(value));
        // The L2 part lowers the largest stable learning rate of gradient descent.
        let name_is = |parameter, name| whole.get(parameter) == Some(ParamValue::Name(name));
        let has_l2_part =
            [PenaltyKind::L2, PenaltyKind::ElasticNet].iter().any(|kind| name_is("penalty", kind.name()));
        let is_plain = !(has_l2_part && name_is("optimizer", Optimizer::GradientDescent.name()));
        self.data.is_some()
            && are_untouched
            && is_plain
            && whole.get(LEARNING_RATE) == Some(self.preset().learning_rate().into())
    }
}

struct Writer(String);

impl Writer {
    fn write(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            for text in ["&", key, "=", &value] {
                self.0.push_str(text);
            }
        }
    }

    fn differing<T: PartialEq>(
        &mut self,
        key: &str,
        value: Option<T>,
        base: Option<&T>,
        text: impl Fn(T) -> String,
    ) {
        if value.as_ref() != base {
            self.write(key, value.map(text));
        }
    }
}
