//! Scores of held-out rows over λ, and the two λ that they recommend.

use super::say_what_is_missing;
use crate::charts::axis::{Axis, weight_end};
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::lambda_axis::{decade, draw_lambda_axis, draw_lambda_line, lambda_axis, lambda_frame};
use crate::charts::panel::{Layers, Paint, Style};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke};
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::Theme;
use crate::decimal::{shown as shown_number, two_digits};
use crate::lab::Snapshot;
use crate::model::Scoring;
use crate::solve::ValidationCurve;

/// Room above the plot.
const TOP: f64 = 26.0;
/// Where the name of a chosen λ stands; straight above it unless the λ line is there.
const BESIDE: [Direction; 6] = [
    Direction::North,
    Direction::NorthWest,
    Direction::NorthEast,
    Direction::South,
    Direction::SouthWest,
    Direction::SouthEast,
];
/// Pixels within which the λ line would come between a chosen λ and its name.
const NEAR_LINE: f64 = 40.0;
/// Decades beyond the chosen λ that the axis of scores fits; further on a curve may leave the plot.
const FITTED: f64 = 1.5;

/// Mean of the folds with its standard error, training rows beside it; every fold on demand.
#[derive(Debug, Clone, Default)]
pub(super) struct CurveView {
    shows_folds: bool,
    /// Which curve is on the still layers.
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

    pub(super) fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let folds = snapshot.validation.map_or(0, |curve| curve.fold_scores.len());
        let now = Some((snapshot.run, snapshot.path_version, folds, snapshot.scoring));
        let has_changed = afresh || now != self.drawn;
        if !has_changed && snapshot.lambda == self.lambda {
            return;
        }
        self.lambda = snapshot.lambda;
        if has_changed {
            self.drawn = now;
            self.fit_domain(snapshot);
            let axes = self.plot(style, layers.axes.start(Paint::Replace));
            if snapshot.validation.is_some() {
                axes.value_grid(&style.theme, ((axes.frame.bottom - axes.frame.top) / 34.0) as usize);
            }
            draw_lambda_axis(&axes, &style.theme);
            let trace = self.plot(style, layers.trace.start(Paint::Replace));
            if let Some(curve) = snapshot.validation {
                self.draw_curve(snapshot.scoring, curve, &style.theme, &trace);
            }
        }
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        draw_lambda_line(&plot, snapshot.lambda, &style.theme);
        match snapshot.validation {
            Some(curve) => draw_words(snapshot, curve, style, &plot),
            None => say_what_is_missing(snapshot, style, &plot),
        }
    }

    /// The part that matters for choosing: from the smallest λ to well beyond the chosen one.
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        (self.low, self.high) = (0.0, 1.0);
        let Some(curve) = snapshot.validation else { return };
        let last = decade(curve.lambdas[curve.one_se_index]) + FITTED;
        let fitted = (0..curve.lambdas.len()).filter(|&k| decade(curve.lambdas[k]) <= last);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for k in fitted {
            let mean = snapshot.scoring.shown(curve.mean[k]);
            let train = snapshot.scoring.shown(curve.train_mean[k]);
            low = low.min((mean - curve.standard_error[k]).min(train));
            high = high.max((mean + curve.standard_error[k]).max(train));
        }
        let least = if low < 0.0 { -weight_end(-low, 0.0) } else { 0.0 };
        // A curve far from 0 is seen better without it.
        let span = (high - low).max(1e-9);
        let is_far = low > 0.5 * high;
        self.low = if is_far { low - 0.1 * span } else { least };
        self.high = if is_far { high + 0.1 * span } else { weight_end(high, 0.0).max(1e-9) };
        if !snapshot.scoring.is_negated() {
            // No score is better than 1; its marks need a little room.
            self.high = self.high.min(1.0 + 0.04 * (1.0 - self.low));
        }
    }

    fn plot(&self, style: &Style, surface: &Surface) -> Plot {
        let y = Axis::linear(self.low, self.high);
        Plot::new(surface, lambda_frame(style.size, TOP), lambda_axis(), y)
    }

    fn draw_curve(&self, scoring: Scoring, curve: &ValidationCurve, theme: &Theme, plot: &Plot) {
        let line = |scores: &[f64], stroke: Stroke| {
            let points = curve.lambdas.iter().zip(scores);
            let points = points.map(|(&lambda, &score)| (decade(lambda), scoring.shown(score))).collect();
            plot.draw(&Curve::new(points, stroke));
        };
        plot.clipped(0.0, || {
            if self.shows_folds {
                let stroke = Stroke::solid(theme.noise, HAIRLINE);
                curve.fold_scores.iter().for_each(|scores| line(scores, stroke));
            }
            line(&curve.train_mean, Stroke::solid(theme.ink_3, HAIRLINE));
            for (k, &lambda) in curve.lambdas.iter().enumerate().filter(|_| !self.shows_folds) {
                let (mean, error) = (scoring.shown(curve.mean[k]), curve.standard_error[k]);
                let (x, top) = plot.at((decade(lambda), mean + error));
                let bottom = plot.at((decade(lambda), mean - error)).1;
                plot.rule((x, top), (x, bottom), Stroke::solid(theme.axis, 1.0));
            }
            line(&curve.mean, Stroke::solid(theme.ink, 2.0));
        });
    }
}

