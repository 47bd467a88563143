//! The optimum, and its label.

use plotters::element::{Circle, EmptyElement};
use plotters::style::Color as _;

use super::NARROW;
use super::writer::Writer;
use crate::charts::label::Label;
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::px;
use crate::charts::surface::DrawingResult;
use crate::lab::{Slice, Snapshot};

/// Distances of the label from the optimum, in CSS pixels.
const DISTANCES: [f64; 6] = [18.0, 26.0, 38.0, 54.0, 74.0, 98.0];
/// Directions of the label in the order in which they are tried: first outside of the ball, off the axes.
const DIRECTIONS: [Direction; 8] = [
    Direction::SouthEast,
    Direction::South,
    Direction::NorthEast,
    Direction::SouthWest,
    Direction::North,
    Direction::NorthWest,
    Direction::East,
    Direction::West,
];

/// Draws a ring at the optimum, where contour and ball touch.
pub(super) fn draw_optimum(writer: &mut Writer<'_>) -> DrawingResult {
    let Some(optimum) = shown(writer) else { return Ok(()) };
    let theme = writer.theme;
    let ring = EmptyElement::at(optimum)
        + Circle::new((0, 0), px(8.5), theme.paper.filled())
        + Circle::new((0, 0), px(6.0), theme.ink.line(2.0))
        + Circle::new((0, 0), px(2.2), theme.ink.filled());
    writer.chart.draw(&ring)?;
    writer.reserve(Rect::around(writer.chart.at(optimum), 10.0));
    Ok(())
}

/// Draws lines of text beside the optimum, with a leader line.
pub(super) fn draw_optimum_label(lines: &[Label], writer: &mut Writer<'_>) -> DrawingResult {
    let Some(optimum) = shown(writer) else { return Ok(()) };
    let anchor = writer.chart.at(optimum);
    let rect = writer.label_near("optimum", lines, &[anchor], &DISTANCES, &DIRECTIONS);
    rect.map_or(Ok(()), |rect| writer.leader(rect, anchor, 9.0))
}

fn shown(writer: &Writer<'_>) -> Option<(f64, f64)> {
    writer.slice.optimum.filter(|_| writer.slice.l1_ratio.is_some())
}

/// Text about the minimum of the objective: which of the two weights are exactly 0.
pub(super) fn least_lines(snapshot: &Snapshot<'_>, slice: &Slice, style: &Style) -> Vec<Label> {
    let bold = || Label::new(style.theme.ink);
    let zero = |j: usize| bold().weight_of(&snapshot.feature_names[j]).bold(" is exactly 0");
    let mut lines = vec![bold().bold("least objective")];
    match slice.optimum {
        Some((0.0, 0.0)) => lines.push(bold().bold("both are exactly 0")),
        Some((_, 0.0)) => lines.push(zero(slice.pair.1)),
        Some((0.0, _)) => lines.push(zero(slice.pair.0)),
        _ => {}
    }
    lines
}

/// Text about the point where contour and ball touch: what it means for the two weights.
pub(super) fn touch_lines(snapshot: &Snapshot<'_>, slice: &Slice, style: &Style) -> Vec<Label> {
    let bold = || Label::new(style.theme.ink);
    let zero = |j: usize| bold().weight_of(&snapshot.feature_names[j]).bold(" is exactly 0");
    let corner = if style.size.0 < NARROW { "at a corner:" } else { "optimum at a corner:" };
    let has_corners = slice.l1_ratio.is_some_and(|r| r > 0.0);
    match slice.optimum {
        Some((0.0, 0.0)) if has_corners => vec![bold().bold("both are exactly 0")],
        Some((_, 0.0)) if has_corners => vec![bold().bold(corner), zero(slice.pair.1)],
        Some((0.0, _)) if has_corners => vec![bold().bold(corner), zero(slice.pair.0)],
        Some(_) if has_corners => vec![bold().bold("optimum on an edge:"), bold().bold("neither is 0")],
        _ => vec![bold().bold("a round ball:"), bold().bold("neither is 0")],
    }
}
