//! `argsort`: the indices that would sort an array, with NumPy's stable order of ties.

pub(crate) use kernels::argsort;

/// Indices of `values` by descending value; equal values keep their order.
pub(crate) fn argsort_descending(values: &[f64]) -> Vec<usize> {
    argsort(&values.iter().map(|value| -value).collect::<Vec<f64>>())
}
