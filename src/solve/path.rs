//! Regularization path: the optima over a grid of λ, each warm-started from the one before.

use super::newton::ProximalNewton;
use super::null_model::{curvature_scale, lambda_max, null_model, relative_tolerance};
use super::separation::no_optimum;
use super::stepper::{Settings, Status, Stepper};
use crate::data::argsort_descending;
use crate::decimal::shown;
use crate::error::{Error, Result, check_between, check_count};
use crate::model::{MAX_LAMBDA, Penalty, PenaltyKind, Point, Problem};

/// Largest number of λ in one grid.
pub const MAX_LAMBDAS: usize = 10_000;
/// The default tolerance, relative to the largest gradient of the null model, which is `λ_max/n` if `λ_max` exists. With 10⁻⁷, weights would
/// differ from those of `solve` by 10⁻⁵, and log-losses of folds by 10⁻⁷.
const TOLERANCE: f64 = 1e-9;

/// The λ of a path.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `lambdas` | none: a grid is computed | 1 … 10⁴ values in 0 … 10¹⁰⁰, in any order, repetitions allowed |
/// | `n_lambdas` | 100 | 1 … 10⁴ |
/// | `lambda_min_ratio` | 10⁻³ | above 0, below 1 |
///
/// The grid is evenly spaced in log λ. With an L1 part it goes from `λ_max`, where every weight is 0, to `λ_max · lambda_min_ratio`.
/// Without one there is no `λ_max`, and the grid goes from `10³ s` (at most 10¹⁰⁰) to `10⁻³ s`. At `λ = s` the curvature of the penalty
/// equals the mean curvature of the loss at the null model: `s = Σ_i h_i ‖x_i − x̄‖² / p` with `h = p̄(1 − p̄)` (logistic) or `h = 1`
/// (squared).
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct LambdaGrid {
    pub lambdas: Option<Vec<f64>>,
    pub n_lambdas: usize,
    pub lambda_min_ratio: f64,
}

impl Default for LambdaGrid {
    fn default() -> Self {
        Self { lambdas: None, n_lambdas: 100, lambda_min_ratio: 1e-3 }
    }
}

impl LambdaGrid {
    /// The values of λ: those given in their order, or the grid from the largest.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above; [`Error::Data`] if every feature is constant, so that
    /// λ has no effect.
    pub fn values(&self, problem: &Problem<'_>, kind: PenaltyKind, l1_ratio: f64) -> Result<Vec<f64>> {
        if let Some(lambdas) = &self.lambdas {
            check_lambdas(lambdas)?;
            return Ok(lambdas.clone());
        }
        check_count("n_lambdas", self.n_lambdas, 1, MAX_LAMBDAS)?;
        if !(self.lambda_min_ratio > 0.0 && self.lambda_min_ratio < 1.0) {
            let given = shown(self.lambda_min_ratio);
            return Err(Error::parameter("lambda_min_ratio", given, "above 0 and below 1"));
        }
        let share = kind.effective_l1_ratio(l1_ratio);
        let (largest, least) = if share > 0.0 {
            let largest = lambda_max(problem, share)?;
            (largest, largest * self.lambda_min_ratio)
        } else {
            let scale = curvature_scale(problem);
            ((1e3 * scale).min(MAX_LAMBDA), 1e-3 * scale)
        };
        if !(least > 0.0 && least < largest && largest <= MAX_LAMBDA) {
            return Err(Error::data(format!(
                "lambda cannot be chosen for these data: it would start at {}; give lambdas between 0 and {}",
                shown(largest),
                shown(MAX_LAMBDA),
            )));
        }
        let step = (least / largest).ln() / (self.n_lambdas.max(2) - 1) as f64;
        Ok((0..self.n_lambdas).map(|k| largest * kernels::exp(step * k as f64)).collect())
    }
}

fn check_lambdas(lambdas: &[f64]) -> Result<()> {
    check_count("number of lambdas", lambdas.len(), 1, MAX_LAMBDAS)?;
    lambdas.iter().try_for_each(|&lambda| check_between("lambdas", lambda, 0.0, MAX_LAMBDA).map(drop))
}

/// One optimum of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathPoint {
    /// Regularization strength λ.
    pub lambda: f64,
    /// Weights and intercept.
    pub point: Point,
    /// KKT residual over all features.
    pub kkt_residual: f64,
    /// Whether this is the only optimum; otherwise it is the one of least `‖w‖₂`.
    pub is_unique: bool,
    /// Deviance explained on the training rows, `1 − L/L₀` with the loss `L₀` of the null model: R² for the squared loss,
    /// scikit-learn's D² of the log-loss for the logistic one.
    pub explained: f64,
}

/// The regularization path, computed in small steps from the largest λ to the smallest.
///
/// Each optimum is warm-started from the one before. The sequential strong rule (a screening rule) excludes features that probably
/// stay 0; the KKT conditions of the excluded ones are checked at the end, so no violation remains.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeRegression;
/// use regularization_lab::model::{Loss, Penalty, PenaltyKind, Problem};
/// use regularization_lab::solve::{LambdaGrid, Path, Status};
/// let data = MakeRegression { noise: 1.0, ..Default::default() }.generate()?;
/// let problem = Problem::new(&data, Loss::Squared, Penalty::default())?;
/// let mut path = Path::new(&problem, PenaltyKind::L1, 1.0, &LambdaGrid::default(), None)?;
/// while path.step(&problem) == Status::Running {}
/// assert_eq!(path.points().len(), 100);
/// assert_eq!(path.points()[0].point.norm1(), 0.0);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Path {
    kind: PenaltyKind,
    l1_ratio: f64,
    tolerance: f64,
    /// Values of λ, descending.
    lambdas: Vec<f64>,
    /// Index in `lambdas` of each λ as given.
    indices: Vec<usize>,
    newton: ProximalNewton,
    null_loss: f64,
    points: Vec<PathPoint>,
}

