//! The interface of all optimizers.

use crate::model::{Evaluation, Point, Problem};

/// Status of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The run continues.
    Running,
    /// The KKT residual is within the tolerance.
    Converged,
    /// A step increased the objective beyond the limit because the learning rate is too large; the point is the last one before it.
    Diverged,
    /// The objective has no minimum: the classes are separable and the weights are not penalized.
    NoOptimum,
    /// Rounding errors are as large as the remaining KKT residual; the tolerance cannot be reached with these data.
    Stalled,
    /// The maximum number of iterations has been reached.
    MaxIter,
}

impl Status {
    /// The names of all statuses.
    pub const NAMES: [&'static str; 4] = ["running", "converged", "diverged", "stopped"];

    /// The name of the status; two names have two statuses each.
    #[must_use]
    pub fn name(self) -> &'static str {
        let [running, converged, diverged, stopped] = Self::NAMES;
        match self {
            Self::Running => running,
            Self::Converged => converged,
            Self::Diverged | Self::NoOptimum => diverged,
            Self::Stalled | Self::MaxIter => stopped,
        }
    }
}

/// Parameters that may change between two steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Step size of the gradient methods.
    pub learning_rate: f64,
    /// The KKT residual at which a run has converged; 0 = never.
    pub tolerance: f64,
}

/// An optimizer that is run in small steps.
///
/// The problem is an argument of every step. Its penalty may differ from that of the last step; its data, loss and row weights must
/// be the same.
pub trait Stepper {
    /// Does a bounded amount of work: one iteration, or a part of one for expensive methods.
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status;

    /// The current point; always finite.
    fn point(&self) -> &Point;

    /// Predictor and gradient at [`Stepper::point`], computed on demand.
    fn evaluation(&mut self, problem: &Problem<'_>) -> &Evaluation;

    /// Number of iterations up to [`Stepper::point`].
    fn n_iter(&self) -> usize;
}
