//! Which data a lab has: where they come from, how they are split and scaled.

use std::rc::Rc;

use super::presets::Preset;
use super::recipe::{Recipe, RecipeParameter};
use crate::data::{Dataset, Split, StandardScaler, Task};
use crate::error::{Error, Result, check_between};

/// A finished table; the same one only if it is the very same.
#[derive(Debug, Clone)]
pub struct Table(pub Rc<Dataset>);

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Where rows come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// They are made.
    Recipe(Recipe),
    /// They are given: a built-in table or one's own.
    Table(Table),
}

/// Everything that defines the data.
///
/// | name | accepted |
/// |---|---|
/// | numbers of the recipe | see [`Recipe::check`]: 20 … 5,000 rows, up to 500 features, up to 500,000 values |
/// | `random_state` | 0 … 2³² − 1; of a table it chooses the split, of a recipe the rows |
/// | `test_size` | 0.05 … 0.95, a share |
/// | `stratify` | true needs classes |
/// | `standardize` | |
#[derive(Debug, Clone, PartialEq)]
pub struct DataParams {
    /// The preset that the numbers come from, or came from before they were changed.
    pub preset: Preset,
    /// Where the rows come from.
    pub source: Source,
    /// Which of them are held back.
    pub split: Split,
    /// Whether features are scaled to mean 0 and variance 1, fitted on the training rows.
    pub standardize: bool,
}

impl DataParams {
    /// The data of a preset as its document describes them; `table` is the one that the preset is about, if it is about one.
    ///
    /// # Errors
    /// [`Error::Data`] where a table is needed and there is none.
    pub fn of(preset: Preset, table: Option<Rc<Dataset>>) -> Result<Self> {
        let source = match (preset.recipe(), table) {
            (Some(recipe), _) => Source::Recipe(recipe),
            (None, Some(table)) => Source::Table(Table(table)),
            (None, None) if preset == Preset::Own => {
                return Err(Error::data("there is no table of your own yet; give one as a CSV"));
            }
            (None, None) => {
                return Err(Error::data(format!("the table of \"{}\" is not there yet", preset.name())));
            }
        };
        let mut data = Self { preset, source, split: preset.split(), standardize: preset.is_standardized() };
        data.split.stratify &= data.task() == Task::Classification && data.has_rows_of_each_class();
        Ok(data)
    }

    /// Whether both parts of a stratified split get a row of each class.
    fn has_rows_of_each_class(&self) -> bool {
        let Some(table) = self.table() else { return true };
        [0.0, 1.0].iter().all(|class| table.y().iter().filter(|&y| y == class).count() >= 2)
    }

    /// The recipe, if the rows are made.
    #[must_use]
    pub fn recipe(&self) -> Option<&Recipe> {
        match &self.source {
            Source::Recipe(recipe) => Some(recipe),
            Source::Table(_) => None,
        }
    }

    /// The table, if the rows are given.
    #[must_use]
    pub fn table(&self) -> Option<&Rc<Dataset>> {
        match &self.source {
            Source::Recipe(_) => None,
            Source::Table(table) => Some(&table.0),
        }
    }

    /// What the target is.
    #[must_use]
    pub fn task(&self) -> Task {
        match &self.source {
            Source::Recipe(recipe) => recipe.task(),
            Source::Table(table) => table.0.task(),
        }
    }

    /// The seed that gives other rows, or of a table another split.
    #[must_use]
    pub fn random_state(&self) -> u32 {
        self.recipe().map_or(self.split.random_state, |recipe| recipe.random_state)
    }

    /// Takes another seed.
    pub fn set_random_state(&mut self, random_state: u32) {
        match &mut self.source {
            Source::Recipe(recipe) => recipe.random_state = random_state,
            Source::Table(_) => self.split.random_state = random_state,
        }
    }

    /// The parameters that can be changed.
    #[must_use]
    pub fn parameters(&self) -> Vec<RecipeParameter> {
        let mut parameters = self.recipe().map(Recipe::parameters).unwrap_or_default();
        let test_size = self.split.test_size;
        parameters.push(RecipeParameter {
            name: "test_size",
            value: test_size,
            low: 0.05,
            high: 0.95,
            step: 0.05,
        });
        parameters
    }

    /// The parameters that can be changed.
    #[must_use]
    pub fn numbers(&self) -> Vec<(&'static str, f64)> {
        let recipe = self.recipe().into_iter();
        let numbers =
            recipe.flat_map(|recipe| recipe.names().iter().map(|&name| (name, recipe.number(name))));
        numbers.chain([("test_size", self.split.test_size)]).collect()
    }

    /// Takes one of the numbers.
    ///
    /// # Errors
    /// [`Error::Parameter`] for one that these data do not have.
    pub fn set(&mut self, name: &'static str, value: f64) -> Result<()> {
        match &mut self.source {
            _ if name == "test_size" => self.split.test_size = value,
            Source::Recipe(recipe) => recipe.set(name, value)?,
            Source::Table(_) => {
                return Err(Error::parameter(
                    name,
                    crate::decimal::shown(value),
                    "left out: a table has no such number",
                ));
            }
        }
        Ok(())
    }

    /// Training and test rows.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a number out of range, [`Error::Data`] for a split that cannot be made.
    pub fn make(&self) -> Result<(Dataset, Dataset)> {
        check_test_size(self.split.test_size)?;
        let (train, test) = match &self.source {
            Source::Recipe(recipe) => self.split.split(&named(recipe.generate()?, self.preset)?)?,
            Source::Table(table) => self.split.split(&table.0)?,
        };
        if !self.standardize {
            return Ok((train, test));
        }
        let scaler = StandardScaler::fit(&train);
        Ok((scaler.transform(&train)?, scaler.transform(&test)?))
    }
}

/// Accepts the share of rows that is held back.
pub(crate) fn check_test_size(test_size: f64) -> Result<f64> {
    check_between("test_size", test_size, 0.05, 0.95)
}

/// Stories of two features count from 1.
fn named(data: Dataset, preset: Preset) -> Result<Dataset> {
    if preset.counts_from_one() && data.n_features() == 2 {
        return data.with_feature_names(vec!["x1".to_owned(), "x2".to_owned()]);
    }
    Ok(data)
}
