//! The quadratic model of a Newton step, with its L1 part, minimized by coordinate descent.

use crate::model::kernels::{add_scaled, dot};
use crate::model::{sign, soft_threshold};

/// Largest support for which the exact solution on a fixed sign pattern is tried.
const LARGEST_SUPPORT: usize = 400;
/// Weights that one jump may leave at 0 on its way.
const MOST_JUMPS: usize = 8;
/// Relative size of what is added to curvatures so that dependent features can be solved for.
const DEPENDENCE: f64 = 1e-10;

/// `min_u  slope·(u − u₀) + ½ (u − u₀)ᵀ H (u − u₀) + l1 ‖u‖₁` over a few chosen weights `u`.
///
/// `slope` is kept up to date at the present `u`, so a coordinate step costs one row of `H`.
#[derive(Debug, Clone, Default)]
pub(super) struct Quadratic {
    /// Present weights, `(size,)`.
    pub u: Vec<f64>,
    /// Gradient of the smooth part at `u`.
    slope: Vec<f64>,
    /// `H`, `(size, size)` symmetric.
    hessian: Vec<f64>,
    /// `Σ h_i x_i`: how the intercept's slope moves with the weights.
    cross: Vec<f64>,
    /// `Σ h_i`: the intercept's own curvature.
    mass: f64,
    intercept_slope: f64,
    /// Curvatures below this are rounding errors of a constant column.
    floor: Vec<f64>,
    scratch: Vec<f64>,
}

impl Quadratic {
    /// Starts a model at the weights `u`.
    pub fn start(&mut self, u: impl Iterator<Item = f64>) {
        self.u.clear();
        self.u.extend(u);
        self.hessian.clear();
        self.hessian.resize(self.u.len() * self.u.len(), 0.0);
        self.cross.clear();
        self.cross.resize(self.u.len(), 0.0);
        self.mass = 0.0;
    }

    pub fn size(&self) -> usize {
        self.u.len()
    }

    /// Adds a row of curvature `h` with the chosen features `x`: the upper triangle of `H += h x xᵀ`.
    pub fn add_row(&mut self, h: f64, x: &[f64]) {
        let size = x.len();
        for (j, &value) in x.iter().enumerate() {
            add_scaled(&mut self.hessian[j * size + j..(j + 1) * size], h * value, &x[j..]);
        }
        add_scaled(&mut self.cross, h, x);
        self.mass += h;
    }

    /// Adds the ridge part, takes the intercept out (it follows the weights: a Schur complement) and sets the slopes,
    /// given as those of weights and intercept together.
    pub fn finish(&mut self, l2: f64, slope: impl Iterator<Item = f64>, intercept_slope: f64) {
        let size = self.size();
        self.intercept_slope = intercept_slope;
        self.floor.clear();
        for j in 0..size {
            self.floor.push(1e-13 * self.hessian[j * size + j]);
            self.hessian[j * size + j] += l2;
            let factor = -self.cross[j] / self.mass;
            let (cross, row) = (&self.cross[j..], &mut self.hessian[j * size + j..(j + 1) * size]);
            add_scaled(row, factor, cross);
        }
        for j in 0..size {
            for k in 0..j {
                self.hessian[j * size + k] = self.hessian[k * size + j];
            }
        }
        self.slope.clear();
        self.slope.extend(slope);
        add_scaled(&mut self.slope, -intercept_slope / self.mass, &self.cross);
    }

    /// One pass of coordinate descent; returns the largest slope that was left to remove.
    pub fn sweep(&mut self, l1: f64) -> f64 {
        let size = self.size();
        let mut largest = 0.0_f64;
        for j in 0..size {
            let curvature = self.hessian[j * size + j];
            if curvature <= self.floor[j] {
                continue;
            }
            let old = self.u[j];
            let new = soft_threshold(curvature * old - self.slope[j], l1) / curvature;
            if new != old {
                self.u[j] = new;
                add_scaled(&mut self.slope, new - old, &self.hessian[j * size..(j + 1) * size]);
                largest = largest.max(curvature * (new - old).abs());
            }
        }
        largest
    }

