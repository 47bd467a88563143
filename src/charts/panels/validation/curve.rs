//! Cross-validation scores over λ, with the best λ and that of the one-standard-error rule.

use super::draw_placeholder;
use crate::charts::axis::{Axis, weight_end};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::elements::{StrokedPath, circle_on_disc};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::panel::{Layers, Paint, Style};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke, px_at};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::theme::Theme;
use crate::decimal::{shown as shown_number, two_digits};
use crate::lab::Snapshot;
use crate::model::Scoring;
use crate::solve::ValidationCurve;

/// Height above the plot.
const TOP: f64 = 26.0;
/// Directions of the name of a recommended λ, in the order in which they are tried.
const BESIDE: [Direction; 6] = [
    Direction::North,
    Direction::NorthWest,
    Direction::NorthEast,
    Direction::South,
    Direction::SouthWest,
    Direction::SouthEast,
];
/// Distance in CSS pixels within which the λ line could separate a recommended λ from its name.
const NEAR_LINE: f64 = 40.0;
/// The axis of scores is fitted to λ up to this multiple of the recommended one, 1.5 decades.
const FITTED: f64 = 32.0;

/// Mean score of the folds with its standard error, and the train score; optionally the score of every fold.
#[derive(Debug, Clone, Default)]
pub(super) struct CurveView {
    shows_folds: bool,
    /// Key of the curve on the axes and trace layers.
    drawn: Option<Drawn>,
    /// The λ on the live layer.
    lambda: f64,
    low: f64,
    high: f64,
}

/// Run, version of the path, folds done, score.
type Drawn = (usize, usize, usize, Scoring);

impl CurveView {
    pub(super) fn new(shows_folds: bool) -> Self {
        Self { shows_folds, ..Self::default() }
    }

    pub(super) fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let folds = snapshot.validation.map_or(0, |curve| curve.fold_scores.len());
        let now = Some((snapshot.run, snapshot.path_version, folds, snapshot.scoring));
        let has_changed = redraw_all || now != self.drawn;
        if !has_changed && snapshot.lambda == self.lambda {
            return Ok(());
        }
        self.lambda = snapshot.lambda;
        if has_changed {
            self.drawn = now;
            self.fit_domain(snapshot);
            let mut axes = self.chart(style, layers.axes.start(Paint::Replace))?;
            if snapshot.validation.is_some() {
                let height = axes.frame.bottom - axes.frame.top;
                axes.value_grid(&style.theme, (height / 34.0) as usize)?;
            }
            axes.lambda_axis(&style.theme)?;
            let trace = self.chart(style, layers.trace.start(Paint::Replace))?;
            if let Some(curve) = snapshot.validation {
                self.draw_curve(snapshot.scoring, curve, &style.theme, &trace)?;
            }
        }
        let chart = self.chart(style, layers.live.start(Paint::Replace))?;
        chart.lambda_line(snapshot.lambda, &style.theme)?;
        if let Some(curve) = snapshot.validation {
            return draw_choices(snapshot, curve, style, &chart);
        }
        draw_placeholder(snapshot, snapshot.errors.folds, style, &chart);
        Ok(())
    }

    /// Fits the axis to the scores from the smallest λ to [`FITTED`] times the recommended one.
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        (self.low, self.high) = (0.0, 1.0);
        let Some(curve) = snapshot.validation else { return };
        let chosen = curve.lambdas[curve.one_se_index];
        let fitted = (0..curve.lambdas.len()).filter(|&k| curve.lambdas[k] <= FITTED * chosen);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for k in fitted {
            let mean = snapshot.scoring.shown(curve.mean[k]);
            let train = snapshot.scoring.shown(curve.train_mean[k]);
            low = low.min((mean - curve.standard_error[k]).min(train));
            high = high.max((mean + curve.standard_error[k]).max(train));
        }
        let least = if low < 0.0 { -weight_end(-low, 0.0) } else { 0.0 };
        // The axis of a curve far from 0 does not include 0.
        let span = high - low;
        let is_far = low > 0.5 * high;
        self.low = if is_far { low - 0.1 * span } else { least };
        self.high = if is_far { high + 0.1 * span } else { weight_end(high.max(f64::MIN_POSITIVE), 0.0) };
        if !snapshot.scoring.is_negated() {
            // The best possible score is 1; its marks need a margin.
            self.high = self.high.min(1.0 + 0.04 * (1.0 - self.low));
        }
    }

    pub(super) fn coordinates(&self, style: &Style) -> Coordinates {
        Coordinates::over_lambda(style, TOP, Axis::linear(self.low, self.high))
    }

    fn chart(&self, style: &Style, surface: &Surface) -> DrawingResult<Chart> {
        Chart::on(surface, self.coordinates(style))
    }

    fn draw_curve(
        &self,
        scoring: Scoring,
        curve: &ValidationCurve,
        theme: &Theme,
        chart: &Chart,
    ) -> DrawingResult {
        let line = |scores: &[f64], stroke: Stroke| {
            let points = curve.lambdas.iter().zip(scores);
            let points = points.map(|(&lambda, &score)| (lambda, scoring.shown(score)));
            chart.draw(&StrokedPath::new(points.collect::<Vec<_>>(), stroke))
        };
        chart.clipped(0.0, || {
            if self.shows_folds {
                let stroke = Stroke::solid(theme.noise, HAIRLINE);
                curve.fold_scores.iter().try_for_each(|scores| line(scores, stroke))?;
            }
            line(&curve.train_mean, Stroke::solid(theme.ink_3, HAIRLINE))?;
            for (k, &lambda) in curve.lambdas.iter().enumerate().filter(|_| !self.shows_folds) {
                let (mean, error) = (scoring.shown(curve.mean[k]), curve.standard_error[k]);
                let ends = [mean + error, mean - error].map(|score| chart.at((lambda, score)));
                chart.rule(ends[0], ends[1], Stroke::solid(theme.axis, 1.0));
            }
            line(&curve.mean, Stroke::solid(theme.ink, 2.0))
        })
    }
}

