//! The scale of the λ slider: 0, a gap, then six decades.

use crate::decimal::{ten_to, two_digits};

/// Converts λ to a slider position and back. Position 0 is λ = 0; positions from [`LambdaScale::LOG_START`] to 1 are λ from 10⁻³ to
/// 10³.
pub struct LambdaScale;

impl LambdaScale {
    /// Position of the smallest λ above 0.
    pub const LOG_START: f64 = 0.1;
    /// Smallest λ above 0 on the slider.
    pub const SMALLEST: f64 = 1e-3;
    /// Largest λ on the slider.
    pub const LARGEST: f64 = 1e3;
    const DECADES: f64 = 6.0;

    /// λ at a position, to two digits. Positions outside of 0 … 1 are clamped, those in the gap are moved to its nearer side.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::LambdaScale;
    /// assert_eq!(LambdaScale::value(0.0), 0.0);
    /// assert_eq!(LambdaScale::value(0.55), 1.0);
    /// assert_eq!(LambdaScale::position(1.0), 0.55);
    /// ```
    #[must_use]
    pub fn value(position: f64) -> f64 {
        if position.is_nan() || position < 0.5 * Self::LOG_START {
            return 0.0;
        }
        let along = ((position - Self::LOG_START) / (1.0 - Self::LOG_START)).clamp(0.0, 1.0);
        Self::nearest(Self::SMALLEST * ten_to(along * Self::DECADES))
    }

    /// The nearest λ > 0 of the slider, to two digits.
    #[must_use]
    pub fn nearest(lambda: f64) -> f64 {
        two_digits(lambda.clamp(Self::SMALLEST, Self::LARGEST))
    }

    /// The position of λ, clamped to 0 … 1.
    #[must_use]
    pub fn position(lambda: f64) -> f64 {
        if lambda <= 0.0 || lambda.is_nan() {
            return 0.0;
        }
        let decades = (lambda / Self::SMALLEST).log10().clamp(0.0, Self::DECADES);
        Self::LOG_START + (1.0 - Self::LOG_START) * decades / Self::DECADES
    }

    /// Values of λ > 0, evenly spaced in log λ, descending.
    pub(super) fn grid(per_decade: usize) -> Vec<f64> {
        let n = Self::DECADES as usize * per_decade;
        (0..=n).map(|k| Self::LARGEST * ten_to(-(k as f64) / per_decade as f64)).collect()
    }

    /// λ moved by `decades`, to two digits. Below the smallest λ it becomes 0; from 0 it moves up to the smallest.
    #[must_use]
    pub fn moved(lambda: f64, decades: f64) -> f64 {
        if lambda <= 0.0 {
            return if decades > 0.0 { Self::SMALLEST } else { 0.0 };
        }
        let target = lambda * ten_to(decades);
        if target < Self::SMALLEST * (1.0 - 1e-9) { 0.0 } else { two_digits(target.min(Self::LARGEST)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slider_and_value_agree_at_every_two_digit_lambda() {
        for exponent in -3..3 {
            for digits in 10..100 {
                let lambda: f64 = format!("{digits}e{}", exponent - 1).parse().unwrap();
                assert_eq!(LambdaScale::value(LambdaScale::position(lambda)), lambda);
            }
        }
        assert_eq!(LambdaScale::value(1.0), 1e3);
        assert_eq!(LambdaScale::value(7.0), 1e3);
        assert_eq!(LambdaScale::value(f64::NAN), 0.0);
    }

    #[test]
    fn repeated_moves_reach_both_ends() {
        let mut lambda = 0.0;
        let mut steps = 0;
        while lambda < LambdaScale::LARGEST {
            let next = LambdaScale::moved(lambda, 0.05);
            assert!(next > lambda, "{lambda} is stuck");
            lambda = next;
            steps += 1;
        }
        assert!((115..130).contains(&steps), "{steps} steps up");
        while lambda > 0.0 {
            let next = LambdaScale::moved(lambda, -0.05);
            assert!(next < lambda, "{lambda} is stuck");
            lambda = next;
        }
    }
}