    /// Goes straight towards the minimum over the present support with the present signs, and stops where the first
    /// weight reaches 0; then again without that weight.
    pub fn jump(&mut self, l1: f64) {
        for _ in 0..MOST_JUMPS {
            let size = self.size();
            let free = |j: usize| self.hessian[j * size + j] > self.floor[j];
            let support: Vec<usize> =
                (0..size).filter(|&j| free(j) && (l1 == 0.0 || self.u[j] != 0.0)).collect();
            if support.is_empty() || support.len() > LARGEST_SUPPORT {
                return;
            }
            let change = self.newton_step(&support, l1);
            if change.iter().any(|step| !step.is_finite()) {
                return;
            }
            // The share of its step after which a weight reaches 0.
            let until_zero = |(&j, &step): (&usize, &f64)| {
                let crosses = l1 > 0.0 && self.u[j] * (self.u[j] + step) < 0.0;
                if crosses { -self.u[j] / step } else { 1.0 }
            };
            let shares: Vec<f64> = support.iter().zip(&change).map(until_zero).collect();
            let reach = shares.iter().copied().fold(1.0, f64::min);
            for ((&j, &step), &share) in support.iter().zip(&change).zip(&shares) {
                let lands_on_zero = reach < 1.0 && share <= reach;
                let moved = if lands_on_zero { -self.u[j] } else { reach * step };
                self.u[j] += moved;
                add_scaled(&mut self.slope, moved, &self.hessian[j * size..(j + 1) * size]);
            }
            if reach == 1.0 {
                return;
            }
        }
    }

    /// The step to the minimum of model and penalty over `support` with the signs of `u`.
    fn newton_step(&mut self, support: &[usize], l1: f64) -> Vec<f64> {
        let size = self.size();
        let mut change: Vec<f64> = support.iter().map(|&j| -self.slope[j] - l1 * sign(self.u[j])).collect();
        self.scratch.clear();
        for (row, &j) in support.iter().enumerate() {
            self.scratch.extend(support.iter().map(|&k| self.hessian[j * size + k]));
            // Weights whose features depend on each other get a long but finite step along their free direction.
            self.scratch[row * support.len() + row] *= 1.0 + DEPENDENCE;
        }
        cholesky_solve(&mut self.scratch, &mut change);
        change
    }

    /// The intercept's step that belongs to the weights having moved by `change`.
    pub fn intercept_step(&self, change: &[f64]) -> f64 {
        let along: f64 = self.cross.iter().zip(change).map(|(c, d)| c * d).sum();
        -(self.intercept_slope + along) / self.mass
    }
}

/// Solves `A x = b` in place for a symmetric positive definite `A`, `(n, n)` row-major, by Cholesky's method; not finite
/// where `A` is none.
///
/// Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., §4.2.
fn cholesky_solve(a: &mut [f64], b: &mut [f64]) {
    let n = b.len();
    for j in 0..n {
        let (done, rest) = a.split_at_mut(j * n);
        let row = &mut rest[j..n];
        for factor in done.chunks_exact(n) {
            add_scaled(row, -factor[j], &factor[j..]);
        }
        let pivot = row[0].sqrt();
        for value in row.iter_mut() {
            *value /= pivot;
        }
        let known: f64 = done.chunks_exact(n).zip(b.iter()).map(|(factor, b)| factor[j] * b).sum();
        b[j] = (b[j] - known) / pivot;
    }
    for j in (0..n).rev() {
        let row = &a[j * n..(j + 1) * n];
        let known = dot(&row[j + 1..], &b[j + 1..]);
        b[j] = (b[j] - known) / row[j];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cholesky_solves() {
        let mut a = vec![4.0, 2.0, 0.6, 2.0, 5.0, 1.0, 0.6, 1.0, 3.0];
        let x = [1.0, -2.0, 0.5];
        let mut b: Vec<f64> = a.chunks_exact(3).map(|row| dot(row, &x)).collect();
        cholesky_solve(&mut a, &mut b);
        assert!(b.iter().zip(x).all(|(found, x)| (found - x).abs() < 1e-14), "{b:?}");
    }

    /// Two equal features: the L1 part is flat between them, and a jump must neither break nor climb.
    #[test]
    fn dependent_features_do_not_stop_a_jump() {
        let mut model = Quadratic::default();
        model.start([1.0, 2.0].into_iter());
        for (h, x) in [(1.0, 1.0), (1.0, -1.0), (0.5, 2.0)] {
            model.add_row(h, &[x, x]);
        }
        model.finish(0.0, [3.0, 3.0].into_iter(), 0.0);
        model.jump(0.5);
        assert!(model.sweep(0.5) < 1e-8, "{:?}", model.u);
    }
}
