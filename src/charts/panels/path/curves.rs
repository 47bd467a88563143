//! The weights along a path: curves, names, and on the λ line the current weights and the optimum.

use plotters::element::PathElement;
use plotters::style::Color as _;

use super::path_axis::{Over, PathAxis};
use crate::charts::chart::Chart;
use crate::charts::elements::{StrokedPath, circle_on_disc};
use crate::charts::feature_roles::{FeatureRoles, focused_stroke, mark_color, stroke, text_color};
use crate::charts::label::{Align, Label};
use crate::charts::number;
use crate::charts::places::spread;
use crate::charts::style::{HAIRLINE, Stroke, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::theme::{Color, Theme};
use crate::data::argsort_descending;
use crate::lab::Snapshot;

/// Positions of the names of curves as shares of the axis, from its end of weak penalties; the second is used if the λ line is at
/// the first.
const NAMES_AT: [f64; 2] = [0.2, 0.36];
/// Least distance of a name's middle from the λ line.
const NAME_ASIDE: f64 = 40.0;
/// Least distance of two names.
const NAME_GAP: f64 = 15.0;
/// Largest distance of a name from its position under its curve.
const NAME_REACH: f64 = 6.0;
/// Largest number of weights that may have names.
const MAX_NAMES: usize = 24;
const RUN_TO: &[f64] = &[1.0, 3.0];

/// Draws a curve per weight, the background curves first.
pub(super) fn draw(axis: &PathAxis, snapshot: &Snapshot<'_>, theme: &Theme, chart: &Chart) -> DrawingResult {
    let roles = FeatureRoles::of(snapshot);
    let background = roles.background.iter().map(|&j| (j, Stroke::solid(theme.noise, HAIRLINE)));
    let named = roles.named.iter().map(|&j| (j, stroke(snapshot, j, theme)));
    chart.clipped(0.0, || {
        chart.draw_series(background.chain(named).map(|(j, stroke)| curve(axis, snapshot, j, stroke)))
    })
}

fn curve(axis: &PathAxis, snapshot: &Snapshot<'_>, j: usize, stroke: Stroke) -> StrokedPath<(f64, f64)> {
    let points = axis.values.iter().zip(snapshot.path).map(|(&value, at)| (value, at.point.coef[j]));
    StrokedPath::new(points.collect::<Vec<_>>(), stroke)
}

/// Draws the names of highlighted curves, as many as fit.
pub(super) fn draw_names(
    axis: &PathAxis,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
    line: Option<f64>,
) {
    let value = |share: f64| chart.x().value(if axis.over == Over::Lambda { share } else { 1.0 - share });
    let is_free = |value: &f64| line.is_none_or(|x| (chart.at((*value, 0.0)).0 - x).abs() >= NAME_ASIDE);
    let Some(value) = NAMES_AT.into_iter().map(value).find(is_free) else { return };
    let Some(position) = axis.position(value) else { return };
    let (x, coef) = (chart.at((value, 0.0)).0, position.coef(snapshot.path));
    let alive: Vec<usize> =
        FeatureRoles::of(snapshot).named.into_iter().filter(|&j| coef[j] != 0.0).collect();
    let label_heights = |named: &[usize]| {
        let wanted: Vec<f64> = named.iter().map(|&j| chart.at((0.0, coef[j])).1).collect();
        let placed = spread(&wanted, NAME_GAP, chart.frame.top + 8.0, chart.frame.bottom - 8.0);
        let is_near = |(wanted, placed): (&f64, &f64)| (wanted - placed).abs() <= NAME_REACH;
        wanted.iter().zip(&placed).all(is_near).then_some(placed)
    };
    // A name too far from its curve would be read as that of another, so names that do not fit are omitted, small weights first.
    let sizes: Vec<f64> = alive.iter().map(|&j| coef[j].abs()).collect();
    let mut named = Vec::new();
    for j in argsort_descending(&sizes).into_iter().take(MAX_NAMES).map(|k| alive[k]) {
        named.push(j);
        if label_heights(&named).is_none() {
            named.pop();
        }
    }
    let placed = label_heights(&named).unwrap_or_default();
    for (&j, y) in named.iter().zip(placed) {
        let name = Label::new(text_color(snapshot, j, theme)).weight_of(snapshot.feature_names, j);
        chart.label(&name.halo(theme.paper), (x, y), Align::Center);
    }
}

/// Draws only the focused weight, with its value on the λ line at `x`.
pub(super) fn draw_focused(
    axis: &PathAxis,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
    (j, x): (usize, f64),
) -> DrawingResult {
    chart.clipped(0.0, || chart.draw(&curve(axis, snapshot, j, focused_stroke(theme))))?;
    let Some(optimum) = snapshot.optimum else { return Ok(()) };
    let [now, end] = [snapshot.point, &optimum.point].map(|point| chart.at((0.0, point.coef[j])).1);
    draw_run(chart, x, (now, end), theme.ink, theme)?;
    let name = Label::new(theme.ink).weight_of(snapshot.feature_names, j).text(" ");
    let name = name.bold(number::weight(optimum.point.coef[j])).halo(theme.paper);
    let (aside, align) = beside(chart, x);
    chart.label(&name, (x + aside, end - 12.0), align);
    Ok(())
}

/// Position and alignment of a label on the side of the λ line with more room.
pub(super) fn beside(chart: &Chart, x: f64) -> (f64, Align) {
    if x > chart.frame.center().0 { (-10.0, Align::Right) } else { (10.0, Align::Left) }
}

/// Draws the optimum and the current weights on the λ line at `x`.
pub(super) fn draw_now(snapshot: &Snapshot<'_>, theme: &Theme, chart: &Chart, x: f64) -> DrawingResult {
    let Some(optimum) = snapshot.optimum else { return Ok(()) };
    let roles = FeatureRoles::of(snapshot);
    let y_of = |w: f64| chart.at((0.0, w)).1;
    chart.clipped(8.0, || {
        for &j in roles.background.iter().filter(|&&j| snapshot.point.coef[j] != 0.0) {
            let y = y_of(snapshot.point.coef[j]);
            chart.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(theme.noise, 1.0));
        }
        roles.named.iter().try_for_each(|&j| {
            let ends = (y_of(snapshot.point.coef[j]), y_of(optimum.point.coef[j]));
            draw_run(chart, x, ends, mark_color(snapshot, j, theme), theme)
        })
    })
}

/// Draws a ring at the current value, a disc at the optimum, and a dotted line between them.
pub(super) fn draw_run(
    chart: &Chart,
    x: f64,
    (from, to): (f64, f64),
    color: Color,
    theme: &Theme,
) -> DrawingResult {
    let surface = &chart.surface;
    if (to - from).abs() > 14.0 {
        let gap = 6.0 * (to - from).signum();
        let ends = [(x, from + gap), (x, to - gap)].map(px_at);
        surface.draw(&PathElement::new(ends, theme.paper.line(3.0)))?;
        surface.draw(&StrokedPath::new(ends, Stroke::dashed(color, 1.5, RUN_TO)))?;
    }
    surface.draw(&circle_on_disc(px_at((x, to)), 3.5, color.filled(), 1.5, theme.paper))?;
    surface.draw(&circle_on_disc(px_at((x, from)), 4.0, color.line(1.75), 1.0, theme.paper))
}
