//! The whole range of λ at a glance: how many weights each keeps, and which one the folds choose.

pub(in crate::lab) use super::folds::scorings;
use super::folds::{FOLDS, WhyNoFolds};
use super::validation_surface::{SurfaceOfFolds, SurfaceTask, ValidationSurface};
use super::work::Work;
use super::{Context, Progress, Task};
use crate::error::{Error, Result};
use crate::lab::lambda_scale::LambdaScale;
use crate::lab::params::{Params, TrainerParams};
use crate::model::ClassWeight;

use crate::lab::trainer::Trainer;
use crate::model::{PenaltyKind, Scoring};
use crate::solve::{
    CrossValidation, CrossValidationParams, LambdaGrid, Path, PathPoint, Status, ValidationCurve, no_optimum,
};

/// Values of λ in a decade of the slider.
const PER_DECADE: usize = 10;
/// As of the optimum that is shown; at the smallest λ a path's own tolerance would hide weights.
const TOLERANCE: f64 = 1e-9;
/// A path over the slider's range and a cross-validation of the training rows over it, computed in the time that frames
/// leave. λ itself does not matter to them, so dragging it costs nothing here.
pub struct PathAndFolds {
    penalty: Shape,
    wants_path: bool,
    path: Work<Path>,
    /// The training rows in folds, or why there are none; made once, because only data change them, and only once a picture
    /// asks for them.
    folds: Option<Result<CrossValidation>>,
    validation: Work<CrossValidation>,
    /// Over λ × `l1_ratio`, where a picture shows it.
    sweep: SurfaceTask,
    /// Of the last path that was finished.
    kept: Vec<usize>,
    /// Of the path that was finished for the present penalty.
    points: Vec<PathPoint>,
    /// By every score, so that choosing another one asks for no work.
    curves: Vec<(Scoring, ValidationCurve)>,
    scoring: Scoring,
    /// Number of the path.
    path_version: usize,
    version: usize,
}

