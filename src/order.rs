//! The one sort, so that the module carries its code once.

/// The indices of `values` in the order of rising values; equal ones keep their order.
pub(crate) fn rising(values: &[f64]) -> Vec<usize> {
    order(values.len(), &|a, b| values[a].total_cmp(&values[b]).is_gt())
}

/// The indices of `values` in the order of falling values; equal ones keep their order.
pub(crate) fn falling(values: &[f64]) -> Vec<usize> {
    let negated: Vec<f64> = values.iter().map(|value| -value).collect();
    rising(&negated)
}

/// `0 … n` in order, those of which none is after the other as they were; by merging ever longer runs.
///
/// The standard library's sorts are faster, and larger by thousands of bytes a piece.
pub(crate) fn order(n: usize, is_after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let (mut from, mut to): (Vec<usize>, Vec<usize>) = ((0..n).collect(), Vec::with_capacity(n));
    let mut run = 1;
    while run < n {
        to.clear();
        for pair in from.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([a, rest @ ..], [b, others @ ..]) = (left, right) {
                if is_after(*a, *b) {
                    to.push(*b);
                    right = others;
                } else {
                    to.push(*a);
                    left = rest;
                }
            }
            to.extend_from_slice(left);
            to.extend_from_slice(right);
        }
        std::mem::swap(&mut from, &mut to);
        run *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_a_stable_sort() {
        for n in 0..70 {
            let values: Vec<f64> = (0..n).map(|k| f64::from(k * 37 % 11)).collect();
            let mut expected: Vec<usize> = (0..values.len()).collect();
            expected.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
            assert_eq!(rising(&values), expected);
        }
    }
}
