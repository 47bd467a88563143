//! Training of one model.

use std::cell::OnceCell;
use std::rc::Rc;

use super::dropout::Dropout;
use super::lambda_scale::{LambdaReference, LambdaScale};
use super::learning_rates::LearningRates;
use super::objective_terms::ObjectiveTerms;
use super::params::TrainerParams;
use super::scores::Scores;
use crate::data::Dataset;
use crate::decimal::{shown, two_digits_down};
use crate::error::{Error, Result, counted};
use crate::model::ClassWeight;
use crate::model::{Evaluation, Loss, ModelOptions, Penalty, Point, Problem, balanced_weights};
use crate::solve::{
    AcceleratedProximalGradient, GradientDescent, ProximalGradient, ProximalNewton, Settings, Status, Stepper,
};
use crate::solve::{GradientScale, Optimizer, curvature_scale, is_separable, lambda_max, why_no_optimum};
use kernels::forward;

/// Trains one model; after a change of its parameters the run continues from the current weights.
///
/// # Example
/// ```
/// use std::rc::Rc;
/// use regularization_lab::data::MakeClassification;
/// use regularization_lab::lab::{Trainer, TrainerParams};
/// use regularization_lab::model::PenaltyKind;
/// let train = Rc::new(MakeClassification::default().generate()?);
/// let params = TrainerParams { penalty: PenaltyKind::L1, lambda: 5.0, learning_rate: 0.1, ..Default::default() };
/// let mut trainer = Trainer::new(train, None, params.clone())?;
/// assert_eq!(trainer.step(100), 100);
/// trainer.set(TrainerParams { lambda: 8.0, ..params })?; // continues from the current weights
/// trainer.step(100);
/// assert_eq!(trainer.n_iter(), 200);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub struct Trainer {
    train: Rc<Dataset>,
    test: Option<Rc<Dataset>>,
    params: TrainerParams,
    model: Model,
    stepper: Box<dyn Stepper>,
    dropout: Option<Dropout>,
    /// Iterations run before the current stepper was created.
    n_iter_before: usize,
    status: Status,
    /// Cache of the Lipschitz constant of the loss, which depends on data, loss and row weights.
    lipschitz: OnceCell<f64>,
    lambda_reference: OnceCell<LambdaReference>,
    gradient_scale: OnceCell<Option<GradientScale>>,
}

impl Trainer {
    /// A run at iteration 0.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter out of range or a test set of another width; [`Error::Data`] when the
    /// training rows do not suit the loss.
    pub fn new(train: Rc<Dataset>, test: Option<Rc<Dataset>>, params: TrainerParams) -> Result<Self> {
        check_test(&train, test.as_deref())?;
        let model = Model::of(&train, &params)?;
        let start = params.start(&train);
        Ok(Self {
            stepper: stepper(params.optimizer, start),
            dropout: dropout(&params, &train),
            model,
            n_iter_before: 0,
            status: Status::Running,
            lipschitz: OnceCell::new(),
            lambda_reference: OnceCell::new(),
            gradient_scale: OnceCell::new(),
            train,
            test,
            params,
        })
    }

    /// Sets new parameters and continues from the current weights; a new initial point is used by [`Trainer::reset`].
    ///
    /// # Errors
    /// As [`Trainer::new`]; the old parameters stay.
    pub fn set(&mut self, params: TrainerParams) -> Result<()> {
        let model = Model::of(&self.train, &params)?;
        let is_same_loss = model.has_same_loss(&self.model);
        if !is_same_loss {
            (self.lipschitz, self.lambda_reference) = (OnceCell::new(), OnceCell::new());
            self.gradient_scale = OnceCell::new();
        }
        let is_same_noise =
            params.dropout == self.params.dropout && params.random_state == self.params.random_state;
        if !is_same_loss || !is_same_noise || params.optimizer != self.params.optimizer {
            let point = params.model.feasible(self.point().clone());
            self.replace_stepper(params.optimizer, point);
        }
        if !is_same_noise {
            self.dropout = dropout(&params, &self.train);
        }
        self.model = model;
        self.params = params;
        self.status = Status::Running;
        Ok(())
    }

    /// Returns to the initial weights.
    pub fn reset(&mut self) {
        let start = self.params.start(&self.train);
        self.stepper = stepper(self.params.optimizer, start);
        self.dropout = dropout(&self.params, &self.train);
        self.n_iter_before = 0;
        self.status = Status::Running;
    }

    /// Moves to `point` in one iteration.
    pub fn jump_to(&mut self, point: Point) {
        self.replace_stepper(self.params.optimizer, point);
        self.n_iter_before += 1;
        self.status = Status::Running;
    }

