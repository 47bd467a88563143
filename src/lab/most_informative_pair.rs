//! The two weights that the geometry shows by default.

use super::trainer::Trainer;
use crate::data::Truth;
use crate::model::{Evaluation, Penalty, PenaltyKind, Point};
use crate::solve::solve;

/// Largest number of values and of features of a table for which the optima under L1 and L2 are computed: about the time of a frame.
const MAX_VALUES: usize = 100_000;
const MAX_FEATURES: usize = 400;

/// The pair whose contour touches the L1 ball at a corner: the largest weight, and of the weights that are 0 under L1 the one that
/// is largest under L2. Two informative weights would touch the ball on an edge.
pub(super) fn most_informative_pair(trainer: &Trainer) -> Option<(usize, usize)> {
    let n_features = trainer.train().n_features();
    if n_features <= 2 {
        return (n_features == 2).then_some((0, 1));
    }
    if trainer.train().x().len() > MAX_VALUES || n_features > MAX_FEATURES {
        return Some(steepest_pair(trainer));
    }
    let lambda = if trainer.params().lambda > 0.0 { trainer.params().lambda } else { 1.0 };
    let optimum = |kind| {
        let penalty = Penalty::new(kind, lambda, 1.0, trainer.train().n_samples()).ok()?;
        let problem = trainer.problem().with_penalty(penalty);
        Some(solve(&problem, Point::zeros(n_features), 1e-6).ok()?.point.coef)
    };
    let (lasso, ridge) = (optimum(PenaltyKind::L1)?, optimum(PenaltyKind::L2)?);
    let a = largest_of(&lasso, |_| true)?;
    let b = largest_of(&ridge, |j| j != a && lasso[j] == 0.0).or_else(|| largest_of(&ridge, |j| j != a))?;
    Some((a, b))
}

/// Index of the largest of the allowed weights.
fn largest_of(coef: &[f64], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let candidates = (0..coef.len()).filter(|&j| allowed(j));
    candidates.max_by(|&j, &k| coef[j].abs().total_cmp(&coef[k].abs()))
}

/// The two features with the largest loss gradients at zero weights, the second one a noise feature if roles are known. A cheap
/// approximation of [`most_informative_pair`] for large tables, whose sliders may be dragged.
fn steepest_pair(trainer: &Trainer) -> (usize, usize) {
    let (problem, train) = (trainer.problem(), trainer.train());
    let mut at = Evaluation::default();
    problem.evaluate(&Point::zeros(train.n_features()), &mut at);
    let slopes: Vec<f64> = at.gradient.iter().map(|slope| slope.abs()).collect();
    let order = crate::data::argsort_descending(&slopes);
    let is_noise = |j: &&usize| train.truth().get(**j) == Some(&Truth::Noise);
    let second = order[1..].iter().find(is_noise).unwrap_or(&order[1]);
    (order[0], *second)
}
