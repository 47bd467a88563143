//! The exact optimum: proximal Newton with coordinate descent.

use super::quadratic::Quadratic;
use super::stepper::{Settings, Status, Stepper};
use crate::error::{Error, Result};
use crate::model::{Evaluation, Loss, Penalty, Point, Problem};

/// Multiplications that one step may cost, about a millisecond.
const STEP_WORK: usize = 1 << 20;
const MOST_SWEEPS: usize = 300;
const MOST_ITERATIONS: usize = 200;
/// Iterations in a row without progress after which rounding is blamed.
const MOST_STALLS: usize = 8;
/// Newton's method squares its error, so after a move this small the weights themselves are right to about eight digits,
/// which a small KKT residual alone does not say where the loss is flat.
const LAST_MOVE: f64 = 1e-4;
/// Without a penalty, predictions that still move this far while the slope is nearly 0 run away for ever.
const RUNAWAY: f64 = 0.1;

/// Minimizes the objective to a certificate, `kkt_residual ≤ tolerance`.
///
/// One iteration builds the quadratic model of the loss over the weights that are not 0 or whose slope exceeds `l1`,
/// minimizes model and penalty by coordinate descent (jumping to the exact minimum once the signs are found), and
/// searches along that direction for enough decrease. It warm-starts from any point, and a step does a bounded part of
/// an iteration, so it can run between two frames.
///
/// Sources: J. Lee, Y. Sun, M. Saunders, "Proximal Newton-type methods", 2014; J. Friedman, T. Hastie, R. Tibshirani,
/// "Regularization paths for generalized linear models via coordinate descent", 2010.
#[derive(Debug, Clone)]
pub struct ProximalNewton {
    point: Point,
    at: Evaluation,
    is_evaluated: bool,
    n_iter: usize,
    phase: Phase,
    penalty: Penalty,
    active: Vec<usize>,
    model: Quadratic,
    curvatures: Vec<f64>,
    progress: Progress,
}

/// Which part of an iteration comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    Expand,
    Fill { row: usize },
    Minimize { sweeps: usize, target: f64 },
    Search,
}

/// What tells an end from a way.
#[derive(Debug, Clone, Copy)]
struct Progress {
    best_residual: f64,
    stalls: usize,
    since_change: usize,
    last_move: f64,
}

impl Progress {
    const NONE: Self = Self { best_residual: f64::INFINITY, stalls: 0, since_change: 0, last_move: 0.0 };
}

impl ProximalNewton {
    /// A run from `start`, which is best the optimum of a similar problem.
    #[must_use]
    pub fn new(start: Point) -> Self {
        Self {
            point: start,
            at: Evaluation::default(),
            is_evaluated: false,
            n_iter: 0,
            phase: Phase::Expand,
            penalty: Penalty::default(),
            active: Vec::new(),
            model: Quadratic::default(),
            curvatures: Vec::new(),
            progress: Progress::NONE,
        }
    }

    /// Looks at the present point: is it the end, and if not, which weights are to move?
    fn expand(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        self.evaluation(problem);
        let residual = problem.kkt_residual(&self.point, &self.at);
        let is_free = problem.penalty.is_zero() && problem.loss == Loss::Logistic;
        let runs_away = is_free && self.progress.last_move > RUNAWAY;
        if is_free && separates(problem, &self.at.z) {
            return Status::NoOptimum;
        }
        let has_settled = problem.loss == Loss::Squared || self.progress.last_move <= LAST_MOVE;
        if residual <= tolerance && has_settled {
            return Status::Converged;
        }
        self.note_progress(residual);
        if self.progress.stalls >= MOST_STALLS || self.progress.since_change >= MOST_ITERATIONS {
            return if runs_away { Status::NoOptimum } else { Status::Stalled };
        }
        let wants_to_move =
            |&j: &usize| self.point.coef[j] != 0.0 || self.at.gradient[j].abs() > problem.penalty.l1;
        self.active = (0..self.point.coef.len()).filter(wants_to_move).collect();
        self.model.start(self.active.iter().map(|&j| self.point.coef[j]));
        // A curvature of 0 would leave rows that are predicted with certainty out of the model altogether.
        let curvature = |(i, &z): (usize, &f64)| problem.row_weight(i) * problem.loss.curvature(z).max(1e-10);
        self.curvatures.clear();
        self.curvatures.extend(self.at.z.iter().enumerate().map(curvature));
        self.phase = Phase::Fill { row: 0 };
        Status::Running
    }

    fn note_progress(&mut self, residual: f64) {
        let progress = &mut self.progress;
        progress.since_change += 1;
        progress.stalls = if residual < 0.9 * progress.best_residual { 0 } else { progress.stalls + 1 };
        progress.best_residual = progress.best_residual.min(residual);
    }

    /// Adds the rows from `row` on to the model, as many as one step may.
    fn fill(&mut self, problem: &Problem<'_>, row: usize) {
        let n = problem.data.n_samples();
        let cost = (self.active.len() * self.active.len() / 2).max(1);
        let end = (row + (STEP_WORK / cost).max(1)).min(n);
        let mut chosen = vec![0.0; self.active.len()];
        for i in row..end {
            let x = problem.data.row(i);
            chosen.iter_mut().zip(&self.active).for_each(|(value, &j)| *value = x[j]);
            self.model.add_row(self.curvatures[i], &chosen);
        }
        if end < n {
            self.phase = Phase::Fill { row: end };
            return;
        }
        let l2 = problem.penalty.l2;
        let slopes = self.active.iter().map(|&j| self.at.gradient[j] + l2 * self.point.coef[j]);
        self.model.finish(l2, slopes, self.at.intercept_gradient);
        let target = 0.01 * problem.kkt_residual(&self.point, &self.at);
        self.phase = Phase::Minimize { sweeps: 0, target };
    }

