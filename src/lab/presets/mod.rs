//! Presets: data sets of articles and textbooks; `table.rs` describes each.

mod table;

use self::table::Rows;
use super::params::TrainerParams;
use super::recipe::Recipe;
use crate::data::{Builtin, Split};
use crate::error::Result;
use crate::names::named;

/// A data set with its split and training parameters, from an article or a textbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// 100 features, 3 of them informative: the article's feature-selection test (S-A3).
    Stress,
    /// 5 features, 3 of them informative: regularization changes little (S-A2).
    Easy,
    /// One feature carries the signal, the other is noise (S-A7).
    TwoFeatures,
    /// Pairs of highly correlated features (S-A8).
    Twins,
    /// The harder variant in the article's text: 600 rows, 5 of 100 features informative (S-A3).
    Stress600,
    /// The diagnostic breast cancer table (S-B1 to S-B4).
    BreastCancer,
    /// A linear regression with 10 of 60 features informative (S-C1).
    Regression,
    /// Features on very different scales (S-C2).
    Scales,
    /// 70 % of the rows in one class (S-C7).
    Imbalanced,
    /// Few features with polynomial expansion (S-C11).
    Polynomial,
    /// The diabetes table (S-D1).
    Diabetes,
    /// The easy set, stopped after 20 iterations (S-E1).
    Capped,
    /// Two highly correlated features, one at twice the scale (S-E4).
    Valley,
    /// The prostate cancer table, with the split of its book (S-F1).
    Prostate,
    /// The baseball salaries (S-F2).
    Hitters,
    /// The credit card balances (S-F3).
    Credit,
    /// The heart disease table (S-F4).
    Heart,
    /// The user's table.
    Own,
}

impl Preset {
    /// All presets except the user's table, in menu order.
    pub const ALL: [Self; 17] = [
        Self::Stress,
        Self::Easy,
        Self::TwoFeatures,
        Self::Twins,
        Self::Stress600,
        Self::BreastCancer,
        Self::Regression,
        Self::Scales,
        Self::Imbalanced,
        Self::Polynomial,
        Self::Diabetes,
        Self::Capped,
        Self::Valley,
        Self::Prostate,
        Self::Hitters,
        Self::Credit,
        Self::Heart,
    ];

    /// Returns the preset with this name, including [`Preset::Own`].
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter) for an unknown name.
    pub fn from_name(name: &str) -> Result<Self> {
        let with_own: Vec<Self> = Self::ALL.into_iter().chain([Self::Own]).collect();
        named("data", name, &with_own, Self::name)
    }

    /// Returns the name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Returns the menu label.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// Returns the description, with references to rows of `docs/sources.md`.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.entry().description
    }

    /// Returns the built-in table, if the preset uses one.
    #[must_use]
    pub fn builtin(self) -> Option<Builtin> {
        match self.entry().rows {
            Rows::Table(table) => Some(table),
            Rows::Recipe(_) | Rows::Own => None,
        }
    }

    /// Returns the recipe that generates the rows; `None` for a table.
    #[must_use]
    pub fn recipe(self) -> Option<Recipe> {
        match self.entry().rows {
            Rows::Recipe(recipe) => Some(recipe),
            Rows::Table(_) | Rows::Own => None,
        }
    }

    /// Returns the train–test split; callers disable `stratify` for a regression.
    #[must_use]
    pub fn split(self) -> Split {
        let (test_size, stratify) = self.entry().split;
        Split { test_size, random_state: 42, stratify }
    }

    /// Whether the features are standardized.
    #[must_use]
    pub fn is_standardized(self) -> bool {
        self.entry().is_standardized
    }

    pub(super) fn counts_from_one(self) -> bool {
        self.entry().counts_from_one
    }

    /// Returns the maximum learning rate: the article's, slow enough to watch, or no limit beyond the stable rate of the data.
    pub(crate) fn learning_rate(self) -> f64 {
        self.entry().learning_rate
    }

    /// Sets the training parameters that the preset specifies and keeps the others.
    pub(super) fn apply_training(self, trainer: &mut TrainerParams) {
        (self.entry().train)(trainer);
    }
}
