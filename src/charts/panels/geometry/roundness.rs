//! How round the ball is: its reach at 45° beside its reach along an axis.

use super::NARROW;
use super::writer::Writer;
use crate::charts::element::{Curve, units};
use crate::charts::label::Label;
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::Mark;

/// A smaller ball has no room for it.
const LEAST_REACH: f64 = 36.0;

/// A ray at 45° as long as the ball reaches along an axis, and how much of it the ball covers: 0.71 of it under L1, all of it
/// under L2, and under the elastic net more the larger the ball.
pub(super) fn draw_roundness(writer: &mut Writer<'_>) {
    let (plot, theme) = (writer.plot, writer.theme);
    let Some(share) = shown(writer) else { return };
    let ray = [0.0, 1.0].map(|share| on_ray(share, writer)).to_vec();
    plot.draw(&Curve::new(ray, Stroke::dashed(theme.ink_3, HAIRLINE, &[3.0, 3.0])));
    let (end, (x, y)) = (plot.at(on_ray(1.0, writer)), plot.at(on_ray(share, writer)));
    plot.with_surface(|surface| {
        let tick = [(-3.0, -3.0), (3.0, 3.0)].map(|(dx, dy)| (units(end.0 + dx), units(end.1 + dy)));
        surface.line(tick, Stroke::solid(theme.ink_3, 1.0), false, 0.0);
        let center = (units(x), units(y));
        surface.mark(Mark::Disc { center, radius: units(3.0), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(3.0), stroke: Stroke::solid(theme.lambda, 1.5) });
    });
    writer.places.take(Rect::around((x, y), 4.0));
    writer.places.take(Rect::around(end, 6.0));
}

/// The share, where there is room for it.
fn shown(writer: &Writer<'_>) -> Option<f64> {
    let reach = writer.plot.at((writer.slice.ball_reach(), 0.0)).0 - writer.plot.at((0.0, 0.0)).0;
    writer.slice.roundness().filter(|_| reach >= LEAST_REACH)
}

fn on_ray(share: f64, writer: &Writer<'_>) -> (f64, f64) {
    let side = share * writer.slice.ball_reach() * std::f64::consts::FRAC_1_SQRT_2;
    (side, side)
}

/// Says the share beside the ray's end, last of all labels: where nothing is free the description alone says it.
pub(super) fn say_roundness(style: &Style, writer: &mut Writer<'_>) {
    let Some(share) = shown(writer) else { return };
    let (theme, end) = (writer.theme, writer.plot.at(on_ray(1.0, writer)));
    // Outside of the ball.
    let directions = [Direction::NorthEast, Direction::East, Direction::SouthEast];
    let short = Label::new(theme.ink_2).text("45°: ").bold(number::fixed(share, 2));
    let long = short.clone().text(" of the axis");
    let options = [(&long, 8.0), (&long, 18.0), (&short, 8.0), (&short, 18.0)];
    let fits = if style.size.0 < NARROW { &options[2..] } else { &options };
    let has_room = |(label, distance): &&(&Label, f64)| writer.has_room(label, end, *distance, &directions);
    let free = fits.iter().find(has_room);
    if let Some(&(label, distance)) = free {
        writer.say(vec![label.clone()], end, distance, &directions);
    }
}
