//! How a data set is made, with the parameters that can be changed.

use crate::data::{Dataset, MakeClassification, MakeCorrelated, MakeRegression, PolynomialFeatures, Task};
use crate::decimal::shown;
use crate::error::{Error, Result, check_between, check_count};

/// Fewest and most rows.
const ROWS: (usize, usize) = (20, 5_000);
/// Most features.
const MOST_FEATURES: usize = 500;
/// Most values in all: making these and solving on them keeps up with a dragged slider.
const MOST_VALUES: usize = 500_000;
/// Furthest that a slider of counts goes.
const SLIDER_COUNT: usize = 50;

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

impl Recipe {
    /// The numbers that this kind of recipe has, besides `random_state`, which all have.
    #[must_use]
    pub fn names(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Classification => &[
                "n_samples",
                "n_features",
                "n_informative",
                "n_redundant",
                "class_sep",
                "flip_y",
                "weight_0",
            ],
            Kind::Scales => &["n_samples", "n_features", "n_informative", "class_sep", "flip_y"],
            Kind::Polynomial => &["n_samples", "n_features", "degree", "class_sep", "flip_y"],
            Kind::Regression => &["n_samples", "n_features", "n_informative", "noise"],
            Kind::Correlated => &["n_samples", "n_groups", "group_size", "n_noise", "rho", "noise"],
            Kind::Valley => &["n_samples", "rho", "noise"],
        }
    }

    /// A number of this recipe.
    #[must_use]
    pub fn number(&self, name: &str) -> f64 {
        match name {
            "n_samples" => self.n_samples as f64,
            "n_features" => self.n_features as f64,
            "n_informative" => self.n_informative as f64,
            "n_redundant" => self.n_redundant as f64,
            "n_groups" => self.n_groups as f64,
            "group_size" => self.group_size as f64,
            "n_noise" => self.n_noise as f64,
            "degree" => self.degree as f64,
            "rho" => self.rho,
            "class_sep" => self.class_sep,
            "noise" => self.noise,
            "flip_y" => self.flip_y,
            "weight_0" => self.weight_0,
            _ => f64::NAN,
        }
    }

    /// Takes a number; [`Recipe::check`] looks whether it goes with the others.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a name that this recipe does not have, and for a count that is not whole.
    pub fn set(&mut self, name: &'static str, value: f64) -> Result<()> {
        if !self.names().contains(&name) {
            return Err(Error::parameter(name, shown(value), "left out: these data have no such number"));
        }
        let real = match name {
            "rho" => &mut self.rho,
            "class_sep" => &mut self.class_sep,
            "noise" => &mut self.noise,
            "flip_y" => &mut self.flip_y,
            "weight_0" => &mut self.weight_0,
            _ => return self.set_count(name, value),
        };
        *real = value;
        Ok(())
    }

    fn set_count(&mut self, name: &'static str, value: f64) -> Result<()> {
        if value.fract() != 0.0 || !(0.0..=1e9).contains(&value) {
            return Err(Error::parameter(name, shown(value), "a whole number"));
        }
        let count = match name {
            "n_samples" => &mut self.n_samples,
            "n_features" => &mut self.n_features,
            "n_informative" => &mut self.n_informative,
            "n_redundant" => &mut self.n_redundant,
            "n_groups" => &mut self.n_groups,
            "group_size" => &mut self.group_size,
            "n_noise" => &mut self.n_noise,
            "degree" => &mut self.degree,
            _ => return Err(Error::parameter(name, shown(value), "one of the numbers of these data")),
        };
        *count = value as usize;
        Ok(())
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

    /// Accepts the numbers.
    ///
    /// # Errors
    /// [`Error::Parameter`] for the first one that is out of range or does not go with the others.
    pub fn check(&self) -> Result<()> {
        check_count("n_samples", self.n_samples, ROWS.0, ROWS.1)?;
        match self.kind {
            Kind::Classification | Kind::Scales | Kind::Polynomial | Kind::Regression => {
                check_count("n_features", self.n_features, 1, MOST_FEATURES)?;
                check_count("n_informative", self.n_informative, self.fewest_informative(), MOST_FEATURES)?;
                let named = self.n_informative.saturating_add(self.n_redundant);
                if self.n_features < named {
                    let accepted = format!(
                        "at least {named}, for {} informative and {} redundant ones",
                        self.n_informative, self.n_redundant
                    );
                    return Err(Error::parameter("n_features", self.n_features.to_string(), accepted));
                }
                check_between("class_sep", self.class_sep, 0.0, 10.0)?;
                check_between("flip_y", self.flip_y, 0.0, 1.0)?;
                check_between("weight_0", self.weight_0, 0.05, 0.95)?;
                check_between("noise", self.noise, 0.0, 1_000.0)?;
                check_count("degree", self.degree, 1, 10)?;
            }
            Kind::Correlated | Kind::Valley => {
                check_count("n_groups", self.n_groups, 1, MOST_FEATURES)?;
                check_count("group_size", self.group_size, 1, MOST_FEATURES)?;
                check_between("rho", self.rho, 0.0, 1.0)?;
                check_between("noise", self.noise, 0.0, 10.0)?;
            }
        }
        self.check_size()
    }

    fn check_size(&self) -> Result<()> {
        let width = self.width();
        if width > MOST_FEATURES {
            let widest = if self.kind == Kind::Polynomial { "degree" } else { "n_noise" };
            let accepted = format!("such that there are at most {MOST_FEATURES} features");
            let value = format!("{}, which makes {width}", shown(self.number(widest)));
            return Err(Error::parameter(widest, value, accepted));
        }
        if self.n_samples * width > MOST_VALUES {
            let most = MOST_VALUES / width;
            let accepted = format!("at most {most} with {width} features (500,000 values in all)");
            return Err(Error::parameter("n_samples", self.n_samples.to_string(), accepted));
        }
        Ok(())
    }

    /// The numbers with the ranges in which each goes with the others.
    #[must_use]
    pub fn parameters(&self) -> Vec<RecipeParameter> {
        self.names().iter().map(|&name| self.parameter(name)).collect()
    }

    fn parameter(&self, name: &'static str) -> RecipeParameter {
        let value = self.number(name);
        let whole = |low: usize, high: usize| (low as f64, high.max(low) as f64, 1.0);
        let most_features = MOST_FEATURES.min(MOST_VALUES / self.n_samples.max(1));
        let room = self.n_features.saturating_sub(self.n_informative);
        let (low, high, step) = match name {
            "n_samples" => {
                let most = ROWS.1.min(MOST_VALUES / self.width().max(1));
                (ROWS.0 as f64, most as f64, 0.0)
            }
            "n_features" if self.kind == Kind::Polynomial => {
                let most = (2..=10).rev().find(|&p| n_products(p, self.degree) <= most_features);
                whole(2, most.unwrap_or(2))
            }
            "n_features" => {
                ((self.n_informative + self.n_redundant).max(2) as f64, most_features as f64, 0.0)
            }
            "n_informative" => {
                let most = self.n_features.saturating_sub(self.n_redundant).min(SLIDER_COUNT);
                whole(self.fewest_informative(), most.max(self.n_informative))
            }
            "n_redundant" => whole(0, room.min(SLIDER_COUNT).max(self.n_redundant)),
            "n_groups" => whole(1, 10.max(self.n_groups)),
            "group_size" => whole(1, 10.max(self.group_size)),
            "n_noise" => whole(0, SLIDER_COUNT.max(self.n_noise)),
            "degree" => {
                let most = (1..=5).rev().find(|&degree| n_products(self.n_features, degree) <= most_features);
                whole(1, most.unwrap_or(1))
            }
            "rho" if self.kind == Kind::Valley => (0.9, 1.0, 0.001),
            "rho" => (0.0, 1.0, 0.01),
            "class_sep" => (0.0, 4.0, 0.05),
            "noise" if self.kind == Kind::Regression => (0.0, 100.0, 1.0),
            "noise" => (0.0, 2.0, 0.05),
            "flip_y" => (0.0, 0.5, 0.01),
            _ => (0.05, 0.95, 0.01),
        };
        // Whatever was typed lies on its slider.
        RecipeParameter { name, value, low: low.min(value), high: high.max(value), step }
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
