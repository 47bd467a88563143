//! Coefficient path: the optimum at every λ, and the present weights on their way to it.

use super::axis::{Axis, weight_end};
use super::cast::{Cast, followed_stroke, mark_color, nearest_height, stroke, text_color};
use super::element::{Curve, units};
use super::label::{Align, Label};
use super::lambda_axis::{decade, draw_lambda_axis, draw_lambda_line, lambda_at, lambda_axis, lambda_frame};
use super::number;
use super::panel::{Layers, Paint, Panel, Style};
use super::places::{Rect, spread};
use super::plot::Plot;
use super::surface::{HAIRLINE, Mark, SharedSurface, Stroke};
use super::theme::{Color, Theme};
use crate::lab::Snapshot;
use crate::model::PenaltyKind;
use crate::order::falling;
use crate::solve::PathPoint;

/// Above the plot stand the counts of weights kept.
const TOP: f64 = 44.0;
/// Where the names of curves stand, in decades of λ.
const NAMES_AT: f64 = -1.8;
/// Least distance of two names.
const NAME_GAP: f64 = 15.0;
/// Furthest that a name may move from its place under its curve.
const NAME_REACH: f64 = 9.0;
/// Weights that are tried for a name.
const MOST_NAMES: usize = 24;
const RUN_TO: &[f64] = &[1.0, 3.0];

/// One line a weight over log λ; the λ line carries the optimum as discs and the present weights as rings.
#[derive(Debug, Clone, Default)]
pub struct PathPanel {
    /// Which path is on the trace layer, and how much of it.
    drawn: (usize, usize, usize),
    low: f64,
    high: f64,
}

impl Panel for PathPanel {
    fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let now = (snapshot.run, snapshot.path_version, snapshot.path.len());
        if afresh || now != self.drawn {
            self.drawn = now;
            self.fit_domain(snapshot);
            let plot = self.plot(style, layers.axes.start(Paint::Replace));
            draw_axes(snapshot, style, &plot);
            draw_curves(snapshot, style, &self.plot(style, layers.trace.start(Paint::Replace)));
        }
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        if snapshot.path.is_empty() {
            say_what_is_missing(snapshot, style, &plot);
        } else if let Some(j) = snapshot.followed {
            draw_lambda_line(&plot, snapshot.lambda, &style.theme);
            draw_followed(snapshot, style, &plot, j);
        } else {
            draw_names(snapshot, style, &plot);
            draw_lambda_line(&plot, snapshot.lambda, &style.theme);
            draw_now(snapshot, style, &plot);
        }
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, y): (f64, f64)) -> Option<usize> {
        let plot = self.plot(style, &Layers::new(style.clone()).live.surface);
        let away = |at: &PathPoint| (plot.at((decade(at.lambda), 0.0)).0 - x).abs();
        let at =
            snapshot.path.iter().reduce(|best, next| if away(next) < away(best) { next } else { best })?;
        nearest_height(y, at.point.coef.iter().map(|&w| plot.at((0.0, w)).1))
    }

    fn lambda_at(&self, style: &Style, x: f64) -> Option<f64> {
        Some(lambda_at(style.size, x))
    }
}

impl PathPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        let weights = || snapshot.path.iter().flat_map(|at| &at.point.coef);
        let low = weights().fold(0.0_f64, |low, &w| low.min(w));
        let high = weights().fold(0.0_f64, |high, &w| high.max(w));
        let (down, up) = (weight_end(-low, 0.0), weight_end(high, 0.0));
        let least = if down.max(up) > 0.0 { 0.02 * down.max(up) } else { 1.0 };
        (self.low, self.high) = (-down.max(least), up.max(least));
    }

    fn plot(&self, style: &Style, surface: &SharedSurface) -> Plot {
        let y = Axis::new(self.low, self.high, style.scale);
        Plot::new(surface, lambda_frame(style.size, TOP), lambda_axis(), y)
    }
}

fn draw_axes(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let Rect { left, top, bottom, .. } = plot.frame;
    plot.value_grid(theme, ((bottom - top) / 24.0) as usize);
    draw_lambda_axis(plot, theme);
    if !snapshot.path.is_empty() {
        plot.label(&Label::plain("weights kept", theme.ink_2), (left, top - 34.0), Align::Left);
    }
}

fn draw_curves(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let cast = Cast::of(snapshot);
    let curve = |j: usize, stroke: Stroke| {
        let points = snapshot.path.iter().map(|at| (decade(at.lambda), at.point.coef[j])).collect();
        plot.draw(&Curve::new(points, stroke));
    };
    plot.clipped(0.0, || {
        cast.crowd.iter().for_each(|&j| curve(j, Stroke::solid(style.theme.noise, HAIRLINE)));
        cast.named.iter().for_each(|&j| curve(j, stroke(snapshot, j, &style.theme)));
    });
}

fn say_what_is_missing(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let text = match snapshot.penalty {
        PenaltyKind::None => "Without a penalty every λ is the same.",
        _ => "still to come",
    };
    let label = Label::plain(text, style.theme.ink_3).size(13.0).halo(style.theme.paper);
    let (x, y) = plot.frame.center();
    plot.label(&label, (x, y - 24.0), Align::Center);
}

