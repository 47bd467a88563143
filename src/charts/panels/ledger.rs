//! Loss ledger: what is minimized, by iteration, and how far it is from the least.

use crate::charts::axis::{Axis, iteration_end, weight_end};
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, Label, SMALL};
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style, column_frame};
use crate::charts::places::{Rect, spread};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::{Color, Theme};
use crate::lab::{Ledger, Snapshot};

const TEST: &[f64] = &[6.0, 4.0];
/// Least distance of two labels.
const LABEL_GAP: f64 = 15.0;
/// The first part of a run, where the loss falls from its height, may leave the plot.
const STEEP: f64 = 0.05;
/// Decades of the gap that are shown.
const DECADES: f64 = 12.0;

/// Train, test and penalty over iterations, or the objective's distance from the optimum on a log axis.
#[derive(Debug, Clone, Default)]
pub struct LedgerPanel {
    shows_gap: bool,
    end: f64,
    low: f64,
    high: f64,
}

/// A line of the ledger.
struct Entry {
    name: &'static str,
    value: fn(&Ledger) -> Option<f64>,
    stroke: Stroke,
    text: Color,
    is_open: bool,
}

fn entries(theme: &Theme) -> [Entry; 3] {
    let line = |name, value, stroke, text, is_open| Entry { name, value, stroke, text, is_open };
    [
        line("test", |at| at.test_loss, Stroke::dashed(theme.ink, 2.0, TEST), theme.ink, true),
        line("train", |at| Some(at.loss), Stroke::solid(theme.ink, 2.0), theme.ink, false),
        line("penalty", |at| Some(at.penalty()), Stroke::solid(theme.lambda, 2.0), theme.lambda_ink, false),
    ]
}

impl Panel for LedgerPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let before = (self.end, self.low, self.high);
        self.fit_domain(snapshot);
        if afresh || before != (self.end, self.low, self.high) {
            self.draw_axes(style, &self.plot(style, layers.axes.start(Paint::Replace)));
        }
        let plot = self.plot(style, layers.trace.start(Paint::Replace));
        if self.shows_gap {
            draw_gap(snapshot, style, &plot);
        } else {
            for entry in entries(&style.theme) {
                let points = moments(snapshot).filter_map(|(x, at)| Some((x, (entry.value)(at)?))).collect();
                plot.clipped(0.0, || plot.draw(&Curve::new(points, entry.stroke)));
            }
        }
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        plot.iteration_labels(&style.theme, snapshot.n_iter);
        plot.bookmark_line(&style.theme, snapshot);
        if self.shows_gap {
            name_gap(snapshot, style, &plot);
        } else {
            draw_ends(snapshot, style, &plot);
        }
        Ok(())
    }

    fn choose_view(&mut self, view: &str) {
        *self = Self { shows_gap: view == "gap", ..Self::default() };
    }
}

/// Every moment kept, and the present one.
fn moments<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = (f64, &'a Ledger)> {
    let iterations = snapshot.history.iterations().iter().map(|&iteration| iteration as f64);
    iterations.zip(snapshot.history.ledgers()).chain([(snapshot.n_iter as f64, &snapshot.ledger)])
}

/// How far every moment's objective is above the optimum's, in decades.
fn gaps<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = (f64, f64)> {
    let least = snapshot.optimum.map(|optimum| optimum.ledger.objective());
    let gap = move |at: &Ledger| Some(at.objective() - least?).filter(|gap| *gap > 0.0).map(f64::log10);
    moments(snapshot).filter_map(move |(x, at)| Some((x, gap(at)?)))
}

