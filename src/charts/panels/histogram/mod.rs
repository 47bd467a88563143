//! Weight histogram: how many weights have each size, the model upwards, another penalty's downwards.

mod bins;
mod words;

use crate::charts::axis::{Axis, weight_end};
use crate::charts::cast::nearest_height;
use crate::charts::element::units;
use crate::charts::ghost::Ghost;
use crate::charts::label::{Align, Label};
use crate::charts::model;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::Rect;
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::Surface;
use crate::charts::theme::Theme;
use crate::lab::Snapshot;
use crate::model::PenaltyKind;
use bins::{BINS, Bins, SIDE};

/// Room above the bars for a cut spike and what it counts.
const HEAD: f64 = 36.0;
/// A bin around 0 this many times as full as any other is cut.
const SPIKE: f64 = 1.6;
/// The axis holds this many times the size that four of five weights stay below.
const SPAN: f64 = 2.5;

/// Bars of both models.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct HistogramPanel {
    /// End of the axis of weights, outer edge of the last bin.
    end: f64,
    /// The largest count that the axis holds.
    most: f64,
    /// Whether there is a lower half.
    is_mirrored: bool,
}

/// The penalty that the present one is set against.
fn other(penalty: PenaltyKind) -> PenaltyKind {
    if penalty == PenaltyKind::None { PenaltyKind::L2 } else { PenaltyKind::None }
}

/// A bookmark, or the weights under that penalty, if they are computed.
fn compared<'a>(snapshot: &Snapshot<'a>) -> Option<Ghost<'a>> {
    Ghost::of(snapshot, other(snapshot.penalty))
}

impl Panel for HistogramPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let before = *self;
        let halves = self.fit(snapshot);
        if afresh || *self != before {
            self.draw_axes(style, layers.axes.start(Paint::Replace));
        }
        let scene = Scene { snapshot, theme: &style.theme, most: self.most, end: self.end };
        let plot = self.plot(style, layers.trace.start(Paint::Replace));
        for (half, bins) in halves.iter().enumerate() {
            scene.draw_bars(bins, half == 1, &plot);
        }
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        plot.rule(
            (plot.frame.left, zero(&plot)),
            (plot.frame.right, zero(&plot)),
            Stroke::solid(style.theme.axis, HAIRLINE),
        );
        for (half, bins) in halves.iter().enumerate() {
            scene.name(bins, half == 1, &plot);
            if snapshot.followed.is_none() {
                scene.say_what_is_outside(bins, half == 1, &plot);
                scene.say_spike(bins, half == 1, &plot);
            }
        }
        if let Some(j) = snapshot.followed {
            scene.draw_followed(j, &halves[0], &plot);
        }
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let plot = self.plot(style, &Layers::new(style.clone()).live.surface);
        nearest_height(x, snapshot.point.coef.iter().map(|&w| plot.at((w, 0.0)).0))
    }
}

fn zero(plot: &Plot) -> f64 {
    plot.at((0.0, 0.0)).1
}

impl HistogramPanel {
    /// Bins of the model and of the one it is set against, on axes that hold nearly all of both.
    fn fit(&mut self, snapshot: &Snapshot<'_>) -> Vec<Bins> {
        let coef: &[f64] = &snapshot.point.coef;
        let compared = compared(snapshot);
        let both = || coef.iter().chain(compared.map_or(&[][..], |ghost| ghost.coef)).map(|w| w.abs());
        let sizes: Vec<f64> = both().filter(|size| *size > 0.0).collect();
        let order = crate::data::argsort(&sizes);
        let at = |share: f64| order.get((share * order.len() as f64) as usize).map_or(0.0, |&k| sizes[k]);
        let largest = order.last().map_or(0.0, |&k| sizes[k]);
        let end = weight_end((SPAN * at(0.8)).min(largest), self.end);
        self.end = if end > 0.0 { end } else { 1.0 };
        let mut halves = vec![Bins::of(snapshot.penalty, coef, self.end)];
        halves.extend(compared.map(|ghost| Bins::of(ghost.kind, ghost.coef, self.end)));
        let shoulder = halves.iter().map(Bins::shoulder).max().unwrap_or(0).max(4) as f64;
        let centers = halves.iter().map(|bins| bins.counts[SIDE] as f64);
        let most = centers.filter(|count| *count <= SPIKE * shoulder).fold(shoulder, f64::max);
        self.most = weight_end(most, self.most);
        self.is_mirrored = compared.is_some();
        halves
    }

