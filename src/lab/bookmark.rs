//! A bookmarked iteration.

use std::rc::Rc;

use super::lab::Lab;
use super::param::ParamValue;
use super::params::{PARAMS, TrainerParams};
use super::trainer::Trainer;
use crate::decimal::shortest;
use crate::error::{Error, Result};
use crate::model::{PenaltyKind, Point};

/// Largest number of iterations per step of the computation, and of values of the table that they pass: about a millisecond.
const MAX_ITERATIONS: usize = 64;
const MAX_WORK: usize = 1_000_000;
/// Largest iteration.
const LAST_ITERATION: f64 = 1e6;
/// Last part of the text of a bookmark of another run.
const OTHER_RUN: &str = "other-run";

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

/// What a bookmark is of, from which it is computed again: an iteration of a run from the start under a penalty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BookmarkOrigin {
    /// The iteration.
    pub n_iter: usize,
    /// The penalty.
    pub penalty: PenaltyKind,
    /// Its strength.
    pub lambda: f64,
    /// The elastic net's share of the L1 part.
    pub l1_ratio: f64,
    /// Whether the iteration is one of the present run, in which it is marked.
    pub is_of_run: bool,
}

impl BookmarkOrigin {
    /// Reads the text of a link, such as `1240+l1+1+0.7`; parts are separated by `+`, a space or a comma.
    ///
    /// # Errors
    /// [`Error::Parameter`] for another text, and for a parameter out of range.
    pub fn read(text: &str) -> Result<Self> {
        let refuse = || {
            let accepted = "iteration, penalty, lambda and l1_ratio, as in 1240+l1+1+0.7";
            Error::parameter("bookmark", text, accepted)
        };
        let parts: Vec<&str> = text.split(['+', ' ', ',']).filter(|part| !part.is_empty()).collect();
        let (is_of_run, values) = match parts.split_last() {
            Some((&OTHER_RUN, values)) => (false, values),
            _ => (true, &parts[..]),
        };
        let &[n_iter, penalty, lambda, l1_ratio] = values else { return Err(refuse()) };
        let whole = |value: &f64| value.fract() == 0.0 && (0.0..=LAST_ITERATION).contains(value);
        let n_iter = n_iter.parse().ok().filter(whole).ok_or_else(refuse)?;
        let parsed = |name: &str, text: &str| {
            PARAMS.iter().find(|param| param.name == name).and_then(|param| param.parse(text).ok())
        };
        let number = |name: &str, text: &str| match parsed(name, text) {
            Some(ParamValue::Number(value)) => Ok(value),
            _ => Err(refuse()),
        };
        Ok(Self {
            n_iter: n_iter as usize,
            penalty: PenaltyKind::from_name(penalty).map_err(|_| refuse())?,
            lambda: number("lambda", lambda)?,
            l1_ratio: number("l1_ratio", l1_ratio)?,
            is_of_run,
        })
    }

    /// The text of a link.
    #[must_use]
    pub fn text(&self) -> String {
        let (penalty, lambda, l1_ratio) =
            (self.penalty.name(), shortest(self.lambda), shortest(self.l1_ratio));
        let other = if self.is_of_run { "" } else { "+other-run" };
        format!("{}+{penalty}+{lambda}+{l1_ratio}{other}", self.n_iter)
    }
}

/// A bookmark that is being computed.
pub(super) struct PendingBookmark {
    trainer: Trainer,
    n_iter: usize,
    run: usize,
}

impl PendingBookmark {
    fn bookmark(&self) -> Bookmark {
        let &TrainerParams { penalty, lambda, l1_ratio, .. } = self.trainer.params();
        let point = self.trainer.point().clone();
        Bookmark { run: self.run, n_iter: self.n_iter, point, penalty, lambda, l1_ratio }
    }
}