impl Path {
    /// A path over `grid`; the penalty in `problem` is not used.
    ///
    /// `tolerance` is the KKT residual of each optimum; `None` means 10⁻⁹ of the null model's largest gradient (`10⁻⁹ λ_max/n`).
    /// Predictions too are accurate to about ten times it, which costs a further step where the loss is flat.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a grid, `l1_ratio` (0 … 1) or tolerance (above 0, at most 1) outside its range.
    pub fn new(
        problem: &Problem<'_>,
        kind: PenaltyKind,
        l1_ratio: f64,
        grid: &LambdaGrid,
        tolerance: Option<f64>,
    ) -> Result<Self> {
        check_between("l1_ratio", l1_ratio, 0.0, 1.0)?;
        let given = grid.values(problem, kind, l1_ratio)?;
        let newton = ProximalNewton::new(null_model(problem)?);
        let tolerance = match tolerance {
            None => relative_tolerance(problem, TOLERANCE)?,
            Some(tolerance) if tolerance > 0.0 && tolerance <= 1.0 => tolerance,
            Some(tolerance) => {
                return Err(Error::parameter("tolerance", shown(tolerance), "above 0 and at most 1"));
            }
        };
        let order = argsort_descending(&given);
        let mut indices = vec![0; given.len()];
        order.iter().enumerate().for_each(|(index, &k)| indices[k] = index);
        Ok(Self {
            kind,
            l1_ratio,
            tolerance,
            lambdas: order.into_iter().map(|k| given[k]).collect(),
            indices,
            newton,
            null_loss: problem.null_loss(),
            points: Vec::new(),
        })
    }

    /// Does a bounded amount of work. [`Status::Converged`] when the last λ is done; [`Status::NoOptimum`] if the next λ has no
    /// optimum, as λ = 0 on separable classes.
    pub fn step(&mut self, problem: &Problem<'_>) -> Status {
        let Some(&lambda) = self.lambdas.get(self.points.len()) else { return Status::Converged };
        let problem = self.at_lambda(problem, lambda);
        let settings = Settings { learning_rate: 1.0, tolerance: self.tolerance };
        match self.newton.step(&problem, settings) {
            Status::Running => return Status::Running,
            Status::NoOptimum => return Status::NoOptimum,
            Status::Converged | Status::Diverged | Status::Stalled | Status::MaxIter => {}
        }
        let at = self.newton.evaluation(&problem).clone();
        let point = self.newton.point().clone();
        // A constant target has no deviance to explain.
        let is_loss_left = self.null_loss > 0.0;
        let explained = if is_loss_left { 1.0 - problem.mean_loss(&at.z) / self.null_loss } else { 0.0 };
        let kkt_residual = problem.kkt_residual(&point, &at);
        self.points.push(PathPoint {
            lambda,
            point,
            kkt_residual,
            is_unique: self.newton.is_unique(),
            explained,
        });
        if self.points.len() == self.lambdas.len() { Status::Converged } else { Status::Running }
    }

    fn at_lambda<'a>(&self, problem: &Problem<'a>, lambda: f64) -> Problem<'a> {
        // `new` has checked what a `Penalty::new` would refuse.
        problem.with_penalty(Penalty::of(self.kind, lambda / problem.data.n_samples() as f64, self.l1_ratio))
    }

    /// The error for [`Status::NoOptimum`]: why the next λ has no optimum.
    pub(crate) fn no_optimum(&self, problem: &Problem<'_>) -> Error {
        let lambda = self.lambdas.get(self.points.len()).copied().unwrap_or(0.0);
        no_optimum(&self.at_lambda(problem, lambda))
    }

    /// The optima so far, from the largest λ.
    #[must_use]
    pub fn points(&self) -> &[PathPoint] {
        &self.points
    }

    /// All values of λ, descending.
    #[must_use]
    pub fn lambdas(&self) -> &[f64] {
        &self.lambdas
    }

    /// The KKT residual that every optimum reaches.
    #[must_use]
    pub fn tolerance(&self) -> f64 {
        self.tolerance
    }

    /// Index among the λ as given of the `k`-th largest.
    pub(super) fn given_index(&self, k: usize) -> usize {
        self.indices.iter().position(|&index| index == k).unwrap_or(k)
    }

    /// The optima of a finished path in the order in which λ was given.
    #[must_use]
    pub fn in_given_order(&self) -> Vec<&PathPoint> {
        self.indices.iter().filter_map(|&index| self.points.get(index)).collect()
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// [`Error::Data`] when some λ has no optimum.
    pub fn finish(&mut self, problem: &Problem<'_>) -> Result<()> {
        loop {
            match self.step(problem) {
                Status::Running => {}
                Status::NoOptimum => return Err(self.no_optimum(problem)),
                Status::Converged | Status::Diverged | Status::Stalled | Status::MaxIter => return Ok(()),
            }
        }
    }
}
