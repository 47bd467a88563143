//! The point of a first-order method, its gradient, and the watch over divergence.

use crate::model::{Evaluation, Loss, Penalty, Point, Problem};
use kernels::dot;

use super::stepper::{Settings, Status};

/// How many times larger than at the start the smooth objective may become.
const GROWTH_LIMIT: f64 = 10.0;

/// How a weight moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Along the loss's slope and the penalty's subgradient.
    Subgradient,
    /// Along the loss's slope, then by the penalty's proximal operator.
    Proximal,
}

/// A point that moves as a whole: the next one is built beside it and taken only when it is sound.
#[derive(Debug, Clone)]
pub(super) struct Iterate {
    pub point: Point,
    pub at: Evaluation,
    pub n_iter: usize,
    next: Point,
    next_at: Evaluation,
    is_evaluated: bool,
    watch: Option<Watch>,
}

/// The largest smooth objective that is not called divergence, and the penalty it was set for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Watch {
    limit: f64,
    penalty: Penalty,
}

impl Iterate {
    pub fn new(start: Point) -> Self {
        Self {
            next: start.clone(),
            point: start,
            at: Evaluation::default(),
            n_iter: 0,
            next_at: Evaluation::default(),
            is_evaluated: false,
            watch: None,
        }
    }

    pub fn evaluate(&mut self, problem: &Problem<'_>) -> &Evaluation {
        if !self.is_evaluated {
            problem.evaluate(&self.point, &mut self.at);
            self.is_evaluated = true;
        }
        &self.at
    }

    /// Whether the last step was one under another penalty.
    pub fn has_other_penalty(&self, penalty: Penalty) -> bool {
        self.watch.is_some_and(|watch| watch.penalty != penalty)
    }

    pub fn is_optimal(&self, problem: &Problem<'_>, tolerance: f64) -> bool {
        tolerance > 0.0 && problem.kkt_residual(&self.point, &self.at) <= tolerance
    }

    /// One iteration of `rule`.
    pub fn advance(&mut self, problem: &Problem<'_>, rule: Rule, settings: Settings) -> Status {
        if self.propose(problem, rule, settings) == Status::Converged {
            return Status::Converged;
        }
        problem.evaluate(&self.next, &mut self.next_at);
        self.accept(problem, settings.tolerance)
    }

    /// Sets the next point: every weight by `rule`, the intercept along its slope.
    pub fn propose(&mut self, problem: &Problem<'_>, rule: Rule, settings: Settings) -> Status {
        self.evaluate(problem);
        Watch::over(&mut self.watch, problem, smooth_bound(problem, &self.point, &self.at));
        if self.is_optimal(problem, settings.tolerance) {
            return Status::Converged;
        }
        let (lr, penalty) = (settings.learning_rate, problem.penalty);
        let moves = self.point.coef.iter().zip(&self.at.gradient);
        for (next, (&w, &slope)) in self.next.coef.iter_mut().zip(moves) {
            *next = match rule {
                Rule::Subgradient => w - lr * (slope + penalty.subgradient(w)),
                Rule::Proximal => penalty.prox(w - lr * slope, lr),
            };
        }
        self.next.intercept = self.point.intercept - lr * self.at.intercept_gradient;
        Status::Running
    }

    /// The point proposed, and room for its evaluation.
    pub fn proposed(&mut self) -> (&Point, &mut Evaluation) {
        (&self.next, &mut self.next_at)
    }

    /// Takes the point proposed, which has been evaluated, if it is sound.
    pub fn accept(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        let limit = self.watch.map_or(f64::INFINITY, |watch| watch.limit);
        // Written so that a NaN diverges too.
        let is_sound = smooth_bound(problem, &self.next, &self.next_at) <= limit && self.next.is_finite();
        if !is_sound {
            return Status::Diverged;
        }
        std::mem::swap(&mut self.point, &mut self.next);
        std::mem::swap(&mut self.at, &mut self.next_at);
        self.n_iter += 1;
        if self.is_optimal(problem, tolerance) { Status::Converged } else { Status::Running }
    }
}

impl Watch {
    /// The limit for `problem`, set anew from the present `bound` when the penalty has changed.
    pub fn over(watch: &mut Option<Self>, problem: &Problem<'_>, bound: f64) -> f64 {
        match watch {
            Some(watch) if watch.penalty == problem.penalty => watch.limit,
            _ => {
                let limit = GROWTH_LIMIT * bound.max(loss_at_zero(problem));
                *watch = Some(Self { limit, penalty: problem.penalty });
                limit
            }
        }
    }
}

/// An upper bound of the smooth objective `L + l2/2 ‖w‖²` from the gradient alone: by convexity
/// `L(w, b) ≤ L(0, 0) + ⟨∇L(w, b), (w, b)⟩`. For the logistic loss the last term is itself at most `L(w, b)`, so the bound
/// grows exactly when the loss does, and no logarithm is needed at every step.
fn smooth_bound(problem: &Problem<'_>, point: &Point, at: &Evaluation) -> f64 {
    let slope = dot(&at.gradient, &point.coef) + at.intercept_gradient * point.intercept;
    bound_from_slope(problem, point, slope)
}

pub(super) fn bound_from_slope(problem: &Problem<'_>, point: &Point, slope: f64) -> f64 {
    loss_at_zero(problem) + slope + problem.penalty.parts(&point.coef).1
}

fn loss_at_zero(problem: &Problem<'_>) -> f64 {
    match problem.loss {
        Loss::Logistic => std::f64::consts::LN_2,
        Loss::Squared => 0.5 * dot(problem.data.y(), problem.data.y()) / problem.data.n_samples() as f64,
    }
}
