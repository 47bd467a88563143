//! Bias and variance: what a model errs by on other draws of its training rows, over λ.

use super::axis::{Axis, weight_end};
use super::element::{Curve, units};
use super::label::{Align, Label};
use super::lambda_axis::{
    decade, draw_lambda_axis, draw_lambda_line, draw_lambda_name, lambda_at, lambda_axis, lambda_frame,
};
use super::number;
use super::panel::{Layers, Paint, Panel, Style};
use super::places::{Direction, Places, Rect};
use super::plot::Plot;
use super::surface::{Mark, SharedSurface, Stroke};
use super::theme::Theme;
use crate::decimal::two_digits;
use crate::lab::{Repeats, Snapshot};
use crate::model::PenaltyKind;
use crate::solve::Spread;

/// Above the plot stand the unit and the λ in force.
const TOP: f64 = 40.0;
/// The error axis ends at so many times the least error: where λ is far too large nothing is traded any more.
const LEAST_ERRORS: f64 = 4.0;
const BIAS: &[f64] = &[7.0, 3.0];
const VARIANCE: &[f64] = &[2.0, 3.0];
/// Where along λ the name of a curve is tried, in decades.
const NAMES_AT: [f64; 9] = [-2.0, -1.5, -2.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0];

/// Three curves over log λ, and a circle at the least error.
#[derive(Debug, Clone, Default)]
pub struct BiasVariancePanel {
    /// Which draws are on the trace layer.
    drawn: (usize, usize),
    high: f64,
}

/// The curves, from the one that is drawn last.
fn curves(theme: &Theme) -> [(&'static str, fn(&Spread) -> f64, Stroke); 3] {
    [
        ("total error", |at| at.error, Stroke::solid(theme.ink, 2.5)),
        ("bias² + noise", |at| at.bias, Stroke::dashed(theme.ink, 1.75, BIAS)),
        ("variance", |at| at.variance, Stroke::dashed(theme.ink, 1.75, VARIANCE)),
    ]
}

impl Panel for BiasVariancePanel {
    fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let known = snapshot.bootstraps.filter(|repeats| !repeats.spread.is_empty());
        let now = (snapshot.run, snapshot.bootstraps.map_or(0, |repeats| repeats.version));
        if afresh || now != self.drawn {
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
        if let Some(repeats) = known {
            draw_names(repeats, snapshot.lambda, &style.theme, &plot);
        }
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

    fn plot(&self, style: &Style, surface: &SharedSurface) -> Plot {
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
        let text = what_is_missing(snapshot.penalty, snapshot.bootstraps);
        let label = Label::plain(text, theme.ink_3).size(13.0);
        plot.label(&label, plot.frame.center(), Align::Center);
    }
    draw_lambda_axis(plot, theme);
    let unit = Label::plain("squared error on the test rows", theme.ink_2);
    plot.label(&unit, (left, top - 30.0), Align::Left);
}

/// Why there is no picture yet.
pub(super) fn what_is_missing(penalty: PenaltyKind, repeats: Option<&Repeats>) -> &'static str {
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
        let points: Vec<_> =
            repeats.spread.iter().map(|at| plot.at((decade(at.lambda), value(at)))).collect();
        for pair in points.windows(2) {
            for step in 0..4 {
                let t = f64::from(step) / 4.0;
                let along = |from: f64, to: f64| from + t * (to - from);
                places.take(Rect::around((along(pair[0].0, pair[1].0), along(pair[0].1, pair[1].1)), 2.0));
            }
        }
    }
    let at = plot.at((decade(best.lambda), best.error));
    draw_circle(plot, at, theme);
    let text = Label::plain("least error at ", theme.ink).math("λ");
    let text = text.text(format!(" = {}", number::tick(two_digits(best.lambda)))).halo(theme.paper);
    let around = [Direction::North, Direction::NorthEast, Direction::NorthWest, Direction::South];
    plot.with_surface(|surface| places.beside(surface, &[text], at, 12.0, &around));
    for (name, value, _) in curves(theme) {
        let label = Label::plain(name, theme.ink).halo(theme.paper);
        let anchors = NAMES_AT.map(|k| plot.at((k, value_at(repeats, k, value))));
        plot.with_surface(|surface| {
            for anchor in anchors {
                for direction in
                    [Direction::North, Direction::South, Direction::NorthEast, Direction::SouthEast]
                {
                    let lines = [label.clone()];
                    let found = places.choose(surface, &lines, anchor, 5.0, &[direction]);
                    if found.is_some_and(|(rect, _)| places.is_free(&rect)) {
                        places.draw(surface, &lines, anchor, 5.0, direction);
                        return;
                    }
                }
            }
        });
    }
}

fn draw_circle(plot: &Plot, at: (f64, f64), theme: &Theme) {
    let center = (units(at.0), units(at.1));
    plot.with_surface(|surface| {
        surface.mark(Mark::Disc { center, radius: units(6.0), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(5.0), stroke: Stroke::solid(theme.ink, 2.0) });
    });
}

/// A curve's height at a decade of λ, between the two values nearest to it.
fn value_at(repeats: &Repeats, k: f64, value: fn(&Spread) -> f64) -> f64 {
    let inside = |pair: &&[Spread]| decade(pair[0].lambda) >= k && decade(pair[1].lambda) <= k;
    let Some(pair) = repeats.spread.windows(2).find(inside) else { return 0.0 };
    let (from, to) = (decade(pair[0].lambda), decade(pair[1].lambda));
    let t = (k - from) / (to - from);
    value(&pair[0]) + t * (value(&pair[1]) - value(&pair[0]))
}
