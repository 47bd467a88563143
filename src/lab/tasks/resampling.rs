//! Background task that fits the current model to samples of the training rows, over the λ of the slider.

use super::work::Work;
use super::{Context, Progress, Task};
use crate::error::Error;
use crate::lab::params::TrainerParams;
use crate::lab::trainer::Trainer;
use crate::model::{ModelOptions, PenaltyKind};
use crate::solve::{Draws, LambdaGrid, Resampling, Spread};

/// Values of λ per decade of the slider.
const PER_DECADE: usize = 4;
/// Half-samples for selection frequencies.
const HALVES: Draws = Draws::Halves { n_draws: 60, random_state: 0 };
/// Bootstrap samples for bias and variance. They have as many rows as the training set, so the same λ applies.
const BOOTSTRAPS: Draws = Draws::Bootstrap { n_draws: 300, random_state: 0 };
/// A weight that is selected in this share of samples is stable.
pub const STABLE: f64 = 0.8;

/// Statistics over the finished samples.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Repeats {
    /// By λ, descending; empty before the first sample is finished.
    pub spread: Vec<Spread>,
    /// Number of finished samples.
    pub n_done: usize,
    /// Number of all samples.
    pub n_draws: usize,
    /// Whether the task is running; if not, and `n_done < n_draws`, it has failed, as with a very rare class.
    pub is_running: bool,
    /// Incremented with every change of the results.
    pub version: usize,
}

impl Repeats {
    /// Statistics at the nearest λ of the grid.
    #[must_use]
    pub fn nearest(&self, lambda: f64) -> Option<&Spread> {
        // λ = 0 is nearest to the smallest one.
        let away = |at: &Spread| (at.lambda / lambda.max(f64::MIN_POSITIVE)).log10().abs();
        self.spread.iter().reduce(|best, next| if away(next) < away(best) { next } else { best })
    }

    /// Statistics at the λ with the smallest error.
    #[must_use]
    pub fn best(&self) -> Option<&Spread> {
        self.spread.iter().reduce(|best, next| if next.error < best.error { next } else { best })
    }
}

impl Spread {
    /// Number of weights that are selected in at least [`STABLE`] of the samples.
    #[must_use]
    pub fn stable(&self) -> usize {
        self.selection.iter().filter(|&&share| share >= STABLE - 1e-9).count()
    }
}

/// Half-samples and bootstrap samples of the current penalty. They do not depend on the current λ.
pub struct ResamplingTask {
    penalty: PenaltySettings,
    halves: Samples,
    bootstraps: Samples,
}

#[derive(Default)]
struct Samples {
    work: Work<Resampling>,
    repeats: Repeats,
}

impl ResamplingTask {
    /// Starts the computations for the current penalty.
    pub fn new(trainer: &Trainer) -> Self {
        let penalty = penalty_settings(trainer.params());
        let mut resampling = Self { penalty, halves: Samples::default(), bootstraps: Samples::default() };
        resampling.plan(trainer);
        resampling
    }

    /// Restarts if the penalty, its `l1_ratio`, the intercept or the penalty factors have changed.
    pub fn update_params(&mut self, trainer: &Trainer) {
        if self.penalty != penalty_settings(trainer.params()) {
            self.penalty = penalty_settings(trainer.params());
            self.plan(trainer);
        }
    }

    fn plan(&mut self, trainer: &Trainer) {
        self.halves.plan(trainer, HALVES, &self.penalty);
        self.bootstraps.plan(trainer, BOOTSTRAPS, &self.penalty);
    }

    /// Statistics of the half-samples, for selection frequencies.
    #[must_use]
    pub fn halves(&self) -> &Repeats {
        &self.halves.repeats
    }

    /// Statistics of the bootstrap samples, for bias and variance.
    #[must_use]
    pub fn bootstraps(&self) -> &Repeats {
        &self.bootstraps.repeats
    }

    /// Error of the half-samples.
    #[must_use]
    pub fn halves_error(&self) -> Option<&Error> {
        self.halves.work.error()
    }

    /// Error of the bootstrap samples.
    #[must_use]
    pub fn bootstraps_error(&self) -> Option<&Error> {
        self.bootstraps.work.error()
    }
}

impl Task for ResamplingTask {
    fn step(&mut self, _: Context<'_>) -> Progress {
        match self.halves.step() {
            Progress::Done | Progress::Failed => self.bootstraps.step(),
            Progress::Running => Progress::Running,
        }
    }
}

impl Samples {
    fn plan(&mut self, trainer: &Trainer, draws: Draws, (kind, l1_ratio, model): &PenaltySettings) {
        let version = self.repeats.version + 1;
        let grid =
            LambdaGrid { lambdas: Some(trainer.lambda_scale().grid(PER_DECADE)), ..Default::default() };
        let train = trainer.train();
        let test = trainer.test().unwrap_or(train);
        // Without a penalty λ has no effect.
        self.work = if *kind == PenaltyKind::None {
            Work::Idle
        } else {
            Work::start(Resampling::new(train, test, draws, *kind, *l1_ratio, model.clone(), &grid))
        };
        let n_draws = self.work.running().map_or(0, |resampling| resampling.progress().1);
        let is_running = self.work.running().is_some();
        self.repeats = Repeats { n_draws, is_running, version, ..Repeats::default() };
    }

