//! Scores of held-out rows over λ × `l1_ratio`: a cell for every pair that was tried, the best one circled.

use std::slice;

use super::say_what_is_missing;
use crate::charts::axis::Axis;
use crate::charts::contour::contour;
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, Label};
use crate::charts::lambda_axis::{
    decade, draw_lambda_axis, draw_lambda_line, lambda_at, lambda_axis, lambda_frame,
};
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Style};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::{Color, Theme};
use crate::lab::{BestCell, Snapshot, Swept};
use crate::model::PenaltyKind;

/// Above the plot stand the choice in force and what the shades mean.
const TOP: f64 = 44.0;
/// Room beyond the ratios 0 and 1, so that their cells are whole and a hand reaches them.
const MARGIN: f64 = 0.05;
/// Shades that can be told apart.
const SHADES: usize = 7;
/// Width of a shade in the legend.
const SWATCH: f64 = 11.0;
const WITHIN_ONE_SE: &[f64] = &[3.0, 3.0];
const AROUND: [Direction; 8] = [
    Direction::NorthWest,
    Direction::NorthEast,
    Direction::SouthWest,
    Direction::SouthEast,
    Direction::West,
    Direction::East,
    Direction::North,
    Direction::South,
];

/// The surface, and the point of it that is in force.
#[derive(Debug, Clone, Default)]
pub(super) struct PlaneView {
    /// Which surface is on the still layers: run, its version.
    drawn: Option<(usize, usize)>,
    /// What is on the live layer.
    marked: Option<(PenaltyKind, f64, f64)>,
}

/// λ and `l1_ratio` at a place.
pub(super) fn choice_at(style: &Style, (x, y): (f64, f64)) -> (f64, f64) {
    let Rect { top, bottom, .. } = lambda_frame(style.size, TOP);
    let ratio = ratio_axis().value((bottom - y) / (bottom - top)).clamp(0.0, 1.0);
    (lambda_at(style.size, x), (100.0 * ratio).round() / 100.0)
}

fn ratio_axis() -> Axis {
    Axis::linear(-MARGIN, 1.0 + MARGIN)
}

fn plot(style: &Style, surface: &Surface) -> Plot {
    Plot::new(surface, lambda_frame(style.size, TOP), lambda_axis(), ratio_axis())
}

impl PlaneView {
    pub(super) fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let now = (snapshot.run, snapshot.swept.map_or(0, |swept| swept.version));
        let marked = (snapshot.penalty, snapshot.lambda, snapshot.l1_ratio);
        let has_changed = afresh || self.drawn != Some(now);
        if !has_changed && self.marked == Some(marked) {
            return;
        }
        (self.drawn, self.marked) = (Some(now), Some(marked));
        let swept = snapshot.swept.filter(|swept| !swept.mean.is_empty());
        let shades = swept.and_then(Shades::of);
        if has_changed {
            let axes = plot(style, layers.axes.start(Paint::Replace));
            draw_ground(swept, shades.as_ref(), snapshot, &style.theme, &axes);
            let trace = plot(style, layers.trace.start(Paint::Replace));
            if let Some(swept) = swept {
                draw_edge(swept, &style.theme, &trace);
            }
        }
        let plot = plot(style, layers.live.start(Paint::Replace));
        let here = place_of_choice(snapshot, &plot);
        name_choice(snapshot, &style.theme, &plot);
        let best = swept.and_then(|swept| swept.best);
        draw_marks(best, here, snapshot, &style.theme, &plot);
        if let Some(best) = best {
            name_best(best, here, snapshot, &style.theme, &plot);
        } else {
            let known = Snapshot { penalty: PenaltyKind::ElasticNet, ..*snapshot };
            say_what_is_missing(&known, style, &plot);
        }
    }
}

/// From the best score to the worst by the root of the distance, which tells the good ones apart.
struct Shades {
    best: f64,
    worst: f64,
}

impl Shades {
    fn of(swept: &Swept) -> Option<Self> {
        let all = || swept.mean.iter().flatten().copied();
        let best = swept.best?.score;
        Some(Self { best, worst: all().fold(best, |worst, score| if score < worst { score } else { worst }) })
    }

