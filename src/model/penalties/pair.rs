//! The penalty of two weights, each with its own penalty factor: the ball of the constraint geometry.

use super::{Penalty, l1, l2};

/// `P(u, v) = P_u(u) + P_v(v)`.
///
/// With different penalty factors the ball `P ≤ level` is a stretched diamond or an ellipse; along a free weight it has no end, and
/// along an excluded one it has no width.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PairPenalty {
    /// The penalty of the first weight.
    pub u: Penalty,
    /// The penalty of the second weight.
    pub v: Penalty,
}

impl PairPenalty {
    /// The penalty with these two penalty factors.
    #[must_use]
    pub fn of(penalty: Penalty, (of_u, of_v): (f64, f64)) -> Self {
        Self { u: penalty.scaled(of_u), v: penalty.scaled(of_v) }
    }

    /// `P(u, v)`.
    #[must_use]
    pub fn value(&self, (u, v): (f64, f64)) -> f64 {
        self.u.value(&[u]) + self.v.value(&[v])
    }

    /// Whether neither weight is penalized.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.u.is_zero() && self.v.is_zero()
    }

    /// The `s` at which `P(s d) = level` in direction `d`: `s d` is the edge of the ball `P ≤ level`; infinite if nothing is penalized in
    /// that direction.
    ///
    /// It solves `s Σ_j l1_j |d_j| + s² Σ_j l2_j d_j²/2 = level`.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::model::{PairPenalty, Penalty, PenaltyKind};
    /// let lasso = PairPenalty::of(Penalty::of(PenaltyKind::L1, 1.0, 1.0), (1.0, 4.0));
    /// assert_eq!((lasso.reach((1.0, 0.0), 2.0), lasso.reach((0.0, 1.0), 2.0)), (2.0, 0.5));
    /// ```
    #[must_use]
    pub fn reach(&self, direction: (f64, f64), level: f64) -> f64 {
        if level <= 0.0 {
            return 0.0;
        }
        // An infinite strength has no effect along the other axis.
        let part = |strength: f64, along: f64| if along == 0.0 { 0.0 } else { strength * along };
        let along = [(self.u, direction.0), (self.v, direction.1)];
        let sum =
            |of: &dyn Fn(Penalty, f64) -> f64| along.iter().map(|&(penalty, d)| of(penalty, d)).sum::<f64>();
        let linear = sum(&|penalty, d| part(penalty.l1, l1::value(d)));
        let quadratic = sum(&|penalty, d| part(penalty.l2, 2.0 * l2::value(d)));
        // The root of the quadratic, written so that it does not cancel where l2 is small.
        2.0 * level / (linear + (linear * linear + 2.0 * quadratic * level).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PenaltyKind;

    #[test]
    fn the_edge_of_a_stretched_ball_has_the_level_in_every_direction() {
        for l1_ratio in [0.0, 0.3, 1.0] {
            let penalty = Penalty::of(PenaltyKind::ElasticNet, 0.7, l1_ratio);
            let pair = PairPenalty::of(penalty, (3.0, 0.2));
            for direction in [(1.0, 0.0), (0.0, -1.0), (0.5, 0.5), (-0.2, 0.8)] {
                let s = pair.reach(direction, 5.0);
                let value = pair.value((s * direction.0, s * direction.1));
                assert!((value - 5.0).abs() < 1e-12, "{l1_ratio}: {value}");
            }
        }
    }

    #[test]
    fn along_a_free_weight_the_ball_has_no_end_and_along_an_excluded_one_no_width() {
        let pair = PairPenalty::of(Penalty::of(PenaltyKind::L1, 1.0, 1.0), (0.0, f64::INFINITY));
        assert_eq!(pair.reach((1.0, 0.0), 1.0), f64::INFINITY);
        assert_eq!((pair.reach((0.0, 1.0), 1.0), pair.reach((0.5, 0.5), 1.0)), (0.0, 0.0));
        assert_eq!(pair.value((7.0, 0.0)), 0.0);
    }
}
