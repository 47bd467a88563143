//! Background task that computes the regularization path and the cross-validation over λ.

#[cfg(test)]
mod tests;

pub(in crate::lab) use super::folds::scorings;
use super::folds::{WhyNoFolds, folds_of};
use super::validation_surface::{SurfaceOfFolds, SurfaceTask, ValidationSurface};
use super::work::Work;
use super::{Context, Progress, Task};
use crate::error::{Error, Result};
use crate::lab::params::{Params, TrainerParams};
use crate::lab::trainer::Trainer;
use crate::model::{ClassWeight, ModelOptions, PenaltyKind, Scoring};
use crate::solve::{
    CrossValidation, CrossValidationParams, LambdaGrid, Path, PathPoint, Status, ValidationCurve,
};

/// Values of λ per decade of the slider.
const PER_DECADE: usize = 10;

/// The regularization path and the cross-validation over the λ of the slider. They do not depend on the current λ.
pub struct PathAndFolds {
    penalty: PenaltySettings,
    is_path_needed: bool,
    path: Work<Path>,
    /// The folds of the training rows, created when a panel first requires them; they depend on the data, the intercept and the penalty
    /// factors.
    folds: Option<Result<CrossValidation>>,
    n_folds: usize,
    validation: Work<CrossValidation>,
    /// Cross-validation over λ × `l1_ratio`.
    sweep: SurfaceTask,
    /// Numbers of weights that are not 0, of the last finished path.
    kept: Vec<usize>,
    /// Optima of the finished path of the current penalty.
    points: Vec<PathPoint>,
    /// Curves by every scoring, so that choosing another one needs no computation.
    curves: Vec<(Scoring, ValidationCurve)>,
    scoring: Scoring,
    /// Incremented with every new path.
    path_version: usize,
    version: usize,
}

impl PathAndFolds {
    /// Starts the computations for the current penalty.
    pub fn new(trainer: &Trainer, params: &Params) -> Self {
        let mut path_and_folds = Self {
            penalty: penalty_settings(&params.trainer),
            is_path_needed: false,
            path: Work::Idle,
            folds: None,
            n_folds: folds_of(trainer.train()).k,
            validation: Work::Idle,
            sweep: SurfaceTask::default(),
            kept: Vec::new(),
            points: Vec::new(),
            curves: Vec::new(),
            scoring: scorings(trainer.train().task())[0],
            path_version: 0,
            version: 0,
        };
        path_and_folds.plan(trainer);
        path_and_folds
    }

    /// Restarts if the penalty, its `l1_ratio`, the class weights, the intercept or the penalty factors have changed.
    pub fn update_params(&mut self, trainer: &Trainer, params: &Params) {
        if self.penalty != penalty_settings(&params.trainer) {
            let (.., class_weight, model) = &self.penalty;
            if *class_weight != params.trainer.class_weight || *model != params.trainer.model {
                self.sweep.clear();
            }
            let needs_folds = self.folds.is_some() && *model != params.trainer.model;
            if needs_folds {
                self.folds = None;
            }
            self.penalty = penalty_settings(&params.trainer);
            if needs_folds {
                self.create_folds(trainer, params);
            }
            self.plan(trainer);
        }
    }

    fn plan(&mut self, trainer: &Trainer) {
        self.version += 1;
        self.path_version += 1;
        self.points.clear();
        self.curves.clear();
        (self.path, self.validation) = (Work::Idle, Work::Idle);
        if self.penalty.0 == PenaltyKind::None {
            self.kept.clear();
            return;
        }
        if self.is_path_needed {
            self.start_path(trainer);
        }
        self.plan_folds(trainer);
    }

    fn start_path(&mut self, trainer: &Trainer) {
        let (kind, l1_ratio, ..) = self.penalty;
        if kind != PenaltyKind::None && matches!(self.path, Work::Idle) && self.points.is_empty() {
            let lambdas = Some(trainer.lambda_scale().grid(PER_DECADE));
            let grid = LambdaGrid { lambdas, ..Default::default() };
            self.path = Work::start(Path::new(&trainer.problem(), kind, l1_ratio, &grid, None));
        }
    }

    /// Sets whether a visible panel requires the path.
    pub fn set_path_needed(&mut self, trainer: &Trainer, is_path_needed: bool) {
        self.is_path_needed = is_path_needed;
        if is_path_needed {
            self.start_path(trainer);
        }
    }

