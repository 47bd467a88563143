//! `w²/2` summed over the weights, ridge: the part of a penalty that shrinks every weight by a share.

/// `w²/2`.
pub(super) fn value(w: f64) -> f64 {
    0.5 * w * w
}

/// The derivative of `w²/2`.
pub(super) fn slope(w: f64) -> f64 {
    w
}

/// `v / (1 + step)`, the prox of `step · w²/2`.
pub(super) fn prox(v: f64, step: f64) -> f64 {
    v / (1.0 + step)
}

#[cfg(test)]
mod tests {
    use crate::model::{Penalty, PenaltyKind};

    #[test]
    fn unit_ball_is_a_circle() {
        let penalty = Penalty::of(PenaltyKind::L2, 1.0, 0.5);
        for angle in [0.0_f64, 0.3, 2.0, 4.0] {
            let reach = penalty.reach((angle.cos(), angle.sin()), 1.0);
            assert!((reach - 2.0_f64.sqrt()).abs() < 1e-15);
        }
    }
}
