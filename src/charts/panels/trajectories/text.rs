//! Texts of trajectories.

use crate::charts::counted;
use crate::charts::messages::message;
use crate::charts::number::count;
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::solve::Status;

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    let is_stopped = snapshot.status == Status::Diverged;
    PanelText {
        aid: if snapshot.has_no_optimum {
            message!(context, "trajectories.aid.no-optimum", "Each line is one weight as training runs.")
        } else if snapshot.optimum.is_some_and(|optimum| !optimum.is_unique) {
            message!(
                context,
                "trajectories.aid.many",
                "Each line is one weight as training runs; dots on the right: the optimum of least norm."
            )
        } else {
            message!(
                context,
                "trajectories.aid",
                "Each line is one weight as training runs; dots on the right: where it ends."
            )
        },
        number: if is_stopped { stopped(context) } else { surviving(context) },
        description: sentences([
            message!(
                context,
                "trajectories.description",
                "Lines of {weights} over {iterations}; {kept}.",
                weights = context.weights(),
                iterations = context.iterations(),
                kept = counted::are_not_zero(snapshot.counts.alive(), context.catalogue),
            ),
            context.optimum(),
        ]),
        note: context.about_optimum(),
        is_stopped,
        ..PanelText::default()
    }
}

fn stopped(context: &TextContext<'_>) -> (String, String) {
    let iteration = count(context.snapshot.n_iter);
    (
        message!(context, "trajectories.stopped", "stopped"),
        message!(context, "trajectories.stopped-at", "at iteration {iteration}", iteration = iteration),
    )
}

fn surviving(context: &TextContext<'_>) -> (String, String) {
    let noun = match context.n_features() {
        1 => message!(context, "trajectories.number.one", "of 1 weight survives"),
        n => message!(context, "trajectories.number", "of {features} weights survive", features = count(n)),
    };
    (count(context.snapshot.counts.alive()), noun)
}
