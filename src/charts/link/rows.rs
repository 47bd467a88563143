//! What a link says of its data.

use super::read::Reader;
use super::values::{listed, number};
use super::{kebab, task_of};
use crate::data::{Builtin, Task};
use crate::error::{Error, Result};
use crate::lab::{DATA_PARAMS, ParamValue, Preset, Recipe, check_pair};

impl Reader {
    pub(super) fn rows(&mut self) {
        let has_classes = task_of(self.preset) == Task::Classification;
        for param in &DATA_PARAMS {
            let value = self.get(&kebab(param.name), |text| match param.parse(text)? {
                ParamValue::Flag(true) if param.name == "stratify" && !has_classes => {
                    Err(Error::parameter("stratify", text, "false for a regression"))
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
            let places: Vec<Option<usize>> = listed(text).map(|place| place.parse().ok()).collect();
            let &[Some(a), Some(b)] = places.as_slice() else {
                return Err(Error::parameter("pair", text, "two features, as in 0+7"));
            };
            check_pair((a, b), n_features).map(|()| (a, b))
        });
    }

    /// The numbers of the recipe that go with each other: all if they do, else those that can be taken one by one.
    fn numbers(&mut self, recipe: Option<&mut Recipe>) -> Vec<(&'static str, f64)> {
        let keys: Vec<String> = self.pairs.iter().map(|(key, _)| key.clone()).collect();
        let names: Vec<&'static str> = keys.iter().filter_map(|key| number_named(key)).collect();
        let mut given = Vec::new();
        for name in names {
            let key = kebab(name);
            let Some(text) = self.take(&key) else { continue };
            let value = number(name)(&text).and_then(|value| {
                let unknown =
                    || Error::parameter(name, text.as_str(), "left out: a table has no such number");
                recipe.as_deref().ok_or_else(unknown)?.clone().set(name, value).map(|()| (name, value))
            });
            match value {
                Ok(number) => given.push(number),
                Err(error) => self.problems.tell(&key, error),
            }
        }
        let Some(recipe) = recipe else { return Vec::new() };
        if let Ok(changed) = with(recipe, &given) {
            *recipe = changed;
            return given;
        }
        let (mut taken, mut left) = (Vec::new(), given);
        // One that needs another one first is taken in a later turn.
        loop {
            let before = left.len();
            left.retain(|&number| match with(recipe, &[number]) {
                Ok(changed) => {
                    *recipe = changed;
                    taken.push(number);
                    false
                }
                Err(_) => true,
            });
            if left.len() == before {
                break;
            }
        }
        for number in left {
            if let Err(error) = with(recipe, &[number]) {
                self.problems.tell(&kebab(number.0), error);
            }
        }
        taken
    }
}

/// A recipe with these numbers.
fn with(recipe: &Recipe, numbers: &[(&'static str, f64)]) -> Result<Recipe> {
    let mut changed = recipe.clone();
    for &(name, value) in numbers {
        changed.set(name, value)?;
    }
    changed.check()?;
    Ok(changed)
}

/// The number of any data that has this key.
pub(super) fn number_named(key: &str) -> Option<&'static str> {
    let recipes = Preset::ALL.into_iter().filter_map(Preset::recipe);
    recipes.flat_map(|recipe| recipe.names()).find(|name| kebab(name) == key)
}
