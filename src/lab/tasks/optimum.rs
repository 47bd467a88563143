//! Background task that finds the exact optimum of the current problem, warm-started from the last one.

use std::rc::Rc;

use super::{Context, Progress, Task};
use crate::lab::history::Counts;
use crate::lab::objective_terms::ObjectiveTerms;
use crate::lab::snapshot::Optimum;
use crate::lab::trainer::Trainer;
use crate::model::{Point, Problem};
use crate::solve::{ProximalNewton, Settings, Status, Stepper};

/// Largest KKT residual of the optimum, times [`Trainer::gradient_scale`].
const TOLERANCE: f64 = 1e-9;

pub(in crate::lab) struct OptimumSearch {
    newton: ProximalNewton,
    status: Status,
    optimum: Option<Optimum>,
}

impl OptimumSearch {
    pub fn new(n_features: usize) -> Self {
        Self { newton: ProximalNewton::new(Point::zeros(n_features)), status: Status::Running, optimum: None }
    }

    /// Restarts the search for a changed problem, from the last optimum.
    pub fn resume(&mut self) {
        self.status = Status::Running;
    }

    /// Discards caches that depend on the loss, which has changed.
    pub fn forget_loss(&mut self, problem: &Problem<'_>) {
        self.newton = ProximalNewton::new(problem.feasible(self.newton.point().clone()));
    }

    pub fn is_running(&self) -> bool {
        self.status == Status::Running
    }

    /// Whether the search has found that there is no optimum.
    pub fn has_none(&self) -> bool {
        self.status == Status::NoOptimum
    }

    /// The last optimum found; while the search runs, that of the previous problem.
    pub fn optimum(&self) -> Option<&Optimum> {
        self.optimum.as_ref()
    }

    /// Inputs of the other tasks.
    pub fn context<'a>(&'a self, trainer: &'a Trainer) -> Context<'a> {
        Context { trainer, optimum: self.optimum.as_ref().map(|optimum| &optimum.point) }
    }
}

impl Task for OptimumSearch {
    fn step(&mut self, Context { trainer, .. }: Context<'_>) -> Progress {
        if !self.is_running() {
            return Progress::Done;
        }
        let problem = trainer.problem();
        let settings = Settings { learning_rate: 1.0, tolerance: TOLERANCE * trainer.gradient_scale() };
        self.status = self.newton.step(&problem, settings);
        match self.status {
            Status::Running => return Progress::Running,
            Status::NoOptimum => {
                self.optimum = None;
                // The weights are huge, which would be a bad warm start.
                self.newton = ProximalNewton::new(Point::zeros(trainer.train().n_features()));
            }
            Status::Converged | Status::Diverged | Status::Stalled | Status::MaxIter => {
                let point = self.newton.point().clone();
                let at = self.newton.evaluation(&problem);
                self.optimum = Some(Optimum {
                    counts: Counts::of(&point.coef, trainer.train().truth()),
                    terms: ObjectiveTerms::at(&problem, &point, &at.z, trainer.test().map(Rc::as_ref)),
                    kkt_residual: problem.kkt_residual(&point, at),
                    point,
                });
            }
        }
        Progress::Done
    }
}
