//! Background task that finds the exact optimum of the current problem, warm-started from the last one.

use std::rc::Rc;

use super::{Context, Progress, Task};
use crate::lab::history::Counts;
use crate::lab::objective_terms::ObjectiveTerms;
use crate::lab::snapshot::Optimum;
use crate::lab::trainer::Trainer;
use crate::model::{Point, Problem};
use crate::solve::{ProximalNewton, Settings, Status, Stepper, why_no_optimum};

/// Largest KKT residual of the optimum, for [`Trainer::usual_tolerance`].
const TOLERANCE: f64 = 1e-9;

pub(in crate::lab) struct OptimumSearch {
    newton: ProximalNewton,
    status: Status,
    optimum: Option<Optimum>,
    why_none: Option<String>,
}

impl OptimumSearch {
    pub fn new(n_features: usize) -> Self {
        let newton = ProximalNewton::new(Point::zeros(n_features));
        Self { newton, status: Status::Running, optimum: None, why_none: None }
    }

    /// Restarts the search for a changed problem, from the last optimum.
    pub fn resume(&mut self) {
        self.status = Status::Running;
        self.why_none = None;
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

    /// Why there is no optimum, once that is known.
    pub fn why_none(&self) -> Option<&str> {
        self.why_none.as_deref()
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
        let settings = Settings { learning_rate: 1.0, tolerance: trainer.usual_tolerance(TOLERANCE) };
        self.status = self.newton.step(&problem, settings);
        match self.status {
            Status::Running => return Progress::Running,
            Status::NoOptimum => {
                self.optimum = None;
                self.why_none = Some(why_no_optimum(&problem));
                // The weights are huge, which would be a bad warm start.
                self.newton = ProximalNewton::new(Point::zeros(trainer.train().n_features()));
            }
            Status::Converged | Status::Diverged | Status::Stalled | Status::MaxIter => {
                let point = self.newton.point().clone();
                let is_unique = self.newton.is_unique();
                let at = self.newton.evaluation(&problem);
                let kkt_residual = problem.kkt_residual(&point, at);
                self.optimum = Some(Optimum {
                    counts: Counts::of(&point.coef, trainer.train().truth()),
                    terms: ObjectiveTerms::at(&problem, &point, &at.z, trainer.test().map(Rc::as_ref)),
                    kkt_residual,
                    is_certified: kkt_residual <= settings.tolerance,
                    is_unique,
                    point,
                });
            }
        }
        Progress::Done
    }
}
