//! The four penalties side by side.

use std::rc::Rc;

use super::params::{Optimizer, TrainerParams};
use super::scores::Scores;
use super::trainer::Model;
use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::model::{Evaluation, Penalty, PenaltyKind, Point};
use crate::solve::{Rule, Settings, Status, Together};

/// No penalty, L2, elastic net and L1 trained from the same start with the same optimizer, learning rate and λ.
///
/// One pass over the data serves all four, so they cost little more than half of four [`super::Trainer`]s.
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
    penalties: [Penalty; 4],
    models: Together<4>,
    n_iter: usize,
}

impl Comparison {
    /// Four models at their initial weights; `params.penalty` is not used.
    ///
    /// # Errors
    /// As [`super::Trainer::new`], and [`Error::Parameter`] for an optimizer other than gradient descent and proximal
    /// gradient, or for dropout.
    pub fn new(train: Rc<Dataset>, test: Option<Rc<Dataset>>, params: TrainerParams) -> Result<Self> {
        let rule = rule(&params)?;
        let model = Model::of(&train, &params)?;
        let penalties = penalties(&params, &train)?;
        let models = Together::new(&params.start(&train), rule);
        Ok(Self { train, test, params, model, penalties, models, n_iter: 0 })
    }

    /// Takes new parameters and goes on from the present weights; those that need another start begin anew.
    ///
    /// # Errors
    /// As [`Comparison::new`]; the old parameters stay.
    pub fn set(&mut self, params: TrainerParams) -> Result<()> {
        let (rule, penalties) = (rule(&params)?, penalties(&params, &self.train)?);
        let model = Model::of(&self.train, &params)?;
        if rule != self.models.rule() || !model.has_same_loss(&self.model) {
            self.models = Together::new(&params.start(&self.train), rule);
            self.n_iter = 0;
        }
        self.models.resume();
        (self.params, self.model, self.penalties) = (params, model, penalties);
        Ok(())
    }

    /// Returns to the initial weights.
    pub fn reset(&mut self) {
        self.models = Together::new(&self.params.start(&self.train), self.models.rule());
        self.n_iter = 0;
    }

    /// Runs up to `n` iterations; returns how many were run, fewer once no model runs any more.
    pub fn step(&mut self, n: usize) -> usize {
        let settings = Settings {
            learning_rate: self.params.learning_rate,
            tolerance: self.params.effective_tolerance(),
        };
        let first = self.n_iter;
        let last = first.saturating_add(n).min(self.params.max_iter.max(first));
        while self.n_iter < last && self.models.statuses().contains(&Status::Running) {
            self.models.step(&self.model.problem(&self.train), &self.penalties, settings);
            self.n_iter += 1;
        }
        self.n_iter - first
    }

    /// Iterations run since the start; a model that has ended stands where it did.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.n_iter
    }

    /// Where the model with this penalty stands; always finite.
    #[must_use]
    pub fn point(&self, kind: PenaltyKind) -> &Point {
        self.models.point(place(kind))
    }

    /// How its run stands.
    #[must_use]
    pub fn status(&self, kind: PenaltyKind) -> Status {
        match self.models.statuses()[place(kind)] {
            Status::Running if self.n_iter >= self.params.max_iter => Status::MaxIter,
            status => status,
        }
    }

    /// How the model stands.
    #[must_use]
    pub fn scores(&self, kind: PenaltyKind) -> Scores {
        let problem = self.model.problem(&self.train).with_penalty(self.penalties[place(kind)]);
        let mut at = Evaluation::default();
        problem.evaluate(self.point(kind), &mut at);
        Scores::of(&problem, self.point(kind), &at, self.test.as_deref())
    }

    /// The number of training columns.
    #[must_use]
    pub fn n_features(&self) -> usize {
        self.train.n_features()
    }

    /// The parameters in force.
    #[must_use]
    pub fn params(&self) -> &TrainerParams {
        &self.params
    }
}

fn place(kind: PenaltyKind) -> usize {
    PenaltyKind::ALL.iter().position(|other| *other == kind).unwrap_or(0)
}

fn rule(params: &TrainerParams) -> Result<Rule> {
    if params.dropout > 0.0 {
        let accepted = "0 in a comparison, whose models share their inputs";
        return Err(Error::parameter("dropout", params.dropout.to_string(), accepted));
    }
    match params.optimizer {
        Optimizer::GradientDescent => Ok(Rule::Subgradient),
        Optimizer::ProximalGradient => Ok(Rule::Proximal),
        other => {
            let accepted = "\"gradient-descent\" or \"proximal-gradient\" in a comparison";
            Err(Error::parameter("optimizer", format!("\"{}\"", other.name()), accepted))
        }
    }
}

fn penalties(params: &TrainerParams, train: &Dataset) -> Result<[Penalty; 4]> {
    let mut penalties = [Penalty::default(); 4];
    for (penalty, kind) in penalties.iter_mut().zip(PenaltyKind::ALL) {
        *penalty = Penalty::new(kind, params.lambda, params.l1_ratio, train.n_samples())?;
    }
    Ok(penalties)
}
