//! The exact optimum: proximal Newton with coordinate descent.

mod choice;
mod continuation;
mod line_search;
mod screening;

use self::continuation::Continuation;
use super::columns::Columns;
use super::quadratic::Quadratic;
use super::screened_point::ScreenedPoint;
use super::separation::{Separation, Verdict};
use super::stepper::{Settings, Status, Stepper};
use crate::data::argsort_descending;
use crate::model::{Evaluation, Penalty, Point, Problem};
use kernels::{ROWS, backward, larger};

/// Multiplications that one step may cost, about a millisecond.
const STEP_WORK: usize = 1 << 20;
const MAX_SWEEPS: usize = 300;
const MAX_ITERATIONS: usize = 300;
/// Consecutive iterations without progress after which the run counts as stalled by rounding errors.
const MAX_STALLED_ITERATIONS: usize = 8;
/// The same while the minimum of the model is not reached in one iteration, as with many dependent features.
const MAX_UNFINISHED_ITERATIONS: usize = 60;
/// Largest working set after the first iteration from zero weights; later it may double.
const FIRST_WORKING_SET: usize = 16;
/// Iterations after which a loss without a penalty is searched for a direction in which it decreases forever; most optima need fewer.
/// With as many features as rows it is searched first, because there nearly always is one.
const MANY_ITERATIONS: usize = 8;

/// Minimizes the objective until `kkt_residual ≤ tolerance`.
///
/// One iteration forms a quadratic model of the loss over the working set, the weights that are not 0 or whose gradient exceeds `l1`;
/// minimizes model plus penalty by coordinate descent, with an exact solve once the signs are found; and does a line search towards
/// that minimum. The Hessian of the model is reused while the curvatures have changed little (for the squared loss always), and
/// recomputed when that costs less than the iterations it saves. The sequential strong rule (a screening rule) selects the features
/// that are considered at all; the final KKT check covers every feature. The method warm-starts from any point, and a step does a
/// bounded part of an iteration, so it can run between two frames.
///
/// Sources: J. Lee, Y. Sun, M. Saunders, "Proximal Newton-type methods", 2014; J. Friedman, T. Hastie, R. Tibshirani,
/// "Regularization paths for generalized linear models via coordinate descent", 2010; R. Tibshirani et al., "Strong
/// rules for discarding predictors in lasso-type problems", 2012.
#[derive(Debug, Clone)]
pub struct ProximalNewton {
    point: Point,
    at: Evaluation,
    is_evaluated: bool,
    n_iter: usize,
    phase: Phase,
    penalty: Option<Penalty>,
    screened: Columns,
    here: ScreenedPoint,
    /// Buffer for the next point.
    there: ScreenedPoint,
    model: Quadratic,
    /// Columns that are added to the working set next.
    entering: Vec<usize>,
    progress: Progress,
    minimum: Minimum,
    is_unique: bool,
    is_model_minimized: bool,
    continuation: Continuation,
}

/// Whether the objective has a minimum. The answer depends on data and penalty factors only, and on whether there is a penalty at all.
#[derive(Debug, Clone)]
enum Minimum {
    Unknown,
    Searching(Box<Separation>),
    Exists,
}

/// Which part of an iteration comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    Screen,
    CheckOptimality,
    CheckSeparation,
    ExtendModel,
    Minimize { sweeps: usize, until_jump: usize, enough: f64 },
    LineSearch,
}

/// Difference between the curvatures of the rows and those in the model.
struct Staleness {
    /// Sum of the absolute differences, relative to the sum of the curvatures; infinite without a model.
    share: f64,
    /// Largest relative difference of one row, relative to the smaller of the two values.
    largest: f64,
}

/// Convergence criteria.
#[derive(Debug, Clone, Copy)]
struct Progress {
    best_residual: f64,
    last_residual: f64,
    stalls: usize,
    since_change: usize,
    /// Largest change of a prediction in the last step.
    last_move: f64,
    /// KKT residual after the last step divided by the one before.
    contraction: f64,
}

impl Progress {
    const NONE: Self = Self {
        best_residual: f64::INFINITY,
        last_residual: 0.0,
        stalls: 0,
        since_change: 0,
        last_move: 0.0,
        contraction: 0.0,
    };

    fn note(&mut self, residual: f64) {
        self.since_change += 1;
        // A first step may increase the residual a lot, for example towards the optimum of another penalty; halving it again is progress.
        let is_halved = residual < 0.5 * self.last_residual;
        self.stalls =
            if residual < 0.9 * self.best_residual { 0 } else { self.stalls + usize::from(!is_halved) };
        self.last_residual = residual;
        self.best_residual = self.best_residual.min(residual);
    }
}

