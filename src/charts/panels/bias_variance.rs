//! Bias and variance: what a model errs by on other draws of its training rows, over λ.

use std::slice;

use crate::charts::axis::{Axis, weight_end};
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, Label};
use crate::charts::lambda_axis::{
    decade, draw_lambda_axis, draw_lambda_line, draw_lambda_name, lambda_at, lambda_axis, lambda_frame,
};
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::style::Stroke;
use crate::charts::surface::DrawingResult;
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::Theme;
use crate::decimal::two_digits;
use crate::lab::{Repeats, Snapshot};
use crate::model::PenaltyKind;
use crate::solve::Spread;

/// Above the plot stand the unit and the λ in force.
const TOP: f64 = 40.0;
/// The error axis ends at so many times the least error: where λ is far too large nothing is traded any more.
const LEAST_ERRORS: f64 = 3.0;
const BIAS: &[f64] = &[7.0, 3.0];
const VARIANCE: &[f64] = &[2.0, 3.0];
/// Where the least error's label is tried first.
const AROUND: [Direction; 6] = [
    Direction::North,
    Direction::NorthEast,
    Direction::NorthWest,
    Direction::SouthEast,
    Direction::SouthWest,
    Direction::South,
];
/// A name stands between two curves only where they are so far apart.
const NAME_GAP: f64 = 26.0;
/// Where along λ the name of a curve is tried, in decades.
const NAMES_AT: [f64; 13] = [-2.0, -1.5, -2.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5];

/// Three curves over log λ, and a circle at the least error.
#[derive(Debug, Clone, Default)]
pub struct BiasVariancePanel {
    /// Which draws are on the trace layer.
    drawn: (usize, usize),
    /// The λ on the live layer.
    lambda: f64,
    high: f64,
}

/// What a curve shows of the draws at one λ.
type Value = fn(&Spread) -> f64;

/// The curves, from the one that is drawn last.
fn curves(theme: &Theme) -> [(&'static str, Value, Stroke); 3] {
    [
        ("total error", |at| at.error, Stroke::solid(theme.ink, 2.5)),
        ("bias² + noise", |at| at.bias, Stroke::dashed(theme.ink, 1.75, BIAS)),
        ("variance", |at| at.variance, Stroke::dashed(theme.ink, 1.75, VARIANCE)),
    ]
}

impl Panel for BiasVariancePanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let known = snapshot.bootstraps.filter(|repeats| !repeats.spread.is_empty());
        let now = (snapshot.run, snapshot.bootstraps.map_or(0, |repeats| repeats.version));
        let has_changed = afresh || now != self.drawn;
        if !has_changed && snapshot.lambda == self.lambda {
            return Ok(());
        }
        self.lambda = snapshot.lambda;
        if has_changed {
            self.drawn = now;
            self.fit_domain(known);
            draw_ground(snapshot, style, &self.plot(style, layers.axes.start(Paint::Replace)));
            let plot = self.plot(style, layers.trace.start(Paint::Replace));
            if let Some(repeats) = known {
                draw_curves(repeats, &style.theme, &plot);
            }
        }
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        if snapshot.penalty != PenaltyKind::None {
            draw_lambda_line(&plot, snapshot.lambda, &style.theme);
            draw_lambda_name(&plot, snapshot.lambda, &style.theme);
        }
        if known.is_none() {
            say_what_is_missing(snapshot, &style.theme, &plot);
        }
        if let Some(repeats) = known {
            draw_names(repeats, snapshot.lambda, &style.theme, &plot);
        }
        Ok(())
    }

    fn lambda_at(&self, style: &Style, x: f64) -> Option<f64> {
        Some(lambda_at(style.size, x))
    }
}

impl BiasVariancePanel {
    fn fit_domain(&mut self, known: Option<&Repeats>) {
        let Some(least) = known.and_then(Repeats::best) else { return };
        let most = known.into_iter().flat_map(|repeats| &repeats.spread);
        let most = most.fold(0.0, |most: f64, at| most.max(at.error));
        self.high = weight_end(most.min(LEAST_ERRORS * least.error), self.high);
    }

