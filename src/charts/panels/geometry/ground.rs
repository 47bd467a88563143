//! The axes layer of the geometry: ball, contours, axes, optimum, minimum of the loss.

use plotters::element::{PathElement, Polygon};
use plotters::style::Color as _;

use super::least::draw_least;
use super::levels::Levels;
use super::optimum::draw_optimum;
use super::roundness::draw_roundness;
use super::writer::Writer;
use crate::charts::contour::contour;
use crate::charts::elements::StrokedPath;
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::theme::{Color, Theme};
use crate::charts::tick_format::TickFormat;
use crate::data::Truth;
use crate::lab::{Slice, Snapshot};

/// Largest number of contours besides the one through the optimum.
pub(super) const MAX_CONTOURS: usize = 10;
/// Least distance of two ticks of an axis, in CSS pixels.
const TICK_ROOM: f64 = 80.0;

pub(super) fn draw_ground(writer: &mut Writer<'_>) -> DrawingResult {
    let (chart, theme) = (writer.chart, &writer.style.theme);
    let edge = ball(writer.slice);
    chart.clipped(0.0, || {
        if !edge.is_empty() {
            chart.draw(&Polygon::new(edge.clone(), theme.lambda_wash.filled()))?;
        }
        draw_contours(writer)?;
        draw_axis_lines(writer);
        if edge.is_empty() {
            return Ok(());
        }
        chart.draw(&StrokedPath::new(edge.clone(), Stroke::solid(theme.lambda, 2.25)).closed())
    })?;
    if let Some(&first) = edge.first() {
        writer.avoid(&edge);
        writer.avoid(&[edge[edge.len() - 1], first]);
    }
    draw_least(writer)?;
    draw_optimum(writer)?;
    draw_roundness(writer)
}

/// The edge of the ball, through its corners on the axes; empty without a penalty.
fn ball(slice: &Slice) -> Vec<(f64, f64)> {
    const STEPS: usize = 32;
    let Some(penalty) = slice.penalty() else { return Vec::new() };
    let (across, up) = slice.ball_ends();
    if across.is_infinite() || up.is_infinite() {
        return strip(slice.domain, (across, up), 8 * STEPS);
    }
    // Directions evenly along a diamond's edge, so that corners on the axes are met exactly.
    let direction = |k: usize| {
        let t = (k % STEPS) as f64 / STEPS as f64;
        match k / STEPS {
            0 => (1.0 - t, t),
            1 => (-t, 1.0 - t),
            2 => (t - 1.0, -t),
            _ => (t, t - 1.0),
        }
    };
    let edge = |(u, v)| {
        let s = penalty.reach((u, v), slice.allowance);
        (s * u, s * v)
    };
    let points = (0..4 * STEPS).map(direction).map(edge);
    points.filter(|point| point.0.is_finite() && point.1.is_finite()).collect()
}

/// The edge of the ball of a free weight and a penalized one: a strip that has no end along the free weight, so it leaves the plot.
fn strip([u0, u1, v0, v1]: [f64; 4], (across, up): (f64, f64), n: usize) -> Vec<(f64, f64)> {
    let beyond = |low: f64, high: f64| 2.0 * low.abs().max(high.abs());
    let (is_across, end, width) =
        if across.is_infinite() { (true, beyond(u0, u1), up) } else { (false, beyond(v0, v1), across) };
    let edge = |k: usize| {
        let side = 2 * k / n;
        let t = (2 * k % n) as f64 / (n - 2) as f64;
        let along = end * (1.0 - 2.0 * t);
        let (along, aside) = if side == 0 { (along, width) } else { (-along, -width) };
        if is_across { (along, aside) } else { (aside, along) }
    };
    (0..n).map(edge).collect()
}

/// Contours of the loss; the one through the optimum is emphasized.
fn draw_contours(writer: &mut Writer<'_>) -> DrawingResult {
    let slice = writer.slice;
    let [u0, u1, v0, v1] = slice.domain;
    let (nu, nv) = slice.size;
    let place = |(column, row): (f64, f64)| {
        (u0 + (u1 - u0) * column / (nu - 1) as f64, v0 + (v1 - v0) * row / (nv - 1) as f64)
    };
    let optimum = slice.optimum.map(|_| slice.optimum_loss);
    let levels = Levels::new(&slice.loss, slice.size, f64::INFINITY, slice.least.is_some());
    let contours = levels.choose(MAX_CONTOURS, optimum);
    draw_levels(writer, &slice.loss, slice.size, place, &contours)?;
    let Some(level) = optimum else { return Ok(()) };
    for line in contour(&slice.loss, nu, nv, level) {
        let line: Vec<(f64, f64)> = line.into_iter().map(place).collect();
        writer.chart.draw(&PathElement::new(line.clone(), writer.style.theme.ink.line(1.75)))?;
        writer.avoid(&line);
    }
    Ok(())
}

/// Contours of values at the nodes of a grid, whose coordinates `place` converts to weights.
pub(super) fn draw_levels(
    writer: &Writer<'_>,
    values: &[f64],
    (nu, nv): (usize, usize),
    place: impl Fn((f64, f64)) -> (f64, f64),
    levels: &[f64],
) -> DrawingResult {
    let style = writer.style.theme.contour.line(HAIRLINE);
    levels.iter().flat_map(|&level| contour(values, nu, nv, level)).try_for_each(|line| {
        let line: Vec<(f64, f64)> = line.into_iter().map(&place).collect();
        writer.chart.draw(&PathElement::new(line, style))
    })
}

