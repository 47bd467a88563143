//! Bias and variance: the error of a model on bootstrap samples of its training rows, over λ.

use std::slice;

use plotters::element::{Circle, Rectangle};
use plotters::style::Color as _;

use crate::charts::axis::{Axis, KeptEnd};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::counted;
use crate::charts::elements::{StrokedPath, circle_on_disc};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::placeholder;
use crate::charts::panels::validation::edges;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{Stroke, px, px_at};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::charts::theme::Theme;
use crate::decimal::{ten_to, two_digits};
use crate::lab::{Repeats, Snapshot};
use crate::model::PenaltyKind;
use crate::solve::Spread;

/// Height above the plot, for the unit and the current λ.
const TOP: f64 = 40.0;
/// End of the error axis relative to the least error; the errors at very large λ are not shown.
const LEAST_ERRORS: f64 = 3.0;
const BIAS: &[f64] = &[7.0, 3.0];
const VARIANCE: &[f64] = &[2.0, 3.0];
/// Directions of the least error's label, in the order in which they are tried.
const AROUND: [Direction; 6] = [
    Direction::North,
    Direction::NorthEast,
    Direction::NorthWest,
    Direction::SouthEast,
    Direction::SouthWest,
    Direction::South,
];
/// Least distance of two curves for a name between them.
const NAME_GAP: f64 = 26.0;
/// `log₁₀ λ` at which the name of a curve is tried, in order.
const NAMES_AT: [f64; 13] = [-2.0, -1.5, -2.5, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5];

/// Three curves over log λ, and a circle at the least error.
#[derive(Debug, Clone, Default)]
pub struct BiasVariancePanel {
    /// Run and version of the samples on the trace layer.
    drawn: (usize, usize),
    /// The λ on the live layer.
    lambda: f64,
    high: KeptEnd,
}

/// The value of a curve at one λ.
type Value = fn(&Spread) -> f64;

/// The curves, the one that is drawn last first.
const VALUES: [Value; 3] = [|at| at.error, |at| at.bias, |at| at.variance];

fn strokes(theme: &Theme) -> [Stroke; 3] {
    [
        Stroke::solid(theme.ink, 2.5),
        Stroke::dashed(theme.ink, 1.75, BIAS),
        Stroke::dashed(theme.ink, 1.75, VARIANCE),
    ]
}

fn names(style: &Style) -> [String; 3] {
    [
        message!(style, "bias-variance.label.error", "total error"),
        message!(style, "bias-variance.label.bias", "bias² + noise"),
        message!(style, "bias-variance.label.variance", "variance"),
    ]
}

impl Panel for BiasVariancePanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let known = snapshot.bootstraps.filter(|repeats| !repeats.spread.is_empty());
        let now = (snapshot.run, snapshot.bootstraps.map_or(0, |repeats| repeats.version));
        let has_changed = redraw_all || now != self.drawn;
        if !has_changed && snapshot.lambda == self.lambda {
            return Ok(());
        }
        self.lambda = snapshot.lambda;
        if has_changed {
            self.drawn = now;
            self.fit_domain(known);
            draw_axes(snapshot, style, &mut self.chart(style, layers.axes.start(Paint::Replace))?)?;
            let chart = self.chart(style, layers.trace.start(Paint::Replace))?;
            if let Some(repeats) = known {
                draw_curves(repeats, &style.theme, &chart)?;
            }
        }
        let chart = self.chart(style, layers.live.start(Paint::Replace))?;
        if snapshot.penalty != PenaltyKind::None {
            chart.lambda_line(snapshot.lambda, &style.theme)?;
            chart.lambda_name(snapshot.lambda, &style.theme);
        }
        if let Some(repeats) = known {
            return draw_names(repeats, snapshot.lambda, style, &chart);
        }
        draw_placeholder(snapshot, style, &chart);
        Ok(())
    }

    fn lambda_at(&self, style: &Style, x: f64) -> Option<f64> {
        self.coordinates(style).lambda_at(x)
    }
}

