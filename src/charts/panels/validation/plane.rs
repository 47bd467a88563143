//! Cross-validation surface over λ × `l1_ratio`: a cell for every pair, with a circle around the best one.

use std::slice;

use plotters::element::{PathElement, Rectangle};
use plotters::style::Color as _;

use super::draw_placeholder;
use crate::charts::axis::Axis;
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::contour::contour;
use crate::charts::elements::{StrokedPath, circle_on_disc, ringed_dot};
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Style};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{HAIRLINE, Stroke, px_at};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::theme::{Color, Theme};
use crate::decimal::two_digits;
use crate::lab::{BestCell, Snapshot, ValidationSurface};
use crate::model::PenaltyKind;

/// Height above the plot, for the current values and the legend.
const TOP: f64 = 44.0;
/// Margin beyond the ratios 0 and 1, so that their cells are complete.
const MARGIN: f64 = 0.05;
/// Number of distinguishable shades.
const SHADES: usize = 7;
/// Widths of a shade in the legend, and whether it shows the best score, which is also a label in the plot; smaller where there is no
/// room.
const LEGENDS: [(f64, bool); 3] = [(11.0, true), (11.0, false), (7.0, false)];
/// Distance of the ticks of `l1_ratio` from the plot: beyond a circle at its edge.
const TICKS: f64 = 14.0;
/// Left end of the current λ and `l1_ratio`.
const CHOICE_LEFT: f64 = 2.0;
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

/// The surface, and the current point.
#[derive(Debug, Clone, Default)]
pub(super) struct PlaneView {
    /// Run and version of the surface on the axes and trace layers.
    drawn: Option<(usize, usize)>,
    /// Key of the live layer.
    marked: Option<(PenaltyKind, f64, f64)>,
}

/// λ and `l1_ratio` at a position in CSS pixels.
pub(super) fn choice_at(style: &Style, position: (f64, f64)) -> Option<(f64, f64)> {
    let (lambda, ratio) = coordinates(style).value_at(position)?;
    Some((style.lambda_scale.nearest(lambda), (100.0 * ratio.clamp(0.0, 1.0)).round() / 100.0))
}

fn coordinates(style: &Style) -> Coordinates {
    Coordinates::over_lambda(style, TOP, Axis::linear(-MARGIN, 1.0 + MARGIN))
}

impl PlaneView {
    pub(super) fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let now = (
            snapshot.run,
            snapshot.validation_surface.map_or(0, |validation_surface| validation_surface.version),
        );
        let marked = (snapshot.penalty, snapshot.lambda, snapshot.l1_ratio);
        let has_changed = redraw_all || self.drawn != Some(now);
        if !has_changed && self.marked == Some(marked) {
            return Ok(());
        }
        (self.drawn, self.marked) = (Some(now), Some(marked));
        let theme = &style.theme;
        let chart = |surface: &Surface| Chart::on(surface, coordinates(style));
        let validation_surface =
            snapshot.validation_surface.filter(|validation_surface| !validation_surface.mean.is_empty());
        if has_changed {
            draw_axes(validation_surface, snapshot, theme, &mut chart(layers.axes.start(Paint::Replace))?)?;
            let trace = chart(layers.trace.start(Paint::Replace))?;
            if let Some(validation_surface) = validation_surface {
                draw_edge(validation_surface, theme, &trace)?;
            }
        }
        let live = chart(layers.live.start(Paint::Replace))?;
        name_choice(snapshot, style, &live);
        let best = validation_surface.and_then(|validation_surface| validation_surface.best);
        draw_marks(best, snapshot, theme, &live)?;
        if let Some(best) = best {
            name_best(best, snapshot, style, &live);
        } else {
            let known = Snapshot { penalty: PenaltyKind::ElasticNet, ..*snapshot };
            draw_placeholder(&known, snapshot.errors.surface, style, &live);
        }
        Ok(())
    }
}

/// Shades by the square root of the difference from the best score, which separates good scores.
struct Shades {
    best: f64,
    worst: f64,
}

impl Shades {
    fn of(validation_surface: &ValidationSurface) -> Option<Self> {
        let all = || validation_surface.mean.iter().flatten().copied();
        let best = validation_surface.best?.score;
        Some(Self { best, worst: all().fold(best, |worst, score| if score < worst { score } else { worst }) })
    }

    fn color(&self, score: f64, theme: &Theme) -> Color {
        let share = (self.best - score) / (self.best - self.worst);
        // All scores are equal, so all are best.
        let share = if share.is_finite() { share.clamp(0.0, 1.0).sqrt() } else { 0.0 };
        shade((share * SHADES as f64) as usize, theme)
    }
}