    /// Returns a copy at the same weights and iteration; the momentum of an accelerated method is reset.
    ///
    /// # Errors
    /// None in practice: the parameters are valid.
    pub fn copy(&self) -> Result<Self> {
        let mut copy = Self::new(Rc::clone(&self.train), self.test.clone(), self.params.clone())?;
        copy.rewind(self.point().clone(), self.n_iter());
        Ok(copy)
    }

    /// Returns to `point`, the weights after `n_iter` iterations.
    pub fn rewind(&mut self, point: Point, n_iter: usize) {
        self.stepper = stepper(self.params.optimizer, point);
        self.n_iter_before = n_iter;
        self.status = Status::Running;
    }

    /// Scores at other weights.
    #[must_use]
    pub fn scores_at(&self, point: &Point) -> Scores {
        let problem = self.problem();
        let mut at = Evaluation::default();
        problem.evaluate(point, &mut at);
        Scores::of(&problem, point, &at, self.test.as_deref())
    }

    fn replace_stepper(&mut self, optimizer: Optimizer, point: Point) {
        self.n_iter_before = self.n_iter();
        self.stepper = stepper(optimizer, point);
    }

    /// Runs up to `n` iterations; returns how many were run, fewer once the run has ended.
    pub fn step(&mut self, n: usize) -> usize {
        let (first, was_running) = (self.n_iter(), self.status == Status::Running);
        let last = first.saturating_add(n).min(self.params.max_iter.max(first));
        let settings = Settings {
            learning_rate: self.params.learning_rate,
            tolerance: self.params.effective_tolerance(),
        };
        while self.n_iter() < last && self.status == Status::Running {
            let data = match &mut self.dropout {
                Some(dropout) => dropout.draw(&self.train),
                None => &self.train,
            };
            self.status = self.stepper.step(&self.model.problem(data), settings);
        }
        // The gradient of a first-order method vanishes along a direction that separates the classes, too.
        if was_running && self.status == Status::Converged && is_separable(&self.problem()) {
            self.status = Status::NoOptimum;
        }
        if self.status == Status::Running && self.n_iter() >= self.params.max_iter {
            self.status = Status::MaxIter;
        }
        self.n_iter() - first
    }

    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    /// The problem being solved.
    #[must_use]
    pub fn problem(&self) -> Problem<'_> {
        self.model.problem(&self.train)
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

    /// The current weights and intercept; always finite.
    #[must_use]
    pub fn point(&self) -> &Point {
        self.stepper.point()
    }

    /// Iterations run since the start.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.n_iter_before + self.stepper.n_iter()
    }

    /// Status of the run.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The status as a sentence; empty while running.
    #[must_use]
    pub fn message(&self) -> String {
        let (n_iter, tolerance) = (self.n_iter(), self.params.effective_tolerance());
        match self.status {
            Status::Running => String::new(),
            Status::Converged => format!("converged: the KKT residual is at most {}", shown(tolerance)),
            Status::Diverged => {
                let rate = shown(self.params.learning_rate);
                let stable = shown(two_digits_down(self.stable_learning_rate()));
                if self.params.learning_rate < self.learning_rates().smooth() {
                    format!(
                        "stopped at iteration {n_iter}: with learning rate {rate} the subgradient steps of the L1 part overshoot 0 and the \
                         objective grows; up to {stable} it does not, and proximal gradient has no such limit"
                    )
                } else {
                    format!(
                        "stopped at iteration {n_iter}: learning rate {rate} makes the objective grow; up to {stable} it cannot"
                    )
                }
            }
            Status::NoOptimum => why_no_optimum(&self.problem()),
            Status::Stalled => {
                format!("stopped at iteration {n_iter}: rounding errors hide what is left to gain")
            }
            Status::MaxIter => format!("stopped at max_iter = {}", self.params.max_iter),
        }
    }

    /// Largest learning rate at which a run cannot diverge: 1 / Lipschitz constant of the gradient of the loss, with gradient descent of the
    /// loss plus the L2 part, and less where its subgradients of the L1 part are large.
    #[must_use]
    pub fn stable_learning_rate(&self) -> f64 {
        self.learning_rates().stable()
    }

    fn learning_rates(&self) -> LearningRates<'_> {
        let problem = self.problem();
        let lipschitz = *self.lipschitz.get_or_init(|| problem.with_penalty(Penalty::default()).lipschitz());
        LearningRates { problem, lipschitz, optimizer: self.params.optimizer, dropout: self.params.dropout }
    }

    /// The scale of λ for these data and this penalty.
    #[must_use]
    pub fn lambda_scale(&self) -> LambdaScale {
        LambdaScale::of(self.lambda_reference(), self.params.penalty, self.params.l1_ratio)
    }

    /// The tolerance of these data for a `share` of gradients of usual size.
    #[must_use]
    pub fn usual_tolerance(&self, share: f64) -> f64 {
        let of = || GradientScale::of(&self.problem().with_penalty(Penalty::default())).ok();
        self.gradient_scale.get_or_init(of).map_or(share, |scale| scale.usual_tolerance(share))
    }

    /// The λ that the scale depends on.
    #[must_use]
    pub fn lambda_reference(&self) -> LambdaReference {
        *self.lambda_reference.get_or_init(|| {
            let problem = self.problem().with_penalty(Penalty::default());
            // Without an optimum of the free weights there is no λ_max, and the default scale will do.
            let lambda_max = lambda_max(&problem, 1.0).unwrap_or(f64::NAN);
            LambdaReference { lambda_max, curvature: curvature_scale(&problem) }
        })
    }

    /// Scores at the current weights.
    pub fn scores(&mut self) -> Scores {
        let at = self.evaluation();
        Scores::of(&self.problem(), self.point(), &at, self.test.as_deref())
    }

    /// Objective terms at the current weights.
    pub fn terms(&mut self) -> ObjectiveTerms {
        let at = self.evaluation();
        ObjectiveTerms::at(&self.problem(), self.point(), &at.z, self.test.as_deref())
    }

    fn evaluation(&mut self) -> Evaluation {
        let problem = self.model.problem(&self.train);
        if self.dropout.is_none() {
            return self.stepper.evaluation(&problem).clone();
        }
        // The evaluation of the stepper is that of the last dropout draw.
        let mut at = Evaluation::default();
        problem.evaluate(self.stepper.point(), &mut at);
        at
    }

    /// The test rows.
    #[must_use]
    pub fn test(&self) -> Option<&Rc<Dataset>> {
        self.test.as_ref()
    }

    /// Predictions for row-major `x`: probabilities of class 1 with a logistic loss, else the linear predictor.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless `x` is a whole number of rows.
    pub fn predict(&self, x: &[f64]) -> Result<Vec<f64>> {
        let p = self.train.n_features();
        if !x.len().is_multiple_of(p) {
            let accepted = format!("rows of {}", counted(p, "feature"));
            return Err(Error::parameter("x", counted(x.len(), "value"), accepted));
        }
        let mut z = vec![0.0; x.len() / p];
        forward(x, &self.point().coef, self.point().intercept, &mut z);
        for z in &mut z {
            *z = self.model.loss.predict(*z);
        }
        Ok(z)
    }
}

