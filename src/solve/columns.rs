//! Contiguous copies of the columns of `X` that are used often.

use crate::data::Dataset;
use kernels::{ROWS, add_scaled, add_scaled_rows, dot, dot_rows, split_rows};

/// Copies of some columns of a row-major table, in the order of [`Columns::push`].
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    n_samples: usize,
    features: Vec<usize>,
    is_held: Vec<bool>,
    values: Vec<f64>,
}

impl Columns {
    /// Removes all columns and prepares for columns of `data`.
    pub fn clear(&mut self, data: &Dataset) {
        self.n_samples = data.n_samples();
        self.features.clear();
        self.values.clear();
        self.is_held.clear();
        self.is_held.resize(data.n_features(), false);
    }

    /// Copies the column of `feature`.
    pub fn push(&mut self, data: &Dataset, feature: usize) {
        self.features.push(feature);
        self.is_held[feature] = true;
        self.values.extend(data.x().iter().skip(feature).step_by(data.n_features()));
    }

    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// The feature of each column.
    pub fn features(&self) -> &[usize] {
        &self.features
    }

    pub fn holds(&self, feature: usize) -> bool {
        self.is_held[feature]
    }

    pub fn column(&self, index: usize) -> &[f64] {
        &self.values[index * self.n_samples..(index + 1) * self.n_samples]
    }

    /// `out_k = column_k · d` for all columns held.
    pub fn dots(&self, d: &[f64], out: &mut Vec<f64>) {
        out.clear();
        let mut blocks = self.values.chunks_exact(ROWS * self.n_samples);
        for block in blocks.by_ref() {
            out.extend_from_slice(&dot_rows(split_rows(block, self.n_samples), d));
        }
        for column in blocks.remainder().chunks_exact(self.n_samples) {
            out.push(dot(column, d));
        }
    }

    /// `z += Σ factor_k · column_k` over pairs of index and factor.
    pub fn add_to(&self, z: &mut [f64], terms: &[(usize, f64)]) {
        let (blocks, rest) = terms.as_chunks::<ROWS>();
        for block in blocks {
            add_scaled_rows(z, block.map(|(_, factor)| factor), block.map(|(index, _)| self.column(index)));
        }
        for &(index, factor) in rest {
            add_scaled(z, factor, self.column(index));
        }
    }
}
