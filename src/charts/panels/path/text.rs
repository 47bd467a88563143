//! Texts of the path.

use crate::charts::counted;
use crate::charts::messages::message;
use crate::charts::number::{count, significant};
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::data::Task;
use crate::model::PenaltyKind;

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    PanelText {
        aid: aid(context),
        number: match snapshot.optimum {
            None => (String::new(), context.why_no_optimum()),
            Some(optimum) => (
                count(context.n_features() - optimum.counts.exact_zero),
                message!(context, "path.number", "kept at λ = {lambda}", lambda = context.lambda()),
            ),
        },
        description: sentences([description(context), context.optimum()]),
        note: context.about_optimum(),
        ..PanelText::default()
    }
}

fn aid(context: &TextContext<'_>) -> String {
    match context.view {
        "norm" => message!(context, "path.aid.norm", "The optimum by the weight it has in all."),
        "deviance" if context.snapshot.train.task() == Task::Regression => {
            message!(context, "path.aid.variance", "The optimum by the share of variance it explains.")
        }
        "deviance" => {
            message!(context, "path.aid.deviance", "The optimum by the share of log-loss it explains.")
        }
        "strips" => {
            message!(context, "path.aid.strips", "How many weights λ keeps, and how large they are.")
        }
        _ if context.snapshot.penalty == PenaltyKind::None => {
            message!(context, "path.aid.no-penalty", "Without a penalty every λ has the same optimum.")
        }
        _ => message!(context, "path.aid", "The optimum at every λ; open dots run to it."),
    }
}

fn description(context: &TextContext<'_>) -> String {
    let snapshot = context.snapshot;
    let (weights, lambda) = (context.weights(), context.lambda());
    let scale = context.lab.lambda_scale();
    let (smallest, largest) = (significant(scale.smallest()), significant(scale.largest()));
    match context.view {
        "norm" => message!(
            context,
            "path.description.norm",
            "Lines of {weights} at the optimum over the sum of their sizes, which falls as λ rises, with a line at \
             λ = {lambda}.",
            weights = weights,
            lambda = lambda,
        ),
        "deviance" if snapshot.train.task() == Task::Regression => message!(
            context,
            "path.description.variance",
            "Lines of {weights} at the optimum over R², which falls as λ rises, with a line at λ = {lambda}.",
            weights = weights,
            lambda = lambda,
        ),
        "deviance" => message!(
            context,
            "path.description.deviance",
            "Lines of {weights} at the optimum over the share of log-loss explained, which falls as λ rises, with a \
             line at λ = {lambda}.",
            weights = weights,
            lambda = lambda,
        ),
        "strips" => message!(
            context,
            "path.description.strips",
            "Two plots over λ from {smallest} to {largest}: how {weights} at the optimum divide into kept, near zero and \
             exactly zero, and their norm. Now {kept} and the norm is {norm}, with a line at λ = {lambda}.",
            weights = weights,
            smallest = smallest,
            largest = largest,
            kept = counted::weights_are_not_zero(snapshot.counts.alive(), context.catalogue),
            norm = significant(snapshot.point.norm2()),
            lambda = lambda,
        ),
        _ => message!(
            context,
            "path.description",
            "Lines of {weights} at the optimum over λ from {smallest} to {largest}, with a line at λ = {lambda}.",
            weights = weights,
            smallest = smallest,
            largest = largest,
            lambda = lambda,
        ),
    }
}
