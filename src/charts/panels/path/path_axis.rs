//! The horizontal axis of a path: λ, ‖w‖₁ or deviance explained, and the conversion between its values and λ.

use crate::charts::axis::Axis;
use crate::decimal::ten_to;
use crate::lab::LambdaScale;
use crate::model::Point;
use crate::solve::PathPoint;

/// The quantity of the horizontal axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Over {
    /// λ.
    #[default]
    Lambda,
    /// ‖w‖₁ of the optimum.
    Norm,
    /// Deviance explained by the optimum.
    Deviance,
}

/// A path along one of these axes.
#[derive(Debug, Clone, Default)]
pub(super) struct PathAxis {
    /// The scale of λ.
    scale: LambdaScale,
    pub over: Over,
    /// log₁₀ λ of each optimum, descending.
    decades: Vec<f64>,
    /// Axis value of each optimum.
    pub values: Vec<f64>,
    /// Running maximum of [`distance`] at each optimum, because ‖w‖₁ may decrease a little under other penalties than L1.
    reached: Vec<f64>,
}

/// A position between two optima of a path, or on one.
#[derive(Debug, Clone, Copy)]
pub(super) struct PathPosition {
    before: usize,
    after: usize,
    share: f64,
}

impl PathPosition {
    /// The interpolated weights.
    pub fn coef(&self, path: &[PathPoint]) -> Vec<f64> {
        let Self { before, after, share } = *self;
        let (Some(before), Some(after)) = (path.get(before), path.get(after)) else { return Vec::new() };
        let pairs = before.point.coef.iter().zip(&after.point.coef);
        pairs.map(|(from, to)| from + share * (to - from)).collect()
    }

    /// Number of kept weights; between two optima that of the one with the smaller λ, as in glmnet's plots.
    pub fn kept(&self, path: &[PathPoint]) -> usize {
        let at = if self.share < 1e-6 { self.before } else { self.after };
        path.get(at).map_or(0, |at| kept(&at.point))
    }
}

/// Number of weights of a point that are not 0.
pub(super) fn kept(point: &Point) -> usize {
    point.coef.iter().filter(|&&w| w != 0.0).count()
}

impl PathAxis {
    pub fn of(over: Over, path: &[PathPoint], scale: LambdaScale) -> Self {
        let value = |at: &PathPoint| match over {
            Over::Lambda => at.lambda,
            Over::Norm => at.point.norm1(),
            Over::Deviance => at.explained,
        };
        let values: Vec<f64> = path.iter().map(value).collect();
        let mut furthest = f64::NEG_INFINITY;
        let reached = values.iter().map(|&value| {
            furthest = furthest.max(distance(over, value));
            furthest
        });
        let reached = reached.collect();
        Self { over, scale, decades: path.iter().map(|at| at.lambda.log10()).collect(), values, reached }
    }

    /// The axis from the strongest penalty to the weakest; of length 1 if all optima have the same value.
    pub fn axis(&self) -> Axis {
        let (low, high) = (self.reached.first().copied(), self.reached.last().copied());
        match (self.over, low, high) {
            (Over::Lambda, ..) => Axis::lambda(self.scale),
            (_, Some(low), Some(high)) if low < high => Axis::linear(low, high),
            (_, low, _) => Axis::linear(low.unwrap_or(0.0), low.unwrap_or(0.0) + 1.0),
        }
    }

    /// Whether all λ have the same value on the axis, so that it cannot be dragged.
    pub fn is_flat(&self) -> bool {
        self.over != Over::Lambda && self.reached.first() == self.reached.last()
    }

    /// The value of λ on the axis; `None` if the path has not reached λ yet.
    pub fn at(&self, lambda: f64) -> Option<f64> {
        if self.over == Over::Lambda {
            return Some(lambda);
        }
        let wanted = self.scale.clamped(lambda).log10();
        let after = self.decades.iter().position(|decade| *decade <= wanted + 1e-9)?;
        let Some(before) = after.checked_sub(1) else { return self.values.first().copied() };
        let share = (self.decades[before] - wanted) / (self.decades[before] - self.decades[after]);
        Some(self.values[before] + share.min(1.0) * (self.values[after] - self.values[before]))
    }

    /// λ at a value of the axis, to two digits; if several λ have this value, such as 0, the smallest. `None` while the path has no
    /// points.
    pub fn lambda_at(&self, value: f64) -> Option<f64> {
        if self.over == Over::Lambda {
            return Some(self.scale.nearest(value));
        }
        let PathPosition { before, after, share } = self.position(value)?;
        let decade = self.decades[before] + share * (self.decades[after] - self.decades[before]);
        Some(self.scale.nearest(ten_to(decade)))
    }