impl PathAndFolds {
    /// Plans the work for the present penalty.
    pub fn new(trainer: &Trainer, params: &Params) -> Self {
        let mut path_and_folds = Self {
            penalty: shape(&params.trainer),
            wants_path: false,
            path: Work::Idle,
            folds: None,
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

    /// Starts anew where the kind of penalty, its `l1_ratio` or the weights of the classes have changed.
    pub fn follow(&mut self, trainer: &Trainer, params: &Params) {
        if self.penalty != shape(&params.trainer) {
            if self.penalty.2 != params.trainer.class_weight {
                self.sweep.clear();
            }
            self.penalty = shape(&params.trainer);
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
        if self.wants_path {
            self.begin_path(trainer);
        }
        self.plan_folds();
    }

    fn begin_path(&mut self, trainer: &Trainer) {
        let (kind, l1_ratio, _) = self.penalty;
        if kind != PenaltyKind::None && matches!(self.path, Work::Idle) && self.points.is_empty() {
            let grid = LambdaGrid { lambdas: Some(LambdaScale::grid(PER_DECADE)), ..Default::default() };
            self.path = Work::begin(Path::new(&trainer.problem(), kind, l1_ratio, &grid, Some(TOLERANCE)));
        }
    }

    /// Says whether a picture shows the path; it is computed only then.
    pub fn want_path(&mut self, trainer: &Trainer, wants_path: bool) {
        self.wants_path = wants_path;
        if wants_path {
            self.begin_path(trainer);
        }
    }

    fn plan_folds(&mut self) {
        let (kind, l1_ratio, _) = self.penalty;
        self.validation = match self.weighted_folds() {
            Some(Ok(folds)) if kind != PenaltyKind::None => Work::begin(folds.with_penalty(kind, l1_ratio)),
            _ => Work::Idle,
        };
    }

    /// Cuts the rows into folds for cross-validation, once a picture shows it.
    pub fn judge(&mut self, trainer: &Trainer, params: &Params) {
        if self.folds.is_none() {
            let scorings = self.scorings(trainer);
            let validation = CrossValidationParams {
                loss: params.trainer.loss,
                grid: LambdaGrid { lambdas: Some(LambdaScale::grid(PER_DECADE)), ..Default::default() },
                folds: FOLDS,
                standardize: params.data.standardize,
                scoring: Some(scorings[0]),
                ..CrossValidationParams::default()
            };
            let folds = CrossValidation::new(trainer.train(), &validation);
            self.folds = Some(folds.map(|folds| folds.with_scores(scorings)));
            self.plan_folds();
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
        let step = |path: &mut Path| match path.step(&trainer.problem()) {
            Status::NoOptimum => Err(no_optimum()),
            status => Ok(status),
        };
        path.step(step, |path, progress| {
            if progress != Progress::Running {
                let alive = |coef: &[f64]| coef.iter().filter(|&&w| w != 0.0).count();
                *points = path.points().to_vec();
                *kept = points.iter().map(|at| alive(&at.point.coef)).collect();
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

    /// Goes on until the path is there.
    pub fn finish_path(&mut self, trainer: &Trainer) {
        self.begin_path(trainer);
        while self.path.running().is_some() {
            self.step_path(trainer);
        }
    }

    /// The task of the surface over λ × `l1_ratio`, which has the same folds.
    pub(super) fn surface(&mut self) -> SurfaceOfFolds<'_> {
        let Self { sweep, folds, scoring, penalty: (.., class_weight), .. } = self;
        let folds = folds.as_ref().and_then(|folds| folds.as_ref().ok());
        let folds = folds.filter(|_| *class_weight == ClassWeight::None);
        SurfaceOfFolds { surface: sweep, folds, scoring: *scoring }
    }

    /// What has ended the path.
    #[must_use]
    pub fn path_error(&self) -> Option<&Error> {
        self.path.error()
    }

    /// What has ended the cross-validation over λ, or prevents its folds; not that there are too few rows for them, see
    /// [`PathAndFolds::why_no_folds`].
    #[must_use]
    pub fn folds_error(&self) -> Option<&Error> {
        let of_folds = match (&self.folds, self.penalty.2) {
            (Some(Err(Error::Parameter { name: "k", .. })), _) | (_, ClassWeight::Balanced) => None,
            (folds, ClassWeight::None) => folds.as_ref().and_then(|folds| folds.as_ref().err()),
        };
        self.validation.error().or(of_folds)
    }

    /// What has ended the cross-validation over λ × `l1_ratio`, or prevents its folds.
    #[must_use]
    pub fn surface_error(&self) -> Option<&Error> {
        self.sweep.error().or_else(|| self.folds_error())
    }

    /// Judges the folds by this score where it suits the task.
    pub fn keep_scoring(&mut self, trainer: &Trainer, scoring: Scoring) {
        if self.scorings(trainer).contains(&scoring) {
            self.judge_by(scoring);
        }
    }

    /// Judges the folds by another score; nothing is computed again.
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
        self.judge_by(scoring);
        Ok(())
    }

    fn judge_by(&mut self, scoring: Scoring) {
        self.scoring = scoring;
        self.version += 1;
        if self.sweep.has_begun() {
            self.sweep.show(scoring);
        }
    }

    /// The scores to choose from.
    #[must_use]
    pub fn scorings(&self, trainer: &Trainer) -> &'static [Scoring] {
        scorings(trainer.train().task())
    }

    /// Why there are no folds, or none by this score.
    #[must_use]
    pub fn why_no_folds(&self) -> Option<WhyNoFolds> {
        match self.weighted_folds()? {
            Err(why) => Some(why),
            Ok(folds) => (!folds.scores().any(|by| by == self.scoring)).then_some(WhyNoFolds::OneClass),
        }
    }

    /// Held-out scores over λ × `l1_ratio`, as far as they are known.
    #[must_use]
    pub fn validation_surface(&self) -> &ValidationSurface {
        self.sweep.validation_surface()
    }

    /// Weights that are not 0 at each λ of the slider, ten a decade from the largest; empty until known, and without a penalty. While
    /// another penalty is in work these are still the last one's.
    #[must_use]
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// The largest λ of the slider whose held-out score is within one standard error of the best, once known.
    #[must_use]
    pub fn one_se(&self) -> Option<f64> {
        let curve = self.curve().filter(|_| matches!(self.validation, Work::Idle));
        curve.map(|curve| curve.lambdas[curve.one_se_index])
    }

    /// The optima for the present penalty that are known so far, from the largest λ.
    #[must_use]
    pub fn points(&self) -> &[PathPoint] {
        self.path.running().map_or(&self.points, Path::points)
    }

    /// Another number for another path.
    #[must_use]
    pub fn path_version(&self) -> usize {
        self.path_version
    }

    /// Held-out scores over the slider's λ, by the folds that are done; `None` before the second.
    #[must_use]
    pub fn curve(&self) -> Option<&ValidationCurve> {
        self.curves.iter().find(|(by, _)| *by == self.scoring).map(|(_, curve)| curve)
    }

    /// What the folds are judged by.
    #[must_use]
    pub fn scoring(&self) -> Scoring {
        self.scoring
    }

    /// Folds of a cross-validation.
    #[must_use]
    pub fn n_folds(&self) -> usize {
        FOLDS.k
    }

    /// Grows whenever something has changed.
    #[must_use]
    pub fn version(&self) -> usize {
        self.version
    }
}

/// The path, and when it is there the folds.
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

/// What path and folds depend on besides the data.
type Shape = (PenaltyKind, f64, ClassWeight);

fn shape(params: &TrainerParams) -> Shape {
    (params.penalty, params.effective_l1_ratio(), params.class_weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, RequiredComputations};

    fn finished(mut lab: Lab) -> Lab {
        lab.set_needs(RequiredComputations { folds: true, path: true, ..RequiredComputations::default() });
        while lab.refine() {}
        lab
    }

    #[test]
    fn the_stress_set_keeps_what_its_optima_keep() {
        let lab = finished(Lab::new(Params::default()).unwrap());
        let kept = lab.path_and_folds().kept();
        assert_eq!(kept.len(), 61);
        let at = |lambda: f64| {
            let place =
                LambdaScale::grid(PER_DECADE).iter().position(|other| (other / lambda - 1.0).abs() < 1e-9);
            kept[place.expect("a value of the grid")]
        };
        // The article's optimum at λ = 1, and nothing above λ_max = 350.8.
        assert_eq!((at(1.0), at(1000.0)), (6, 0));
        let folds = CrossValidationParams {
            grid: LambdaGrid { lambdas: Some(LambdaScale::grid(PER_DECADE)), ..Default::default() },
            folds: FOLDS,
            standardize: false,
            scoring: Some(Scoring::NegLogLoss),
            ..Default::default()
        };
        let curve = CrossValidation::new(lab.trainer().train(), &folds).unwrap().finish().unwrap();
        assert_eq!(lab.path_and_folds().one_se(), Some(curve.lambdas[curve.one_se_index]));
    }

    #[test]
    fn another_penalty_is_another_overview_and_another_lambda_is_not() {
        let mut lab = finished(Lab::new(Params::default()).unwrap());
        let version = lab.path_and_folds().version();
        let mut params = lab.params().clone();
        params.trainer.lambda = 5.0;
        lab.set(params.clone()).unwrap();
        lab = finished(lab);
        assert_eq!(lab.path_and_folds().version(), version);
        params.trainer.penalty = PenaltyKind::L2;
        lab.set(params.clone()).unwrap();
        assert_eq!(lab.path_and_folds().one_se(), None);
        lab = finished(lab);
        assert!(lab.path_and_folds().kept().iter().all(|&kept| kept == 100));
        params.trainer.penalty = PenaltyKind::None;
        lab.set(params).unwrap();
        lab = finished(lab);
        assert!(lab.path_and_folds().kept().is_empty() && lab.path_and_folds().one_se().is_none());
    }
}
