//! An orthonormal basis that grows vector by vector.

use kernels::{add_scaled, dot};

/// Orthonormal vectors.
#[derive(Debug, Clone, Default)]
pub(super) struct Orthonormal {
    pub vectors: Vec<Vec<f64>>,
}

impl Orthonormal {
    /// Subtracts the part of `v` within the span; returns its coordinates.
    ///
    /// Modified Gram-Schmidt, twice: the first pass leaves rounding errors where little is left of `v`.
    pub fn remove_from(&self, v: &mut [f64]) -> Vec<f64> {
        let mut coordinates = vec![0.0; self.vectors.len()];
        for _ in 0..2 {
            for (q, coordinate) in self.vectors.iter().zip(&mut coordinates) {
                let product = dot(q, v);
                *coordinate += product;
                add_scaled(v, -product, q);
            }
        }
        coordinates
    }

    /// Adds the direction of `v` outside the span and returns the coordinates of `v`, or `None` if at most `least` is left of it.
    pub fn push(&mut self, mut v: Vec<f64>, least: f64) -> Option<Vec<f64>> {
        let mut coordinates = self.remove_from(&mut v);
        let length = dot(&v, &v).sqrt();
        if length <= least {
            return None;
        }
        for value in &mut v {
            *value /= length;
        }
        self.vectors.push(v);
        coordinates.push(length);
        Some(coordinates)
    }
}
