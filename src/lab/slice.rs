//! The data loss as a function of two weights.

use crate::model::{Penalty, Point, Problem};
use crate::solve::is_separable;
use kernels::{forward, predict_in_plane};

/// The rows of a slice.
#[derive(Debug, Clone, Default)]
pub(super) struct SliceRows {
    /// The indices of the two features.
    pair: (usize, usize),
    /// The two features, `(n_samples,)` each: reading them from the rows of a wide table would miss the cache.
    features: [Vec<f64>; 2],
    /// The linear predictor without the two weights, `(n_samples,)`.
    offset: Vec<f64>,
}

impl SliceRows {
    /// The rows in the plane of two weights through `base`.
    pub fn new(problem: &Problem<'_>, base: &Point, pair: (usize, usize)) -> Self {
        let mut fixed = base.clone();
        fixed.coef[pair.0] = 0.0;
        fixed.coef[pair.1] = 0.0;
        let (data, n) = (problem.data, problem.data.n_samples());
        let mut offset = vec![0.0; n];
        forward(data.x(), &fixed.coef, fixed.intercept, &mut offset);
        let column = |j: usize| (0..n).map(|i| data.row(i)[j]).collect();
        Self { pair, features: [column(pair.0), column(pair.1)], offset }
    }

    /// Whether no slice was chosen yet.
    pub fn is_empty(&self) -> bool {
        self.offset.is_empty()
    }

    /// The indices of the two features.
    pub fn pair(&self) -> (usize, usize) {
        self.pair
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.offset.len()
    }

    /// The features of the two weights and the offset of row `i`.
    pub fn row(&self, i: usize) -> [f64; 3] {
        [self.features[0][i], self.features[1][i], self.offset[i]]
    }
}

/// `L(u, v)`: the mean loss with two weights at `u` and `v`.
///
/// With two features the intercept is optimal for every `(u, v)`, or 0 where it is not fitted, so this is the exact loss. With more
/// features it is a slice: all other weights and the intercept are fixed at those of a given point.
pub(super) struct SliceLoss<'a> {
    problem: Problem<'a>,
    rows: &'a SliceRows,
    eliminates_intercept: bool,
}

impl<'a> SliceLoss<'a> {
    pub fn new(problem: Problem<'a>, rows: &'a SliceRows) -> Self {
        let eliminates_intercept = is_exact(&problem) && problem.fit_intercept;
        Self { problem, rows, eliminates_intercept }
    }

    pub fn n_samples(&self) -> usize {
        self.rows.len()
    }

    /// Linear predictors at `(u, v)`, with a change of the intercept.
    fn predictors(&self, u: f64, v: f64, shift: f64) -> Vec<f64> {
        let SliceRows { features: [a, b], offset, .. } = self.rows;
        let mut z = vec![0.0; offset.len()];
        predict_in_plane(offset, [a, b], [u, v], shift, &mut z);
        z
    }

    /// The loss at `(u, v)`. `shift` is the change of the intercept at a nearby point, a warm start that is updated.
    pub fn value(&self, u: f64, v: f64, shift: &mut f64) -> f64 {
        if self.eliminates_intercept {
            *shift = self.best_shift(u, v, *shift);
        }
        self.problem.mean_loss(&self.predictors(u, v, *shift))
    }

    /// The optimal intercept at `(u, v)` minus that of the base, by Newton's method with steps of at most 4.
    fn best_shift(&self, u: f64, v: f64, start: f64) -> f64 {
        let mut shift = start;
        for _ in 0..50 {
            let at = self.derivatives(u, v, shift);
            let step = (at.slope[2] / at.curvature[2][2].max(1e-12)).clamp(-4.0, 4.0);
            shift -= step;
            if step.abs() <= 1e-10 * (1.0 + shift.abs()) {
                break;
            }
        }
        shift
    }

    /// First and second derivatives with respect to `u`, `v` and the intercept.
    fn derivatives(&self, u: f64, v: f64, shift: f64) -> Derivatives {
        let problem = &self.problem;
        let mut sums = Derivatives::default();
        for (i, &z) in self.predictors(u, v, shift).iter().enumerate() {
            let ([a, b, _], weight) = (self.rows.row(i), problem.row_weight(i));
            let direction = [a, b, 1.0];
            let slope = weight * problem.loss.slope(problem.target(i), z);
            let curvature = weight * problem.loss.curvature(z);
            for j in 0..3 {
                sums.slope[j] += slope * direction[j];
                for k in 0..3 {
                    sums.curvature[j][k] += curvature * direction[j] * direction[k];
                }
            }
        }
        sums
    }

    /// The gradient at `(u, v)`; with two features the intercept is eliminated.
    pub fn gradient(&self, u: f64, v: f64) -> (f64, f64) {
        let shift = if self.eliminates_intercept { self.best_shift(u, v, 0.0) } else { 0.0 };
        let [by_u, by_v, _] = self.derivatives(u, v, shift).slope;
        (by_u, by_v)
    }

    /// The Newton step at `(u, v)`; `None` if the Hessian is singular.
    pub fn newton_step(&self, u: f64, v: f64) -> Option<(f64, f64)> {
        let shift = if self.eliminates_intercept { self.best_shift(u, v, 0.0) } else { 0.0 };
        self.derivatives(u, v, shift).newton_step(self.eliminates_intercept)
    }