    fn color(&self, score: f64, theme: &Theme) -> Color {
        let share = (self.best - score) / (self.best - self.worst);
        // All alike: all are best.
        let share = if share.is_finite() { share.clamp(0.0, 1.0).sqrt() } else { 0.0 };
        shade((share * SHADES as f64) as usize, theme)
    }
}

/// The better, the nearer to paper.
fn shade(k: usize, theme: &Theme) -> Color {
    theme.paper.toward(theme.axis, k.min(SHADES - 1) as f64 / (SHADES - 1) as f64)
}

fn draw_ground(
    swept: Option<&Swept>,
    shades: Option<&Shades>,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    plot: &Plot,
) {
    let Rect { left, right, top, bottom } = plot.frame;
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    plot.with_surface(|surface| surface.area(corners.map(|(x, y)| (units(x), units(y))), theme.well));
    if let (Some(swept), Some(shades)) = (swept, shades) {
        plot.clipped(0.0, || draw_cells(swept, shades, theme, plot));
        draw_legend(shades, snapshot, theme, plot);
    }
    draw_lambda_axis(plot, theme);
    for ratio in [0.0, 0.5, 1.0] {
        let y = plot.at((0.0, ratio)).1;
        plot.rule((left - 4.0, y), (left, y), Stroke::solid(theme.axis, HAIRLINE));
        plot.label(&Label::plain(number::tick(ratio), theme.ink_3), (left - 8.0, y), Align::Right);
    }
}

/// Neighbouring cells of one shade are one area. Each reaches a pixel under those to its left and below it, which are drawn
/// later: two antialiased edges that only meet would show as a seam.
fn draw_cells(swept: &Swept, shades: &Shades, theme: &Theme, plot: &Plot) {
    let decades: Vec<f64> = swept.lambdas.iter().map(|&lambda| decade(lambda)).collect();
    let half = |values: &[f64]| values.get(1).map_or(1.0, |next| 0.5 * (values[0] - next).abs());
    let (wide, high) = (half(&decades), half(&swept.l1_ratios));
    for (row, &ratio) in swept.mean.iter().zip(&swept.l1_ratios) {
        let colors: Vec<Color> = row.iter().map(|&score| shades.color(score, theme)).collect();
        let mut k = 0;
        for alike in colors.chunk_by(|a, b| a == b) {
            // From the largest λ, so the first one is the right end.
            let (right, top) = plot.at((decades[k] + wide, ratio + high));
            k += alike.len();
            let (left, bottom) = plot.at((decades[k - 1] - wide, ratio - high));
            let corners =
                [(left - 1.0, bottom + 1.0), (right, bottom + 1.0), (right, top), (left - 1.0, top)];
            plot.with_surface(|surface| {
                surface.area(corners.map(|(x, y)| (units(x), units(y))), alike[0]);
            });
        }
    }
}

/// Best and worst at the ends of the shades, at the right above the plot.
fn draw_legend(shades: &Shades, snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let Rect { right, top, .. } = plot.frame;
    let y = top - 12.0;
    let value = |score| Label::plain(number::significant(snapshot.scoring.shown(score)), theme.ink_2);
    let worst = plot.label(&value(shades.worst), (right, y), Align::Right);
    let end = worst.left - 6.0;
    let start = end - SWATCH * SHADES as f64;
    plot.with_surface(|surface| {
        for k in 0..SHADES {
            let (left, right) = (start + SWATCH * k as f64, start + SWATCH * (k + 1) as f64);
            let corners = [(left, y - 5.0), (right, y - 5.0), (right, y + 5.0), (left, y + 5.0)];
            surface.area(corners.map(|(x, y)| (units(x), units(y))), shade(k, theme));
        }
        let edge = [(start, y - 5.0), (end, y - 5.0), (end, y + 5.0), (start, y + 5.0)];
        let edge = edge.map(|(x, y)| (units(x), units(y)));
        surface.line(edge, Stroke::solid(theme.axis, HAIRLINE), true, 0.0);
    });
    plot.label(&value(shades.best), (start - 6.0, y), Align::Right);
}

