//! The axis below the plot, and the numbers of kept weights above it.

use super::path_axis::{Over, PathAxis};
use crate::charts::chart::Chart;
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::places::Rect;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::theme::Theme;
use crate::lab::Snapshot;
use crate::model::Loss;

/// Distance of the counts from the plot.
const ABOVE: f64 = 16.0;
/// Least distance of a count from the one at the λ line.
const APART: f64 = 22.0;
/// Least distance of ticks that are not decades, in CSS pixels.
const ROOM: f64 = 60.0;
/// Largest distance of a count beyond the plot; the names of the rows are left of it.
const MARGIN: f64 = 6.0;

/// Draws the axis with its ticks, and the names of both rows in the margin.
pub(super) fn draw_axis(
    axis: &PathAxis,
    snapshot: &Snapshot<'_>,
    style: &Style,
    chart: &mut Chart,
) -> DrawingResult {
    let theme = &style.theme;
    let Rect { left, top, right, bottom } = chart.frame;
    let name = match axis.over {
        Over::Lambda => Label::new(theme.ink_2).math("λ"),
        Over::Norm => norm_name(theme, "1"),
        // The term of scikit-learn's d2_log_loss_score.
        Over::Deviance if Loss::of_task(snapshot.train.task()) == Loss::Logistic => {
            Label::plain("D²", theme.ink_2)
        }
        Over::Deviance => Label::plain("R²", theme.ink_2),
    };
    if axis.over == Over::Lambda {
        chart.lambda_axis(theme)?;
    } else if axis.is_flat() {
        chart.rule((left, bottom), (right, bottom), Stroke::solid(theme.axis, HAIRLINE));
    } else {
        chart.bottom_values(theme, ROOM)?;
    }
    if !snapshot.path.is_empty() {
        let kept = Label::plain(message!(style, "path.label.kept", "kept"), theme.ink_2);
        for (name, y) in [(name, bottom + 13.0), (kept, top - ABOVE)] {
            let width = name.width(&chart.surface);
            chart.label(&name, ((left - 2.0 * MARGIN - width).max(2.0), y), Align::Left);
        }
    }
    Ok(())
}

/// ‖w‖ with the index of the norm.
pub(super) fn norm_name(theme: &Theme, which: &str) -> Label {
    Label::new(theme.ink_2).text("‖").math("w").text("‖").subscript(which)
}

/// The values at which kept weights are counted: the ticks with labels.
fn ticks(axis: &PathAxis, chart: &Chart) -> Vec<f64> {
    if axis.is_flat() {
        return Vec::new();
    }
    if axis.over == Over::Lambda {
        return chart.lambda_ticks();
    }
    chart.x().ticks(((chart.frame.right - chart.frame.left) / ROOM) as usize)
}

/// Draws the counts. The one at the λ line, at `line`, is emphasized; those too near to it are omitted.
pub(super) fn draw_kept(
    axis: &PathAxis,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
    line: Option<f64>,
) {
    let line = line.filter(|_| snapshot.focused.is_none());
    for value in ticks(axis, chart) {
        let x = chart.at((value, 0.0)).0;
        let is_free = line.is_none_or(|line| (x - line).abs() > APART);
        if let Some(position) = axis.position(value).filter(|_| is_free) {
            let kept = number::count(position.kept(snapshot.path));
            draw_count(&Label::plain(kept, theme.ink_3), x, chart);
        }
    }
    if let (Some(line), Some(optimum)) = (line, snapshot.optimum) {
        let kept = Label::new(theme.ink).bold(number::count(optimum.counts.alive())).halo(theme.paper);
        draw_count(&kept, line, chart);
    }
}

/// Draws a count above the plot, at most [`MARGIN`] beyond its ends.
fn draw_count(label: &Label, x: f64, chart: &Chart) {
    let Rect { left, right, top, .. } = chart.frame;
    let half = 0.5 * label.width(&chart.surface);
    let x = x.min(right + MARGIN - half).max(left - MARGIN + half);
    chart.label(label, (x, top - ABOVE), Align::Center);
}
