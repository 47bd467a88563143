//! `|w|` summed over the weights, lasso: the part of a penalty that makes weights exactly 0.

use kernels::larger;

/// `|w|`.
pub(super) fn value(w: f64) -> f64 {
    w.abs()
}

/// −1, 0 or 1: the subgradient of `|w|` with `sign(0) = 0`.
#[must_use]
pub fn sign(w: f64) -> f64 {
    if w == 0.0 { 0.0 } else { w.signum() }
}

/// Soft-thresholding `sign(v) max(|v| − threshold, 0)`, the prox of `threshold · |w|`.
///
/// Source: N. Parikh and S. Boyd, "Proximal algorithms", 2014, §6.5.2.
#[must_use]
pub fn soft_threshold(v: f64, threshold: f64) -> f64 {
    if v > threshold {
        v - threshold
    } else if v < -threshold {
        v + threshold
    } else {
        0.0
    }
}

/// Distance of `−slope` to the subdifferential `[−l1, l1]` of `l1 · |w|` at 0.
pub(super) fn distance_at_zero(slope: f64, l1: f64) -> f64 {
    larger(slope.abs() - l1, 0.0)
}

#[cfg(test)]
mod tests {
    use crate::model::{Penalty, PenaltyKind};

    #[test]
    fn unit_ball_is_a_diamond() {
        let penalty = Penalty::of(PenaltyKind::L1, 1.0, 0.5);
        for (u, v) in [(1.0, 0.0), (0.75, 0.25), (0.5, -0.5), (-0.1, 0.9)] {
            assert!((penalty.reach((u, v), 1.0) - 1.0).abs() < 1e-15);
        }
        assert_eq!(penalty.reach((0.0, -2.0), 3.0), 1.5);
    }
}
