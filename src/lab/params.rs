//! Model parameters, their defaults, and the effect of a change.

use std::rc::Rc;

use super::data_params::{DataParams, Source};
use super::param::Param;
use super::presets::Preset;
use crate::data::{Dataset, MAX_VALUE, Task};
use crate::decimal::shown;
use crate::error::{Error, Result, check_between, counted};
use crate::model::{ClassWeight, Loss, MAX_LAMBDA, ModelOptions, Penalty, PenaltyKind, Point};
use crate::solve::Optimizer;

/// A row of [`PARAMS`].
pub type TrainerParam = Param<TrainerParams>;

/// The parameters of a [`super::Trainer`], in the order of links.
///
/// Dropout and label smoothing depend on other parameters too, see [`TrainerParams::check`]. Penalty factors and `initial`, the start point,
/// are not scalars and not part of the table.
pub static PARAMS: [TrainerParam; 13] = [
    TrainerParam::choice(
        ("loss", "Loss"),
        || Loss::ALL.map(Loss::name).to_vec(),
        |p| p.loss.map(Loss::name),
        |p, name| Loss::from_name(name).map(|loss| p.loss = Some(loss)),
    )
    .on_change(Change::Restart),
    TrainerParam::choice(
        ("penalty", "Penalty"),
        || PenaltyKind::ALL.map(PenaltyKind::name).to_vec(),
        |p| Some(p.penalty.name()),
        |p, name| PenaltyKind::from_name(name).map(|penalty| p.penalty = penalty),
    )
    .in_lab()
    .in_python("penalty", ""),
    TrainerParam::number(
        ("lambda", "λ, regularization strength"),
        (0.0, MAX_LAMBDA),
        |p| Some(p.lambda),
        |p, value| p.lambda = value,
    )
    .in_lab()
    .in_python(
        "lam",
        "C = 1 / lam in LogisticRegression, alpha = lam in Ridge, alpha = lam / n in Lasso and ElasticNet",
    ),
    TrainerParam::number(
        ("l1_ratio", "l1_ratio"),
        (0.0, 1.0),
        |p| Some(p.l1_ratio),
        |p, value| p.l1_ratio = value,
    )
    .in_lab()
    .with_slider(0.0, 1.0, 0.01)
    .in_python("l1_ratio", "of the elastic net"),
    TrainerParam::choice(
        ("optimizer", "Optimizer"),
        || Optimizer::ALL.map(Optimizer::name).to_vec(),
        |p| Some(p.optimizer.name()),
        |p, name| Optimizer::from_name(name).map(|optimizer| p.optimizer = optimizer),
    )
    .on_change(Change::Restart)
    .in_lab(),
    TrainerParam::flag(
        ("fit_intercept", "Intercept"),
        |p| p.model.fit_intercept,
        |p, value| p.model.fit_intercept = value,
    )
    .in_lab()
    .in_python("fit_intercept", ""),
    // The maximum diverges on purpose: divergence is worth showing.
    TrainerParam::number(
        ("learning_rate", "Learning rate"),
        (0.0, 1e9),
        |p| Some(p.learning_rate),
        |p, value| p.learning_rate = value,
    )
    .excluding_low()
    .in_lab()
    .with_slider(1e-4, 10.0, 0.0)
    .in_python("learning_rate", ""),
    TrainerParam::whole(("max_iter", "Most iterations"), None, |p| p.max_iter, |p, value| p.max_iter = value),
    TrainerParam::number(
        ("tolerance", "Tolerance"),
        // The tolerance has the unit of the gradient, which depends on the scale of target and features.
        (0.0, 1e100),
        |p| p.tolerance,
        |p, value| p.tolerance = Some(value),
    ),
    TrainerParam::choice(
        ("class_weight", "Class weight"),
        || ClassWeight::ALL.map(ClassWeight::name).to_vec(),
        |p| Some(p.class_weight.name()),
        |p, name| ClassWeight::from_name(name).map(|weight| p.class_weight = weight),
    )
    .in_lab(),
    TrainerParam::number(
        ("label_smoothing", "Label smoothing"),
        (0.0, 1.0),
        |p| Some(p.label_smoothing),
        |p, value| p.label_smoothing = value,
    ),
    TrainerParam::number(
        ("dropout", "Dropout"),
        (0.0, 0.9),
        |p| Some(p.dropout),
        |p, value| p.dropout = value,
    ),
    TrainerParam::whole(
        ("random_state", "Seed of dropout"),
        Some(u32::MAX),
        |p| p.random_state as usize,
        |p, value| p.random_state = value as u32,
    ),
];

