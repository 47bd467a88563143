//! Data parameters of a lab: source, split and scaling.

use std::rc::Rc;

use super::param::{Param, ParamValue, Slider};
use super::params::Change;
use super::presets::Preset;
use super::recipe::{Recipe, RecipeParameter};
use crate::data::{Dataset, Split, StandardScaler, Task};
use crate::error::{Error, Result};

/// A table, compared by pointer.
#[derive(Debug, Clone)]
pub struct Table(pub Rc<Dataset>);

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Source of the rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A generator with its parameters.
    Recipe(Recipe),
    /// A built-in table, or the user's.
    Table(Table),
}

/// Number of seeds tried until the training rows hold both classes.
const SEEDS_TRIED: u32 = 100;

/// A row of [`DATA_PARAMS`].
pub type DataParam = Param<DataParams>;

/// Parameters of all data, in the order of links; [`Recipe::parameters`] has those of a recipe.
pub static DATA_PARAMS: [DataParam; 5] = [
    DataParam::flag(
        ("standardize", "Standardize features"),
        |data| data.standardize,
        |data, value| data.standardize = value,
    )
    .on_change(Change::Regenerate)
    .in_lab(),
    DataParam::whole(
        ("random_state", "Seed"),
        Some(u32::MAX),
        |data| data.random_state() as usize,
        |data, value| data.set_random_state(value as u32),
    )
    .on_change(Change::Regenerate),
    DataParam::number(
        ("test_size", "Share of test rows"),
        (0.0, 0.95),
        |data| Some(data.split.test_size),
        |data, value| data.split.test_size = value,
    )
    .on_change(Change::Regenerate)
    .with_slider(0.0, 0.95, 0.05),
    DataParam::flag(
        ("stratify", "Equal shares of the classes"),
        |data| data.split.stratify,
        |data, value| data.split.stratify = value,
    )
    .on_change(Change::Regenerate),
    DataParam::whole(
        ("pos_label", "Class counted as 1"),
        Some(u32::MAX),
        |data| data.pos_label,
        |data, value| data.pos_label = value,
    )
    .on_change(Change::Regenerate),
];

/// The rows of a lab.
#[derive(Debug, Clone, PartialEq)]
pub struct LabData {
    /// Training rows, scaled if `standardize` is set.
    pub train: Dataset,
    /// Test rows on the same scale; `None` if all rows train.
    pub test: Option<Dataset>,
    /// The scale of the features; `None` unless `standardize` is set.
    pub scaler: Option<StandardScaler>,
}

/// The data of a lab: recipe or table, split and scaling.
///
/// With `test_size` 0 all rows train and there is no test set. Otherwise the split column of a table, if it has one, overrides `split`.
///
/// A recipe generates 20 … 5,000 rows and up to 500 features, 500,000 values in all, see [`Recipe::check`]. `random_state` is the
/// seed of a recipe, or of the split of a table; `stratify` needs classes. `pos_label` is the index of the class that is encoded as 1,
/// see [`Dataset::class_names`].
#[derive(Debug, Clone, PartialEq)]
pub struct DataParams {
    /// The preset that supplied the initial values.
    pub preset: Preset,
    /// Source of the rows.
    pub source: Source,
    /// Train–test split.
    pub split: Split,
    /// Whether features are scaled to mean 0 and variance 1, fitted on the training rows.
    pub standardize: bool,
    /// Index of the class that is encoded as 1; 1 for a regression.
    pub pos_label: usize,
}

