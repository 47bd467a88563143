//! The exact optimum: proximal Newton with coordinate descent.

use super::columns::Columns;
use super::place::Place;
use super::quadratic::Quadratic;
use super::stepper::{Settings, Status, Stepper};
use crate::model::{Evaluation, Penalty, Point, Problem};
use kernels::{ROWS, add_scaled, backward, larger, largest_size};

/// Multiplications that one step may cost, about a millisecond.
const STEP_WORK: usize = 1 << 20;
const MOST_SWEEPS: usize = 300;
const MOST_ITERATIONS: usize = 300;
/// Iterations in a row without progress after which rounding is blamed.
const MOST_STALLS: usize = 8;
/// Weights that may come in at once from a start at 0; later as many as there are.
const FIRST_MEMBERS: usize = 16;
/// Without a penalty, predictions that still move this far while the slope is nearly 0 run away for ever.
const RUNAWAY: f64 = 0.1;

/// Minimizes the objective to a certificate, `kkt_residual ≤ tolerance`.
///
/// One iteration takes a quadratic model of the loss over the weights that are not 0 or whose slope exceeds `l1`,
/// minimizes model and penalty by coordinate descent (jumping to the exact minimum once the signs are found), and goes
/// there as far as it helps. The model is the last iteration's while the loss curves much as it did there (always, for
/// the squared loss); it is made anew where that costs less than the steps it saves. Only weights that the sequential
/// strong rule keeps are watched on the way; the certificate then looks at all of them. It warm-starts from any point,
/// and a step does a bounded part of an iteration, so it can run between two frames.
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
    watched: Columns,
    here: Place,
    /// Room for the next one.
    there: Place,
    model: Quadratic,
    /// Places that are to become members of the model.
    joining: Vec<usize>,
    /// Whether the weights, too, are to be right, not only the KKT residual small.
    must_settle: bool,
    progress: Progress,
}

/// Which part of an iteration comes next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Phase {
    Watch,
    Look,
    Join,
    Minimize { sweeps: usize, until_jump: usize, enough: f64 },
    Search,
}

/// How far the curvatures of the rows are from those in the model.
struct Staleness {
    /// What all of them are off by together, of their sum; infinite without a model.
    share: f64,
    /// The largest change of one, of the smaller one.
    largest: f64,
}

/// What tells an end from a way.
#[derive(Debug, Clone, Copy)]
struct Progress {
    best_residual: f64,
    stalls: usize,
    since_change: usize,
    /// By how much the last step moved the predictions.
    last_move: f64,
    /// The last step's residual divided by the one before.
    contraction: f64,
}

impl Progress {
    const NONE: Self =
        Self { best_residual: f64::INFINITY, stalls: 0, since_change: 0, last_move: 0.0, contraction: 0.0 };