/// The colour of a shade; better scores are nearer to paper.
fn shade(k: usize, theme: &Theme) -> Color {
    theme.paper.toward(theme.axis, k.min(SHADES - 1) as f64 / (SHADES - 1) as f64)
}

fn draw_axes(
    validation_surface: Option<&ValidationSurface>,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &mut Chart,
) -> DrawingResult {
    let Rect { left, right, top, bottom } = chart.frame;
    let corners = [(left, top), (right, bottom)].map(px_at);
    chart.surface.draw(&Rectangle::new(corners, theme.well.filled()))?;
    if let Some((validation_surface, shades)) = validation_surface
        .and_then(|validation_surface| Some((validation_surface, Shades::of(validation_surface)?)))
    {
        chart.clipped(0.0, || draw_cells(validation_surface, &shades, theme, chart))?;
        draw_legend(&shades, snapshot, theme, chart)?;
    }
    chart.lambda_axis(theme)?;
    for ratio in [0.0, 0.5, 1.0] {
        let y = chart.at((0.0, ratio)).1;
        chart.rule((left - 4.0, y), (left, y), Stroke::solid(theme.axis, HAIRLINE));
        chart.label(&Label::plain(number::tick(ratio), theme.ink_3), (left - TICKS, y), Align::Right);
    }
    Ok(())
}

/// Draws adjacent cells of the same shade as one rectangle. Each extends a pixel under its left and lower neighbours, which are
/// drawn later, because adjacent antialiased edges would show a seam.
fn draw_cells(
    validation_surface: &ValidationSurface,
    shades: &Shades,
    theme: &Theme,
    chart: &Chart,
) -> DrawingResult {
    let ValidationSurface { lambdas, l1_ratios, mean, .. } = validation_surface;
    // Ratio of adjacent λ, and of the edge of a cell to its middle.
    let factor = lambdas.get(1).map_or(10.0, |next| (lambdas[0] / next).sqrt());
    let half = l1_ratios.get(1).map_or(1.0, |next| 0.5 * (l1_ratios[0] - next).abs());
    for (row, &ratio) in mean.iter().zip(l1_ratios) {
        let colors: Vec<Color> = row.iter().map(|&score| shades.color(score, theme)).collect();
        let mut k = 0;
        for alike in colors.chunk_by(|a, b| a == b) {
            // λ is descending, so the first is the right end.
            let (right, top) = chart.at((lambdas[k] * factor, ratio + half));
            k += alike.len();
            let (left, bottom) = chart.at((lambdas[k - 1] / factor, ratio - half));
            let corners = [(left - 1.0, top), (right, bottom + 1.0)].map(px_at);
            chart.surface.draw(&Rectangle::new(corners, alike[0].filled()))?;
        }
    }
    Ok(())
}

/// Draws the legend above the plot at the right, with the best and the worst score, if there is room beside the current values.
fn draw_legend(shades: &Shades, snapshot: &Snapshot<'_>, theme: &Theme, chart: &Chart) -> DrawingResult {
    let y = chart.frame.top - 12.0;
    let value = |score| Label::plain(number::significant(snapshot.scoring.shown(score)), theme.ink_2);
    let (worst, best) = (value(shades.worst), value(shades.best));
    let end = chart.frame.right - worst.width(&chart.surface) - 6.0;
    let start = |swatch: f64| end - swatch * SHADES as f64;
    let room = CHOICE_LEFT + widest_choice(theme, chart) + 10.0;
    let fits = |&(swatch, has_best): &(f64, bool)| {
        start(swatch) - if has_best { 6.0 + best.width(&chart.surface) } else { 0.0 } >= room
    };
    let Some((width, has_best)) = LEGENDS.into_iter().find(fits) else { return Ok(()) };
    let start = start(width);
    chart.label(&worst, (chart.frame.right, y), Align::Right);
    let swatch = |left, right, style| Rectangle::new([(left, y - 5.0), (right, y + 5.0)].map(px_at), style);
    for k in 0..SHADES {
        let left = start + width * k as f64;
        chart.surface.draw(&swatch(left, left + width, shade(k, theme).filled()))?;
    }
    chart.surface.draw(&swatch(start, end, theme.axis.line(HAIRLINE)))?;
    if has_best {
        chart.label(&best, (start - 6.0, y), Align::Right);
    }
    Ok(())
}

