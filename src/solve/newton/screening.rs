//! Which features are considered at all: the sequential strong rule, and those that violate it.

use super::super::stepper::Stepper;
use super::{Phase, Progress, ProximalNewton};
use crate::model::Problem;
use kernels::{ROWS, larger};

impl ProximalNewton {
    /// Selects features by the sequential strong rule: those with a non-zero weight, and those with
    /// `|∂L/∂w_j| ≥ f_j (2 l1 − l1_before)`.
    pub(super) fn screen(&mut self, problem: &Problem<'_>) {
        self.evaluation(problem);
        let (coef, gradient) = (&self.point.coef, &self.at.gradient);
        let penalized = (0..coef.len()).filter(|&j| problem.factor_of(j) > 0.0);
        let steepest = || penalized.map(|j| gradient[j].abs() / problem.factor_of(j)).fold(0.0, larger);
        let l1_before = self.penalty.map_or_else(steepest, |penalty| penalty.l1);
        let least = 2.0 * problem.penalty.l1 - l1_before;
        self.penalty = Some(problem.penalty);
        let is_candidate = |&j: &usize| {
            !problem.is_held(j) && (coef[j] != 0.0 || gradient[j].abs() >= problem.factor_of(j) * least)
        };
        let candidates: Vec<usize> = (0..coef.len()).filter(is_candidate).collect();
        if self.screened.len() == 0 || self.screened.len() > 2 * candidates.len() + ROWS {
            self.screened.clear(problem.data);
            self.model.clear(&[], problem.fit_intercept);
        }
        for &j in &candidates {
            if !self.screened.holds(j) {
                self.screened.push(problem.data, j);
            }
        }
        if self.here.z.is_empty() {
            self.here.z.clone_from(&self.at.z);
            self.here.derive(problem);
        }
        self.copy_gradient(problem);
        self.phase = Phase::CheckOptimality;
    }

    /// Copies the gradient of the screened features from a full evaluation.
    pub(super) fn copy_gradient(&mut self, problem: &Problem<'_>) {
        self.here.gradient.clear();
        self.here.gradient.extend(self.screened.features().iter().map(|&j| self.at.gradient[j]));
        self.here.update_residual(problem, &self.screened, &self.point.coef);
    }

    pub(super) fn screen_violators(&mut self, problem: &Problem<'_>) {
        for j in 0..self.point.coef.len() {
            if !self.screened.holds(j) && self.at.gradient[j].abs() > problem.penalty_of(j).l1 {
                self.screened.push(problem.data, j);
                self.progress = Progress { last_move: self.progress.last_move, ..Progress::NONE };
            }
        }
    }
}