/// Both axes, through the origin.
pub(super) fn draw_axis_lines(writer: &Writer<'_>) {
    let chart = writer.chart;
    let Rect { left, top, right, bottom } = chart.frame;
    let (x0, y0) = chart.at((0.0, 0.0));
    let stroke = Stroke::solid(writer.style.theme.ink_3, HAIRLINE);
    chart.rule((left, y0), (right, y0), stroke);
    chart.rule((x0, top), (x0, bottom), stroke);
}

/// The names of the weights at the ends of the axes, and ticks with their values, except on marks.
pub(super) fn draw_axis_labels(snapshot: &Snapshot<'_>, writer: &mut Writer<'_>) {
    let (chart, theme) = (writer.chart, &writer.style.theme);
    let Rect { left, top, right, bottom } = chart.frame;
    let (x0, y0) = chart.at((0.0, 0.0));
    let (across, up) = writer.slice.pair;
    let beside_x = |back: f64| [-11.0, 12.0].map(|down| ((right - 4.0 - back, y0 + down), Align::Right));
    let positions = [0.0, 40.0, 80.0].map(beside_x).concat();
    writer.label_at(name(snapshot, across, writer), &positions);
    let beside_y =
        |down: f64| [((x0 + 8.0, top + down), Align::Left), ((x0 - 8.0, top + down), Align::Right)];
    let positions = [10.0, 30.0, 50.0].map(beside_y).concat();
    writer.label_at(name(snapshot, up, writer), &positions);

    let stroke = Stroke::solid(theme.ink_3, HAIRLINE);
    let room = (((right - left) / TICK_ROOM) as usize).max(2);
    let [halves, below] = [3.0, 12.0];
    let ticks = chart.x().ticks(room);
    let format = TickFormat::of(&ticks);
    for value in ticks.into_iter().filter(|&value| value != 0.0) {
        let label = Label::plain(format.label(value), theme.ink_3);
        let ((x, _), (_, y)) = (chart.at((value, 0.0)), chart.at((0.0, value)));
        let (at_x, at_y) = ((x, y0 + below), (x0 - 7.0, y));
        if x > left && x < right && writer.has_room(&label, at_x, Align::Center) {
            chart.rule((x, y0 - halves), (x, y0 + halves), stroke);
            writer.label_at(label.clone(), &[(at_x, Align::Center)]);
        }
        if y > top && y < bottom && writer.has_room(&label, at_y, Align::Right) {
            chart.rule((x0 - halves, y), (x0 + halves, y), stroke);
            writer.label_at(label, &[(at_y, Align::Right)]);
        }
    }
}

/// The name of a weight; in a model with two weights only, with the role of its feature.
fn name(snapshot: &Snapshot<'_>, j: usize, writer: &Writer<'_>) -> Label {
    let style = writer.style;
    let label = Label::new(feature_color(snapshot, j, &style.theme)).weight_of(snapshot.feature_names, j);
    let role = match snapshot.truth.get(j).filter(|_| writer.slice.is_exact) {
        Some(Truth::Noise) => message!(style, "geometry.label.noise", "noise"),
        Some(Truth::Informative | Truth::Redundant | Truth::Repeated) => {
            message!(style, "geometry.label.signal", "signal")
        }
        None => return label,
    };
    label.text(format!("  {role}"))
}

fn feature_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match snapshot.truth.get(j) {
        Some(Truth::Informative) => theme.informative,
        Some(Truth::Redundant | Truth::Repeated) | None => theme.ink_2,
        Some(Truth::Noise) => theme.ink_3,
    }
}

/// The label of the ball, outside of it. The upper left is tried first, because there are the fewest contours.
pub(super) fn draw_allowance(writer: &mut Writer<'_>) {
    use Direction::{North, NorthEast, NorthWest, South, SouthEast, SouthWest, West};
    let edge = ball(writer.slice);
    if edge.is_empty() || writer.slice.allowance == 0.0 {
        return;
    }
    // The first corner is on the positive horizontal axis; the order is counter-clockwise.
    let anchors = [12, 20, 10, 22, 8, 24, 4, 28].map(|k| writer.chart.at(edge[k * edge.len() / 32]));
    let style = writer.style;
    let label = || Label::new(style.theme.lambda_ink);
    let text = message!(style, "geometry.label.allowance", "penalty ≤ {size}", size = "{size}");
    let label = label().text(text).fill("{size}", label().bold(number::weight(writer.slice.allowance)));
    let directions = [NorthWest, West, SouthWest, North, South, NorthEast, SouthEast];
    writer.label_near("allowance", &[label], &anchors, &[8.0, 14.0, 22.0], &directions);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_of_the_ball_has_the_allowed_penalty_also_with_penalty_factors() {
        for factors in [(1.0, 1.0), (2.5, 0.5), (0.0, 3.0), (3.0, 0.0), (2.0, f64::INFINITY)] {
            for l1_ratio in [0.0, 0.4, 1.0] {
                let domain = [-2.0, 2.0, -1.0, 1.0];
                let slice = Slice {
                    l1_ratio: Some(l1_ratio),
                    factors: Some(factors),
                    allowance: 0.7,
                    domain,
                    ..Slice::default()
                };
                let penalty = slice.penalty().unwrap();
                let edge = ball(&slice);
                assert!(edge.len() >= 128);
                let is_excluded = factors.1 == f64::INFINITY;
                for &point in edge.iter().filter(|point| !is_excluded || **point != (0.0, 0.0)) {
                    assert!((penalty.value(point) - 0.7).abs() < 1e-12, "{factors:?} {l1_ratio} {point:?}");
                }
                assert!(
                    !is_excluded || edge.iter().any(|point| point.0 != 0.0),
                    "a segment along the other axis"
                );
            }
        }
    }
}
