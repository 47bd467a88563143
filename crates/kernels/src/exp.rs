//! The exponential function and what follows from it, without a call, so that loops over them are vectorized.

/// `exp(x)` to two units in the last place, without a branch or a call, so that loops over it are vectorized.
///
/// `x` is clipped to ±708, where the result is `3.3e-308` or `3.0e307`. `x = k ln 2 + r` with whole `k` and
/// `|r| ≤ ln 2 / 2`; `exp(r)` is its Taylor series up to `r¹³`, whose remainder is `2e-18`.
///
/// Source: W. Cody and W. Waite, "Software Manual for the Elementary Functions", 1980, ch. 6 (the reduction).
#[must_use]
#[inline]
pub fn exp(x: f64) -> f64 {
    /// Adding and subtracting it rounds a small number to an integer, which after the addition is in the lowest bits.
    const ROUND: f64 = 1.5 * (1_u64 << 52) as f64;
    /// `ln 2` in two parts: `k` times the first is exact.
    const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];
    let x = x.clamp(-708.0, 708.0);
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = x - k * LN_2[0] - k * LN_2[1];
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let term = |n: usize| INVERSE_FACTORIALS[n] + r * INVERSE_FACTORIALS[n + 1];
    let (low, middle) = (term(0) + r2 * term(2), term(4) + r2 * term(6));
    let high = (term(8) + r2 * term(10)) + r4 * term(12);
    let series = low + r4 * middle + r4 * r4 * high;
    series * f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52)
}

/// `1 / (1 + exp(−z))`, to a relative error of 4e-16 for `z ≥ −708`; below that at most 4e-308.
#[must_use]
#[inline]
pub fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + exp(-z))
}

/// A target after label smoothing: `(1 − s) y + s/2`.
#[must_use]
#[inline]
pub fn smoothed(y: f64, share: f64) -> f64 {
    y + share * (0.5 - y)
}

/// `1/n!` for `n` from 0 to 13.
const INVERSE_FACTORIALS: [f64; 14] = {
    let mut values = [1.0; 14];
    let (mut n, mut factorial) = (1, 1_u64);
    while n < values.len() {
        factorial *= n as u64;
        values[n] = 1.0 / factorial as f64;
        n += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_right_to_two_units() {
        for i in -70_800..=70_800 {
            let x = f64::from(i) * 0.01 + 1e-3 * f64::from(i % 7);
            let x = x.clamp(-708.0, 708.0);
            let error = (exp(x) / x.exp() - 1.0).abs();
            assert!(error <= 2.0 * f64::EPSILON, "exp({x}) is off by {error:e}");
        }
        assert_eq!((exp(0.0), exp(1e300), exp(-1e300)), (1.0, exp(708.0), exp(-708.0)));
        assert!(exp(f64::NAN).is_nan());
    }
}
