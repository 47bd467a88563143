//! Texts of penalty and pull.

use super::dots::points;
use crate::charts::messages::message;
use crate::charts::number::significant;
use crate::charts::text::{PanelText, TextContext, sentences, weight_name};
use crate::model::{Penalty, PenaltyKind};

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    let curves = message!(
        context,
        "pull.description",
        "Two plots of one weight: what the penalties cost it, and how hard they pull it toward zero. On the curve of \
         {penalty}: {weights}, of which {zeros}.",
        penalty = context.penalty(snapshot.penalty),
        weights = context.weights(),
        zeros = context.zeros(),
    );
    let largest = largest(context).map_or_else(String::new, |(name, j)| {
        message!(
            context,
            "pull.description.largest",
            "At λ = {lambda} the largest, {name}, is pulled by {pull}: {l1} under L1, {l2} under L2.",
            lambda = context.lambda(),
            name = name,
            pull = pull(context, snapshot.penalty, j),
            l1 = pull(context, PenaltyKind::L1, j),
            l2 = pull(context, PenaltyKind::L2, j),
        )
    });
    PanelText {
        aid: message!(context, "pull.aid", "L1 pulls as hard near zero as far out; L2 lets go."),
        number: number(context),
        description: sentences([curves, largest]),
        note: if snapshot.penalty_factor.is_some() {
            message!(
                context,
                "pull.note.factors",
                "Curves for factor 1; weights with a penalty factor f lie f times as high."
            )
        } else {
            String::new()
        },
        ..PanelText::default()
    }
}

fn number(context: &TextContext<'_>) -> (String, String) {
    let snapshot = context.snapshot;
    if snapshot.penalty == PenaltyKind::None || snapshot.lambda == 0.0 {
        return ("0".to_owned(), message!(context, "pull.number.nothing", "nothing pulls"));
    }
    let Some((name, j)) = largest(context) else {
        return (String::new(), message!(context, "pull.number.all-zero", "every weight is 0"));
    };
    let other = if snapshot.penalty == PenaltyKind::L2 { PenaltyKind::L1 } else { PenaltyKind::L2 };
    let noun = message!(
        context,
        "pull.number",
        "on {name}; {other} under {penalty}",
        name = name,
        other = pull(context, other, j),
        penalty = context.penalty(other),
    );
    (pull(context, snapshot.penalty, j), noun)
}

/// Name and index of the largest weight; `None` while every weight is 0.
fn largest(context: &TextContext<'_>) -> Option<(String, usize)> {
    let coef = context.snapshot.point.coef.iter().enumerate();
    let (j, &w) = coef.reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best })?;
    (w != 0.0).then(|| (weight_name(context.snapshot.feature_names, j), j))
}

/// The derivative of a penalty at a weight, with its penalty factor.
fn pull(context: &TextContext<'_>, kind: PenaltyKind, j: usize) -> String {
    let snapshot = context.snapshot;
    let penalty = Penalty::new(kind, snapshot.lambda, snapshot.l1_ratio, 1).unwrap_or_default();
    significant(points(snapshot, penalty, j)[1].1.abs())
}