    fn plan_folds(&mut self, trainer: &Trainer) {
        let (kind, l1_ratio, ..) = self.penalty;
        let lambdas = trainer.lambda_scale().grid(PER_DECADE);
        self.validation = match self.weighted_folds() {
            Some(Ok(folds)) if kind != PenaltyKind::None => {
                Work::start(folds.with_penalty(kind, l1_ratio, lambdas))
            }
            _ => Work::Idle,
        };
    }

    /// Creates the folds unless they exist.
    pub fn create_folds(&mut self, trainer: &Trainer, params: &Params) {
        if self.folds.is_none() {
            let scorings = self.scorings(trainer);
            let validation = CrossValidationParams {
                loss: params.trainer.loss,
                grid: LambdaGrid {
                    lambdas: Some(trainer.lambda_scale().grid(PER_DECADE)),
                    ..Default::default()
                },
                folds: folds_of(trainer.train()),
                standardize: params.data.standardize,
                scoring: Some(scorings[0]),
                model: params.trainer.model.clone(),
                ..CrossValidationParams::default()
            };
            let folds = CrossValidation::new(trainer.train(), &validation);
            self.folds = Some(folds.map(|folds| folds.with_scores(scorings)));
            self.plan_folds(trainer);
        }
    }

    fn weighted_folds(&self) -> Option<std::result::Result<&CrossValidation, WhyNoFolds>> {
        let folds = self.folds.as_ref()?;
        Some(match self.penalty.2 {
            ClassWeight::None => folds.as_ref().map_err(|_| WhyNoFolds::TooFewRows),
            ClassWeight::Balanced => Err(WhyNoFolds::Weighted),
        })
    }

    fn step_path(&mut self, trainer: &Trainer) {
        let Self { path, points, kept, version, .. } = self;
        let problem = trainer.problem();
        let step = |path: &mut Path| match path.step(&problem) {
            Status::NoOptimum => Err(path.no_optimum(&problem)),
            status => Ok(status),
        };
        path.step(step, |path, progress| {
            if progress != Progress::Running {
                let count_nonzero = |coef: &[f64]| coef.iter().filter(|&&w| w != 0.0).count();
                *points = path.points().to_vec();
                *kept = points.iter().map(|at| count_nonzero(&at.point.coef)).collect();
                *version += 1;
            }
        });
    }

    fn step_folds(&mut self) {
        let Self { validation, curves, version, .. } = self;
        validation.step(CrossValidation::step, |validation, progress| {
            if validation.folds_done() != curves.first().map_or(0, |(_, curve)| curve.fold_scores.len()) {
                let by = |scoring| Some((scoring, validation.curve_by(scoring)?));
                *curves = validation.scores().filter_map(by).collect();
            }
            if progress != Progress::Running {
                *version += 1;
            }
        });
    }

    /// Runs the path to its end.
    pub fn finish_path(&mut self, trainer: &Trainer) {
        self.start_path(trainer);
        while self.path.running().is_some() {
            self.step_path(trainer);
        }
    }

