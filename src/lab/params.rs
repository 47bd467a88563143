//! Every parameter with its default and range, and what changing it means.

use std::rc::Rc;

use super::data_params::{DataParams, Source};
use super::presets::Preset;
use crate::data::{Dataset, LARGEST_VALUE, Task};
use crate::decimal::shown;
use crate::error::{Error, Result, check_between};
use crate::model::{LARGEST_LAMBDA, Loss, PenaltyKind, Point};
use crate::names::named;

/// Largest learning rate that is accepted; it diverges, and that is worth seeing.
pub const LARGEST_LEARNING_RATE: f64 = 1e9;

/// Largest chance of an input to be left out.
pub const LARGEST_DROPOUT: f64 = 0.9;

/// The learning rates on the slider.
pub const LEARNING_RATE_SLIDER: (f64, f64) = (1e-4, 10.0);

/// How the objective is minimized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optimizer {
    /// [`crate::solve::GradientDescent`], the article's loop.
    GradientDescent,
    /// [`crate::solve::ProximalGradient`].
    ProximalGradient,
    /// [`crate::solve::AcceleratedProximalGradient`].
    AcceleratedProximalGradient,
    /// [`crate::solve::ProximalNewton`]; one iteration is a Newton step minimized by coordinate descent.
    CoordinateDescent,
}

impl Optimizer {
    /// All of them, from the plainest to the fastest.
    pub const ALL: [Self; 4] = [
        Self::GradientDescent,
        Self::ProximalGradient,
        Self::AcceleratedProximalGradient,
        Self::CoordinateDescent,
    ];

    /// The name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GradientDescent => "gradient-descent",
            Self::ProximalGradient => "proximal-gradient",
            Self::AcceleratedProximalGradient => "accelerated-proximal-gradient",
            Self::CoordinateDescent => "coordinate-descent",
        }
    }

    /// The optimizer of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("optimizer", name, &Self::ALL, Self::name)
    }

    /// The article's loop and its kin have no tolerance; the exact method stops at its certificate.
    fn default_tolerance(self) -> f64 {
        match self {
            Self::CoordinateDescent => 1e-9,
            Self::GradientDescent | Self::ProximalGradient | Self::AcceleratedProximalGradient => 0.0,
        }
    }
}

/// How much the rows of a class count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClassWeight {
    /// Every row counts the same.
    #[default]
    None,
    /// scikit-learn's `"balanced"`: both classes count the same.
    Balanced,
}

impl ClassWeight {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::None, Self::Balanced];

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Balanced => "balanced",
        }
    }

    /// The class weight of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("class_weight", name, &Self::ALL, Self::name)
    }
}

/// The parameters of a [`super::Trainer`].
///
/// | name | default | accepted |
/// |---|---|---|
/// | `loss` | by the task | logistic needs classes |
/// | `penalty` | none | none, l2, l1, elasticnet |
/// | `lambda` | 0.01 | 0 … 10¹² |
/// | `l1_ratio` | 0.5 | 0 … 1, without effect unless elastic net |
/// | `optimizer` | gradient descent | |
/// | `learning_rate` | 0.01 | above 0, at most 10⁹; without effect on coordinate descent |
/// | `max_iter` | no limit | 0 … |
/// | `tolerance` | 0 (never), coordinate descent 10⁻⁹ | 0 … 1, a KKT residual |
/// | `class_weight` | none | balanced needs classes |
/// | `label_smoothing` | 0 | 0 … 1; moves the classes towards ½, logistic loss only |
/// | `dropout` | 0 | 0 … 0.9, the chance of an input to be left out of an iteration; gradient descent and proximal gradient only, and such a run ends at no tolerance |
/// | `random_state` | 0 | 0 … 2³² − 1, the seed of dropout |
/// | `initial` | all 0 | finite, one weight a feature |
///
/// Defaults are those of the article's class.
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
            initial: None,
        }
    }
}

impl TrainerParams {
    /// Where a run on `train` starts.
    #[must_use]
    pub fn start(&self, train: &Dataset) -> Point {
        self.initial.clone().unwrap_or_else(|| Point::zeros(train.n_features()))
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

    /// Accepts the parameters for training on `data`.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above.
    pub fn check(&self, data: &Dataset) -> Result<()> {
        self.check_for(data.task())?;
        self.initial.as_ref().map_or(Ok(()), |initial| check_initial(initial, data.n_features()))
    }

    /// All of it but the start, for rows that need not be there yet.
    pub(crate) fn check_for(&self, task: Task) -> Result<()> {
        check_between("lambda", self.lambda, 0.0, LARGEST_LAMBDA)?;
        check_between("l1_ratio", self.l1_ratio, 0.0, 1.0)?;
        if !(self.learning_rate > 0.0 && self.learning_rate <= LARGEST_LEARNING_RATE) {
            let accepted = format!("above 0 and at most {}", shown(LARGEST_LEARNING_RATE));
            return Err(Error::parameter("learning_rate", shown(self.learning_rate), accepted));
        }
        check_between("tolerance", self.tolerance.unwrap_or(0.0), 0.0, 1.0)?;
        check_between("label_smoothing", self.label_smoothing, 0.0, 1.0)?;
        if self.label_smoothing > 0.0 && self.loss.unwrap_or(Loss::of_task(task)) == Loss::Squared {
            let accepted = "0 with the squared loss; only classes can be smoothed";
            return Err(Error::parameter("label_smoothing", shown(self.label_smoothing), accepted));
        }
        check_between("dropout", self.dropout, 0.0, LARGEST_DROPOUT)?;
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
        check_between("initial_coef", w, -LARGEST_VALUE, LARGEST_VALUE)?;
    }
    check_between("initial_intercept", initial.intercept, -LARGEST_VALUE, LARGEST_VALUE)?;
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
        restore(&mut trainer.tolerance, &asked.tolerance, &page.tolerance);
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
        let (new_model, old_model) = (&self.trainer, &old.trainer);
        if self.data != old.data {
            Change::Regenerate
        } else if new_model.optimizer != old_model.optimizer
            || new_model.initial != old_model.initial
            || new_model.loss != old_model.loss
        {
            Change::Restart
        } else if new_model != old_model {
            Change::Continue
        } else {
            Change::None
        }
    }
}
