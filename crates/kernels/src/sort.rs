//! Sorting. Every sort is an instance of the standard library's generic code of a few kilobytes, so there is one for numbers.

/// Indices of `values` in ascending order; equal values keep their order. The order is that of [`f64::total_cmp`].
#[must_use]
#[inline(never)]
pub fn argsort(values: &[f64]) -> Vec<usize> {
    // Sorting the values beside their indices is faster than looking them up.
    let mut pairs: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    pairs.into_iter().map(|(_, i)| i).collect()
}

/// Sorts numbers in the order of [`f64::total_cmp`].
#[inline(never)]
pub fn sort(values: &mut [f64]) {
    values.sort_unstable_by(f64::total_cmp);
}

/// Pairs of a row of class 1 and one of class 0 in which the first has the higher score, equal scores counting half; and the numbers of
/// rows of class 1 and class 0.
#[must_use]
#[inline(never)]
pub fn won_pairs(y: &[f64], scores: &[f64]) -> (f64, f64, f64) {
    let rows = argsort(scores);
    let (mut won, mut positives, mut negatives) = (0.0, 0.0, 0.0);
    let mut start = 0;
    while start < rows.len() {
        let score = scores[rows[start]];
        let (mut n, mut n_positive) = (0.0, 0.0);
        while start < rows.len() && (scores[rows[start]] == score || n == 0.0) {
            n += 1.0;
            n_positive += if y[rows[start]] == 1.0 { 1.0 } else { 0.0 };
            start += 1;
        }
        won += n_positive * (negatives + 0.5 * (n - n_positive));
        positives += n_positive;
        negatives += n - n_positive;
    }
    (won, positives, negatives)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_win_half_of_a_pair() {
        let (y, scores) = ([0.0, 1.0, 1.0, 0.0, 1.0], [0.3, 0.3, 0.9, 0.5, -0.0]);
        // 0.9 beats both, 0.3 ties with one.
        assert_eq!(won_pairs(&y, &scores), (2.5, 3.0, 2.0));
        assert_eq!(won_pairs(&[1.0, 0.0], &[0.0, -0.0]), (0.5, 1.0, 1.0));
        assert_eq!(won_pairs(&[], &[]), (0.0, 0.0, 0.0));
    }

    #[test]
    fn equal_values_keep_their_order_and_nan_is_last() {
        assert_eq!(argsort(&[2.0, f64::NAN, -1.0, 2.0, -0.0, 0.0]), [2, 4, 5, 0, 3, 1]);
        assert!(argsort(&[]).is_empty());
    }
}
