//! The state of a lab and what of it is shown, in the hash of an address. `docs/link.md` has the grammar.

mod decode;
mod look;
mod read;
mod rows;
mod values;
mod write;

use std::rc::Rc;

use super::axis::Scale;
use super::panels::{PANELS, PanelInfo};
use super::theme::THEMES;
use crate::data::{Builtin, Dataset, Task};
use crate::error::Result;
use crate::lab::{ClassWeight, Optimizer, Params, Preset, scorings};
use crate::model::{PenaltyKind, Scoring};

pub use look::{CONTROLS, EMBEDDED_CONTROLS, LAST_ITERATION, SPEED};

/// Most bytes of a hash.
pub const LONGEST_LINK: usize = 2048;

/// What a link says; what it leaves out is as in [`Link::of`] its data.
///
/// Every value in it is one that a lab accepts, but for what only the rows can tell.
///
/// # Example
/// ```
/// use regularization_lab::charts::Link;
/// let (link, problems) = Link::read("#v=1&data=easy&penalty=l2&lambda=-3&n-iter=100");
/// assert_eq!(problems, ["lambda must be between 0 and 1e12; got -3"]);
/// assert_eq!(link.n_iter, Some(100));
/// assert_eq!(link.params(None)?.trainer.lambda, 1.0);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    /// Which data set; never one's own, which does not travel in a link.
    pub data: Option<Preset>,
    /// Whether features are scaled.
    pub standardize: Option<bool>,
    /// The penalty.
    pub penalty: Option<PenaltyKind>,
    /// Its strength.
    pub lambda: Option<f64>,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: Option<f64>,
    /// How the objective is minimized.
    pub optimizer: Option<Optimizer>,
    /// `None`: the data choose it.
    pub learning_rate: Option<f64>,
    /// How much the rows of a class count.
    pub class_weight: Option<ClassWeight>,
    /// Numbers of the data by their name in `snake_case`, `test_size` among them.
    pub numbers: Vec<(&'static str, f64)>,
    /// The seed of the rows, or of a table's split.
    pub random_state: Option<u32>,
    /// Whether both parts get the same share of each class.
    pub stratify: Option<bool>,
    /// Iterations that have been run.
    pub n_iter: Option<usize>,
    /// Whether the run has then jumped to its exact optimum.
    pub at_optimum: bool,
    /// Panels on show, in their order.
    pub panels: Option<Vec<&'static str>>,
    /// Controls on show; `None`: all.
    pub controls: Option<Vec<&'static str>>,
    /// One of [`THEMES`].
    pub theme: Option<&'static str>,
    /// How weights are spaced.
    pub scale: Option<Scale>,
    /// Iterations a second.
    pub speed: Option<f64>,
    /// The two weights of the geometry; `None`: the telling ones.
    pub pair: Option<(usize, usize)>,
    /// Panels that are shown in one of their other views.
    pub views: Vec<(&'static str, &'static str)>,
    /// What the folds are judged by.
    pub scoring: Option<Scoring>,
}

impl Link {
    /// All that a link to a preset need not say, as [`Params::of`] and the page have it.
    #[must_use]
    pub fn of(preset: Preset) -> Self {
        let trainer = Params::trainer_of(preset);
        let split = preset.split();
        let recipe = preset.recipe();
        let names =
            recipe.iter().flat_map(|recipe| recipe.names().iter().map(|&name| (name, recipe.number(name))));
        Self {
            data: Some(preset),
            standardize: Some(preset.is_standardized()),
            penalty: Some(trainer.penalty),
            lambda: Some(trainer.lambda),
            l1_ratio: Some(trainer.l1_ratio),
            optimizer: Some(trainer.optimizer),
            learning_rate: None,
            class_weight: Some(trainer.class_weight),
            numbers: names.chain([("test_size", split.test_size)]).collect(),
            random_state: Some(recipe.as_ref().map_or(split.random_state, |recipe| recipe.random_state)),
            stratify: Some(split.stratify),
            n_iter: Some(0),
            at_optimum: false,
            panels: Some(names_of(|panel| panel.is_default)),
            controls: None,
            theme: Some(THEMES[0].0),
            scale: Some(Scale::default()),
            speed: Some(SPEED.0),
            pair: None,
            views: first_views(),
            scoring: Some(scorings(task_of(preset))[0]),
        }
    }