    /// Half widths along both axes of the level set `rise` above the minimum `(u, v)` of the loss, in a quadratic approximation:
    /// `√(2 rise (H⁻¹)ⱼⱼ)`.
    pub fn level_reach(&self, (u, v): (f64, f64), rise: f64) -> Option<(f64, f64)> {
        let shift = if self.eliminates_intercept { self.best_shift(u, v, 0.0) } else { 0.0 };
        let (a, b, c) = self.derivatives(u, v, shift).hessian(self.eliminates_intercept);
        let along = |x: f64, y: f64| solve_2x2(a, b, c, x, y);
        let (inverse_u, inverse_v) = (along(1.0, 0.0)?.0, along(0.0, 1.0)?.1);
        let reach = |inverse: f64| (2.0 * rise.max(0.0) * inverse).sqrt();
        Some((reach(inverse_u), reach(inverse_v)))
    }

    /// Searches the minimum of the loss by damped Newton steps from `start`, up to the distance `reach`.
    pub fn minimum(&self, start: (f64, f64), reach: f64) -> Minimum {
        let ((mut u, mut v), mut last) = (start, (0.0, 0.0));
        let mut shift = 0.0;
        let mut value = self.value(u, v, &mut shift);
        for _ in 0..60 {
            let at = self.derivatives(u, v, shift);
            let Some((du, dv)) = at.newton_step(self.eliminates_intercept) else {
                // With a singular Hessian, a gradient step.
                let slope = at.slope[0].hypot(at.slope[1]);
                if slope < 1e-9 {
                    return self.end((u, v), last);
                }
                return Minimum::Beyond((u - reach * at.slope[0] / slope, v - reach * at.slope[1] / slope));
            };
            let mut t = 1.0;
            let next = loop {
                let trial = self.value(u + t * du, v + t * dv, &mut shift);
                if trial < value {
                    break trial;
                }
                t *= 0.5;
                if t < 1e-6 {
                    return self.end((u, v), last);
                }
            };
            (u, v, value, last) = (u + t * du, v + t * dv, next, (du, dv));
            if u.abs().max(v.abs()) > reach {
                return Minimum::Beyond((u, v));
            }
        }
        self.end((u, v), last)
    }

    /// The end of the search after the step `(du, dv)`: no minimum if the classes can be separated within the slice.
    fn end(&self, (u, v): (f64, f64), (du, dv): (f64, f64)) -> Minimum {
        let (a, b) = self.rows.pair();
        let is_free = |j: usize| j == a || j == b;
        let n_features = self.problem.data.n_features();
        let factors: Vec<f64> =
            (0..n_features).map(|j| if is_free(j) { 0.0 } else { f64::INFINITY }).collect();
        let within = Problem {
            penalty: Penalty::default(),
            penalty_factor: Some(&factors),
            fit_intercept: self.eliminates_intercept,
            ..self.problem
        };
        if is_separable(&within) { Minimum::Beyond((u + du, v + dv)) } else { Minimum::At((u, v)) }
    }
}

/// The minimum of the loss on a slice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Minimum {
    At((f64, f64)),
    /// Further away than was searched, in the direction of this point.
    Beyond((f64, f64)),
}

/// First and second derivatives with respect to the two weights and the intercept.
#[derive(Default)]
struct Derivatives {
    slope: [f64; 3],
    curvature: [[f64; 3]; 3],
}

impl Derivatives {
    /// The Hessian of the two weights, with the intercept eliminated (Schur complement) if `eliminates_intercept`.
    fn hessian(&self, eliminates_intercept: bool) -> (f64, f64, f64) {
        let h = &self.curvature;
        let focused =
            |j: usize, k: usize| if eliminates_intercept { h[j][2] * h[k][2] / h[2][2] } else { 0.0 };
        (h[0][0] - focused(0, 0), h[0][1] - focused(0, 1), h[1][1] - focused(1, 1))
    }

    fn newton_step(&self, eliminates_intercept: bool) -> Option<(f64, f64)> {
        let (a, b, c) = self.hessian(eliminates_intercept);
        solve_2x2(a, b, c, -self.slope[0], -self.slope[1])
    }
}

/// Whether two weights are the whole model.
pub(super) fn is_exact(problem: &Problem<'_>) -> bool {
    problem.data.n_features() == 2
}

fn solve_2x2(a: f64, b: f64, c: f64, x: f64, y: f64) -> Option<(f64, f64)> {
    let determinant = a * c - b * b;
    let step = ((c * x - b * y) / determinant, (a * y - b * x) / determinant);
    // A smaller determinant is rounding error.
    (determinant > 1e-13 * a * c && step.0.is_finite() && step.1.is_finite()).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Dataset, Task};
    use crate::model::Loss;

    /// All rows with `x_0 = 1` are of class 1: the loss decreases along `x_0` forever.
    #[test]
    fn quasi_separable_classes_have_no_minimum() {
        let x = (0..24).flat_map(|i| [f64::from(i % 2), f64::from(i * 7 % 11)]).collect();
        let class = |overlap: bool| {
            (0..24).map(move |i| f64::from(u8::from(i % 2 == 1 && !(overlap && i == 5) || i % 4 == 0)))
        };
        let minimum = |overlap| {
            let y = class(overlap).collect();
            let data = Dataset::new(Vec::clone(&x), y, 2, Task::Classification).unwrap();
            let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
            let rows = SliceRows::new(&problem, &Point::zeros(2), (0, 1));
            SliceLoss::new(problem, &rows).minimum((0.0, 0.0), 1e3)
        };
        assert!(matches!(minimum(false), Minimum::Beyond((u, _)) if u > 5.0), "{:?}", minimum(false));
        assert!(matches!(minimum(true), Minimum::At(_)), "{:?}", minimum(true));
    }
}
