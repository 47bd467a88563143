//! What a path is drawn over, and how places there and λ translate into each other.

use crate::charts::axis::Axis;
use crate::charts::lambda_axis::{decade, lambda_axis};
use crate::decimal::two_digits;
use crate::lab::LambdaScale;
use crate::model::Point;
use crate::solve::PathPoint;

/// What the horizontal axis is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Over {
    /// log₁₀ λ.
    #[default]
    Lambda,
    /// ‖w‖₁ of the optimum.
    Norm,
    /// The deviance that the optimum explains.
    Deviance,
}

/// A path along one of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    pub over: Over,
    /// log₁₀ λ of each optimum, falling.
    decades: Vec<f64>,
    /// Where each stands on the axis.
    pub places: Vec<f64>,
    /// How far along the axis the path has come: rises. Under another penalty than L1, ‖w‖₁ itself may go back a little.
    reached: Vec<f64>,
}

/// A place between two optima of a path, or on one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage {
    before: usize,
    after: usize,
    share: f64,
}

impl Stage {
    /// The weights there.
    pub fn coef(&self, path: &[PathPoint]) -> Vec<f64> {
        let Self { before, after, share } = *self;
        let (Some(before), Some(after)) = (path.get(before), path.get(after)) else { return Vec::new() };
        let pairs = before.point.coef.iter().zip(&after.point.coef);
        pairs.map(|(from, to)| from + share * (to - from)).collect()
    }

    /// The weights kept there; between two optima those of the one with less penalty, as in glmnet's plots.
    pub fn kept(&self, path: &[PathPoint]) -> usize {
        let at = if self.share < 1e-6 { self.before } else { self.after };
        path.get(at).map_or(0, |at| kept(&at.point))
    }
}

/// The weights of a point that are not 0.
pub(super) fn kept(point: &Point) -> usize {
    point.coef.iter().filter(|&&w| w != 0.0).count()
}

impl Course {
    pub fn of(over: Over, path: &[PathPoint]) -> Self {
        let place = |at: &PathPoint| match over {
            Over::Lambda => decade(at.lambda),
            Over::Norm => at.point.norm1(),
            Over::Deviance => at.explained,
        };
        let places: Vec<f64> = path.iter().map(place).collect();
        let mut furthest = f64::NEG_INFINITY;
        let reached = places.iter().map(|&place| {
            furthest = furthest.max(along(over, place));
            furthest
        });
        let reached = reached.collect();
        Self { over, decades: path.iter().map(|at| decade(at.lambda)).collect(), places, reached }
    }

    /// From where the strongest penalty stands to where the weakest does; a path that goes nowhere has an axis all the same.
    pub fn axis(&self) -> Axis {
        let (low, high) = (self.reached.first().copied(), self.reached.last().copied());
        match (self.over, low, high) {
            (Over::Lambda, ..) => lambda_axis(),
            (_, Some(low), Some(high)) if low < high => Axis::linear(low, high),
            (_, low, _) => Axis::linear(low.unwrap_or(0.0), low.unwrap_or(0.0) + 1.0),
        }
    }

    /// Whether all λ stand at one place, so that the axis tells nothing.
    pub fn is_flat(&self) -> bool {
        self.over != Over::Lambda && self.reached.first() == self.reached.last()
    }

    /// Where λ stands; `None` where the path has not come so far.
    pub fn at(&self, lambda: f64) -> Option<f64> {
        let wanted = decade(lambda);
        if self.over == Over::Lambda {
            return Some(wanted);
        }
        let after = self.decades.iter().position(|decade| *decade <= wanted + 1e-9)?;
        let Some(before) = after.checked_sub(1) else { return self.places.first().copied() };
        let share = (self.decades[before] - wanted) / (self.decades[before] - self.decades[after]);
        Some(self.places[before] + share.min(1.0) * (self.places[after] - self.places[before]))
    }

    /// λ at a share of the axis, to two digits; where many λ share a place, as those that leave no weight, the smallest. `None` while there
    /// is nothing to tell by.
    pub fn lambda_at(&self, share: f64) -> Option<f64> {
        if self.over == Over::Lambda {
            return Some(LambdaScale::value(LambdaScale::position_of_share(share)));
        }
        let Stage { before, after, share } = self.stage(self.axis().value(share.clamp(0.0, 1.0)))?;
        let decades = self.decades[before] + share * (self.decades[after] - self.decades[before]);
        Some(two_digits(crate::decimal::ten_to(decades)))
    }

