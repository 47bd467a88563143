//! Curves of the trajectories.

use super::Drawing;
use super::gutter::draw_optimum_of;
use crate::charts::chart::Chart;
use crate::charts::elements::{StrokedPath, ringed_dot};
use crate::charts::feature_roles::{focused_stroke, mark_color, stroke, truth};
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::data::Truth;
use crate::lab::Snapshot;

/// Draws all curves between two iterations, the background first and informative weights last. `lengths` are the lengths drawn of
/// highlighted curves, in CSS pixels, and are updated.
pub(super) fn draw_curves(drawing: &Drawing<'_>, span: (f64, f64), lengths: &mut [f64]) -> DrawingResult {
    let Drawing { snapshot, roles, style, chart } = drawing;
    chart.clipped(0.0, || {
        for &j in &roles.background {
            // Not a LineSeries, whose pieces of two points would be aligned to device pixels, and longer ones not.
            let stroke = Stroke::solid(style.theme.noise, HAIRLINE);
            chart.draw(&StrokedPath::new(piece(snapshot, j, span), stroke))?;
        }
        for is_informative in [false, true] {
            for (&j, drawn) in roles.named.iter().zip(&mut *lengths) {
                if is_informative == (truth(snapshot, j) == Some(Truth::Informative)) {
                    let points = piece(snapshot, j, span);
                    let added = length(chart, &points);
                    let path = StrokedPath::new(points, stroke(snapshot, j, &style.theme));
                    chart.draw(&path.dash_offset(*drawn))?;
                    *drawn += added;
                }
            }
        }
        Ok(())
    })
}

/// A dot at the end of every highlighted curve.
pub(super) fn draw_ends(drawing: &Drawing<'_>) -> DrawingResult {
    let Drawing { snapshot, roles, style, chart } = drawing;
    let dot = |&j: &usize| {
        let now = (snapshot.n_iter as f64, snapshot.point.coef[j]);
        ringed_dot(now, 3.2, mark_color(snapshot, j, &style.theme), style.theme.paper)
    };
    chart.clipped(8.0, || chart.draw_series(roles.named.iter().map(dot)))
}

/// Draws the focused weight only, with its optimum.
pub(super) fn draw_focused(drawing: &Drawing<'_>, j: usize) -> DrawingResult {
    let Drawing { snapshot, style, chart, .. } = drawing;
    let theme = &style.theme;
    let now = (snapshot.n_iter as f64, snapshot.point.coef[j]);
    let way = piece(snapshot, j, (0.0, now.0));
    chart.clipped(8.0, || {
        chart.draw(&StrokedPath::new(way, focused_stroke(theme)))?;
        chart.draw(&ringed_dot(now, 3.2, theme.ink, theme.paper))
    })?;
    draw_optimum_of(drawing, j, theme.ink)
}

/// The weights at the moment nearest to an iteration.
pub(super) fn weights_at<'a>(snapshot: &Snapshot<'a>, iteration: f64) -> &'a [f64] {
    let history = snapshot.history;
    let k = history.iterations().partition_point(|&moment| (moment as f64) < iteration);
    if k < history.len() { history.coef(k) } else { &snapshot.point.coef }
}

/// The curve of weight `j` between two iterations, interpolated at both ends; the last point is the current weight.
fn piece(snapshot: &Snapshot<'_>, j: usize, (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    let history = snapshot.history;
    let iterations = history.iterations();
    let at = |k: usize| match iterations.get(k) {
        Some(&iteration) => (iteration as f64, history.coef(k)[j]),
        None => (snapshot.n_iter as f64, snapshot.point.coef[j]),
    };
    let between = |x: f64| {
        let k = iterations.partition_point(|&iteration| (iteration as f64) < x);
        let (after, before) = (at(k), at(k.saturating_sub(1)));
        let share = (x - before.0) / (after.0 - before.0);
        if share.is_finite() { (x, before.1 + share * (after.1 - before.1)) } else { after }
    };
    let first = iterations.partition_point(|&iteration| iteration as f64 <= from);
    let last = iterations.partition_point(|&iteration| (iteration as f64) < to);
    let inner = (first..last.max(first)).map(at);
    std::iter::once(between(from)).chain(inner).chain([between(to)]).collect()
}

fn length(chart: &Chart, points: &[(f64, f64)]) -> f64 {
    let places: Vec<(f64, f64)> = points.iter().map(|&point| chart.at(point)).collect();
    places.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
}
