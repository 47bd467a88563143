//! Background task that computes the cross-validation surface over λ × `l1_ratio`.

use super::{Context, Progress, Task};
use crate::error::Error;
use crate::lab::lambda_scale::LambdaScale;
use crate::lab::trainer::Trainer;
use crate::model::{PenaltyKind, Scoring};
use crate::solve::{CrossValidation, Status, Sweep};

/// Values of λ per decade of the slider.
const PER_DECADE: usize = 5;
/// From L1 to L2: the fastest first, and the panel fills from its top.
const L1_RATIOS: [f64; 11] = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0];

/// The mean score at every λ and `l1_ratio` of a grid, computed so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValidationSurface {
    /// Descending.
    pub lambdas: Vec<f64>,
    /// Descending.
    pub l1_ratios: Vec<f64>,
    /// One vector over λ for each finished ratio; greater is better.
    pub mean: Vec<Vec<f64>>,
    /// The best cell so far.
    pub best: Option<BestCell>,
    /// Share of the optima that have been computed.
    pub progress: f64,
    /// Incremented with every change.
    pub version: usize,
}

/// The best cell of a surface; of equal cells the one with the strongest penalty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestCell {
    /// Strength of the penalty.
    pub lambda: f64,
    /// Its share of the L1 part.
    pub l1_ratio: f64,
    /// Mean held-out score.
    pub score: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl ValidationSurface {
    /// Whether all cells have been computed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.l1_ratios.is_empty() && self.mean.len() == self.l1_ratios.len()
    }
}

/// Computes a surface. It depends on the folds, not on the current penalty.
#[derive(Debug, Default)]
pub(super) struct SurfaceTask {
    /// Kept after the end, because it has the curves by every scoring.
    sweep: Option<Sweep>,
    is_running: bool,
    error: Option<Error>,
    validation_surface: ValidationSurface,
}

impl SurfaceTask {
    /// Discards everything after a change of the class weights, the intercept or the penalty factors.
    pub(super) fn clear(&mut self) {
        *self = Self {
            validation_surface: ValidationSurface {
                version: self.validation_surface.version + 1,
                ..ValidationSurface::default()
            },
            ..Self::default()
        };
    }

    /// Whether the computation has started.
    pub(super) fn has_started(&self) -> bool {
        self.sweep.is_some()
    }

    /// The error, if the task has failed.
    pub(super) fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// Does a bounded amount of work over these folds.
    fn step(&mut self, trainer: &Trainer, folds: &CrossValidation, scoring: Scoring) -> Progress {
        if self.error.is_some() {
            return Progress::Failed;
        }
        let Some(sweep) = &mut self.sweep else {
            // All ratios have the same λ, those of the lasso.
            let scale = LambdaScale::of(trainer.lambda_reference(), PenaltyKind::L1, 1.0);
            match Sweep::over(folds, &L1_RATIOS, &scale.grid(PER_DECADE)) {
                Ok(sweep) => (self.sweep, self.is_running) = (Some(sweep), true),
                Err(error) => return self.fail(error),
            }
            self.update(scoring);
            return Progress::Running;
        };
        if self.is_running {
            let n_done = sweep.n_done();
            match sweep.step() {
                Ok(status) => self.is_running = status == Status::Running,
                Err(error) => return self.fail(error),
            }
            let (found, all) = sweep.progress();
            self.validation_surface.progress = found as f64 / all.max(1) as f64;
            if sweep.n_done() != n_done || !self.is_running {
                self.update(scoring);
            }
        }
        if self.is_running { Progress::Running } else { Progress::Done }
    }

    fn fail(&mut self, error: Error) -> Progress {
        (self.is_running, self.error) = (false, Some(error));
        self.validation_surface.version += 1;
        Progress::Failed
    }

