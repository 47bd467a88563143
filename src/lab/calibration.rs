//! How often the class encoded as 1 is observed among rows with the same predicted probability.

use kernels::forward;

use crate::data::Dataset;
use crate::model::metrics::{Binning, Calibration, calibration};
use crate::model::{Point, sigmoid};

/// Bins of equal width.
const BINS: usize = 10;

/// Predicted probabilities of class 1, `(n_samples,)`.
#[must_use]
pub fn predicted_probabilities(data: &Dataset, point: &Point) -> Vec<f64> {
    let mut z = vec![0.0; data.n_samples()];
    forward(data.x(), &point.coef, point.intercept, &mut z);
    z.into_iter().map(sigmoid).collect()
}

/// The calibration curve of a model on rows of two classes, in 10 bins; `None` for a regression.
#[must_use]
pub fn calibration_of(data: &Dataset, point: &Point) -> Option<Calibration> {
    calibration(data.y(), &predicted_probabilities(data, point), BINS, Binning::Uniform).ok()
}
