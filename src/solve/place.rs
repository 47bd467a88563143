//! A point of the exact method, seen by the weights that it watches.

use super::columns::Columns;
use crate::model::Problem;

/// A curvature of 0 would leave rows that are predicted with certainty out of the model altogether.
const LEAST_CURVATURE: f64 = 1e-10;

/// What is known of a point about the watched weights.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// Linear predictor, `(n_samples,)`.
    pub z: Vec<f64>,
    /// `∂L/∂z`, `(n_samples,)`.
    pub slopes: Vec<f64>,
    /// `∂²L/∂z²`, `(n_samples,)`.
    pub curvatures: Vec<f64>,
    /// `∂L/∂w` of the watched weights.
    pub gradient: Vec<f64>,
    pub intercept_gradient: f64,
    /// KKT residual over the watched weights.
    pub residual: f64,
}

impl Place {
    /// Fills everything from `z`.
    pub fn look(&mut self, problem: &Problem<'_>, watched: &Columns, coef: &[f64]) {
        self.slopes.clear();
        self.curvatures.clear();
        for (i, &z) in self.z.iter().enumerate() {
            let (slope, curvature) = problem.loss.derivatives(problem.target(i), z);
            let weight = problem.row_weight(i);
            self.slopes.push(weight * slope);
            self.curvatures.push(weight * curvature.max(LEAST_CURVATURE));
        }
        self.intercept_gradient = self.slopes.iter().sum();
        watched.dots(&self.slopes, &mut self.gradient);
        let distances = watched.features().iter().zip(&self.gradient);
        let distances =
            distances.map(|(&j, &slope)| problem.penalty.distance_to_subdifferential(coef[j], slope));
        self.residual = distances.fold(self.intercept_gradient.abs(), |a, b| if b <= a { a } else { b });
    }
}
