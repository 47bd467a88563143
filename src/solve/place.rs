//! A point of the exact method, seen by the weights that it watches.

use super::columns::Columns;
use crate::model::{Point, Problem};
use kernels::derive;

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
    /// Fills `z` from the weights, all of which are watched unless 0.
    pub fn predict(&mut self, problem: &Problem<'_>, watched: &Columns, point: &Point) {
        self.z.clear();
        self.z.resize(problem.data.n_samples(), point.intercept);
        let weights = watched.features().iter().map(|&j| point.coef[j]).enumerate();
        watched.add_to(&mut self.z, &weights.filter(|&(_, w)| w != 0.0).collect::<Vec<_>>());
    }

    /// Fills everything else from `z`.
    pub fn look(&mut self, problem: &Problem<'_>, watched: &Columns, coef: &[f64]) {
        self.derive(problem);
        watched.dots(&self.slopes, &mut self.gradient);
        self.measure(problem, watched, coef);
    }

    /// Fills slopes and curvatures from `z`.
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
        self.intercept_gradient = self.slopes.iter().sum();
    }

    /// Fills the residual from the gradient.
    pub fn measure(&mut self, problem: &Problem<'_>, watched: &Columns, coef: &[f64]) {
        self.residual = self.intercept_gradient.abs();
        for (k, &j) in watched.features().iter().enumerate() {
            let distance = problem.penalty.distance_to_subdifferential(coef[j], self.gradient[k]);
            if distance > self.residual || distance.is_nan() {
                self.residual = distance;
            }
        }
    }
}
