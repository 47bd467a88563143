//! The labels of the histogram, and the bin of the focused weight.

use plotters::element::Rectangle;

use super::bins::{Bins, SIDE, bin};
use super::{Drawing, HEAD, compared};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::model;
use crate::charts::number;
use crate::charts::places::Rect;
use crate::charts::surface::DrawingResult;

impl Drawing<'_> {
    /// Name and mark of a model beside its bars.
    pub(super) fn label_model(&self, bins: &Bins, is_below: bool) -> DrawingResult {
        let Rect { left, top, bottom, .. } = self.chart.frame;
        let compared = compared(self.snapshot).filter(|_| is_below);
        let y = if is_below { bottom - 12.0 } else { top - HEAD + 8.0 };
        let kind = (bins.kind, compared.map_or(self.snapshot.l1_ratio, |compared| compared.l1_ratio));
        model::mark(&self.chart.surface, kind, (left + 6.0, y), 5.0, !is_below, &self.style.theme)?;
        let name = compared.map_or_else(
            || model::label(bins.kind, &self.style.catalogue),
            |compared| compared.name(self.style),
        );
        let label = Label::plain(name, model::ink(bins.kind, &self.style.theme));
        self.chart.label(&label.halo(self.style.theme.paper), (left + 16.0, y), Align::Left);
        Ok(())
    }

    /// The count of the central bin and of its weights that are exactly 0; in the lower half only if the bar is cut.
    pub(super) fn label_center_bin(&self, bins: &Bins, is_below: bool) {
        let count = bins.counts[SIDE];
        let Rect { top, right, bottom, .. } = self.chart.frame;
        let x = self.edges(SIDE)[1] + 7.0;
        let label = || Label::new(self.style.theme.ink).halo(self.style.theme.paper);
        let style = self.style;
        let shown = number::count(count);
        if is_below {
            if self.is_cut(count) {
                // Above the label of weights outside of the axis.
                let text =
                    message!(style, "histogram.label.in-bin.below", "{count} in this bin", count = shown);
                self.chart.label(&label().text(text), (x, bottom - 12.0 - LINE), Align::Left);
            }
            return;
        }
        let zeros = number::count(bins.exact_zero);
        let in_bin = if count == 1 {
            message!(style, "histogram.label.in-bin.one", "1 weight in this bin,")
        } else {
            message!(style, "histogram.label.in-bin", "{count} weights in this bin,", count = shown)
        };
        let exact = match bins.exact_zero {
            0 if count == 1 => message!(style, "histogram.label.zeros.not", "not exactly 0"),
            0 => message!(style, "histogram.label.zeros.none", "none of them exactly 0"),
            all if all == count => message!(style, "histogram.label.zeros.all", "all exactly 0"),
            _ => message!(style, "histogram.label.zeros", "{zeros} of them exactly 0", zeros = zeros),
        };
        let mut lines = [label().text(in_bin), label().bold(exact)];
        let width = lines.iter().map(|line| line.width(&self.chart.surface)).fold(0.0, f64::max);
        if x + width > right {
            let in_bin =
                message!(style, "histogram.label.in-bin.narrow", "{count} in this bin,", count = shown);
            let exact = message!(style, "histogram.label.zeros.narrow", "{zeros} exactly 0", zeros = zeros);
            lines = [label().text(in_bin), label().bold(exact)];
        }
        for (k, line) in lines.iter().enumerate().filter(|_| count > 0) {
            self.chart.label(line, (x, top - HEAD + 8.0 + LINE * k as f64), Align::Left);
        }
    }

    /// Numbers of weights outside of the axis, at its ends.
    pub(super) fn label_outside(&self, bins: &Bins, is_below: bool) {
        let Rect { left, top, right, bottom } = self.chart.frame;
        let compared = compared(self.snapshot).filter(|_| is_below);
        let coef = compared.map_or(&self.snapshot.point.coef[..], |compared| compared.coef);
        let is_brief = right - left < 330.0 || bins.outside.iter().all(|outside| !outside.is_empty());
        for (side, outside) in bins.outside.iter().enumerate() {
            let is_right = side == 1;
            let furthest = outside.iter().map(|&j| coef[j]);
            let Some(furthest) = furthest.reduce(|a, b| if b.abs() > a.abs() { b } else { a }) else {
                continue;
            };
            let style = self.style;
            let label = || Label::new(style.theme.ink_2);
            let which = match outside[..] {
                [j] => label().weight_of(self.snapshot.feature_names, j),
                _ => label().text(number::count(outside.len())),
            };
            let text = match (is_brief, outside.len()) {
                (true, 1) => message!(
                    style,
                    "histogram.label.outside.one.narrow",
                    "{weights} at {end}",
                    weights = "{weights}",
                    end = "{end}"
                ),
                (true, _) => message!(
                    style,
                    "histogram.label.outside.narrow",
                    "{weights} up to {end}",
                    weights = "{weights}",
                    end = "{end}"
                ),
                (false, 1) => message!(
                    style,
                    "histogram.label.outside.one",
                    "{weights} is outside, at {end}",
                    weights = "{weights}",
                    end = "{end}"
                ),
                (false, _) => message!(
                    style,
                    "histogram.label.outside",
                    "{weights} are outside, up to {end}",
                    weights = "{weights}",
                    end = "{end}"
                ),
            };
            let text = label().text(text).fill("{weights}", which);
            let text = text.fill("{end}", label().text(number::weight(furthest)));
            let label = label().text(if is_right { "{text} →" } else { "← {text}" }).fill("{text}", text);
            let label = label.halo(style.theme.paper);
            // Where bars are lowest; at the left, without covering the name of the model.
            let y = match (is_below, is_right) {
                (false, _) => top + 8.0,
                (true, true) => bottom - 12.0,
                (true, false) => bottom - 12.0 - LINE,
            };
            let (x, align) = if is_right { (right, Align::Right) } else { (left + 4.0, Align::Left) };
            self.chart.label(&label, (x, y), align);
        }
    }

    /// Emphasizes the bin of the focused weight, with its name and value.
    pub(super) fn draw_focused(&self, j: usize, bins: &Bins) -> DrawingResult {
        let (w, surface) = (self.snapshot.point.coef[j], &self.chart.surface);
        let Rect { left, top, right, .. } = self.chart.frame;
        let style = self.style;
        let (x, text) = if let Some(k) = bin(w, self.end) {
            surface.draw(&Rectangle::new(self.bar(bins, k, false, 0.0), style.theme.ink.line(2.25)))?;
            let [from, to] = self.edges(k);
            let text = match bins.counts[k] {
                1 => message!(
                    style,
                    "histogram.label.focused.alone",
                    "{weight}, alone in its bin",
                    weight = "{weight}"
                ),
                count => message!(
                    style,
                    "histogram.label.focused",
                    "{weight}, one of {count} in its bin",
                    weight = "{weight}",
                    count = number::count(count)
                ),
            };
            (0.5 * (from + to), text)
        } else {
            let text =
                message!(style, "histogram.label.focused.outside", "{weight}, outside", weight = "{weight}");
            (if w > 0.0 { right } else { left }, text)
        };
        let label = || Label::new(style.theme.ink);
        let weight = label().weight_of(self.snapshot.feature_names, j).text(" ").bold(number::weight(w));
        let label = label().text(text).fill("{weight}", weight).halo(style.theme.paper);
        let half = 0.5 * label.width(surface);
        // Without covering the name of the model at the left.
        let x = x.min(right - half).max(left + 96.0 + half);
        self.chart.label(&label, (x, top - HEAD + 8.0), Align::Center);
        Ok(())
    }
}
