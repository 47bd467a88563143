//! Texts of the geometry.

use crate::charts::counted;
use crate::charts::messages::message;
use crate::charts::number::{count, significant, significant_digits};
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::lab::{Slice, StartTrajectory};
use crate::model::PenaltyKind;
use crate::solve::Status;

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    if context.view == "objective" {
        PanelText {
            aid: message!(context, "geometry.aid.objective", "Training walks down loss plus penalty."),
            number: least_objective(context),
            description: sentences([
                message!(
                    context,
                    "geometry.description.objective",
                    "Contours of loss plus penalty in the plane of two weights at λ = {lambda}, with the way the weights \
                     have come and the start of another path.",
                    lambda = context.lambda()
                ),
                start_trajectory(context),
            ]),
            note: note(context),
            ..PanelText::default()
        }
    } else {
        PanelText {
            aid: if context.snapshot.penalty == PenaltyKind::None {
                message!(
                    context,
                    "geometry.aid.no-penalty",
                    "Without a penalty nothing keeps training from the least loss."
                )
            } else {
                message!(
                    context,
                    "geometry.aid",
                    "The optimum is where a loss contour first touches the ball."
                )
            },
            number: allowance(context),
            description: sentences([constraint(context), context.about_optimum()]),
            note: note(context),
            ..PanelText::default()
        }
    }
}

/// The slice, if it has a ball.
fn with_ball<'a>(context: &TextContext<'a>) -> Option<&'a Slice> {
    context.snapshot.slice.filter(|slice| slice.penalty().is_some())
}

fn no_plane(context: &TextContext<'_>) -> (String, String) {
    (String::new(), message!(context, "geometry.number.no-plane", "one weight has no plane"))
}

fn least_objective(context: &TextContext<'_>) -> (String, String) {
    if context.lab.pair().is_none() {
        return no_plane(context);
    }
    match context.snapshot.optimum {
        None => (String::new(), context.why_no_optimum()),
        Some(optimum) => (
            significant(optimum.terms.objective()),
            message!(context, "geometry.number.objective", "at best"),
        ),
    }
}

fn allowance(context: &TextContext<'_>) -> (String, String) {
    if context.lab.pair().is_none() {
        return no_plane(context);
    }
    match with_ball(context) {
        None => {
            (String::new(), message!(context, "geometry.number.no-ball", "no ball: nothing is penalized"))
        }
        // A small ball is mostly rounding error of the optimum.
        Some(slice) => (
            significant_digits(slice.allowance, if slice.allowance < 0.1 { 2 } else { 3 }),
            message!(context, "geometry.number", "allowed by λ = {lambda}", lambda = context.lambda()),
        ),
    }
}

fn constraint(context: &TextContext<'_>) -> String {
    let Some(slice) = with_ball(context) else {
        return message!(
            context,
            "geometry.description.no-ball",
            "Contours of the loss in the plane of two weights, with the way the weights have come. There is no penalty, so \
             there is no ball."
        );
    };
    let ball = message!(
        context,
        "geometry.description",
        "Contours of the loss in the plane of two weights, the penalty’s ball of size {size} at λ = {lambda}, and the way the \
         weights have come towards the point where a contour touches the ball.",
        size = significant(slice.allowance),
        lambda = context.lambda(),
    );
    let roundness = slice.roundness().map_or_else(String::new, |share| {
        message!(
            context,
            "geometry.description.roundness",
            "At 45° the ball reaches {share} of its reach along an axis.",
            share = significant(share)
        )
    });
    sentences([ball, roundness])
}

/// A sentence about start and end of the trajectory from a chosen start point; empty without one.
pub(in crate::charts) fn start_trajectory(context: &TextContext<'_>) -> String {
    let Some(path) = context.snapshot.start_trajectory else { return String::new() };
    let ((u, v), iterations) = (path.start(), count(path.n_iter()));
    if path.status == Status::Diverged {
        message!(
            context,
            "geometry.start.stopped",
            "It starts at {across} across and {up} up; it stops at iteration {iterations}.",
            across = significant(u),
            up = significant(v),
            iterations = iterations,
        )
    } else {
        message!(
            context,
            "geometry.start",
            "It starts at {across} across and {up} up; iterations shown: {iterations}.",
            across = significant(u),
            up = significant(v),
            iterations = iterations,
        )
    }
}

/// A note about weights that are fixed in the slice.
fn note(context: &TextContext<'_>) -> String {
    let (snapshot, is_objective) = (context.snapshot, context.view == "objective");
    let Some(slice) = snapshot.slice.filter(|_| context.lab.pair().is_some()) else {
        return message!(context, "geometry.note.no-plane", "The geometry needs two features.");
    };
    let has_stopped = |path: &&StartTrajectory| path.status == Status::Diverged;
    if let Some(path) = snapshot.start_trajectory.filter(|_| is_objective).filter(has_stopped) {
        return message!(
            context,
            "geometry.note.stopped",
            "Learning rate too large from there: stopped at iteration {iterations}.",
            iterations = count(path.n_iter())
        );
    }
    let others = counted::weights(context.n_features().saturating_sub(2), context.catalogue);
    match (slice.is_exact, is_objective, snapshot.has_no_optimum) {
        (true, true, _) => message!(
            context,
            "geometry.note.exact-path",
            "exact: two features; from the ring it goes as training would"
        ),
        (true, false, _) if !snapshot.fit_intercept => {
            message!(context, "geometry.note.exact.no-intercept", "exact: two features, no intercept")
        }
        (true, false, _) => {
            message!(context, "geometry.note.exact", "exact: two features, the intercept always at its best")
        }
        (false, true, false) => message!(
            context,
            "geometry.note.slice-path",
            "slice, path too: the other {others} held at the optimum",
            others = others
        ),
        (false, true, true) => message!(
            context,
            "geometry.note.slice-path.no-optimum",
            "slice, path too: the other {others} held at the present values",
            others = others
        ),
        (false, false, false) => message!(
            context,
            "geometry.note.slice",
            "slice: the other {others} held at the optimum",
            others = others
        ),
        (false, false, true) => message!(
            context,
            "geometry.note.slice.no-optimum",
            "slice: the other {others} held at the present values",
            others = others
        ),
    }
}
