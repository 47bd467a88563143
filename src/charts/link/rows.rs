//! Parses the data parameters of a link.

use super::look::LARGEST_WEIGHT;
use super::read::Reader;
use super::values::items;
use super::{PENALTY_FACTOR, kebab, task_of};
use crate::data::{Builtin, Task};
use crate::decimal::finite;
use crate::error::{Error, Result, check_between};
use crate::lab::{DATA_PARAMS, ParamValue, Preset, Recipe, check_pair};
use crate::model::{ModelOptions, check_penalty_factor};

impl Reader {
    pub(super) fn rows(&mut self) {
        let has_classes = task_of(self.preset) == Task::Classification;
        for param in &DATA_PARAMS {
            let value = self.get(&kebab(param.name), |text| match param.parse(text)? {
                ParamValue::Flag(true) if param.name == "stratify" && !has_classes => {
                    Err(Error::parameter("stratify", text, "false for a regression"))
                }
                ParamValue::Number(label) if param.name == "pos_label" && (label > 1.0 || !has_classes) => {
                    let accepted = if has_classes { "0 or 1" } else { "left out for a regression" };
                    Err(Error::parameter("pos_label", text, accepted))
                }
                value => Ok(value),
            });
            self.link.params.extend(value.map(|value| (param.name, value)));
        }
        let mut recipe = self.preset.recipe();
        let numbers = self.numbers(recipe.as_mut());
        self.link.params.extend(numbers.into_iter().map(|(name, value)| (name, value.into())));
        let table = self.preset.builtin().map_or(0, Builtin::n_features);
        let n_features = recipe.map_or(table, |recipe| recipe.width());
        self.link.pair = self.get("pair", |text| {
            let features: Vec<Option<usize>> = items(text).map(|index| index.parse().ok()).collect();
            let &[Some(a), Some(b)] = features.as_slice() else {
                return Err(Error::parameter("pair", text, "two features, as in 0+7"));
            };
            check_pair((a, b), n_features).map(|()| (a, b))
        });
        self.link.start = self.get("start", |text| {
            let weights: Vec<Option<f64>> = items(text).map(finite).collect();
            let &[Some(u), Some(v)] = weights.as_slice() else {
                return Err(Error::parameter("start", text, "two weights, as in 0.5+-1.2"));
            };
            // Adding 0 removes the sign of −0.
            let within = |weight: f64| check_between("start", weight + 0.0, -LARGEST_WEIGHT, LARGEST_WEIGHT);
            Ok((within(u)?, within(v)?))
        });
        self.link.penalty_factor =
            self.get(PENALTY_FACTOR, |text| penalty_factor(text, n_features)).flatten();
    }

    /// Parses the recipe parameters. If they are not valid together, applies them one by one and reports those that are invalid.
    fn numbers(&mut self, recipe: Option<&mut Recipe>) -> Vec<(&'static str, f64)> {
        let keys: Vec<String> = self.pairs.iter().map(|(key, _)| key.clone()).collect();
        let names: Vec<&'static str> = keys.iter().filter_map(|key| recipe_parameter(key)).collect();
        let mut parsed = Vec::new();
        for name in names {
            let key = kebab(name);
            let Some(text) = self.take(&key) else { continue };
            let read = || {
                let inapplicable =
                    || Error::parameter(name, text.as_str(), "left out: a table has no such number");
                let mut changed = recipe.as_deref().ok_or_else(inapplicable)?.clone();
                let refuse = || Error::parameter(name, text.as_str(), changed.accepted(name));
                let value = finite(&text).ok_or_else(refuse)?;
                // Adding 0 removes the sign of −0.
                changed.set(name, value + 0.0).map(|()| (name, value + 0.0))
            };
            match read() {
                Ok(number) => parsed.push(number),
                Err(error) => self.problems.push_error(&key, error),
            }
        }
        let Some(recipe) = recipe else { return Vec::new() };
        if let Ok(changed) = with(recipe, &parsed) {
            *recipe = changed;
            return parsed;
        }
        let (mut applied, mut pending) = (Vec::new(), parsed);
        // A value that is valid only after another one is applied in a later pass.
        loop {
            let before = pending.len();
            pending.retain(|&number| match with(recipe, &[number]) {
                Ok(changed) => {
                    *recipe = changed;
                    applied.push(number);
                    false
                }
                Err(_) => true,
            });
            if pending.len() == before {
                break;
            }
        }
        for number in pending {
            if let Err(error) = with(recipe, &[number]) {
                self.problems.push_error(&kebab(number.0), error);
            }
        }
        applied
    }
}

/// Parses the penalty factors that are not 1, `feature:factor`.
fn penalty_factor(text: &str, n_features: usize) -> Result<Option<Vec<f64>>> {
    let mut factors = vec![1.0; n_features];
    for item in items(text) {
        let pair = item
            .split_once(':')
            .and_then(|(j, factor)| Some((j.parse::<usize>().ok()?, factor.parse::<f64>().ok()?)));
        let Some((j, factor)) = pair else {
            return Err(Error::parameter(
                "penalty_factor",
                text,
                "features with their factors, as in 0:2.5+7:inf",
            ));
        };
        let Some(place) = factors.get_mut(j) else {
            let accepted = format!("factors of features 0 to {}", n_features.saturating_sub(1));
            return Err(Error::parameter("penalty_factor", item, accepted));
        };
        // Adding 0 removes the sign of −0.
        *place = factor + 0.0;
    }
    check_penalty_factor(&factors, n_features)?;
    Ok(ModelOptions::default().with_penalty_factor(factors).penalty_factor)
}

/// Returns the recipe with the values applied, if it is valid.
fn with(recipe: &Recipe, numbers: &[(&'static str, f64)]) -> Result<Recipe> {
    let mut changed = recipe.clone();
    for &(name, value) in numbers {
        changed.set(name, value)?;
    }
    changed.check()?;
    Ok(changed)
}

/// Returns the recipe parameter with this key, of any preset.
pub(super) fn recipe_parameter(key: &str) -> Option<&'static str> {
    let recipes = Preset::ALL.into_iter().filter_map(Preset::recipe);
    recipes.flat_map(|recipe| recipe.names()).find(|name| kebab(name) == key)
}
