//! Cross-validation: λ chosen by scores of held-out rows.

use std::rc::Rc;

use super::path::{LambdaGrid, Path};
use super::stepper::Status;
use super::validation_curve::ValidationCurve;
use crate::data::{Dataset, Folds, StandardScaler};
use crate::error::{Error, Result};
use crate::model::{Loss, ModelOptions, Penalty, PenaltyKind, Point, Problem, Scoring};
use kernels::forward;

/// Parameters of a cross-validation.
///
/// | name | default | |
/// |---|---|---|
/// | `loss` | by the task | |
/// | `penalty` | L1 | |
/// | `l1_ratio` | 0.5 | used only by the elastic net |
/// | `grid` | 100 values from the `λ_max` of all rows | |
/// | `folds` | 5, shuffled, stratified for classes | |
/// | `standardize` | true | features scaled in each fold by its training rows |
/// | `scoring` | AUC for classes, else R² | |
/// | `model` | intercept, equal penalty factors | |
/// | `tolerance` | 10⁻⁹ of the null model's largest gradient | KKT residual of each optimum |
///
/// In each fold the penalty has the weight `λ/n` with the fold's own number of training rows `n`, so `C = 1/λ` means the same as in
/// scikit-learn.
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
    pub model: ModelOptions,
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
            model: ModelOptions::default(),
            tolerance: None,
        }
    }
}

/// Training and test rows of a fold.
#[derive(Debug)]
struct Fold {
    train: Dataset,
    test: Dataset,
}

/// Cross-validation over λ, computed in small steps, fold after fold.
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
    model: ModelOptions,
    tolerance: Option<f64>,
    lambdas: Vec<f64>,
    folds: Rc<Vec<Fold>>,
    /// The path of the current fold.
    path: Option<Path>,
    n_done: usize,
    /// At least one.
    judged: Vec<Judged>,
}

/// Scores of one scoring, a vector over λ for each fold; of the current fold only the values of the λ that are done.
#[derive(Debug)]
struct Judged {
    scoring: Scoring,
    test: Vec<Vec<f64>>,
    train: Vec<Vec<f64>>,
}

impl Judged {
    fn by(scoring: Scoring) -> Self {
        Self { scoring, test: Vec::new(), train: Vec::new() }
    }
}

impl CrossValidation {
    /// Splits `data` into folds.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter outside its range or a scoring that does not apply to the task; [`Error::Data`]
    /// if a fold has training rows of one class only, or, with AUC, test rows of one class only, or, with R², one test row.
    pub fn new(data: &Dataset, params: &CrossValidationParams) -> Result<Self> {
        let loss = params.loss.unwrap_or(Loss::of_task(data.task()));
        let scoring = params.scoring.unwrap_or(Scoring::of_task(data.task()));
        scoring.check(data, loss)?;
        let scaled = if params.standardize { Some(StandardScaler::fit(data).transform(data)?) } else { None };
        let whole = Problem::new(scaled.as_ref().unwrap_or(data), loss, Penalty::default())?;
        params.model.check(data)?;
        let whole = params.model.of(whole);
        let lambdas = params.grid.values(&whole, params.penalty, params.l1_ratio)?;
        let assigned = params.folds.assign(data)?;
        let folds: Vec<Fold> = (0..params.folds.k)
            .map(|k| fold(data, &assigned, k, params.standardize, loss, scoring))
            .collect::<Result<_>>()?;
        if scoring == Scoring::R2 && folds.iter().any(|fold| fold.test.n_samples() == 1) {
            let reason =
                "a fold of one row has no R²; take fewer folds, more rows, or the scoring \"neg-mse\"";
            return Err(Error::data(reason));
        }
        let mut validation = Self {
            loss,
            penalty: params.penalty,
            l1_ratio: params.l1_ratio,
            model: params.model.clone(),
            tolerance: params.tolerance,
            lambdas,
            folds: Rc::new(folds),
            path: None,
            n_done: 0,
            judged: vec![Judged::by(scoring)],
        };
        validation.start_fold()?;
        Ok(validation)
    }

    /// Computes further scorings from the first fold on; the optima, which take nearly all the time, are shared. A scoring that does
    /// not apply to the task, and an AUC of test rows of one class or an R² of one row, is omitted.
    #[must_use]
    pub fn with_scores(mut self, scores: &[Scoring]) -> Self {
        let suits = |scoring: Scoring| {
            self.folds.iter().all(|Fold { test, .. }| {
                // R² compares with the mean, which one row is itself.
                let has_spread = scoring != Scoring::R2 || test.n_samples() > 1;
                let is_suited = has_spread && scoring.check(test, self.loss).is_ok();
                is_suited && scoring.score(self.loss, test.y(), test.y()).is_ok()
            })
        };
        let others = scores.iter().filter(|&&other| self.judged.iter().all(|by| by.scoring != other));
        let others: Vec<Judged> = others.filter(|&&other| suits(other)).map(|&by| Judged::by(by)).collect();
        self.judged.extend(others);
        self
    }

