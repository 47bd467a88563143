//! How a data set is made, with the parameters that can be changed.

mod parameters;

use self::parameters::{PARAMETERS, Parameter};
use crate::data::{Dataset, MakeClassification, MakeCorrelated, MakeRegression, PolynomialFeatures, Task};
use crate::decimal::shown;
use crate::error::{Error, Result, counted};

pub use self::parameters::RecipeParameter;

/// Fewest and most rows.
const ROWS: (usize, usize) = (20, 5_000);
/// Most features.
const MAX_FEATURES: usize = 500;
/// Most values in all: making these and solving on them keeps up with a dragged slider.
const MAX_VALUES: usize = 500_000;

/// What a recipe makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [`MakeClassification`].
    Classification,
    /// [`MakeClassification`] with `scale=None`: every feature multiplied by a random factor of 1 … 101.
    Scales,
    /// [`MakeClassification`], its features expanded by [`PolynomialFeatures`].
    Polynomial,
    /// [`MakeRegression`].
    Regression,
    /// [`MakeCorrelated`] with two classes.
    Correlated,
    /// A pair of [`MakeCorrelated`] features, the first one doubled.
    Valley,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Classification,
        Self::Scales,
        Self::Polynomial,
        Self::Regression,
        Self::Correlated,
        Self::Valley,
    ];

    fn parameters(self) -> impl Iterator<Item = &'static Parameter> {
        PARAMETERS.iter().filter(move |parameter| parameter.is_of(self))
    }

    /// Whether [`MakeCorrelated`] makes the rows.
    fn is_correlated(self) -> bool {
        match self {
            Self::Correlated | Self::Valley => true,
            Self::Classification | Self::Scales | Self::Polynomial | Self::Regression => false,
        }
    }
}

/// A generator and its numbers; a kind uses some of them, see [`Recipe::names`].
///
/// Names and meanings are those of the generators; `weight_0` is the share of class 0, scikit-learn's `weights[0]`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the generators describe their numbers")]
pub struct Recipe {
    pub kind: Kind,
    pub n_samples: usize,
    pub n_features: usize,
    pub n_informative: usize,
    pub n_redundant: usize,
    pub n_clusters_per_class: usize,
    pub n_groups: usize,
    pub group_size: usize,
    pub n_noise: usize,
    pub degree: usize,
    pub rho: f64,
    pub class_sep: f64,
    pub noise: f64,
    pub flip_y: f64,
    pub weight_0: f64,
    pub random_state: u32,
}

/// What makes the rows. A new one needs its words in Python too, and the compiler asks for them.
pub(super) enum Generator {
    Classification(MakeClassification),
    Polynomial(MakeClassification, PolynomialFeatures),
    Regression(MakeRegression),
    Correlated(MakeCorrelated),
    /// A pair of features, the first one doubled.
    Valley(MakeCorrelated),
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            kind: Kind::Classification,
            n_samples: 500,
            n_features: 20,
            n_informative: 2,
            n_redundant: 0,
            n_clusters_per_class: 2,
            n_groups: 3,
            group_size: 2,
            n_noise: 4,
            degree: 1,
            rho: 0.95,
            class_sep: 1.0,
            noise: 0.0,
            flip_y: 0.01,
            weight_0: 0.5,
            random_state: 42,
        }
    }
}