/// The values of [`PARAMS`].
///
/// | name | meaning |
/// |---|---|
/// | `loss` | `None`: derived from the task; logistic needs classes |
/// | `penalty`, `lambda` | kind and strength of the penalty |
/// | `l1_ratio` | share of the L1 part; ignored unless the penalty is elastic net |
/// | `optimizer` | the method that minimizes the objective |
/// | `learning_rate` | step size; ignored by coordinate descent |
/// | `max_iter` | number of iterations after which a run stops |
/// | `tolerance` | KKT residual at which a run has converged; `None`: [`Optimizer::default_tolerance`] |
/// | `class_weight` | balanced needs classes |
/// | `label_smoothing` | shrinks the targets towards ½; logistic loss only |
/// | `dropout` | probability that an input is dropped in an iteration; gradient descent and proximal gradient only; disables the tolerance |
/// | `random_state` | the seed of dropout |
/// | `model` | intercept and penalty factors |
/// | `initial` | start point, finite, one weight per feature; `None`: all 0 |
///
/// The defaults, λ and learning rate among them, are those of the article's class; [`Params`] has the defaults of a lab.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct TrainerParams {
    pub loss: Option<Loss>,
    pub penalty: PenaltyKind,
    pub lambda: f64,
    pub l1_ratio: f64,
    pub optimizer: Optimizer,
    pub learning_rate: f64,
    pub max_iter: usize,
    pub tolerance: Option<f64>,
    pub class_weight: ClassWeight,
    pub label_smoothing: f64,
    pub dropout: f64,
    pub random_state: u32,
    pub model: ModelOptions,
    pub initial: Option<Point>,
}

impl Default for TrainerParams {
    fn default() -> Self {
        Self {
            loss: None,
            penalty: PenaltyKind::None,
            lambda: 0.01,
            l1_ratio: 0.5,
            optimizer: Optimizer::GradientDescent,
            learning_rate: 0.01,
            max_iter: usize::MAX,
            tolerance: None,
            class_weight: ClassWeight::None,
            label_smoothing: 0.0,
            dropout: 0.0,
            random_state: 0,
            model: ModelOptions::default(),
            initial: None,
        }
    }
}

impl TrainerParams {
    /// Returns the start point of a run on `train`.
    #[must_use]
    pub fn start(&self, train: &Dataset) -> Point {
        self.model.feasible(self.initial.clone().unwrap_or_else(|| Point::zeros(train.n_features())))
    }

    /// Returns the effective tolerance.
    #[must_use]
    pub fn effective_tolerance(&self) -> f64 {
        // With dropout, the residual of one iteration does not measure the distance to the optimum.
        if self.dropout > 0.0 { 0.0 } else { self.tolerance.unwrap_or(self.optimizer.default_tolerance()) }
    }

    /// Returns the effective share of the L1 part.
    #[must_use]
    pub fn effective_l1_ratio(&self) -> f64 {
        self.penalty.effective_l1_ratio(self.l1_ratio)
    }

    /// Returns a penalty of this kind with the current strength, for `n_samples` training rows.
    pub(super) fn penalty_of(&self, kind: PenaltyKind, n_samples: usize) -> Result<Penalty> {
        Penalty::new(kind, self.lambda, self.l1_ratio, n_samples)
    }

    /// Checks that the parameters are valid for training on `data`.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above.
    pub fn check(&self, data: &Dataset) -> Result<()> {
        self.check_for(data.task())?;
        self.model.check(data)?;
        self.initial.as_ref().map_or(Ok(()), |initial| check_initial(initial, data.n_features()))
    }

    /// Checks everything but the start point; does not need the rows.
    pub(crate) fn check_for(&self, task: Task) -> Result<()> {
        PARAMS.iter().try_for_each(|param| param.check(self))?;
        if self.label_smoothing > 0.0 && self.loss.unwrap_or(Loss::of_task(task)) == Loss::Squared {
            let accepted = "0 with the squared loss; only classes can be smoothed";
            return Err(Error::parameter("label_smoothing", shown(self.label_smoothing), accepted));
        }
        let supports_dropout =
            matches!(self.optimizer, Optimizer::GradientDescent | Optimizer::ProximalGradient);
        if self.dropout > 0.0 && !supports_dropout {
            let accepted = "0 unless the optimizer is gradient-descent or proximal-gradient; \
                            the others need the same inputs in every iteration";
            return Err(Error::parameter("dropout", shown(self.dropout), accepted));
        }
        if self.class_weight == ClassWeight::Balanced && task == Task::Regression {
            return Err(Error::parameter("class_weight", "\"balanced\"", "\"none\" for a regression"));
        }
        Ok(())
    }
}

fn check_initial(initial: &Point, n_features: usize) -> Result<()> {
    if initial.coef.len() != n_features {
        let accepted = format!("{}, one a feature", counted(n_features, "weight"));
        return Err(Error::parameter("initial_coef", counted(initial.coef.len(), "weight"), accepted));
    }
    for &w in &initial.coef {
        check_between("initial_coef", w, -MAX_VALUE, MAX_VALUE)?;
    }
    check_between("initial_intercept", initial.intercept, -MAX_VALUE, MAX_VALUE)?;
    Ok(())
}

