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
use crate::lab::{DATA_PARAMS, DataParams, PARAMS, ParamValue, Params, Preset, TrainerParam, scorings};
use crate::model::Scoring;

pub use look::{CONTROLS, EMBEDDED_CONTROLS, LAST_ITERATION, SPEED};

/// Most bytes of a hash.
pub const MAX_LINK_BYTES: usize = 2048;

/// The name of the one parameter that the data choose unless it is given.
const LEARNING_RATE: &str = "learning_rate";

/// What a link says; what it leaves out is as in [`Link::of`] its data.
///
/// Every value in it is one that a lab accepts, but for what only the rows can tell.
///
/// # Example
/// ```
/// use regularization_lab::charts::Link;
/// let (link, problems) = Link::read("#v=1&data=easy&penalty=l2&lambda=-3&n-iter=100");
/// assert_eq!(problems, ["lambda must be between 0 and 1e100; got -3"]);
/// assert_eq!(link.n_iter, Some(100));
/// assert_eq!(link.params(None)?.trainer.lambda, 1.0);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    /// Which data set; never one's own, which does not travel in a link.
    pub data: Option<Preset>,
    /// Values of parameters by name: those of [`PARAMS`] that a lab has, those of [`crate::lab::DATA_PARAMS`], and those of the recipe. Without
    /// `learning_rate` the data choose it.
    pub params: Vec<(&'static str, ParamValue)>,
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
        let of_trainer = lab_params().filter(|param| param.name != LEARNING_RATE);
        let of_trainer = of_trainer.filter_map(|param| Some((param.name, param.get(&trainer)?)));
        let has_recipe = preset.recipe().is_some();
        let of_data = DataParams::without_rows(preset)
            .values()
            .into_iter()
            .filter(|(name, _)| has_recipe || DATA_PARAMS.iter().any(|param| param.name == *name));
        Self {
            data: Some(preset),
            params: of_trainer.chain(of_data).collect(),
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

    /// The value of a parameter, if the link gives one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<ParamValue> {
        self.params.iter().find(|(given, _)| *given == name).map(|&(_, value)| value)
    }

    /// The link with another value of a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.params = overlaid(&self.params, &[(name, value.into())]);
        self
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
        let mut params = overlaid(&base.params, &self.params);
        // The learning rate, which the base leaves out, has its place among the others.
        let place = |name| lab_params().position(|param| param.name == name).unwrap_or(usize::MAX);
        params.sort_by_key(|&(name, _)| place(name));
        Self {
            data: base.data,
            params,
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
        for &(name, value) in &self.params {
            match lab_params().find(|param| param.name == name) {
                Some(param) => param.set(&mut params.trainer, value)?,
                None => params.data.set(name, value)?,
            }
        }
        params.rate_follows_data &= self.get(LEARNING_RATE).is_none();
        Ok(params)
    }
}

/// Names of the panels for which something holds, in their order.
fn names_of(holds: impl Fn(&PanelInfo) -> bool) -> Vec<&'static str> {
    PANELS.iter().filter(|panel| holds(panel)).map(|panel| panel.name).collect()
}

/// Panels that can be shown in several ways, and the way that each is shown in first.
fn first_views() -> Vec<(&'static str, &'static str)> {
    PANELS.iter().filter_map(|panel| Some((panel.name, panel.views.first()?.0))).collect()
}

/// What the target of a preset is, without its rows.
fn task_of(preset: Preset) -> Task {
    let table = preset.builtin().map_or(Task::Classification, Builtin::task);
    preset.recipe().map_or(table, |recipe| recipe.task())
}

/// The pairs of `under` with the values of `over` where it has the same name, followed by the other pairs of `over`.
fn overlaid<T: Copy>(under: &[(&'static str, T)], over: &[(&'static str, T)]) -> Vec<(&'static str, T)> {
    let mut pairs = under.to_vec();
    for &(name, value) in over {
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    pairs
}

/// The model's parameters that a lab has.
fn lab_params() -> impl Iterator<Item = &'static TrainerParam> {
    PARAMS.iter().filter(|param| param.in_lab)
}

/// A name as it stands in a link and in attributes.
fn kebab(name: &str) -> String {
    name.replace('_', "-")
}