    fn step(&mut self) -> Progress {
        let Self { work, repeats } = self;
        work.step(Resampling::step, |resampling, progress| {
            let (n_done, _) = resampling.progress();
            let is_running = progress == Progress::Running;
            if n_done != repeats.n_done || !is_running {
                repeats.spread = resampling.spread();
                (repeats.n_done, repeats.is_running) = (n_done, is_running);
                repeats.version += 1;
            }
        })
    }
}

/// The parameters that the samples depend on.
type PenaltySettings = (PenaltyKind, f64, ModelOptions);

fn penalty_settings(params: &TrainerParams) -> PenaltySettings {
    (params.penalty, params.effective_l1_ratio(), params.model.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::LambdaScale;
    use crate::lab::{Lab, Params, Preset, RequiredComputations};

    fn lab(preset: Preset) -> Lab {
        let mut lab = Lab::new(Params::of(preset, None).unwrap()).unwrap();
        lab.set_required(RequiredComputations { resampling: true, ..RequiredComputations::default() });
        lab
    }

    fn finish(lab: &mut Lab) {
        while lab.refine() {}
    }

    fn version(lab: &Lab) -> (usize, usize) {
        let resampling = lab.resampling().expect("it is needed");
        (resampling.halves().version, resampling.bootstraps().version)
    }

    #[test]
    fn statistics_equal_those_of_solve_resampling() {
        let mut lab = lab(Preset::TwoFeatures);
        finish(&mut lab);
        let resampling = lab.resampling().unwrap();
        for (repeats, draws) in [(resampling.halves(), HALVES), (resampling.bootstraps(), BOOTSTRAPS)] {
            let grid =
                LambdaGrid { lambdas: Some(LambdaScale::default().grid(PER_DECADE)), ..Default::default() };
            let (train, test) = (lab.trainer().train(), lab.trainer().test().unwrap());
            let mut direct =
                Resampling::new(train, test, draws, PenaltyKind::L1, 1.0, ModelOptions::default(), &grid)
                    .unwrap();
            assert_eq!(repeats.spread, direct.finish().unwrap());
            assert_eq!((repeats.n_done, repeats.n_draws), direct.progress());
            assert!(!repeats.is_running);
        }
        assert_eq!(resampling.halves().spread.len(), 25);
    }

    #[test]
    fn statistics_are_updated_after_every_sample() {
        let mut lab = lab(Preset::TwoFeatures);
        let mut seen = Vec::new();
        while lab.refine() {
            let halves = lab.resampling().unwrap().halves();
            assert_eq!(halves.spread.is_empty(), halves.n_done == 0);
            if seen.last() != Some(&halves.n_done) {
                seen.push(halves.n_done);
            }
        }
        assert_eq!(seen, (0..=60).collect::<Vec<_>>());
    }

    #[test]
    fn another_penalty_ratio_or_table_restarts_and_another_lambda_does_not() {
        let mut lab = lab(Preset::TwoFeatures);
        finish(&mut lab);
        let first = version(&lab);
        let mut params = lab.params().clone();
        let mut change = |lab: &mut Lab, change: &dyn Fn(&mut Params)| {
            change(&mut params);
            lab.set(params.clone()).unwrap();
            lab.resampling().unwrap().halves().n_done
        };
        assert_eq!(change(&mut lab, &|params| params.trainer.lambda = 7.0), 60);
        assert_eq!(change(&mut lab, &|params| params.trainer.learning_rate = 0.2), 60);
        finish(&mut lab);
        assert_eq!(version(&lab), first);
        assert_eq!(change(&mut lab, &|params| params.trainer.penalty = PenaltyKind::ElasticNet), 0);
        finish(&mut lab);
        assert_eq!(change(&mut lab, &|params| params.trainer.l1_ratio = 0.3), 0);
        finish(&mut lab);
        assert_eq!(change(&mut lab, &|params| params.data.standardize = !params.data.standardize), 0);
        finish(&mut lab);
        assert_eq!(change(&mut lab, &|params| params.trainer.penalty = PenaltyKind::None), 0);
        assert!(!lab.resampling().unwrap().halves().is_running, "without a penalty every λ is the same");
    }

    #[test]
    fn nothing_is_computed_unless_a_visible_panel_requires_it() {
        let mut lab = lab(Preset::TwoFeatures);
        lab.refine();
        lab.set_required(RequiredComputations::default());
        assert!(lab.resampling().is_none() && lab.snapshot().halves.is_none());
        finish(&mut lab);
        assert!(lab.resampling().is_none());
    }

    #[test]
    fn the_stress_set_has_two_stable_weights_at_lambda_1() {
        let mut lab = lab(Preset::Stress);
        while lab.resampling().unwrap().halves().is_running {
            lab.refine();
        }
        let halves = lab.resampling().unwrap().halves();
        let at = halves.nearest(1.1).unwrap();
        assert!((at.lambda - 1.0).abs() < 1e-9);
        assert_eq!(at.stable(), 2);
        assert_eq!(halves.nearest(0.0).unwrap().lambda, halves.spread[24].lambda);
        assert_eq!(halves.nearest(1e9).unwrap().lambda, 1e3);
    }

    #[test]
    fn the_best_lambda_has_the_least_error() {
        let spread = |lambda, error| Spread { lambda, bias: error, variance: 0.0, error, selection: vec![] };
        let spreads = vec![spread(10.0, 0.3), spread(1.0, 0.1), spread(0.1, 0.2)];
        let repeats = Repeats { spread: spreads, ..Repeats::default() };
        assert_eq!(repeats.best().unwrap().lambda, 1.0);
    }
}