    /// The preset that everything in it is about.
    #[must_use]
    pub fn preset(&self) -> Preset {
        self.data.unwrap_or(Preset::Stress)
    }

    /// The link with all that it leaves out: what a lab has to be told that may stand anywhere.
    #[must_use]
    pub fn complete(&self) -> Self {
        let base = Self::of(self.preset());
        Self {
            data: base.data,
            standardize: self.standardize.or(base.standardize),
            penalty: self.penalty.or(base.penalty),
            lambda: self.lambda.or(base.lambda),
            l1_ratio: self.l1_ratio.or(base.l1_ratio),
            optimizer: self.optimizer.or(base.optimizer),
            learning_rate: self.learning_rate,
            class_weight: self.class_weight.or(base.class_weight),
            numbers: overlaid(&base.numbers, &self.numbers),
            random_state: self.random_state.or(base.random_state),
            stratify: self.stratify.or(base.stratify),
            n_iter: self.n_iter.or(base.n_iter),
            at_optimum: self.at_optimum,
            panels: self.panels.clone().or(base.panels),
            controls: self.controls.clone(),
            theme: self.theme.or(base.theme),
            scale: self.scale.or(base.scale),
            speed: self.speed.or(base.speed),
            pair: self.pair,
            views: overlaid(&base.views, &self.views),
            scoring: self.scoring.or(base.scoring),
        }
    }

    /// The parameters of a lab; `table` is the one that the preset is about, if it is about one.
    ///
    /// # Errors
    /// As [`Params::of`].
    pub fn params(&self, table: Option<Rc<Dataset>>) -> Result<Params> {
        let mut params = Params::of(self.preset(), table)?;
        let data = &mut params.data;
        data.standardize = self.standardize.unwrap_or(data.standardize);
        for &(name, value) in &self.numbers {
            data.set(name, value)?;
        }
        data.set_random_state(self.random_state.unwrap_or(data.random_state()));
        data.split.stratify = self.stratify.unwrap_or(data.split.stratify);
        let trainer = &mut params.trainer;
        trainer.penalty = self.penalty.unwrap_or(trainer.penalty);
        trainer.lambda = self.lambda.unwrap_or(trainer.lambda);
        trainer.l1_ratio = self.l1_ratio.unwrap_or(trainer.l1_ratio);
        trainer.optimizer = self.optimizer.unwrap_or(trainer.optimizer);
        trainer.class_weight = self.class_weight.unwrap_or(trainer.class_weight);
        trainer.learning_rate = self.learning_rate.unwrap_or(trainer.learning_rate);
        params.rate_follows_data &= self.learning_rate.is_none();
        Ok(params)
    }
}

/// Names of the panels for which something holds, in their order.
fn names_of(holds: impl Fn(&PanelInfo) -> bool) -> Vec<&'static str> {
    PANELS.iter().filter(|panel| holds(panel)).map(|panel| panel.name).collect()
}

/// Panels that can be shown in several ways, and the way that each is shown in first.
fn first_views() -> Vec<(&'static str, &'static str)> {
    PANELS.iter().filter_map(|panel| Some((panel.name, *panel.views.first()?))).collect()
}

/// What the target of a preset is, without its rows.
fn task_of(preset: Preset) -> Task {
    let table = preset.builtin().map_or(Task::Classification, Builtin::task);
    preset.recipe().map_or(table, |recipe| recipe.task())
}

/// Pairs, with the values of others where they have the same name.
fn overlaid<T: Copy>(under: &[(&'static str, T)], over: &[(&'static str, T)]) -> Vec<(&'static str, T)> {
    let value =
        |name, value| over.iter().find(|(other, _)| *other == name).map_or(value, |&(_, value)| value);
    under.iter().map(|&(name, under)| (name, value(name, under))).collect()
}

/// A name as it stands in a link and in attributes.
fn kebab(name: &str) -> String {
    name.replace('_', "-")
}
