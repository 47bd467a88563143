//! The scale of the λ slider: 0, a gap, then the decades that the data need.

use crate::decimal::{ten_to, two_digits};
use crate::model::PenaltyKind;

/// Number of decades below the λ at which every weight is 0.
const DECADES: i32 = 6;
/// Most decades that a small `l1_ratio` adds above.
const MAX_ADDED: i32 = 2;

/// Converts λ to a slider position and back. Position 0 is λ = 0; positions from [`LambdaScale::LOG_START`] to 1 are whole decades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LambdaScale {
    /// Power of ten of the smallest λ above 0.
    least: i32,
    /// Power of ten of the largest λ.
    most: i32,
}

/// Two λ that depend on the data only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LambdaReference {
    /// `λ_max` of the lasso: from there on every weight is 0.
    pub lambda_max: f64,
    /// The λ at which the L2 penalty curves as much as the loss of the null model does in the mean.
    pub curvature: f64,
}

impl Default for LambdaScale {
    /// 10⁻³ … 10³.
    fn default() -> Self {
        Self { least: -3, most: 3 }
    }
}

impl LambdaScale {
    /// Position of the smallest λ above 0.
    pub const LOG_START: f64 = 0.1;

    /// The decades up to the λ at which the penalty leaves nothing: `λ_max`, and without an L1 part ten times the λ of equal
    /// curvatures. The default ones, where they contain this λ and at least three decades below it.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::{LambdaReference, LambdaScale};
    /// use regularization_lab::model::PenaltyKind;
    /// let euros = LambdaReference { lambda_max: 184_455.0, curvature: 42.0 };
    /// let scale = LambdaScale::of(euros, PenaltyKind::L1, 1.0);
    /// assert_eq!((scale.smallest(), scale.largest()), (1.0, 1e6));
    /// assert_eq!(LambdaScale::of(euros, PenaltyKind::L2, 0.0), LambdaScale::default());
    /// ```
    #[must_use]
    pub fn of(reference: LambdaReference, kind: PenaltyKind, l1_ratio: f64) -> Self {
        let share = kind.effective_l1_ratio(l1_ratio);
        let top = if share > 0.0 { reference.lambda_max } else { 10.0 * reference.curvature };
        if !(top > 0.0 && top.is_finite()) {
            return Self::default();
        }
        let decade = top.log10().ceil() as i32;
        let Self { least, most } = Self::default();
        let is_default = (least + 4..=most).contains(&decade);
        let (least, most) = if is_default { (least, most) } else { (decade - DECADES, decade) };
        // With a smaller share of the L1 part more is needed until every weight is 0.
        let wanted = if share > 0.0 { (top / share).log10().ceil() } else { 0.0 };
        Self { least, most: most.max((wanted as i32).min(most + MAX_ADDED)) }
    }

    /// Smallest λ above 0 on the slider.
    #[must_use]
    pub fn smallest(self) -> f64 {
        ten_to(f64::from(self.least))
    }

    /// Largest λ on the slider.
    #[must_use]
    pub fn largest(self) -> f64 {
        ten_to(f64::from(self.most))
    }

    /// 0 and the powers of ten on the slider.
    #[must_use]
    pub fn ticks(self) -> Vec<f64> {
        std::iter::once(0.0).chain((self.least..=self.most).map(|power| ten_to(f64::from(power)))).collect()
    }

    fn decades(self) -> f64 {
        f64::from(self.most - self.least)
    }

    /// λ at a position, to two digits. Positions outside of 0 … 1 are clamped, those in the gap are moved to its nearer side.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::LambdaScale;
    /// let scale = LambdaScale::default();
    /// assert_eq!((scale.value(0.0), scale.value(0.55)), (0.0, 1.0));
    /// assert_eq!(scale.position(1.0), 0.55);
    /// ```
    #[must_use]
    pub fn value(self, position: f64) -> f64 {
        if position.is_nan() || position < 0.5 * Self::LOG_START {
            return 0.0;
        }
        let along = ((position - Self::LOG_START) / (1.0 - Self::LOG_START)).clamp(0.0, 1.0);
        self.nearest(self.smallest() * ten_to(along * self.decades()))
    }

