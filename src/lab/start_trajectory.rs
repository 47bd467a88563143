//! Trajectory of training from a chosen start point in the plane of two weights.

use super::slice::SliceRows;
use super::trainer::{Trainer, stepper};
use crate::data::Dataset;
use crate::model::{Evaluation, Penalty, Point, Problem};
use crate::solve::Optimizer;
use crate::solve::{Settings, Status};
use kernels::larger;

/// Limits of iterations, and of rows times iterations, about three milliseconds in a browser.
const MAX_STEPS: usize = 1000;
const WORK: usize = 250_000;
/// Largest ratio of the objective to its value at the start, as in training.
const GROWTH_LIMIT: f64 = 10.0;
/// Rounds of coordinate descent on the model of a Newton step.
const ROUNDS: usize = 50;
/// Newton steps shorter than this are rounding errors.
const SHORTEST: f64 = 1e-9;

/// Trajectory from a chosen start point with the current optimizer, learning rate and penalty.
///
/// With two features it equals a run from that point, including the intercept. With more features it is computed on the slice, with
/// all other weights and the intercept fixed: it converges to the optimum, but on another path than a run.
#[derive(Debug, Clone, PartialEq)]
pub struct StartTrajectory {
    /// The two weights at the start and after every iteration; always finite.
    pub path: Vec<(f64, f64)>,
    /// Status at the end; `Running` if the limit of iterations was reached.
    pub status: Status,
}

impl StartTrajectory {
    /// The start point.
    #[must_use]
    pub fn start(&self) -> (f64, f64) {
        self.path[0]
    }

    /// Number of iterations.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.path.len() - 1
    }

    /// Trajectory of a model with two weights and an intercept.
    pub(super) fn exact(trainer: &Trainer, pair: (usize, usize), start: (f64, f64)) -> Self {
        let (params, problem) = (trainer.params(), trainer.problem());
        let mut point = params.start(trainer.train());
        (point.coef[pair.0], point.coef[pair.1]) = start;
        let point = problem.feasible(point);
        let mut stepper = stepper(params.optimizer, point);
        let settings =
            Settings { learning_rate: params.learning_rate, tolerance: params.effective_tolerance() };
        let mut start_trajectory = Self { path: vec![start], status: Status::Running };
        for _ in 0..steps(&problem) {
            start_trajectory.status = stepper.step(&problem, settings);
            if stepper.n_iter() > start_trajectory.n_iter() {
                let coef = &stepper.point().coef;
                start_trajectory.path.push((coef[pair.0], coef[pair.1]));
            }
            if start_trajectory.status != Status::Running {
                break;
            }
        }
        start_trajectory
    }

    /// Trajectory on a slice.
    pub(super) fn on_slice(trainer: &Trainer, slice: &SliceRows, start: (f64, f64)) -> Self {
        let mut start_trajectory = Self { path: vec![start], status: Status::Running };
        let problem = trainer.problem();
        // The offset is a third feature whose weight is fixed at 1.
        let rows = (0..slice.len()).flat_map(|i| slice.row(i)).collect();
        let y = problem.data.y().to_vec();
        let Ok(table) = Dataset::new(rows, y, 3, problem.data.task()) else { return start_trajectory };
        let (a, b) = slice.pair();
        let penalties = [a, b].map(|j| problem.penalty_of(j));
        let problem = Problem { data: &table, penalty_factor: None, ..problem };
        let params = trainer.params();
        let mut stepper =
            SliceStepper::new((problem, penalties), params.optimizer, params.learning_rate, start);
        for _ in 0..steps(&problem) {
            start_trajectory.status = stepper.step();
            if start_trajectory.status == Status::Diverged {
                break;
            }
            start_trajectory.path.push((stepper.now[0], stepper.now[1]));
            if start_trajectory.status == Status::Converged {
                break;
            }
        }
        start_trajectory
    }
}

fn steps(problem: &Problem<'_>) -> usize {
    (WORK / problem.data.n_samples()).clamp(20, MAX_STEPS)
}

/// The update rules of the optimizers for two weights and an offset.
struct SliceStepper<'a> {
    /// Columns: the features of the two weights, and the offset.
    problem: Problem<'a>,
    /// The penalty of each weight.
    penalties: [Penalty; 2],
    optimizer: Optimizer,
    learning_rate: f64,
    now: [f64; 2],
    /// The point that the next step is computed at, with momentum an extrapolation from `now`.
    from: [f64; 2],
    slope: [f64; 2],
    momentum: f64,
    point: Point,
    at: Evaluation,
    /// The loss with both weights 0.
    base: f64,
    limit: f64,
}

