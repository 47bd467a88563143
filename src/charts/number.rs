//! The number format of page, charts, SVG and poster.
//!
//! A minus is `−`, thousands have a comma, trailing zeros of significant digits are omitted. Below 0.0001 and from a million on, a
//! number is written with a power of ten (`2e−5`, `2e6`), except counts. NaN is `–`. The page uses the same functions through
//! `www/format.js`.

use crate::decimal::ten_to;

/// Numbers of this size and above, except counts, are written with a power of ten.
const LARGE: f64 = 1e6;
/// Numbers below this size too.
const SMALL: f64 = 1e-4;

/// `1240` → `1,240`.
#[must_use]
pub fn count(value: usize) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A weight: two decimals, three if it is small, none if it is large; a non-zero weight is never shown as 0.
#[must_use]
pub fn weight(value: f64) -> String {
    if value != 0.0 && (value.abs() < 0.000_5 || value.abs() >= LARGE) {
        return significant_digits(value, 2);
    }
    let decimals = match value.abs() {
        size if size == 0.0 || size >= 99.5 => 0,
        size if size >= 9.95 => 1,
        size if size >= 0.095 => 2,
        _ => 3,
    };
    fixed(value, decimals)
}

/// Three significant digits without trailing zeros: `0.00286`, `1,410`, `1e−7`.
#[must_use]
pub fn significant(value: f64) -> String {
    significant_digits(value, 3)
}

/// `digits` significant digits (1 … 15) without trailing zeros.
#[must_use]
pub fn significant_digits(value: f64, digits: usize) -> String {
    if value == 0.0 || !value.is_finite() {
        return fixed(value, 0);
    }
    // Rounded from the exact decimal, half to even; rounding may carry into the next power of ten, as 999.6 does.
    let digits = digits.clamp(1, 15);
    let text = format!("{:.*e}", digits - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let power: i32 = exponent.parse().unwrap_or(0);
    let rounded: f64 = text.parse().unwrap_or(value.abs());
    let sign = if value < 0.0 { "−" } else { "" };
    if !(SMALL..LARGE).contains(&rounded) {
        let below = if power < 0 { "−" } else { "" };
        return [sign, trimmed(mantissa), "e", below, &power.unsigned_abs().to_string()].concat();
    }
    let decimals = (digits as i32 - 1 - power).max(0);
    let text = fixed(rounded, decimals);
    [sign, trimmed(&text)].concat()
}

/// Removes trailing zeros of decimals.
fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// A tick: up to four decimals as needed, or three digits and a power of ten.
#[must_use]
pub fn tick(value: f64) -> String {
    if value != 0.0 && (value.abs() < SMALL || value.abs() >= LARGE) {
        return significant(value);
    }
    let decimals = (0..=4).find(|&d| {
        let scaled = value * 10_f64.powi(d);
        (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-3)
    });
    fixed(value, decimals.unwrap_or(4))
}

/// Two or three significant digits, for values beside a plot.
#[must_use]
pub fn short(value: f64) -> String {
    let size = value.abs();
    if size > 0.0 && size < 0.000_999_5 {
        let power = size.log10().floor();
        let digits = fixed(value / ten_to(power), 1);
        return [&digits, "e−", &count(-power as usize)].concat();
    }
    if size >= LARGE {
        return significant(value);
    }
    let decimals = match size {
        size if size == 0.0 || size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.9995 => 2,
        size if size >= 0.009995 => 3,
        _ => 4,
    };
    fixed(value, decimals)
}

/// A shorter form of a tick: `.002` for 0.002, `2k` for 2,000.
#[must_use]
pub fn short_tick(value: f64) -> String {
    if (1e3..1e6).contains(&value.abs()) {
        return tick(value / 1e3) + "k";
    }
    let text = tick(value);
    let (sign, size) = text.strip_prefix('−').map_or(("", text.as_str()), |size| ("−", size));
    [sign, size.strip_prefix('0').filter(|rest| !rest.is_empty()).unwrap_or(size)].concat()
}

/// A fixed number of decimals.
#[must_use]
pub fn fixed(value: f64, decimals: i32) -> String {
    if value.is_nan() {
        return "–".to_owned();
    }
    let scaled = (value.abs() * 10_f64.powi(decimals)).round();
    if !value.is_finite() || scaled >= 1e15 {
        return if value < 0.0 { "−∞".to_owned() } else { "∞".to_owned() };
    }
    let unit = 10_usize.pow(decimals.max(0).unsigned_abs());
    let (whole, part) = (scaled as usize / unit, scaled as usize % unit);
    let sign = if value < 0.0 && scaled > 0.0 { "−" } else { "" };
    if decimals <= 0 {
        return [sign, &count(whole)].concat();
    }
    // The leading 1 keeps zeros after the decimal point.
    let digits = (unit + part).to_string();
    [sign, &count(whole), ".", digits.strip_prefix('1').unwrap_or(&digits)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_documented_format() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        assert_eq!(weight(-1.8), "−1.80");
        assert_eq!(weight(0.0154), "0.015");
        assert_eq!(weight(0.0), "0");
        assert_eq!(weight(-731.4), "−731");
        assert_eq!(fixed(-0.0004, 2), "0.00");
        assert_eq!(fixed(1234.5678, 2), "1,234.57");
        assert_eq!([0.25, -2.0, 0.1, 1500.0].map(tick), ["0.25", "−2", "0.1", "1,500"]);
        assert_eq!([1.0, 1.234, 1414.2, -0.0141421].map(significant), ["1", "1.23", "1,410", "−0.0141"]);
        assert_eq!([0.0, 2.5e-9, 1e30].map(significant), ["0", "2.5e−9", "1e30"]);
        assert_eq!(
            [0.002857142857, 350.762, 4263.4, -12345.0].map(significant),
            ["0.00286", "351", "4,260", "−12,300"]
        );
        assert_eq!(
            [-0.5, 1e-7, 1e12, f64::INFINITY, f64::NAN].map(significant),
            ["−0.5", "1e−7", "1e12", "∞", "–"]
        );
        assert_eq!([2e6, 999_999.0, 999.6, 123_456.0].map(significant), ["2e6", "1e6", "1,000", "123,000"]);
        assert_eq!([1.0 / 3.0, 12.0].map(|value| significant_digits(value, 6)), ["0.333333", "12"]);
        assert_eq!([2e-4, 5e-4, -6.000_000_000_000_001e-5].map(tick), ["0.0002", "0.0005", "−6e−5"]);
        assert_eq!([2e-5, -0.000_04, 3.5e8].map(tick), ["2e−5", "−4e−5", "3.5e8"]);
        assert_eq!(
            [0.002, -0.01, -1000.0, 1500.0, 20.0].map(short_tick),
            [".002", "−.01", "−1k", "1.5k", "20"]
        );
        assert_eq!([0.000_42, -9.7e-7, 0.0006].map(weight), ["0.00042", "−9.7e−7", "0.001"]);
        assert_eq!([f64::INFINITY, f64::NEG_INFINITY].map(tick), ["∞", "−∞"]);
        assert_eq!(fixed(f64::INFINITY, 1), "∞");
        assert_eq!(
            [0.0220, 0.5931, 1234.5, 0.00321, 2.34e-7].map(short),
            ["0.022", "0.593", "1,235", "0.0032", "2.3e−7"]
        );
    }
}
