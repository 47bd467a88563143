//! Sparsity and norm of the optimum over λ, with those of the current weights on the λ line.

use plotters::series::LineSeries;

use super::counts::norm_name;
use super::curves::{beside, draw_run};
use crate::charts::axis::{Axis, weight_end};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::panels::sparsity::{draw_stack, names, parts};
use crate::charts::places::{Places, Rect, spread};
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::theme::{Color, Theme};
use crate::lab::{Counts, LambdaScale, Snapshot};

/// Height between the two plots, for the name of the lower one.
const GAP: f64 = 26.0;

/// Distance of a value's middle from its curve.
const OFF_CURVE: f64 = 9.0;

/// Data of the two plots at every λ of a path.
#[derive(Debug, Clone, Default)]
pub(super) struct Strips {
    scale: LambdaScale,
    lambdas: Vec<f64>,
    counts: Vec<Counts>,
    norms: Vec<f64>,
    n_features: f64,
    high: f64,
}

impl Strips {
    pub fn of(snapshot: &Snapshot<'_>, scale: LambdaScale) -> Self {
        let path = snapshot.path;
        let norms: Vec<f64> = path.iter().map(|at| at.point.norm2()).collect();
        let high =
            weight_end(norms.iter().fold(0.0, |high, &norm| if norm > high { norm } else { high }), 0.0);
        Self {
            scale,
            lambdas: path.iter().map(|at| at.lambda).collect(),
            counts: path.iter().map(|at| Counts::of(&at.point.coef, snapshot.truth)).collect(),
            n_features: snapshot.point.coef.len() as f64,
            high: if high > 0.0 { high } else { 1.0 },
            norms,
        }
    }

    /// The charts: the stack above, the norm below.
    fn charts(&self, area: Rect, surface: &Surface) -> DrawingResult<[Chart; 2]> {
        let height = 0.5 * (area.bottom - area.top - GAP);
        let upper = Rect { bottom: area.top + height, ..area };
        let lower = Rect { top: area.bottom - height, ..area };
        let chart = |frame, high| {
            Chart::on(surface, Coordinates { frame, x: Axis::lambda(self.scale), y: Axis::linear(0.0, high) })
        };
        Ok([chart(upper, self.n_features)?, chart(lower, self.high)?])
    }

    pub fn draw_still(&self, area: Rect, theme: &Theme, surface: &Surface) -> DrawingResult {
        if self.lambdas.is_empty() {
            return Ok(());
        }
        let [stack, mut norm] = self.charts(area, surface)?;
        let counts: Vec<(f64, &Counts)> = self.lambdas.iter().copied().zip(&self.counts).collect();
        draw_stack(&counts, theme, &stack)?;
        let Rect { left, right, bottom, .. } = stack.frame;
        stack.rule((left, bottom), (right, bottom), Stroke::solid(theme.axis, HAIRLINE));
        for value in [0.0, self.n_features] {
            let label = Label::plain(number::count(value as usize), theme.ink_3);
            stack.label(&label, (left - 6.0, stack.at((0.0, value)).1), Align::Right);
        }
        let rows = (norm.frame.bottom - norm.frame.top) / 24.0;
        norm.value_grid(theme, (rows as usize).max(2))?;
        norm.label(&norm_name(theme, "2"), (norm.frame.left, norm.frame.top - 10.0), Align::Left);
        let points = self.lambdas.iter().copied().zip(self.norms.iter().copied());
        norm.draw_series(LineSeries::new(points, theme.ink.line(1.75)))
    }

    /// Draws the optimum as a disc and the current weights as a ring on the λ line.
    pub fn draw_now(
        &self,
        area: Rect,
        snapshot: &Snapshot<'_>,
        style: &Style,
        surface: &Surface,
    ) -> DrawingResult {
        let [stack, norm] = self.charts(area, surface)?;
        let x = stack.at((snapshot.lambda, 0.0)).0;
        let optimum = snapshot.optimum.map(|optimum| (optimum.counts.alive(), optimum.point.norm2()));
        let count = |alive: usize| (alive as f64, number::count(alive));
        let size = |norm: f64| (norm, number::weight(norm));
        let (alive, now) = (snapshot.counts.alive(), snapshot.point.norm2());
        let covered = draw_values(&stack, x, count(alive), optimum.map(|at| count(at.0)), style, None)?;
        let mut places = Places::new(stack.frame);
        places.reserve(covered);
        places.reserve(Rect { left: x - 3.0, right: x + 3.0, ..stack.frame });
        self.name_areas(snapshot, style, &stack, places);
        draw_values(&norm, x, size(now), optimum.map(|at| size(at.1)), style, Some(style.theme.paper))?;
        Ok(())
    }

