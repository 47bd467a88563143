//! The same run under each of the four penalties.

use std::rc::Rc;

use super::params::TrainerParams;
use super::scores::Scores;
use super::trainer::{Model, Trainer, check_test};
use crate::data::Dataset;
use crate::error::Result;
use crate::model::{Evaluation, Penalty, PenaltyKind, Point};
use crate::solve::Optimizer;
use crate::solve::{BatchedStepper, Rule, Settings, Status};

/// No penalty, L2, elastic net and L1 trained from the same start with the same optimizer, learning rate and λ.
///
/// With gradient descent and proximal gradient a [`BatchedStepper`] updates all four in one pass over the data, which takes little
/// more than half the time of four [`Trainer`]s; other optimizers use four [`Trainer`]s.
///
/// # Example
/// ```
/// use std::rc::Rc;
/// use regularization_lab::data::MakeClassification;
/// use regularization_lab::lab::{Comparison, TrainerParams};
/// use regularization_lab::model::PenaltyKind;
/// let train = Rc::new(MakeClassification::default().generate()?);
/// let params = TrainerParams { lambda: 5.0, learning_rate: 0.1, ..Default::default() };
/// let mut comparison = Comparison::new(train, None, params)?;
/// comparison.step(200);
/// let norm = |kind| comparison.scores(kind).norm2;
/// assert!(norm(PenaltyKind::L2) < norm(PenaltyKind::None));
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub struct Comparison {
    train: Rc<Dataset>,
    test: Option<Rc<Dataset>>,
    params: TrainerParams,
    model: Model,
    penalties: Penalties,
    models: Models,
    n_iter: usize,
}

/// The models in the order of [`PenaltyKind::ALL`].
enum Models {
    Batched(Box<BatchedStepper>),
    Separate(Vec<Trainer>),
}

impl Models {
    fn new(train: &Rc<Dataset>, test: Option<&Rc<Dataset>>, params: &TrainerParams) -> Result<Self> {
        if let Some(rule) = common_rule(params) {
            return Ok(Self::Batched(Box::new(BatchedStepper::new(&params.start(train), rule))));
        }
        let alone = |kind| {
            Trainer::new(Rc::clone(train), test.cloned(), TrainerParams { penalty: kind, ..params.clone() })
        };
        Ok(Self::Separate(PenaltyKind::ALL.into_iter().map(alone).collect::<Result<_>>()?))
    }
}

impl Comparison {
    /// Four models at their initial weights; `params.penalty` is not used.
    ///
    /// # Errors
    /// As [`Trainer::new`].
    pub fn new(train: Rc<Dataset>, test: Option<Rc<Dataset>>, params: TrainerParams) -> Result<Self> {
        check_test(&train, test.as_deref())?;
        let model = Model::of(&train, &params)?;
        let penalties = penalties(&params, &train)?;
        let models = Models::new(&train, test.as_ref(), &params)?;
        Ok(Comparison { train, test, params, model, penalties, models, n_iter: 0 })
    }

    /// Sets new parameters. The run continues from the current weights unless loss, optimizer, dropout or seed have changed; then it
    /// restarts.
    ///
    /// # Errors
    /// As [`Comparison::new`]; the old parameters stay.
    pub fn set(&mut self, params: TrainerParams) -> Result<()> {
        let (model, penalties) = (Model::of(&self.train, &params)?, penalties(&params, &self.train)?);
        let old = &self.params;
        let can_continue = model.has_same_loss(&self.model)
            && params.optimizer == old.optimizer
            && (params.dropout, params.random_state) == (old.dropout, old.random_state);
        match &mut self.models {
            Models::Batched(models) if can_continue => models.resume(),
            Models::Separate(trainers) if can_continue => {
                for (trainer, kind) in trainers.iter_mut().zip(PenaltyKind::ALL) {
                    trainer.set(TrainerParams { penalty: kind, ..params.clone() })?;
                }
            }
            Models::Batched(_) | Models::Separate(_) => {
                self.models = Models::new(&self.train, self.test.as_ref(), &params)?;
                self.n_iter = 0;
            }
        }
        (self.params, self.model, self.penalties) = (params, model, penalties);
        Ok(())
    }

    /// Returns to the initial weights.
    pub fn reset(&mut self) {
        match &mut self.models {
            Models::Batched(models) => {
                **models = BatchedStepper::new(&self.params.start(&self.train), models.rule());
            }
            Models::Separate(trainers) => trainers.iter_mut().for_each(Trainer::reset),
        }
        self.n_iter = 0;
    }

    /// Runs up to `n` iterations; returns how many were run, fewer once all models have ended.
    pub fn step(&mut self, n: usize) -> usize {
        let first = self.n_iter;
        match &mut self.models {
            Models::Batched(models) => {
                let settings = Settings {
                    learning_rate: self.params.learning_rate,
                    tolerance: self.params.effective_tolerance(),
                };
                let last = first.saturating_add(n).min(self.params.max_iter.max(first));
                while self.n_iter < last && models.statuses().contains(&Status::Running) {
                    models.step(&self.model.problem(&self.train), &self.penalties, settings);
                    self.n_iter += 1;
                }
            }
            Models::Separate(trainers) => {
                let run = trainers.iter_mut().map(|trainer| trainer.step(n)).max();
                self.n_iter += run.unwrap_or(0);
            }
        }
        self.n_iter - first
    }

