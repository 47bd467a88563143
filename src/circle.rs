//! Cosine and sine of one turn; the standard library's take any angle, which needs thousands of bytes more.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Cosine and sine of an angle from 0 to 2π, to 5e-16.
pub(crate) fn on_circle(angle: f64) -> [f64; 2] {
    if angle > PI {
        let [cos, sin] = on_circle(TAU - angle);
        return [cos, -sin];
    }
    // The series around π/2, which is a little more than its nearest number.
    let t = (FRAC_PI_2 - angle) + 6.123_233_995_736_766e-17;
    // 1 − t²/n/(n+1) (1 − t²/(n+2)/(n+3) (1 − …)), from the last term on.
    let series = |first: i32| {
        let terms = (0..14).rev().map(|k| f64::from(first + 2 * k));
        terms.fold(1.0, |rest, n| 1.0 - t * t / (n * (n + 1.0)) * rest)
    };
    [t * series(2), series(1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_are_cosine_and_sine() {
        for k in 0..=1000 {
            let angle = f64::from(k) * TAU / 1000.0;
            let [cos, sin] = on_circle(angle);
            assert!((cos - angle.cos()).abs() < 5e-16 && (sin - angle.sin()).abs() < 5e-16, "{angle}");
        }
    }
}
