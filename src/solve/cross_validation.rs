//! λ chosen by rows that the model has not seen.

use std::rc::Rc;

use super::exact::no_optimum;
use super::path::{LambdaGrid, Path, relative_tolerance};
use super::stepper::Status;
use crate::data::{Dataset, Folds, StandardScaler};
use crate::error::{Error, Result};
use crate::model::kernels::forward;
use crate::model::{Loss, Penalty, PenaltyKind, Problem, Scoring};

/// The default tolerance as a share of the null model's steepest slope: a path's alone would leave log-losses off by
/// 10⁻⁷.
const TOLERANCE: f64 = 1e-9;

/// What is compared, and how.
///
/// | name | default | |
/// |---|---|---|
/// | `loss` | by the task | |
/// | `penalty` | L1 | |
/// | `l1_ratio` | 0.5 | without effect unless elastic net |
/// | `grid` | 100 values from the `λ_max` of all rows | |
/// | `folds` | 5, shuffled, stratified for classes | |
/// | `standardize` | true | features scaled in each fold by its training rows |
/// | `scoring` | AUC for classes, else R² | |
/// | `tolerance` | 10⁻⁹ of the null model's steepest slope | KKT residual of each optimum |
///
/// λ weighs the penalty of each fold as `λ/n` with `n` its own training rows, so that `C = 1/λ` means in every fold
/// what it means in scikit-learn.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct CrossValidationParams {
    pub loss: Option<Loss>,
    pub penalty: PenaltyKind,
    pub l1_ratio: f64,
    pub grid: LambdaGrid,
    pub folds: Folds,
    pub standardize: bool,
    pub scoring: Option<Scoring>,
    pub tolerance: Option<f64>,
}

impl Default for CrossValidationParams {
    fn default() -> Self {
        Self {
            loss: None,
            penalty: PenaltyKind::L1,
            l1_ratio: 0.5,
            grid: LambdaGrid::default(),
            folds: Folds::default(),
            standardize: true,
            scoring: None,
            tolerance: None,
        }
    }
}

/// Rows to fit and rows to judge by.
#[derive(Debug)]
struct Fold {
    train: Dataset,
    test: Dataset,
}

/// Cross-validation over λ, computed piece by piece, fold after fold.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeClassification;
/// use regularization_lab::solve::{CrossValidation, CrossValidationParams};
/// let data = MakeClassification::default().generate()?;
/// let mut validation = CrossValidation::new(&data, &CrossValidationParams::default())?;
/// let curve = validation.finish()?;
/// assert!(curve.lambdas[curve.one_se_index] >= curve.lambdas[curve.best_index]);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug)]
pub struct CrossValidation {
    loss: Loss,
    penalty: PenaltyKind,
    l1_ratio: f64,
    scoring: Scoring,
    tolerance: Option<f64>,
    lambdas: Vec<f64>,
    folds: Rc<Vec<Fold>>,
    /// The fold in work.
    path: Option<Path>,
    test_scores: Vec<Vec<f64>>,
    train_scores: Vec<Vec<f64>>,
}

/// Scores by λ.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidationCurve {
    /// Values of λ, in the order given or from the largest.
    pub lambdas: Vec<f64>,
    /// Mean test score over the folds.
    pub mean: Vec<f64>,
    /// Standard deviation over the folds, ddof 0 as scikit-learn's `std_test_score`.
    pub std: Vec<f64>,
    /// Standard error of the mean, with ddof 1: `√(Σ (s − s̄)² / (k − 1)) / √k`.
    pub standard_error: Vec<f64>,
    /// Mean score of the training rows.
    pub train_mean: Vec<f64>,
    /// Test scores, a vector of λ a fold.
    pub fold_scores: Vec<Vec<f64>>,
    /// The λ with the best mean; of equal ones the largest.
    pub best_index: usize,
    /// The largest λ whose mean is within one standard error of the best.
    ///
    /// Source: L. Breiman et al., "Classification and Regression Trees", 1984, §3.4.3.
    pub one_se_index: usize,
}

