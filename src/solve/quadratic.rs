//! The quadratic model of a Newton step, with its L1 part, minimized by coordinate descent.

use super::by_rows::solve_by_rows;
use super::cholesky::{factorize, solve_factorized};
use super::columns::Columns;
use super::conjugate_gradients::conjugate_gradients;
use crate::model::{Penalty, sign, soft_threshold};
use kernels::{ROWS, add_scaled, dot, dot_rows, larger, split_rows};

/// Largest support that is solved for by Cholesky factorization; larger ones by conjugate gradients, or in the dimension of the rows.
const MAX_FACTOR: usize = 1000;
/// Largest number of weights that one jump may set to 0.
const MAX_JUMPS: usize = 8;
/// Relative ridge added to the curvatures, so that linearly dependent features can be solved for.
const DEPENDENCE: f64 = 1e-10;
/// Share of a diagonal entry of `H` that is left in its pivot if the columns are certainly independent.
const INDEPENDENT: f64 = 1e-7;

/// `min_u  slope·(u − u₀) + ½ (u − u₀)ᵀ H (u − u₀) + Σ_j (l1_j |u_j| + l2_j/2 u_j²)` over a few chosen weights `u`.
///
/// `H = Σ h_i (x_i − x̄)(x_i − x̄)ᵀ` with the rows' curvatures `h` and the mean `x̄` weighted by them: the intercept is eliminated (Schur
/// complement). `H` is reused in later steps while `h` changes little, and weights can be added to it. `slope` is updated with `u`, so
/// a coordinate step costs one row of `H`.
#[derive(Debug, Clone, Default)]
pub(super) struct Quadratic {
    /// The working set, as indices of columns.
    pub working_set: Vec<usize>,
    /// Curvatures `h` of the rows, `(n_samples,)`.
    pub curvatures: Vec<f64>,
    /// Current weights, `(working_set,)`.
    u: Vec<f64>,
    /// Weights at the start.
    from: Vec<f64>,
    /// Gradient of the smooth part at `u`.
    slope: Vec<f64>,
    /// `H`, symmetric, one vector a row.
    hessian: Vec<Vec<f64>>,
    /// `Σ h_i x_i`: derivative of the intercept's gradient by the weights.
    cross: Vec<f64>,
    /// `Σ h_i`: curvature of the intercept.
    mass: f64,
    intercept_slope: f64,
    /// Curvatures below this are rounding errors of a constant column.
    floor: Vec<f64>,
    /// Penalties of the weights, `(working_set,)`.
    penalties: Vec<Penalty>,
    factor: Factor,
    scratch: Vec<f64>,
}

/// Cholesky factor of `H` over a support; valid while model and support are unchanged.
#[derive(Debug, Clone, Default)]
struct Factor {
    support: Vec<usize>,
    /// The weights of the squares in the penalties, `(support,)`.
    l2: Vec<f64>,
    lower: Vec<f64>,
}

impl Quadratic {
    /// Starts a model with an empty working set for rows of these curvatures.
    pub fn clear(&mut self, curvatures: &[f64], fit_intercept: bool) {
        self.working_set.clear();
        self.hessian.clear();
        self.cross.clear();
        self.floor.clear();
        self.factor.support.clear();
        self.curvatures.clear();
        self.curvatures.extend_from_slice(curvatures);
        // An intercept of infinite curvature stays where it is, and nothing is centred.
        self.mass = if fit_intercept { curvatures.iter().sum() } else { f64::INFINITY };
    }

    pub fn len(&self) -> usize {
        self.working_set.len()
    }

    /// Adds up to [`ROWS`] columns to the working set.
    pub fn extend(&mut self, columns: &Columns, indices: &[usize]) {
        let (n, old) = (self.curvatures.len(), self.len());
        // Unused rows of an incomplete block keep old values; their products are not used.
        self.scratch.resize(ROWS * n, 0.0);
        for (k, &index) in indices.iter().enumerate() {
            let mut sum = 0.0;
            for (i, x) in columns.column(index).iter().enumerate() {
                let weighed = x * self.curvatures[i];
                self.scratch[k * n + i] = weighed;
                sum += weighed;
            }
            self.working_set.push(index);
            self.cross.push(sum);
            self.hessian.push(Vec::new());
        }
        let block = split_rows(&self.scratch, n);
        for m in 0..self.len() {
            let products = dot_rows(block, columns.column(self.working_set[m]));
            for (k, &product) in products[..indices.len()].iter().enumerate() {
                let value = product - self.cross[old + k] / self.mass * self.cross[m];
                if m < old {
                    self.hessian[m].push(value);
                }
                if m == old + k {
                    self.floor.push(1e-13 * product);
                }
                self.hessian[old + k].push(value);
            }
        }
    }

