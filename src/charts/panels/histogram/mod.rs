//! Weight histogram: numbers of weights by size, with the bars of the compared model downwards.

mod bins;
mod labels;
mod text;

use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::Color as _;

pub(in crate::charts) use self::text::text;
use crate::charts::axis::{Axis, KeptEnd, weight_end};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::feature_roles::nearest_height;
use crate::charts::model;
use crate::charts::number;
use crate::charts::overlay::Overlay;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::Rect;
use crate::charts::recording::Coord;
use crate::charts::style::{px, px_at};
use crate::charts::surface::DrawingResult;
use crate::lab::Snapshot;
use crate::model::PenaltyKind;
use bins::{BINS, Bins, SIDE};

/// Height above the bars for a cut bar and its count.
const HEAD: f64 = 36.0;
/// The central bar is cut if it is this many times as high as any other.
const SPIKE: f64 = 1.6;
/// End of the axis as a multiple of the 80 % quantile of sizes.
const SPAN: f64 = 2.5;

/// Bars of both models.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct HistogramPanel {
    /// End of the axis of weights, outer edge of the last bin.
    end: KeptEnd,
    /// End of the axis of counts.
    most: f64,
    /// Whether there is a compared model.
    is_mirrored: bool,
}

/// The penalty that the current one is compared with.
fn other(penalty: PenaltyKind) -> PenaltyKind {
    if penalty == PenaltyKind::None { PenaltyKind::L2 } else { PenaltyKind::None }
}

/// The bookmark, or the weights under the compared penalty, if they have been computed.
fn compared<'a>(snapshot: &Snapshot<'a>) -> Option<Overlay<'a>> {
    Overlay::of(snapshot, other(snapshot.penalty))
}

impl Panel for HistogramPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let before = *self;
        let halves = self.fit(snapshot);
        let (coordinates, theme) = (self.coordinates(style), &style.theme);
        if redraw_all || *self != before {
            let mut chart = Chart::on(layers.axes.start(Paint::Replace), coordinates)?;
            let rows = if self.is_mirrored { 6 } else { 4 };
            chart.horizontal_grid(theme, rows, &|count| number::tick(count.abs()))?;
            chart.bottom_values(theme, 56.0)?;
        }
        let drawing = |chart| Drawing { snapshot, style, most: self.most, end: self.end.value(), chart };
        let trace = drawing(Chart::on(layers.trace.start(Paint::Replace), coordinates)?);
        for (half, bins) in halves.iter().enumerate() {
            trace.draw_bars(bins, half == 1)?;
        }
        let live = drawing(Chart::on(layers.live.start(Paint::Replace), coordinates)?);
        live.chart.zero_line(theme);
        for (half, bins) in halves.iter().enumerate() {
            live.label_model(bins, half == 1)?;
            if snapshot.focused.is_none() {
                live.label_outside(bins, half == 1);
                live.label_center_bin(bins, half == 1);
            }
        }
        snapshot.focused.map_or(Ok(()), |j| live.draw_focused(j, &halves[0]))
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let coordinates = self.coordinates(style);
        nearest_height(x, snapshot.point.coef.iter().map(|&w| coordinates.at((w, 0.0)).0))
    }
}

impl HistogramPanel {
    /// Updates the axes; returns the bins of the model and the compared one.
    fn fit(&mut self, snapshot: &Snapshot<'_>) -> Vec<Bins> {
        let coef: &[f64] = &snapshot.point.coef;
        let compared = compared(snapshot);
        let both = || coef.iter().chain(compared.map_or(&[][..], |compared| compared.coef)).map(|w| w.abs());
        let sizes: Vec<f64> = both().filter(|size| *size > 0.0).collect();
        let order = crate::data::argsort(&sizes);
        let at = |share: f64| order.get((share * order.len() as f64) as usize).map_or(0.0, |&k| sizes[k]);
        let largest = order.last().map_or(0.0, |&k| sizes[k]);
        self.end.fit((SPAN * at(0.8)).min(largest));
        let mut halves = vec![Bins::of(snapshot.penalty, coef, self.end.value())];
        halves.extend(compared.map(|compared| Bins::of(compared.kind, compared.coef, self.end.value())));
        let shoulder = halves.iter().map(Bins::shoulder).max().unwrap_or(0).max(4) as f64;
        let centers = halves.iter().map(|bins| bins.counts[SIDE] as f64);
        let most = centers.filter(|count| *count <= SPIKE * shoulder).fold(shoulder, f64::max);
        self.most = weight_end(most, self.most);
        self.is_mirrored = compared.is_some();
        halves
    }

