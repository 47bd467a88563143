//! The step from the current point towards the minimum of the model.

use super::super::stepper::Status;
use super::{Phase, ProximalNewton};
use crate::model::{Loss, Problem};
use kernels::{add_scaled, largest_size};

impl ProximalNewton {
    /// Line search: accepts the model's minimum if it halves the KKT residual; otherwise halves the step until the objective has
    /// decreased enough.
    ///
    /// Near the optimum the residual still decreases when the objective no longer changes in its last bit.
    ///
    /// Source: J. Nocedal and S. Wright, "Numerical Optimization", 2006, §3.1 (Armijo's condition).
    pub(super) fn line_search(&mut self, problem: &Problem<'_>) -> Status {
        let features = self.screened.features();
        let (mut moves, mut slope) = (Vec::new(), 0.0);
        for (index, &k) in self.model.working_set.iter().enumerate() {
            let by = self.model.change(index);
            if by != 0.0 {
                moves.push((k, by));
                slope += self.here.gradient[k] * by;
            }
        }
        let intercept_step = self.model.intercept_step();
        slope += self.here.intercept_gradient * intercept_step;
        let mut z_step = vec![intercept_step; problem.data.n_samples()];
        self.screened.add_to(&mut z_step, &moves);
        // The slope of the logistic loss is bounded, so far from the minimum a small residual says nothing about the objective.
        let largest_reach = if problem.loss == Loss::Logistic { 1.0 } else { f64::INFINITY };
        let reach = largest_size(&z_step);
        let mut next = self.point.clone();
        let mut before = None;
        let mut t = 1.0;
        for _ in 0..50 {
            for &(k, by) in &moves {
                next.coef[features[k]] = self.point.coef[features[k]] + t * by;
            }
            next.intercept = self.point.intercept + t * intercept_step;
            self.there.z.clone_from(&self.here.z);
            add_scaled(&mut self.there.z, t, &z_step);
            self.there.evaluate(problem, &self.screened, &next.coef);
            let residual = self.there.residual;
            let is_sound = next.is_finite() && residual.is_finite();
            let is_closer = residual <= 0.5 * self.progress.best_residual && t * reach <= largest_reach;
            let is_better = is_sound
                && (is_closer || {
                    let before = *before.get_or_insert_with(|| problem.parts(&self.point, &self.here.z));
                    let after = problem.parts(&next, &self.there.z);
                    let promised = t * slope + after.penalty() - before.penalty();
                    let rounding = 1e-15 * before.total().abs();
                    after.total() <= before.total() + 1e-4 * promised.min(0.0) + rounding
                });
            if is_better {
                self.progress.last_move = t * reach;
                self.progress.contraction = residual / self.here.residual;
                self.point = next;
                std::mem::swap(&mut self.here, &mut self.there);
                self.is_evaluated = false;
                self.n_iter += 1;
                self.phase = Phase::CheckOptimality;
                return Status::Running;
            }
            t *= 0.5;
        }
        self.phase = Phase::CheckOptimality;
        Status::Stalled
    }
}
