//! Numbers from and as decimals, in a fraction of the code and tables that the standard library's brings into the module.

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

/// Digits that tell two numbers apart for certain; of those that follow it only counts whether there is any.
const MOST_DIGITS: usize = 770;

/// The number that a decimal such as `-0.5`, `.5e3` or `12` means, to the last bit where it is above 1e-290; infinite where
/// it is too large, and NaN for the words `nan`, `inf` and `infinity`.
pub(crate) fn read(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if ["nan", "inf", "infinity"].iter().any(|word| unsigned.eq_ignore_ascii_case(word)) {
        return Some(f64::NAN);
    }
    let (number, power) = match unsigned.split_once(['e', 'E']) {
        Some((number, power)) => (number, whole(power)?),
        None => (unsigned, 0),
    };
    let (before, after) = number.split_once('.').unwrap_or((number, ""));
    let is_number = number.bytes().any(|byte| byte != b'.');
    if !is_number || !before.bytes().chain(after.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = before.bytes().chain(after.bytes()).map(|byte| byte - b'0').skip_while(|&digit| digit == 0);
    let mut digits: Vec<u8> = digits.collect();
    let mut last = power.saturating_sub(after.len() as i64);
    if digits.len() > MOST_DIGITS {
        last = last.saturating_add((digits.len() - MOST_DIGITS) as i64 - 1);
        let is_more = digits.drain(MOST_DIGITS..).any(|digit| digit > 0);
        digits.push(u8::from(is_more));
    }
    while digits.pop_if(|digit| *digit == 0).is_some() {
        last = last.saturating_add(1);
    }
    let size = match last.saturating_add(digits.len() as i64) {
        _ if digits.is_empty() => 0.0,
        310.. => f64::INFINITY,
        ..-330 => 0.0,
        // Whole numbers of 15 digits and powers up to 10²² are exact, so one operation rounds once.
        _ if digits.len() <= 15 && (-22..=22).contains(&last) => {
            decimal(digits.iter().fold(0.0, |sum, &digit| 10.0 * sum + f64::from(digit)), last as i32)
        }
        _ => long(&digits, last as i32),
    };
    Some(if text.starts_with('-') { -size } else { size })
}

/// A whole number, held to what matters of an exponent.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |sum, byte| (10 * sum + i64::from(byte - b'0')).min(1_000_000_000));
    Some(if text.starts_with('-') { -size } else { size })
}

/// `digits · 10^last`, computed in whole numbers and rounded once.
fn long(digits: &[u8], last: i32) -> f64 {
    // The lowest 32 bits come first.
    let mut value: Vec<u32> = Vec::new();
    let mut times_ten_plus = |digit: u8| {
        let mut carry = u64::from(digit);
        for part in &mut value {
            carry += 10 * u64::from(*part);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            value.push(carry as u32);
        }
    };
    for &digit in digits {
        times_ten_plus(digit);
    }
    (0..last).for_each(|_| times_ten_plus(0));
    // Divided by ten a number loses less than four bits: more than 64 are to be left.
    let added = -last.min(0) as usize / 8 + 3;
    value.splice(0..0, std::iter::repeat_n(0, added));
    let mut is_more = false;
    for _ in last..0 {
        let mut rest = 0;
        for part in value.iter_mut().rev() {
            let dividend = rest << 32 | u64::from(*part);
            *part = (dividend / 10) as u32;
            rest = dividend % 10;
        }
        is_more |= rest > 0;
        value.pop_if(|part| *part == 0);
    }
    // What is below the highest 65 to 96 bits counts only by being there.
    let highest = value.split_off(value.len() - 3).into_iter().rev();
    let highest = highest.fold(0_u128, |bits, part| bits << 32 | u128::from(part));
    is_more |= value.iter().any(|&part| part > 0);
    let exponent = 32 * (value.len() as i32 - added as i32);
    // In two steps, as 2 to the power of it may be out of range.
    let half = exponent / 2;
    (highest | u128::from(is_more)) as f64 * 2_f64.powi(half) * 2_f64.powi(exponent - half)
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

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        let mut bits = 1_u64;
        for _ in 0..20_000 {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = f64::from_bits(bits);
            if value.is_finite() && value.abs() > 1e-290 {
                for text in [format!("{value:e}"), format!("{value:.20e}"), format!("{value:.3}")] {
                    assert_eq!(read(&text), text.parse().ok(), "{text}");
                }
            }
            let text = format!("{}.{}e{}", bits >> 44, bits % 1_000_003, bits as i64 % 40);
            assert_eq!(read(&text), text.parse().ok(), "{text}");
        }
        let half = format!("{}.5{}", 1_u64 << 53, "0".repeat(2000));
        let texts = [
            "0",
            "-0",
            "1.",
            ".5",
            "+3e+2",
            "1e-400",
            "-1e400",
            "1e99999999999999999999",
            "007",
            "9007199254740993",
        ];
        for text in
            texts.into_iter().chain([&half[..], &format!("{half}1"), &format!("0.{}7", "0".repeat(280))])
        {
            assert_eq!(read(text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
        }
        for text in ["", ".", "-", "e5", "1e", "1e+", "1.2.3", "--1", "0x10", "1,5", " 1", "1 ", "in", "١"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(["nan", "-inf", "Infinity"].iter().all(|word| read(word).is_some_and(f64::is_nan)));
    }
}