    /// Sets weights, gradients of weights and intercept, and penalties by feature. `coef` has shape `(n_features,)`, `gradient`
    /// `(columns,)`.
    pub fn start(
        &mut self,
        columns: &Columns,
        coef: &[f64],
        gradient: &[f64],
        intercept_slope: f64,
        penalty_of: impl Fn(usize) -> Penalty,
    ) {
        self.intercept_slope = intercept_slope;
        self.from.clear();
        self.slope.clear();
        self.penalties.clear();
        for &index in &self.working_set {
            let feature = columns.features()[index];
            let (w, penalty) = (coef[feature], penalty_of(feature));
            self.from.push(w);
            self.slope.push(gradient[index] + penalty.l2 * w);
            self.penalties.push(penalty);
        }
        self.u.clone_from(&self.from);
        add_scaled(&mut self.slope, -intercept_slope / self.mass, &self.cross);
    }

    /// Change of a weight of the working set since [`Quadratic::start`].
    pub fn change(&self, index: usize) -> f64 {
        self.u[index] - self.from[index]
    }

    fn curvature(&self, j: usize) -> f64 {
        self.hessian[j][j] + self.penalties[j].l2
    }

    fn is_free(&self, j: usize) -> bool {
        self.curvature(j) > self.floor[j]
    }

    fn advance(&mut self, j: usize, by: f64) {
        self.u[j] += by;
        self.slope[j] += self.penalties[j].l2 * by;
        add_scaled(&mut self.slope, by, &self.hessian[j]);
    }

    /// One pass of coordinate descent; returns the largest violation of the optimality conditions before its coordinate step.
    pub fn sweep(&mut self) -> f64 {
        let mut largest = 0.0_f64;
        for j in 0..self.len() {
            let (curvature, old, l1) = (self.curvature(j), self.u[j], self.penalties[j].l1);
            if old == 0.0 && (!self.is_free(j) || self.slope[j].abs() <= l1) {
                continue;
            }
            if !self.is_free(j) {
                // The weight of a constant column costs its penalty and gains nothing over the intercept.
                if l1 > 0.0 {
                    self.advance(j, -old);
                    self.u[j] = 0.0;
                    largest = larger(largest, l1);
                }
                continue;
            }
            // `Penalty::prox` of the coordinate's Newton step, times its curvature: one division instead of three.
            let new = soft_threshold(curvature * old - self.slope[j], l1) / curvature;
            if new != old {
                self.advance(j, new - old);
                self.u[j] = new;
                largest = larger(largest, curvature * (new - old).abs());
            }
        }
        largest
    }

    /// Number of sweeps that cost as much as a [`Quadratic::jump`]; 0 where a jump is better than any sweep.
    pub fn sweeps_per_jump(&self) -> usize {
        // Without an L1 part there are no signs to find.
        if self.penalties.iter().all(|penalty| penalty.l1 == 0.0) {
            return 0;
        }
        let support = self.u.iter().filter(|&&u| u != 0.0).count();
        3 + support.min(400) / 16
    }

    /// Steps to the minimum over the current support with the current signs. Weights that would change their sign become 0 together
    /// if that decreases model and penalty; otherwise the step ends where the first one reaches 0. Repeats without them.
    ///
    /// Source: G. Andrew and J. Gao, "Scalable training of L1-regularized log-linear models", 2007 (projection onto the orthant).
    pub fn jump(&mut self, columns: &Columns) {
        for _ in 0..MAX_JUMPS {
            let is_in_support =
                |&j: &usize| self.is_free(j) && (self.penalties[j].l1 == 0.0 || self.u[j] != 0.0);
            let support: Vec<usize> = (0..self.len()).filter(is_in_support).collect();
            if support.is_empty() {
                return;
            }
            let change = self.newton_step(columns, &support);
            if !change.iter().all(|step| step.is_finite()) {
                return;
            }
            let crossings = support.iter().zip(&change).map(|(&j, &step)| self.until_zero(j, step));
            let (reach, n_crossing) = crossings
                .fold((1.0_f64, 0), |(reach, n), share| (reach.min(share), n + usize::from(share < 1.0)));
            if n_crossing > 1 && self.project(&support, &change) {
                continue;
            }
            for (&j, &step) in support.iter().zip(&change) {
                let lands_on_zero = reach < 1.0 && self.until_zero(j, step) <= reach;
                self.advance(j, if lands_on_zero { -self.u[j] } else { reach * step });
            }
            if reach == 1.0 {
                return;
            }
        }
    }

