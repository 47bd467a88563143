//! Roundness of the ball: its radius at 45° relative to that along an axis.

use plotters::element::{Circle, EmptyElement, PathElement};
use plotters::style::Color as _;

use super::NARROW;
use super::writer::Writer;
use crate::charts::elements::StrokedPath;
use crate::charts::label::Label;
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke, px, px_at};
use crate::charts::surface::DrawingResult;

/// Least radius of the ball with room for the ray, in CSS pixels.
const LEAST_REACH: f64 = 44.0;

/// Draws a ray at 45° with the length of the ball's radius along an axis, and the share of it inside of the ball: 0.71 for L1, 1 for
/// L2, in between for the elastic net.
pub(super) fn draw_roundness(writer: &mut Writer<'_>) -> DrawingResult {
    let (chart, theme) = (writer.chart, &writer.style.theme);
    let Some(share) = shown(writer) else { return Ok(()) };
    let [center, edge, end] = [0.0, share, 1.0].map(|share| on_ray(share, writer));
    let dashed = Stroke::dashed(theme.ink_3, HAIRLINE, REFERENCE);
    chart.draw(&StrokedPath::new([center, end], dashed))?;
    let tick = [(-3.0, -3.0), (3.0, 3.0)].map(px_at);
    chart.draw(&(EmptyElement::at(end) + PathElement::new(tick, theme.ink_3.line(1.0))))?;
    chart.draw(
        &(EmptyElement::at(edge)
            + Circle::new((0, 0), px(3.0), theme.paper.filled())
            + Circle::new((0, 0), px(3.0), theme.lambda.line(1.5))),
    )?;
    writer.reserve(Rect::around(chart.at(edge), 4.0));
    writer.reserve(Rect::around(chart.at(end), 6.0));
    Ok(())
}

/// The share, if there is room for the ray.
fn shown(writer: &Writer<'_>) -> Option<f64> {
    let across = |u: f64| writer.chart.at((u, 0.0)).0;
    let reach = across(writer.slice.ball_reach()) - across(0.0);
    writer.slice.roundness().filter(|_| reach >= LEAST_REACH)
}

fn on_ray(share: f64, writer: &Writer<'_>) -> (f64, f64) {
    let side = share * writer.slice.ball_reach() * std::f64::consts::FRAC_1_SQRT_2;
    (side, side)
}

/// Draws the share beside the end of the ray, as the last of all labels; it is omitted if there is no free place.
pub(super) fn draw_roundness_label(writer: &mut Writer<'_>) {
    let Some(share) = shown(writer) else { return };
    let (style, end) = (writer.style, writer.chart.at(on_ray(1.0, writer)));
    // Outside of the ball.
    let directions = [Direction::NorthEast, Direction::East, Direction::SouthEast];
    let label = || Label::new(style.theme.ink_2);
    let share = || label().bold(number::fixed(share, 2));
    let short = label().text("45°: {share}").fill("{share}", share());
    let long = message!(style, "geometry.label.roundness", "45°: {share} of the axis", share = "{share}");
    let long = label().text(long).fill("{share}", share());
    let mut put = |label| writer.label_near("roundness", &[label], &[end], &[8.0, 18.0], &directions);
    if style.size.0 < NARROW || put(long).is_none() {
        put(short);
    }
}
