//! The iterate of a first-order method, its gradient, and the detection of divergence.

use crate::model::{Evaluation, Loss, Penalty, Point, Problem};
use kernels::dot;

use super::stepper::{Settings, Status};

/// Largest ratio of the smooth objective to its value at the start; beyond it a run counts as diverged.
const GROWTH_LIMIT: f64 = 10.0;

/// The update rule of a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A step along the gradient of the loss plus the subgradient of the penalty.
    Subgradient,
    /// A step along the gradient of the loss, then the proximal operator of the penalty.
    Proximal,
}

/// The current point and a proposed one, which replaces it only if it is finite and has not diverged.
#[derive(Debug, Clone)]
pub(super) struct Iterate {
    pub point: Point,
    pub at: Evaluation,
    pub n_iter: usize,
    next: Point,
    next_at: Evaluation,
    is_evaluated: bool,
    growth_limit: Option<GrowthLimit>,
}

/// The largest smooth objective that does not count as divergence, and the penalty that it was computed for.
#[derive(Debug, Clone, Copy)]
pub(super) struct GrowthLimit {
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
            growth_limit: None,
        }
    }

    pub fn evaluate(&mut self, problem: &Problem<'_>) -> &Evaluation {
        if !self.is_evaluated {
            problem.evaluate(&self.point, &mut self.at);
            self.is_evaluated = true;
        }
        &self.at
    }

    /// Whether the last step used another penalty.
    pub fn has_other_penalty(&self, penalty: Penalty) -> bool {
        self.growth_limit.is_some_and(|kept| kept.penalty != penalty)
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

    /// Computes the proposed point: weights by `rule`, intercept by a gradient step.
    pub fn propose(&mut self, problem: &Problem<'_>, rule: Rule, settings: Settings) -> Status {
        self.evaluate(problem);
        GrowthLimit::update(&mut self.growth_limit, problem, smooth_bound(problem, &self.point, &self.at));
        if self.is_optimal(problem, settings.tolerance) {
            return Status::Converged;
        }
        let lr = settings.learning_rate;
        let moves = self.point.coef.iter().zip(&self.at.gradient);
        for (j, (next, (&w, &slope))) in self.next.coef.iter_mut().zip(moves).enumerate() {
            let penalty = problem.penalty_of(j);
            *next = match rule {
                Rule::Subgradient if penalty.l1 == f64::INFINITY => 0.0,
                Rule::Subgradient => w - lr * (slope + penalty.subgradient(w)),
                Rule::Proximal => penalty.prox(w - lr * slope, lr),
            };
        }
        self.next.intercept = self.point.intercept - lr * self.at.intercept_gradient;
        Status::Running
    }

    /// The proposed point and a buffer for its evaluation.
    pub fn proposed(&mut self) -> (&Point, &mut Evaluation) {
        (&self.next, &mut self.next_at)
    }

    /// Accepts the proposed point, which has been evaluated, if it is finite and within the limit.
    pub fn accept(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        let limit = self.growth_limit.map_or(f64::INFINITY, |kept| kept.limit);
        // The comparison is false for a NaN, so a NaN counts as diverged.
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

impl GrowthLimit {
    /// The limit for `problem`, recomputed from the current `bound` if the penalty has changed.
    pub fn update(kept: &mut Option<Self>, problem: &Problem<'_>, bound: f64) -> f64 {
        match kept {
            Some(kept) if kept.penalty == problem.penalty => kept.limit,
            _ => {
                let limit = GROWTH_LIMIT * bound.max(loss_at_zero(problem));
                *kept = Some(Self { limit, penalty: problem.penalty });
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
    loss_at_zero(problem) + slope + problem.penalty_parts(&point.coef).1
}

fn loss_at_zero(problem: &Problem<'_>) -> f64 {
    match problem.loss {
        Loss::Logistic => std::f64::consts::LN_2,
        Loss::Squared => 0.5 * dot(problem.data.y(), problem.data.y()) / problem.data.n_samples() as f64,
    }
}