    fn plot(&self, style: &Style, surface: &Surface) -> Plot {
        let high = if self.high > 0.0 { self.high } else { 1.0 };
        Plot::new(surface, lambda_frame(style.size, TOP), lambda_axis(), Axis::linear(0.0, high))
    }
}

fn draw_ground(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let Rect { left, right, top, bottom } = plot.frame;
    let is_known = snapshot.bootstraps.is_some_and(|repeats| !repeats.spread.is_empty());
    if is_known {
        plot.value_grid(theme, ((bottom - top) / 32.0) as usize);
    } else {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        plot.with_surface(|surface| surface.area(corners.map(|(x, y)| (units(x), units(y))), theme.well));
    }
    draw_lambda_axis(plot, theme);
    let unit = Label::plain("squared error on the test rows", theme.ink_2);
    plot.label(&unit, (left, top - 30.0), Align::Left);
}

/// In the middle, or beside the λ line where it stands there.
fn say_what_is_missing(snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let text = what_is_missing(snapshot.penalty, snapshot.bootstraps);
    let label = Label::plain(text, theme.ink_3).size(13.0).halo(theme.well);
    let half = 0.5 * plot.with_surface(|surface| label.width(surface)) + 12.0;
    let (x, y) = plot.frame.center();
    let line = plot.at((decade(snapshot.lambda), 0.0)).0;
    let is_crossed = snapshot.penalty != PenaltyKind::None && (line - x).abs() < half;
    plot.label(&label, (if is_crossed { line - half } else { x }, y), Align::Center);
}

/// Why there is no picture yet.
pub(in crate::charts) fn what_is_missing(penalty: PenaltyKind, repeats: Option<&Repeats>) -> &'static str {
    match penalty {
        PenaltyKind::None => "Without a penalty every λ is the same.",
        _ if repeats.is_some_and(|repeats| !repeats.is_running) => {
            "One class is too rare to draw these rows again."
        }
        _ => "still to come",
    }
}

fn draw_curves(repeats: &Repeats, theme: &Theme, plot: &Plot) {
    plot.clipped(0.0, || {
        for (_, value, stroke) in curves(theme).into_iter().rev() {
            let points = repeats.spread.iter().map(|at| (decade(at.lambda), value(at))).collect();
            plot.draw(&Curve::new(points, stroke));
        }
    });
}

/// A circle at the least error, and the names of the curves where they cover nothing.
fn draw_names(repeats: &Repeats, lambda: f64, theme: &Theme, plot: &Plot) {
    let Some(best) = repeats.best() else { return };
    let mut places = Places::new(plot.frame);
    let (x, _) = plot.at((decade(lambda), 0.0));
    let Rect { top, bottom, .. } = plot.frame;
    places.take(Rect { left: x - 4.0, top, right: x + 4.0, bottom });
    for (_, value, _) in curves(theme) {
        take_curve(repeats, value, plot, &mut places);
    }
    let at = plot.at((decade(best.lambda), best.error));
    draw_circle(plot, at, theme);
    let text = Label::plain("least error at ", theme.ink).math("λ");
    let text = text.text(format!(" = {}", number::tick(two_digits(best.lambda)))).halo(theme.paper);
    let rect = plot.with_surface(|surface| {
        let lines = slice::from_ref(&text);
        let distance = [12.0, 24.0].into_iter().find(|&distance| {
            let found = places.choose(surface, lines, at, distance, &AROUND);
            found.is_some_and(|(rect, _)| places.is_free(&rect))
        });
        places.beside(surface, lines, at, distance.unwrap_or(12.0), &AROUND)
    });
    places.take(padded(rect));
    for (name, value, _) in curves(theme) {
        let label = Label::plain(name, theme.ink).halo(theme.paper);
        let _ = name_beside(repeats, value, &label, plot, &mut places)
            || name_above(repeats, value, &label, theme, plot, &mut places);
    }
}

fn padded(rect: Rect) -> Rect {
    Rect { left: rect.left - 5.0, right: rect.right + 5.0, ..rect }
}