/// A recommended λ on the curve.
struct Choice {
    subscript: &'static str,
    lambda: f64,
    at: (f64, f64),
}

fn draw_words(snapshot: &Snapshot<'_>, curve: &ValidationCurve, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let choice = |subscript, k: usize| {
        let (lambda, mean) = (curve.lambdas[k], snapshot.scoring.shown(curve.mean[k]));
        Choice { subscript, lambda, at: plot.at((decade(lambda), mean)) }
    };
    let (min, one_se) = (curve.best_index, curve.one_se_index);
    let choices = if min == one_se {
        vec![choice("min = 1se", min)]
    } else {
        vec![choice("min", min), choice("1se", one_se)]
    };
    let best = snapshot.scoring.shown(curve.mean[curve.best_index]);
    let error = curve.standard_error[curve.best_index];
    let level = if snapshot.scoring.is_negated() { best + error } else { best - error };
    let y = plot.at((0.0, level)).1;
    let place = |k: usize| units(plot.at((decade(curve.lambdas[k]), 0.0)).0);
    let dashes = [(place(min), units(y)), (place(one_se), units(y))];
    plot.with_surface(|surface| surface.line(dashes, Stroke::dashed(theme.ink, 1.0, REFERENCE), false, 0.0));
    let here = plot.at((decade(snapshot.lambda), 0.0)).0;
    let mut places = Places::new(plot.frame);
    places.take(Rect { left: here - 3.0, right: here + 3.0, ..plot.frame });
    take_curve(snapshot.scoring, curve, plot, &mut places);
    for Choice { at: (x, y), .. } in &choices {
        plot.with_surface(|surface| {
            let center = (units(*x), units(*y));
            surface.mark(Mark::Disc { center, radius: units(6.0), color: theme.paper });
            surface.mark(Mark::Ring { center, radius: units(5.0), stroke: Stroke::solid(theme.ink, 1.75) });
        });
        places.take(Rect::around((*x, *y), 7.0));
    }
    name_lambda(snapshot, plot, theme, &mut places);
    for choice in &choices {
        name_choice(choice, here, plot, theme, &mut places);
    }
    name_lines(snapshot, curve, plot, theme, &mut places);
}

/// Keeps words off the curves; bars may be long, and words stand on them with a halo.
fn take_curve(scoring: Scoring, curve: &ValidationCurve, plot: &Plot, places: &mut Places) {
    for (k, &lambda) in curve.lambdas.iter().enumerate() {
        let (mean, train) = (scoring.shown(curve.mean[k]), scoring.shown(curve.train_mean[k]));
        places.take(Rect::around(plot.at((decade(lambda), mean)), 4.0));
        places.take(Rect::around(plot.at((decade(lambda), train)), 3.0));
    }
}

