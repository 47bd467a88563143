//! One model in training.

use std::cell::OnceCell;
use std::rc::Rc;

use super::history::NEAR_ZERO;
use super::params::{ClassWeight, Optimizer, TrainerParams};
use crate::data::{Dataset, Task, Truth};
use crate::decimal::{shown, two_digits_down};
use crate::error::{Error, Result};
use crate::model::kernels::forward;
use crate::model::{Evaluation, Loss, Penalty, Point, Problem, balanced_weights, metrics, sigmoid};
use crate::solve::{
    AcceleratedProximalGradient, GradientDescent, ProximalGradient, ProximalNewton, Settings, Status,
    Stepper, no_optimum,
};

/// Steps one model; every change of its parameters continues from the present weights.
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
/// trainer.set(TrainerParams { lambda: 8.0, ..params })?; // goes on, warm
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
    /// Iterations run before the present stepper took over.
    n_iter_before: usize,
    status: Status,
    /// Lipschitz constant of the loss; it stays while data, loss and row weights stay.
    lipschitz: OnceCell<f64>,
}

/// How a model stands: what is minimized, how well it predicts, what its weights are like.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Mean loss of the training rows.
    pub loss: f64,
    /// `(λ/n) (l1_ratio ‖w‖₁ + (1 − l1_ratio)/2 ‖w‖₂²)`.
    pub penalty: f64,
    /// Their sum.
    pub objective: f64,
    /// Mean loss of the test rows, unweighted.
    pub test_loss: Option<f64>,
    /// Share of rows classified right.
    pub train_accuracy: Option<f64>,
    /// Share of rows classified right.
    pub test_accuracy: Option<f64>,
    /// Area under the ROC curve; absent where the rows are of one class.
    pub train_auc: Option<f64>,
    /// Area under the ROC curve; absent where the rows are of one class.
    pub test_auc: Option<f64>,
    /// `1 − residual / total sum of squares`.
    pub train_r2: Option<f64>,
    /// `1 − residual / total sum of squares`.
    pub test_r2: Option<f64>,
    /// `‖w‖₂`.
    pub norm2: f64,
    /// `‖w‖₁`.
    pub norm1: f64,
    /// Weights with `|w| < 0.001`, zeros included.
    pub near_zero: usize,
    /// Weights that are 0.
    pub exact_zero: usize,
    /// Weights of size at least 0.001 whose feature carries signal, where the truth is known.
    pub true_positives: Option<usize>,
    /// Weights of size at least 0.001 whose feature is noise, where the truth is known.
    pub false_positives: Option<usize>,
    /// How far from optimal the weights are.
    pub kkt_residual: f64,
}

impl Trainer {
    /// A model at its initial weights.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter out of range or a test set of another width; [`Error::Data`] when the
    /// training rows do not suit the loss.
    pub fn new(train: Rc<Dataset>, test: Option<Rc<Dataset>>, params: TrainerParams) -> Result<Self> {
        if let Some(test) = test.as_ref().filter(|test| test.n_features() != train.n_features()) {
            let accepted = format!("{} as in the training set", train.n_features());
            return Err(Error::parameter(
                "n_features of the test set",
                test.n_features().to_string(),
                accepted,
            ));
        }
        let model = Model::of(&train, &params)?;
        let start = initial(&params, &train);
        Ok(Self {
            stepper: stepper(params.optimizer, start),
            model,
            n_iter_before: 0,
            status: Status::Running,
            lipschitz: OnceCell::new(),
            train,
            test,
            params,
        })
    }

    /// Takes new parameters and goes on from the present weights; [`Trainer::reset`] uses a new initial point.
    ///
    /// # Errors
    /// As [`Trainer::new`]; the old parameters stay.
    pub fn set(&mut self, params: TrainerParams) -> Result<()> {
        let model = Model::of(&self.train, &params)?;
        let is_same_loss = model.loss == self.model.loss && model.row_weights == self.model.row_weights;
        if !is_same_loss {
            self.lipschitz = OnceCell::new();
        }
        if !is_same_loss || params.optimizer != self.params.optimizer {
            self.take_over(params.optimizer, self.point().clone());
        }
        self.model = model;
        self.params = params;
        self.status = Status::Running;
        Ok(())
    }

    /// Returns to the initial weights.
    pub fn reset(&mut self) {
        self.stepper = stepper(self.params.optimizer, initial(&self.params, &self.train));
        self.n_iter_before = 0;
        self.status = Status::Running;
    }

    /// Moves to `point` in one iteration.
    pub fn jump_to(&mut self, point: Point) {
        self.take_over(self.params.optimizer, point);
        self.n_iter_before += 1;
        self.status = Status::Running;
    }

