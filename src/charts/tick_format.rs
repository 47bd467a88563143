//! Labels of the ticks of an axis: as short as possible, and neighbours always differ.

use super::number::{short_tick, significant_digits, tick};

/// Most significant digits of a label.
const MOST_DIGITS: usize = 15;
/// Significant digits of the first label where the others are differences from it.
const BASE_DIGITS: usize = 3;

/// The format of the ticks of one axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TickFormat {
    /// [`tick`].
    Usual,
    /// [`short_tick`].
    Short,
    /// This number of significant digits.
    Digits(usize),
    /// The first tick, and the others by how much more they are: `4e8`, `+2`, `+4`.
    Differences(f64),
}

impl TickFormat {
    /// The usual format of these ascending ticks, with more digits if neighbours would look the same.
    pub fn of(ticks: &[f64]) -> Self {
        Self::within(ticks, 0.0, &|_| 0.0)
    }

    /// The first format in which neighbours differ and no label is wider than `room`, otherwise the narrowest one.
    pub fn within(ticks: &[f64], room: f64, width: &dyn Fn(&str) -> f64) -> Self {
        let first = ticks.first().copied().unwrap_or_default();
        let digits = (1..=MOST_DIGITS).map(Self::Digits).find(|format| format.is_distinct(ticks));
        let formats = [Some(Self::Usual), Some(Self::Short), digits, Some(Self::Differences(first))];
        let distinct = formats.into_iter().flatten().filter(|format| format.is_distinct(ticks));
        let widest = |format: Self| ticks.iter().map(|&v| width(&format.label(v))).fold(0.0, f64::max);
        let narrower = |best: Self, next: Self| {
            if widest(best) > room.max(widest(next)) { next } else { best }
        };
        distinct.reduce(narrower).unwrap_or(Self::Differences(first))
    }

    /// Whether neighbouring ticks have different labels.
    fn is_distinct(self, ticks: &[f64]) -> bool {
        ticks.windows(2).all(|pair| self.label(pair[0]) != self.label(pair[1]))
    }

    /// The label of a tick.
    pub fn label(self, value: f64) -> String {
        match self {
            Self::Usual => tick(value),
            Self::Short => short_tick(value),
            Self::Digits(digits) => significant_digits(value, digits),
            Self::Differences(first) if value == first => significant_digits(value, BASE_DIGITS),
            Self::Differences(first) => format!("+{}", significant_digits(value - first, BASE_DIGITS)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::axis::{Axis, Scale};
    use proptest::prelude::*;

    fn labels(low: f64, high: f64, room: usize) -> Vec<String> {
        let ticks = Axis::linear(low, high).ticks(6);
        let format = TickFormat::within(&ticks, room as f64, &|label| label.chars().count() as f64);
        ticks.into_iter().map(|value| format.label(value)).collect()
    }

    #[test]
    fn labels_have_the_digits_that_they_need() {
        assert_eq!(labels(0.0, 1.0, 99), ["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        assert_eq!(labels(3.4e8, 4.1e8, 99), ["3.4e8", "3.6e8", "3.8e8", "4e8"]);
        assert_eq!(labels(3.5e8, 4.1e8, 5), ["3.5e8", "3.6e8", "3.7e8", "3.8e8", "3.9e8", "4e8", "4.1e8"]);
        assert_eq!(labels(1e-9, 3e-9, 99), ["1e−9", "1.5e−9", "2e−9", "2.5e−9", "3e−9"]);
        assert_eq!(labels(-1e9, 1e9, 99), ["−1e9", "−5e8", "0", "5e8", "1e9"]);
    }

    #[test]
    fn a_narrow_range_far_from_0_has_differences_where_there_is_no_room() {
        assert_eq!(labels(4e8, 400_000_010.0, 7), ["4e8", "+2", "+4", "+6", "+8", "+10"]);
        assert_eq!(labels(1e6, 1e6 + 1.0, 7), ["1e6", "+0.2", "+0.4", "+0.6", "+0.8", "+1"]);
        assert_eq!(labels(4e8, 400_000_010.0, 99)[1], "4.00000002e8");
    }

    proptest! {
        #[test]
        fn neighbouring_labels_differ(
            low in -1.0..1.0_f64, length in -9.0..1.0_f64, power in -40..40_i32, count in 1..12_usize, room in 3..20_usize,
        ) {
            let unit = crate::decimal::ten_to(f64::from(power));
            for scale in [Scale::Linear, Scale::SquareRoot] {
                let (low, high) = (low * unit, (low + 10_f64.powf(length)) * unit);
                let ticks = Axis::new(low, high, scale).ticks(count);
                for format in [TickFormat::of(&ticks), TickFormat::within(&ticks, room as f64, &|label| label.chars().count() as f64)] {
                    let labels: Vec<String> = ticks.iter().map(|&value| format.label(value)).collect();
                    prop_assert!(labels.windows(2).all(|pair| pair[0] != pair[1]), "{labels:?} of {ticks:?}");
                }
            }
        }
    }
}
