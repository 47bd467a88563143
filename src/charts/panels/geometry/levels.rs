//! Levels of the contours.

/// Levels at which contours are evenly spaced on screen for any function: quantiles of the values at the nodes.
///
/// The area within a contour around a minimum is proportional to the square of its size, so the quantiles are squares of equal
/// steps. If the minimum is outside of the plot, the area below a level is proportional to the distance, and the steps are equal.
pub(super) struct Levels {
    /// Values at the nodes, ascending.
    sorted: Vec<f64>,
    least: f64,
    /// The least value at the border; contours at lower levels are closed.
    border: f64,
    power: f64,
}

impl Levels {
    /// Levels of `values` on a grid, `(height, width)` row-major, whose minimum `least` may be lower than at all nodes.
    pub fn new(values: &[f64], (width, height): (usize, usize), least: f64, has_minimum: bool) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        kernels::sort(&mut sorted);
        let is_at_border = |k: usize| {
            let (column, row) = (k % width, k / width);
            column == 0 || row == 0 || column + 1 == width || row + 1 == height
        };
        let border = (0..values.len()).filter(|&k| is_at_border(k)).map(|k| values[k]);
        Self {
            least: sorted.first().map_or(least, |&first| first.min(least)),
            border: border.fold(f64::INFINITY, f64::min),
            power: if has_minimum { 2.0 } else { 1.0 },
            sorted,
        }
    }

    /// The level at a position from 0, the least value, to 1, the greatest.
    fn at(&self, place: f64) -> f64 {
        let n = self.sorted.len();
        let value = |k: usize| self.sorted.get(k.min(n - 1)).copied().unwrap_or(self.least);
        // The k-th value is at the middle of the k-th part of the area.
        let k = n as f64 * place.powf(self.power) - 0.5;
        if k < 0.0 {
            return self.least + 2.0 * (k + 0.5) * (value(0) - self.least);
        }
        let whole = k.floor();
        let (from, to) = (value(whole as usize), value(whole as usize + 1));
        from + (k - whole) * (to - from)
    }

    /// The position of a level, the inverse of [`Levels::at`].
    fn place(&self, level: f64) -> f64 {
        let below = self.sorted.partition_point(|&value| value < level);
        (below as f64 / self.sorted.len().max(1) as f64).powf(1.0 / self.power)
    }

    /// Chooses up to `count` levels, without those too near to the level `drawn`. The contour of the lowest is closed if possible.
    pub fn choose(&self, count: usize, drawn: Option<f64>) -> Vec<f64> {
        if self.sorted.is_empty() {
            return Vec::new();
        }
        let step = 1.0 / (count + 1) as f64;
        let mut levels: Vec<f64> = (1..=count).map(|k| self.at(step * k as f64)).collect();
        if self.least < self.border && levels[0] >= self.border {
            levels[0] = self.least + 0.6 * (self.border - self.least);
        }
        if let Some(place) = drawn.map(|drawn| self.place(drawn)) {
            levels.retain(|&level| (self.place(level) - place).abs() >= 0.35 * step);
        }
        levels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(value: impl Fn(f64, f64) -> f64, has_minimum: bool) -> Vec<f64> {
        let at = |k: usize| k as f64 / 100.0 - 1.0;
        let values: Vec<f64> = (0..201 * 201).map(|k| value(at(k % 201), at(k / 201))).collect();
        Levels::new(&values, (201, 201), f64::INFINITY, has_minimum).choose(9, None)
    }

    #[test]
    fn contours_around_a_minimum_are_evenly_spaced_whatever_the_function() {
        for power in [1, 2, 6] {
            let chosen = levels(|x, y| x.hypot(y).powi(power), true);
            let radii: Vec<f64> =
                chosen[..7].iter().map(|level| level.powf(1.0 / f64::from(power))).collect();
            // A tenth of the radius of the circle that has the area of the square.
            let step = 0.1 * (4.0 / std::f64::consts::PI).sqrt();
            for (k, radius) in radii.iter().enumerate() {
                assert!((radius - step * (k + 1) as f64).abs() < 0.01, "{power}, {radii:?}");
            }
        }
    }

    #[test]
    fn contours_of_a_slope_are_evenly_spaced() {
        let chosen = levels(|x, _| x.exp(), false);
        for (k, level) in chosen.iter().enumerate() {
            assert!((level.ln() - (0.2 * (k + 1) as f64 - 1.0)).abs() < 0.02, "{chosen:?}");
        }
    }

    #[test]
    fn the_lowest_contour_is_closed_where_the_minimum_is_inside() {
        let chosen = levels(|x, y| 1e-6 * x * x + y * y, true);
        assert!(chosen[0] < 1e-6, "{chosen:?}");
        let chosen = levels(|x, y| (x - 0.97).powi(2) + y * y, true);
        assert!(chosen[0] < 0.0009, "{chosen:?}");
    }
}
