//! Texts of the decision boundary.

use crate::charts::classes::class_names;
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::text::{PanelText, TextContext, sentences, weight_name};
use crate::data::Task;
use crate::model::PenaltyKind;

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    PanelText {
        aid: message!(context, "boundary.aid", "Where models are undecided; dashes are 25 % and 75 %."),
        number: number_of(context),
        description: description(context),
        note: note(context),
        ..PanelText::default()
    }
}

/// Name and value of the weight of the vertical axis.
fn second(context: &TextContext<'_>) -> Option<(String, String)> {
    let (_, b) = context.lab.pair()?;
    let value = number::significant(context.snapshot.point.coef[b]);
    Some((weight_name(context.snapshot.feature_names, b), value))
}

fn number_of(context: &TextContext<'_>) -> (String, String) {
    if context.snapshot.train.task() == Task::Regression {
        return (String::new(), message!(context, "number.two-classes", "two classes needed"));
    }
    match (second(context), context.snapshot.penalty) {
        (None, _) => {
            (String::new(), message!(context, "boundary.number.two-features", "two features needed"))
        }
        (Some((name, value)), PenaltyKind::None) => {
            (value, message!(context, "boundary.number.none", "= {name}, no penalty", name = name))
        }
        (Some((name, value)), kind) => {
            let penalty = context.penalty(kind);
            let noun = message!(
                context,
                "boundary.number",
                "= {name} under {penalty}",
                name = name,
                penalty = penalty
            );
            (value, noun)
        }
    }
}

fn description(context: &TextContext<'_>) -> String {
    if context.snapshot.train.task() == Task::Regression {
        return message!(
            context,
            "boundary.description.regression",
            "A decision boundary needs 2 classes; the target is a number."
        );
    }
    let [zero, one] = class_names(context.snapshot.train, context.catalogue);
    let lines = message!(
        context,
        "boundary.description",
        "Training rows in the plane of two features: {zero} as rings, {one} as discs, with the lines on which {penalty} \
         gives {one} 25, 50 and 75 %.",
        zero = zero,
        one = one,
        penalty = context.penalty(context.snapshot.penalty)
    );
    let upwards = second(context).map_or_else(String::new, |(name, value)| {
        message!(
            context,
            "boundary.description.weight",
            "The weight upwards, {name}, is {value}.",
            name = name,
            value = value
        )
    });
    sentences([lines, upwards])
}

/// A note about the plane and the rows.
fn note(context: &TextContext<'_>) -> String {
    let train = context.snapshot.train;
    if train.task() == Task::Regression || context.lab.pair().is_none() {
        return String::new();
    }
    let rows = number::count(train.n_samples());
    if context.n_features() > 2 {
        message!(
            context,
            "boundary.note.slice",
            "slice: other features at their means; {rows} training rows",
            rows = rows
        )
    } else {
        message!(context, "boundary.note", "exact: two features; {rows} training rows", rows = rows)
    }
}
