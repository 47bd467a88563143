//! Axes of all charts: scales (linear, square root, log) and ticks.

use std::ops::Range;

use plotters::coord::ranged1d::{
    KeyPointHint, KeyPointWeight, NoDefaultFormatting, Ranged, ReversibleRanged, ValueFormatter,
};

use super::number;
use crate::error::Result;
use crate::lab::LambdaScale;
use crate::names::named;

/// The scale of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Linear.
    Linear,
    /// Square root, `sign(v) √|v|`: separates small weights; tick labels show `v`.
    #[default]
    SquareRoot,
    /// Logarithmic, `log₁₀ v`, for λ: values below the range, and 0, are placed at its low end, those above it at its high end.
    Log,
}

impl Scale {
    /// Scales of weights to choose from, the default first.
    pub const ALL: [Self; 2] = [Self::SquareRoot, Self::Linear];

    /// The name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::SquareRoot => "sqrt",
            Self::Log => "log",
        }
    }

    /// The scale of weights of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter) for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("scale", name, &Self::ALL, Self::name)
    }

    fn forward(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::SquareRoot => value.signum() * value.abs().sqrt(),
            Self::Log => value.log10(),
        }
    }

    fn backward(self, place: f64) -> f64 {
        match self {
            Self::Linear => place,
            Self::SquareRoot => place.signum() * place * place,
            Self::Log => 10_f64.powf(place),
        }
    }
}

/// A range of values on a scale, plotters' coordinate in every chart; always finite, ordered and not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    scale: Scale,
}

impl Axis {
    /// From `low` to `high`, clamped to ±10¹⁰⁰, on a logarithmic axis to 10⁻¹⁰⁰ … 10¹⁰⁰, and at least 10⁻⁹ of its larger end long, so
    /// that shares are finite.
    #[must_use]
    pub fn new(low: f64, high: f64, scale: Scale) -> Self {
        let (least, most) = if scale == Scale::Log { (1e-100, 1e100) } else { (-1e100, 1e100) };
        let held = |value: f64| if value.is_nan() { 0.0 } else { value }.clamp(least, most);
        let (low, high) = (held(low), held(high));
        let size = low.abs().max(high.abs());
        let length = 1e-9 * if size > 0.0 { size.max(1e-100) } else { 1.0 };
        Self { low, high: high.max(low + length), scale }
    }

    /// Evenly spaced values.
    #[must_use]
    pub fn linear(low: f64, high: f64) -> Self {
        Self::new(low, high, Scale::Linear)
    }

    /// Iterations from 0 to `end`.
    #[must_use]
    pub fn iterations(end: f64) -> Self {
        Self::linear(0.0, end)
    }

    /// λ over the decades of its slider.
    #[must_use]
    pub fn lambda(scale: LambdaScale) -> Self {
        Self::new(scale.smallest(), scale.largest(), Scale::Log)
    }