    /// Iterations run since the start; a model that has ended is no longer updated.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.n_iter
    }

    /// The weights of the model with this penalty; always finite.
    #[must_use]
    pub fn point(&self, kind: PenaltyKind) -> &Point {
        match &self.models {
            Models::Batched(models) => models.point(place(kind)),
            Models::Separate(trainers) => trainers[place(kind)].point(),
        }
    }

    /// Status of the run with this penalty.
    #[must_use]
    pub fn status(&self, kind: PenaltyKind) -> Status {
        match &self.models {
            Models::Batched(models) => match models.statuses()[place(kind)] {
                Status::Running if self.n_iter >= self.params.max_iter => Status::MaxIter,
                status => status,
            },
            Models::Separate(trainers) => trainers[place(kind)].status(),
        }
    }

    /// Scores of the model with this penalty.
    #[must_use]
    pub fn scores(&self, kind: PenaltyKind) -> Scores {
        let problem = self.model.problem(&self.train).with_penalty(self.penalties[place(kind)]);
        let mut at = Evaluation::default();
        problem.evaluate(self.point(kind), &mut at);
        Scores::of(&problem, self.point(kind), &at, self.test.as_deref())
    }

    /// The training rows.
    #[must_use]
    pub fn train(&self) -> &Rc<Dataset> {
        &self.train
    }

    /// The current parameters.
    #[must_use]
    pub fn params(&self) -> &TrainerParams {
        &self.params
    }
}

fn place(kind: PenaltyKind) -> usize {
    PenaltyKind::ALL.iter().position(|other| *other == kind).unwrap_or(0)
}

/// The update rule of a batched stepper, if the models can share a pass over the data.
fn common_rule(params: &TrainerParams) -> Option<Rule> {
    if params.dropout > 0.0 {
        // Every model would draw its own inputs.
        return None;
    }
    match params.optimizer {
        Optimizer::GradientDescent => Some(Rule::Subgradient),
        Optimizer::ProximalGradient => Some(Rule::Proximal),
        Optimizer::AcceleratedProximalGradient | Optimizer::CoordinateDescent => None,
    }
}

/// One a kind, in the order of [`PenaltyKind::ALL`].
type Penalties = [Penalty; PenaltyKind::ALL.len()];

fn penalties(params: &TrainerParams, train: &Dataset) -> Result<Penalties> {
    let mut penalties = Penalties::default();
    for (penalty, kind) in penalties.iter_mut().zip(PenaltyKind::ALL) {
        *penalty = params.penalty_of(kind, train.n_samples())?;
    }
    Ok(penalties)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::MakeClassification;

    /// Asserts that a comparison equals four separate trainers, also after a change of the parameters.
    fn assert_same_as_separate_trainers(params: &TrainerParams, tolerance: f64) {
        let data = MakeClassification { n_samples: 80, flip_y: 0.2, ..Default::default() };
        let train = Rc::new(data.generate().unwrap());
        let changed = |kind| TrainerParams { penalty: kind, lambda: 6.0, ..params.clone() };
        let mut four = Comparison::new(Rc::clone(&train), None, params.clone()).unwrap();
        let mut alone = PenaltyKind::ALL.map(|kind| {
            let params = TrainerParams { penalty: kind, ..params.clone() };
            Trainer::new(Rc::clone(&train), None, params).unwrap()
        });
        for k in 0..40 {
            if k == 20 {
                four.set(changed(PenaltyKind::None)).unwrap();
            }
            let run = four.step(1);
            let mut most = 0;
            for (trainer, kind) in alone.iter_mut().zip(PenaltyKind::ALL) {
                if k == 20 {
                    trainer.set(changed(kind)).unwrap();
                }
                most = most.max(trainer.step(1));
                let far = |(a, b): (&f64, &f64)| (a - b).abs() > tolerance;
                let (ours, theirs) = (four.point(kind), trainer.point());
                assert!(
                    !ours.coef.iter().zip(&theirs.coef).any(far),
                    "{kind:?} at {k}: {ours:?}, {theirs:?}"
                );
                assert!((ours.intercept - theirs.intercept).abs() <= tolerance);
                assert_eq!(four.status(kind), trainer.status(), "{kind:?} at {k}");
            }
            assert_eq!(run, most);
        }
        four.reset();
        assert_eq!((four.n_iter(), four.point(PenaltyKind::L1).norm2()), (0, 0.0));
    }

    #[test]
    fn every_optimizer_gives_the_weights_of_separate_trainers() {
        for optimizer in Optimizer::ALL {
            let params = TrainerParams {
                lambda: 2.0,
                l1_ratio: 0.7,
                optimizer,
                learning_rate: 0.3,
                tolerance: Some(1e-3),
                ..Default::default()
            };
            assert_same_as_separate_trainers(&params, 1e-12);
        }
    }

    #[test]
    fn with_dropout_every_model_has_the_inputs_of_a_separate_trainer() {
        let params = TrainerParams {
            lambda: 2.0,
            learning_rate: 0.3,
            dropout: 0.2,
            random_state: 3,
            ..Default::default()
        };
        assert_same_as_separate_trainers(&params, 0.0);
    }

    #[test]
    fn another_optimizer_restarts_the_comparison() {
        let train = Rc::new(MakeClassification::default().generate().unwrap());
        let params = TrainerParams { lambda: 2.0, ..Default::default() };
        let mut four = Comparison::new(Rc::clone(&train), None, params.clone()).unwrap();
        four.step(10);
        let exact = TrainerParams { optimizer: Optimizer::CoordinateDescent, ..params };
        four.set(exact.clone()).unwrap();
        assert_eq!((four.n_iter(), four.point(PenaltyKind::L1).norm2()), (0, 0.0));
        while four.step(1) > 0 {}
        assert!(PenaltyKind::ALL.iter().all(|&kind| four.scores(kind).kkt_residual <= 1e-9));
        assert!(four.set(TrainerParams { lambda: -1.0, ..exact }).is_err());
        assert_eq!(four.params().lambda, 2.0);
    }
}