    fn note(&mut self, residual: f64) {
        self.since_change += 1;
        self.stalls = if residual < 0.9 * self.best_residual { 0 } else { self.stalls + 1 };
        self.best_residual = self.best_residual.min(residual);
    }
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
            phase: Phase::Watch,
            penalty: None,
            watched: Columns::default(),
            here: Place::default(),
            there: Place::default(),
            model: Quadratic::default(),
            joining: Vec::new(),
            must_settle: true,
            progress: Progress::NONE,
        }
    }

    /// Asks for the KKT residual only, not for weights that are also right to about ten tolerances.
    #[must_use]
    pub fn without_settling(self) -> Self {
        Self { must_settle: false, ..self }
    }

    /// Chooses the weights to watch by the strong rule: those that are not 0, and those whose slope would exceed the
    /// new `l1` if it grew no faster than `l1` has fallen.
    fn watch(&mut self, problem: &Problem<'_>) {
        self.evaluation(problem);
        let steepest = largest_size(&self.at.gradient);
        let l1_before = self.penalty.map_or(steepest, |penalty| penalty.l1);
        let least = 2.0 * problem.penalty.l1 - l1_before;
        self.penalty = Some(problem.penalty);
        let (coef, gradient) = (&self.point.coef, &self.at.gradient);
        let is_candidate = |&j: &usize| coef[j] != 0.0 || gradient[j].abs() >= least;
        let candidates: Vec<usize> = (0..coef.len()).filter(is_candidate).collect();
        if self.watched.len() == 0 || self.watched.len() > 2 * candidates.len() + ROWS {
            self.watched.clear(problem.data);
            self.model.clear(&[]);
        }
        for &j in &candidates {
            if !self.watched.holds(j) {
                self.watched.push(problem.data, j);
            }
        }
        if self.here.z.is_empty() {
            self.here.z.clone_from(&self.at.z);
            self.here.derive(problem);
        }
        self.look_at_watched(problem);
        self.phase = Phase::Look;
    }

    /// Takes over what a full evaluation says of the watched weights.
    fn look_at_watched(&mut self, problem: &Problem<'_>) {
        self.here.gradient.clear();
        self.here.gradient.extend(self.watched.features().iter().map(|&j| self.at.gradient[j]));
        self.here.measure(problem, &self.watched, &self.point.coef);
    }

    /// Evaluates the point anew over all weights, which also removes the rounding that steps have gathered.
    fn certify(&mut self, problem: &Problem<'_>) -> f64 {
        self.here.predict(problem, &self.watched, &self.point);
        self.here.look(problem, &self.watched, &self.point.coef);
        self.at.z.clone_from(&self.here.z);
        self.at.intercept_gradient = self.here.intercept_gradient;
        self.at.gradient.resize(self.point.coef.len(), 0.0);
        if self.watched.len() < self.point.coef.len() {
            backward(problem.data.x(), &self.here.slopes, &mut self.at.gradient);
        }
        for (k, &j) in self.watched.features().iter().enumerate() {
            self.at.gradient[j] = self.here.gradient[k];
        }
        self.is_evaluated = true;
        problem.kkt_residual(&self.point, &self.at)
    }

    /// Looks at the present point: is it the end, and if not, which weights are to move, and by which model?
    fn look(&mut self, problem: &Problem<'_>, tolerance: f64) -> Status {
        let is_free = problem.is_unbounded_if_separable();
        if is_free && separates(problem, &self.here.z) {
            return Status::NoOptimum;
        }
        if self.here.residual <= tolerance && (!self.must_settle || self.has_settled(tolerance)) {
            if self.certify(problem) <= tolerance {
                return Status::Converged;
            }
            self.watch_violators(problem);
            self.look_at_watched(problem);
        }
        self.progress.note(self.here.residual);
        if self.progress.stalls >= MOST_STALLS || self.progress.since_change >= MOST_ITERATIONS {
            let runs_away = is_free && self.progress.last_move > RUNAWAY;
            return if runs_away { Status::NoOptimum } else { Status::Stalled };
        }
        self.plan(problem, tolerance, is_free);
        self.phase = Phase::Join;
        Status::Running
    }

    fn watch_violators(&mut self, problem: &Problem<'_>) {
        for j in 0..self.point.coef.len() {
            if !self.watched.holds(j) && self.at.gradient[j].abs() > problem.penalty.l1 {
                self.watched.push(problem.data, j);
                self.progress = Progress { last_move: self.progress.last_move, ..Progress::NONE };
            }
        }
    }

    /// Whether the last step has left the predictions right to ten tolerances, which a small KKT residual alone does not
    /// say where the loss is flat: a model that is wrong by some share leaves at most that share of the way undone.
    fn has_settled(&self, tolerance: f64) -> bool {
        self.progress.last_move * self.staleness().largest <= 10.0 * tolerance
    }

    /// How wrong the model is by now.
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

    /// Decides whether the model is to be made anew, and which weights join it.
    fn plan(&mut self, problem: &Problem<'_>, tolerance: f64, is_free: bool) {
        let l1 = problem.penalty.l1;
        let (mut wanted, mut coming) = (Vec::new(), Vec::new());
        for (k, &j) in self.watched.features().iter().enumerate() {
            if self.point.coef[j] != 0.0 {
                wanted.push(k);
            } else if self.here.gradient[k].abs() > l1 {
                coming.push(k);
            }
        }
        let most = if l1 > 0.0 { wanted.len().max(FIRST_MEMBERS) } else { usize::MAX };
        // After a change the slopes are those of another penalty; a step of the present weights corrects them, and far
        // fewer want to come in.
        if self.progress.since_change == 1 && !wanted.is_empty() {
            coming.clear();
        }
        if coming.len() > most {
            let steepness = |j: usize| self.here.gradient[j].abs();
            coming.sort_by(|&a, &b| steepness(b).total_cmp(&steepness(a)));
            wanted.extend_from_slice(&coming[..most]);
            // The residual is that of the ones left out, too.
            (self.progress.stalls, self.progress.best_residual) = (0, f64::INFINITY);
        } else {
            wanted.extend_from_slice(&coming);
        }
        let (n, members) = (problem.data.n_samples(), self.model.len());
        let rebuilding = (wanted.len() * wanted.len() * n / 2) as f64;
        let iterating = (n * (wanted.len() + self.watched.len() + 1) + 4 * members * members) as f64;
        let staleness = self.staleness().share;
        let rate = if staleness > 0.0 { staleness.max(self.progress.contraction) } else { 0.0 };
        let reached = self.here.residual;
        let iterations_left =
            if rate < 1.0 { (reached / tolerance).ln() / -rate.ln() } else { f64::INFINITY };
        let is_worth_it = iterations_left.max(1.0) * iterating > rebuilding + 2.0 * iterating;
        if staleness > 0.0 && (is_worth_it || is_free || reached <= tolerance) {
            self.model.clear(&self.here.curvatures);
        }
        wanted.retain(|k| !self.model.members.contains(k));
        self.joining = wanted;
    }

    /// Adds the weights that are to join the model, as many as one step may.
    fn join(&mut self, problem: &Problem<'_>, tolerance: f64) {
        let mut work = 0;
        while work < STEP_WORK && !self.joining.is_empty() {
            let first = self.joining.len().saturating_sub(ROWS);
            self.model.extend(&self.watched, &self.joining[first..]);
            self.joining.truncate(first);
            work += ROWS * self.model.len() * problem.data.n_samples();
        }
        if !self.joining.is_empty() {
            return;
        }
        let (weights, slopes) = (&self.point.coef, &self.here.gradient);
        self.model.start(&self.watched, weights, slopes, self.here.intercept_gradient, problem.penalty);
        let least = (tolerance * if self.must_settle { 1e-5 } else { 0.1 }).max(1e-15);
        let enough = least.max(0.1 * self.staleness().share.min(0.1) * self.here.residual);
        self.phase = Phase::Minimize { sweeps: 0, until_jump: self.model.sweeps_per_jump(), enough };
    }

    fn minimize(&mut self, mut sweeps: usize, mut until_jump: usize, enough: f64) {
        let end = sweeps + (STEP_WORK / (self.model.len() * self.model.len()).max(1)).clamp(1, MOST_SWEEPS);
        while sweeps < end {
            if until_jump == 0 {
                self.model.jump();
                until_jump = self.model.sweeps_per_jump();
            }
            until_jump -= 1;
            sweeps += 1;
            if self.model.sweep() <= enough || sweeps >= MOST_SWEEPS {
                self.phase = Phase::Search;
                return;
            }
        }
        self.phase = Phase::Minimize { sweeps, until_jump, enough };
    }

    /// Goes to the model's minimum if the KKT residual at least halves there, else along that direction until the
    /// objective has fallen enough.
    ///
    /// A residual can be seen to fall long after the objective's last bit has stood still.
    ///
    /// Source: J. Nocedal and S. Wright, "Numerical Optimization", 2006, §3.1 (Armijo's condition).
    fn search(&mut self, problem: &Problem<'_>) -> Status {
        let features = self.watched.features();
        let (mut moves, mut slope) = (Vec::new(), 0.0);
        for (member, &k) in self.model.members.iter().enumerate() {
            let by = self.model.change(member);
            if by != 0.0 {
                moves.push((k, by));
                slope += self.here.gradient[k] * by;
            }
        }
        let intercept_step = self.model.intercept_step();
        slope += self.here.intercept_gradient * intercept_step;
        let mut z_step = vec![intercept_step; problem.data.n_samples()];
        self.watched.add_to(&mut z_step, &moves);
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
            self.there.look(problem, &self.watched, &next.coef);
            let residual = self.there.residual;
            let is_sound = next.is_finite() && residual.is_finite();
            let is_closer = residual <= 0.5 * self.progress.best_residual;
            let is_better = is_sound
                && (is_closer || {
                    let before = *before.get_or_insert_with(|| problem.parts(&self.point, &self.here.z));
                    let after = problem.parts(&next, &self.there.z);
                    let promised = t * slope + after.penalty() - before.penalty();
                    let rounding = 1e-15 * before.total().abs();
                    after.total() <= before.total() + 1e-4 * promised.min(0.0) + rounding
                });
            if is_better {
                self.progress.last_move = t * largest_size(&z_step);
                self.progress.contraction = residual / self.here.residual;
                self.point = next;
                std::mem::swap(&mut self.here, &mut self.there);
                self.is_evaluated = false;
                self.n_iter += 1;
                self.phase = Phase::Look;
                return Status::Running;
            }
            t *= 0.5;
        }
        self.phase = Phase::Look;
        Status::Stalled
    }
}

impl Stepper for ProximalNewton {
    /// Does a part of an iteration, about a million multiplications.
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status {
        if self.penalty != Some(problem.penalty) {
            self.progress = Progress::NONE;
            self.phase = Phase::Watch;
        }
        match self.phase {
            Phase::Watch => self.watch(problem),
            Phase::Look => return self.look(problem, settings.tolerance),
            Phase::Join => self.join(problem, settings.tolerance),
            Phase::Minimize { sweeps, until_jump, enough } => self.minimize(sweeps, until_jump, enough),
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