impl Lab {
    /// Bookmarks the iteration that is shown; replaces an earlier bookmark.
    pub fn set_bookmark(&mut self) {
        let (run, n_iter, point) = (self.run.number(), self.run.n_iter(), self.run.point().clone());
        let trainer = &self.params.trainer;
        let (penalty, lambda, l1_ratio) = (trainer.penalty, trainer.lambda, trainer.l1_ratio);
        self.pending_bookmark = None;
        self.bookmark = Some(Bookmark { run, n_iter, point, penalty, lambda, l1_ratio });
    }

    /// Removes the bookmark.
    pub fn remove_bookmark(&mut self) {
        (self.bookmark, self.pending_bookmark) = (None, None);
    }

    /// What the bookmark is of, also while it is being computed.
    #[must_use]
    pub fn bookmark_origin(&self) -> Option<BookmarkOrigin> {
        let pending = self.pending_bookmark.as_ref().map(PendingBookmark::bookmark);
        let Bookmark { run, n_iter, penalty, lambda, l1_ratio, .. } = pending.or(self.bookmark.clone())?;
        Some(BookmarkOrigin { n_iter, penalty, lambda, l1_ratio, is_of_run: run == self.run.number() })
    }

    /// Computes a bookmark again, as a background task: a run with the lab's data, optimizer and learning rate. Replaces an earlier one.
    ///
    /// # Errors
    /// As [`Trainer::new`]; the earlier bookmark stays.
    pub fn bookmark_run(&mut self, origin: BookmarkOrigin) -> Result<()> {
        let BookmarkOrigin { n_iter, penalty, lambda, l1_ratio, is_of_run } = origin;
        let params = TrainerParams { penalty, lambda, l1_ratio, ..self.params.trainer.clone() };
        let trainer = Trainer::new(Rc::clone(self.run.trainer().train()), None, params)?;
        let run = if is_of_run { self.run.number() } else { usize::MAX };
        self.bookmark = None;
        self.pending_bookmark = Some(PendingBookmark { trainer, n_iter, run });
        Ok(())
    }

    /// Continues the computation of a bookmark; returns whether there is more.
    pub(super) fn step_bookmark(&mut self) -> bool {
        let Some(pending) = &mut self.pending_bookmark else { return false };
        let left = pending.n_iter - pending.trainer.n_iter();
        let most = (MAX_WORK / pending.trainer.train().x().len().max(1)).clamp(1, MAX_ITERATIONS);
        // A run that has ended earlier stays where it is.
        if pending.trainer.step(left.min(most)) == 0 {
            self.bookmark = Some(pending.bookmark());
            self.pending_bookmark = None;
        }
        self.pending_bookmark.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::BookmarkOrigin;
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
    #[test]
    fn bookmark_is_computed_again_from_its_text() {
        let mut lab = lab_after(100);
        lab.set_bookmark();
        let wanted = lab.snapshot().bookmark.unwrap().clone();
        let mut params = lab.params().clone();
        (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L2, 5.0);
        lab.set(params.clone()).unwrap();
        let text = lab.bookmark_origin().unwrap().text();
        assert_eq!(text, "100+l1+1+0.7");
        lab.restart();
        assert_eq!(lab.bookmark_origin().unwrap().text(), "100+l1+1+0.7+other-run");
        let mut other = lab_after(0);
        other.set(params).unwrap();
        other.bookmark_run(BookmarkOrigin::read(&text).unwrap()).unwrap();
        assert_eq!(other.bookmark_origin().unwrap().text(), text, "also while it is computed");
        while other.refine() {}
        assert_eq!(other.snapshot().bookmark, Some(&wanted));
        other.remove_bookmark();
        assert_eq!(other.bookmark_origin(), None);
    }

    #[test]
    fn text_that_is_no_bookmark_is_refused() {
        for text in [
            "",
            "100",
            "100+l1+1",
            "100+l3+1+0.7",
            "-1+l1+1+0.7",
            "0.5+l1+1+0.7",
            "9+l1+-1+0.7",
            "9+l1+1+2",
            "9+l1+1+0+9",
        ] {
            let message = BookmarkOrigin::read(text).unwrap_err().to_string();
            assert!(
                message.starts_with("bookmark must be iteration, penalty, lambda and l1_ratio, as in 1240"),
                "{message}"
            );
        }
    }
}