impl LedgerPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        self.end = iteration_end(snapshot.end_iter);
        if self.shows_gap {
            let lowest = gaps(snapshot).fold(f64::INFINITY, |low, (_, gap)| low.min(gap)).floor();
            let highest = gaps(snapshot).fold(f64::NEG_INFINITY, |high, (_, gap)| high.max(gap)).ceil();
            let high = if highest.is_finite() { highest } else { 0.0 };
            let low = if lowest.is_finite() { lowest.max(high - DECADES) } else { high - 3.0 };
            (self.low, self.high) = (low.min(high - 1.0), high);
            return;
        }
        let from = STEEP * snapshot.n_iter as f64;
        let late = moments(snapshot).filter(|(x, _)| *x >= from);
        let most = |at: &Ledger| at.loss.max(at.penalty()).max(at.test_loss.unwrap_or(0.0));
        let largest = late.fold(0.0_f64, |largest, (_, at)| largest.max(most(at)));
        (self.low, self.high) = (0.0, weight_end(largest, self.high).max(1e-9));
    }

    fn plot(&self, style: &Style, surface: &Surface) -> Plot {
        let y = Axis::linear(self.low, self.high);
        Plot::new(surface, column_frame(style, 8.0), Axis::linear(0.0, self.end), y)
    }

    fn draw_axes(&self, style: &Style, plot: &Plot) {
        let theme = &style.theme;
        let Rect { left, right, top, bottom } = plot.frame;
        if self.shows_gap {
            let room = ((bottom - top) / 18.0) as usize;
            for decade in
                Axis::linear(self.low, self.high).ticks(room).into_iter().filter(|d| d.fract() == 0.0)
            {
                let y = plot.at((0.0, decade)).1;
                plot.rule((left, y), (right, y), Stroke::solid(theme.grid, HAIRLINE));
                let label = Label::plain(number::power_of_ten(decade), theme.ink_3).size(SMALL);
                plot.label(&label, (left - 6.0, y), Align::Right);
            }
        } else {
            plot.value_grid(theme, ((bottom - top) / 28.0) as usize);
        }
        plot.iteration_axis(theme);
    }
}

fn draw_gap(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let points = gaps(snapshot).collect();
    plot.clipped(0.0, || plot.draw(&Curve::new(points, Stroke::solid(style.theme.ink, 2.0))));
}

fn name_gap(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let Some((x, gap)) = gaps(snapshot).last() else {
        let text = if snapshot.has_no_optimum { "there is no optimum to reach" } else { "at the optimum" };
        let label = Label::plain(text, theme.ink_3).size(13.0).halo(theme.paper);
        plot.label(&label, plot.frame.center(), Align::Center);
        return;
    };
    let at = plot.at((x, gap));
    dot(plot, at, theme.ink, false, theme);
    let entry = (at, Label::plain("gap ", theme.ink).bold(number::short(crate::decimal::ten_to(gap))));
    label_ends(plot, theme, vec![entry]);
}

/// The present values, named beside the plot.
fn draw_ends(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let mut labels = Vec::new();
    for Entry { name, value, stroke, text, is_open } in entries(theme) {
        let Some(value) = value(&snapshot.ledger) else { continue };
        let at = plot.at((snapshot.n_iter as f64, value));
        if at.1 >= plot.frame.top - 4.0 {
            dot(plot, at, stroke.color, is_open, theme);
        }
        let at = (at.0, at.1.max(plot.frame.top));
        labels.push((at, Label::plain(format!("{name} "), text).bold(number::short(value))));
    }
    label_ends(plot, theme, labels);
}

fn dot(plot: &Plot, (x, y): (f64, f64), color: Color, is_open: bool, theme: &Theme) {
    plot.with_surface(|surface| {
        let center = (units(x), units(y));
        let inside = if is_open { theme.paper } else { color };
        surface.mark(Mark::Disc { center, radius: units(5.2), color: theme.paper });
        surface.mark(Mark::Disc { center, radius: units(3.2), color: inside });
        if is_open {
            let stroke = Stroke::solid(color, 1.5);
            surface.mark(Mark::Ring { center, radius: units(3.2), stroke });
        }
    });
}

/// Names in the gutter, each with a leader from its dot.
fn label_ends(plot: &Plot, theme: &Theme, labels: Vec<((f64, f64), Label)>) {
    let x = plot.frame.right + 14.0;
    let wanted: Vec<f64> = labels.iter().map(|((_, y), _)| *y).collect();
    let placed = spread(&wanted, LABEL_GAP, plot.frame.top, plot.frame.bottom - 2.0);
    for (((dot_x, dot_y), label), y) in labels.into_iter().zip(placed) {
        let ends = [(units(dot_x + 6.0), units(dot_y)), (units(x - 3.0), units(y))];
        plot.with_surface(|surface| surface.line(ends, Stroke::solid(theme.axis, HAIRLINE), false, 0.0));
        // The last digit may not be cut off where letters are wide.
        let over = plot.with_surface(|surface| x + label.width(surface) - surface.size().0).max(0.0);
        plot.label(&label.halo(theme.paper), (x - over, y), Align::Left);
    }
}