    fn take_over(&mut self, optimizer: Optimizer, point: Point) {
        self.n_iter_before = self.n_iter();
        self.stepper = stepper(optimizer, point);
    }

    /// Runs up to `n` iterations; returns how many were run, fewer once the run has ended.
    pub fn step(&mut self, n: usize) -> usize {
        self.step_each(n, |_, _| {})
    }

    /// [`Trainer::step`] with a look at iteration number and point after every iteration.
    pub fn step_each(&mut self, n: usize, mut each: impl FnMut(usize, &Point)) -> usize {
        let first = self.n_iter();
        let last = first.saturating_add(n).min(self.params.max_iter.max(first));
        let settings = Settings {
            learning_rate: self.params.learning_rate,
            tolerance: self.params.effective_tolerance(),
        };
        while self.n_iter() < last && self.status == Status::Running {
            let before = self.n_iter();
            self.status = self.stepper.step(&self.model.problem(&self.train), settings);
            if self.n_iter() > before {
                each(self.n_iter(), self.stepper.point());
            }
        }
        if self.status == Status::Running && self.n_iter() >= self.params.max_iter {
            self.status = Status::MaxIter;
        }
        self.n_iter() - first
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

    /// The parameters in force.
    #[must_use]
    pub fn params(&self) -> &TrainerParams {
        &self.params
    }

    /// The present weights and intercept; always finite.
    #[must_use]
    pub fn point(&self) -> &Point {
        self.stepper.point()
    }

    /// Iterations run since the start.
    #[must_use]
    pub fn n_iter(&self) -> usize {
        self.n_iter_before + self.stepper.n_iter()
    }

    /// How the run stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// What the status means, in a sentence; empty while running.
    #[must_use]
    pub fn message(&self) -> String {
        let tolerance = self.params.effective_tolerance();
        match self.status {
            Status::Running => String::new(),
            Status::Converged => format!("converged: the KKT residual is at most {}", shown(tolerance)),
            Status::Diverged => format!(
                "stopped at iteration {}: learning rate {} makes the objective grow; up to {} it cannot",
                self.n_iter(),
                shown(self.params.learning_rate),
                shown(two_digits_down(self.stable_learning_rate())),
            ),
            Status::NoOptimum => no_optimum().to_string(),
            Status::Stalled => {
                format!("stopped at iteration {}: rounding errors hide what is left to gain", self.n_iter())
            }
            Status::MaxIter => format!("stopped at max_iter = {}", self.params.max_iter),
        }
    }

    /// Largest learning rate that cannot make the objective grow, 1 / Lipschitz constant of what the optimizer follows
    /// by its gradient: the loss, and with gradient descent the ridge part too.
    #[must_use]
    pub fn stable_learning_rate(&self) -> f64 {
        let loss =
            *self.lipschitz.get_or_init(|| self.problem().with_penalty(Penalty::default()).lipschitz());
        match self.params.optimizer {
            Optimizer::GradientDescent => 1.0 / (loss + self.model.penalty.l2),
            _ => 1.0 / loss,
        }
    }

    /// How the model stands.
    pub fn scores(&mut self) -> Scores {
        let (point, at, objective, kkt_residual) = self.evaluated();
        let train = Predictions::new(&self.train, self.model.loss, at.z);
        let test = self.test.as_ref().map(|test| Predictions::at(test, self.model.loss, &point));
        let smaller = |limit: f64| point.coef.iter().filter(|w| w.abs() < limit).count();
        let (true_positives, false_positives) = selections(&point.coef, self.train.truth()).unzip();
        Scores {
            loss: objective.loss,
            penalty: objective.penalty(),
            objective: objective.total(),
            test_loss: test.as_ref().map(Predictions::mean_loss),
            train_accuracy: train.accuracy(),
            test_accuracy: test.as_ref().and_then(Predictions::accuracy),
            train_auc: train.auc(),
            test_auc: test.as_ref().and_then(Predictions::auc),
            train_r2: train.r2(),
            test_r2: test.as_ref().and_then(Predictions::r2),
            norm2: point.norm2(),
            norm1: point.norm1(),
            near_zero: smaller(NEAR_ZERO),
            exact_zero: point.coef.iter().filter(|&&w| w == 0.0).count(),
            true_positives,
            false_positives,
            kkt_residual,
        }
    }

    /// The KKT residual at the present weights.
    pub fn kkt_residual(&mut self) -> f64 {
        self.evaluated().3
    }

    fn evaluated(&mut self) -> (Point, Evaluation, crate::model::ObjectiveParts, f64) {
        let problem = self.model.problem(&self.train);
        let at = self.stepper.evaluation(&problem).clone();
        let point = self.stepper.point().clone();
        let parts = problem.parts(&point, &at.z);
        let residual = problem.kkt_residual(&point, &at);
        (point, at, parts, residual)
    }

    /// Predictions for row-major `x`: probabilities of class 1 with a logistic loss, else the linear predictor.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless `x` is a whole number of rows.
    pub fn predict(&self, x: &[f64]) -> Result<Vec<f64>> {
        let p = self.train.n_features();
        if !x.len().is_multiple_of(p) {
            let accepted = format!("rows of {p} features");
            return Err(Error::parameter("x", format!("{} values", x.len()), accepted));
        }
        let mut z = vec![0.0; x.len() / p];
        forward(x, &self.point().coef, self.point().intercept, &mut z);
        if self.model.loss == Loss::Logistic {
            for z in &mut z {
                *z = sigmoid(*z);
            }
        }
        Ok(z)
    }
}

/// What is minimized, from parameters that have been accepted.
struct Model {
    loss: Loss,
    penalty: Penalty,
    row_weights: Option<Vec<f64>>,
}

impl Model {
    fn of(train: &Dataset, params: &TrainerParams) -> Result<Self> {
        params.check(train)?;
        let loss = params.loss.unwrap_or(Loss::of_task(train.task()));
        let penalty = Penalty::new(params.penalty, params.lambda, params.l1_ratio, train.n_samples())?;
        Problem::new(train, loss, penalty)?;
        let row_weights = match params.class_weight {
            ClassWeight::None => None,
            ClassWeight::Balanced if train.task() == Task::Regression => {
                return Err(Error::parameter("class_weight", "\"balanced\"", "\"none\" for a regression"));
            }
            ClassWeight::Balanced => Some(balanced_weights(train)),
        };
        Ok(Self { loss, penalty, row_weights })
    }

