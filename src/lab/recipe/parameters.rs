//! The table of recipe parameters: name, field, kinds, limits and slider of each are said here and nowhere else.

use super::{Kind, MAX_FEATURES, MAX_VALUES, ROWS, Recipe, n_products};
use crate::decimal::shown;
use crate::error::{Error, Result, check_between, check_count};
use crate::names::named;

/// Furthest that a slider of counts goes.
const SLIDER_COUNT: usize = 50;

/// A parameter of recipes.
pub(super) struct Parameter {
    /// scikit-learn's name, that of the field.
    pub name: &'static str,
    field: Field,
    /// The kinds of recipe that it can be changed in.
    kinds: &'static [Kind],
    /// Least and largest value that is accepted, whatever the other numbers are.
    limits: fn(&Recipe) -> (f64, f64),
    /// What its slider covers.
    slider: fn(&Recipe) -> Slider,
}

/// Reads and writes the field.
enum Field {
    /// A whole number.
    Count { get: fn(&Recipe) -> usize, set: fn(&mut Recipe, usize) },
    /// Any number.
    Real { get: fn(&Recipe) -> f64, set: fn(&mut Recipe, f64) },
}

/// Least and largest value that goes with the other numbers, and the step: 0 where the slider is logarithmic.
type Slider = (f64, f64, f64);

/// A number of the data with the range that a slider gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecipeParameter {
    /// scikit-learn's name.
    pub name: &'static str,
    /// Its present value.
    pub value: f64,
    /// Least value that goes with the other numbers.
    pub low: f64,
    /// Largest value that goes with the other numbers.
    pub high: f64,
    /// Distance of neighbouring values; 0 where the slider is logarithmic, with two digits.
    pub step: f64,
}

/// A row of the table. The name is the field's, so the two cannot disagree.
macro_rules! parameter {
    ($field_kind:ident $field:ident, $kinds:expr, limits: $limits:expr, slider: $slider:expr) => {
        Parameter {
            name: stringify!($field),
            field: Field::$field_kind {
                get: |recipe| recipe.$field,
                set: |recipe, value| recipe.$field = value,
            },
            kinds: $kinds,
            limits: $limits,
            slider: $slider,
        }
    };
}

/// All parameters of recipes besides `random_state`, which all have, in the order in which a page lists them.
pub(super) static PARAMETERS: [Parameter; 13] = [
    parameter!(
        Count n_samples, &Kind::ALL,
        limits: |_| (ROWS.0 as f64, ROWS.1 as f64),
        slider: |recipe| {
            let most = ROWS.1.min(MAX_VALUES / recipe.width().max(1));
            (ROWS.0 as f64, most as f64, 0.0)
        }
    ),
    parameter!(
        Count n_features, &[Kind::Classification, Kind::Scales, Kind::Polynomial, Kind::Regression],
        limits: |_| (1.0, MAX_FEATURES as f64),
        slider: n_features_slider
    ),
    parameter!(
        Count n_informative, &[Kind::Classification, Kind::Scales, Kind::Regression],
        limits: |recipe| (recipe.fewest_informative() as f64, MAX_FEATURES as f64),
        slider: |recipe| {
            let most = recipe.n_features.saturating_sub(recipe.n_redundant).min(SLIDER_COUNT);
            whole(recipe.fewest_informative(), most.max(recipe.n_informative))
        }
    ),
    parameter!(
        // At most `n_features`, see `Recipe::check`.
        Count n_redundant, &[Kind::Classification],
        limits: |_| (0.0, f64::INFINITY),
        slider: |recipe| {
            let room = recipe.n_features.saturating_sub(recipe.n_informative);
            whole(0, room.min(SLIDER_COUNT).max(recipe.n_redundant))
        }
    ),
    parameter!(
        Count degree, &[Kind::Polynomial],
        limits: |_| (1.0, 10.0),
        slider: |recipe| {
            let makes = |degree: &usize| n_products(recipe.n_features, *degree);
            let most = (1..=5).rev().find(|degree| makes(degree) <= most_features(recipe));
            whole(1, most.unwrap_or(1))
        }
    ),
    parameter!(
        Real class_sep, &[Kind::Classification, Kind::Scales, Kind::Polynomial],
        limits: |_| (0.0, 10.0),
        slider: |_| (0.0, 4.0, 0.05)
    ),
    parameter!(
        Real flip_y, &[Kind::Classification, Kind::Scales, Kind::Polynomial],
        limits: |_| (0.0, 1.0),
        slider: |_| (0.0, 0.5, 0.01)
    ),
    parameter!(
        Real weight_0, &[Kind::Classification],
        limits: |_| (0.05, 0.95),
        slider: |_| (0.05, 0.95, 0.01)
    ),
    parameter!(
        Count n_groups, &[Kind::Correlated],
        limits: |_| (1.0, MAX_FEATURES as f64),
        slider: |recipe| whole(1, 10.max(recipe.n_groups))
    ),
    parameter!(
        Count group_size, &[Kind::Correlated],
        limits: |_| (1.0, MAX_FEATURES as f64),
        slider: |recipe| whole(1, 10.max(recipe.group_size))
    ),
    parameter!(
        // The features in all have a limit, see `Recipe::check`.
        Count n_noise, &[Kind::Correlated],
        limits: |_| (0.0, f64::INFINITY),
        slider: |recipe| whole(0, SLIDER_COUNT.max(recipe.n_noise))
    ),
    parameter!(
        Real rho, &[Kind::Correlated, Kind::Valley],
        limits: |_| (0.0, 1.0),
        slider: |recipe| if recipe.kind == Kind::Valley { (0.9, 1.0, 0.001) } else { (0.0, 1.0, 0.01) }
    ),
    parameter!(
        Real noise, &[Kind::Regression, Kind::Correlated, Kind::Valley],
        limits: |recipe| (0.0, if recipe.kind.is_correlated() { 10.0 } else { 1_000.0 }),
        slider: |recipe| if recipe.kind == Kind::Regression { (0.0, 100.0, 1.0) } else { (0.0, 2.0, 0.05) }
    ),
];