/// A recommended λ on the curve.
struct Choice {
    subscript: &'static str,
    lambda: f64,
    mean: f64,
}

/// Draws the recommended λ, a line at one standard error from the best score, the current λ, and the names of the curves.
fn draw_choices(
    snapshot: &Snapshot<'_>,
    curve: &ValidationCurve,
    style: &Style,
    chart: &Chart,
) -> DrawingResult {
    let theme = &style.theme;
    let choice = |subscript, k: usize| {
        let mean = snapshot.scoring.shown(curve.mean[k]);
        Choice { subscript, lambda: curve.lambdas[k], mean }
    };
    let (min, one_se) = (curve.best_index, curve.one_se_index);
    let choices = if min == one_se {
        vec![choice("min = 1se", min)]
    } else {
        vec![choice("min", min), choice("1se", one_se)]
    };
    let best = snapshot.scoring.shown(curve.mean[min]);
    let error = curve.standard_error[min];
    let level = if snapshot.scoring.is_negated() { best + error } else { best - error };
    let ends = [min, one_se].map(|k| (curve.lambdas[k], level));
    chart.draw(&StrokedPath::new(ends, Stroke::dashed(theme.ink, 1.0, REFERENCE)))?;
    let line = chart.at((snapshot.lambda, 0.0)).0;
    let mut places = Places::new(chart.frame);
    places.reserve(Rect { left: line - 3.0, right: line + 3.0, ..chart.frame });
    reserve_curve(snapshot.scoring, curve, chart, &mut places);
    for Choice { lambda, mean, .. } in &choices {
        let at = (*lambda, *mean);
        chart.draw(&circle_on_disc(at, 5.0, theme.ink.line(1.75), 1.0, theme.paper))?;
        places.reserve(Rect::around(chart.at(at), 7.0));
    }
    name_lambda(snapshot, curve, line, theme, chart, &mut places);
    for choice in &choices {
        name_choice(choice, line, theme, chart, &mut places)?;
    }
    name_lines(snapshot, curve, style, chart, &mut places);
    Ok(())
}

/// Reserves the places of the curves against labels, but not those of error bars, which may be long.
fn reserve_curve(scoring: Scoring, curve: &ValidationCurve, chart: &Chart, places: &mut Places) {
    for (k, &lambda) in curve.lambdas.iter().enumerate() {
        let (mean, train) = (scoring.shown(curve.mean[k]), scoring.shown(curve.train_mean[k]));
        places.reserve(Rect::around(chart.at((lambda, mean)), 4.0));
        places.reserve(Rect::around(chart.at((lambda, train)), 3.0));
    }
}