    fn plot(&self, style: &Style, surface: &Surface) -> Plot {
        let (width, height) = style.size;
        let (top, bottom) = (HEAD, (height - 24.0).max(HEAD + 40.0));
        let frame = Rect { left: 36.0, top, right: (width - 12.0).max(80.0), bottom };
        let low = if self.is_mirrored { -self.most } else { 0.0 };
        Plot::new(surface, frame, Axis::linear(-self.end, self.end), Axis::linear(low, self.most))
    }

    fn draw_axes(&self, style: &Style, surface: &Surface) {
        let (theme, plot) = (&style.theme, self.plot(style, surface));
        let Rect { left, right, bottom, .. } = plot.frame;
        let grid = Stroke::solid(theme.grid, HAIRLINE);
        for value in plot.y.ticks(if self.is_mirrored { 6 } else { 4 }) {
            let y = plot.at((0.0, value)).1;
            plot.rule((left, y), (right, y), grid);
            let label = Label::plain(number::tick(value.abs()), theme.ink_3);
            plot.label(&label, (left - 6.0, y), Align::Right);
        }
        let axis = Stroke::solid(theme.axis, HAIRLINE);
        plot.x_ticks(theme, 56.0, 8.0);
        plot.rule((left, bottom), (right, bottom), axis);
    }
}

/// What bars and words are drawn from.
struct Scene<'a> {
    snapshot: &'a Snapshot<'a>,
    theme: &'a Theme,
    most: f64,
    end: f64,
}

impl Scene<'_> {
    /// Left and right edge of a bin, in CSS pixels.
    fn edges(&self, k: usize, plot: &Plot) -> [f64; 2] {
        [k, k + 1].map(|edge| plot.at((self.end * (2.0 * edge as f64 / BINS as f64 - 1.0), 0.0)).0)
    }

    /// The far end of a bar; one that is cut goes on to the edge of the picture.
    fn tip(&self, count: usize, is_below: bool, plot: &Plot) -> f64 {
        let side = if is_below { -1.0 } else { 1.0 };
        if count as f64 > self.most {
            return if is_below { plot.frame.bottom } else { plot.frame.top - HEAD + 4.0 };
        }
        plot.at((0.0, side * count as f64)).1
    }

    fn draw_bars(&self, bins: &Bins, is_below: bool, plot: &Plot) {
        let color = model::color(bins.kind, self.theme);
        let base = zero(plot);
        for (k, &count) in bins.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let ([left, right], tip) = (self.edges(k, plot), self.tip(count, is_below, plot));
            let corners = [(left + 0.5, base), (left + 0.5, tip), (right - 0.5, tip), (right - 0.5, base)];
            plot.with_surface(|surface| {
                let corners = corners.map(|(x, y)| (surface.crisp(units(x)), surface.crisp(units(y))));
                if is_below {
                    surface.line(corners, Stroke::solid(color, 1.0), false, 0.0);
                } else {
                    surface.area(corners, color);
                }
            });
            if count as f64 > self.most {
                self.draw_break([left, right], tip, is_below, plot);
            }
        }
    }

    /// A slanted gap near the far end of a bar that is cut.
    fn draw_break(&self, [left, right]: [f64; 2], tip: f64, is_below: bool, plot: &Plot) {
        let y = if is_below { tip - 12.0 } else { tip + 14.0 };
        let corners =
            [(left - 3.0, y + 3.0), (right + 3.0, y - 3.0), (right + 3.0, y + 1.0), (left - 3.0, y + 7.0)];
        plot.with_surface(|surface| {
            surface.area(corners.map(|(x, y)| (units(x), units(y))), self.theme.paper);
        });
    }
}
