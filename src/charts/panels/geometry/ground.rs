//! What stands still while the point moves: wash, contours, axes, ball, optimum, least loss.

use super::NARROW;
use super::roundness::draw_roundness;
use super::writer::Writer;
use crate::charts::contour::contour;
use crate::charts::element::{Curve, Region, units};
use crate::charts::label::{Align, Label};
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::Mark;
use crate::charts::theme::{Color, Theme};
use crate::data::Truth;
use crate::lab::{Slice, Snapshot};

const MOST_CONTOURS: usize = 10;

pub(super) fn draw_ground(snapshot: &Snapshot<'_>, style: &Style, writer: &mut Writer<'_>) {
    let (plot, theme) = (writer.plot, writer.theme);
    let edge = ball(writer.slice);
    plot.clipped(0.0, || {
        plot.draw(&Region { points: edge.clone(), color: theme.lambda_wash });
        draw_contours(writer);
        draw_axes(snapshot, writer);
        if !edge.is_empty() {
            plot.draw(&Curve::closed(edge.clone(), Stroke::solid(theme.lambda, 2.25)));
        }
    });
    draw_least(style, writer);
    draw_optimum(writer);
    draw_allowance(&edge, writer);
    draw_roundness(writer);
}

/// The edge of the ball, through its corners on the axes; empty without a penalty.
fn ball(slice: &Slice) -> Vec<(f64, f64)> {
    const STEPS: usize = 32;
    let Some(r) = slice.l1_ratio else { return Vec::new() };
    let edge = |k: usize| {
        // On the ray s (1 − t, t) the penalty is r s + (1 − r)/2 s² ((1 − t)² + t²).
        let t = k as f64 / STEPS as f64;
        let ridge = (1.0 - r) * ((1.0 - t) * (1.0 - t) + t * t);
        let s = 2.0 * slice.allowance / (r + (r * r + 2.0 * ridge * slice.allowance).sqrt());
        (s * (1.0 - t), s * t)
    };
    let quarter: Vec<(f64, f64)> = (0..STEPS).map(edge).collect();
    let turned = |quarters: usize| {
        quarter.iter().map(move |&(u, v)| match quarters {
            0 => (u, v),
            1 => (-v, u),
            2 => (-u, -v),
            _ => (v, -u),
        })
    };
    (0..4).flat_map(turned).filter(|point| point.0.is_finite() && point.1.is_finite()).collect()
}

/// Contours of the loss, and in ink the one through the optimum.
fn draw_contours(writer: &Writer<'_>) {
    let (slice, theme) = (writer.slice, writer.theme);
    let [u0, u1, v0, v1] = slice.domain;
    let (nu, nv) = slice.size;
    let place = |(column, row): (f64, f64)| {
        (u0 + (u1 - u0) * column / (nu - 1) as f64, v0 + (v1 - v0) * row / (nv - 1) as f64)
    };
    draw_levels(writer, &slice.loss, slice.size, place, (f64::INFINITY, 2.5));
    if slice.optimum.is_some() {
        let stroke = Stroke::solid(theme.ink, 1.75);
        draw_level(writer, &slice.loss, slice.size, place, slice.optimum_loss, stroke);
    }
}

