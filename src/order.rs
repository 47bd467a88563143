//! The one sort, so that the module carries its code once.

/// The indices of `values` in the order of rising values; equal ones keep their order.
pub(crate) fn rising(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    order
}

/// The indices of `values` in the order of falling values; equal ones keep their order.
pub(crate) fn falling(values: &[f64]) -> Vec<usize> {
    let negated: Vec<f64> = values.iter().map(|value| -value).collect();
    rising(&negated)
}
