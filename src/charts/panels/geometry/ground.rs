//! The axes layer of the geometry: ball, contours, axes, optimum, minimum of the loss.

use plotters::element::{Circle, EmptyElement, PathElement, Polygon};
use plotters::style::{Color as _, ShapeStyle};

use super::NARROW;
use super::roundness::draw_roundness;
use super::writer::Writer;
use crate::charts::contour::contour;
use crate::charts::elements::StrokedPath;
use crate::charts::label::{Align, Label};
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::{HAIRLINE, Stroke, px, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::theme::{Color, Theme};
use crate::data::Truth;
use crate::lab::{Slice, Snapshot};

const MOST_CONTOURS: usize = 10;

pub(super) fn draw_ground(snapshot: &Snapshot<'_>, style: &Style, writer: &mut Writer<'_>) -> DrawingResult {
    let (chart, theme) = (writer.chart, writer.theme);
    let edge = ball(writer.slice);
    chart.clipped(0.0, || {
        if !edge.is_empty() {
            chart.draw(&Polygon::new(edge.clone(), theme.lambda_wash.filled()))?;
        }
        draw_contours(writer)?;
        draw_axes(snapshot, writer);
        if edge.is_empty() {
            return Ok(());
        }
        chart.draw(&StrokedPath::new(edge.clone(), Stroke::solid(theme.lambda, 2.25)).closed())
    })?;
    draw_least(style, writer)?;
    draw_optimum(writer)?;
    draw_allowance(&edge, writer);
    draw_roundness(writer)
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
fn draw_contours(writer: &Writer<'_>) -> DrawingResult {
    let (slice, theme) = (writer.slice, writer.theme);
    let [u0, u1, v0, v1] = slice.domain;
    let (nu, nv) = slice.size;
    let place = |(column, row): (f64, f64)| {
        (u0 + (u1 - u0) * column / (nu - 1) as f64, v0 + (v1 - v0) * row / (nv - 1) as f64)
    };
    draw_levels(writer, &slice.loss, slice.size, place, (f64::INFINITY, 2.5))?;
    if slice.optimum.is_none() {
        return Ok(());
    }
    draw_level(writer, &slice.loss, slice.size, place, slice.optimum_loss, theme.ink.line(1.75))
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
) -> DrawingResult {
    let least = values.iter().copied().fold(least, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (1..=MOST_CONTOURS).try_for_each(|k| {
        let share = k as f64 / (MOST_CONTOURS + 1) as f64;
        let level = least + (most - least) * share.powf(power);
        draw_level(writer, values, size, &place, level, writer.theme.contour.line(HAIRLINE))
    })
}

fn draw_level(
    writer: &Writer<'_>,
    values: &[f64],
    (nu, nv): (usize, usize),
    place: impl Fn((f64, f64)) -> (f64, f64),
    level: f64,
    style: ShapeStyle,
) -> DrawingResult {
    contour(values, nu, nv, level).into_iter().try_for_each(|line| {
        let points: Vec<(f64, f64)> = line.into_iter().map(&place).collect();
        writer.chart.draw(&PathElement::new(points, style))
    })
}

/// Both axes through the origin with a few values, and the names of their weights.
pub(super) fn draw_axes(snapshot: &Snapshot<'_>, writer: &mut Writer<'_>) {
    let (chart, theme) = (writer.chart, writer.theme);
    let Rect { left, top, right, bottom } = chart.frame;
    let (x0, y0) = chart.at((0.0, 0.0));
    let stroke = Stroke::solid(theme.ink_3, HAIRLINE);
    chart.rule((left, y0), (right, y0), stroke);
    chart.rule((x0, top), (x0, bottom), stroke);
    let room = ((right - left) / 90.0) as usize;
    for value in chart.x().ticks(room.max(2)).into_iter().filter(|&value| value != 0.0) {
        let text = || Label::plain(number::tick(value), theme.ink_3);
        let ((x, _), (_, y)) = (chart.at((value, 0.0)), chart.at((0.0, value)));
        if x > left + 14.0 && x < right - 40.0 {
            chart.rule((x, y0 - 3.0), (x, y0 + 3.0), stroke);
            writer.label_at(text(), (x, y0 + 12.0), Align::Center);
        }
        if y > top + 24.0 && y < bottom - 10.0 {
            chart.rule((x0 - 3.0, y), (x0 + 3.0, y), stroke);
            writer.label_at(text(), (x0 - 7.0, y), Align::Right);
        }
    }
    let (across, up) = writer.slice.pair;
    writer.label_at(name(snapshot, across, writer), (right - 4.0, y0 - 11.0), Align::Right);
    let up = name(snapshot, up, writer);
    let has_room = x0 + 8.0 + up.width(&chart.surface) < right;
    let (aside, align) = if has_room { (8.0, Align::Left) } else { (-8.0, Align::Right) };
    writer.label_at(up, (x0 + aside, top + 9.0), align);
}

/// The name of a weight, with what is known of its feature where the model has two weights only.
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
pub(super) fn draw_least(style: &Style, writer: &mut Writer<'_>) -> DrawingResult {
    let Some(least) = writer.slice.least else { return Ok(()) };
    let ink = style.theme.ink;
    let stroke = |ends: [(f64, f64); 2]| PathElement::new(ends.map(px_at), ink.line(2.25));
    let cross =
        EmptyElement::at(least) + stroke([(-4.5, -4.5), (4.5, 4.5)]) + stroke([(-4.5, 4.5), (4.5, -4.5)]);
    writer.chart.draw(&cross)?;
    let at = writer.chart.at(least);
    writer.places.take(Rect::around(at, 6.0));
    let text = |text: &str| Label::plain(text, ink);
    let lines = if style.size.0 < NARROW {
        vec![text("least loss")]
    } else {
        vec![text("least loss,"), text("no penalty")]
    };
    let directions = [Direction::North, Direction::South, Direction::East, Direction::West];
    writer.label_beside(lines, at, 8.0, &directions);
    Ok(())
}

/// A ring where contour and ball touch.
pub(super) fn draw_optimum(writer: &mut Writer<'_>) -> DrawingResult {
    let (Some(optimum), true) = (writer.slice.optimum, writer.slice.l1_ratio.is_some()) else {
        return Ok(());
    };
    let theme = writer.theme;
    let ring = EmptyElement::at(optimum)
        + Circle::new((0, 0), px(8.5), theme.paper.filled())
        + Circle::new((0, 0), px(6.0), theme.ink.line(2.0))
        + Circle::new((0, 0), px(2.2), theme.ink.filled());
    writer.chart.draw(&ring)?;
    writer.places.take(Rect::around(writer.chart.at(optimum), 10.0));
    Ok(())
}

/// What the ball stands for, beside the middle of its upper left edge, which the contours leave freest.
fn draw_allowance(edge: &[(f64, f64)], writer: &mut Writer<'_>) {
    let Some(&middle) = edge.get(edge.len() * 3 / 8).filter(|_| writer.slice.allowance > 0.0) else { return };
    let label = Label::new(writer.theme.lambda_ink).text("penalty ≤ ");
    let label = label.bold(number::weight(writer.slice.allowance));
    let directions = [Direction::NorthWest, Direction::West, Direction::North, Direction::SouthWest];
    writer.label_beside(vec![label], writer.chart.at(middle), 8.0, &directions);
}
