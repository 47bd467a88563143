//! The texts of panels in the page, in exports and in posters.

use super::counted;
use super::label::shortened;
use super::messages::{Catalogue, message};
use super::model;
use super::number::{count, significant, significant_digits};
use super::panels::{self, PanelInfo};
use crate::data::Truth;
use crate::lab::{Lab, Optimizer, Optimum, Snapshot};
use crate::model::PenaltyKind;

/// The texts of a panel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PanelText {
    /// The title.
    pub title: String,
    /// The reading aid, one sentence.
    pub aid: String,
    /// The key number, which may be empty, and the noun after it or the reason why it is missing.
    pub number: (String, String),
    /// The description for screen readers.
    pub description: String,
    /// A note about what the panel does not show; may be empty.
    pub note: String,
    /// Whether the run has diverged, which the number shows.
    pub is_stopped: bool,
}

/// Inputs of the texts of a panel.
pub(super) struct TextContext<'a> {
    pub lab: &'a Lab,
    pub snapshot: &'a Snapshot<'a>,
    /// The view of the panel; if empty, the default view.
    pub view: &'a str,
    pub catalogue: &'a Catalogue,
}

/// Returns the texts of a panel in one of its views; `None` if there is no such panel.
///
/// If a feature is focused in the snapshot, its weight is the key number of every panel.
#[must_use]
pub fn panel_text(
    name: &str,
    view: &str,
    (lab, snapshot): (&Lab, &Snapshot<'_>),
    catalogue: &Catalogue,
) -> Option<PanelText> {
    let panel = PanelInfo::from_name(name).ok()?;
    let context = TextContext { lab, snapshot, view, catalogue };
    let title = catalogue.format(&format!("{name}.title"), panel.title, &[]);
    let mut text = PanelText { title, ..(panel.text)(&context) };
    // A picture has the error in place of its result only while it has no part of the result.
    if let Some(error) = snapshot.errors.of((panel.needs)(view)) {
        text.note = error.to_string();
    }
    Some(match snapshot.focused.filter(|_| !panel.is_table()) {
        Some(j) => PanelText { number: context.focused(j), is_stopped: false, ..text },
        None => text,
    })
}

/// Returns a sentence about start and end of the trajectory from a chosen start point; empty without one.
#[must_use]
pub fn start_text(lab: &Lab, catalogue: &Catalogue) -> String {
    panels::geometry::start_trajectory(&TextContext { lab, snapshot: &lab.snapshot(), view: "", catalogue })
}

impl TextContext<'_> {
    /// Number of weights.
    pub fn n_features(&self) -> usize {
        self.snapshot.point.coef.len()
    }

    /// `1 weight`, `100 weights`.
    pub fn weights(&self) -> String {
        counted::weights(self.n_features(), self.catalogue)
    }

    /// `1 iteration`, `100 iterations`: those that are shown.
    pub fn iterations(&self) -> String {
        counted::iterations(self.snapshot.n_iter, self.catalogue)
    }

    /// `1 is exactly 0`, `58 are exactly 0`: of the weights that are shown.
    pub fn zeros(&self) -> String {
        counted::are_zero(self.snapshot.counts.exact_zero, self.catalogue)
    }

    /// The current λ.
    pub fn lambda(&self) -> String {
        significant(self.snapshot.lambda)
    }

    /// The label of a penalty in a sentence.
    pub fn penalty(&self, kind: PenaltyKind) -> String {
        model::label(kind, self.catalogue)
    }

    /// The label of a penalty on its own.
    pub fn label_of(&self, kind: PenaltyKind) -> String {
        self.catalogue.format(&format!("penalty.{}", kind.name()), kind.label(), &[])
    }

    /// The label of the scoring.
    pub fn scoring(&self) -> String {
        let scoring = self.snapshot.scoring;
        self.catalogue.format(&format!("scoring.{}", scoring.name()), scoring.label(), &[])
    }

    /// A sentence about the optimum; empty until it is found.
    pub fn optimum(&self) -> String {
        match self.snapshot.optimum {
            _ if self.snapshot.has_no_optimum => {
                message!(self, "optimum.none", "There is no finite optimum.")
            }
            Some(optimum) => {
                let zeros = counted::are_zero(optimum.counts.exact_zero, self.catalogue);
                let zeros = if optimum.is_certified {
                    message!(self, "optimum.zeros", "At the exact optimum {zeros}.", zeros = zeros)
                } else {
                    message!(self, "optimum.zeros.near", "Near the optimum {zeros}.", zeros = zeros)
                };
                sentences([zeros, self.about_optimum()])
            }
            None => String::new(),
        }
    }

    /// What is special about the optimum, for descriptions and notes: a KKT residual larger than promised, other optima. Mostly empty.
    pub fn about_optimum(&self) -> String {
        let Some(optimum) = self.snapshot.optimum else { return String::new() };
        let residual = if optimum.is_certified {
            String::new()
        } else {
            message!(
                self,
                "optimum.residual",
                "The optimum is known to a KKT residual of {residual}.",
                residual = significant_digits(optimum.kkt_residual, 2)
            )
        };
        let others = if optimum.is_unique {
            String::new()
        } else if self.is_at_another(optimum) {
            message!(
                self,
                "optimum.another",
                "Of many optima the one of least norm is shown; the run is at another one."
            )
        } else {
            message!(self, "optimum.many", "Of many optima the one of least norm is shown.")
        };
        sentences([residual, others])
    }

    /// Whether the run has the objective of the optimum at other weights.
    fn is_at_another(&self, optimum: &Optimum) -> bool {
        let (run, least) = (self.snapshot.terms.objective(), optimum.terms.objective());
        let pairs = || self.snapshot.point.coef.iter().zip(&optimum.point.coef);
        let largest = pairs().map(|(_, w)| w.abs()).fold(0.0, f64::max);
        run - least <= 1e-9 * least.abs() && pairs().any(|(a, b)| (a - b).abs() > 1e-3 * largest)
    }

    /// The reason why a number of the optimum is missing.
    pub fn why_no_optimum(&self) -> String {
        if self.snapshot.has_no_optimum {
            message!(self, "number.no-optimum", "there is no optimum")
        } else {
            message!(self, "number.still-to-come", "still to come")
        }
    }

    /// The weight of a feature as the key number, with its value per unit of a standardized feature.
    fn focused(&self, j: usize) -> (String, String) {
        let name = weight_name(self.snapshot.feature_names, j);
        let noun = match self.snapshot.truth.get(j) {
            None => message!(self, "number.weight", "= {name}", name = name),
            Some(truth) => {
                message!(
                    self,
                    "number.weight-of-kind",
                    "= {name}, {kind}",
                    name = name,
                    kind = self.truth(*truth)
                )
            }
        };
        let w = self.snapshot.point.coef[j];
        let noun = match self.snapshot.weight_per_unit(j, w).filter(|_| w != 0.0) {
            None => noun,
            Some(per_unit) => message!(
                self,
                "number.weight.per-unit",
                "{weight}; {value} per unit",
                weight = noun,
                value = significant(per_unit)
            ),
        };
        (significant(w), noun)
    }

    fn truth(&self, truth: Truth) -> String {
        match truth {
            Truth::Informative => message!(self, "truth.informative", "informative"),
            Truth::Redundant => message!(self, "truth.redundant", "redundant"),
            Truth::Repeated => message!(self, "truth.repeated", "repeated"),
            Truth::Noise => message!(self, "truth.noise", "noise"),
        }
    }

    /// The parameters of the current state, separated by commas.
    pub fn parameters(&self) -> String {
        let params = self.lab.params();
        let trainer = &params.trainer;
        let mut parts = vec![params.data.preset.label().to_owned()];
        parts.extend(
            params.data.standardize.then(|| message!(self, "parameters.standardized", "standardized")),
        );
        parts.push(self.penalty(trainer.penalty));
        if trainer.penalty == PenaltyKind::ElasticNet {
            parts.push(format!("l1_ratio {}", significant(trainer.l1_ratio)));
        }
        if trainer.penalty != PenaltyKind::None {
            parts.push(format!("λ = {}", significant(trainer.lambda)));
        }
        if let Some(factors) = self.snapshot.penalty_factor {
            let n = count(factors.iter().filter(|factor| **factor != 1.0).count());
            parts.push(message!(self, "parameters.factors", "penalty factors: {count}", count = n));
        }
        parts.extend(
            (!trainer.model.fit_intercept).then(|| message!(self, "parameters.no-intercept", "no intercept")),
        );
        parts.push(self.optimizer(trainer.optimizer));
        if trainer.optimizer != Optimizer::CoordinateDescent {
            let rate = significant(trainer.learning_rate);
            parts.push(message!(self, "parameters.learning-rate", "learning rate {rate}", rate = rate));
        }
        let n_iter = count(self.snapshot.n_iter);
        parts.push(message!(self, "parameters.iteration", "iteration {iteration}", iteration = n_iter));
        parts.join(", ")
    }

    fn optimizer(&self, optimizer: Optimizer) -> String {
        self.catalogue.format(&format!("optimizer.{}", optimizer.name()), optimizer.label(), &[])
    }
}

/// Joins the sentences that are not empty.
pub(super) fn sentences<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Longest name of a feature in a text, in letters.
const LONGEST_NAME: usize = 32;

/// The name of a feature's weight: `w43` for `x43`, otherwise the feature's name, shortened as in the pictures.
pub(super) fn weight_name(features: &[String], j: usize) -> String {
    let feature = shortened(features, j, LONGEST_NAME);
    match feature.strip_prefix('x') {
        Some(place) if !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("w{place}")
        }
        _ => feature,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_numbered_features_have_their_number() {
        let names = ["x43", "bmi", "x", "x1b"].map(str::to_owned);
        assert_eq!([0, 1, 2, 3].map(|j| weight_name(&names, j)), ["w43", "bmi", "x", "x1b"]);
        let long = ["a".repeat(300), "b".repeat(300)];
        assert_eq!(weight_name(&long, 0), format!("{}…", "a".repeat(LONGEST_NAME)));
    }
}
