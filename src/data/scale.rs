//! scikit-learn's `StandardScaler`.

use super::dataset::Dataset;
use crate::error::{Error, Result};

/// Mean 0 and variance 1 (ddof 0) for every feature: `(x − mean) / scale`.
///
/// A constant column keeps scale 1, so it becomes 0.
///
/// # Example
/// ```
/// use regularization_lab::data::{Dataset, StandardScaler, Task};
/// let data = Dataset::new(vec![1.0, 3.0], vec![0.0, 1.0], 1, Task::Classification)?;
/// let scaled = StandardScaler::fit(&data).transform(&data)?;
/// assert_eq!(scaled.x(), [-1.0, 1.0]);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StandardScaler {
    /// The mean of every feature.
    pub mean: Vec<f64>,
    /// The standard deviation of every feature, 1 where it is constant.
    pub scale: Vec<f64>,
}

impl StandardScaler {
    /// Computes mean and scale of every feature of `data`.
    #[must_use]
    pub fn fit(data: &Dataset) -> Self {
        let n = data.n_samples() as f64;
        let mean: Vec<f64> = column_sums(data, |_, x| x).iter().map(|sum| sum / n).collect();
        // The sum of differences is 0 except for rounding; subtracting its square corrects the last bits of the mean.
        let residue = column_sums(data, |j, x| x - mean[j]);
        let squares = column_sums(data, |j, x| (x - mean[j]).powi(2));
        let scale = (0..mean.len())
            .map(|j| deviation((squares[j] - residue[j].powi(2) / n) / n, mean[j], n))
            .collect();
        Self { mean, scale }
    }

    /// The weight `w` of scaled feature `j` per unit of the feature, `w / scale_j`.
    #[must_use]
    pub fn weight_per_unit(&self, j: usize, w: f64) -> f64 {
        w / self.scale[j]
    }

    /// Weights of scaled features per unit of their features, see [`StandardScaler::weight_per_unit`].
    #[must_use]
    pub fn weights_per_unit(&self, coef: &[f64]) -> Vec<f64> {
        coef.iter().enumerate().map(|(j, &w)| self.weight_per_unit(j, w)).collect()
    }

    /// The intercept of the same model on the features in their original units, `b − Σ_j w_j mean_j / scale_j`.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::data::StandardScaler;
    /// let scaler = StandardScaler { mean: vec![3.0], scale: vec![2.0] };
    /// // 5 + 4 (x − 3) / 2 = −1 + 2 x
    /// assert_eq!((scaler.weight_per_unit(0, 4.0), scaler.original_intercept(&[4.0], 5.0)), (2.0, -1.0));
    /// ```
    #[must_use]
    pub fn original_intercept(&self, coef: &[f64], intercept: f64) -> f64 {
        let shift = |(j, &w): (usize, &f64)| self.weight_per_unit(j, w) * self.mean[j];
        intercept - coef.iter().enumerate().map(shift).sum::<f64>()
    }

    /// The same rows with scaled features.
    ///
    /// # Errors
    /// [`Error::Parameter`] when `data` has another number of features; [`Error::Cell`] when a scaled value is too
    /// large, which happens only for rows far outside the fitted range.
    pub fn transform(&self, data: &Dataset) -> Result<Dataset> {
        if data.n_features() != self.mean.len() {
            let accepted = format!("{}, as in the set the scale was fitted on", self.mean.len());
            return Err(Error::parameter("n_features", data.n_features().to_string(), accepted));
        }
        let mut scaled = data.x().to_vec();
        for (i, x) in scaled.iter_mut().enumerate() {
            let j = i % self.mean.len();
            *x = (*x - self.mean[j]) / self.scale[j];
        }
        data.with_x(scaled)
    }
}

/// `Σ_i value(j, x_ij)` of every column `j`.
fn column_sums(data: &Dataset, value: impl Fn(usize, f64) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; data.n_features()];
    for row in data.x().chunks_exact(data.n_features()) {
        for (j, (sum, &x)) in sums.iter_mut().zip(row).enumerate() {
            *sum += value(j, x);
        }
    }
    sums
}

/// The standard deviation, or 1 where the variance is no more than rounding error (scikit-learn's rule).
fn deviation(variance: f64, mean: f64, n: f64) -> f64 {
    let rounding = n * f64::EPSILON * variance + (n * mean * f64::EPSILON).powi(2);
    if variance <= rounding { 1.0 } else { variance.sqrt() }
}