fn take_curve(repeats: &Repeats, value: Value, plot: &Plot, places: &mut Places) {
    let points: Vec<_> = repeats.spread.iter().map(|at| plot.at((decade(at.lambda), value(at)))).collect();
    for pair in points.windows(2) {
        for step in 0..4 {
            let t = f64::from(step) / 4.0;
            let along = |from: f64, to: f64| from + t * (to - from);
            places.take(Rect::around((along(pair[0].0, pair[1].0), along(pair[0].1, pair[1].1)), 2.0));
        }
    }
}

/// Writes a curve's name beside it where it is nearer to it than to any other curve; returns whether there was room.
fn name_beside(repeats: &Repeats, value: Value, label: &Label, plot: &Plot, places: &mut Places) -> bool {
    for k in NAMES_AT {
        let anchor = plot.at((k, value_at(repeats, k, value)));
        if anchor.1 < plot.frame.top {
            continue;
        }
        let heights = curves(&Theme::LIGHT).map(|(_, other, _)| plot.at((k, value_at(repeats, k, other))).1);
        let above = heights.into_iter().filter(|y| *y < anchor.1).fold(f64::NEG_INFINITY, f64::max);
        let below = heights.into_iter().filter(|y| *y > anchor.1).fold(f64::INFINITY, f64::min);
        let sides = [(Direction::North, anchor.1 - above), (Direction::South, below - anchor.1)];
        for (direction, _) in sides.into_iter().filter(|(_, gap)| *gap >= NAME_GAP) {
            let found = plot.with_surface(|surface| {
                places.choose(surface, slice::from_ref(label), anchor, 4.0, &[direction])
            });
            if found.is_some_and(|(rect, _)| places.is_free(&rect)) {
                let lines = slice::from_ref(label);
                let rect = plot.with_surface(|surface| places.draw(surface, lines, anchor, 4.0, direction));
                places.take(padded(rect));
                return true;
            }
        }
    }
    false
}

/// Writes a curve's name above all curves, with a line that leads to it.
fn name_above(
    repeats: &Repeats,
    value: Value,
    label: &Label,
    theme: &Theme,
    plot: &Plot,
    places: &mut Places,
) -> bool {
    for k in NAMES_AT {
        let (x, y) = plot.at((k, value_at(repeats, k, value)));
        let top = plot.at((k, value_at(repeats, k, |at| at.error))).1;
        if y < plot.frame.top {
            continue;
        }
        for lift in [14.0, 32.0, 50.0] {
            let lines = slice::from_ref(label);
            let anchor = (x, top - lift);
            let found =
                plot.with_surface(|surface| places.choose(surface, lines, anchor, 0.0, &[Direction::North]));
            let Some((rect, direction)) = found.filter(|(rect, _)| places.is_free(rect)) else { continue };
            let way = Rect { left: x - 1.0, top: rect.bottom, right: x + 1.0, bottom: top - 3.0 };
            if !places.is_free(&way) {
                continue;
            }
            plot.rule((x, rect.bottom), (x, y), Stroke::solid(theme.axis, 1.0));
            plot.with_surface(|surface| {
                let center = (units(x), units(y));
                surface.mark(Mark::Disc { center, radius: units(2.5), color: theme.ink });
                places.draw(surface, lines, anchor, 0.0, direction);
            });
            places.take(padded(rect));
            return true;
        }
    }
    false
}

fn draw_circle(plot: &Plot, at: (f64, f64), theme: &Theme) {
    let center = (units(at.0), units(at.1));
    plot.with_surface(|surface| {
        surface.mark(Mark::Disc { center, radius: units(6.0), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(5.0), stroke: Stroke::solid(theme.ink, 2.0) });
    });
}

/// A curve's height at a decade of λ, between the two values nearest to it.
fn value_at(repeats: &Repeats, k: f64, value: Value) -> f64 {
    let inside = |pair: &&[Spread]| decade(pair[0].lambda) >= k && decade(pair[1].lambda) <= k;
    let Some(pair) = repeats.spread.windows(2).find(inside) else { return 0.0 };
    let (from, to) = (decade(pair[0].lambda), decade(pair[1].lambda));
    let t = (k - from) / (to - from);
    value(&pair[0]) + t * (value(&pair[1]) - value(&pair[0]))
}
