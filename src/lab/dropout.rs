//! Input dropout: noise as a penalty.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg32;

use crate::data::Dataset;
use crate::model::{Point, Problem};

/// Sets each input of each row to 0 with probability `rate`, independently in every draw, and divides the others by `1 − rate`.
///
/// The mean of the draws is the table itself, but the noise of variance `x² rate / (1 − rate)` on every input penalizes large
/// weights. For a linear model this is equivalent to a ridge penalty scaled by the data, [`equivalent_l2`]: exactly for the
/// squared loss, to second order for the logistic loss. In the hidden layers of a network, dropout has other effects.
///
/// Source: S. Wager, S. Wang, P. Liang, "Dropout training as adaptive regularization", 2013.
#[derive(Debug, Clone)]
pub(super) struct Dropout {
    rate: f64,
    rng: Pcg32,
    masked: Dataset,
}

impl Dropout {
    pub fn new(data: &Dataset, rate: f64, random_state: u32) -> Self {
        Self { rate, rng: Pcg32::seed_from_u64(u64::from(random_state)), masked: data.clone() }
    }

    /// Draws the table with other inputs set to 0.
    pub fn draw(&mut self, data: &Dataset) -> &Dataset {
        let bar = (self.rate * f64::from(u32::MAX)) as u32;
        let keep = 1.0 / (1.0 - self.rate);
        let rng = &mut self.rng;
        self.masked.refill(data, |x| if rng.next_u32() < bar { 0.0 } else { keep * x });
        &self.masked
    }
}

/// The ridge penalty equivalent to input dropout of `rate` near `point`: the strength `d_j` of `w_j²/2` for each feature,
///
/// `d_j = rate/(1 − rate) · 1/n Σ_i s_i h_i x_ij²`, with the curvature `h_i` of the loss at row `i` (1 for the squared loss) and
/// `s_i` its weight.
///
/// Source: S. Wager, S. Wang, P. Liang, "Dropout training as adaptive regularization", 2013, eq. 8.
#[must_use]
pub fn equivalent_l2(problem: &Problem<'_>, point: &Point, rate: f64) -> Vec<f64> {
    let mut sums = vec![0.0; problem.data.n_features()];
    for i in 0..problem.data.n_samples() {
        let row = problem.data.row(i);
        let z = crate::model::kernels::dot(row, &point.coef) + point.intercept;
        let factor = rate / (1.0 - rate) * problem.row_weight(i) * problem.loss.curvature(z);
        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += factor * x * x);
    }
    sums
}
