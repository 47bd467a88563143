//! The data loss as a function of two weights.

use crate::model::{Loss, Penalty, Point, Problem};
use crate::solve::is_separable;
use kernels::{exp, forward, larger};

/// `L(u, v)`: the mean loss with weights `a` and `b` at `u` and `v`.
///
/// With two features the intercept is optimal for every `(u, v)`, so this is the exact loss. With more features it is a slice: all
/// other weights and the intercept are fixed at those of a given point.
pub(super) struct SliceLoss<'a> {
    problem: Problem<'a>,
    pair: (usize, usize),
    /// The linear predictor without the two weights, `(n_samples,)`.
    offset: &'a [f64],
    eliminates_intercept: bool,
}

/// The linear predictor of `base` without the two weights.
pub(super) fn offset(problem: &Problem<'_>, base: &Point, pair: (usize, usize)) -> Vec<f64> {
    let mut fixed = base.clone();
    fixed.coef[pair.0] = 0.0;
    fixed.coef[pair.1] = 0.0;
    let mut offset = vec![0.0; problem.data.n_samples()];
    forward(problem.data.x(), &fixed.coef, fixed.intercept, &mut offset);
    offset
}

impl<'a> SliceLoss<'a> {
    pub fn new(problem: Problem<'a>, offset: &'a [f64], pair: (usize, usize)) -> Self {
        let eliminates_intercept = is_exact(&problem);
        Self { problem, pair, offset, eliminates_intercept }
    }

    pub fn n_samples(&self) -> usize {
        self.offset.len()
    }

    /// Linear predictors at `(u, v)` without the change of the intercept.
    fn predictors(&self, u: f64, v: f64) -> impl Iterator<Item = f64> {
        let (data, (a, b)) = (self.problem.data, self.pair);
        self.offset.iter().enumerate().map(move |(i, offset)| {
            let row = data.row(i);
            offset + u * row[a] + v * row[b]
        })
    }

    /// The loss at `(u, v)`. `shift` is the change of the intercept at a nearby point, a warm start that is updated.
    pub fn value(&self, u: f64, v: f64, shift: &mut f64) -> f64 {
        if self.eliminates_intercept {
            *shift = self.best_shift(u, v, *shift);
        }
        match self.problem.loss {
            Loss::Logistic if self.has_equal_rows() => self.mean_log_loss(u, v, *shift),
            Loss::Logistic | Loss::Squared => {
                let z: Vec<f64> = self.predictors(u, v).map(|z| z + *shift).collect();
                self.problem.mean_loss(&z)
            }
        }
    }

    fn has_equal_rows(&self) -> bool {
        self.problem.row_weights.is_none() && self.problem.label_smoothing == 0.0
    }

    /// [`Loss::value`]'s log-loss with one logarithm for many rows: `Σ log(1 + e) = log Π (1 + e)`, each factor at most 2.
    fn mean_log_loss(&self, u: f64, v: f64, shift: f64) -> f64 {
        let (mut sum, mut product) = (0.0, 1.0);
        for (i, (z, &y)) in self.predictors(u, v).zip(self.problem.data.y()).enumerate() {
            let against = if y == 1.0 { -(z + shift) } else { z + shift };
            sum += larger(0.0, against);
            product *= 1.0 + exp(-against.abs());
            if i % 512 == 511 {
                sum += f64::ln(product);
                product = 1.0;
            }
        }
        (sum + product.ln()) / self.problem.data.n_samples() as f64
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
        let (problem, (a, b)) = (&self.problem, self.pair);
        let mut sums = Derivatives::default();
        for (i, z) in self.predictors(u, v).enumerate() {
            let (row, weight) = (problem.data.row(i), problem.row_weight(i));
            let direction = [row[a], row[b], 1.0];
            let slope = weight * problem.loss.slope(problem.target(i), z + shift);
            let curvature = weight * problem.loss.curvature(z + shift);
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
        let is_free = |j: usize| j == self.pair.0 || j == self.pair.1;
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
    use crate::data::{Dataset, MakeClassification, Task};

    #[test]
    fn loss_with_one_logarithm_for_many_rows_is_the_mean_loss() {
        let data = MakeClassification { n_samples: 1200, ..Default::default() }.generate().unwrap();
        let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
        let base = Point::zeros(data.n_features());
        let offset = offset(&problem, &base, (0, 1));
        let slice = SliceLoss::new(problem, &offset, (0, 1));
        for (u, v) in [(0.0, 0.0), (1.5, -0.3), (-40.0, 25.0)] {
            let z: Vec<f64> = slice.predictors(u, v).map(|z| z + 0.2).collect();
            let (fused, direct) = (slice.mean_log_loss(u, v, 0.2), problem.mean_loss(&z));
            assert!((fused / direct - 1.0).abs() < 1e-12, "{fused}, {direct}");
        }
    }

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
            let offset = vec![0.0; 24];
            SliceLoss::new(problem, &offset, (0, 1)).minimum((0.0, 0.0), 1e3)
        };
        assert!(matches!(minimum(false), Minimum::Beyond((u, _)) if u > 5.0), "{:?}", minimum(false));
        assert!(matches!(minimum(true), Minimum::At(_)), "{:?}", minimum(true));
    }
}