    /// Updates the surface from the finished ratios by a scoring.
    pub(super) fn update(&mut self, scoring: Scoring) {
        let Some(sweep) = &self.sweep else { return };
        let curves = sweep.finished_by(scoring);
        let mut best: Option<BestCell> = None;
        // λ and ratio are descending, so the first of equal cells has the strongest penalty.
        for (curve, &l1_ratio) in curves.iter().zip(sweep.l1_ratios()) {
            let k = curve.best_index;
            let score = curve.mean[k];
            if best.is_none_or(|best| {
                score > best.score || (score == best.score && curve.lambdas[k] > best.lambda)
            }) {
                let (lambda, standard_error) = (curve.lambdas[k], curve.standard_error[k]);
                best = Some(BestCell { lambda, l1_ratio, score, standard_error });
            }
        }
        self.validation_surface.version += 1;
        self.validation_surface.best = best;
        self.validation_surface.lambdas = sweep.lambdas().to_vec();
        self.validation_surface.l1_ratios = sweep.l1_ratios().to_vec();
        self.validation_surface.mean = curves.into_iter().map(|curve| curve.mean).collect();
    }

    /// The surface computed so far.
    pub(super) fn validation_surface(&self) -> &ValidationSurface {
        &self.validation_surface
    }
}

/// The task of a surface with its inputs: the folds, if there are any, and the scoring.
pub(super) struct SurfaceOfFolds<'a> {
    pub surface: &'a mut SurfaceTask,
    pub folds: Option<&'a CrossValidation>,
    pub scoring: Scoring,
}