    /// Position of a value: 0 at the low end, 1 at the high end, beyond them outside the range.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let value = if self.scale == Scale::Log { value.max(self.low).min(self.high) } else { value };
        let at = |value| self.scale.forward(value);
        (at(value) - at(self.low)) / (at(self.high) - at(self.low))
    }

    /// The value at a share of the axis: the inverse of [`Axis::share`].
    #[must_use]
    pub fn value(&self, share: f64) -> f64 {
        let (low, high) = (self.scale.forward(self.low), self.scale.forward(self.high));
        self.scale.backward(low + share * (high - low))
    }

    /// The values of at most `count` ticks: round numbers, with 0 if it is in range.
    #[must_use]
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        match self.scale {
            Scale::Linear => linear_ticks(self.low, self.high, count),
            Scale::SquareRoot => self.root_ticks(count),
            Scale::Log => self.decades(count),
        }
    }

    /// Powers of ten; every second or third one where there are more than `count`.
    fn decades(&self, count: usize) -> Vec<f64> {
        let (low, high) = (self.low.log10(), self.high.log10());
        let (first, last) = ((low - 1e-9).ceil() as i32, (high + 1e-9).floor() as i32);
        let step = ((last - first + 1).max(1) as usize).div_ceil(count.max(1));
        (first..=last).step_by(step).map(|power| crate::decimal::ten_to(f64::from(power))).collect()
    }

    /// Ticks of a square-root scale, on which equal steps would be too close at one end: round numbers, the roundest first, while there
    /// is room.
    fn root_ticks(&self, count: usize) -> Vec<f64> {
        let largest = self.low.abs().max(self.high.abs());
        let top = largest.log10().floor() as i32;
        let powers = (top - 1..=top).rev().map(|k| 10_f64.powi(k));
        let candidates =
            [1.0, 2.0, 4.0, 5.0, 3.0].into_iter().flat_map(|m| powers.clone().map(move |p| m * p));
        let mut chosen = vec![0.0];
        let room = 1.0 / count.max(1) as f64;
        for value in candidates {
            let fits = |value: f64| {
                let share = self.share(value);
                let is_apart = |&other: &f64| (self.share(other) - share).abs() >= room;
                (self.low..=self.high).contains(&value) && chosen.iter().all(is_apart)
            };
            // If both signs are in range, ticks of both or of neither.
            let mirrored = [value, -value].map(|v| ((self.low..=self.high).contains(&v), fits(v)));
            for (v, (inside, fits)) in [value, -value].into_iter().zip(mirrored) {
                if inside && fits && mirrored.iter().all(|(inside, fits)| !inside || *fits) {
                    chosen.push(v);
                }
            }
        }
        chosen.retain(|value| (self.low..=self.high).contains(value));
        kernels::sort(&mut chosen);
        chosen
    }

    /// The two ends.
    #[must_use]
    pub fn ends(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let at = f64::from(from) + self.share(*value) * f64::from(to - from);
        // Clamped, so that later sums do not overflow.
        at.clamp(-1e7, 1e7).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // No minor grid lines.
        if matches!(hint.weight(), KeyPointWeight::Any) { Vec::new() } else { self.ticks(hint.bold_points()) }
    }

    fn range(&self) -> Range<f64> {
        self.ends()
    }
}

impl ReversibleRanged for Axis {
    fn unmap(&self, position: i32, (from, to): (i32, i32)) -> Option<f64> {
        // A position may be so far outside that an integer difference would overflow.
        let (position, from, to) = (f64::from(position), f64::from(from), f64::from(to));
        (to != from).then(|| self.value((position - from) / (to - from)))
    }
}

impl ValueFormatter<f64> for Axis {
    fn format(value: &f64) -> String {
        number::tick(*value)
    }
}

/// Multiples of 1, 2 or 5 times a power of ten, at most `count` of them.
fn linear_ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let rough = (high - low) / count.max(1) as f64;
    let power = crate::decimal::ten_to(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * power);
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(|k| k as f64 * step).collect()
}

/// The end of the iteration axis that all panels of a column share: it grows in steps, so that it does not change in every frame.
#[must_use]
pub fn iteration_end(n_iter: usize) -> f64 {
    let needed = (n_iter as f64 * 1.04).max(100.0);
    let power = crate::decimal::ten_to(needed.log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.5, 10.0];
    steps.into_iter().map(|m| m * power).find(|end| *end >= needed).unwrap_or(10.0 * power)
}

/// The end of a weight axis that shows `size`: a round number with some margin; the current end `present` is kept while it fits.
#[must_use]
pub fn weight_end(size: f64, present: f64) -> f64 {
    if size <= present && size >= 0.4 * present {
        return present;
    }
    if size <= 0.0 {
        return 0.0;
    }
    let needed = size.min(1e100) * 1.08;
    let power = crate::decimal::ten_to(needed.log10().floor());
    let steps = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|m| m * power).find(|end| *end >= needed).unwrap_or(10.0 * power)
}

/// The end of an axis of sizes, kept while it fits.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct KeptEnd(f64);

impl KeptEnd {
    /// Fits it to the largest size.
    pub fn fit(&mut self, largest: f64) {
        self.0 = weight_end(largest, self.0);
    }

    /// Its value; 1 as long as there is nothing to show, which later sizes are not compared with.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.0 > 0.0 { self.0 } else { 1.0 }
    }
}

/// The ends of an axis of weights, each kept while it fits.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct KeptEnds {
    down: KeptEnd,
    up: KeptEnd,
}