impl<'a> SliceStepper<'a> {
    fn new(
        (problem, penalties): (Problem<'a>, [Penalty; 2]),
        optimizer: Optimizer,
        learning_rate: f64,
        (u, v): (f64, f64),
    ) -> Self {
        let mut stepper = Self {
            problem,
            penalties,
            optimizer,
            learning_rate,
            now: [u, v],
            from: [0.0, 0.0],
            slope: [0.0, 0.0],
            momentum: 1.0,
            point: Point { coef: vec![0.0, 0.0, 1.0], intercept: 0.0 },
            at: Evaluation::default(),
            base: 0.0,
            limit: f64::INFINITY,
        };
        stepper.evaluate();
        stepper.base = problem.mean_loss(&stepper.at.z);
        stepper.from = stepper.now;
        stepper.evaluate();
        stepper.limit = GROWTH_LIMIT * larger(stepper.bound(), stepper.base);
        stepper
    }

    /// Updates predictor and gradient at `from`.
    fn evaluate(&mut self) {
        self.point.coef[..2].copy_from_slice(&self.from);
        self.problem.evaluate(&self.point, &mut self.at);
        self.slope = [self.at.gradient[0], self.at.gradient[1]];
    }

    /// Upper bound of loss and L2 part at `from` by convexity, `L(0) + ⟨∇L(w), w⟩`, as in training.
    fn bound(&self) -> f64 {
        let ([u, v], [by_u, by_v]) = (self.from, self.slope);
        self.base + by_u * u + by_v * v + self.penalties[0].parts(&[u]).1 + self.penalties[1].parts(&[v]).1
    }

    /// Does one iteration; gradient methods never converge, as in training.
    fn step(&mut self) -> Status {
        let (from, slope) = (self.from, self.slope);
        let (lr, penalties) = (self.learning_rate, self.penalties);
        let next = match self.optimizer {
            Optimizer::GradientDescent => {
                [0, 1].map(|j| from[j] - lr * (slope[j] + penalties[j].subgradient(from[j])))
            }
            Optimizer::CoordinateDescent => self.newton_step(),
            Optimizer::ProximalGradient | Optimizer::AcceleratedProximalGradient => {
                [0, 1].map(|j| penalties[j].prox(from[j] - lr * slope[j], lr))
            }
        };
        let factor = match self.optimizer {
            Optimizer::AcceleratedProximalGradient => self.momentum_factor(next),
            Optimizer::GradientDescent | Optimizer::ProximalGradient | Optimizer::CoordinateDescent => 0.0,
        };
        let before = std::mem::replace(&mut self.now, next);
        self.from = [0, 1].map(|j| next[j] + factor * (next[j] - before[j]));
        self.evaluate();
        // Written so that a NaN diverges too.
        let is_sound = self.bound() <= self.limit;
        let length = (next[0] - before[0]).hypot(next[1] - before[1]);
        let is_newton = self.optimizer == Optimizer::CoordinateDescent;
        match is_sound && next[0].is_finite() && next[1].is_finite() {
            false => Status::Diverged,
            true if is_newton && length <= SHORTEST => Status::Converged,
            true => Status::Running,
        }
    }

    /// Updates FISTA's momentum, which is reset when it points uphill; returns the extrapolation factor.
    fn momentum_factor(&mut self, next: [f64; 2]) -> f64 {
        let turned = |j: usize| (self.from[j] - next[j]) * (next[j] - self.now[j]);
        let before = if turned(0) + turned(1) > 0.0 { 1.0 } else { self.momentum };
        self.momentum = 0.5 * (1.0 + (1.0 + 4.0 * before * before).sqrt());
        (before - 1.0) / self.momentum
    }

    /// Minimizes quadratic model plus penalty by coordinate descent, then halves the step until the objective does not increase.
    fn newton_step(&mut self) -> [f64; 2] {
        let (from, slope) = (self.from, self.slope);
        let curvature = self.curvature();
        let mut goal = from;
        for j in (0..2 * ROUNDS).map(|k| k % 2) {
            let along: f64 = (0..2).map(|k| curvature[j][k] * (goal[k] - from[k])).sum();
            let steepness = larger(curvature[j][j], 1e-12);
            goal[j] = self.penalties[j].prox(goal[j] - (slope[j] + along) / steepness, 1.0 / steepness);
        }
        let here = self.objective(from);
        let shares = (0..20).map(|halvings| 0.5_f64.powi(halvings));
        let mut trials = shares
            .map(|t| [0, 1].map(|j| if t == 1.0 { goal[j] } else { from[j] + t * (goal[j] - from[j]) }));
        trials.find(|&trial| self.objective(trial) <= here).unwrap_or(from)
    }

    fn curvature(&self) -> [[f64; 2]; 2] {
        let mut sums = [[0.0; 2]; 2];
        for (i, &z) in self.at.z.iter().enumerate() {
            let row = self.problem.data.row(i);
            let factor = self.problem.row_weight(i) * self.problem.loss.curvature(z);
            for j in 0..2 {
                for k in 0..2 {
                    sums[j][k] += factor * row[j] * row[k];
                }
            }
        }
        sums
    }

    fn objective(&self, [u, v]: [f64; 2]) -> f64 {
        let at = Point { coef: vec![u, v, 1.0], intercept: 0.0 };
        let penalty = self.penalties[0].value(&[u]) + self.penalties[1].value(&[v]);
        self.problem.with_penalty(Penalty::default()).objective(&at) + penalty
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::data::{MakeClassification, Task};
    use crate::lab::TrainerParams;
    use crate::model::PenaltyKind;

    /// For every row, its negation is in the other class, so the optimal intercept is always 0.
    fn mirrored() -> Rc<Dataset> {
        let half = MakeClassification {
            n_features: 2,
            n_informative: 2,
            n_redundant: 0,
            n_clusters_per_class: 1,
            flip_y: 0.2,
            ..MakeClassification::default()
        };
        let half = half.generate().unwrap();
        let x = half.x().iter().copied().chain(half.x().iter().map(|x| -x)).collect();
        let y = half.y().iter().copied().chain(half.y().iter().map(|y| 1.0 - y)).collect();
        Rc::new(Dataset::new(x, y, 2, Task::Classification).unwrap())
    }

    fn trainer(optimizer: Optimizer, learning_rate: f64) -> Trainer {
        let params = TrainerParams {
            penalty: PenaltyKind::ElasticNet,
            lambda: 5.0,
            l1_ratio: 0.6,
            optimizer,
            learning_rate,
            ..TrainerParams::default()
        };
        Trainer::new(mirrored(), None, params).unwrap()
    }

    #[test]
    fn trajectory_on_a_slice_equals_training() {
        let start = (2.5, -1.5);
        for optimizer in Optimizer::ALL {
            let trainer = trainer(optimizer, 0.3);
            let rows =
                SliceRows::new(&trainer.problem(), &Point::zeros(trainer.train().n_features()), (0, 1));
            let exact = StartTrajectory::exact(&trainer, (0, 1), start);
            let slice = StartTrajectory::on_slice(&trainer, &rows, start);
            let is_newton = optimizer == Optimizer::CoordinateDescent;
            assert_eq!(slice.status, if is_newton { Status::Converged } else { Status::Running });
            let shared = if is_newton { 0 } else { exact.path.len() };
            for (k, (a, b)) in exact.path.iter().zip(&slice.path).take(shared).enumerate() {
                let distance = (a.0 - b.0).hypot(a.1 - b.1);
                assert!(distance < 1e-9, "{optimizer:?}, iteration {k}: {a:?} and {b:?}");
            }
            // The steps of the exact method differ, but it converges to the same point.
            let (a, b) = (exact.path[exact.n_iter()], slice.path[slice.n_iter()]);
            assert!((a.0 - b.0).hypot(a.1 - b.1) < 1e-7, "{optimizer:?}: {a:?} and {b:?}");
        }
    }

    #[test]
    fn too_large_a_learning_rate_ends_a_trajectory_at_the_last_point_before_divergence() {
        for optimizer in [Optimizer::GradientDescent, Optimizer::ProximalGradient] {
            let trainer = trainer(optimizer, 1e9);
            let rows =
                SliceRows::new(&trainer.problem(), &Point::zeros(trainer.train().n_features()), (0, 1));
            for path in [
                StartTrajectory::exact(&trainer, (0, 1), (2.5, -1.5)),
                StartTrajectory::on_slice(&trainer, &rows, (2.5, -1.5)),
            ] {
                assert_eq!(path.status, Status::Diverged);
                assert!(path.path.iter().all(|(u, v)| u.is_finite() && v.is_finite()));
                assert!(path.n_iter() < 5, "{} iterations", path.n_iter());
            }
        }
    }

    #[test]
    fn large_tables_have_shorter_trajectories() {
        let small = trainer(Optimizer::ProximalGradient, 0.3);
        assert_eq!(StartTrajectory::exact(&small, (0, 1), (1.0, 1.0)).n_iter(), MAX_STEPS);
        let many = MakeClassification {
            n_samples: 40_000,
            n_features: 2,
            n_informative: 2,
            n_redundant: 0,
            ..MakeClassification::default()
        };
        let params = TrainerParams { learning_rate: 0.1, ..TrainerParams::default() };
        let large = Trainer::new(Rc::new(many.generate().unwrap()), None, params).unwrap();
        assert_eq!(StartTrajectory::exact(&large, (0, 1), (1.0, 1.0)).n_iter(), 20);
    }
}