impl Task for SurfaceOfFolds<'_> {
    fn step(&mut self, Context { trainer, .. }: Context<'_>) -> Progress {
        self.folds.map_or(Progress::Done, |folds| self.surface.step(trainer, folds, self.scoring))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Folds;
    use crate::lab::{Change, ClassWeight, Lab, Params, Preset, RequiredComputations, WhyNoFolds};
    use crate::model::PenaltyKind;
    use crate::solve::{CrossValidationParams, LambdaGrid};

    fn shown(preset: Preset) -> Lab {
        let mut lab = Lab::new(Params::of(preset, None).unwrap()).unwrap();
        lab.set_required(RequiredComputations { sweep: true, ..RequiredComputations::default() });
        lab
    }

    fn finish(lab: &mut Lab) {
        while lab.refine() {}
    }

    fn validation_surface(lab: &Lab) -> ValidationSurface {
        lab.snapshot().validation_surface.expect("it is needed").clone()
    }

    #[test]
    fn every_row_is_the_cross_validation_of_its_ratio_by_every_score() {
        for preset in [Preset::TwoFeatures, Preset::Regression] {
            let params = Params::of(preset, None).unwrap();
            let mut lab = Lab::new(params).unwrap();
            lab.set_required(RequiredComputations { sweep: true, ..RequiredComputations::default() });
            finish(&mut lab);
            for &scoring in lab.scorings() {
                lab.set_scoring(scoring).unwrap();
                assert!(!lab.refine(), "another scoring needs no computation");
                let validation_surface = validation_surface(&lab);
                assert!(validation_surface.is_complete() && validation_surface.progress == 1.0);
                for (row, &l1_ratio) in validation_surface.mean.iter().zip(&validation_surface.l1_ratios) {
                    let params = CrossValidationParams {
                        penalty: PenaltyKind::ElasticNet,
                        l1_ratio,
                        grid: LambdaGrid {
                            lambdas: Some(validation_surface.lambdas.clone()),
                            ..Default::default()
                        },
                        folds: Folds { k: 10, random_state: 0, shuffle: true, stratify: None },
                        standardize: lab.params().data.standardize,
                        scoring: Some(scoring),
                        ..CrossValidationParams::default()
                    };
                    let direct =
                        CrossValidation::new(lab.trainer().train(), &params).unwrap().finish().unwrap();
                    for (one, other) in row.iter().zip(&direct.mean) {
                        assert!((one - other).abs() <= 1e-9 * other.abs().max(1.0), "{one} {other}");
                    }
                }
                let most =
                    validation_surface.mean.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
                let best = validation_surface.best.unwrap();
                assert_eq!(best.score, most);
                let row =
                    validation_surface.l1_ratios.iter().position(|&ratio| ratio == best.l1_ratio).unwrap();
                let column =
                    validation_surface.lambdas.iter().position(|&lambda| lambda == best.lambda).unwrap();
                assert_eq!(validation_surface.mean[row][column], most);
            }
        }
    }

    #[test]
    fn of_equal_cells_the_one_with_the_strongest_penalty_is_best() {
        let mut lab = shown(Preset::TwoFeatures);
        finish(&mut lab);
        lab.set_scoring(Scoring::Accuracy).unwrap();
        let validation_surface = validation_surface(&lab);
        let best = validation_surface.best.unwrap();
        for (row, &ratio) in validation_surface.mean.iter().zip(&validation_surface.l1_ratios) {
            for (&score, &lambda) in row.iter().zip(&validation_surface.lambdas) {
                let is_stronger = (lambda, ratio) > (best.lambda, best.l1_ratio);
                assert!(score < best.score || !is_stronger, "λ = {lambda}, l1_ratio = {ratio}");
            }
        }
    }

    #[test]
    fn the_curve_and_the_surface_agree_where_they_meet() {
        let mut lab = shown(Preset::TwoFeatures);
        finish(&mut lab);
        let (validation_surface, snapshot) = (validation_surface(&lab), lab.snapshot());
        let curve = snapshot.validation.unwrap();
        for (k, lambda) in validation_surface.lambdas.iter().enumerate() {
            assert!((curve.lambdas[2 * k] / lambda - 1.0).abs() < 1e-12);
            assert!((curve.mean[2 * k] - validation_surface.mean[0][k]).abs() < 1e-9, "L1 is l1_ratio 1");
        }
    }

    #[test]
    fn the_surface_is_computed_only_while_it_is_shown_and_kept_while_it_is_not() {
        let mut lab = Lab::new(Params::of(Preset::TwoFeatures, None).unwrap()).unwrap();
        finish(&mut lab);
        assert!(
            lab.snapshot().validation_surface.is_none()
                && lab.path_and_folds().validation_surface().mean.is_empty()
        );
        lab.set_required(RequiredComputations { sweep: true, ..RequiredComputations::default() });
        finish(&mut lab);
        let first = validation_surface(&lab);
        lab.set_required(RequiredComputations::default());
        assert!(lab.snapshot().validation_surface.is_none());
        lab.set_required(RequiredComputations { sweep: true, ..RequiredComputations::default() });
        assert!(!lab.refine());
        assert_eq!(validation_surface(&lab), first);
    }

    #[test]
    fn another_penalty_keeps_the_surface_and_other_data_or_class_weights_do_not() {
        let mut lab = shown(Preset::TwoFeatures);
        finish(&mut lab);
        let first = validation_surface(&lab);
        let mut params = lab.params().clone();
        params.trainer.penalty = PenaltyKind::ElasticNet;
        params.trainer.l1_ratio = 0.3;
        lab.set(params.clone()).unwrap();
        assert_eq!(validation_surface(&lab), first);
        params.trainer.class_weight = ClassWeight::Balanced;
        lab.set(params.clone()).unwrap();
        assert!(validation_surface(&lab).mean.is_empty());
        assert_eq!(lab.snapshot().why_no_folds, Some(WhyNoFolds::Weighted));
        finish(&mut lab);
        assert!(validation_surface(&lab).mean.is_empty());
        params.trainer.class_weight = ClassWeight::None;
        lab.set(params.clone()).unwrap();
        finish(&mut lab);
        assert_eq!(validation_surface(&lab).mean, first.mean);
        params.data.standardize = !params.data.standardize;
        assert_eq!(lab.set(params).unwrap(), Change::Regenerate);
        assert!(validation_surface(&lab).mean.is_empty());
        finish(&mut lab);
        assert!(validation_surface(&lab).is_complete() && validation_surface(&lab).mean != first.mean);
    }

    #[test]
    fn scoring_is_kept_with_other_data_of_the_task_and_reset_with_another_task() {
        let mut lab = shown(Preset::TwoFeatures);
        lab.step(10);
        lab.set_scoring(Scoring::Auc).unwrap();
        assert_eq!(lab.snapshot().n_iter, 10, "nothing restarts");
        lab.set(Params::of(Preset::Easy, None).unwrap()).unwrap();
        assert_eq!(lab.snapshot().scoring, Scoring::Auc);
        assert!(lab.set_scoring(Scoring::R2).is_err());
        lab.set(Params::of(Preset::Regression, None).unwrap()).unwrap();
        assert_eq!(lab.snapshot().scoring, Scoring::NegMse);
        lab.set_scoring(Scoring::R2).unwrap();
        assert_eq!(lab.replay().unwrap().snapshot().scoring, Scoring::R2);
    }
}