impl BiasVariancePanel {
    fn fit_domain(&mut self, known: Option<&Repeats>) {
        let Some(least) = known.and_then(Repeats::best) else { return };
        let most = known.into_iter().flat_map(|repeats| &repeats.spread);
        let most = most.fold(0.0, |most: f64, at| most.max(at.error));
        self.high.fit(most.min(LEAST_ERRORS * least.error));
    }

    fn coordinates(&self, style: &Style) -> Coordinates {
        Coordinates::over_lambda(style, TOP, Axis::linear(0.0, self.high.value()))
    }

    fn chart(&self, style: &Style, surface: &Surface) -> DrawingResult<Chart> {
        Chart::on(surface, self.coordinates(style))
    }
}

fn draw_axes(snapshot: &Snapshot<'_>, style: &Style, chart: &mut Chart) -> DrawingResult {
    let theme = &style.theme;
    let Rect { left, right, top, bottom } = chart.frame;
    if snapshot.bootstraps.is_some_and(|repeats| !repeats.spread.is_empty()) {
        chart.value_grid(theme, ((bottom - top) / 32.0) as usize)?;
    } else {
        let corners = [(left, top), (right, bottom)].map(px_at);
        chart.surface.draw(&Rectangle::new(corners, theme.well.filled()))?;
    }
    chart.lambda_axis(theme)?;
    let unit = if snapshot.test.is_some() {
        message!(style, "bias-variance.label.unit", "squared error on the test rows")
    } else {
        message!(style, "bias-variance.label.unit.all-rows-train", "squared error on the training rows")
    };
    chart.label(&Label::plain(unit, theme.ink_2), (left, top - 30.0), Align::Left);
    Ok(())
}

/// Draws a placeholder in the middle, or beside the λ line if that is in the middle.
fn draw_placeholder(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let theme = &style.theme;
    let label = |line: &String| Label::plain(line, theme.ink_3).size(13.0).halo(theme.well);
    let text = placeholder::no_curves(snapshot.penalty, style);
    let lines = placeholder::lines(snapshot.errors.bootstraps, &text);
    let widest = lines.iter().map(|line| label(line).width(&chart.surface)).fold(0.0, f64::max);
    let half = 0.5 * widest + 12.0;
    let (x, y) = chart.frame.center();
    let line = chart.at((snapshot.lambda, 0.0)).0;
    let is_crossed = snapshot.penalty != PenaltyKind::None && (line - x).abs() < half;
    let has_room = line - 2.0 * half >= 0.0;
    let x = if is_crossed && has_room { line - half } else { x };
    for (k, line) in lines.iter().enumerate() {
        chart.label(&label(line), (x, y + 1.15 * LINE * k as f64), Align::Center);
    }
}

/// The points of a curve, λ descending.
fn points(repeats: &Repeats, value: Value) -> impl Iterator<Item = (f64, f64)> {
    repeats.spread.iter().map(move |at| (at.lambda, value(at)))
}

fn draw_curves(repeats: &Repeats, theme: &Theme, chart: &Chart) -> DrawingResult {
    chart.clipped(0.0, || {
        for (value, stroke) in VALUES.into_iter().zip(strokes(theme)).rev() {
            chart.draw(&StrokedPath::new(points(repeats, value).collect::<Vec<_>>(), stroke))?;
        }
        Ok(())
    })
}

