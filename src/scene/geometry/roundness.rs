//! How round the ball is: its reach at 45° beside its reach along an axis.

use super::NARROW;
use super::writer::Writer;
use crate::scene::element::{Curve, units};
use crate::scene::label::Label;
use crate::scene::number;
use crate::scene::panel::Style;
use crate::scene::places::{Direction, Rect};
use crate::scene::surface::{HAIRLINE, Mark, Stroke};

/// A smaller ball has no room for it.
const LEAST_REACH: f64 = 36.0;

/// A ray at 45° as long as the ball reaches along an axis, and how much of it the ball covers: 0.71 of it under L1, all of it
/// under L2, and under the elastic net more the larger the ball.
pub(super) fn draw_roundness(style: &Style, writer: &mut Writer<'_>) {
    let (plot, theme, along) = (writer.plot, writer.theme, writer.slice.ball_reach());
    let Some(share) = writer.slice.roundness() else { return };
    if plot.at((along, 0.0)).0 - plot.at((0.0, 0.0)).0 < LEAST_REACH {
        return;
    }
    let on_ray = |share: f64| {
        let side = share * along * std::f64::consts::FRAC_1_SQRT_2;
        (side, side)
    };
    let ray = vec![on_ray(0.0), on_ray(1.0)];
    plot.draw(&Curve::new(ray, Stroke::dashed(theme.ink_3, HAIRLINE, &[3.0, 3.0])));
    let (end, (x, y)) = (plot.at(on_ray(1.0)), plot.at(on_ray(share)));
    plot.with_surface(|surface| {
        let tick = [(-3.0, -3.0), (3.0, 3.0)].map(|(dx, dy)| (units(end.0 + dx), units(end.1 + dy)));
        surface.line(tick, Stroke::solid(theme.ink_3, 1.0), false, 0.0);
        let center = (units(x), units(y));
        surface.mark(Mark::Disc { center, radius: units(3.0), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(3.0), stroke: Stroke::solid(theme.lambda, 1.5) });
    });
    writer.places.take(Rect::around((x, y), 4.0));
    let rest = if style.size.0 < NARROW { "" } else { " of the axis" };
    let label = Label::new(theme.ink_2).text("45°: ").bold(number::fixed(share, 2)).text(rest);
    let directions = [
        Direction::NorthEast,
        Direction::North,
        Direction::East,
        Direction::NorthWest,
        Direction::SouthEast,
        Direction::South,
    ];
    writer.say(vec![label], end, 6.0, &directions);
}