/// Draws λ beside its line where it covers least of the curves and error bars, preferably at the end with bad scores; other names must
/// not cover it.
fn name_lambda(
    snapshot: &Snapshot<'_>,
    curve: &ValidationCurve,
    line: f64,
    theme: &Theme,
    chart: &Chart,
    places: &mut Places,
) {
    let Rect { top, bottom, .. } = chart.frame;
    let name = Label::new(theme.lambda_ink).math("λ").text(" = ").text(shown_number(snapshot.lambda));
    let mut ends = [top + 0.5 * LINE, bottom - 0.9 * LINE];
    if !snapshot.scoring.is_negated() {
        ends.reverse();
    }
    let mut marks = places.clone();
    for (k, &lambda) in curve.lambdas.iter().enumerate() {
        let (mean, error) = (snapshot.scoring.shown(curve.mean[k]), curve.standard_error[k]);
        let [(x, top), (_, bottom)] = [mean + error, mean - error].map(|score| chart.at((lambda, score)));
        // The halo would cut what is nearer.
        marks.reserve(Rect { left: x - 3.0, top: top - 3.0, right: x + 3.0, bottom: bottom + 3.0 });
    }
    let sides = [(line + 6.0, Align::Left), (line - 6.0, Align::Right)];
    let options = ends.into_iter().flat_map(|y| sides.map(|(x, align)| ((x, y), align)));
    let options = options
        .map(|(position, align)| (marks.cost(&name.rect(&chart.surface, position, align)), position, align));
    let best = options.reduce(|best, next| if next.0 < best.0 { next } else { best });
    let Some((_, position, align)) = best else { return };
    let rect = chart.label(&name.halo(theme.paper), position, align);
    places.reserve(Rect { left: rect.left - 8.0, right: rect.right + 8.0, ..rect });
}

/// Draws a recommended λ near the curve, on its side of the λ line, with a dashed leader line.
fn name_choice(
    choice: &Choice,
    line: f64,
    theme: &Theme,
    chart: &Chart,
    places: &mut Places,
) -> DrawingResult {
    let (x, y) = chart.at((choice.lambda, choice.mean));
    let is_across = |direction: &Direction| match direction {
        Direction::NorthEast | Direction::SouthEast => x < line && line - x < NEAR_LINE,
        Direction::NorthWest | Direction::SouthWest => x > line && x - line < NEAR_LINE,
        Direction::East | Direction::North | Direction::West | Direction::South => false,
    };
    let directions: Vec<Direction> = BESIDE.into_iter().filter(|direction| !is_across(direction)).collect();
    let lines = [
        Label::new(theme.ink_2).math("λ").subscript(choice.subscript).halo(theme.paper),
        Label::plain(shown_number(two_digits(choice.lambda)), theme.ink_2).halo(theme.paper),
    ];
    let free = [14.0, 30.0, 46.0, 62.0, 78.0].into_iter().find_map(|distance| {
        let (rect, direction) = places.choose(&chart.surface, &lines, (x, y), distance, &directions)?;
        places.is_free(&rect).then_some((rect, direction, distance))
    });
    let Some((rect, direction, distance)) = free else { return Ok(()) };
    let (to_x, to_y) = rect.nearest((x, y));
    let length = (to_x - x).hypot(to_y - y);
    if length > 9.0 {
        let start = |from: f64, to: f64| from + 7.0 / length * (to - from);
        let ends = [(start(x, to_x), start(y, to_y)), (to_x, to_y)].map(px_at);
        chart.surface.draw(&StrokedPath::new(ends, Stroke::dashed(theme.axis, HAIRLINE, REFERENCE)))?;
    }
    places.draw(&chart.surface, &lines, (x, y), distance, direction);
    Ok(())
}

/// Draws the names of the curves, if there is room.
fn name_lines(
    snapshot: &Snapshot<'_>,
    curve: &ValidationCurve,
    style: &Style,
    chart: &Chart,
    places: &mut Places,
) {
    let theme = &style.theme;
    let held_out = message!(style, "cross-validation.label.held-out", "held out");
    let train = message!(style, "cross-validation.label.train", "train");
    let lines = [(held_out, &curve.mean, theme.ink), (train, &curve.train_mean, theme.ink_2)];
    for (text, scores, color) in lines {
        let label = [Label::plain(text, color).halo(theme.paper)];
        let directions = [Direction::NorthWest, Direction::SouthEast, Direction::North, Direction::South];
        let free = [7.0, 16.0, 26.0].into_iter().find_map(|distance| {
            curve.lambdas.iter().zip(scores).step_by(2).find_map(|(&lambda, &score)| {
                let at = chart.at((lambda, snapshot.scoring.shown(score)));
                let (rect, direction) = places.choose(&chart.surface, &label, at, distance, &directions)?;
                let is_inside = rect.outside(&chart.frame) == 0.0;
                (places.is_free(&rect) && is_inside).then_some((at, distance, direction))
            })
        });
        if let Some((at, distance, direction)) = free {
            places.draw(&chart.surface, &label, at, distance, direction);
        }
    }
}
