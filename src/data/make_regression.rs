//! scikit-learn's `make_regression` with equal random numbers.

use super::dataset::{Dataset, Task, Truth, check_size, take};
use super::random_state::RandomState;
use crate::error::{Result, check_between};

/// The parameters of scikit-learn's `make_regression`, with its names and defaults.
///
/// `y = X coef + bias + noise * N(0, 1)` with standard normal `X` and `n_informative` coefficients in `[0, 100)`,
/// the others 0.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `n_samples` | 100 | 1 … 100,000 |
/// | `n_features` | 100 | 1 … 10,000, at most 5,000,000 values in all |
/// | `n_informative` | 10 | 0 … ; more than `n_features` counts as `n_features`, as in scikit-learn |
/// | `bias` | 0 | −10⁶ … 10⁶ |
/// | `noise` | 0 | 0 … 10⁶, a standard deviation |
/// | `shuffle` | true | rows and columns |
/// | `random_state` | 0 | 0 … 2³² − 1 |
///
/// # Example
/// ```
/// use regularization_lab::data::MakeRegression;
/// let recipe = MakeRegression { n_features: 3, n_informative: 1, ..Default::default() };
/// let (data, coef) = recipe.generate_with_coef()?;
/// assert_eq!(data.n_features(), 3);
/// assert_eq!(coef.iter().filter(|&&c| c != 0.0).count(), 1);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct MakeRegression {
    pub n_samples: usize,
    pub n_features: usize,
    pub n_informative: usize,
    pub bias: f64,
    pub noise: f64,
    pub shuffle: bool,
    pub random_state: u32,
}

impl Default for MakeRegression {
    fn default() -> Self {
        Self {
            n_samples: 100,
            n_features: 100,
            n_informative: 10,
            bias: 0.0,
            noise: 0.0,
            shuffle: true,
            random_state: 0,
        }
    }
}

impl MakeRegression {
    /// The data set, `(n_samples, n_features)`.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a value outside the table above.
    pub fn generate(&self) -> Result<Dataset> {
        Ok(self.generate_with_coef()?.0)
    }

    /// The data set and the true coefficients, `(n_features,)`.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a value outside the table above.
    pub fn generate_with_coef(&self) -> Result<(Dataset, Vec<f64>)> {
        check_size(self.n_samples, self.n_features)?;
        check_between("bias", self.bias, -1e6, 1e6)?;
        check_between("noise", self.noise, 0.0, 1e6)?;
        let mut rng = RandomState::new(self.random_state);
        let mut x = rng.normals(self.n_samples * self.n_features);
        let mut coef = vec![0.0; self.n_features];
        let n_informative = self.n_informative.min(self.n_features);
        coef[..n_informative].fill_with(|| 100.0 * rng.uniform());
        let mut y = self.target(&mut rng, &x, &coef);
        if self.shuffle {
            let rows = rng.permutation(self.n_samples);
            let columns = rng.permutation(self.n_features);
            x = take(&x, self.n_features, &rows, &columns);
            y = rows.iter().map(|&i| y[i]).collect();
            coef = columns.iter().map(|&j| coef[j]).collect();
        }
        let truth = coef.iter().map(|&c| if c == 0.0 { Truth::Noise } else { Truth::Informative }).collect();
        let data = Dataset::new(x, y, self.n_features, Task::Regression)?;
        Ok((data.with_truth(truth), coef))
    }

    fn target(&self, rng: &mut RandomState, x: &[f64], coef: &[f64]) -> Vec<f64> {
        let mut y: Vec<f64> = x
            .chunks_exact(self.n_features)
            .map(|row| row.iter().zip(coef).map(|(x, c)| x * c).sum::<f64>() + self.bias)
            .collect();
        if self.noise > 0.0 {
            for y in &mut y {
                *y += self.noise * rng.normal();
            }
        }
        y
    }
}