/// A circle at the least error, and the names of the curves where they cover nothing.
fn draw_names(repeats: &Repeats, lambda: f64, style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let Some(best) = repeats.best() else { return Ok(()) };
    let mut places = Places::new(chart.frame);
    let x = chart.at((lambda, 0.0)).0;
    places.reserve(Rect { left: x - 4.0, right: x + 4.0, ..chart.frame });
    for value in VALUES {
        reserve_curve(repeats, value, chart, &mut places);
    }
    let least = (best.lambda, best.error);
    chart.draw(&circle_on_disc(least, 5.0, theme.ink.line(2.0), 1.0, theme.paper))?;
    let label = || Label::new(theme.ink);
    let at_lambda = label().math("λ").text(format!(" = {}", number::tick(two_digits(best.lambda))));
    let text = message!(style, "bias-variance.label.least", "least error at {lambda}", lambda = "{lambda}");
    let text = label().text(text).fill("{lambda}", at_lambda).halo(theme.paper);
    let (lines, at) = (slice::from_ref(&text), chart.at(least));
    let is_free = |&distance: &f64| {
        let found = places.choose(&chart.surface, lines, at, distance, &AROUND);
        found.is_some_and(|(rect, _)| places.is_free(&rect))
    };
    let distance = [12.0, 24.0].into_iter().find(is_free).unwrap_or(12.0);
    let rect = places.beside(&chart.surface, lines, at, distance, &AROUND);
    places.reserve(padded(rect));
    for (name, value) in names(style).into_iter().zip(VALUES) {
        let label = Label::plain(name, theme.ink).halo(theme.paper);
        if !name_beside(repeats, value, &label, chart, &mut places) {
            name_above(repeats, value, &label, theme, chart, &mut places)?;
        }
    }
    Ok(())
}

fn padded(rect: Rect) -> Rect {
    Rect { left: rect.left - 5.0, right: rect.right + 5.0, ..rect }
}

fn reserve_curve(repeats: &Repeats, value: Value, chart: &Chart, places: &mut Places) {
    let points: Vec<_> = points(repeats, value).map(|point| chart.at(point)).collect();
    for pair in points.windows(2) {
        for step in 0..4 {
            let t = f64::from(step) / 4.0;
            let along = |from: f64, to: f64| from + t * (to - from);
            places.reserve(Rect::around((along(pair[0].0, pair[1].0), along(pair[0].1, pair[1].1)), 2.0));
        }
    }
}

/// The positions on a curve where its name is tried: those inside of the plot, each with its λ.
fn name_positions(repeats: &Repeats, value: Value, chart: &Chart) -> impl Iterator<Item = (f64, (f64, f64))> {
    let position = move |k| (ten_to(k), chart.at((ten_to(k), value_at(repeats, ten_to(k), value))));
    NAMES_AT.into_iter().map(position).filter(|(_, (_, y))| *y >= chart.frame.top)
}

/// Draws a curve's name beside it, nearer to it than to any other curve; returns whether there was room.
fn name_beside(repeats: &Repeats, value: Value, label: &Label, chart: &Chart, places: &mut Places) -> bool {
    let lines = slice::from_ref(label);
    for (lambda, anchor) in name_positions(repeats, value, chart) {
        let heights = VALUES.map(|other| chart.at((lambda, value_at(repeats, lambda, other))).1);
        let above = heights.into_iter().filter(|y| *y < anchor.1).fold(f64::NEG_INFINITY, f64::max);
        let below = heights.into_iter().filter(|y| *y > anchor.1).fold(f64::INFINITY, f64::min);
        let sides = [(Direction::North, anchor.1 - above), (Direction::South, below - anchor.1)];
        for (direction, _) in sides.into_iter().filter(|(_, gap)| *gap >= NAME_GAP) {
            let found = places.choose(&chart.surface, lines, anchor, 4.0, &[direction]);
            if found.is_some_and(|(rect, _)| places.is_free(&rect)) {
                let rect = places.draw(&chart.surface, lines, anchor, 4.0, direction);
                places.reserve(padded(rect));
                return true;
            }
        }
    }
    false
}

