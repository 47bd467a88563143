//! The two rows of ticks: what the axis is, beneath, and how many weights are kept there, above.

use super::course::{Course, Over};
use crate::charts::label::{Align, Label};
use crate::charts::lambda_axis::draw_lambda_axis;
use crate::charts::number;
use crate::charts::places::Rect;
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::theme::Theme;
use crate::lab::Snapshot;
use crate::model::Loss;

/// From the plot up to the counts.
const ABOVE: f64 = 16.0;
/// Least distance of a count from that at the λ line.
const APART: f64 = 22.0;
/// Pixels for a tick that is no decade.
const ROOM: f64 = 60.0;
/// How far a tick may reach beyond the plot; the names of the rows stand to the left of that.
const MARGIN: f64 = 6.0;

/// The axis with its ticks, and the names of both rows in the margin.
pub(super) fn draw_axis(course: &Course, snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let Rect { left, top, right, bottom } = plot.frame;
    let name = match course.over {
        Over::Lambda => Label::new(theme.ink_2).math("λ"),
        Over::Norm => norm_name(theme, "1"),
        // As scikit-learn calls it in d2_log_loss_score.
        Over::Deviance if Loss::of_task(snapshot.train.task()) == Loss::Logistic => {
            Label::plain("D²", theme.ink_2)
        }
        Over::Deviance => Label::plain("R²", theme.ink_2),
    };
    if course.over == Over::Lambda {
        draw_lambda_axis(plot, theme);
    } else {
        let stroke = Stroke::solid(theme.axis, HAIRLINE);
        plot.rule((left, bottom), (right, bottom), stroke);
        for value in ticks(course, plot) {
            let x = plot.at((value, 0.0)).0;
            plot.rule((x, bottom), (x, bottom + 4.0), stroke);
            plot.x_tick(&Label::plain(number::tick(value), theme.ink_3), (x, bottom + 13.0), MARGIN);
        }
    }
    if !snapshot.path.is_empty() {
        for (name, y) in [(name, bottom + 13.0), (Label::plain("kept", theme.ink_2), top - ABOVE)] {
            let width = plot.with_surface(|surface| name.width(surface));
            plot.label(&name, ((left - 2.0 * MARGIN - width).max(2.0), y), Align::Left);
        }
    }
}

/// ‖w‖ with what norm it is.
pub(super) fn norm_name(theme: &Theme, which: &str) -> Label {
    Label::new(theme.ink_2).text("‖").math("w").text("‖").subscript(which)
}

fn ticks(course: &Course, plot: &Plot) -> Vec<f64> {
    if course.over == Over::Lambda {
        return (-2..=2).map(f64::from).collect();
    }
    if course.is_flat() {
        return Vec::new();
    }
    plot.x.ticks(((plot.frame.right - plot.frame.left) / ROOM) as usize)
}

/// The counts, in ink at the λ line; those of ticks that are too near to it give way.
pub(super) fn draw_kept(
    course: &Course,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    plot: &Plot,
    line: Option<f64>,
) {
    let y = plot.frame.top - ABOVE;
    let is_followed = snapshot.followed.is_some();
    let here = line.filter(|_| !is_followed);
    for value in ticks(course, plot) {
        let x = plot.at((value, 0.0)).0;
        let is_free = here.is_none_or(|here| (x - here).abs() > APART);
        if let Some(stage) = course.stage(value).filter(|_| is_free) {
            let kept = number::count(stage.kept(snapshot.path));
            plot.x_tick(&Label::plain(kept, theme.ink_3), (x, y), MARGIN);
        }
    }
    if let (Some(here), Some(optimum)) = (here, snapshot.optimum) {
        let kept = Label::new(theme.ink).bold(number::count(optimum.counts.alive())).halo(theme.paper);
        plot.x_tick(&kept, (here, y), MARGIN);
    }
}