/// λ at its line, at the end where scores are bad; all other words give way to it.
fn name_lambda(snapshot: &Snapshot<'_>, plot: &Plot, theme: &Theme, places: &mut Places) {
    let Snapshot { lambda, scoring, .. } = *snapshot;
    let y = if scoring.is_negated() { plot.frame.top + 0.5 * LINE } else { plot.frame.bottom - 0.9 * LINE };
    let here = plot.at((decade(lambda), 0.0)).0;
    let name = Label::new(theme.lambda_ink).math("λ").text(" = ").text(shown_number(lambda));
    let is_right = here > plot.frame.right - 70.0;
    let (x, align) = if is_right { (here - 6.0, Align::Right) } else { (here + 6.0, Align::Left) };
    let Rect { left, top, right, bottom } = plot.label(&name.halo(theme.paper), (x, y), align);
    places.take(Rect { left: left - 8.0, top, right: right + 8.0, bottom });
}

/// λ and its value near the curve, on its own side of the λ line, with a dashed leader.
fn name_choice(choice: &Choice, line: f64, plot: &Plot, theme: &Theme, places: &mut Places) {
    let (x, y) = choice.at;
    let is_across = |direction: &Direction| match direction {
        Direction::NorthEast | Direction::SouthEast => x < line && line - x < NEAR_LINE,
        Direction::NorthWest | Direction::SouthWest => x > line && x - line < NEAR_LINE,
        _ => false,
    };
    let directions: Vec<Direction> = BESIDE.into_iter().filter(|direction| !is_across(direction)).collect();
    let lines = [
        Label::new(theme.ink_2).math("λ").subscript(choice.subscript).halo(theme.paper),
        Label::plain(shown_number(two_digits(choice.lambda)), theme.ink_2).halo(theme.paper),
    ];
    let distances = [14.0, 30.0, 46.0, 62.0, 78.0];
    plot.with_surface(|surface| {
        let free = distances.into_iter().find_map(|distance| {
            let (rect, direction) = places.choose(surface, &lines, (x, y), distance, &directions)?;
            places.is_free(&rect).then_some((rect, direction, distance))
        });
        let Some((rect, direction, distance)) = free else { return };
        let (to_x, to_y) = rect.nearest((x, y));
        let length = (to_x - x).hypot(to_y - y);
        if length > 9.0 {
            let start = |from: f64, to: f64| from + 7.0 / length * (to - from);
            let ends = [(units(start(x, to_x)), units(start(y, to_y))), (units(to_x), units(to_y))];
            surface.line(ends, Stroke::dashed(theme.axis, HAIRLINE, REFERENCE), false, 0.0);
        }
        places.draw(surface, &lines, (x, y), distance, direction);
    });
}

/// What the lines are, where there is room.
fn name_lines(
    snapshot: &Snapshot<'_>,
    curve: &ValidationCurve,
    plot: &Plot,
    theme: &Theme,
    places: &mut Places,
) {
    let lines = [("held out", &curve.mean, theme.ink), ("train", &curve.train_mean, theme.ink_2)];
    for (text, scores, color) in lines {
        let label = [Label::plain(text, color).halo(theme.paper)];
        let directions = [Direction::NorthWest, Direction::SouthEast, Direction::North, Direction::South];
        let free = plot.with_surface(|surface| {
            [7.0, 16.0, 26.0].into_iter().find_map(|distance| {
                curve.lambdas.iter().zip(scores).step_by(2).find_map(|(&lambda, &score)| {
                    let at = plot.at((decade(lambda), snapshot.scoring.shown(score)));
                    let (rect, direction) = places.choose(surface, &label, at, distance, &directions)?;
                    let is_inside = rect.outside(&plot.frame) == 0.0;
                    (places.is_free(&rect) && is_inside).then_some((at, distance, direction))
                })
            })
        });
        if let Some((at, distance, direction)) = free {
            plot.with_surface(|surface| places.draw(surface, &label, at, distance, direction));
        }
    }
}
