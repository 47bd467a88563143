//! Comparison overlay: weights drawn beside the current ones.

use super::messages::message;
use super::model;
use super::number;
use super::panel::Style;
use crate::lab::{Bookmark, Snapshot};
use crate::model::PenaltyKind;

/// The bookmark or, without one, the same run under another penalty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overlay<'a> {
    pub kind: PenaltyKind,
    pub l1_ratio: f64,
    pub coef: &'a [f64],
    bookmark: Option<&'a Bookmark>,
}

impl<'a> Overlay<'a> {
    /// The bookmark or, without one, the run under the `other` penalty, if it has been computed.
    pub fn of(snapshot: &Snapshot<'a>, other: PenaltyKind) -> Option<Self> {
        if let Some(bookmark) = snapshot.bookmark {
            let Bookmark { point, penalty: kind, l1_ratio, .. } = bookmark;
            return Some(Self {
                kind: *kind,
                l1_ratio: *l1_ratio,
                coef: &point.coef,
                bookmark: Some(bookmark),
            });
        }
        let place = PenaltyKind::ALL.iter().position(|kind| *kind == other)?;
        let coef = &snapshot.compared?[place].coef;
        Some(Self { kind: other, l1_ratio: snapshot.l1_ratio, coef, bookmark: None })
    }

    /// `L2`, or `L1, λ = 3, iteration 300` for a bookmark.
    pub fn name(&self, style: &Style) -> String {
        let penalty = model::label(self.kind, &style.catalogue);
        let Some(bookmark) = self.bookmark else { return penalty };
        let iteration = number::count(bookmark.n_iter);
        if self.kind == PenaltyKind::None {
            return message!(
                style,
                "label.bookmark.no-penalty",
                "{penalty}, iteration {iteration}",
                penalty = penalty,
                iteration = iteration
            );
        }
        message!(
            style,
            "label.bookmark",
            "{penalty}, λ = {lambda}, iteration {iteration}",
            penalty = penalty,
            lambda = number::significant(bookmark.lambda),
            iteration = iteration
        )
    }
}
