//! The elastic net `l1 ‖w‖₁ + l2/2 ‖w‖₂²`: with one strength 0 it is [`l1`] or [`l2`], with both 0 no penalty.

use super::{PairPenalty, Penalty, l1, l2};

impl Penalty {
    /// `l1 ‖w‖₁` and `l2/2 ‖w‖₂²`.
    #[must_use]
    pub fn parts(&self, coef: &[f64]) -> (f64, f64) {
        // Written so that an absent part stays 0 even where its norm overflows, and so does the infinite penalty of a weight that is 0.
        let part = |strength: f64, value: fn(f64) -> f64| match strength {
            0.0 => 0.0,
            _ => match coef.iter().map(|&w| value(w)).sum::<f64>() {
                0.0 => 0.0,
                norm => strength * norm,
            },
        };
        (part(self.l1, l1::value), part(self.l2, l2::value))
    }

    /// `P(w)`.
    #[must_use]
    pub fn value(&self, coef: &[f64]) -> f64 {
        let (l1, l2) = self.parts(coef);
        l1 + l2
    }

    /// The subgradient that takes `sign(0) = 0`.
    #[must_use]
    pub fn subgradient(&self, w: f64) -> f64 {
        // The infinite penalty of a weight that is held at 0 has no slope there.
        if w == 0.0 { 0.0 } else { self.l1 * l1::sign(w) + self.l2 * l2::slope(w) }
    }

    /// `argmin_u (u − v)²/2 + step · P(u)`: soft-threshold by `step·l1`, then divide by `1 + step·l2`.
    ///
    /// Source: N. Parikh and S. Boyd, "Proximal algorithms", 2014, §6.5.3.
    #[must_use]
    pub fn prox(&self, v: f64, step: f64) -> f64 {
        l2::prox(l1::soft_threshold(v, step * self.l1), step * self.l2)
    }

    /// Distance of `−slope` to the subdifferential of `P` at `w`, where `slope` is the loss's: 0 at an optimum.
    #[must_use]
    pub fn distance_to_subdifferential(&self, w: f64, slope: f64) -> f64 {
        if w == 0.0 { l1::distance_at_zero(slope, self.l1) } else { (slope + self.subgradient(w)).abs() }
    }

    /// The `s` at which `P(s d) = level` for two weights in direction `d`: `s d` is the edge of the ball `P ≤ level`.
    ///
    /// Infinite without a penalty. It solves `s l1 ‖d‖₁ + s² l2/2 ‖d‖₂² = level`, see [`PairPenalty::reach`].
    ///
    /// # Example
    /// ```
    /// use regularization_lab::model::{Penalty, PenaltyKind};
    /// let penalty = Penalty::of(PenaltyKind::ElasticNet, 2.0, 0.5); // |w| + w²/2
    /// assert_eq!(penalty.reach((1.0, 0.0), 4.0), 2.0);
    /// ```
    #[must_use]
    pub fn reach(&self, direction: (f64, f64), level: f64) -> f64 {
        PairPenalty { u: *self, v: *self }.reach(direction, level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PenaltyKind;

    #[test]
    fn ball_edge_has_the_level_in_every_direction() {
        for l1_ratio in [0.0, 1e-12, 0.3, 1.0 - 1e-12, 1.0] {
            let penalty = Penalty::of(PenaltyKind::ElasticNet, 0.7, l1_ratio);
            for level in [1e-9, 1.0, 1e6] {
                for direction in [(1.0, 0.0), (0.5, 0.5), (-0.2, 0.8), (3.0, -4.0)] {
                    let s = penalty.reach(direction, level);
                    let value = penalty.value(&[s * direction.0, s * direction.1]);
                    assert!((value / level - 1.0).abs() < 1e-12, "{l1_ratio}, {level}: {value}");
                }
            }
        }
    }

    #[test]
    fn ball_without_a_penalty_has_no_edge_and_one_of_level_0_is_a_point() {
        assert_eq!(Penalty::default().reach((1.0, 0.0), 1.0), f64::INFINITY);
        assert_eq!(Penalty { l1: 0.0, l2: 1.0 }.reach((1.0, 0.0), 0.0), 0.0);
    }

    #[test]
    fn prox_is_where_the_subdifferential_of_its_objective_has_0() {
        let penalty = Penalty { l1: 0.4, l2: 0.9 };
        for (v, step) in [(3.0, 0.5), (-1.0, 2.0), (0.1, 1.0), (0.0, 1.0)] {
            let u = penalty.prox(v, step);
            assert!(penalty.distance_to_subdifferential(u, (u - v) / step) < 1e-15);
        }
    }
}