impl ProximalNewton {
    /// A run from `start`; the optimum of a similar problem is a good warm start.
    #[must_use]
    pub fn new(start: Point) -> Self {
        Self {
            point: start,
            at: Evaluation::default(),
            is_evaluated: false,
            n_iter: 0,
            phase: Phase::Screen,
            penalty: None,
            screened: Columns::default(),
            here: ScreenedPoint::default(),
            there: ScreenedPoint::default(),
            model: Quadratic::default(),
            entering: Vec::new(),
            progress: Progress::NONE,
            minimum: Minimum::Unknown,
            is_unique: true,
            is_model_minimized: true,
            continuation: Continuation::default(),
        }
    }

    /// Evaluates the point over all features, which also removes accumulated rounding errors; returns the KKT residual.
    fn full_kkt_residual(&mut self, problem: &Problem<'_>) -> f64 {
        self.here.predict(problem, &self.screened, &self.point);
        self.here.evaluate(problem, &self.screened, &self.point.coef);
        self.at.z.clone_from(&self.here.z);
        self.at.intercept_gradient = self.here.intercept_gradient;
        self.at.gradient.resize(self.point.coef.len(), 0.0);
        if self.screened.len() < self.point.coef.len() {
            backward(problem.data.x(), &self.here.slopes, &mut self.at.gradient);
        }
        for (k, &j) in self.screened.features().iter().enumerate() {
            self.at.gradient[j] = self.here.gradient[k];
        }
        self.is_evaluated = true;
        problem.kkt_residual(&self.point, &self.at)
    }

    /// Checks convergence at the current point; if it has not converged, plans the next iteration.
    fn check_optimality(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        let is_free = problem.is_unbounded_if_separable();
        let is_open = is_free && !matches!(self.minimum, Minimum::Exists);
        if self.here.residual <= tolerance && self.has_settled(tolerance) {
            if self.full_kkt_residual(problem) <= tolerance {
                if is_open {
                    return self.check_separation(problem);
                }
                self.choose_optimum(problem, tolerance);
                return Status::Converged;
            }
            self.screen_violators(problem);
            self.copy_gradient(problem);
        }
        let most_stalls =
            if self.is_model_minimized { MAX_STALLED_ITERATIONS } else { MAX_UNFINISHED_ITERATIONS };
        let is_wide = problem.data.n_features() >= problem.data.n_samples();
        let is_long = self.progress.since_change + 1 >= MANY_ITERATIONS.min(most_stalls);
        if is_open && (is_wide || is_long) {
            return self.check_separation(problem);
        }
        self.progress.note(self.here.residual);
        let has_stalled = self.progress.stalls >= most_stalls || self.progress.since_change >= MAX_ITERATIONS;
        if !self.is_model_minimized && self.starts_continuation(problem) {
            return Status::Running;
        }
        if has_stalled {
            self.choose_optimum(problem, tolerance);
            return Status::Stalled;
        }
        self.plan(problem, tolerance, is_free);
        self.phase = Phase::ExtendModel;
        Status::Running
    }

    /// Searches for a direction in which the loss decreases forever, before any point is taken as the minimum.
    fn check_separation(&mut self, problem: &Problem<'_>) -> Status {
        self.phase = Phase::CheckSeparation;
        if let Minimum::Searching(search) = &mut self.minimum {
            match search.step() {
                None => {}
                Some(Verdict::Separable) => return Status::NoOptimum,
                Some(Verdict::HasMinimum | Verdict::Open) => {
                    self.minimum = Minimum::Exists;
                    self.phase = Phase::CheckOptimality;
                }
            }
        } else {
            self.minimum = Minimum::Searching(Box::new(Separation::new(problem)));
        }
        Status::Running
    }

    /// Whether the predictions are accurate to ten tolerances. A small KKT residual does not imply that where the loss is flat. A model
    /// with relative error `e` leaves at most the share `e` of the last step undone.
    fn has_settled(&self, tolerance: f64) -> bool {
        self.progress.last_move * self.staleness().largest <= 10.0 * tolerance
    }

    /// Error of the model at the current point.
    fn staleness(&self) -> Staleness {
        let (mut off, mut all, mut largest) = (0.0, 0.0, 0.0);
        for (i, &then) in self.model.curvatures.iter().enumerate() {
            let now = self.here.curvatures[i];
            let change = (now - then).abs();
            off += change;
            all += then;
            largest = larger(largest, change / if now < then { now } else { then });
        }
        Staleness { share: if all > 0.0 { off / all } else { f64::INFINITY }, largest }
    }