impl Recipe {
    /// Names of the numbers that this kind of recipe has, besides `random_state`, which all have.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.kind.parameters().map(|parameter| parameter.name)
    }

    /// The numbers of this recipe with their names.
    pub fn numbers(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.kind.parameters().map(|parameter| (parameter.name, parameter.get(self)))
    }

    /// Takes a number; [`Recipe::check`] looks whether it goes with the others.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a name that this recipe does not have, and for a count that is not whole.
    pub fn set(&mut self, name: &'static str, value: f64) -> Result<()> {
        let parameter = Parameter::from_name(name)?;
        if !parameter.is_of(self.kind) {
            return Err(Error::parameter(name, shown(value), "left out: these data have no such number"));
        }
        parameter.set(self, value)
    }

    /// What a number accepts, for the message about a value that is no number.
    #[must_use]
    pub fn accepted(&self, name: &str) -> String {
        Parameter::from_name(name)
            .map_or_else(|_| "a number".to_owned(), |parameter| parameter.accepted(self))
    }

    /// What the target is.
    #[must_use]
    pub fn task(&self) -> Task {
        if self.kind == Kind::Regression { Task::Regression } else { Task::Classification }
    }

    /// Number of features of the table that is made.
    #[must_use]
    pub fn width(&self) -> usize {
        match self.kind {
            Kind::Classification | Kind::Scales | Kind::Regression => self.n_features,
            Kind::Polynomial => n_products(self.n_features, self.degree),
            Kind::Correlated => self.n_groups.saturating_mul(self.group_size).saturating_add(self.n_noise),
            Kind::Valley => 2,
        }
    }

    /// Fewest informative features: two clusters a class need four corners.
    fn fewest_informative(&self) -> usize {
        if self.kind != Kind::Regression && self.n_clusters_per_class > 1 { 2 } else { 1 }
    }

    /// Accepts the numbers. Those that only other generators use may be anything.
    ///
    /// # Errors
    /// [`Error::Parameter`] for the first one that is out of range or does not go with the others.
    pub fn check(&self) -> Result<()> {
        let mut used = PARAMETERS.iter().filter(|parameter| parameter.has_generator_of(self.kind));
        used.try_for_each(|parameter| parameter.check(self))?;
        let named = self.n_informative.saturating_add(self.n_redundant);
        if !self.kind.is_correlated() && self.n_features < named {
            let accepted = format!(
                "at least {named}, for {} informative and {} redundant ones",
                self.n_informative, self.n_redundant
            );
            return Err(Error::parameter("n_features", self.n_features.to_string(), accepted));
        }
        self.check_size()
    }

    fn check_size(&self) -> Result<()> {
        let width = self.width();
        if width > MAX_FEATURES {
            let widest = if self.kind == Kind::Polynomial {
                ("degree", self.degree)
            } else {
                ("n_noise", self.n_noise)
            };
            let accepted = format!("such that there are at most {MAX_FEATURES} features");
            let value = format!("{}, which makes {width}", shown(widest.1 as f64));
            return Err(Error::parameter(widest.0, value, accepted));
        }
        if self.n_samples * width > MAX_VALUES {
            let most = MAX_VALUES / width;
            let accepted =
                format!("at most {most} with {} (500,000 values in all)", counted(width, "feature"));
            return Err(Error::parameter("n_samples", self.n_samples.to_string(), accepted));
        }
        Ok(())
    }

    /// The numbers with the ranges in which each goes with the others.
    #[must_use]
    pub fn parameters(&self) -> Vec<RecipeParameter> {
        self.kind.parameters().map(|parameter| parameter.with_range(self)).collect()
    }

    /// Makes the table.
    ///
    /// # Errors
    /// As [`Recipe::check`].
    pub fn generate(&self) -> Result<Dataset> {
        self.check()?;
        match self.generator() {
            Generator::Classification(classification) => classification.generate(),
            Generator::Polynomial(classification, products) => {
                products.transform(&classification.generate()?)
            }
            Generator::Regression(regression) => regression.generate(),
            Generator::Correlated(correlated) => correlated.generate(),
            Generator::Valley(pair) => valley(&pair),
        }
    }

    pub(super) fn generator(&self) -> Generator {
        match self.kind {
            Kind::Classification => Generator::Classification(self.classification()),
            Kind::Scales => {
                Generator::Classification(MakeClassification { scale: None, ..self.classification() })
            }
            Kind::Polynomial => {
                let products = PolynomialFeatures { degree: self.degree, interaction_only: false };
                Generator::Polynomial(self.classification(), products)
            }
            Kind::Regression => Generator::Regression(MakeRegression {
                n_samples: self.n_samples,
                n_features: self.n_features,
                n_informative: self.n_informative,
                noise: self.noise,
                random_state: self.random_state,
                ..Default::default()
            }),
            Kind::Correlated => Generator::Correlated(self.correlated()),
            Kind::Valley => Generator::Valley(MakeCorrelated {
                n_groups: 1,
                group_size: 2,
                n_noise: 0,
                ..self.correlated()
            }),
        }
    }

    fn classification(&self) -> MakeClassification {
        MakeClassification {
            n_samples: self.n_samples,
            n_features: self.n_features,
            n_informative: self.n_informative,
            n_redundant: self.n_redundant,
            n_clusters_per_class: self.n_clusters_per_class,
            weights: (self.weight_0 != 0.5).then(|| vec![self.weight_0, 1.0 - self.weight_0]),
            flip_y: self.flip_y,
            class_sep: self.class_sep,
            random_state: self.random_state,
            ..Default::default()
        }
    }

    fn correlated(&self) -> MakeCorrelated {
        MakeCorrelated {
            n_samples: self.n_samples,
            n_groups: self.n_groups,
            group_size: self.group_size,
            n_noise: self.n_noise,
            rho: self.rho,
            noise: self.noise,
            task: Task::Classification,
            random_state: self.random_state,
        }
    }
}

/// Two features that say the same, the first in numbers twice as large: x1 ≈ 2 x2.
fn valley(pair: &MakeCorrelated) -> Result<Dataset> {
    let pair = pair.generate()?;
    let x = pair.x().chunks_exact(2).flat_map(|row| [2.0 * row[0], row[1]]).collect();
    pair.with_x(x)
}

/// Products of at least one and at most `degree` of `n` features: `C(n + degree, degree) − 1`.
fn n_products(n: usize, degree: usize) -> usize {
    let mut terms = 1_usize;
    for k in 1..=degree.min(20) {
        // Exact at every turn: it is a binomial coefficient.
        terms = terms.saturating_mul(n + k) / k;
    }
    terms - 1
}
