//! The curves themselves.

use super::Drawing;
use crate::data::Truth;
use crate::lab::Snapshot;
use crate::scene::element::{Curve, Dots};
use crate::scene::plot::Plot;
use crate::scene::surface::{HAIRLINE, Stroke};
use crate::scene::theme::{Color, Theme};

const REDUNDANT: &[f64] = &[8.0, 3.0];

/// Draws all curves between two iterations, the crowd first and informative weights last. `lengths` are those of the
/// named ones so far, in CSS pixels, and grow.
pub(super) fn draw_curves(drawing: &Drawing<'_>, span: (f64, f64), lengths: &mut [f64]) {
    let Drawing { snapshot, cast, style, plot } = drawing;
    plot.clipped(0.0, || {
        for &j in &cast.crowd {
            plot.draw(&Curve::new(piece(snapshot, j, span), Stroke::solid(style.theme.noise, HAIRLINE)));
        }
        for is_informative in [false, true] {
            for (&j, drawn) in cast.named.iter().zip(&mut *lengths) {
                if is_informative == (truth(snapshot, j) == Some(Truth::Informative)) {
                    let curve = Curve::new(piece(snapshot, j, span), stroke(snapshot, j, &style.theme));
                    plot.draw(&Curve { dash_offset: *drawn, ..curve.clone() });
                    *drawn += length(plot, &curve.points);
                }
            }
        }
    });
}

/// A dot at the end of every named curve.
pub(super) fn draw_ends(drawing: &Drawing<'_>) {
    let Drawing { snapshot, cast, style, plot } = drawing;
    plot.clipped(8.0, || {
        for &j in &cast.named {
            let points = vec![(snapshot.n_iter as f64, snapshot.point.coef[j])];
            let color = mark_color(snapshot, j, &style.theme);
            plot.draw(&Dots { points, radius: 3.2, color, ring: Some(style.theme.paper) });
        }
    });
}

/// The way of weight `j` from one iteration to another, cut exactly at both; the last moment is the present.
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

pub(super) fn truth(snapshot: &Snapshot<'_>, j: usize) -> Option<Truth> {
    snapshot.truth.get(j).copied()
}

pub(super) fn mark_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match truth(snapshot, j) {
        Some(Truth::Informative) => theme.informative,
        Some(Truth::Redundant | Truth::Repeated) => theme.redundant,
        Some(Truth::Noise) => theme.noise_ink,
        None => theme.ink,
    }
}

fn stroke(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Stroke {
    let color = mark_color(snapshot, j, theme);
    match truth(snapshot, j) {
        Some(Truth::Informative) => Stroke::solid(color, 2.25),
        Some(Truth::Redundant | Truth::Repeated) => Stroke::dashed(color, 1.5, REDUNDANT),
        Some(Truth::Noise) | None => Stroke::solid(color, 1.25),
    }
}

fn length(plot: &Plot, points: &[(f64, f64)]) -> f64 {
    let places: Vec<(f64, f64)> = points.iter().map(|&point| plot.at(point)).collect();
    places.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
}
