//! The data sets of the documents and textbooks; `table.rs` describes each.

mod table;

use self::table::Rows;
use super::params::TrainerParams;
use super::recipe::Recipe;
use crate::data::{Builtin, Split};
use crate::error::Result;
use crate::names::named;

/// A data set with its split, as one of the documents describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// 100 features, 3 of them informative: the article's feature-selection test (S-A3).
    Stress,
    /// 5 features, 3 of them informative: regularization changes little (S-A2).
    Easy,
    /// One feature carries the signal, the other is noise (S-A7).
    TwoFeatures,
    /// Pairs of features that say the same (S-A8).
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
    /// Few features, expanded to all their products (S-C11).
    Polynomial,
    /// The diabetes table (S-D1).
    Diabetes,
    /// The easy set, stopped after 20 iterations (S-E1).
    Capped,
    /// Two nearly equal features, one in twice the numbers of the other (S-E4).
    Valley,
    /// The prostate cancer table, with the split of its book (S-F1).
    Prostate,
    /// The baseball salaries (S-F2).
    Hitters,
    /// The credit card balances (S-F3).
    Credit,
    /// The heart disease table (S-F4).
    Heart,
    /// A table of one's own.
    Own,
}

impl Preset {
    /// All that the lab brings with it, in the order of the menu.
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

    /// The preset of this name, a table of one's own among them.
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter) for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        let with_own: Vec<Self> = Self::ALL.into_iter().chain([Self::Own]).collect();
        named("data", name, &with_own, Self::name)
    }

    /// The name in the API and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// The name in the menu.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// What it is for, with the rows of `docs/sources.md` that it shows.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.entry().description
    }

    /// The built-in table that it is about.
    #[must_use]
    pub fn builtin(self) -> Option<Builtin> {
        match self.entry().rows {
            Rows::Table(table) => Some(table),
            Rows::Recipe(_) | Rows::Own => None,
        }
    }

    /// How its rows are made; `None` where they are a table.
    #[must_use]
    pub fn recipe(self) -> Option<Recipe> {
        match self.entry().rows {
            Rows::Recipe(recipe) => Some(recipe),
            Rows::Table(_) | Rows::Own => None,
        }
    }

    /// How its rows are divided; stratified only where there are classes.
    #[must_use]
    pub fn split(self) -> Split {
        let (test_size, stratify) = self.entry().split;
        Split { test_size, random_state: 42, stratify }
    }

    /// Whether its features are scaled.
    #[must_use]
    pub fn is_standardized(self) -> bool {
        self.entry().is_standardized
    }

    pub(super) fn counts_from_one(self) -> bool {
        self.entry().counts_from_one
    }

    /// Largest learning rate that it is trained with: the article's, at which a run can be followed, or all that its data
    /// allow.
    pub(crate) fn learning_rate(self) -> f64 {
        self.entry().learning_rate
    }

    /// Sets what its document trains with; everything else stays as it is.
    pub(super) fn ask(self, trainer: &mut TrainerParams) {
        (self.entry().train)(trainer);
    }
}