/// What is within one standard error of the best, once all is known.
fn draw_edge(swept: &Swept, theme: &Theme, plot: &Plot) {
    let Some(best) = swept.best.filter(|_| swept.is_complete()) else { return };
    let (width, height) = (swept.lambdas.len(), swept.l1_ratios.len());
    let between = |values: &[f64], place: f64| {
        let k = place as usize;
        let (from, to) = (values[k], values[(k + 1).min(values.len() - 1)]);
        from + (place - k as f64) * (to - from)
    };
    let decades: Vec<f64> = swept.lambdas.iter().map(|&lambda| decade(lambda)).collect();
    plot.clipped(0.0, || {
        for line in contour(&swept.mean.concat(), width, height, best.score - best.standard_error) {
            let at = |(column, row)| (between(&decades, column), between(&swept.l1_ratios, row));
            let points = line.into_iter().map(at).collect();
            plot.draw(&Curve::new(points, Stroke::dashed(theme.ink, 1.25, WITHIN_ONE_SE)));
        }
    });
}

/// The place of the λ and `l1_ratio` in force.
fn place_of_choice(snapshot: &Snapshot<'_>, plot: &Plot) -> Option<(f64, f64)> {
    let kind = snapshot.penalty;
    let ratio = kind.effective_l1_ratio(snapshot.l1_ratio);
    (kind != PenaltyKind::None).then(|| plot.at((decade(snapshot.lambda), ratio)))
}

/// The λ and `l1_ratio` in force, in words above the plot.
fn name_choice(snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let (start, y) = (2.0, plot.frame.top - 12.0);
    if snapshot.penalty == PenaltyKind::None {
        plot.label(&Label::plain("l1_ratio: no penalty", theme.ink_2), (start, y), Align::Left);
        return;
    }
    let ratio = snapshot.penalty.effective_l1_ratio(snapshot.l1_ratio);
    let lambda = number::significant(snapshot.lambda);
    let name = Label::new(theme.lambda_ink).math("λ").text(format!(" = {lambda}"));
    let name = plot.label(&name, (start, y), Align::Left);
    let ratio = Label::plain(format!(", l1_ratio = {}", number::significant(ratio)), theme.ink);
    plot.label(&ratio, (name.right, y), Align::Left);
}

/// The λ line, a circle at the best cell and a disc at the choice in force; where both are one, the circle is around the disc.
fn draw_marks(
    best: Option<BestCell>,
    here: Option<(f64, f64)>,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    plot: &Plot,
) {
    let Rect { left, top, bottom, .. } = plot.frame;
    if let Some((x, _)) = here {
        // On dark cells the line would not stand out alone.
        plot.rule((x, top), (x, bottom), Stroke::solid(theme.paper, 5.0));
        draw_lambda_line(plot, snapshot.lambda, theme);
    }
    let best = best.map(|best| plot.at((decade(best.lambda), best.l1_ratio)));
    let is_best = best.zip(here).is_some_and(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1) < 8.0);
    plot.with_surface(|surface| {
        if let Some((x, y)) = best {
            let center = (units(x), units(y));
            let radius = if is_best { 9.5 } else { 5.5 };
            surface.mark(Mark::Disc { center, radius: units(radius + 2.5), color: theme.paper });
            let stroke = Stroke::solid(theme.ink, 1.75);
            surface.mark(Mark::Ring { center, radius: units(radius), stroke });
        }
        if let Some((x, y)) = here {
            let center = (units(x), units(y));
            surface.mark(Mark::Disc { center, radius: units(7.0), color: theme.paper });
            surface.mark(Mark::Disc { center, radius: units(5.0), color: theme.ink });
            // Its place on the axis of ratios, as "now" on any axis.
            let ends = [(units(left - 6.0), units(y)), (units(left), units(y))];
            surface.line(ends, Stroke::solid(theme.ink, 2.0), false, 0.0);
        }
    });
}

/// The best score, beside its circle.
fn name_best(best: BestCell, here: Option<(f64, f64)>, snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let at = plot.at((decade(best.lambda), best.l1_ratio));
    let mut places = Places::new(plot.frame);
    if let Some((x, y)) = here {
        places.take(Rect { left: x - 3.0, right: x + 3.0, ..plot.frame });
        places.take(Rect::around((x, y), 8.0));
    }
    places.take(Rect::around(at, 6.0));
    let score = number::significant(snapshot.scoring.shown(best.score));
    let label = Label::plain(format!("best {score}"), theme.ink).halo(theme.paper);
    plot.with_surface(|surface| {
        places.beside(surface, slice::from_ref(&label), at, 14.0, &AROUND);
    });
}