impl CrossValidation {
    /// Cuts `data` into folds.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter outside its range or a score that does not suit the task; [`Error::Data`]
    /// when a fold would train on one class only, or judge an AUC by one class only.
    pub fn new(data: &Dataset, params: &CrossValidationParams) -> Result<Self> {
        let loss = params.loss.unwrap_or(Loss::of_task(data.task()));
        let scoring = params.scoring.unwrap_or(Scoring::of_task(data.task()));
        scoring.check(data, loss)?;
        let scaled = if params.standardize { Some(StandardScaler::fit(data).transform(data)?) } else { None };
        let whole = Problem::new(scaled.as_ref().unwrap_or(data), loss, Penalty::default())?;
        let lambdas = params.grid.values(&whole, params.penalty, params.l1_ratio)?;
        let assigned = params.folds.assign(data)?;
        let folds = (0..params.folds.k)
            .map(|k| fold(data, &assigned, k, params.standardize, loss, scoring))
            .collect::<Result<_>>()?;
        let mut validation = Self {
            loss,
            penalty: params.penalty,
            l1_ratio: params.l1_ratio,
            scoring,
            tolerance: params.tolerance,
            lambdas,
            folds: Rc::new(folds),
            path: None,
            test_scores: Vec::new(),
            train_scores: Vec::new(),
        };
        validation.start_fold()?;
        Ok(validation)
    }

    /// The same folds, λ and score for another penalty.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless `l1_ratio` is in 0 … 1.
    pub fn with_penalty(&self, penalty: PenaltyKind, l1_ratio: f64) -> Result<Self> {
        let mut other = Self {
            penalty,
            l1_ratio,
            lambdas: self.lambdas.clone(),
            folds: Rc::clone(&self.folds),
            path: None,
            test_scores: Vec::new(),
            train_scores: Vec::new(),
            ..*self
        };
        other.start_fold()?;
        Ok(other)
    }

    fn problem(&self, fold: usize) -> Result<Problem<'_>> {
        Problem::new(&self.folds[fold].train, self.loss, Penalty::default())
    }

    fn start_fold(&mut self) -> Result<()> {
        let k = self.test_scores.len();
        let grid = LambdaGrid { lambdas: Some(self.lambdas.clone()), ..Default::default() };
        self.path = None;
        if k < self.folds.len() {
            let problem = self.problem(k)?;
            let tolerance = match self.tolerance {
                None => relative_tolerance(&problem, TOLERANCE)?,
                Some(tolerance) => tolerance,
            };
            self.path = Some(Path::new(&problem, self.penalty, self.l1_ratio, &grid, Some(tolerance))?);
        }
        Ok(())
    }

    /// Does a bounded piece of work; [`Status::Converged`] when all folds are done.
    ///
    /// # Errors
    /// [`Error::Data`] when a fold has no optimum at some λ.
    pub fn step(&mut self) -> Result<Status> {
        let k = self.test_scores.len();
        let Some(mut path) = self.path.take() else { return Ok(Status::Converged) };
        match path.step(&self.problem(k)?) {
            Status::Running => {
                self.path = Some(path);
                return Ok(Status::Running);
            }
            Status::NoOptimum => return Err(no_optimum()),
            _ => {}
        }
        let Fold { train, test } = &self.folds[k];
        let scores = |rows: &Dataset| -> Result<Vec<f64>> {
            let mut z = vec![0.0; rows.n_samples()];
            let points = path.in_given_order().into_iter();
            points
                .map(|at| {
                    forward(rows.x(), &at.point.coef, at.point.intercept, &mut z);
                    self.scoring.score(self.loss, rows.y(), &z)
                })
                .collect()
        };
        let (test, train) = (scores(test)?, scores(train)?);
        self.test_scores.push(test);
        self.train_scores.push(train);
        self.start_fold()?;
        Ok(if self.path.is_some() { Status::Running } else { Status::Converged })
    }

    /// Optima found so far, of all.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let in_work = self.path.as_ref().map_or(0, |path| path.points().len());
        let n = self.lambdas.len();
        (self.test_scores.len() * n + in_work, self.folds.len() * n)
    }

    /// Folds that are finished.
    #[must_use]
    pub fn folds_done(&self) -> usize {
        self.test_scores.len()
    }

    /// What the finished folds say; `None` before the second.
    #[must_use]
    pub fn curve(&self) -> Option<ValidationCurve> {
        (self.test_scores.len() >= 2).then(|| self.summary())
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// As [`CrossValidation::step`].
    pub fn finish(&mut self) -> Result<ValidationCurve> {
        while self.step()? == Status::Running {}
        Ok(self.summary())
    }

    fn summary(&self) -> ValidationCurve {
        let k = self.test_scores.len() as f64;
        let mean_of = |scores: &[Vec<f64>], j: usize| scores.iter().map(|fold| fold[j]).sum::<f64>() / k;
        let all = 0..self.lambdas.len();
        let mean: Vec<f64> = all.clone().map(|j| mean_of(&self.test_scores, j)).collect();
        let squares = |j: usize| self.test_scores.iter().map(|fold| (fold[j] - mean[j]).powi(2)).sum::<f64>();
        let standard_error: Vec<f64> =
            all.clone().map(|j| (squares(j) / (k - 1.0)).sqrt() / k.sqrt()).collect();
        let by_lambda = |&a: &usize, &b: &usize| self.lambdas[a].total_cmp(&self.lambdas[b]);
        let best_index = all
            .clone()
            .max_by(|&a, &b| mean[a].total_cmp(&mean[b]).then_with(|| by_lambda(&a, &b)))
            .unwrap_or(0);
        let bar = mean[best_index] - standard_error[best_index];
        let one_se_index = all.clone().filter(|&j| mean[j] >= bar).max_by(by_lambda).unwrap_or(best_index);
        ValidationCurve {
            lambdas: self.lambdas.clone(),
            std: all.clone().map(|j| (squares(j) / k).sqrt()).collect(),
            train_mean: all.map(|j| mean_of(&self.train_scores, j)).collect(),
            fold_scores: self.test_scores.clone(),
            mean,
            standard_error,
            best_index,
            one_se_index,
        }
    }
}

