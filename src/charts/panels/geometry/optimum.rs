//! The optimum, and its label.

use plotters::element::{Circle, EmptyElement};
use plotters::style::Color as _;

use super::NARROW;
use super::writer::Writer;
use crate::charts::label::Label;
use crate::charts::messages::message;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::px;
use crate::charts::surface::DrawingResult;
use crate::lab::Snapshot;

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
    let theme = &writer.style.theme;
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
    writer.slice.optimum.filter(|_| writer.slice.penalty().is_some())
}

/// Text about the minimum of the objective: which of the two weights are exactly 0.
pub(super) fn least_lines(snapshot: &Snapshot<'_>, writer: &Writer<'_>) -> Vec<Label> {
    let (slice, style) = (writer.slice, writer.style);
    let text = match slice.optimum {
        Some((0.0, 0.0)) => {
            message!(style, "geometry.label.least.both", "least objective\nboth are exactly 0")
        }
        Some((_, 0.0) | (0.0, _)) => message!(
            style,
            "geometry.label.least.zero",
            "least objective\n{weight} is exactly 0",
            weight = "{weight}"
        ),
        _ => message!(style, "geometry.label.least", "least objective"),
    };
    bold_lines(&text, snapshot, writer)
}

/// Text about the point where contour and ball touch: what it means for the two weights.
pub(super) fn touch_lines(snapshot: &Snapshot<'_>, writer: &Writer<'_>) -> Vec<Label> {
    let (slice, style) = (writer.slice, writer.style);
    let has_corners = slice.l1_ratio.is_some_and(|r| r > 0.0);
    let (across, up) = slice.factors();
    let has_factor = |factor: f64| across == factor || up == factor;
    let text = match slice.optimum.filter(|_| has_corners) {
        _ if has_factor(f64::INFINITY) => {
            message!(
                style,
                "geometry.label.excluded",
                "{weight} is excluded:\nheld at 0",
                weight = "{weight}"
            )
        }
        _ if has_factor(0.0) => {
            message!(style, "geometry.label.free", "no end along the weight\nthat is free")
        }
        Some((0.0, 0.0)) => message!(style, "geometry.label.both", "both are exactly 0"),
        Some((_, 0.0) | (0.0, _)) if style.size.0 < NARROW => message!(
            style,
            "geometry.label.corner.narrow",
            "at a corner:\n{weight} is exactly 0",
            weight = "{weight}"
        ),
        Some((_, 0.0) | (0.0, _)) => message!(
            style,
            "geometry.label.corner",
            "optimum at a corner:\n{weight} is exactly 0",
            weight = "{weight}"
        ),
        Some(_) => message!(style, "geometry.label.edge", "optimum on an edge:\nneither is 0"),
        None => message!(style, "geometry.label.round", "a round ball:\nneither is 0"),
    };
    bold_lines(&text, snapshot, writer)
}

/// The lines of a text, with the name of the weight that is 0 at the optimum.
fn bold_lines(text: &str, snapshot: &Snapshot<'_>, Writer { slice, style, .. }: &Writer<'_>) -> Vec<Label> {
    let label = || Label::new(style.theme.ink);
    let zero = if matches!(slice.optimum, Some((_, 0.0))) { slice.pair.1 } else { slice.pair.0 };
    let weight = || label().weight_of(snapshot.feature_names, zero);
    text.lines().map(|line| label().bold(line).fill("{weight}", weight())).collect()
}