/// Draws the edge of the cells within one standard error of the best, once the surface is complete.
fn draw_edge(validation_surface: &ValidationSurface, theme: &Theme, chart: &Chart) -> DrawingResult {
    let Some(best) = validation_surface.best.filter(|_| validation_surface.is_complete()) else {
        return Ok(());
    };
    let ValidationSurface { lambdas, l1_ratios, mean, .. } = validation_surface;
    let between = |values: &[f64], place: f64| {
        let (k, share) = (place as usize, place.fract());
        (values[k], values[(k + 1).min(values.len() - 1)], share)
    };
    let value = |(column, row): (f64, f64)| {
        let (from, to, share) = between(lambdas, column);
        let lambda = from * (to / from).powf(share);
        let (from, to, share) = between(l1_ratios, row);
        (lambda, from + share * (to - from))
    };
    let level = best.score - best.standard_error;
    chart.clipped(0.0, || {
        contour(&mean.concat(), lambdas.len(), l1_ratios.len(), level).into_iter().try_for_each(|line| {
            let points: Vec<_> = line.into_iter().map(value).collect();
            chart.draw(&StrokedPath::new(points, Stroke::dashed(theme.ink, 1.25, WITHIN_ONE_SE)))
        })
    })
}

/// The current λ and `l1_ratio`.
fn choice(snapshot: &Snapshot<'_>) -> Option<(f64, f64)> {
    let ratio = snapshot.penalty.effective_l1_ratio(snapshot.l1_ratio);
    (snapshot.penalty != PenaltyKind::None).then_some((snapshot.lambda, ratio))
}

/// λ and `l1_ratio` as text.
fn choice_names(lambda: f64, ratio: f64, theme: &Theme) -> [Label; 2] {
    let name = Label::new(theme.lambda_ink).math("λ").text(format!(" = {}", number::significant(lambda)));
    [name, Label::plain(format!(", l1_ratio = {}", number::significant(ratio)), theme.ink)]
}

/// The width of that text where it has most digits, so that the legend does not change with it.
fn widest_choice(theme: &Theme, chart: &Chart) -> f64 {
    let ends = chart.x().ends();
    let width = |lambda: f64| -> f64 {
        choice_names(two_digits(lambda), 0.55, theme).iter().map(|name| name.width(&chart.surface)).sum()
    };
    width(1.2 * ends.start).max(width(0.99 * ends.end))
}

/// Draws the current λ and `l1_ratio` as text above the plot.
fn name_choice(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let theme = &style.theme;
    let (start, y) = (CHOICE_LEFT, chart.frame.top - 12.0);
    let Some((lambda, ratio)) = choice(snapshot) else {
        let text = message!(style, "sweep.label.no-penalty", "l1_ratio: no penalty");
        chart.label(&Label::plain(text, theme.ink_2), (start, y), Align::Left);
        return;
    };
    let [name, ratio] = choice_names(lambda, ratio, theme);
    let name = chart.label(&name, (start, y), Align::Left);
    chart.label(&ratio, (name.right, y), Align::Left);
}

/// Draws the λ line, a circle at the best cell and a disc at the current point; if both are the same, the circle is around the disc.
fn draw_marks(
    best: Option<BestCell>,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
) -> DrawingResult {
    let Rect { left, top, bottom, .. } = chart.frame;
    let choice = choice(snapshot);
    let here = choice.map(|choice| chart.at(choice));
    if let Some((x, _)) = here {
        // A halo, because the line has too little contrast on dark cells.
        chart.rule((x, top), (x, bottom), Stroke::solid(theme.paper, 5.0));
        chart.lambda_line(snapshot.lambda, theme)?;
    }
    if let Some(best) = best.map(|best| (best.lambda, best.l1_ratio)) {
        let (x, y) = chart.at(best);
        let is_chosen = here.is_some_and(|here| (here.0 - x).hypot(here.1 - y) < 8.0);
        let radius = if is_chosen { 9.5 } else { 5.5 };
        chart.draw(&circle_on_disc(best, radius, theme.ink.line(1.75), 2.5, theme.paper))?;
    }
    if let (Some(choice), Some((_, y))) = (choice, here) {
        chart.draw(&ringed_dot(choice, 5.0, theme.ink, theme.paper))?;
        // A mark of the current `l1_ratio` on its axis.
        let tick = [(left - 6.0, y), (left, y)].map(px_at);
        chart.surface.draw(&PathElement::new(tick, theme.ink.line(2.0)))?;
    }
    Ok(())
}

/// The best score, beside its circle.
fn name_best(best: BestCell, snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let at = chart.at((best.lambda, best.l1_ratio));
    let mut places = Places::new(chart.frame);
    if let Some((x, y)) = choice(snapshot).map(|choice| chart.at(choice)) {
        places.reserve(Rect { left: x - 3.0, right: x + 3.0, ..chart.frame });
        places.reserve(Rect::around((x, y), 8.0));
    }
    places.reserve(Rect::around(at, 6.0));
    let score = number::significant(snapshot.scoring.shown(best.score));
    let text = message!(style, "sweep.label.best", "best {score}", score = score);
    let label = Label::plain(text, style.theme.ink).halo(style.theme.paper);
    places.beside(&chart.surface, slice::from_ref(&label), at, 14.0, &AROUND);
}
