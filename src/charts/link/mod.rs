//! Serializes the state of a lab and its display settings in the hash of a URL. `docs/link.md` defines the grammar.

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
use crate::lab::{
    BookmarkOrigin, DATA_PARAMS, DataParams, PARAMS, ParamValue, Params, Preset, TrainerParam, scorings,
};
use crate::model::Scoring;

pub use look::{CONTROLS, EMBEDDED_CONTROLS, LARGEST_WEIGHT, LAST_ITERATION, SPEED};

/// Maximum length of a hash in bytes.
pub const MAX_LINK_BYTES: usize = 8192;

/// Key of the penalty factors.
const PENALTY_FACTOR: &str = "penalty-factor";

/// Name of the only parameter whose default depends on the data.
const LEARNING_RATE: &str = "learning_rate";

/// A parsed link; the fields that it omits default to those of [`Link::of`] with the same data.
///
/// All values are valid for a lab, except where validity depends on the rows of a table.
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
    /// The preset; never [`Preset::Own`], because a link cannot contain the user's table.
    pub data: Option<Preset>,
    /// Whether the state had the user's table; opening the link reports that its data are others.
    pub has_own_table: bool,
    /// Parameter values by name: the rows of [`PARAMS`] with `in_lab`, [`crate::lab::DATA_PARAMS`], and the recipe parameters. If
    /// `learning_rate` is absent, the lab derives it from the data.
    pub params: Vec<(&'static str, ParamValue)>,
    /// Number of iterations to run.
    pub n_iter: Option<usize>,
    /// Whether the run then jumps to the exact optimum.
    pub at_optimum: bool,
    /// The bookmark.
    pub bookmark: Option<BookmarkOrigin>,
    /// Visible panels, in display order.
    pub panels: Option<Vec<&'static str>>,
    /// Visible controls; `None`: all.
    pub controls: Option<Vec<&'static str>>,
    /// Name of the color theme, one of [`THEMES`].
    pub theme: Option<&'static str>,
    /// Axis scale of the weights.
    pub scale: Option<Scale>,
    /// Playback speed in iterations per second.
    pub speed: Option<f64>,
    /// The two features of the geometry panel; `None`: the most informative pair.
    pub pair: Option<(usize, usize)>,
    /// Start point of the geometry's trajectory, in the weights of its two features.
    pub start: Option<(f64, f64)>,
    /// Penalty factors, one per feature; `None` for 1 each.
    pub penalty_factor: Option<Vec<f64>>,
    /// Selected view of each panel with several views.
    pub views: Vec<(&'static str, &'static str)>,
    /// Scoring of the cross-validation.
    pub scoring: Option<Scoring>,
}

impl Link {
    /// Returns the defaults of a preset, as in [`Params::of`] and on the page; a link omits these values.
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
            has_own_table: false,
            params: of_trainer.chain(of_data).collect(),
            n_iter: Some(0),
            at_optimum: false,
            bookmark: None,
            panels: Some(names_of(|panel| panel.is_default)),
            controls: None,
            theme: Some(THEMES[0].0),
            scale: Some(Scale::default()),
            speed: Some(SPEED.0),
            pair: None,
            start: None,
            penalty_factor: None,
            views: default_views(),
            scoring: Some(scorings(task_of(preset))[0]),
        }
    }

    /// Returns the value of a parameter, if the link contains it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<ParamValue> {
        self.params.iter().find(|(other, _)| *other == name).map(|&(_, value)| value)
    }

    /// Returns the link with a parameter set to a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<ParamValue>) -> Self {
        self.params = merged(&self.params, &[(name, value.into())]);
        self
    }

    /// Returns the preset of the link, or the default preset.
    #[must_use]
    pub fn preset(&self) -> Preset {
        self.data.unwrap_or(Preset::Stress)
    }

    /// Fills in the defaults of all omitted fields, so that the link does not depend on the page that opens it.
    #[must_use]
    pub fn complete(&self) -> Self {
        let base = Self::of(self.preset());
        let mut of_data = merged(&base.params, &self.params);
        // `base` omits the learning rate, so it is appended; this restores the order of `PARAMS`.
        let take = |param: &TrainerParam| {
            let place = of_data.iter().position(|&(name, _)| name == param.name)?;
            Some(of_data.remove(place))
        };
        let mut params: Vec<(&'static str, ParamValue)> = lab_params().filter_map(take).collect();
        params.append(&mut of_data);
        Self {
            data: base.data,
            has_own_table: self.has_own_table,
            params,
            n_iter: self.n_iter.or(base.n_iter),
            at_optimum: self.at_optimum,
            bookmark: self.bookmark,
            panels: self.panels.clone().or(base.panels),
            controls: self.controls.clone(),
            theme: self.theme.or(base.theme),
            scale: self.scale.or(base.scale),
            speed: self.speed.or(base.speed),
            pair: self.pair,
            start: self.start,
            penalty_factor: self.penalty_factor.clone(),
            views: merged(&base.views, &self.views),
            scoring: self.scoring.or(base.scoring),
        }
    }

    /// Returns the parameters of a lab; `table` is required if the preset uses a table.
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
        params.trainer.model.penalty_factor.clone_from(&self.penalty_factor);
        params.rate_follows_data &= self.get(LEARNING_RATE).is_none();
        Ok(params)
    }
}

/// Returns the names of the panels that satisfy a predicate, in display order.
fn names_of(predicate: impl Fn(&PanelInfo) -> bool) -> Vec<&'static str> {
    PANELS.iter().filter(|panel| predicate(panel)).map(|panel| panel.name).collect()
}

/// Returns the default view of each panel with several views.
fn default_views() -> Vec<(&'static str, &'static str)> {
    PANELS.iter().filter_map(|panel| Some((panel.name, panel.views.first()?.0))).collect()
}

/// Returns the task of a preset without loading its rows.
fn task_of(preset: Preset) -> Task {
    let table = preset.builtin().map_or(Task::Classification, Builtin::task);
    preset.recipe().map_or(table, |recipe| recipe.task())
}

/// Overrides the values of `base` with those of `overrides` and appends the pairs that `base` lacks.
fn merged<T: Copy>(base: &[(&'static str, T)], overrides: &[(&'static str, T)]) -> Vec<(&'static str, T)> {
    let mut pairs = base.to_vec();
    for &(name, value) in overrides {
        match pairs.iter_mut().find(|(other, _)| *other == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    pairs
}

/// Iterates over the model parameters with `in_lab`.
fn lab_params() -> impl Iterator<Item = &'static TrainerParam> {
    PARAMS.iter().filter(|param| param.in_lab)
}

/// Converts a name to kebab-case, for links and attributes.
fn kebab(name: &str) -> String {
    name.replace('_', "-")
}