fn n_features_slider(recipe: &Recipe) -> Slider {
    let most_features = most_features(recipe);
    if recipe.kind == Kind::Polynomial {
        let most = (2..=10).rev().find(|&p| n_products(p, recipe.degree) <= most_features);
        return whole(2, most.unwrap_or(2));
    }
    ((recipe.n_informative + recipe.n_redundant).max(2) as f64, most_features as f64, 0.0)
}

/// Most features of a table of so many rows.
fn most_features(recipe: &Recipe) -> usize {
    MAX_FEATURES.min(MAX_VALUES / recipe.n_samples.max(1))
}

/// A slider of counts.
fn whole(low: usize, high: usize) -> Slider {
    (low as f64, high.max(low) as f64, 1.0)
}

impl Parameter {
    /// The parameter of this name among all.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name; the sentence lists the accepted ones.
    pub fn from_name(name: &str) -> Result<&'static Self> {
        named("recipe parameter", name, &PARAMETERS.each_ref(), |parameter| parameter.name)
    }

    /// Whether recipes of this kind have it.
    pub fn is_of(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether recipes with the generator of this kind use it: some keep it at its preset's value.
    pub fn has_generator_of(&self, kind: Kind) -> bool {
        self.kinds.iter().any(|other| other.is_correlated() == kind.is_correlated())
    }

    /// Its value.
    pub fn get(&self, recipe: &Recipe) -> f64 {
        match self.field {
            Field::Count { get, .. } => get(recipe) as f64,
            Field::Real { get, .. } => get(recipe),
        }
    }

    /// Sets it; its limits are not checked.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a count that is not whole.
    pub fn set(&self, recipe: &mut Recipe, value: f64) -> Result<()> {
        match self.field {
            Field::Count { .. } if value.fract() != 0.0 || !(0.0..=1e9).contains(&value) => {
                return Err(Error::parameter(self.name, shown(value), self.accepted(recipe)));
            }
            Field::Count { set, .. } => set(recipe, value as usize),
            Field::Real { set, .. } => set(recipe, value),
        }
        Ok(())
    }

    /// Accepts its value by its own limits.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value out of range.
    pub fn check(&self, recipe: &Recipe) -> Result<()> {
        let (low, high) = (self.limits)(recipe);
        match self.field {
            Field::Count { get, .. } => {
                check_count(self.name, get(recipe), low as usize, high as usize).map(drop)
            }
            Field::Real { get, .. } => check_between(self.name, get(recipe), low, high).map(drop),
        }
    }

    /// What it accepts, for a value that is no number.
    pub fn accepted(&self, recipe: &Recipe) -> String {
        let (low, high) = (self.limits)(recipe);
        let kind = if matches!(self.field, Field::Count { .. }) { "a whole number" } else { "a number" };
        format!("{kind} between {} and {}", shown(low), shown(high))
    }

    /// Its value with the range in which it goes with the other numbers.
    pub fn with_range(&self, recipe: &Recipe) -> RecipeParameter {
        let value = self.get(recipe);
        let (low, high, step) = (self.slider)(recipe);
        // Whatever was typed lies on its slider.
        RecipeParameter { name: self.name, value, low: low.min(value), high: high.max(value), step }
    }
}
