//! Numbers as the lab writes them: a minus sign that is one, commas between thousands.

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

/// A weight: two decimals, three where it is small, none where it is large; one that is not 0 never looks like it.
#[must_use]
pub fn weight(value: f64) -> String {
    if value != 0.0 && value.abs() < 0.000_5 {
        return one_digit(value);
    }
    let decimals = match value.abs() {
        size if size == 0.0 || size >= 99.5 => 0,
        size if size >= 9.95 => 1,
        size if size >= 0.095 => 2,
        _ => 3,
    };
    fixed(value, decimals)
}

/// A tick: as many decimals as it needs, up to four, or a power of ten.
#[must_use]
pub fn tick(value: f64) -> String {
    if value != 0.0 && (value.abs() < 1e-4 || value.abs() >= 1e6) {
        return one_digit(value);
    }
    let decimals = (0..4).find(|&d| {
        let scaled = value * 10_f64.powi(d);
        (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-3)
    });
    fixed(value, decimals.unwrap_or(4))
}

/// A tick in less room: `.002` for 0.002, `2k` for 2,000.
#[must_use]
pub fn short_tick(value: f64) -> String {
    if (1e3..1e6).contains(&value.abs()) {
        return format!("{}k", tick(value / 1e3));
    }
    tick(value).replacen("0.", ".", 1)
}

/// The leading digit and a power of ten: `2e−5`.
fn one_digit(value: f64) -> String {
    if !value.is_finite() {
        return fixed(value, 0);
    }
    let lead = |power: i32| (value.abs() / 10_f64.powi(power)).round();
    let mut power = value.abs().log10().floor() as i32;
    // Rounded up to ten, or the logarithm a hair too small.
    power += i32::from(lead(power) >= 10.0);
    let minus = |is_negative: bool| if is_negative { "−" } else { "" };
    let (sign, below) = (minus(value < 0.0), minus(power < 0));
    format!("{sign}{}e{below}{}", lead(power) as usize, power.abs())
}

/// A fixed number of decimals.
#[must_use]
pub fn fixed(value: f64, decimals: i32) -> String {
    let scaled = (value.abs() * 10_f64.powi(decimals)).round();
    if !value.is_finite() || scaled >= 1e15 {
        return if value < 0.0 { "−∞".to_owned() } else { "∞".to_owned() };
    }
    let unit = 10_usize.pow(decimals.max(0).unsigned_abs());
    let (whole, part) = (scaled as usize / unit, scaled as usize % unit);
    let sign = if value < 0.0 && scaled > 0.0 { "−" } else { "" };
    if decimals <= 0 {
        return format!("{sign}{}", count(whole));
    }
    format!("{sign}{}.{part:0width$}", count(whole), width = decimals.unsigned_abs() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_lab_writes_them() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        assert_eq!(weight(-1.8), "−1.80");
        assert_eq!(weight(0.0154), "0.015");
        assert_eq!(weight(0.0), "0");
        assert_eq!(weight(-731.4), "−731");
        assert_eq!(fixed(-0.0004, 2), "0.00");
        assert_eq!(fixed(1234.5678, 2), "1,234.57");
        assert_eq!([0.25, -2.0, 0.1, 1500.0].map(tick), ["0.25", "−2", "0.1", "1,500"]);
        assert_eq!([2e-5, -0.000_04, 2e6].map(tick), ["2e−5", "−4e−5", "2e6"]);
        assert_eq!(
            [0.002, -0.01, -1000.0, 1500.0, 20.0].map(short_tick),
            [".002", "−.01", "−1k", "1.5k", "20"]
        );
        assert_eq!([0.000_42, -9.7e-7, 0.0006].map(weight), ["4e−4", "−1e−6", "0.001"]);
        assert_eq!([f64::INFINITY, f64::NEG_INFINITY].map(tick), ["∞", "−∞"]);
        assert_eq!(fixed(f64::INFINITY, 1), "∞");
    }
}