    /// Where on the path a value of the axis lies; `None` beyond its end.
    pub fn stage(&self, value: f64) -> Option<Stage> {
        let axis = self.axis().ends();
        let (wanted, hair) = (along(self.over, value), 1e-9 * (axis.end - axis.start));
        let last = self.reached.len().checked_sub(1)?;
        match self.reached.iter().position(|reached| *reached > wanted + hair) {
            None if wanted > self.reached[last] + hair => None,
            None => Some(Stage { before: last, after: last, share: 0.0 }),
            Some(0) => Some(Stage { before: 0, after: 0, share: 0.0 }),
            Some(after) => {
                let (from, to) = (self.reached[after - 1], self.reached[after]);
                let share = ((wanted - from) / (to - from)).max(0.0);
                Some(Stage { before: after - 1, after, share })
            }
        }
    }
}

/// A path runs from the largest λ to the smallest: there log λ falls and the others rise.
fn along(over: Over, value: f64) -> f64 {
    if over == Over::Lambda { -value } else { value }
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
            explained: 0.1 * w,
        };
        weights.into_iter().enumerate().map(at).collect()
    }

    #[test]
    fn lambda_and_place_translate_into_each_other() {
        let path = path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]);
        for over in [Over::Lambda, Over::Norm, Over::Deviance] {
            let course = Course::of(over, &path);
            let axis = course.axis();
            for lambda in [0.001, 0.01, 0.037, 0.5, 1.0, 7.7, 42.0, 98.0] {
                let share = axis.share(course.at(lambda).unwrap());
                assert_eq!(course.lambda_at(share), Some(lambda), "{over:?}");
            }
        }
    }

    #[test]
    fn all_lambda_without_weights_stand_at_the_left_end_which_means_the_smallest_of_them() {
        let course = Course::of(Over::Norm, &path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]));
        assert_eq!([1e3, 500.0, 100.0].map(|lambda| course.at(lambda)), [Some(0.0); 3]);
        assert_eq!([-7.0, 0.0].map(|share| course.lambda_at(share)), [Some(100.0); 2]);
        assert_eq!([1.0, 3.0].map(|share| course.lambda_at(share)), [Some(0.001); 2]);
        assert_eq!([0.0, 1e-9].map(|lambda| course.at(lambda)), [Some(8.0); 2]);
    }

    #[test]
    fn a_norm_that_goes_back_still_gives_every_place_one_lambda() {
        let course = Course::of(Over::Norm, &path([0.0, 3.0, 2.0, 2.5, 4.0, 3.9, 6.0]));
        let found: Vec<f64> = (0..=60).map(|k| course.lambda_at(f64::from(k) / 60.0).unwrap()).collect();
        assert!(found.windows(2).all(|pair| pair[1] <= pair[0]), "{found:?}");
        assert_eq!((found[0], found[60]), (1e3, 1e-3));
    }

    #[test]
    fn what_is_not_computed_yet_is_nowhere() {
        let all = path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]);
        let course = Course::of(Over::Deviance, &all[..4]);
        assert_eq!((course.at(1.0), course.at(0.9)), (Some(0.2), None));
        assert!(Course::of(Over::Lambda, &all[..4]).stage(-1.0).is_none());
        let nothing = Course::of(Over::Norm, &[]);
        assert_eq!((nothing.at(1.0), nothing.lambda_at(0.5)), (None, None));
        let flat = Course::of(Over::Norm, &path([0.0; 7]));
        assert_eq!((flat.at(1.0), flat.lambda_at(0.5)), (Some(0.0), None));
    }

    #[test]
    fn between_two_optima_the_weaker_penalty_is_counted_and_weights_are_on_the_line() {
        let all = path([0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 8.0]);
        let course = Course::of(Over::Norm, &all);
        let kept = |value| course.stage(value).unwrap().kept(&all);
        assert_eq!([kept(0.0), kept(0.5), kept(8.0)], [0, 1, 1]);
        assert_eq!(course.stage(3.0).unwrap().coef(&all), [3.0, 0.0]);
    }
}