/// Checks that the test rows have as many features as the training rows.
pub(super) fn check_test(train: &Dataset, test: Option<&Dataset>) -> Result<()> {
    match test {
        Some(test) if test.n_features() != train.n_features() => {
            let accepted = format!("{} as in the training set", train.n_features());
            Err(Error::parameter("n_features of the test set", test.n_features().to_string(), accepted))
        }
        _ => Ok(()),
    }
}

/// The problem of validated parameters, without its rows.
#[derive(Clone, PartialEq)]
pub(super) struct Model {
    loss: Loss,
    penalty: Penalty,
    row_weights: Option<Vec<f64>>,
    label_smoothing: f64,
    options: ModelOptions,
}

impl Model {
    pub fn of(train: &Dataset, params: &TrainerParams) -> Result<Self> {
        params.check(train)?;
        let loss = params.loss.unwrap_or(Loss::of_task(train.task()));
        let penalty = params.penalty_of(params.penalty, train.n_samples())?;
        Problem::new(train, loss, penalty)?;
        let row_weights = match params.class_weight {
            ClassWeight::None => None,
            ClassWeight::Balanced => Some(balanced_weights(train)),
        };
        let (label_smoothing, options) = (params.label_smoothing, params.model.clone());
        Ok(Self { loss, penalty, row_weights, label_smoothing, options })
    }

    pub fn has_same_loss(&self, other: &Self) -> bool {
        self.loss == other.loss
            && self.row_weights == other.row_weights
            && self.label_smoothing == other.label_smoothing
            && self.options == other.options
    }

    pub fn problem<'a>(&'a self, train: &'a Dataset) -> Problem<'a> {
        self.options.of(Problem {
            data: train,
            loss: self.loss,
            penalty: self.penalty,
            row_weights: self.row_weights.as_deref(),
            label_smoothing: self.label_smoothing,
            fit_intercept: true,
            penalty_factor: None,
        })
    }
}

fn dropout(params: &TrainerParams, train: &Dataset) -> Option<Dropout> {
    (params.dropout > 0.0).then(|| Dropout::new(train, params.dropout, params.random_state))
}

pub(super) fn stepper(optimizer: Optimizer, start: Point) -> Box<dyn Stepper> {
    match optimizer {
        Optimizer::GradientDescent => Box::new(GradientDescent::new(start)),
        Optimizer::ProximalGradient => Box::new(ProximalGradient::new(start)),
        Optimizer::AcceleratedProximalGradient => Box::new(AcceleratedProximalGradient::new(start)),
        Optimizer::CoordinateDescent => Box::new(ProximalNewton::new(start)),
    }
}
