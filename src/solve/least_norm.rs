//! Many optima: whether there is more than one, and the one of least norm.

use super::cholesky::{factorize, solve_factorized};
use super::nnls::Nnls;
use super::orthonormal::Orthonormal;
use crate::model::{Evaluation, Point, Problem, sign};
use kernels::{add_scaled, dot, larger, largest_size};

/// A column of which at most this share is outside the span of the others depends on them.
const DEPENDENT: f64 = 1e-9;
const MAX_STEPS: usize = 100;

/// All optima of a problem, given one of them.
///
/// The loss is strictly convex in the predictor `z`, so every optimum has the same `z`, and the same weights wherever there is an L2 part. The others
/// of the equicorrelation set `E` (those at which the gradient reaches the L1 part) can vary as long as `X_E w_E` (centred, if there is an
/// intercept) and the signs stay: the optima are a polytope, and `‖w‖₁` is the same on all of it.
///
/// Source: R. Tibshirani, "The lasso problem and uniqueness", 2013.
pub(super) struct Optima {
    /// The set `E` and the sign of each of its weights; 0 where there is no L1 part and the sign is free.
    features: Vec<usize>,
    signs: Vec<f64>,
    /// `(features,)` centred columns, `(n_samples,)` each.
    columns: Vec<Vec<f64>>,
    basis: Orthonormal,
}

impl Optima {
    /// The weights that may vary: those without an L2 part that are not 0 or whose gradient is within `slack` of the L1 part.
    pub fn equicorrelation_set(
        problem: &Problem<'_>,
        point: &Point,
        at: &Evaluation,
        slack: f64,
    ) -> Vec<usize> {
        let can_vary = |&j: &usize| {
            let penalty = problem.penalty_of(j);
            let is_at_edge = point.coef[j] != 0.0 || at.gradient[j].abs() >= penalty.l1 - slack;
            !problem.is_held(j) && penalty.l2 == 0.0 && is_at_edge
        };
        (0..point.coef.len()).filter(can_vary).collect()
    }

    /// The optima around `point` with the equicorrelation set `features`; `None` if its columns are linearly independent, so that there is
    /// only one.
    pub fn of(problem: &Problem<'_>, point: &Point, at: &Evaluation, features: Vec<usize>) -> Option<Self> {
        let columns: Vec<Vec<f64>> = features.iter().map(|&j| column(problem, j)).collect();
        let mut basis = Orthonormal::default();
        let mut is_dependent = false;
        for column in &columns {
            if basis.vectors.len() < problem.data.n_samples() {
                let length = dot(column, column).sqrt();
                is_dependent |= basis.push(column.clone(), DEPENDENT * length).is_none();
            } else {
                is_dependent = true;
            }
        }
        let sign_of = |&j: &usize| match (problem.penalty_of(j).l1 > 0.0, point.coef[j]) {
            (false, _) => 0.0,
            (true, 0.0) => -sign(at.gradient[j]),
            (true, w) => sign(w),
        };
        let signs = features.iter().map(sign_of).collect();
        is_dependent.then_some(Self { features, signs, columns, basis })
    }

    /// The optimum of least `‖w‖₂`; `None` if rounding errors prevent it.
    ///
    /// `min ½‖w‖²` over the polytope has the dual `max_θ c·θ − ½ Σ_j w_j(θ)²` with `w_j(θ) = b_j·θ`, or 0 if that has the wrong sign; `b_j`
    /// and `c` are the coordinates of column `j` and of `X_E w_E`. Its gradient `c − Σ b_j w_j` is piecewise linear, and Newton's method
    /// ends after finitely many steps.
    pub fn least_norm(&self, problem: &Problem<'_>, point: &Point) -> Option<Point> {
        let coordinates = |v: &[f64]| self.basis.vectors.iter().map(|q| dot(q, v)).collect::<Vec<f64>>();
        let rows: Vec<Vec<f64>> = self.columns.iter().map(|column| coordinates(column)).collect();
        let mut c = vec![0.0; self.basis.vectors.len()];
        for (row, &j) in rows.iter().zip(&self.features) {
            add_scaled(&mut c, point.coef[j], row);
        }
        let weights = self.dual(&rows, &c)?;
        let mut found = point.clone();
        for (index, &j) in self.features.iter().enumerate() {
            found.coef[j] = weights[index];
        }
        if problem.fit_intercept {
            let n = problem.data.n_samples();
            let change = |row: &[f64]| -> f64 {
                self.features.iter().map(|&j| row[j] * (point.coef[j] - found.coef[j])).sum()
            };
            found.intercept += (0..n).map(|i| change(problem.data.row(i))).sum::<f64>() / n as f64;
        }
        Some(found)
    }