    /// Decides whether to recompute the model, and which weights enter the working set.
    fn plan(&mut self, problem: &Problem<'_>, tolerance: f64, is_free: bool) {
        let (mut wanted, mut violators) = (Vec::new(), Vec::new());
        for (k, &j) in self.screened.features().iter().enumerate() {
            if self.point.coef[j] != 0.0 {
                wanted.push(k);
            } else if self.here.gradient[k].abs() > problem.penalty_of(j).l1 {
                violators.push(k);
            }
        }
        let most = if problem.penalty.l1 > 0.0 { wanted.len().max(FIRST_WORKING_SET) } else { usize::MAX };
        // After a change of the penalty most violations disappear once the weights in the working set have been updated, so no
        // feature enters in the first iteration.
        if self.progress.since_change == 1 && !wanted.is_empty() {
            violators.clear();
        }
        if violators.len() > most {
            let steepness: Vec<f64> = violators.iter().map(|&k| self.here.gradient[k].abs()).collect();
            wanted.extend(argsort_descending(&steepness)[..most].iter().map(|&k| violators[k]));
            // The residual includes the violations that were left out.
            (self.progress.stalls, self.progress.best_residual) = (0, self.here.residual);
        } else {
            wanted.extend_from_slice(&violators);
        }
        let (n, working) = (problem.data.n_samples(), self.model.len());
        let rebuilding = (wanted.len() * wanted.len() * n / 2) as f64;
        let iterating = (n * (wanted.len() + self.screened.len() + 1) + 4 * working * working) as f64;
        let staleness = self.staleness().share;
        let rate = if staleness > 0.0 { staleness.max(self.progress.contraction) } else { 0.0 };
        let reached = self.here.residual;
        let iterations_left =
            if rate < 1.0 { (reached / tolerance).ln() / -rate.ln() } else { f64::INFINITY };
        let is_worth_it = iterations_left.max(1.0) * iterating > rebuilding + 2.0 * iterating;
        if staleness > 0.0 && (is_worth_it || is_free || reached <= tolerance) {
            self.model.clear(&self.here.curvatures, problem.fit_intercept);
        }
        wanted.retain(|k| !self.model.working_set.contains(k));
        self.entering = wanted;
    }

    /// Adds entering weights to the model, as many as the work of one step allows.
    fn extend_model(&mut self, problem: &Problem<'_>, tolerance: f64) {
        let mut work = 0;
        while work < STEP_WORK && !self.entering.is_empty() {
            let first = self.entering.len().saturating_sub(ROWS);
            self.model.extend(&self.screened, &self.entering[first..]);
            self.entering.truncate(first);
            work += ROWS * self.model.len() * problem.data.n_samples();
        }
        if !self.entering.is_empty() {
            return;
        }
        let (weights, slopes) = (&self.point.coef, &self.here.gradient);
        let penalty_of = |j| problem.penalty_of(j);
        self.model.start(&self.screened, weights, slopes, self.here.intercept_gradient, penalty_of);
        let least = (1e-5 * tolerance).max(1e-15);
        let enough = least.max(0.1 * self.staleness().share.min(0.1) * self.here.residual);
        self.phase = Phase::Minimize { sweeps: 0, until_jump: self.model.sweeps_per_jump(), enough };
    }

    fn minimize(&mut self, mut sweeps: usize, mut until_jump: usize, enough: f64) {
        let end = sweeps + (STEP_WORK / (self.model.len() * self.model.len()).max(1)).clamp(1, MAX_SWEEPS);
        while sweeps < end {
            if until_jump == 0 {
                self.model.jump(&self.screened);
                until_jump = self.model.sweeps_per_jump().max(1);
            }
            until_jump -= 1;
            sweeps += 1;
            self.is_model_minimized = self.model.sweep() <= enough;
            if self.is_model_minimized || sweeps >= MAX_SWEEPS {
                self.phase = Phase::LineSearch;
                return;
            }
        }
        self.phase = Phase::Minimize { sweeps, until_jump, enough };
    }
}

impl Stepper for ProximalNewton {
    /// Does a part of an iteration, about a million multiplications.
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status {
        self.continued(problem, settings.tolerance)
    }

    fn point(&self) -> &Point {
        &self.point
    }

    fn evaluation(&mut self, problem: &Problem<'_>) -> &Evaluation {
        if !self.is_evaluated {
            problem.evaluate(&self.point, &mut self.at);
            self.is_evaluated = true;
        }
        &self.at
    }

    fn n_iter(&self) -> usize {
        self.n_iter
    }
}

impl ProximalNewton {
    /// A step for `problem` itself, without a continuation.
    fn step_at(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        if self.penalty != Some(problem.penalty) {
            if self.penalty.is_none_or(|before| before.is_zero() != problem.penalty.is_zero()) {
                self.minimum = Minimum::Unknown;
            }
            self.progress = Progress::NONE;
            self.phase = Phase::Screen;
        }
        match self.phase {
            Phase::Screen => self.screen(problem),
            Phase::CheckOptimality => return self.check_optimality(problem, tolerance),
            Phase::CheckSeparation => return self.check_separation(problem),
            Phase::ExtendModel => self.extend_model(problem, tolerance),
            Phase::Minimize { sweeps, until_jump, enough } => self.minimize(sweeps, until_jump, enough),
            Phase::LineSearch => return self.line_search(problem),
        }
        Status::Running
    }
}
