//! Texts of the histogram.

use crate::charts::messages::message;
use crate::charts::number::count;
use crate::charts::text::{PanelText, TextContext, sentences};

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    let zeros = count(snapshot.counts.exact_zero);
    let aid = if snapshot.bookmark.is_some() {
        message!(context, "histogram.aid.bookmark", "Weights by size: now up, the moment kept down.")
    } else if snapshot.compared.is_some() {
        message!(
            context,
            "histogram.aid.compared",
            "Weights by size: {up} up, {down} down.",
            up = context.penalty(snapshot.penalty),
            down = context.penalty(super::other(snapshot.penalty)),
        )
    } else {
        message!(context, "histogram.aid", "How many weights have each size.")
    };
    PanelText {
        number: (zeros.clone(), message!(context, "histogram.number", "at exactly 0")),
        description: sentences([
            message!(
                context,
                "histogram.description",
                "Bars of how many of {weights} have each size.",
                weights = context.weights()
            ),
            aid.clone(),
            message!(context, "histogram.description.zeros", "{zeros}.", zeros = context.zeros()),
        ]),
        aid,
        ..PanelText::default()
    }
}
