//! A point of the exact method with derivatives for the screened features only.

use super::columns::Columns;
use crate::model::{Point, Problem};
use kernels::derive;

/// Lower bound of curvatures: with 0, a row predicted with certainty would not be part of the model.
const LEAST_CURVATURE: f64 = 1e-10;

/// Predictor, derivatives and KKT residual of a point over the screened features.
#[derive(Debug, Clone, Default)]
pub(super) struct ScreenedPoint {
    /// Linear predictor, `(n_samples,)`.
    pub z: Vec<f64>,
    /// `∂L/∂z`, `(n_samples,)`.
    pub slopes: Vec<f64>,
    /// `∂²L/∂z²`, `(n_samples,)`.
    pub curvatures: Vec<f64>,
    /// `∂L/∂w` of the screened features.
    pub gradient: Vec<f64>,
    pub intercept_gradient: f64,
    /// KKT residual over the screened features.
    pub residual: f64,
}

impl ScreenedPoint {
    /// Computes `z` from the weights; weights of features that are not screened are 0.
    pub fn predict(&mut self, problem: &Problem<'_>, screened: &Columns, point: &Point) {
        self.z.clear();
        self.z.resize(problem.data.n_samples(), point.intercept);
        let weights = screened.features().iter().map(|&j| point.coef[j]).enumerate();
        screened.add_to(&mut self.z, &weights.filter(|&(_, w)| w != 0.0).collect::<Vec<_>>());
    }

    /// Computes slopes, curvatures, gradient and residual from `z`.
    pub fn evaluate(&mut self, problem: &Problem<'_>, screened: &Columns, coef: &[f64]) {
        self.derive(problem);
        screened.dots(&self.slopes, &mut self.gradient);
        self.update_residual(problem, screened, coef);
    }

    /// Computes slopes and curvatures from `z`.
    pub fn derive(&mut self, problem: &Problem<'_>) {
        let n = self.z.len();
        self.slopes.resize(n, 0.0);
        self.curvatures.resize(n, 0.0);
        let (slopes, curvatures) = (&mut self.slopes, &mut self.curvatures);
        derive(problem.data.y(), &self.z, problem.slope(), LEAST_CURVATURE, slopes, curvatures);
        if let Some(factors) = problem.row_weights {
            for (i, factor) in factors.iter().enumerate() {
                self.slopes[i] *= factor;
                self.curvatures[i] *= factor;
            }
        }
        self.intercept_gradient = if problem.fit_intercept { self.slopes.iter().sum() } else { 0.0 };
    }

    /// Computes the KKT residual from the gradient.
    pub fn update_residual(&mut self, problem: &Problem<'_>, screened: &Columns, coef: &[f64]) {
        self.residual = self.intercept_gradient.abs();
        for (k, &j) in screened.features().iter().enumerate() {
            let distance = problem.penalty_of(j).distance_to_subdifferential(coef[j], self.gradient[k]);
            if distance > self.residual || distance.is_nan() {
                self.residual = distance;
            }
        }
    }
}
