//! A link as text.

use super::{Link, kebab};
use crate::decimal::shortest;
use crate::lab::Optimizer;
use crate::model::PenaltyKind;

impl Link {
    /// The hash, without `#`: version, data if there are any, penalty and λ always, all else where it is not what [`Link::of`] has.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::charts::Link;
    /// use regularization_lab::lab::Preset;
    /// let link = Link { lambda: Some(0.5), ..Link::of(Preset::Easy) };
    /// assert_eq!(link.write(), "v=1&data=easy&penalty=l1&lambda=0.5");
    /// ```
    #[must_use]
    pub fn write(&self) -> String {
        let base = Self::of(self.preset());
        let whole = self.complete();
        let flag = |value: bool| (if value { "true" } else { "false" }).to_owned();
        let mut out = Writer(String::from("v=1"));
        out.write("data", self.data.map(|data| data.name().to_owned()));
        out.write("penalty", whole.penalty.map(|penalty| penalty.name().to_owned()));
        out.write("lambda", whole.lambda.map(shortest));
        out.differing("l1-ratio", whole.l1_ratio, base.l1_ratio.as_ref(), shortest);
        out.differing("optimizer", whole.optimizer, base.optimizer.as_ref(), |optimizer| {
            optimizer.name().to_owned()
        });
        out.write("learning-rate", whole.learning_rate.filter(|_| !self.has_own_rate()).map(shortest));
        out.differing("class-weight", whole.class_weight, base.class_weight.as_ref(), |weight| {
            weight.name().to_owned()
        });
        out.differing("standardize", whole.standardize, base.standardize.as_ref(), flag);
        out.differing("random-state", whole.random_state, base.random_state.as_ref(), |seed| {
            seed.to_string()
        });
        for (&(name, value), &(_, of_base)) in whole.numbers.iter().zip(&base.numbers) {
            out.differing(&kebab(name), Some(value), Some(&of_base), shortest);
        }
        out.differing("stratify", whole.stratify, base.stratify.as_ref(), flag);
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

    /// Whether the learning rate is the one that its preset is trained with and that the data, untouched, would choose too.
    fn has_own_rate(&self) -> bool {
        let (base, whole) = (Self::of(self.preset()), self.complete());
        let are_untouched = whole.numbers == base.numbers
            && (whole.random_state, whole.stratify) == (base.random_state, base.stratify)
            && (whole.standardize, whole.class_weight) == (base.standardize, base.class_weight);
        // The ridge part lowers what gradient descent stands.
        let has_ridge = matches!(whole.penalty, Some(PenaltyKind::L2 | PenaltyKind::ElasticNet));
        let is_plain = !(has_ridge && whole.optimizer == Some(Optimizer::GradientDescent));
        self.data.is_some()
            && are_untouched
            && is_plain
            && whole.learning_rate == Some(self.preset().learning_rate())
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
