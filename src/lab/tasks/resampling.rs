//! The model in force on other draws of the training rows, over the slider's λ.

use super::work::Work;
use super::{Context, Progress, Task};
use crate::error::Error;
use crate::lab::lambda_scale::LambdaScale;
use crate::lab::params::TrainerParams;
use crate::lab::trainer::Trainer;
use crate::model::PenaltyKind;
use crate::solve::{Draws, LambdaGrid, Resampling, Spread};

/// Values of λ in a decade of the slider.
const PER_DECADE: usize = 4;
/// Half-samples behind the selection frequencies.
const HALVES: Draws = Draws::Halves { n_draws: 60, random_state: 0 };
/// Bootstrap samples behind bias and variance; halves would be too small for the λ that suits all rows.
const BOOTSTRAPS: Draws = Draws::Bootstrap { n_draws: 300, random_state: 0 };
/// A weight that survives in this share of draws is called stable.
pub const STABLE: f64 = 0.8;

/// What the draws that are done say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Repeats {
    /// By λ, from the largest; empty before the first draw is done.
    pub spread: Vec<Spread>,
    /// Draws done.
    pub n_done: usize,
    /// Draws planned.
    pub n_draws: usize,
    /// Whether more are to come; draws that stop early failed, as those of a very rare class do.
    pub is_running: bool,
    /// Another number for other draws or more of them.
    pub version: usize,
}

impl Repeats {
    /// The λ nearest to this one of those that were computed.
    #[must_use]
    pub fn nearest(&self, lambda: f64) -> Option<&Spread> {
        let held = lambda.clamp(LambdaScale::SMALLEST, LambdaScale::LARGEST);
        let away = |at: &Spread| (at.lambda / held).log10().abs();
        self.spread.iter().reduce(|best, next| if away(next) < away(best) { next } else { best })
    }

    /// The λ of the least error.
    #[must_use]
    pub fn best(&self) -> Option<&Spread> {
        self.spread.iter().reduce(|best, next| if next.error < best.error { next } else { best })
    }
}

impl Spread {
    /// Weights that survive in at least [`STABLE`] of the draws.
    #[must_use]
    pub fn stable(&self) -> usize {
        self.selection.iter().filter(|&&share| share >= STABLE - 1e-9).count()
    }
}

/// Computed in the time that frames leave. λ itself does not matter, so dragging it costs nothing here.
pub struct ResamplingTask {
    penalty: (PenaltyKind, f64),
    halves: Samples,
    bootstraps: Samples,
}

#[derive(Default)]
struct Samples {
    work: Work<Resampling>,
    repeats: Repeats,
}

impl ResamplingTask {
    /// Plans the work for the present penalty.
    pub fn new(trainer: &Trainer) -> Self {
        let penalty = shape(trainer.params());
        let mut resampling = Self { penalty, halves: Samples::default(), bootstraps: Samples::default() };
        resampling.plan(trainer);
        resampling
    }

    /// Starts anew where the kind of penalty or its `l1_ratio` has changed.
    pub fn follow(&mut self, trainer: &Trainer) {
        if self.penalty != shape(trainer.params()) {
            self.penalty = shape(trainer.params());
            self.plan(trainer);
        }
    }

    fn plan(&mut self, trainer: &Trainer) {
        self.halves.plan(trainer, HALVES, self.penalty);
        self.bootstraps.plan(trainer, BOOTSTRAPS, self.penalty);
    }

    /// The half-samples, for how often a weight survives.
    #[must_use]
    pub fn halves(&self) -> &Repeats {
        &self.halves.repeats
    }

    /// The bootstrap samples, for bias and variance.
    #[must_use]
    pub fn bootstraps(&self) -> &Repeats {
        &self.bootstraps.repeats
    }

    /// What has ended the half-samples early.
    #[must_use]
    pub fn halves_error(&self) -> Option<&Error> {
        self.halves.work.error()
    }

    /// What has ended the bootstrap samples early.
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
    fn plan(&mut self, trainer: &Trainer, draws: Draws, (kind, l1_ratio): (PenaltyKind, f64)) {
        let version = self.repeats.version + 1;
        let grid = LambdaGrid { lambdas: Some(LambdaScale::grid(PER_DECADE)), ..Default::default() };
        let train = trainer.train();
        let test = trainer.test().unwrap_or(train);
        self.work = match kind {
            // Every λ is the same.
            PenaltyKind::None => Work::Idle,
            PenaltyKind::L2 | PenaltyKind::ElasticNet | PenaltyKind::L1 => {
                Work::begin(Resampling::new(train, test, draws, kind, l1_ratio, &grid))
            }
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

fn shape(params: &TrainerParams) -> (PenaltyKind, f64) {
    (params.penalty, params.effective_l1_ratio())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Params, Preset, RequiredComputations};

    fn lab(preset: Preset) -> Lab {
        let mut lab = Lab::new(Params::of(preset, None).unwrap()).unwrap();
        lab.set_needs(RequiredComputations { resampling: true, ..RequiredComputations::default() });
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
    fn the_numbers_are_those_of_the_resamplings_themselves() {
        let mut lab = lab(Preset::TwoFeatures);
        finish(&mut lab);
        let resampling = lab.resampling().unwrap();
        for (repeats, draws) in [(resampling.halves(), HALVES), (resampling.bootstraps(), BOOTSTRAPS)] {
            let grid = LambdaGrid { lambdas: Some(LambdaScale::grid(PER_DECADE)), ..Default::default() };
            let (train, test) = (lab.trainer().train(), lab.trainer().test().unwrap());
            let mut direct = Resampling::new(train, test, draws, PenaltyKind::L1, 1.0, &grid).unwrap();
            assert_eq!(repeats.spread, direct.finish().unwrap());
            assert_eq!((repeats.n_done, repeats.n_draws), direct.progress());
            assert!(!repeats.is_running);
        }
        assert_eq!(resampling.halves().spread.len(), 25);
    }

    #[test]
    fn it_grows_draw_by_draw() {
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
    fn another_penalty_or_ratio_or_table_starts_anew_and_another_lambda_does_not() {
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
    fn nothing_is_drawn_for_pictures_that_are_not_on_show() {
        let mut lab = lab(Preset::TwoFeatures);
        lab.refine();
        lab.set_needs(RequiredComputations::default());
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
