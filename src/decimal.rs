//! Powers of ten and rounding to decimal digits.

/// `10^exponent`; for integers from −22 to 22 correctly rounded, as parsed from the decimal.
pub(crate) fn ten_to(exponent: f64) -> f64 {
    // Powers of ten are exact up to 10²², and a quotient of exact numbers is rounded once; `powf` may be off by a bit.
    if exponent.fract() != 0.0 || exponent.abs() > 22.0 {
        10_f64.powf(exponent)
    } else if exponent < 0.0 {
        1.0 / 10_f64.powi(-exponent as i32)
    } else {
        10_f64.powi(exponent as i32)
    }
}

/// The nearest number of two significant digits.
pub(crate) fn two_digits(value: f64) -> f64 {
    digits(value, f64::round)
}

/// The nearest number of two significant digits that is not larger, for positive values.
pub(crate) fn two_digits_down(value: f64) -> f64 {
    // The logarithm of an exact two-digit number may be rounded down.
    digits(value, |mantissa| (mantissa * (1.0 + 1e-12)).floor())
}

/// The nearest number of three significant digits.
pub(crate) fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// Rounds the first two digits, as a number of 10 … 99, by `round`.
fn digits(value: f64, round: fn(f64) -> f64) -> f64 {
    let text = format!("{value:e}");
    // Infinities and NaN have no exponent.
    let Some((mantissa, exponent)) = text.split_once('e') else { return value };
    let read = |text: &str| text.parse::<f64>().unwrap_or(value);
    read(&format!("{}e{}", round(10.0 * read(mantissa)), read(exponent) - 1.0))
}

/// The number that a text is; `None` for other text, `inf`, and a number that is too large for one.
pub(crate) fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The shortest decimal that is parsed to the same number, with an exponent where JavaScript writes one.
pub(crate) fn shortest(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        1e-6..1e21 => value.to_string(),
        f64::INFINITY => shown(value),
        _ => format!("{value:e}"),
    }
}

/// A number with up to 15 significant digits: `0.05`, `−` as a plain hyphen, `1e308` rather than three hundred digits.
pub(crate) fn shown(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    match rounded.abs() {
        0.0 => "0".to_owned(),
        1e-4..1e7 => rounded.to_string(),
        _ => format!("{rounded:e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        let same = [
            "0",
            "1",
            "-1",
            "0.05",
            "2.5",
            "1000000",
            "0.0001",
            "123456.789",
            "-0.3",
            "1e12",
            "1e308",
            "2.5e-7",
        ];
        for text in same {
            assert_eq!(shown(text.parse().unwrap()), text);
        }
        assert_eq!(shown(f64::NAN), "NaN");
        assert_eq!(shown(f64::NEG_INFINITY), "-Infinity");
        assert_eq!(shown(1.0 / 3.0), "0.333333333333333");
        assert_eq!(shown(9.999_999_999_999_999e6), "1e7");
    }

    #[test]
    fn the_shortest_decimal_reads_back_as_the_same_number() {
        for text in ["0", "0.1", "-0.30000000000000004", "0.000001", "1e-7", "100000000000000000000", "1e21"]
        {
            assert_eq!(shortest(text.parse().unwrap()), text);
        }
        assert_eq!([-0.0, f64::NAN, f64::NEG_INFINITY].map(shortest), ["0", "NaN", "-Infinity"]);
    }

    #[test]
    fn powers_of_ten_are_the_decimals() {
        for exponent in -22..=22 {
            assert_eq!(ten_to(f64::from(exponent)), format!("1e{exponent}").parse().unwrap());
        }
        for step in -3000..3000 {
            let exponent = f64::from(step) / 10.0;
            let error = (ten_to(exponent) / 10_f64.powf(exponent) - 1.0).abs();
            assert!(error < if exponent.abs() < 22.0 { 1e-15 } else { 4e-15 }, "{exponent}: {error}");
        }
        assert_eq!((ten_to(f64::INFINITY), ten_to(f64::NEG_INFINITY)), (f64::INFINITY, 0.0));
        assert!(ten_to(f64::NAN).is_nan());
    }

    #[test]
    fn two_digits_are_the_decimal_itself() {
        for exponent in -12..12 {
            for mantissa in 10..100 {
                let value: f64 = format!("{mantissa}e{exponent}").parse().unwrap();
                assert_eq!(two_digits(value), value);
                assert_eq!(two_digits(value * 1.001), value);
                assert_eq!(two_digits_down(value), value);
                assert_eq!(two_digits_down(value * 1.009), value);
            }
        }
        assert_eq!(two_digits(0.0), 0.0);
    }
}
