//! The data loss as a function of two weights.

use crate::model::{Loss, Point, Problem};

/// `L(u, v)`: the mean loss with weights `a` and `b` at `u` and `v`.
///
/// With two features the intercept is the best one for every `(u, v)`, so this is the whole truth. With more, all
/// other weights and the intercept stay where a given point has them, and this is a slice.
pub(super) struct SliceLoss<'a> {
    problem: Problem<'a>,
    pair: (usize, usize),
    /// The linear predictor without the two weights, `(n_samples,)`.
    offset: Vec<f64>,
    follows_intercept: bool,
}

impl<'a> SliceLoss<'a> {
    pub fn new(problem: Problem<'a>, base: &Point, pair: (usize, usize)) -> Self {
        let mut fixed = base.clone();
        fixed.coef[pair.0] = 0.0;
        fixed.coef[pair.1] = 0.0;
        let mut offset = vec![0.0; problem.data.n_samples()];
        crate::model::kernels::forward(problem.data.x(), &fixed.coef, fixed.intercept, &mut offset);
        let follows_intercept = is_exact(&problem);
        Self { problem, pair, offset, follows_intercept }
    }

    /// Linear predictors at `(u, v)` but for the intercept's part that follows.
    fn predictors(&self, u: f64, v: f64) -> impl Iterator<Item = f64> {
        let (data, (a, b)) = (self.problem.data, self.pair);
        self.offset.iter().enumerate().map(move |(i, offset)| {
            let row = data.row(i);
            offset + u * row[a] + v * row[b]
        })
    }

    /// The loss at `(u, v)`; `shift` is the intercept's following part at a nearby place, and is updated.
    pub fn value(&self, u: f64, v: f64, shift: &mut f64) -> f64 {
        if self.follows_intercept {
            *shift = self.best_shift(u, v, *shift);
        }
        match self.problem.loss {
            Loss::Logistic if self.problem.row_weights.is_none() => self.mean_log_loss(u, v, *shift),
            _ => {
                let z: Vec<f64> = self.predictors(u, v).map(|z| z + *shift).collect();
                self.problem.mean_loss(&z)
            }
        }
    }

    /// The log-loss with one logarithm for many rows: `Σ log(1 + e) = log Π (1 + e)`, each factor at most 2.
    fn mean_log_loss(&self, u: f64, v: f64, shift: f64) -> f64 {
        let (mut sum, mut product) = (0.0, 1.0);
        for (i, (z, &y)) in self.predictors(u, v).zip(self.problem.data.y()).enumerate() {
            let against = if y == 1.0 { -(z + shift) } else { z + shift };
            sum += against.max(0.0);
            product *= 1.0 + (-against.abs()).exp();
            if i % 512 == 511 {
                sum += f64::ln(product);
                product = 1.0;
            }
        }
        (sum + product.ln()) / self.problem.data.n_samples() as f64
    }

    /// The best intercept at `(u, v)`, relative to the base's, by Newton's method held to steps of 4.
    fn best_shift(&self, u: f64, v: f64, start: f64) -> f64 {
        let mut shift = start;
        for _ in 0..50 {
            let (slope, curvature) = self.sums(u, v, shift, |_| 1.0, |_| 1.0);
            let step = (slope / curvature.max(1e-12)).clamp(-4.0, 4.0);
            shift -= step;
            if step.abs() <= 1e-10 * (1.0 + shift.abs()) {
                break;
            }
        }
        shift
    }

    /// `(Σ s ℓ' first(row), Σ s ℓ'' second(row))` at `(u, v)`.
    fn sums(
        &self,
        u: f64,
        v: f64,
        shift: f64,
        first: impl Fn(&[f64]) -> f64,
        second: impl Fn(&[f64]) -> f64,
    ) -> (f64, f64) {
        let (problem, mut slope, mut curvature) = (&self.problem, 0.0, 0.0);
        for (i, z) in self.predictors(u, v).enumerate() {
            let (row, weight) = (problem.data.row(i), problem.row_weight(i));
            slope += weight * problem.loss.slope(problem.data.y()[i], z + shift) * first(row);
            curvature += weight * problem.loss.curvature(z + shift) * second(row);
        }
        (slope, curvature)
    }

    /// The gradient at `(u, v)`; where the intercept follows, that of the function it leaves.
    pub fn gradient(&self, u: f64, v: f64) -> (f64, f64) {
        let shift = if self.follows_intercept { self.best_shift(u, v, 0.0) } else { 0.0 };
        let (a, b) = self.pair;
        (self.sums(u, v, shift, |row| row[a], |_| 0.0).0, self.sums(u, v, shift, |row| row[b], |_| 0.0).0)
    }

    /// The place of the least loss from `(u, v)` on, by damped Newton steps, or `None` where it lies beyond `reach`.
    pub fn minimum(&self, (mut u, mut v): (f64, f64), reach: f64) -> Option<(f64, f64)> {
        let (a, b) = self.pair;
        let mut shift = 0.0;
        let mut value = self.value(u, v, &mut shift);
        for _ in 0..60 {
            let (gu, huu) = self.sums(u, v, shift, |row| row[a], |row| row[a] * row[a]);
            let (gv, hvv) = self.sums(u, v, shift, |row| row[b], |row| row[b] * row[b]);
            let (_, huv) = self.sums(u, v, shift, |_| 0.0, |row| row[a] * row[b]);
            let (huu, huv, hvv) = self.without_intercept(u, v, shift, (huu, huv, hvv));
            let (du, dv) = solve_2x2(huu, huv, hvv, -gu, -gv)?;
            let mut t = 1.0;
            let next = loop {
                let trial = self.value(u + t * du, v + t * dv, &mut shift);
                if trial < value {
                    break trial;
                }
                t *= 0.5;
                if t < 1e-6 {
                    return Some((u, v));
                }
            };
            (u, v, value) = (u + t * du, v + t * dv, next);
            if u.abs().max(v.abs()) > reach {
                return None;
            }
        }
        Some((u, v))
    }

    /// The Hessian that is left when the intercept follows.
    fn without_intercept(
        &self,
        u: f64,
        v: f64,
        shift: f64,
        (huu, huv, hvv): (f64, f64, f64),
    ) -> (f64, f64, f64) {
        if !self.follows_intercept {
            return (huu, huv, hvv);
        }
        let (a, b) = self.pair;
        let (_, mass) = self.sums(u, v, shift, |_| 0.0, |_| 1.0);
        let (_, hu) = self.sums(u, v, shift, |_| 0.0, |row| row[a]);
        let (_, hv) = self.sums(u, v, shift, |_| 0.0, |row| row[b]);
        (huu - hu * hu / mass, huv - hu * hv / mass, hvv - hv * hv / mass)
    }
}

/// Whether two weights are the whole model.
pub(super) fn is_exact(problem: &Problem<'_>) -> bool {
    problem.data.n_features() == 2
}

fn solve_2x2(a: f64, b: f64, c: f64, x: f64, y: f64) -> Option<(f64, f64)> {
    let determinant = a * c - b * b;
    let step = ((c * x - b * y) / determinant, (a * y - b * x) / determinant);
    (determinant > 0.0 && step.0.is_finite() && step.1.is_finite()).then_some(step)
}