/// Up to ten contours of `values` above their least, which may be known better than from the grid, at even steps to a power.
///
/// Squares of even steps are evenly spaced ellipses around a quadratic minimum; far out the logistic loss is straight, so a
/// higher power leaves more lines for the part around the minimum.
pub(super) fn draw_levels(
    writer: &Writer<'_>,
    values: &[f64],
    size: (usize, usize),
    place: impl Fn((f64, f64)) -> (f64, f64),
    (least, power): (f64, f64),
) {
    let least = values.iter().copied().fold(least, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let stroke = Stroke::solid(writer.theme.contour, HAIRLINE);
    for k in 1..=MOST_CONTOURS {
        let share = k as f64 / (MOST_CONTOURS + 1) as f64;
        draw_level(
            writer,
            values,
            size,
            &place,
            least + (most - least) * kernels::exp(power * share.ln()),
            stroke,
        );
    }
}

fn draw_level(
    writer: &Writer<'_>,
    values: &[f64],
    (nu, nv): (usize, usize),
    place: impl Fn((f64, f64)) -> (f64, f64),
    level: f64,
    stroke: Stroke,
) {
    for line in contour(values, nu, nv, level) {
        writer.plot.draw(&Curve::new(line.into_iter().map(&place).collect(), stroke));
    }
}

/// Both axes through the origin with a few values, and the names of their weights.
pub(super) fn draw_axes(snapshot: &Snapshot<'_>, writer: &mut Writer<'_>) {
    let (plot, theme) = (writer.plot, writer.theme);
    let Rect { left, top, right, bottom } = plot.frame;
    let (x0, y0) = plot.at((0.0, 0.0));
    let stroke = Stroke::solid(theme.ink_3, HAIRLINE);
    plot.rule((left, y0), (right, y0), stroke);
    plot.rule((x0, top), (x0, bottom), stroke);
    let room = ((right - left) / 90.0) as usize;
    for value in plot.x.ticks(room.max(2)).into_iter().filter(|&value| value != 0.0) {
        let text = || Label::plain(number::tick(value), theme.ink_3);
        let ((x, _), (_, y)) = (plot.at((value, 0.0)), plot.at((0.0, value)));
        if x > left + 14.0 && x < right - 40.0 {
            plot.rule((x, y0 - 3.0), (x, y0 + 3.0), stroke);
            writer.put(text(), (x, y0 + 12.0), Align::Center);
        }
        if y > top + 24.0 && y < bottom - 10.0 {
            plot.rule((x0 - 3.0, y), (x0 + 3.0, y), stroke);
            writer.put(text(), (x0 - 7.0, y), Align::Right);
        }
    }
    let (across, up) = writer.slice.pair;
    writer.put(name(snapshot, across, writer), (right - 4.0, y0 - 11.0), Align::Right);
    let up = name(snapshot, up, writer);
    let has_room = plot.with_surface(|surface| x0 + 8.0 + up.width(surface) < right);
    let (aside, align) = if has_room { (8.0, Align::Left) } else { (-8.0, Align::Right) };
    writer.put(up, (x0 + aside, top + 9.0), align);
}

/// The name of a weight, with its part in the story where two weights are all of it.
fn name(snapshot: &Snapshot<'_>, j: usize, writer: &Writer<'_>) -> Label {
    let label = Label::new(feature_color(snapshot, j, writer.theme)).weight_of(&snapshot.feature_names[j]);
    match snapshot.truth.get(j).filter(|_| writer.slice.is_exact) {
        Some(Truth::Noise) => label.text("  noise"),
        Some(_) => label.text("  signal"),
        None => label,
    }
}

fn feature_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match snapshot.truth.get(j) {
        Some(Truth::Informative) => theme.informative,
        Some(Truth::Redundant | Truth::Repeated) | None => theme.ink_2,
        Some(Truth::Noise) => theme.ink_3,
    }
}

/// A cross where the loss itself is least.
pub(super) fn draw_least(style: &Style, writer: &mut Writer<'_>) {
    let Some(least) = writer.slice.least else { return };
    let (x, y) = writer.plot.at(least);
    let ink = style.theme.ink;
    writer.plot.with_surface(|surface| {
        for (dx, dy) in [(4.5, 4.5), (4.5, -4.5)] {
            let ends = [(x - dx, y - dy), (x + dx, y + dy)].map(|(x, y)| (units(x), units(y)));
            surface.line(ends, Stroke::solid(ink, 2.25), false, 0.0);
        }
    });
    writer.places.take(Rect::around((x, y), 6.0));
    let text = |text: &str| Label::plain(text, ink);
    let lines = if style.size.0 < NARROW {
        vec![text("least loss")]
    } else {
        vec![text("least loss,"), text("no penalty")]
    };
    let directions = [Direction::North, Direction::South, Direction::East, Direction::West];
    writer.say(lines, (x, y), 8.0, &directions);
}

/// A ring where contour and ball touch.
pub(super) fn draw_optimum(writer: &mut Writer<'_>) {
    let (Some(optimum), true) = (writer.slice.optimum, writer.slice.l1_ratio.is_some()) else { return };
    let (x, y) = writer.plot.at(optimum);
    let theme = writer.theme;
    writer.plot.with_surface(|surface| {
        let center = (units(x), units(y));
        surface.mark(Mark::Disc { center, radius: units(8.5), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(6.0), stroke: Stroke::solid(theme.ink, 2.0) });
        surface.mark(Mark::Disc { center, radius: units(2.2), color: theme.ink });
    });
    writer.places.take(Rect::around((x, y), 10.0));
}

/// What the ball stands for, beside the middle of its upper left edge, which the contours leave freest.
fn draw_allowance(edge: &[(f64, f64)], writer: &mut Writer<'_>) {
    let Some(&middle) = edge.get(edge.len() * 3 / 8).filter(|_| writer.slice.allowance > 0.0) else { return };
    let label = Label::new(writer.theme.lambda_ink).text("penalty ≤ ");
    let label = label.bold(number::weight(writer.slice.allowance));
    let directions = [Direction::NorthWest, Direction::West, Direction::North, Direction::SouthWest];
    writer.say(vec![label], writer.plot.at(middle), 8.0, &directions);
}