/// The parameters of a lab: its data and its model.
#[derive(Debug, Clone, PartialEq)]
pub struct Params {
    /// Preset, source, split and scaling.
    pub data: DataParams,
    /// Model and training.
    pub trainer: TrainerParams,
    /// Whether a change of the data resets the learning rate: to the preset's, or to the largest stable rate if that is smaller.
    pub rate_follows_data: bool,
}

impl Default for Params {
    /// Returns the initial parameters of the page: the stress test under L1 at λ = 1, by proximal gradient.
    fn default() -> Self {
        let preset = Preset::Stress;
        Self {
            data: DataParams {
                preset,
                source: Source::Recipe(preset.recipe().unwrap_or_default()),
                split: preset.split(),
                standardize: preset.is_standardized(),
                pos_label: 1,
            },
            trainer: TrainerParams {
                penalty: PenaltyKind::L1,
                lambda: 1.0,
                l1_ratio: 0.7,
                optimizer: Optimizer::ProximalGradient,
                learning_rate: 0.05,
                tolerance: Some(1e-6),
                ..Default::default()
            },
            rate_follows_data: false,
        }
    }
}

impl Params {
    /// Returns the default parameters with the data and training parameters of a preset.
    ///
    /// # Errors
    /// As [`DataParams::of`].
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::{Lab, Params, Preset};
    /// let lab = Lab::new(Params::of(Preset::Regression, None)?)?;
    /// assert_eq!((lab.trainer().train().n_samples(), lab.params().trainer.lambda), (640, 51.2));
    /// # Ok::<(), regularization_lab::Error>(())
    /// ```
    pub fn of(preset: Preset, table: Option<Rc<Dataset>>) -> Result<Self> {
        let mut params = Self::default();
        params.choose(DataParams::of(preset, table)?);
        Ok(params)
    }

    /// Returns the training parameters of [`Params::of`]; does not need the table.
    pub(crate) fn trainer_of(preset: Preset) -> TrainerParams {
        let mut trainer = Self::default().trainer;
        preset.apply_training(&mut trainer);
        trainer
    }

    /// Sets the data and applies the training parameters of their preset. Resets those of the previous preset to the defaults;
    /// other parameters keep the user's values.
    pub fn choose(&mut self, data: DataParams) {
        let defaults = Self::default().trainer;
        let mut previous = defaults.clone();
        self.data.preset.apply_training(&mut previous);
        let trainer = &mut self.trainer;
        reset(&mut trainer.penalty, &previous.penalty, &defaults.penalty);
        reset(&mut trainer.lambda, &previous.lambda, &defaults.lambda);
        reset(&mut trainer.optimizer, &previous.optimizer, &defaults.optimizer);
        reset(&mut trainer.max_iter, &previous.max_iter, &defaults.max_iter);
        // The tolerance may have been scaled to the previous data.
        trainer.tolerance = defaults.tolerance;
        if data.task() == Task::Regression {
            trainer.class_weight = ClassWeight::None;
        }
        data.preset.apply_training(trainer);
        // A start point and penalty factors have one number for each feature of the previous data.
        (trainer.initial, trainer.model.penalty_factor) = (None, None);
        self.data = data;
        self.rate_follows_data = true;
    }
}

/// Resets a value to its default if the previous preset had changed it.
fn reset<T: PartialEq + Copy>(value: &mut T, previous: &T, default: &T) {
    if previous != default {
        *value = *default;
    }
}

/// Effect of changed parameters on a run, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// No effect.
    None,
    /// Continue from the current weights.
    Continue,
    /// Restart the run on the same data.
    Restart,
    /// Regenerate the data, then restart.
    Regenerate,
}

impl Params {
    /// Returns the effect of a change from `old` to these parameters: the strongest effect of all changed fields.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::{Change, Params};
    /// let old = Params::default();
    /// let mut new = old.clone();
    /// new.trainer.lambda = 3.0;
    /// assert_eq!(new.change_from(&old), Change::Continue);
    /// ```
    #[must_use]
    pub fn change_from(&self, old: &Self) -> Change {
        let (new, old_trainer) = (&self.trainer, &old.trainer);
        let of_others = if self.data != old.data {
            Change::Regenerate
        } else if new.initial != old_trainer.initial {
            Change::Restart
        } else if new.model != old_trainer.model {
            Change::Continue
        } else {
            Change::None
        };
        let changed = PARAMS.iter().filter(|param| param.get(new) != param.get(old_trainer));
        changed.map(|param| param.change).fold(of_others, Change::max)
    }
}