    /// The nearest λ > 0 of the slider, to two digits.
    #[must_use]
    pub fn nearest(self, lambda: f64) -> f64 {
        two_digits(self.clamped(lambda))
    }

    /// The nearest λ > 0 within the ends.
    #[must_use]
    pub fn clamped(self, lambda: f64) -> f64 {
        lambda.clamp(self.smallest(), self.largest())
    }

    /// The position of λ, clamped to 0 … 1.
    #[must_use]
    pub fn position(self, lambda: f64) -> f64 {
        if lambda <= 0.0 || lambda.is_nan() {
            return 0.0;
        }
        let decades = (lambda / self.smallest()).log10().clamp(0.0, self.decades());
        Self::LOG_START + (1.0 - Self::LOG_START) * decades / self.decades()
    }

    /// Values of λ > 0, evenly spaced in log λ, descending.
    #[must_use]
    pub fn grid(self, per_decade: usize) -> Vec<f64> {
        let n = self.decades() as usize * per_decade;
        (0..=n).map(|k| self.largest() * ten_to(-(k as f64) / per_decade as f64)).collect()
    }

    /// λ moved by `decades`, to two digits. Below the smallest λ it becomes 0; from 0 it moves up to the smallest.
    #[must_use]
    pub fn moved(self, lambda: f64, decades: f64) -> f64 {
        if lambda <= 0.0 {
            return if decades > 0.0 { self.smallest() } else { 0.0 };
        }
        let target = lambda * ten_to(decades);
        if target < self.smallest() * (1.0 - 1e-9) { 0.0 } else { two_digits(target.min(self.largest())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAR: LambdaScale = LambdaScale { least: 8, most: 15 };

    #[test]
    fn slider_and_value_agree_at_every_two_digit_lambda() {
        for (scale, powers) in [(LambdaScale::default(), -3..3), (FAR, 8..15)] {
            for exponent in powers {
                for digits in 10..100 {
                    let lambda: f64 = format!("{digits}e{}", exponent - 1).parse().unwrap();
                    assert_eq!(scale.value(scale.position(lambda)), lambda);
                }
            }
            assert_eq!((scale.value(1.0), scale.value(7.0)), (scale.largest(), scale.largest()));
            assert_eq!(scale.value(f64::NAN), 0.0);
            assert_eq!(scale.ticks().len(), scale.decades() as usize + 2);
        }
    }

    #[test]
    fn repeated_moves_reach_both_ends() {
        for scale in [LambdaScale::default(), FAR] {
            let (mut lambda, mut steps) = (0.0, 0);
            while lambda < scale.largest() {
                let next = scale.moved(lambda, 0.05);
                assert!(next > lambda, "{lambda} is stuck");
                lambda = next;
                steps += 1;
            }
            let per_decade = f64::from(steps) / scale.decades();
            assert!((19.0..22.0).contains(&per_decade), "{steps} steps up");
            while lambda > 0.0 {
                let next = scale.moved(lambda, -0.05);
                assert!(next < lambda, "{lambda} is stuck");
                lambda = next;
            }
        }
    }

    #[test]
    fn scale_contains_lambda_max_of_any_data_and_three_decades_below() {
        for power in -20..20 {
            for digits in [1.0, 1.5, 9.9] {
                let lambda_max = digits * ten_to(f64::from(power));
                let reference = LambdaReference { lambda_max, curvature: lambda_max };
                for (kind, ratio) in
                    [(PenaltyKind::L1, 1.0), (PenaltyKind::ElasticNet, 0.1), (PenaltyKind::L2, 0.0)]
                {
                    let scale = LambdaScale::of(reference, kind, ratio);
                    let top = if kind == PenaltyKind::L2 { 10.0 * lambda_max } else { lambda_max / ratio };
                    assert!(scale.largest() >= top * (1.0 - 1e-9), "{lambda_max:e} {kind:?}");
                    assert!(scale.smallest() <= 1e-3 * top);
                    assert!(scale.decades() <= 8.0);
                }
            }
        }
        for broken in [0.0, f64::NAN, f64::INFINITY] {
            let reference = LambdaReference { lambda_max: broken, curvature: broken };
            assert_eq!(LambdaScale::of(reference, PenaltyKind::L1, 1.0), LambdaScale::default());
        }
    }
}
