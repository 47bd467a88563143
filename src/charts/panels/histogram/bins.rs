//! Bins of weights.

use crate::model::PenaltyKind;

/// Number of bins on each side of the central one.
pub(super) const SIDE: usize = 12;
pub(super) const BINS: usize = 2 * SIDE + 1;

/// The weights of one model in bins.
pub(super) struct Bins {
    pub kind: PenaltyKind,
    pub counts: [usize; BINS],
    pub exact_zero: usize,
    /// Numbers of weights below and above the axis.
    pub outside: [Vec<usize>; 2],
}

/// Index of the bin of a weight; `None` outside of ± `end`.
pub(super) fn bin(w: f64, end: f64) -> Option<usize> {
    let place = (w / end + 1.0) * 0.5 * BINS as f64;
    // The ends of the axis are in the outermost bins.
    (w.abs() <= end).then(|| (place as usize).min(BINS - 1))
}

impl Bins {
    pub fn of(kind: PenaltyKind, coef: &[f64], end: f64) -> Self {
        let mut bins = Self { kind, counts: [0; BINS], exact_zero: 0, outside: [Vec::new(), Vec::new()] };
        for (j, &w) in coef.iter().enumerate() {
            match bin(w, end) {
                Some(k) => bins.counts[k] += 1,
                None => bins.outside[usize::from(w > 0.0)].push(j),
            }
            bins.exact_zero += usize::from(w == 0.0);
        }
        bins
    }

    /// The largest count of a bin except the central one.
    pub fn shoulder(&self) -> usize {
        let others = self.counts.iter().enumerate().filter(|(k, _)| *k != SIDE);
        others.map(|(_, &count)| count).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_in_a_bin_or_counted_outside() {
        let coef: Vec<f64> =
            (0..400).map(|k| (f64::from(k) * 0.7).sin() * 1.3).chain([0.0, 0.0, -0.0]).collect();
        for end in [0.1, 0.5, 1.0, 2.0] {
            let bins = Bins::of(PenaltyKind::L1, &coef, end);
            let inside: usize = bins.counts.iter().sum();
            assert_eq!(inside + bins.outside[0].len() + bins.outside[1].len(), coef.len(), "± {end}");
            assert!(bins.outside[0].iter().all(|&j| coef[j] < -end));
            assert!(bins.outside[1].iter().all(|&j| coef[j] > end));
            assert_eq!(bins.exact_zero, coef.iter().filter(|w| **w == 0.0).count());
        }
    }

    #[test]
    fn the_central_bin_is_around_zero_and_the_ends_are_in_the_outermost_bins() {
        assert_eq!([0.0, 0.039, -0.039].map(|w| bin(w, 1.0)), [Some(SIDE); 3]);
        assert_eq!([0.041, -0.041].map(|w| bin(w, 1.0)), [Some(SIDE + 1), Some(SIDE - 1)]);
        assert_eq!([1.0, -1.0].map(|w| bin(w, 1.0)), [Some(BINS - 1), Some(0)]);
        assert_eq!([1.01, -1.01, f64::INFINITY].map(|w| bin(w, 1.0)), [None; 3]);
    }
}