/// The counts above the decades, but for those too near to that of the present λ, and the names of curves.
fn draw_names(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let top = plot.frame.top - 16.0;
    let here = plot.at((decade(snapshot.lambda), 0.0)).0;
    for k in -2..=2 {
        let x = plot.at((f64::from(k), 0.0)).0;
        let nearest = snapshot.path.iter().find(|at| decade(at.lambda) <= f64::from(k) + 1e-9);
        if let Some(at) = nearest.filter(|_| (x - here).abs() > 22.0) {
            let kept = at.point.coef.iter().filter(|&&w| w != 0.0).count();
            plot.label(&Label::plain(number::count(kept), theme.ink_3), (x, top), Align::Center);
        }
    }
    let Some(at) = snapshot.path.iter().find(|at| decade(at.lambda) <= NAMES_AT) else { return };
    let coef = &at.point.coef;
    let alive: Vec<usize> = Cast::of(snapshot).named.into_iter().filter(|&j| coef[j] != 0.0).collect();
    let (x, _) = plot.at((NAMES_AT, 0.0));
    if (x - here).abs() < 40.0 {
        return;
    }
    let places = |named: &[usize]| {
        let wanted: Vec<f64> = named.iter().map(|&j| plot.at((0.0, coef[j])).1 + 11.0).collect();
        let placed = spread(&wanted, NAME_GAP, plot.frame.top + 8.0, plot.frame.bottom - 8.0);
        let is_near = |(wanted, placed): (&f64, &f64)| (wanted - placed).abs() <= NAME_REACH;
        wanted.iter().zip(&placed).all(is_near).then_some(placed)
    };
    // A name away from its curve would be another curve's: those without room go without, small weights first.
    let sizes: Vec<f64> = alive.iter().map(|&j| coef[j].abs()).collect();
    let mut named = Vec::new();
    for j in falling(&sizes).into_iter().take(MOST_NAMES).map(|k| alive[k]) {
        named.push(j);
        if places(&named).is_none() {
            named.pop();
        }
    }
    let placed = places(&named).unwrap_or_default();
    for (&j, y) in named.iter().zip(placed) {
        let name = Label::new(text_color(snapshot, j, theme)).weight_of(&snapshot.feature_names[j]);
        plot.label(&name.halo(theme.paper), (x, y), Align::Center);
    }
}

/// One weight alone, in ink, with its value at the present λ.
fn draw_followed(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot, j: usize) {
    let theme = &style.theme;
    let points = snapshot.path.iter().map(|at| (decade(at.lambda), at.point.coef[j])).collect();
    plot.clipped(0.0, || plot.draw(&Curve::new(points, followed_stroke(theme))));
    let Some(optimum) = snapshot.optimum else { return };
    let x = plot.at((decade(snapshot.lambda), 0.0)).0;
    let (now, end) = (plot.at((0.0, snapshot.point.coef[j])).1, plot.at((0.0, optimum.point.coef[j])).1);
    draw_run(plot, x, (now, end), theme.ink, theme);
    let name = Label::new(theme.ink).weight_of(&snapshot.feature_names[j]).text(" ");
    let name = name.bold(number::weight(optimum.point.coef[j])).halo(theme.paper);
    let align = if x > plot.frame.center().0 { Align::Right } else { Align::Left };
    let aside = if align == Align::Right { -10.0 } else { 10.0 };
    plot.label(&name, (x + aside, end - 12.0), align);
}

/// On the λ line the optimum, and the present weights running there.
fn draw_now(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let top = plot.frame.top;
    let x = plot.at((decade(snapshot.lambda), 0.0)).0;
    let Some(optimum) = snapshot.optimum else { return };
    let kept = Label::new(theme.ink).bold(number::count(optimum.counts.alive())).halo(theme.paper);
    plot.label(&kept, (x, top - 16.0), Align::Center);
    let cast = Cast::of(snapshot);
    let y_of = |w: f64| plot.at((0.0, w)).1;
    plot.clipped(8.0, || {
        for &j in cast.crowd.iter().filter(|&&j| snapshot.point.coef[j] != 0.0) {
            let y = y_of(snapshot.point.coef[j]);
            plot.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(theme.noise, 1.0));
        }
        for &j in &cast.named {
            let (from, to) = (y_of(snapshot.point.coef[j]), y_of(optimum.point.coef[j]));
            draw_run(plot, x, (from, to), mark_color(snapshot, j, theme), theme);
        }
    });
}

/// A ring where a weight is, a disc where it is going, and a dotted way between them.
fn draw_run(plot: &Plot, x: f64, (from, to): (f64, f64), color: Color, theme: &Theme) {
    plot.with_surface(|surface| {
        if (to - from).abs() > 14.0 {
            let side = (to - from).signum();
            let ends = [(units(x), units(from + 6.0 * side)), (units(x), units(to - 6.0 * side))];
            surface.line(ends, Stroke::solid(theme.paper, 3.0), false, 0.0);
            surface.line(ends, Stroke::dashed(color, 1.5, RUN_TO), false, 0.0);
        }
        let center = (units(x), units(to));
        surface.mark(Mark::Disc { center, radius: units(5.0), color: theme.paper });
        surface.mark(Mark::Disc { center, radius: units(3.5), color });
        let center = (units(x), units(from));
        surface.mark(Mark::Disc { center, radius: units(5.0), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(4.0), stroke: Stroke::solid(color, 1.75) });
    });
}