    /// The position of a value of the axis on the path, clamped to its ends; `None` if the path has not reached it yet.
    pub fn position(&self, value: f64) -> Option<PathPosition> {
        let (ends, last) = (self.axis().ends(), self.reached.len().checked_sub(1)?);
        let wanted = distance(self.over, value.clamp(ends.start, ends.end));
        let tolerance = 1e-9 * (self.reached[last] - self.reached[0]);
        match self.reached.iter().position(|reached| *reached > wanted + tolerance) {
            None if wanted > self.reached[last] + tolerance => None,
            None => Some(PathPosition { before: last, after: last, share: 0.0 }),
            Some(0) => Some(PathPosition { before: 0, after: 0, share: 0.0 }),
            Some(after) => {
                let (from, to) = (self.reached[after - 1], self.reached[after]);
                let share = ((wanted - from) / (to - from)).max(0.0);
                Some(PathPosition { before: after - 1, after, share })
            }
        }
    }
}

/// A value as a distance that increases along the path, from the largest λ to the smallest: log λ decreases, the others increase.
fn distance(over: Over, value: f64) -> f64 {
    if over == Over::Lambda { -value.log10() } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Optima at λ = 1000, 100, …, 0.001 with these weights and shares explained.
    fn path(weights: [f64; 7]) -> Vec<PathPoint> {
        let at = |(k, w): (usize, f64)| PathPoint {
            lambda: 10_f64.powi(3 - k as i32),
            point: Point { coef: vec![w, 0.0], intercept: 0.0 },
            kkt_residual: 0.0,
            is_unique: true,
            explained: 0.1 * w,
        };
        weights.into_iter().enumerate().map(at).collect()
    }

    #[test]
    fn lambda_at_is_the_inverse_of_at() {
        let path = path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]);
        for over in [Over::Lambda, Over::Norm, Over::Deviance] {
            let axis = PathAxis::of(over, &path, LambdaScale::default());
            for lambda in [0.001, 0.01, 0.037, 0.5, 1.0, 7.7, 42.0, 98.0] {
                let value = axis.at(lambda).unwrap();
                assert_eq!(axis.lambda_at(value), Some(lambda), "{over:?}");
            }
        }
    }

    #[test]
    fn the_left_end_of_the_norm_axis_is_the_smallest_lambda_without_weights() {
        let axis =
            PathAxis::of(Over::Norm, &path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]), LambdaScale::default());
        assert_eq!([1e3, 500.0, 100.0].map(|lambda| axis.at(lambda)), [Some(0.0); 3]);
        assert_eq!([-7.0, 0.0].map(|norm| axis.lambda_at(norm)), [Some(100.0); 2]);
        assert_eq!([8.0, 24.0].map(|norm| axis.lambda_at(norm)), [Some(0.001); 2]);
        assert_eq!([0.0, 1e-9].map(|lambda| axis.at(lambda)), [Some(8.0); 2]);
    }

    #[test]
    fn every_value_has_one_lambda_although_a_norm_decreases() {
        let axis =
            PathAxis::of(Over::Norm, &path([0.0, 3.0, 2.0, 2.5, 4.0, 3.9, 6.0]), LambdaScale::default());
        let found: Vec<f64> = (0..=60).map(|k| axis.lambda_at(f64::from(k) / 10.0).unwrap()).collect();
        assert!(found.windows(2).all(|pair| pair[1] <= pair[0]), "{found:?}");
        assert_eq!((found[0], found[60]), (1e3, 1e-3));
    }

    #[test]
    fn a_value_that_the_path_has_not_reached_has_no_position() {
        let all = path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]);
        let axis = PathAxis::of(Over::Deviance, &all[..4], LambdaScale::default());
        assert_eq!((axis.at(1.0), axis.at(0.9)), (Some(0.2), None));
        assert!(PathAxis::of(Over::Lambda, &all[..4], LambdaScale::default()).position(-1.0).is_none());
        let nothing = PathAxis::of(Over::Norm, &[], LambdaScale::default());
        assert_eq!((nothing.at(1.0), nothing.lambda_at(0.5)), (None, None));
        let flat = PathAxis::of(Over::Norm, &path([0.0; 7]), LambdaScale::default());
        assert_eq!((flat.at(1.0), flat.lambda_at(0.5)), (Some(0.0), None));
    }

    #[test]
    fn between_two_optima_weights_are_interpolated_and_those_of_the_smaller_lambda_are_counted() {
        let all = path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]);
        let axis = PathAxis::of(Over::Norm, &all, LambdaScale::default());
        let kept = |value| axis.position(value).unwrap().kept(&all);
        assert_eq!([kept(0.0), kept(0.5), kept(8.0)], [0, 1, 1]);
        assert_eq!(axis.position(3.0).unwrap().coef(&all), [3.0, 0.0]);
    }
}