impl DataParams {
    /// Returns the data parameters of a preset; `table` is required if the preset uses a table.
    ///
    /// # Errors
    /// [`Error::Data`] if a required table is missing.
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
        let mut data = Self { source, ..Self::without_rows(preset) };
        data.pos_label = data.table().map_or(1, |table| table.pos_label());
        data.split.stratify &= data.task() == Task::Classification && data.has_rows_of_each_class();
        if preset == Preset::Own && !data.split.stratify {
            data.split.random_state = data.seed_with_both_classes().unwrap_or(data.split.random_state);
        }
        Ok(data)
    }

    /// Returns the data parameters of a preset before its table is loaded; all values except the rows match [`DataParams::of`].
    pub(crate) fn without_rows(preset: Preset) -> Self {
        let split = preset.split();
        let recipe = Recipe { random_state: split.random_state, ..Recipe::default() };
        Self {
            preset,
            source: Source::Recipe(preset.recipe().unwrap_or(recipe)),
            split,
            standardize: preset.is_standardized(),
            pos_label: 1,
        }
    }

    /// Whether each class has at least two rows, as a stratified split requires.
    fn has_rows_of_each_class(&self) -> bool {
        let counts = self.table().and_then(|table| table.class_counts());
        counts.is_none_or(|counts| counts.iter().all(|&n| n >= 2))
    }

    /// Returns the recipe, if the rows are generated.
    #[must_use]
    pub fn recipe(&self) -> Option<&Recipe> {
        match &self.source {
            Source::Recipe(recipe) => Some(recipe),
            Source::Table(_) => None,
        }
    }

    /// Returns the table, if the source is one.
    #[must_use]
    pub fn table(&self) -> Option<&Rc<Dataset>> {
        match &self.source {
            Source::Recipe(_) => None,
            Source::Table(table) => Some(&table.0),
        }
    }

    /// Returns the task.
    #[must_use]
    pub fn task(&self) -> Task {
        match &self.source {
            Source::Recipe(recipe) => recipe.task(),
            Source::Table(table) => table.0.task(),
        }
    }

    /// Returns the seed of the recipe, or of the split of a table.
    #[must_use]
    pub fn random_state(&self) -> u32 {
        self.recipe().map_or(self.split.random_state, |recipe| recipe.random_state)
    }

    /// Sets the seed of the recipe, or of the split of a table.
    pub fn set_random_state(&mut self, random_state: u32) {
        match &mut self.source {
            Source::Recipe(recipe) => recipe.random_state = random_state,
            Source::Table(_) => self.split.random_state = random_state,
        }
    }

    /// Returns the parameters with sliders: those of the recipe and of [`DATA_PARAMS`].
    #[must_use]
    pub fn parameters(&self) -> Vec<RecipeParameter> {
        let mut parameters = self.recipe().map(Recipe::parameters).unwrap_or_default();
        parameters.extend(DATA_PARAMS.iter().filter_map(|param| {
            let (Slider { low, high, step }, ParamValue::Number(value)) = (param.slider?, param.get(self)?)
            else {
                return None;
            };
            Some(RecipeParameter { name: param.name, value, low, high, step })
        }));
        parameters
    }

    /// Returns the values of [`DATA_PARAMS`] and of the recipe parameters.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, ParamValue)> {
        let of_all_data = DATA_PARAMS.iter().filter_map(|param| Some((param.name, param.get(self)?)));
        let recipe = self.recipe().into_iter();
        let numbers = recipe.flat_map(|recipe| recipe.numbers().map(|(name, value)| (name, value.into())));
        of_all_data.chain(numbers).collect()
    }

    /// Sets a value of [`DATA_PARAMS`] or of the recipe parameters.
    ///
    /// # Errors
    /// [`Error::Parameter`] for an unknown name, and for a value out of range.
    pub fn set(&mut self, name: &'static str, value: impl Into<ParamValue>) -> Result<()> {
        let value = value.into();
        if let Some(param) = DATA_PARAMS.iter().find(|param| param.name == name) {
            return param.set(self, value);
        }
        match (&mut self.source, value) {
            (Source::Recipe(recipe), ParamValue::Number(value)) => recipe.set(name, value),
            (Source::Recipe(_), ParamValue::Flag(_) | ParamValue::Name(_)) => {
                Err(Error::parameter(name, value.text(), "a number"))
            }
            (Source::Table(_), _) => {
                Err(Error::parameter(name, value.text(), "left out: a table has no such number"))
            }
        }
    }

    /// Generates or splits the rows and scales them.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value out of range, [`Error::Data`] for an impossible split.
    pub fn make(&self) -> Result<LabData> {
        DATA_PARAMS.iter().try_for_each(|param| param.check(self))?;
        let rows = match &self.source {
            Source::Recipe(recipe) => Rc::new(named(recipe.generate()?, self.preset)?),
            // Stratification depends on which one of several classes is compared with the rest.
            Source::Table(Table(table)) if table.n_classes() > 2 && self.pos_label != table.pos_label() => {
                Rc::new(Dataset::clone(table).with_pos_label(self.pos_label)?)
            }
            Source::Table(Table(table)) => Rc::clone(table),
        };
        let (train, test) = if self.all_rows_train() {
            (Rc::unwrap_or_clone(rows), None)
        } else if rows.has_predefined_split() {
            rows.predefined_split().map(|(train, test)| (train, Some(test)))?
        } else {
            self.split.split(&rows).map(|(train, test)| (train, Some(test)))?
        };
        // Exchanging two classes keeps the split.
        let train = train.with_pos_label(self.pos_label)?;
        let test = test.map(|test| test.with_pos_label(self.pos_label)).transpose()?;
        self.check_classes(&train)?;
        if !self.standardize {
            return Ok(LabData { train, test, scaler: None });
        }
        let scaler = StandardScaler::fit(&train);
        Ok(LabData {
            train: scaler.transform(&train)?,
            test: test.map(|test| scaler.transform(&test)).transpose()?,
            scaler: Some(scaler),
        })
    }

    /// Whether there is no test set.
    #[must_use]
    pub fn all_rows_train(&self) -> bool {
        self.split.test_size == 0.0
    }

    /// Whether the training rows of a table that is split at random would all be of one class.
    fn has_one_class_to_train_on(&self, split: Split) -> bool {
        let Some(table) = self.table().filter(|table| !table.has_predefined_split()) else { return false };
        let Ok((train, _)) = split.rows_of(table) else { return false };
        table.task() == Task::Classification && is_constant(train.into_iter().map(|i| table.y()[i]))
    }

    /// The first seed, from the current one on, whose training rows hold both classes; `None` if [`SEEDS_TRIED`] do not.
    fn seed_with_both_classes(&self) -> Option<u32> {
        let first = self.split.random_state;
        let mut seeds = (0..SEEDS_TRIED).map(|k| first.wrapping_add(k));
        seeds.find(|&random_state| !self.has_one_class_to_train_on(Split { random_state, ..self.split }))
    }

    /// A sentence about the seed of the split, if it is not the preset's because that one left one class to train on.
    #[must_use]
    pub fn split_note(&self) -> Option<String> {
        let usual = Split { random_state: self.preset.split().random_state, ..self.split };
        let is_other = usual != self.split && !self.split.stratify;
        (is_other && !self.has_rows_of_each_class() && self.has_one_class_to_train_on(usual)).then(|| {
            format!(
                "random_state is {}, because {} leaves rows of one class to train on.",
                self.split.random_state, usual.random_state
            )
        })
    }

    /// Checks that a classification has training rows of both classes.
    fn check_classes(&self, train: &Dataset) -> Result<()> {
        if train.task() != Task::Classification || !is_constant(train.y().iter().copied()) {
            return Ok(());
        }
        let other = if self.table().is_some_and(|table| table.has_predefined_split()) {
            "split the table by another column, or at random".to_owned()
        } else {
            match self.table().and_then(|_| self.seed_with_both_classes()) {
                Some(seed) => format!("random_state {seed} has rows of both"),
                None => "take another random_state, more rows, or stratify the split".to_owned(),
            }
        };
        let (n, class) = (train.n_samples(), train.class_name(train.y()[0]).of());
        Err(Error::data(format!("all {n} training rows are {class}; {other}")))
    }
}

fn is_constant(mut values: impl Iterator<Item = f64>) -> bool {
    let first = values.next();
    values.all(|value| Some(value) == first)
}

/// Names the two features `x1` and `x2` if the preset numbers them from 1.
fn named(data: Dataset, preset: Preset) -> Result<Dataset> {
    if preset.counts_from_one() && data.n_features() == 2 {
        return data.with_feature_names(vec!["x1".to_owned(), "x2".to_owned()]);
    }
    Ok(data)
}
