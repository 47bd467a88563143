//! Writes a link as a hash.

use super::{LEARNING_RATE, Link, PENALTY_FACTOR, kebab};
use crate::decimal::shortest;
use crate::lab::{Optimizer, ParamValue, Preset};
use crate::model::PenaltyKind;

impl Link {
    /// Writes the hash, without `#`: version, penalty and λ, the preset if present, and all values that differ from [`Link::of`].
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
        let complete = self.complete();
        let mut out = Writer(String::from("v=1"));
        let data = if self.has_own_table { Some(Preset::Own) } else { self.data };
        out.write("data", data.map(|data| data.name().to_owned()));
        for &(name, value) in &complete.params {
            let is_written = match name {
                "penalty" | "lambda" => true,
                LEARNING_RATE => !self.has_default_rate(),
                name => base.get(name) != Some(value),
            };
            out.write(&kebab(name), is_written.then(|| value.text()));
        }
        out.write(PENALTY_FACTOR, complete.penalty_factor.as_deref().and_then(Self::penalty_factor_text));
        out.write("pair", complete.pair.map(|(a, b)| format!("{a}+{b}")));
        out.write("start", complete.start.map(|(u, v)| format!("{}+{}", shortest(u), shortest(v))));
        out.write_changed("n-iter", complete.n_iter, base.n_iter.as_ref(), |n_iter| n_iter.to_string());
        out.write("at", complete.at_optimum.then(|| "optimum".to_owned()));
        out.write("bookmark", complete.bookmark.map(|bookmark| bookmark.text()));
        out.write_changed("panels", complete.panels, base.panels.as_ref(), |names| names.join("+"));
        out.write("controls", complete.controls.map(|names| names.join("+")));
        out.write_changed("theme", complete.theme, base.theme.as_ref(), str::to_owned);
        out.write_changed("scale", complete.scale, base.scale.as_ref(), |scale| scale.name().to_owned());
        out.write_changed("speed", complete.speed, base.speed.as_ref(), shortest);
        for (&(panel, view), &(_, of_base)) in complete.views.iter().zip(&base.views) {
            out.write_changed(&format!("view-{panel}"), Some(view), Some(&of_base), str::to_owned);
        }
        out.write_changed("scoring", complete.scoring, base.scoring.as_ref(), |scoring| {
            scoring.name().to_owned()
        });
        out.0
    }

    /// Writes the penalty factors that are not 1, as in `0:2.5+7:inf`; `None` if all are.
    #[must_use]
    pub fn penalty_factor_text(factors: &[f64]) -> Option<String> {
        let text = |factor: f64| if factor == f64::INFINITY { "inf".to_owned() } else { shortest(factor) };
        let set = factors.iter().enumerate().filter(|(_, factor)| **factor != 1.0);
        let items: Vec<String> = set.map(|(j, &factor)| format!("{j}:{}", text(factor))).collect();
        (!items.is_empty()).then(|| items.join("+"))
    }

    /// Whether the link can omit the learning rate: it is the preset's, and a lab with unchanged data derives it again.
    fn has_default_rate(&self) -> bool {
        let (base, complete) = (Self::of(self.preset()), self.complete());
        let of_model = ["penalty", "lambda", "l1_ratio", "optimizer", LEARNING_RATE];
        let is_unchanged = complete
            .params
            .iter()
            .all(|&(name, value)| of_model.contains(&name) || base.get(name) == Some(value));
        // The L2 part lowers the largest stable learning rate of gradient descent.
        let name_is = |parameter, name| complete.get(parameter) == Some(ParamValue::Name(name));
        let has_l2_part =
            [PenaltyKind::L2, PenaltyKind::ElasticNet].iter().any(|kind| name_is("penalty", kind.name()));
        let keeps_stable_rate = !(has_l2_part && name_is("optimizer", Optimizer::GradientDescent.name()));
        self.data.is_some()
            && is_unchanged
            && keeps_stable_rate
            && complete.get(LEARNING_RATE) == Some(self.preset().learning_rate().into())
    }
}

/// Hash under construction.
struct Writer(String);

impl Writer {
    /// Writes a key and its value, if there is one.
    fn write(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            for text in ["&", key, "=", &value] {
                self.0.push_str(text);
            }
        }
    }

    /// Writes a value that differs from the default.
    fn write_changed<T: PartialEq>(
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