impl KeptEnds {
    /// Fits them to the smallest and the largest weight.
    pub fn fit(&mut self, low: f64, high: f64) {
        self.down.fit(-low);
        self.up.fit(high);
    }

    /// The axis; beyond 0 on a side without weights there is some margin.
    #[must_use]
    pub fn axis(self, scale: Scale) -> Axis {
        let (KeptEnd(down), KeptEnd(up)) = (self.down, self.up);
        let least = if down.max(up) > 0.0 { 0.02 * down.max(up) } else { 1.0 };
        Axis::new(-down.max(least), up.max(least), scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_range_is_finite_ordered_and_not_empty() {
        let ends = [0.0, -0.0, 1.0, -1e308, 1e308, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 5e-324];
        for low in ends {
            for high in ends {
                for scale in [Scale::Linear, Scale::SquareRoot, Scale::Log] {
                    let axis = Axis::new(low, high, scale);
                    let Range { start, end } = axis.ends();
                    assert!(start.is_finite() && end.is_finite() && start < end, "{low} {high}");
                    assert!(axis.ticks(8).len() < 30, "{low} {high}: {:?}", axis.ticks(8));
                    for value in ends {
                        let _ = axis.map(&value, (0, 8000));
                    }
                }
            }
        }
    }

    #[test]
    fn tiny_and_huge_ranges_have_ticks_as_ranges_near_1_do() {
        for power in [-30, -9, 0, 9] {
            let unit = crate::decimal::ten_to(f64::from(power));
            for scale in [Scale::Linear, Scale::SquareRoot] {
                let axis = Axis::new(-2.0 * unit, 4.5 * unit, scale);
                let near_1: Vec<f64> = Axis::new(-2.0, 4.5, scale).ticks(10);
                let found: Vec<f64> = axis.ticks(10).iter().map(|tick| tick / unit).collect();
                assert_eq!(found.len(), near_1.len(), "1e{power}: {found:?}");
                assert!(found.iter().zip(near_1).all(|(a, b)| (a - b).abs() < 1e-12), "1e{power}: {found:?}");
            }
        }
    }

    #[test]
    fn root_ticks_are_round_and_not_too_close() {
        assert_eq!(
            Axis::new(-2.0, 4.5, Scale::SquareRoot).ticks(10),
            [-2.0, -1.0, -0.2, 0.0, 0.2, 1.0, 2.0, 4.0]
        );
        let axis = Axis::new(-0.3, 5.0, Scale::SquareRoot);
        let shares: Vec<f64> = axis.ticks(6).iter().map(|&tick| axis.share(tick)).collect();
        assert!(shares.windows(2).all(|pair| pair[1] - pair[0] >= 1.0 / 6.0), "{shares:?}");
    }

    #[test]
    fn linear_ticks_are_multiples_of_a_round_step() {
        assert_eq!(Axis::linear(0.0, 1500.0).ticks(4), [0.0, 500.0, 1000.0, 1500.0]);
        assert_eq!(Axis::linear(-3.3, 3.3).ticks(7), [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn shared_iteration_axis_contains_the_run_with_a_margin() {
        assert_eq!(iteration_end(0), 100.0);
        assert_eq!(iteration_end(1240), 1500.0);
        assert_eq!(iteration_end(1450), 2000.0);
    }

    #[test]
    fn the_end_of_an_empty_axis_is_not_kept() {
        let mut of_run = KeptEnds::default();
        of_run.fit(0.0, 0.0);
        assert_eq!(of_run.axis(Scale::Linear).ends(), -1.0..1.0);
        of_run.fit(-0.46, 0.41);
        let mut new = KeptEnds::default();
        new.fit(-0.46, 0.41);
        assert_eq!(of_run, new);
        assert_eq!(new.axis(Scale::Linear).ends(), -0.5..0.5);
    }

    #[test]
    fn weight_axis_stays_while_it_fits() {
        let end = weight_end(4.09, 0.0);
        assert_eq!(end, 5.0);
        assert_eq!(weight_end(3.0, end), end);
        assert!(weight_end(1.0, end) < end);
        assert!(weight_end(6.0, end) > end);
    }
}
