//! Orders of indices, as NumPy's `argsort`.

/// The indices of `values` in the order of rising values; equal ones keep their order.
pub(crate) fn argsort(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    order
}

/// The indices of `values` in the order of falling values; equal ones keep their order.
pub(crate) fn argsort_descending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order
}
