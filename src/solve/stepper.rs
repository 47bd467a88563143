//! What all methods have in common.

use crate::model::{Evaluation, Point, Problem};

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// There is more to do.
    Running,
    /// The KKT residual is within the tolerance.
    Converged,
    /// A step blew the objective up; the point is the last one before it. The learning rate is too large.
    Diverged,
    /// The loss falls forever along some direction: the classes can be separated and nothing holds the weights.
    NoOptimum,
    /// Rounding errors are as large as what is left to do; the tolerance is out of reach for these data.
    Stalled,
    /// The most iterations allowed have been run.
    MaxIter,
}

/// What may change between two steps besides the problem.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Step length of the gradient methods.
    pub learning_rate: f64,
    /// The KKT residual at which a run has converged; 0 = never.
    pub tolerance: f64,
}

/// A method that is run piece by piece.
///
/// The problem is handed in at every step: its penalty may differ from the last step's, its data, loss and row
/// weights may not.
pub trait Stepper {
    /// Does a bounded piece of work: one iteration, or for the costlier methods a part of one.
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status;

    /// Where it stands; always finite.
    fn point(&self) -> &Point;

    /// Predictor and gradient at [`Stepper::point`], computed if not known yet.
    fn evaluation(&mut self, problem: &Problem<'_>) -> &Evaluation;

    /// Iterations that led to [`Stepper::point`].
    fn n_iter(&self) -> usize;
}