    fn coordinates(&self, style: &Style) -> Coordinates {
        let (width, height) = style.size;
        let (right, bottom) = ((width - 12.0).max(80.0), (height - 24.0).max(HEAD + 40.0));
        let low = if self.is_mirrored { -self.most } else { 0.0 };
        Coordinates {
            frame: Rect { left: 36.0, top: HEAD, right, bottom },
            x: Axis::linear(-self.end.value(), self.end.value()),
            y: Axis::linear(low, self.most),
        }
    }
}

/// Data and chart of bars and labels.
struct Drawing<'a> {
    snapshot: &'a Snapshot<'a>,
    style: &'a Style,
    most: f64,
    end: f64,
    chart: Chart,
}

impl Drawing<'_> {
    /// Left and right edge of a bin, in CSS pixels.
    fn edges(&self, k: usize) -> [f64; 2] {
        [k, k + 1].map(|edge| self.chart.at((self.end * (2.0 * edge as f64 / BINS as f64 - 1.0), 0.0)).0)
    }

    fn is_cut(&self, count: usize) -> bool {
        count as f64 > self.most
    }

    /// The far end of a bar; one that is cut extends to the edge of the panel.
    fn tip(&self, count: usize, is_below: bool) -> f64 {
        let Rect { top, bottom, .. } = self.chart.frame;
        match is_below {
            true if self.is_cut(count) => bottom,
            false if self.is_cut(count) => top - HEAD + 4.0,
            true => self.chart.at((0.0, -(count as f64))).1,
            false => self.chart.at((0.0, count as f64)).1,
        }
    }

    /// Two opposite corners of the bar of a bin, aligned to device pixels, with `inset` CSS pixels removed at both sides.
    fn bar(&self, bins: &Bins, k: usize, is_below: bool, inset: f64) -> [Coord; 2] {
        let ([left, right], base) = (self.edges(k), self.chart.at((0.0, 0.0)).1);
        let corners = [(left + inset, base), (right - inset, self.tip(bins.counts[k], is_below))];
        corners.map(|(x, y)| (self.chart.surface.crisp(px(x)), self.chart.surface.crisp(px(y))))
    }

    fn draw_bars(&self, bins: &Bins, is_below: bool) -> DrawingResult {
        let color = model::color(bins.kind, &self.style.theme);
        for (k, &count) in bins.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let [from, to] = self.bar(bins, k, is_below, 0.5);
            if is_below {
                let outline = [from, (from.0, to.1), to, (to.0, from.1)];
                self.chart.surface.draw(&PathElement::new(outline, color.line(1.0)))?;
            } else {
                self.chart.surface.draw(&Rectangle::new([from, to], color.filled()))?;
            }
            if self.is_cut(count) {
                self.draw_break(k, self.tip(count, is_below), is_below)?;
            }
        }
        Ok(())
    }

    /// Draws a slanted gap near the end of a bar that is cut.
    fn draw_break(&self, k: usize, tip: f64, is_below: bool) -> DrawingResult {
        let [left, right] = self.edges(k);
        let y = if is_below { tip - 12.0 } else { tip + 14.0 };
        let corners =
            [(left - 3.0, y + 3.0), (right + 3.0, y - 3.0), (right + 3.0, y + 1.0), (left - 3.0, y + 7.0)];
        self.chart.surface.draw(&Polygon::new(corners.map(px_at), self.style.theme.paper.filled()))
    }
}