    /// Draws the names of areas at their thickest point, if they are thick enough.
    fn name_areas(&self, snapshot: &Snapshot<'_>, style: &Style, chart: &Chart, mut places: Places) {
        let theme = &style.theme;
        for (k, name) in names(!snapshot.truth.is_empty(), style).into_iter().enumerate() {
            let Some(name) = name else { continue };
            let part = &parts(&self.counts[0], theme)[k];
            let label = Label::plain(name, part.text);
            let half = 0.5 * label.width(&chart.surface);
            let spot = |(at, counts): (&f64, &Counts)| {
                let all = parts(counts, theme);
                let below: usize = all[..k].iter().map(|part| part.count).sum();
                let (x, top) = chart.at((*at, (below + all[k].count) as f64));
                let bottom = chart.at((0.0, below as f64)).1;
                Rect { left: x - half - 6.0, right: x + half + 6.0, top, bottom }
            };
            let words = |spot: &Rect| {
                let y = 0.5 * (spot.top + spot.bottom);
                Rect { top: y - 0.5 * LINE, bottom: y + 0.5 * LINE, ..*spot }
            };
            let height = |spot: &Rect| spot.bottom - spot.top;
            let spots = self.lambdas.iter().zip(&self.counts).map(spot);
            let free = spots.filter(|spot| height(spot) >= LINE && places.is_free(&words(spot)));
            let best = free.reduce(|best, next| if height(&next) > height(&best) { next } else { best });
            if let Some(spot) = best {
                chart.label(&label, spot.center(), Align::Center);
                places.reserve(words(&spot));
            }
        }
    }
}

/// A value and its text.
type Value = (f64, String);

/// Draws a ring at the current value, a disc at the optimum, and both values beside the line, with a halo if the background has one
/// colour; returns the rectangles that the values cover.
fn draw_values(
    chart: &Chart,
    x: f64,
    (now, now_text): Value,
    optimum: Option<Value>,
    style: &Style,
    background: Option<Color>,
) -> DrawingResult<Rect> {
    let theme = &style.theme;
    let y_of = |value: f64| chart.at((0.0, value)).1.max(chart.frame.top);
    let (from, to) = (y_of(now), y_of(optimum.as_ref().map_or(now, |at| at.0)));
    chart.clipped(8.0, || draw_run(chart, x, (from, to), theme.ink, theme))?;
    let (aside, align) = beside(chart, x);
    let label = background.map_or(Label::new(theme.ink), |color| Label::new(theme.ink).halo(color));
    // Norms decrease with λ, so there is room above the curve at the right of the line, and below it at the left.
    let clear = if background.is_some() && align == Align::Right { to + OFF_CURVE } else { to - OFF_CURVE };
    let now = |label: Label, now_text: &str| {
        let text = message!(style, "path.label.now", "{value} now", value = "{value}");
        label.text(text).fill("{value}", Label::new(theme.ink).bold(now_text))
    };
    let lines = match optimum {
        None => vec![(from, now(label, &now_text))],
        Some((_, text)) if text == now_text => vec![(clear, label.bold(text))],
        // If they are too close for two labels, one label has both.
        Some((_, text)) if (from - to).abs() < 0.75 * LINE => {
            vec![(clear, now(label.bold(text).text(", "), &now_text))]
        }
        Some((_, text)) => {
            vec![(clear, label.clone().bold(text)), (from, now(label, &now_text))]
        }
    };
    let wanted: Vec<f64> = lines.iter().map(|line| line.0).collect();
    let placed = spread(&wanted, LINE, chart.frame.top + 8.0, chart.frame.bottom - 9.0);
    let covered = lines.iter().zip(placed).map(|((_, label), y)| chart.label(label, (x + aside, y), align));
    Ok(covered.reduce(Rect::union).unwrap_or_default())
}