    /// `w(θ)` at the maximum of the dual.
    fn dual(&self, rows: &[Vec<f64>], c: &[f64]) -> Option<Vec<f64>> {
        let r = c.len();
        let weight = |index: usize, theta: &[f64]| {
            let (product, sign) = (dot(&rows[index], theta), self.signs[index]);
            if sign != 0.0 && product * sign <= 0.0 { 0.0 } else { product }
        };
        let weights = |theta: &[f64]| (0..rows.len()).map(|index| weight(index, theta)).collect::<Vec<f64>>();
        let value = |theta: &[f64], w: &[f64]| dot(c, theta) - 0.5 * dot(w, w);
        let enough = 1e-15 * dot(c, c).sqrt();
        let ridge = 1e-13 * rows.iter().map(|row| dot(row, row)).sum::<f64>() / r.max(1) as f64;
        let mut theta = vec![0.0; r];
        let mut w = vec![0.0; rows.len()];
        let mut best = f64::INFINITY;
        for step in 0..MAX_STEPS {
            let mut gradient = c.to_vec();
            rows.iter().zip(&w).for_each(|(row, w)| add_scaled(&mut gradient, -w, row));
            let left = dot(&gradient, &gradient).sqrt();
            // The last bits of the gradient are rounding errors.
            if left <= enough || (left <= 1e3 * enough && left > 0.5 * best) {
                return Some(w);
            }
            best = best.min(left);
            let mut matrix = vec![0.0; r * r];
            let is_active =
                |&(index, _): &(usize, &Vec<f64>)| step == 0 || w[index] != 0.0 || self.signs[index] == 0.0;
            for (_, row) in rows.iter().enumerate().filter(is_active) {
                for (i, out) in matrix.chunks_exact_mut(r).enumerate() {
                    add_scaled(&mut out[..=i], row[i], &row[..=i]);
                }
            }
            (0..r).for_each(|i| matrix[i * r + i] += ridge);
            factorize(&mut matrix, r);
            let mut direction = gradient.clone();
            solve_factorized(&matrix, &mut direction);
            let (before, slope) = (value(&theta, &w), dot(&gradient, &direction));
            let mut t = 1.0;
            loop {
                let mut next = theta.clone();
                add_scaled(&mut next, t, &direction);
                let next_w = weights(&next);
                let rises = value(&next, &next_w) >= before + 1e-4 * t * slope - 1e-15 * before.abs();
                if rises || t < 1e-9 {
                    (theta, w) = (next, next_w);
                    break;
                }
                t *= 0.5;
            }
            if !theta.iter().all(|value| value.is_finite()) {
                return None;
            }
        }
        None
    }

    /// Whether `point`, the optimum of least norm, is the only one after all: then no change within the signs keeps `X_E w_E`.
    pub fn is_only(&self, point: &Point) -> bool {
        let mut basis = Orthonormal::default();
        let is_fixed = |index: usize| self.signs[index] != 0.0 && point.coef[self.features[index]] == 0.0;
        let (at_zero, others): (Vec<usize>, Vec<usize>) =
            (0..self.features.len()).partition(|&index| is_fixed(index));
        for index in others {
            let column = &self.columns[index];
            if basis.push(column.clone(), DEPENDENT * dot(column, column).sqrt()).is_none() {
                return false;
            }
        }
        // A change of the weights at 0 exists if some combination with factors ≥ 0, not all 0, is within the span of the others.
        let (mut vectors, mut dimension) = (Vec::new(), 0);
        for index in at_zero {
            let mut rest = self.columns[index].clone();
            let length = dot(&rest, &rest).sqrt();
            basis.remove_from(&mut rest);
            let left = dot(&rest, &rest).sqrt();
            if left <= DEPENDENT * length {
                return false;
            }
            let factor = self.signs[index] / (left * std::f64::consts::SQRT_2);
            vectors.extend(rest.iter().map(|value| factor * value));
            vectors.push(std::f64::consts::FRAC_1_SQRT_2);
            dimension = rest.len() + 1;
        }
        if vectors.is_empty() {
            return true;
        }
        let mut target = vec![0.0; dimension];
        target[dimension - 1] = 1.0;
        let mut search = Nnls::new(vectors, target);
        while search.step().is_none() {}
        dot(search.residual(), search.residual()).sqrt() > DEPENDENT
    }
}

/// The column of feature `j`, centred if there is an intercept. A constant one becomes exactly 0, and equal columns stay equal.
fn column(problem: &Problem<'_>, j: usize) -> Vec<f64> {
    let n = problem.data.n_samples();
    if !problem.fit_intercept {
        return (0..n).map(|i| problem.data.row(i)[j]).collect();
    }
    let first = problem.data.row(0)[j];
    let mut column: Vec<f64> = (0..n).map(|i| problem.data.row(i)[j] - first).collect();
    let mean = column.iter().sum::<f64>() / n as f64;
    for x in &mut column {
        *x -= mean;
    }
    column
}

/// Sets weights to 0 whose part of every prediction is a rounding error; returns whether there were any.
pub(super) fn clear_rounding_errors(problem: &Problem<'_>, point: &mut Point, z: &[f64]) -> bool {
    let n = problem.data.n_samples();
    let centre = if problem.fit_intercept { point.intercept } else { 0.0 };
    let scale = z.iter().map(|z| (z - centre).abs()).fold(0.0, larger);
    let y = problem.data.y();
    let mean = if problem.fit_intercept { y.iter().sum::<f64>() / n as f64 } else { 0.0 };
    let scale = larger(scale, y.iter().map(|y| (y - mean).abs()).fold(0.0, larger));
    let rounding = larger(1e-14 * scale, f64::EPSILON * largest_size(y));
    let mut is_changed = false;
    for (j, w) in point.coef.iter_mut().enumerate().filter(|(_, w)| **w != 0.0) {
        let first = problem.data.row(0)[j];
        let shift = if problem.fit_intercept { first } else { 0.0 };
        let size = (0..n).map(|i| (problem.data.row(i)[j] - shift).abs()).fold(0.0, larger);
        if w.abs() * size <= rounding {
            *w = 0.0;
            is_changed = true;
        }
    }
    is_changed
}