    /// Takes the whole step with weights that would change their sign at 0, if that decreases model and penalty; returns whether.
    fn project(&mut self, support: &[usize], change: &[f64]) -> bool {
        let (u, slope) = (self.u.clone(), self.slope.clone());
        for (&j, &step) in support.iter().zip(change) {
            self.advance(j, if self.until_zero(j, step) < 1.0 { -u[j] } else { step });
        }
        // A quadratic function changes by the mean of its slopes along the step.
        let decrease = support.iter().map(|&j| {
            let by_model = 0.5 * (slope[j] + self.slope[j]) * (self.u[j] - u[j]);
            by_model + self.penalties[j].l1 * (self.u[j].abs() - u[j].abs())
        });
        let is_better = decrease.sum::<f64>() < 0.0;
        if !is_better {
            (self.u, self.slope) = (u, slope);
        }
        is_better
    }

    /// The share of the step at which a weight reaches 0.
    fn until_zero(&self, j: usize, step: f64) -> f64 {
        let crosses = self.penalties[j].l1 > 0.0 && self.u[j] * (self.u[j] + step) < 0.0;
        if crosses { -self.u[j] / step } else { 1.0 }
    }

    /// The step to the minimum of model and penalty over `support` with the signs of `u`.
    fn newton_step(&mut self, columns: &Columns, support: &[usize]) -> Vec<f64> {
        let downhill = |&j: &usize| -self.slope[j] - self.penalties[j].l1 * sign(self.u[j]);
        let mut step: Vec<f64> = support.iter().map(downhill).collect();
        let n = support.len();
        let l2: Vec<f64> = support.iter().map(|&j| self.penalties[j].l2).collect();
        if n > self.curvatures.len() && l2.iter().all(|&l2| l2 > 0.0) {
            let rows = support.iter().map(|&j| self.centred(columns, j)).collect::<Vec<_>>();
            return solve_by_rows(&rows, &l2, &step);
        }
        if n > MAX_FACTOR {
            return self.conjugate_gradients(support, &step);
        }
        if self.factor.support != support || self.factor.l2 != l2 {
            self.factor.support.clear();
            self.factor.support.extend_from_slice(support);
            self.factor.l2 = l2;
            self.factor.lower.resize(n * n, 0.0);
            for (row, &j) in support.iter().enumerate() {
                for (column, &k) in support[..row].iter().enumerate() {
                    self.factor.lower[row * n + column] = self.hessian[j][k];
                }
                // Linearly dependent features get a long but finite step along their common null direction.
                self.factor.lower[row * n + row] = self.curvature(j) * (1.0 + DEPENDENCE);
            }
            factorize(&mut self.factor.lower, n);
        }
        solve_factorized(&self.factor.lower, &mut step);
        step
    }

    /// Whether a Cholesky factorization of `H` over these weights, of any order, shows that their columns are linearly independent.
    pub fn is_independent(&self, indices: &[usize]) -> bool {
        let n = indices.len();
        if n > self.curvatures.len() {
            return false;
        }
        let mut lower = vec![0.0; n * n];
        for (row, &j) in indices.iter().enumerate() {
            for (column, &k) in indices[..=row].iter().enumerate() {
                lower[row * n + column] = self.hessian[j][k];
            }
        }
        factorize(&mut lower, n);
        indices
            .iter()
            .enumerate()
            .all(|(row, &j)| lower[row * n + row].powi(2) > INDEPENDENT * self.hessian[j][j])
    }

    /// `√h_i (x_ij − x̄_j)`, whose products are the entries of `H`.
    fn centred(&self, columns: &Columns, j: usize) -> Vec<f64> {
        let mean = self.cross[j] / self.mass;
        let column = columns.column(self.working_set[j]);
        column.iter().zip(&self.curvatures).map(|(x, h)| h.sqrt() * (x - mean)).collect()
    }

