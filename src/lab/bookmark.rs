//! A bookmarked iteration.

use crate::model::{PenaltyKind, Point};

/// Weights and penalty at an iteration, to compare later iterations and other runs on the same data with.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Number of the run.
    pub run: usize,
    /// Its iteration.
    pub n_iter: usize,
    /// The weights at this iteration.
    pub point: Point,
    /// The penalty at this iteration.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: f64,
}

#[cfg(test)]
mod tests {
    use crate::lab::lab::tests::lab_after;
    use crate::model::PenaltyKind;

    #[test]
    fn bookmark_stays_until_it_is_removed_or_the_data_change() {
        let mut lab = lab_after(100);
        lab.set_bookmark();
        let kept = lab.snapshot().point.clone();
        lab.step(50);
        let mut params = lab.params().clone();
        (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L2, 5.0);
        lab.set(params.clone()).unwrap();
        let bookmark = lab.snapshot().bookmark.unwrap().clone();
        assert_eq!((bookmark.n_iter, bookmark.penalty, bookmark.lambda), (100, PenaltyKind::L1, 1.0));
        assert_eq!(bookmark.point, kept);
        params.data.set_random_state(7);
        lab.set(params).unwrap();
        assert_eq!(lab.snapshot().bookmark, None);
        lab.set_bookmark();
        lab.remove_bookmark();
        assert_eq!(lab.snapshot().bookmark, None);
    }
}