    fn minimize(&mut self, l1: f64, tolerance: f64, mut sweeps: usize, target: f64) {
        let end = sweeps + (STEP_WORK / self.model.size().pow(2).max(1)).clamp(1, MOST_SWEEPS);
        let enough = target.min(0.1 * tolerance.max(1e-14));
        while sweeps < end {
            if sweeps % 10 == 3 {
                self.model.jump(l1);
            }
            sweeps += 1;
            if self.model.sweep(l1) <= enough || sweeps >= MOST_SWEEPS {
                self.phase = Phase::Search;
                return;
            }
        }
        self.phase = Phase::Minimize { sweeps, target };
    }

    /// Goes along the model's direction until the objective has fallen enough.
    ///
    /// Source: J. Nocedal and S. Wright, "Numerical Optimization", 2006, §3.1 (Armijo's condition).
    fn search(&mut self, problem: &Problem<'_>) -> Status {
        let change: Vec<f64> =
            self.active.iter().zip(&self.model.u).map(|(&j, u)| u - self.point.coef[j]).collect();
        let intercept_step = self.model.intercept_step(&change);
        let z_step: Vec<f64> = (0..problem.data.n_samples())
            .map(|i| {
                let row = problem.data.row(i);
                self.active.iter().zip(&change).map(|(&j, d)| row[j] * d).sum::<f64>() + intercept_step
            })
            .collect();
        let before = problem.parts(&self.point, &self.at.z);
        let slope = self.active.iter().zip(&change).map(|(&j, d)| self.at.gradient[j] * d).sum::<f64>()
            + self.at.intercept_gradient * intercept_step;
        let mut next = self.point.clone();
        let mut z = self.at.z.clone();
        for halvings in 0..50 {
            let t = 0.5_f64.powi(halvings);
            for (&j, d) in self.active.iter().zip(&change) {
                next.coef[j] = self.point.coef[j] + t * d;
            }
            next.intercept = self.point.intercept + t * intercept_step;
            for ((z, from), step) in z.iter_mut().zip(&self.at.z).zip(&z_step) {
                *z = from + t * step;
            }
            let after = problem.parts(&next, &z);
            let promised = t * slope + after.penalty() - before.penalty();
            let rounding = 1e-15 * before.total().abs();
            if after.total() <= before.total() + 1e-4 * promised.min(0.0) + rounding && next.is_finite() {
                self.progress.last_move =
                    z_step.iter().fold(0.0, |largest, step| largest.max(t * step.abs()));
                self.point = next;
                self.is_evaluated = false;
                self.n_iter += 1;
                self.phase = Phase::Expand;
                return Status::Running;
            }
        }
        self.phase = Phase::Expand;
        Status::Stalled
    }
}

impl Stepper for ProximalNewton {
    /// Does a part of an iteration, about [`STEP_WORK`] multiplications.
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status {
        if problem.penalty != self.penalty {
            self.penalty = problem.penalty;
            self.progress = Progress::NONE;
            self.phase = Phase::Expand;
        }
        match self.phase {
            Phase::Expand => return self.expand(problem, settings.tolerance),
            Phase::Fill { row } => self.fill(problem, row),
            Phase::Minimize { sweeps, target } => {
                self.minimize(problem.penalty.l1, settings.tolerance, sweeps, target);
            }
            Phase::Search => return self.search(problem),
        }
        Status::Running
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

/// Whether every row is on its own side of the boundary: then growing the weights lowers the loss for ever.
fn separates(problem: &Problem<'_>, z: &[f64]) -> bool {
    problem.data.y().iter().zip(z).all(|(&y, &z)| if y == 1.0 { z > 0.0 } else { z < 0.0 })
}

/// An optimum with its certificate.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Weights and intercept.
    pub point: Point,
    /// The objective there.
    pub objective: f64,
    /// The KKT residual there.
    pub kkt_residual: f64,
    /// Newton iterations taken.
    pub n_iter: usize,
}

/// The optimum of `problem`, from `start`.
///
/// `kkt_residual ≤ tolerance` unless rounding errors of the data are larger than that; then it is as small as they
/// allow, and says so.
///
/// # Errors
/// [`Error::Data`] when there is no optimum: the classes can be separated and nothing holds the weights.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeRegression;
/// use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
/// let data = MakeRegression { noise: 1.0, ..Default::default() }.generate()?;
/// let lasso = Penalty::new(PenaltyKind::L1, 500.0, 1.0, data.n_samples())?;
/// let problem = Problem::new(&data, Loss::Squared, lasso)?;
/// let optimum = regularization_lab::solve::solve(&problem, Point::zeros(data.n_features()), 1e-9)?;
/// assert!(optimum.kkt_residual <= 1e-9);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub fn solve(problem: &Problem<'_>, start: Point, tolerance: f64) -> Result<Solution> {
    let mut newton = ProximalNewton::new(start);
    let settings = Settings { learning_rate: 1.0, tolerance };
    let mut status = Status::Running;
    while status == Status::Running {
        status = newton.step(problem, settings);
    }
    if status == Status::NoOptimum {
        return Err(no_optimum());
    }
    newton.evaluation(problem);
    Ok(Solution {
        objective: problem.parts(&newton.point, &newton.at.z).total(),
        kkt_residual: problem.kkt_residual(&newton.point, &newton.at),
        n_iter: newton.n_iter,
        point: newton.point,
    })
}

/// What [`Status::NoOptimum`] means, as an error.
pub(crate) fn no_optimum() -> Error {
    Error::data(
        "there is no optimum: without a penalty the classes can be separated, so ever larger weights fit ever better; \
         any lambda above 0 with a penalty has one",
    )
}