    /// Solves `(H + l2) x = b` over `support`.
    fn conjugate_gradients(&self, support: &[usize], b: &[f64]) -> Vec<f64> {
        let diagonal: Vec<f64> = support.iter().map(|&j| self.curvature(j) * (1.0 + DEPENDENCE)).collect();
        let mut spread = vec![0.0; self.len()];
        conjugate_gradients(&diagonal, b, |direction| {
            support.iter().zip(direction).for_each(|(&j, &d)| spread[j] = d);
            let product = |(k, &j): (usize, &usize)| {
                let beside_diagonal = dot(&self.hessian[j], &spread) - self.hessian[j][j] * spread[j];
                beside_diagonal + diagonal[k] * direction[k]
            };
            support.iter().enumerate().map(product).collect()
        })
    }

    /// The step of the intercept that is optimal for the current change of the weights.
    pub fn intercept_step(&self) -> f64 {
        let along = self.cross.iter().enumerate().map(|(index, slope)| slope * self.change(index));
        -(self.intercept_slope + along.sum::<f64>()) / self.mass
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Dataset, Task};

    fn columns(x: &[f64], n_features: usize) -> Columns {
        let n = x.len() / n_features;
        let data = Dataset::new(x.to_vec(), vec![0.0; n], n_features, Task::Regression).unwrap();
        let mut columns = Columns::default();
        columns.clear(&data);
        (0..n_features).for_each(|j| columns.push(&data, j));
        columns
    }

    /// Weights added one by one give the same matrix as weights added together.
    #[test]
    fn adding_weights_one_by_one_gives_the_same_hessian() {
        let x: Vec<f64> = (0..60).map(|i| f64::from(i).sin()).collect();
        let columns = columns(&x, 6);
        let h: Vec<f64> = (0..10).map(|i| 0.1 + 0.05 * f64::from(i)).collect();
        let (mut batched, mut apart) = (Quadratic::default(), Quadratic::default());
        batched.clear(&h, true);
        batched.extend(&columns, &[0, 1, 2, 3]);
        batched.extend(&columns, &[4, 5]);
        apart.clear(&h, true);
        (0..6).for_each(|index| apart.extend(&columns, &[index]));
        let mass: f64 = h.iter().sum();
        let mean = |j: usize| (0..10).map(|i| h[i] * x[6 * i + j]).sum::<f64>() / mass;
        for j in 0..6 {
            for k in 0..6 {
                let (mj, mk) = (mean(j), mean(k));
                let exact: f64 = (0..10).map(|i| h[i] * (x[6 * i + j] - mj) * (x[6 * i + k] - mk)).sum();
                assert!((batched.hessian[j][k] - exact).abs() < 1e-13);
                assert!((apart.hessian[j][k] - exact).abs() < 1e-13);
            }
        }
    }

    #[test]
    fn coordinate_step_is_the_prox_of_the_penalty() {
        let columns = columns(&[1.0, -0.5, 2.0], 1);
        for penalty in
            [Penalty { l1: 0.3, l2: 0.0 }, Penalty { l1: 0.2, l2: 0.7 }, Penalty { l1: 9.0, l2: 1.0 }]
        {
            let mut model = Quadratic::default();
            model.clear(&[1.0, 1.0, 0.5], true);
            model.extend(&columns, &[0]);
            let (w, slope) = (0.4, 1.1);
            model.start(&columns, &[w], &[slope], 0.0, |_| penalty);
            model.sweep();
            let h = model.hessian[0][0];
            assert!((model.u[0] - penalty.prox(w - slope / h, 1.0 / h)).abs() < 1e-14, "{penalty:?}");
        }
    }

    /// Two equal features: the objective is flat between them; a jump must stay finite and must not increase it.
    #[test]
    fn linearly_dependent_features_do_not_break_a_jump() {
        let mut model = Quadratic::default();
        model.clear(&[1.0, 1.0, 0.5], true);
        let columns = columns(&[1.0, 1.0, -1.0, -1.0, 2.0, 2.0], 2);
        model.extend(&columns, &[0, 1]);
        let penalty = Penalty { l1: 0.5, l2: 0.0 };
        model.start(&columns, &[1.0, 2.0], &[3.0, 3.0], 0.0, |_| penalty);
        model.jump(&columns);
        assert!(model.sweep() < 1e-8, "{:?}", model.u);
    }
}