    /// The same folds and scorings with another penalty and other λ.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless `l1_ratio` is in 0 … 1, and for a λ that [`LambdaGrid`] rejects.
    pub fn with_penalty(&self, penalty: PenaltyKind, l1_ratio: f64, lambdas: Vec<f64>) -> Result<Self> {
        let mut other = Self {
            penalty,
            l1_ratio,
            lambdas,
            model: self.model.clone(),
            folds: Rc::clone(&self.folds),
            path: None,
            n_done: 0,
            judged: self.judged.iter().map(|by| Judged::by(by.scoring)).collect(),
            ..*self
        };
        other.start_fold()?;
        Ok(other)
    }

    fn problem(&self, fold: usize) -> Result<Problem<'_>> {
        Ok(self.model.of(Problem::new(&self.folds[fold].train, self.loss, Penalty::default())?))
    }

    fn start_fold(&mut self) -> Result<()> {
        let k = self.n_done;
        let grid = LambdaGrid { lambdas: Some(self.lambdas.clone()), ..Default::default() };
        self.path = None;
        if k < self.folds.len() {
            let problem = self.problem(k)?;
            self.path = Some(Path::new(&problem, self.penalty, self.l1_ratio, &grid, self.tolerance)?);
        }
        Ok(())
    }

    /// Does a bounded amount of work; [`Status::Converged`] when all folds are done.
    ///
    /// # Errors
    /// [`Error::Data`] when a fold has no optimum at some λ.
    pub fn step(&mut self) -> Result<Status> {
        let k = self.n_done;
        let Some(mut path) = self.path.take() else { return Ok(Status::Converged) };
        let n_known = path.points().len();
        let problem = self.problem(k)?;
        let status = path.step(&problem);
        if status == Status::NoOptimum {
            return Err(path.no_optimum(&problem));
        }
        if let Some(at) = path.points().get(n_known) {
            self.score_optimum(k, path.given_index(n_known), &at.point)?;
        }
        if status == Status::Running {
            self.path = Some(path);
            return Ok(Status::Running);
        }
        self.n_done += 1;
        self.start_fold()?;
        Ok(if self.path.is_some() { Status::Running } else { Status::Converged })
    }

    /// Scores an optimum of fold `k` as soon as it is known, so that no step at the end of a fold takes long.
    fn score_optimum(&mut self, k: usize, index: usize, point: &Point) -> Result<()> {
        let Fold { train, test } = &self.folds[k];
        let predicted = |rows: &Dataset| {
            let mut z = vec![0.0; rows.n_samples()];
            forward(rows.x(), &point.coef, point.intercept, &mut z);
            z
        };
        let (of_train, of_test) = (predicted(train), predicted(test));
        for by in &mut self.judged {
            let scores = [(&mut by.test, test, &of_test), (&mut by.train, train, &of_train)];
            for (scores, rows, z) in scores {
                if scores.len() == k {
                    scores.push(vec![0.0; self.lambdas.len()]);
                }
                scores[k][index] = by.scoring.score(self.loss, rows.y(), z)?;
            }
        }
        Ok(())
    }

    /// Number of optima found so far, and of all.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let in_work = self.path.as_ref().map_or(0, |path| path.points().len());
        let n = self.lambdas.len();
        (self.n_done * n + in_work, self.folds.len() * n)
    }

    /// Number of finished folds.
    #[must_use]
    pub fn folds_done(&self) -> usize {
        self.n_done
    }

    /// Whether all folds are finished.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.n_done == self.folds.len()
    }

    /// Scores over the finished folds; `None` before the second.
    #[must_use]
    pub fn curve(&self) -> Option<ValidationCurve> {
        (self.n_done >= 2).then(|| self.summary(&self.judged[0]))
    }

    /// The same for one of the scorings of [`CrossValidation::with_scores`]; `None` for others too.
    #[must_use]
    pub fn curve_by(&self, scoring: Scoring) -> Option<ValidationCurve> {
        let by = self.judged.iter().find(|by| by.scoring == scoring)?;
        (self.n_done >= 2).then(|| self.summary(by))
    }

    /// The scorings that are computed.
    pub fn scores(&self) -> impl Iterator<Item = Scoring> {
        self.judged.iter().map(|by| by.scoring)
    }

    /// The λ, in the order given or from the largest.
    pub(super) fn lambdas(&self) -> &[f64] {
        &self.lambdas
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// As [`CrossValidation::step`].
    pub fn finish(&mut self) -> Result<ValidationCurve> {
        while self.step()? == Status::Running {}
        Ok(self.summary(&self.judged[0]))
    }

    fn summary(&self, by: &Judged) -> ValidationCurve {
        ValidationCurve::of(&self.lambdas, &by.test[..self.n_done], &by.train[..self.n_done])
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
