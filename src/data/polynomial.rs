//! scikit-learn's `PolynomialFeatures`, without the constant column.

use super::dataset::{Dataset, check_size};
use crate::error::{Result, check_count};

/// Products of features up to a degree: `x0, x1, x0², x0 x1, x1², …`, in scikit-learn's order.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `degree` | 2 | 1 … 20, at most 10,000 columns and 5,000,000 values |
/// | `interaction_only` | false | true omits powers of a single feature |
///
/// # Example
/// ```
/// use regularization_lab::data::{Dataset, PolynomialFeatures, Task};
/// let data = Dataset::new(vec![2.0, 3.0], vec![0.0], 2, Task::Regression)?;
/// let wide = PolynomialFeatures::default().transform(&data)?;
/// assert_eq!(wide.x(), [2.0, 3.0, 4.0, 6.0, 9.0]);
/// assert_eq!(wide.feature_names()[2..], ["x0^2", "x0 x1", "x1^2"]);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct PolynomialFeatures {
    pub degree: usize,
    pub interaction_only: bool,
}

impl Default for PolynomialFeatures {
    fn default() -> Self {
        Self { degree: 2, interaction_only: false }
    }
}

impl PolynomialFeatures {
    /// The same rows with the products as features. Roles of features do not apply to products and are dropped.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a degree outside the table above or too many columns; [`crate::Error::Cell`] for
    /// a product too large for a table.
    pub fn transform(&self, data: &Dataset) -> Result<Dataset> {
        check_count("degree", self.degree, 1, 20)?;
        check_size(data.n_samples(), self.n_terms(data.n_features()))?;
        let terms = self.terms(data.n_features());
        let product = |row: &[f64], term: &[usize]| term.iter().map(|&j| row[j]).product::<f64>();
        let x = (0..data.n_samples()).flat_map(|i| terms.iter().map(move |term| product(data.row(i), term)));
        let wide = Dataset::new(x.collect(), data.y().to_vec(), terms.len(), data.task())?;
        wide.with_feature_names(terms.iter().map(|term| name(term, data.feature_names())).collect())
    }

    /// Number of products of `n_features` features, `Σ_k C(p + k − 1, k)` over the degrees k, or `Σ_k C(p, k)` without powers;
    /// `usize::MAX` on overflow.
    #[must_use]
    pub fn n_terms(&self, n_features: usize) -> usize {
        let mut of_degree: usize = 1;
        let mut n = 0_usize;
        for k in 1..=self.degree {
            let factor =
                if self.interaction_only { (n_features + 1).saturating_sub(k) } else { n_features + k - 1 };
            // The division is exact: a product of k consecutive integers is divisible by k!.
            of_degree = match of_degree.checked_mul(factor) {
                Some(product) => product / k,
                None => return usize::MAX,
            };
            n = n.saturating_add(of_degree);
        }
        n
    }

    /// The features of each product, by ascending degree.
    fn terms(&self, n_features: usize) -> Vec<Vec<usize>> {
        let mut terms: Vec<Vec<usize>> = Vec::new();
        let mut last: Vec<Vec<usize>> = vec![Vec::new()];
        for _ in 0..self.degree {
            let mut next = Vec::new();
            for term in &last {
                let from = term.last().map_or(0, |&j| j + usize::from(self.interaction_only));
                next.extend((from..n_features).map(|j| [&term[..], &[j]].concat()));
            }
            terms.extend_from_slice(&next);
            last = next;
        }
        terms
    }
}

fn name(term: &[usize], names: &[String]) -> String {
    let factors = term.chunk_by(|a, b| a == b).map(|power| match power.len() {
        1 => names[power[0]].clone(),
        n => format!("{}^{n}", names[power[0]]),
    });
    factors.collect::<Vec<_>>().join(" ")
}