/// Draws a curve's name above all curves, with a leader line, if there is room.
fn name_above(
    repeats: &Repeats,
    value: Value,
    label: &Label,
    theme: &Theme,
    chart: &Chart,
    places: &mut Places,
) -> DrawingResult {
    let lines = slice::from_ref(label);
    for (lambda, (x, y)) in name_positions(repeats, value, chart) {
        let top = chart.at((lambda, value_at(repeats, lambda, |at| at.error))).1;
        for lift in [14.0, 32.0, 50.0] {
            let anchor = (x, top - lift);
            let found = places.choose(&chart.surface, lines, anchor, 0.0, &[Direction::North]);
            let Some((rect, direction)) = found.filter(|(rect, _)| places.is_free(rect)) else { continue };
            let leader = Rect { left: x - 1.0, top: rect.bottom, right: x + 1.0, bottom: top - 3.0 };
            if !places.is_free(&leader) {
                continue;
            }
            chart.rule((x, rect.bottom), (x, y), Stroke::solid(theme.axis, 1.0));
            chart.surface.draw(&Circle::new(px_at((x, y)), px(2.5), theme.ink.filled()))?;
            places.draw(&chart.surface, lines, anchor, 0.0, direction);
            places.reserve(padded(rect));
            return Ok(());
        }
    }
    Ok(())
}

/// The value of a curve at λ, interpolated.
fn value_at(repeats: &Repeats, lambda: f64, value: Value) -> f64 {
    let is_around = |pair: &&[Spread]| pair[0].lambda >= lambda && pair[1].lambda <= lambda;
    let Some([from, to]) = repeats.spread.windows(2).find(is_around) else { return 0.0 };
    let t = (lambda / from.lambda).ln() / (to.lambda / from.lambda).ln();
    value(from) + t * (value(to) - value(from))
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let bootstraps = context.snapshot.bootstraps;
    let n_done = number::count(bootstraps.map_or(0, |repeats| repeats.n_done));
    let least = bootstraps.and_then(|repeats| Some((repeats, repeats.best()?.lambda)));
    let best = least.map(|(_, lambda)| number::significant_digits(two_digits(lambda), 2));
    PanelText {
        aid: message!(
            context,
            "bias-variance.aid",
            "A stronger penalty trades variance for bias ({draws}).",
            draws = counted::draws(bootstraps.map_or(0, |repeats| repeats.n_done), context.catalogue)
        ),
        number: match &best {
            None => (String::new(), pending_text(context, bootstraps)),
            Some(lambda) => (lambda.clone(), message!(context, "bias-variance.number", "= best λ")),
        },
        description: sentences([
            message!(
                context,
                "bias-variance.description",
                "Squared bias with noise, variance and their sum, the total error on the {rows}, over λ from \
                 {smallest} to {largest}, with a line at λ = {lambda}.",
                rows = if context.snapshot.test.is_some() {
                    message!(context, "bias-variance.description.test", "test rows")
                } else {
                    message!(context, "bias-variance.description.train", "training rows")
                },
                smallest = number::significant(context.lab.lambda_scale().smallest()),
                largest = number::significant(context.lab.lambda_scale().largest()),
                lambda = context.lambda()
            ),
            match best {
                None => message!(context, "bias-variance.description.nothing", "Nothing is known yet."),
                Some(lambda) => message!(
                    context,
                    "bias-variance.description.best",
                    "The error of the bootstrap samples, {samples} in all, is least at λ = {lambda}.",
                    samples = n_done,
                    lambda = lambda,
                ),
            },
        ]),
        note: least.map_or_else(String::new, |(repeats, lambda)| {
            let lambdas: Vec<f64> = repeats.spread.iter().map(|at| at.lambda).collect();
            let name = message!(context, "bias-variance.note.best", "The best λ");
            edges::of_lambda(context, &name, lambda, &lambdas)
        }),
        ..PanelText::default()
    }
}

/// The reason why there is no number of samples.
pub(super) fn pending_text(context: &TextContext<'_>, repeats: Option<&Repeats>) -> String {
    if repeats.is_some_and(|repeats| repeats.n_draws == 0) {
        message!(context, "number.same-for-every-lambda", "every λ is the same")
    } else {
        message!(context, "number.still-to-come", "still to come")
    }
}
