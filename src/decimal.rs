//! Powers of ten and rounding to decimal digits.

use std::f64::consts::LN_10;

use kernels::exp;

/// `10^exponent` for `exponent` ≥ 0: products of tens are exact up to 10²², and for more those are multiplied, so that
/// rounding errors stay below a unit in the fifteenth digit.
fn power(mut exponent: i32) -> f64 {
    let mut power = 1.0;
    while exponent > 22 {
        power *= 1e22;
        exponent -= 22;
    }
    let mut rest = 1.0;
    for _ in 0..exponent {
        rest *= 10.0;
    }
    power * rest
}

/// `10^exponent`: for whole numbers the one that is read from a decimal, up to 10²² and down to 10⁻²², else to three
/// units in the last place.
pub(crate) fn ten_to(exponent: f64) -> f64 {
    // Further out it is infinite or 0.
    let exponent = exponent.clamp(-400.0, 400.0);
    let whole = exponent.floor();
    decimal(exp((exponent - whole) * LN_10), whole as i32)
}

/// `mantissa · 10^exponent` rounded once, so that it is the number one gets by reading that decimal.
fn decimal(mantissa: f64, exponent: i32) -> f64 {
    if exponent < 0 { mantissa / power(-exponent) } else { mantissa * power(exponent) }
}

/// The exponent of the leading digit of a finite value that is not 0.
fn exponent(value: f64) -> i32 {
    let guess = value.abs().log10().floor() as i32;
    // The logarithm may be off by one next to a power of ten.
    let lead = decimal(value.abs(), -guess);
    if lead >= 10.0 {
        guess + 1
    } else if lead < 1.0 {
        guess - 1
    } else {
        guess
    }
}

/// The nearest number of two significant digits.
pub(crate) fn two_digits(value: f64) -> f64 {
    digits(value, f64::round)
}

/// The nearest number of two significant digits that is not larger, for positive values.
pub(crate) fn two_digits_down(value: f64) -> f64 {
    // An exact pair of digits may come out a hair below itself.
    digits(value, |mantissa| (mantissa * (1.0 + 1e-12)).floor())
}

fn digits(value: f64, round: fn(f64) -> f64) -> f64 {
    if !value.is_normal() || value.abs() < 1e-290 {
        return value;
    }
    let unit = exponent(value) - 1;
    decimal(round(decimal(value, -unit)), unit)
}

/// A number with up to 15 significant digits: `0.05`, `−` as a plain hyphen, `1e308` rather than three hundred digits.
pub(crate) fn shown(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !value.is_finite() {
        return if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned();
    }
    if value.abs() < 1e-290 {
        return "a number closer to 0 than 1e-290".to_owned();
    }
    let lead = exponent(value);
    let mut mantissa = decimal(value.abs(), 14 - lead).round() as u64;
    let mut last = lead - 14;
    while mantissa > 0 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        last += 1;
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let digits = mantissa.to_string();
    // Rounding up may have added a digit.
    let lead = last + digits.len() as i32 - 1;
    // Where the point goes; there is none at the end.
    let split = |place: usize| digits.split_at_checked(place).filter(|(_, after)| !after.is_empty());
    let pointed = |place: usize| match split(place) {
        Some((before, after)) => [before, ".", after].concat(),
        None => digits.clone(),
    };
    let body = match lead {
        7.. | ..=-5 => [pointed(1).as_str(), "e", &lead.to_string()].concat(),
        ..0 => ["0.", &"0".repeat(-lead as usize - 1), &digits].concat(),
        _ if last >= 0 => [digits.as_str(), &"0".repeat(last as usize)].concat(),
        _ => pointed(lead as usize + 1),
    };
    [sign, &body].concat()
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
