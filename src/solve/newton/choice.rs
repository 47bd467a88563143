//! Which optimum is taken where there are many.

use super::super::least_norm::{Optima, clear_rounding_errors};
use super::ProximalNewton;
use crate::model::{Point, Problem};
use kernels::larger;

impl ProximalNewton {
    /// Whether the point found is the only optimum; `true` before one is found.
    #[must_use]
    pub fn is_unique(&self) -> bool {
        self.is_unique
    }

    /// At an optimum: sets weights to 0 that are rounding errors; of many optima takes the one of least norm, so that the same one is found
    /// from every start.
    pub(super) fn choose_optimum(&mut self, problem: &Problem<'_>, tolerance: f64) {
        let reached = larger(self.full_kkt_residual(problem), tolerance);
        let mut cleared = self.point.clone();
        if clear_rounding_errors(problem, &mut cleared, &self.here.z) {
            self.take_optimum(problem, cleared, reached);
        }
        self.is_unique = true;
        let features = Optima::equicorrelation_set(problem, &self.point, &self.at, 2.0 * reached);
        if self.are_independent(&features) {
            return;
        }
        let Some(optima) = Optima::of(problem, &self.point, &self.at, features) else { return };
        if let Some(mut least) = optima.least_norm(problem, &self.point) {
            clear_rounding_errors(problem, &mut least, &self.here.z);
            self.take_optimum(problem, least, reached);
        }
        self.is_unique = optima.is_only(&self.point);
    }

    /// Whether the last Cholesky factorization shows that the columns are linearly independent: quicker than an orthogonalization, and enough
    /// for nearly all problems.
    fn are_independent(&self, features: &[usize]) -> bool {
        let index_of =
            |&j: &usize| self.model.working_set.iter().position(|&k| self.screened.features()[k] == j);
        let indices: Option<Vec<usize>> = features.iter().map(index_of).collect();
        indices.is_some_and(|indices| self.model.is_independent(&indices))
    }

    /// Moves to `next` unless its KKT residual is larger than `reached`.
    fn take_optimum(&mut self, problem: &Problem<'_>, next: Point, reached: f64) {
        for (j, _) in next.coef.iter().enumerate().filter(|(_, w)| **w != 0.0) {
            if !self.screened.holds(j) {
                self.screened.push(problem.data, j);
            }
        }
        let before = std::mem::replace(&mut self.point, next);
        if !(self.point.is_finite() && self.full_kkt_residual(problem) <= reached) {
            self.point = before;
            self.full_kkt_residual(problem);
        }
    }
}
