//! The table of the model's parameters, their defaults, and what changing them means.

use std::rc::Rc;

use super::data_params::{DataParams, Source};
use super::param::Param;
use super::presets::Preset;
use crate::data::{Dataset, MAX_VALUE, Task};
use crate::decimal::shown;
use crate::error::{Error, Result, check_between};
use crate::model::{ClassWeight, Loss, MAX_LAMBDA, ModelOptions, Penalty, PenaltyKind, Point};
use crate::solve::Optimizer;

/// A row of [`PARAMS`].
pub type TrainerParam = Param<TrainerParams>;

/// The parameters of a [`super::Trainer`], in the order of links.
///
/// Dropout and label smoothing depend on other parameters too, see [`TrainerParams::check`]. Penalty factors and `initial`, the start,
/// are no single values and not part of the table.
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
    // The largest one diverges, and that is worth seeing.
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
        // In units of the gradient, which has those of the target and the features.
        (0.0, 1e100),
        |p| p.tolerance,
        |p, value| p.tolerance = Some(value),
    ),
    TrainerParam::flag(
        ("fit_intercept", "Intercept"),
        |p| p.model.fit_intercept,
        |p, value| p.model.fit_intercept = value,
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
/// | `loss` | `None`: by the task; logistic needs classes |
/// | `penalty`, `lambda` | kind and strength of the penalty |
/// | `l1_ratio` | the share of the L1 part, without effect unless elastic net |
/// | `optimizer` | the method that minimizes the objective |
/// | `learning_rate` | step size; without effect on coordinate descent |
/// | `max_iter` | number of iterations after which a run stops |
/// | `tolerance` | KKT residual at which a run has converged; `None`: [`Optimizer::default_tolerance`] |
/// | `class_weight` | balanced needs classes |
/// | `label_smoothing` | moves the classes towards ½, logistic loss only |
/// | `dropout` | the chance of an input to be left out of an iteration; gradient descent and proximal gradient only, and such a run ends at no tolerance |
/// | `random_state` | the seed of dropout |
/// | `model` | intercept and penalty factors |
/// | `initial` | the start, finite, one weight a feature; `None`: all 0 |
///
/// The defaults, λ and learning rate among them, are those of the article's class; a lab opens with those of [`Params`].
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
    /// Where a run on `train` starts.
    #[must_use]
    pub fn start(&self, train: &Dataset) -> Point {
        self.model.feasible(self.initial.clone().unwrap_or_else(|| Point::zeros(train.n_features())))
    }

    /// The tolerance in force.
    #[must_use]
    pub fn effective_tolerance(&self) -> f64 {
        // The residual of one draw of the inputs says nothing about the optimum.
        if self.dropout > 0.0 { 0.0 } else { self.tolerance.unwrap_or(self.optimizer.default_tolerance()) }
    }

    /// The share of the L1 part in force.
    #[must_use]
    pub fn effective_l1_ratio(&self) -> f64 {
        self.penalty.effective_l1_ratio(self.l1_ratio)
    }

    /// A penalty of this kind with these strengths, on `n_samples` training rows.
    pub(super) fn penalty_of(&self, kind: PenaltyKind, n_samples: usize) -> Result<Penalty> {
        Penalty::new(kind, self.lambda, self.l1_ratio, n_samples)
    }

    /// Accepts the parameters for training on `data`.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above.
    pub fn check(&self, data: &Dataset) -> Result<()> {
        self.check_for(data.task())?;
        self.model.check(data)?;
        self.initial.as_ref().map_or(Ok(()), |initial| check_initial(initial, data.n_features()))
    }

    /// All of it but the start, for rows that need not be there yet.
    pub(crate) fn check_for(&self, task: Task) -> Result<()> {
        PARAMS.iter().try_for_each(|param| param.check(self))?;
        if self.label_smoothing > 0.0 && self.loss.unwrap_or(Loss::of_task(task)) == Loss::Squared {
            let accepted = "0 with the squared loss; only classes can be smoothed";
            return Err(Error::parameter("label_smoothing", shown(self.label_smoothing), accepted));
        }
        let takes_noise = matches!(self.optimizer, Optimizer::GradientDescent | Optimizer::ProximalGradient);
        if self.dropout > 0.0 && !takes_noise {
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
        let accepted = format!("{n_features} weights, one a feature");
        return Err(Error::parameter("initial_coef", format!("{} weights", initial.coef.len()), accepted));
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
    /// Which data set.
    pub data: DataParams,
    /// The model and how it is trained.
    pub trainer: TrainerParams,
    /// Whether the learning rate is chosen anew for other data: the preset's own, or the stable one where that is smaller.
    pub rate_follows_data: bool,
}

impl Default for Params {
    /// The page as it opens: the stress test under L1 at λ = 1, by proximal gradient.
    fn default() -> Self {
        let preset = Preset::Stress;
        Self {
            data: DataParams {
                preset,
                source: Source::Recipe(preset.recipe().unwrap_or_default()),
                split: preset.split(),
                standardize: preset.is_standardized(),
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
    /// The page's parameters on the data of a preset, with the training that it asks for.
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

    /// The training of [`Params::of`], whose table need not be there yet.
    pub(crate) fn trainer_of(preset: Preset) -> TrainerParams {
        let mut trainer = Self::default().trainer;
        preset.ask(&mut trainer);
        trainer
    }

    /// Takes other data with the training that their preset asks for. What the last one asked for leaves with it; all else
    /// stays as the hand has set it.
    pub fn choose(&mut self, data: DataParams) {
        let page = Self::default().trainer;
        let mut asked = page.clone();
        self.data.preset.ask(&mut asked);
        let trainer = &mut self.trainer;
        restore(&mut trainer.penalty, &asked.penalty, &page.penalty);
        restore(&mut trainer.lambda, &asked.lambda, &page.lambda);
        restore(&mut trainer.optimizer, &asked.optimizer, &page.optimizer);
        restore(&mut trainer.max_iter, &asked.max_iter, &page.max_iter);
        // It may have been scaled to the data.
        trainer.tolerance = page.tolerance;
        if data.task() == Task::Regression {
            trainer.class_weight = ClassWeight::None;
        }
        data.preset.ask(trainer);
        // A start belongs to its features.
        trainer.initial = None;
        self.data = data;
        self.rate_follows_data = true;
    }
}

/// Returns a value that a preset asked for to the page's.
fn restore<T: PartialEq + Copy>(value: &mut T, asked: &T, page: &T) {
    if asked != page {
        *value = *page;
    }
}

/// What changed parameters ask of a running model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing.
    None,
    /// Go on from where the weights are.
    Continue,
    /// Start the same run again.
    Restart,
    /// Make the data anew, then start.
    Regenerate,
}

impl Params {
    /// What getting from `old` to these parameters means; the largest of what each field asks for.
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
