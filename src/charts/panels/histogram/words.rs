//! What the histogram says.

use super::bins::{Bins, SIDE, bin};
use super::{HEAD, Scene, compared, zero};
use crate::charts::element::units;
use crate::charts::label::{Align, LINE, Label};
use crate::charts::model;
use crate::charts::number;
use crate::charts::places::Rect;
use crate::charts::plot::Plot;
use crate::charts::style::Stroke;

impl Scene<'_> {
    /// Whose bars these are, with its mark.
    pub(super) fn name(&self, bins: &Bins, is_below: bool, plot: &Plot) {
        let Rect { left, top, bottom, .. } = plot.frame;
        let ghost = compared(self.snapshot).filter(|_| is_below);
        let y = if is_below { bottom - 12.0 } else { top - HEAD + 8.0 };
        let center = (left + 6.0, y);
        plot.with_surface(|surface| {
            let kind = (bins.kind, ghost.map_or(self.snapshot.l1_ratio, |ghost| ghost.l1_ratio));
            model::mark(surface, kind, center, 5.0, !is_below, self.theme);
        });
        let name = ghost.map_or_else(|| model::name(bins.kind).to_owned(), |ghost| ghost.name());
        let label = Label::plain(name, model::ink(bins.kind, self.theme));
        plot.label(&label.halo(self.theme.paper), (left + 16.0, y), Align::Left);
    }

    /// How full the bin around 0 is, and how many of its weights are truly 0; below only where the bar is cut.
    pub(super) fn say_spike(&self, bins: &Bins, is_below: bool, plot: &Plot) {
        let count = bins.counts[SIDE];
        let Rect { top, right, bottom, .. } = plot.frame;
        let x = self.edges(SIDE, plot)[1] + 7.0;
        let label = || Label::new(self.theme.ink).halo(self.theme.paper);
        let weights = if count == 1 { " weight" } else { " weights" };
        let in_bin = number::count(count) + weights + " in this bin";
        if is_below {
            if count as f64 > self.most {
                // Above what is said of weights outside.
                let text = number::count(count) + " in this bin";
                plot.label(&label().text(text), (x, bottom - 12.0 - LINE), Align::Left);
            }
            return;
        }
        let exact = match bins.exact_zero {
            0 if count == 1 => "not exactly 0".to_owned(),
            0 => "none of them exactly 0".to_owned(),
            zeros if zeros == count => "all exactly 0".to_owned(),
            zeros => number::count(zeros) + " of them exactly 0",
        };
        let mut lines = [label().text(in_bin + ","), label().bold(exact)];
        let width = plot.with_surface(|surface| lines[0].width(surface).max(lines[1].width(surface)));
        if x + width > right {
            let zeros = number::count(bins.exact_zero) + " exactly 0";
            lines = [label().text(number::count(count) + " in this bin,"), label().bold(zeros)];
        }
        for (k, line) in lines.iter().enumerate().filter(|_| count > 0) {
            plot.label(line, (x, top - HEAD + 8.0 + LINE * k as f64), Align::Left);
        }
    }

    /// Weights beyond the axis, at the edge where they are.
    pub(super) fn say_what_is_outside(&self, bins: &Bins, is_below: bool, plot: &Plot) {
        let Rect { left, top, right, bottom } = plot.frame;
        let ghost = compared(self.snapshot).filter(|_| is_below);
        let coef = ghost.map_or(&self.snapshot.point.coef[..], |ghost| ghost.coef);
        let is_brief = right - left < 330.0 || bins.outside.iter().all(|outside| !outside.is_empty());
        for (side, outside) in bins.outside.iter().enumerate() {
            let is_right = side == 1;
            let furthest = outside.iter().map(|&j| coef[j]);
            let Some(furthest) = furthest.reduce(|a, b| if b.abs() > a.abs() { b } else { a }) else {
                continue;
            };
            let label = Label::new(self.theme.ink_2).halo(self.theme.paper);
            let label = if is_right { label } else { label.text("← ") };
            let label = match outside[..] {
                [j] => label.weight_of(&self.snapshot.feature_names[j]),
                _ => label.text(number::count(outside.len())),
            };
            let words = match (is_brief, outside.len()) {
                (true, 1) => " at ",
                (true, _) => " up to ",
                (false, 1) => " is outside, at ",
                (false, _) => " are outside, up to ",
            };
            let label = label.text(words).text(number::weight(furthest));
            let label = if is_right { label.text(" →") } else { label };
            // Where bars are lowest, and at the left clear of the model's name.
            let y = match (is_below, is_right) {
                (false, _) => top + 8.0,
                (true, true) => bottom - 12.0,
                (true, false) => bottom - 12.0 - LINE,
            };
            let (x, align) = if is_right { (right, Align::Right) } else { (left + 4.0, Align::Left) };
            plot.label(&label, (x, y), align);
        }
    }

    /// The bin of one weight in ink, with its name and value above.
    pub(super) fn draw_followed(&self, j: usize, bins: &Bins, plot: &Plot) {
        let w = self.snapshot.point.coef[j];
        let Rect { left, top, right, .. } = plot.frame;
        let name = Label::new(self.theme.ink).weight_of(&self.snapshot.feature_names[j]).text(" ");
        let name = name.bold(number::weight(w)).halo(self.theme.paper);
        let (x, text) = match bin(w, self.end) {
            Some(k) => {
                let ([from, to], tip) = (self.edges(k, plot), self.tip(bins.counts[k], false, plot));
                let base = zero(plot);
                let corners = [(from, base), (from, tip), (to, tip), (to, base)];
                plot.with_surface(|surface| {
                    let corners = corners.map(|(x, y)| (surface.crisp(units(x)), surface.crisp(units(y))));
                    surface.line(corners, Stroke::solid(self.theme.ink, 2.25), true, 0.0);
                });
                let text = match bins.counts[k] {
                    1 => ", alone in its bin".to_owned(),
                    count => ", one of ".to_owned() + &number::count(count) + " in its bin",
                };
                (0.5 * (from + to), text)
            }
            None => (if w > 0.0 { right } else { left }, ", outside".to_owned()),
        };
        let label = name.text(text);
        let half = 0.5 * plot.with_surface(|surface| label.width(surface));
        // Beside the name of the model, which stands at the left.
        let x = x.min(right - half).max(left + 96.0 + half);
        plot.label(&label, (x, top - HEAD + 8.0), Align::Center);
    }
}
