//! The minimum of the loss: a cross, or an arrow at the frame in its direction.

use plotters::element::{EmptyElement, PathElement, Polygon};
use plotters::style::Color as _;

use super::NARROW;
use super::writer::Writer;
use crate::charts::label::Label;
use crate::charts::messages::message;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::px_at;
use crate::charts::surface::DrawingResult;

/// Length of the arrow, and distance of its tip from the frame, in CSS pixels.
const ARROW: f64 = 22.0;
const INSET: f64 = 6.0;
const AROUND: [Direction; 8] = [
    Direction::North,
    Direction::South,
    Direction::East,
    Direction::West,
    Direction::NorthWest,
    Direction::SouthWest,
    Direction::NorthEast,
    Direction::SouthEast,
];

/// Draws a cross at the minimum, or an arrow towards it.
pub(super) fn draw_least(writer: &mut Writer<'_>) -> DrawingResult {
    let ink = writer.style.theme.ink;
    let Some(least) = writer.slice.least else {
        let Some((tail, tip)) = arrow(writer) else { return Ok(()) };
        let length = (tip.0 - tail.0).hypot(tip.1 - tail.1);
        let (dx, dy) = ((tip.0 - tail.0) / length, (tip.1 - tail.1) / length);
        let corner =
            |back: f64, aside: f64| px_at((tip.0 - back * dx - aside * dy, tip.1 - back * dy + aside * dx));
        let surface = &writer.chart.surface;
        surface.draw(&PathElement::new([px_at(tail), corner(6.0, 0.0)], ink.line(1.5)))?;
        let head = [corner(0.0, 0.0), corner(8.0, 4.0), corner(8.0, -4.0)];
        surface.draw(&Polygon::new(head, ink.filled()))?;
        for k in 0..=4 {
            let t = 0.25 * f64::from(k);
            let at = (tail.0 + t * (tip.0 - tail.0), tail.1 + t * (tip.1 - tail.1));
            writer.reserve(Rect::around(at, 4.0));
        }
        return Ok(());
    };
    let stroke = |ends: [(f64, f64); 2]| PathElement::new(ends.map(px_at), ink.line(2.25));
    let cross =
        EmptyElement::at(least) + stroke([(-4.5, -4.5), (4.5, 4.5)]) + stroke([(-4.5, 4.5), (4.5, -4.5)]);
    writer.chart.draw(&cross)?;
    writer.reserve(Rect::around(writer.chart.at(least), 6.0));
    Ok(())
}

/// Draws the label of the cross or the arrow.
pub(super) fn draw_least_label(writer: &mut Writer<'_>) -> DrawingResult {
    let style = writer.style;
    let (anchor, text) = match (writer.slice.least, arrow(writer)) {
        (Some(least), _) if style.size.0 < NARROW => {
            (writer.chart.at(least), message!(style, "geometry.label.least-loss.narrow", "least loss"))
        }
        (Some(least), _) => {
            (writer.chart.at(least), message!(style, "geometry.label.least-loss", "least loss,\nno penalty"))
        }
        (None, Some((tail, tip))) => {
            let middle = (0.5 * (tail.0 + tip.0), 0.5 * (tail.1 + tip.1));
            let text = message!(
                style,
                "geometry.label.least-loss.outside",
                "least loss without\npenalty: further this way"
            );
            (middle, text)
        }
        (None, None) => return Ok(()),
    };
    let lines: Vec<Label> = text.lines().map(|line| Label::plain(line, style.theme.ink)).collect();
    let rect = writer.label_near("least", &lines, &[anchor], &[8.0, 16.0, 28.0, 44.0, 64.0], &AROUND);
    if writer.slice.least.is_none() {
        return Ok(());
    }
    // Another label beside the cross could be read as its name.
    writer.reserve(Rect::around(anchor, 18.0));
    rect.map_or(Ok(()), |rect| writer.leader(rect, anchor, 8.0))
}

/// Tail and tip of the arrow at the frame, in CSS pixels, on the line from the optimum to the minimum.
fn arrow(writer: &Writer<'_>) -> Option<((f64, f64), (f64, f64))> {
    let (du, dv) = writer.slice.toward_least?;
    let Rect { left, top, right, bottom } = writer.chart.frame;
    let from = writer.chart.frame.nearest(writer.chart.at(writer.slice.optimum.unwrap_or_default()));
    // v points upwards, screen coordinates downwards.
    let (dx, dy) = (du, -dv);
    let until = |from: f64, step: f64, low: f64, high: f64| match step {
        step if step > 0.0 => (high - INSET - from) / step,
        step if step < 0.0 => (low + INSET - from) / step,
        _ => f64::INFINITY,
    };
    let reach = until(from.0, dx, left, right).min(until(from.1, dy, top, bottom)).max(0.0);
    let at = |t: f64| (from.0 + t * dx, from.1 + t * dy);
    reach.is_finite().then(|| (at(reach - ARROW), at(reach)))
}