fn fold(
    data: &Dataset,
    assigned: &[usize],
    k: usize,
    standardize: bool,
    loss: Loss,
    scoring: Scoring,
) -> Result<Fold> {
    let rows = |is_test: bool| -> Vec<usize> {
        (0..assigned.len()).filter(|&i| (assigned[i] == k) == is_test).collect()
    };
    let (mut train, mut test) = (data.select(&rows(false)), data.select(&rows(true)));
    if standardize {
        let scaler = StandardScaler::fit(&train);
        (train, test) = (scaler.transform(&train)?, scaler.transform(&test)?);
    }
    let advice = "; fewer or stratified folds, or other rows, help";
    if let Err(error) = Problem::new(&train, loss, Penalty::default()) {
        return Err(Error::data(format!("fold {k}: {error}{advice}")));
    }
    if scoring == Scoring::Auc
        && let Err(error) = scoring.score(loss, test.y(), test.y())
    {
        return Err(Error::data(format!("test rows of fold {k}: {error}{advice}")));
    }
    Ok(Fold { train, test })
}

/// Cross-validation over λ × `l1_ratio`, the elastic net's two parameters, on the same folds.
#[derive(Debug)]
pub struct Sweep {
    l1_ratios: Vec<f64>,
    validations: Vec<CrossValidation>,
}

impl Sweep {
    /// A sweep over `l1_ratios`; λ is the grid of the smallest of them above 0, which reaches highest.
    ///
    /// # Errors
    /// As [`CrossValidation::new`], and [`Error::Parameter`] unless there are 1 … 100 ratios in 0 … 1.
    pub fn new(data: &Dataset, params: &CrossValidationParams, l1_ratios: &[f64]) -> Result<Self> {
        crate::error::check_count("number of l1_ratios", l1_ratios.len(), 1, 100)?;
        for &ratio in l1_ratios {
            crate::error::check_between("l1_ratio", ratio, 0.0, 1.0)?;
        }
        let smallest = l1_ratios.iter().copied().filter(|&ratio| ratio > 0.0).fold(1.0, f64::min);
        let params =
            CrossValidationParams { penalty: PenaltyKind::ElasticNet, l1_ratio: smallest, ..params.clone() };
        let first = CrossValidation::new(data, &params)?;
        let validations = l1_ratios
            .iter()
            .map(|&ratio| first.with_penalty(PenaltyKind::ElasticNet, ratio))
            .collect::<Result<_>>()?;
        Ok(Self { l1_ratios: l1_ratios.to_vec(), validations })
    }

    /// Does a bounded piece of work; [`Status::Converged`] when all is done.
    ///
    /// # Errors
    /// As [`CrossValidation::step`].
    pub fn step(&mut self) -> Result<Status> {
        for validation in &mut self.validations {
            if validation.step()? == Status::Running {
                return Ok(Status::Running);
            }
        }
        Ok(Status::Converged)
    }

    /// The ratios, in the order given.
    #[must_use]
    pub fn l1_ratios(&self) -> &[f64] {
        &self.l1_ratios
    }

    /// For every ratio its curve, `None` until two of its folds are done.
    #[must_use]
    pub fn curves(&self) -> Vec<Option<ValidationCurve>> {
        self.validations.iter().map(CrossValidation::curve).collect()
    }
}