    /// The task of the surface over λ × `l1_ratio`, which uses the same folds.
    pub(super) fn surface(&mut self) -> SurfaceOfFolds<'_> {
        let Self { sweep, folds, scoring, penalty: (.., class_weight, _), .. } = self;
        let folds = folds.as_ref().and_then(|folds| folds.as_ref().ok());
        let folds = folds.filter(|_| *class_weight == ClassWeight::None);
        SurfaceOfFolds { surface: sweep, folds, scoring: *scoring }
    }

    /// Error of the path.
    #[must_use]
    pub fn path_error(&self) -> Option<&Error> {
        self.path.error()
    }

    /// Error of the cross-validation over λ or of its folds, except for too few rows, see [`PathAndFolds::why_no_folds`].
    #[must_use]
    pub fn folds_error(&self) -> Option<&Error> {
        let of_folds = match (&self.folds, self.penalty.2) {
            (Some(Err(Error::Parameter { name: "k", .. })), _) | (_, ClassWeight::Balanced) => None,
            (folds, ClassWeight::None) => folds.as_ref().and_then(|folds| folds.as_ref().err()),
        };
        self.validation.error().or(of_folds)
    }

    /// Error of the cross-validation over λ × `l1_ratio` or of its folds.
    #[must_use]
    pub fn surface_error(&self) -> Option<&Error> {
        self.sweep.error().or_else(|| self.folds_error())
    }

    /// Sets the scoring if it is valid for the task of `trainer`.
    pub fn set_scoring_if_valid(&mut self, trainer: &Trainer, scoring: Scoring) {
        if self.scorings(trainer).contains(&scoring) {
            self.apply_scoring(scoring);
        }
    }

    /// Sets the scoring; no fold is recomputed.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for one that is not among [`PathAndFolds::scorings`].
    pub fn set_scoring(&mut self, trainer: &Trainer, scoring: Scoring) -> Result<()> {
        let known = self.scorings(trainer);
        if !known.contains(&scoring) {
            let accepted =
                format!("one of {}", known.iter().map(|by| by.name()).collect::<Vec<_>>().join(", "));
            return Err(Error::parameter("scoring", format!("\"{}\"", scoring.name()), accepted));
        }
        self.apply_scoring(scoring);
        Ok(())
    }

    fn apply_scoring(&mut self, scoring: Scoring) {
        self.scoring = scoring;
        self.version += 1;
        if self.sweep.has_started() {
            self.sweep.update(scoring);
        }
    }

    /// The valid scorings, the default first.
    #[must_use]
    pub fn scorings(&self, trainer: &Trainer) -> &'static [Scoring] {
        scorings(trainer.train().task())
    }

    /// The reason why there is no cross-validation by the current scoring.
    #[must_use]
    pub fn why_no_folds(&self) -> Option<WhyNoFolds> {
        match self.weighted_folds()? {
            Err(why) => Some(why),
            Ok(folds) => (!folds.scores().any(|by| by == self.scoring)).then_some(WhyNoFolds::OneRow),
        }
    }

    /// The scores over λ × `l1_ratio` computed so far.
    #[must_use]
    pub fn validation_surface(&self) -> &ValidationSurface {
        self.sweep.validation_surface()
    }

    /// Numbers of weights that are not 0 at ten values of λ per decade of the slider, λ descending. Those of the previous path until the
    /// current one is finished; empty before the first path and without a penalty.
    #[must_use]
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// λ of the one-standard-error rule: the largest whose score is within one standard error of the best. `None` until all folds are
    /// done.
    #[must_use]
    pub fn one_se(&self) -> Option<f64> {
        let curve = self.curve().filter(|_| matches!(self.validation, Work::Idle));
        curve.map(|curve| curve.lambdas[curve.one_se_index])
    }

    /// The optima of the current penalty computed so far, λ descending.
    #[must_use]
    pub fn points(&self) -> &[PathPoint] {
        self.path.running().map_or(&self.points, Path::points)
    }

    /// Version of the path; changes with every new path.
    #[must_use]
    pub fn path_version(&self) -> usize {
        self.path_version
    }

    /// The scores over λ of the finished folds; `None` before the second.
    #[must_use]
    pub fn curve(&self) -> Option<&ValidationCurve> {
        self.curves.iter().find(|(by, _)| *by == self.scoring).map(|(_, curve)| curve)
    }

    /// The current scoring.
    #[must_use]
    pub fn scoring(&self) -> Scoring {
        self.scoring
    }

    /// Number of folds: ten, or fewer where there are fewer rows.
    #[must_use]
    pub fn n_folds(&self) -> usize {
        self.n_folds
    }

    /// Incremented with every change of the results.
    #[must_use]
    pub fn version(&self) -> usize {
        self.version
    }
}

/// Steps the path, and the folds once it is finished.
impl Task for PathAndFolds {
    fn step(&mut self, Context { trainer, .. }: Context<'_>) -> Progress {
        if self.path.running().is_some() {
            self.step_path(trainer);
        } else {
            self.step_folds();
        }
        if self.path.running().is_some() || self.validation.running().is_some() {
            Progress::Running
        } else if self.path_error().or(self.folds_error()).is_some() {
            Progress::Failed
        } else {
            Progress::Done
        }
    }
}

/// The parameters that path and folds depend on.
type PenaltySettings = (PenaltyKind, f64, ClassWeight, ModelOptions);

fn penalty_settings(params: &TrainerParams) -> PenaltySettings {
    (params.penalty, params.effective_l1_ratio(), params.class_weight, params.model.clone())
}
