//! The texts of panels: the page, an exported picture and a poster show these, word for word.

use super::messages::{Catalogue, message};
use super::number::{count, significant};
use super::panels::{self, PANELS};
use crate::data::Truth;
use crate::lab::{Lab, Optimizer, Snapshot};
use crate::model::{PenaltyKind, Scoring};

/// The texts of a panel at the moment that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PanelText {
    /// Its name for readers.
    pub title: String,
    /// One sentence that says how to read the picture.
    pub aid: String,
    /// The number that matters, which may be missing, and what it counts or why it is missing.
    pub number: (String, String),
    /// What the picture shows, for those who cannot see it.
    pub description: String,
    /// What the picture leaves out; often empty.
    pub note: String,
    /// The run has diverged, and the number says so.
    pub is_stopped: bool,
}

/// What the texts of a panel are made from.
pub(super) struct TextContext<'a> {
    pub lab: &'a Lab,
    pub snapshot: &'a Snapshot<'a>,
    /// The view of the panel; its first one where the name is empty.
    pub view: &'a str,
    pub catalogue: &'a Catalogue,
}

/// The texts of the panel of this name in one of its views; `None` where there is no such panel.
///
/// While a feature is focused in the snapshot, its weight is the number of every picture.
#[must_use]
pub fn panel_text(
    name: &str,
    view: &str,
    (lab, snapshot): (&Lab, &Snapshot<'_>),
    catalogue: &Catalogue,
) -> Option<PanelText> {
    let context = TextContext { lab, snapshot, view, catalogue };
    let text = (PANELS.iter().find(|panel| panel.name == name)?.text)(&context);
    Some(match snapshot.focused.filter(|_| name != "comparison") {
        Some(j) => PanelText { number: context.focused(j), is_stopped: false, ..text },
        None => text,
    })
}

/// Where the path from a start of one's own begins and ends; empty where there is none.
#[must_use]
pub fn start_text(lab: &Lab, catalogue: &Catalogue) -> String {
    panels::geometry::start_trajectory(&TextContext { lab, snapshot: &lab.snapshot(), view: "", catalogue })
}

impl TextContext<'_> {
    /// Number of weights.
    pub fn n_features(&self) -> usize {
        self.snapshot.point.coef.len()
    }

    /// λ in force.
    pub fn lambda(&self) -> String {
        significant(self.snapshot.lambda)
    }

    /// A penalty's name.
    pub fn penalty(&self, kind: PenaltyKind) -> String {
        match kind {
            PenaltyKind::None => message!(self, "penalty.none", "no penalty"),
            PenaltyKind::L2 => message!(self, "penalty.l2", "L2"),
            PenaltyKind::ElasticNet => message!(self, "penalty.elasticnet", "elastic net"),
            PenaltyKind::L1 => message!(self, "penalty.l1", "L1"),
        }
    }

    /// A score's name.
    pub fn scoring(&self) -> String {
        match self.snapshot.scoring {
            Scoring::NegLogLoss => message!(self, "scoring.neg-log-loss", "log-loss"),
            Scoring::Accuracy => message!(self, "scoring.accuracy", "accuracy"),
            Scoring::Auc => message!(self, "scoring.auc", "AUC"),
            Scoring::NegMse => message!(self, "scoring.neg-mse", "MSE"),
            Scoring::R2 => message!(self, "scoring.r2", "R²"),
        }
    }

    /// Where the run leads: a sentence, or nothing while the optimum is still to be found.
    pub fn optimum(&self) -> String {
        if self.snapshot.has_no_optimum {
            return message!(self, "optimum.none", "There is no finite optimum.");
        }
        match self.snapshot.optimum {
            Some(optimum) => message!(
                self,
                "optimum.zeros",
                "At the exact optimum {zeros} are 0.",
                zeros = count(optimum.counts.exact_zero)
            ),
            None => String::new(),
        }
    }

    /// Why a number of the optimum is missing.
    pub fn why_no_optimum(&self) -> String {
        if self.snapshot.has_no_optimum {
            message!(self, "number.no-optimum", "there is no optimum")
        } else {
            message!(self, "number.still-to-come", "still to come")
        }
    }

    /// The weight of a feature as the number that matters.
    fn focused(&self, j: usize) -> (String, String) {
        let name = weight_name(&self.snapshot.feature_names[j]);
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
        (significant(self.snapshot.point.coef[j]), noun)
    }

    fn truth(&self, truth: Truth) -> String {
        match truth {
            Truth::Informative => message!(self, "truth.informative", "informative"),
            Truth::Redundant => message!(self, "truth.redundant", "redundant"),
            Truth::Repeated => message!(self, "truth.repeated", "repeated"),
            Truth::Noise => message!(self, "truth.noise", "noise"),
        }
    }

    /// How a picture of the moment that is shown was made, parts separated by a comma.
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
        match optimizer {
            Optimizer::GradientDescent => message!(self, "optimizer.gradient-descent", "gradient descent"),
            Optimizer::ProximalGradient => message!(self, "optimizer.proximal-gradient", "proximal gradient"),
            Optimizer::AcceleratedProximalGradient => {
                message!(self, "optimizer.accelerated-proximal-gradient", "accelerated proximal gradient")
            }
            Optimizer::CoordinateDescent => {
                message!(self, "optimizer.coordinate-descent", "coordinate descent")
            }
        }
    }
}

/// Sentences in a row, without those that are empty.
pub(super) fn sentences<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The weight of a feature: `x43` has w43, others are called by their feature.
pub(super) fn weight_name(feature: &str) -> String {
    match feature.strip_prefix('x') {
        Some(place) if !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("w{place}")
        }
        _ => feature.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_numbered_features_have_their_number() {
        assert_eq!(["x43", "bmi", "x", "x1b"].map(weight_name), ["w43", "bmi", "x", "x1b"]);
    }
}