    fn problem<'a>(&'a self, train: &'a Dataset) -> Problem<'a> {
        Problem {
            data: train,
            loss: self.loss,
            penalty: self.penalty,
            row_weights: self.row_weights.as_deref(),
        }
    }
}

fn initial(params: &TrainerParams, train: &Dataset) -> Point {
    params.initial.clone().unwrap_or_else(|| Point::zeros(train.n_features()))
}

fn stepper(optimizer: Optimizer, start: Point) -> Box<dyn Stepper> {
    match optimizer {
        Optimizer::GradientDescent => Box::new(GradientDescent::new(start)),
        Optimizer::ProximalGradient => Box::new(ProximalGradient::new(start)),
        Optimizer::AcceleratedProximalGradient => Box::new(AcceleratedProximalGradient::new(start)),
        Optimizer::CoordinateDescent => Box::new(ProximalNewton::new(start)),
    }
}

/// Kept weights that carry signal, and kept weights that are noise.
fn selections(coef: &[f64], truth: &[Truth]) -> Option<(usize, usize)> {
    let kept = || coef.iter().zip(truth).filter(|(w, _)| w.abs() >= NEAR_ZERO);
    let wrong = kept().filter(|(_, truth)| **truth == Truth::Noise).count();
    (!truth.is_empty()).then(|| (kept().count() - wrong, wrong))
}

/// Rows with their linear predictor.
struct Predictions<'a> {
    data: &'a Dataset,
    loss: Loss,
    z: Vec<f64>,
}

impl<'a> Predictions<'a> {
    fn new(data: &'a Dataset, loss: Loss, z: Vec<f64>) -> Self {
        Self { data, loss, z }
    }

    fn at(data: &'a Dataset, loss: Loss, point: &Point) -> Self {
        let mut z = vec![0.0; data.n_samples()];
        forward(data.x(), &point.coef, point.intercept, &mut z);
        Self::new(data, loss, z)
    }

    fn mean_loss(&self) -> f64 {
        let rows = self.data.y().iter().zip(&self.z);
        rows.map(|(&y, &z)| self.loss.value(y, z)).sum::<f64>() / self.data.n_samples() as f64
    }

    fn is_classification(&self) -> bool {
        self.data.task() == Task::Classification
    }

    fn accuracy(&self) -> Option<f64> {
        let predicted = |z: f64| if self.loss == Loss::Logistic { sigmoid(z) } else { z };
        let right = |(&y, &z): (&f64, &f64)| (predicted(z) >= 0.5) == (y == 1.0);
        let n_right = self.data.y().iter().zip(&self.z).filter(|row| right(*row)).count();
        self.is_classification().then(|| n_right as f64 / self.data.n_samples() as f64)
    }

    fn auc(&self) -> Option<f64> {
        self.is_classification().then(|| metrics::roc_auc(self.data.y(), &self.z).ok()).flatten()
    }

    fn r2(&self) -> Option<f64> {
        (!self.is_classification()).then(|| metrics::r2(self.data.y(), &self.z).ok()).flatten()
    }
}
