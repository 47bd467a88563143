//! Loss ledger: the objective terms by iteration, and the gap between objective and minimum.

use plotters::element::{Circle, PathElement};
use plotters::series::LineSeries;

use crate::charts::axis::{Axis, Scale, iteration_end, weight_end};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::elements::{StrokedPath, ringed_dot};
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style, column_frame};
use crate::charts::panels::registry::unknown_view;
use crate::charts::places::spread;
use crate::charts::style::{HAIRLINE, Stroke, px, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::charts::theme::{Color, Theme};
use crate::decimal::ten_to;
use crate::error::Result;
use crate::lab::{ObjectiveTerms, Snapshot};

const TEST_DASH: &[f64] = &[6.0, 4.0];
/// Least distance of two labels.
const LABEL_GAP: f64 = 15.0;
/// Share of the run at its start that is ignored for the domain, because the loss decreases steeply there.
const STEEP: f64 = 0.05;
/// Largest number of decades of the gap's axis, and its smallest low end as a power of ten: smaller gaps are rounding errors.
const DECADES: f64 = 12.0;
const SMALLEST_END: f64 = -11.0;
/// Radius of the dots at the current iteration.
const DOT: f64 = 3.2;

/// Train loss, test loss and penalty over iterations, or the gap between objective and minimum on a log axis.
#[derive(Debug, Clone, Default)]
pub struct LedgerPanel {
    shows_gap: bool,
    end: f64,
    low: f64,
    high: f64,
}

/// The curve of one objective term.
struct Term {
    /// Its label, with an open placeholder for the value.
    label: String,
    value: fn(&ObjectiveTerms) -> Option<f64>,
    stroke: Stroke,
    text: Color,
    has_open_dot: bool,
}

fn terms(style: &Style) -> [Term; 3] {
    let theme = &style.theme;
    let term = |label, value, stroke, text, has_open_dot| Term { label, value, stroke, text, has_open_dot };
    let test = message!(style, "ledger.label.test", "test {value}", value = "{value}");
    let train = message!(style, "ledger.label.train", "train {value}", value = "{value}");
    let penalty = message!(style, "ledger.label.penalty", "penalty {value}", value = "{value}");
    [
        term(test, |at| at.test_loss, Stroke::dashed(theme.ink, 2.0, TEST_DASH), theme.ink, true),
        term(train, |at| Some(at.loss), Stroke::solid(theme.ink, 2.0), theme.ink, false),
        term(penalty, |at| Some(at.penalty()), Stroke::solid(theme.lambda, 2.0), theme.lambda_ink, false),
    ]
}

impl Panel for LedgerPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let before = (self.end, self.low, self.high);
        self.fit_domain(snapshot);
        let coordinates = self.coordinates(style);
        let theme = &style.theme;
        if redraw_all || before != (self.end, self.low, self.high) {
            let mut chart = Chart::on(layers.axes.start(Paint::Replace), coordinates)?;
            let room = if self.shows_gap { 18.0 } else { 28.0 };
            chart.value_grid(theme, ((chart.frame.bottom - chart.frame.top) / room) as usize)?;
            chart.iteration_axis(theme)?;
        }
        let chart = Chart::on(layers.trace.start(Paint::Replace), coordinates)?;
        chart.clipped(0.0, || {
            if self.shows_gap {
                return chart.draw_series(LineSeries::new(gaps(snapshot), theme.ink.line(2.0)));
            }
            terms(style).into_iter().try_for_each(|Term { value, stroke, .. }| {
                let points: Vec<(f64, f64)> =
                    moments(snapshot).filter_map(|(x, at)| Some((x, value(at)?))).collect();
                chart.draw(&StrokedPath::new(points, stroke))
            })
        })?;
        let chart = Chart::on(layers.live.start(Paint::Replace), coordinates)?;
        chart.iteration_labels(theme, snapshot.n_iter);
        chart.bookmark_line(theme, snapshot)?;
        if self.shows_gap {
            draw_gap_end(snapshot, style, &chart)
        } else {
            draw_ends(snapshot, style, &chart)
        }
    }

    fn choose_view(&mut self, view: &str) -> Result<()> {
        let shows_gap = match view {
            "loss" => false,
            "gap" => true,
            _ => return Err(unknown_view("ledger", view)),
        };
        *self = Self { shows_gap, ..Self::default() };
        Ok(())
    }
}

/// The stored moments, and the current one.
fn moments<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = (f64, &'a ObjectiveTerms)> {
    let iterations = snapshot.history.iterations().iter().map(|&iteration| iteration as f64);
    iterations.zip(snapshot.history.objective_terms()).chain([(snapshot.n_iter as f64, &snapshot.terms)])
}

/// The gap between the objective at every moment and the minimum.
fn gaps<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = (f64, f64)> {
    let least = snapshot.optimum.map(|optimum| optimum.terms.objective());
    let gap = move |at: &ObjectiveTerms| Some(at.objective() - least?).filter(|gap| *gap > 0.0);
    moments(snapshot).filter_map(move |(x, at)| Some((x, gap(at)?)))
}

impl LedgerPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        self.end = iteration_end(snapshot.end_iter);
        if self.shows_gap {
            let powers = || gaps(snapshot).map(|(_, gap)| gap.log10());
            let highest = powers().fold(f64::NEG_INFINITY, f64::max).ceil();
            let lowest = powers().fold(f64::INFINITY, f64::min).floor();
            let high = if highest.is_finite() { highest.max(SMALLEST_END) } else { 0.0 };
            let low = if lowest.is_finite() { lowest.max(high - DECADES) } else { high - 3.0 };
            (self.low, self.high) = (ten_to(low.min(high - 1.0)), ten_to(high));
            return;
        }
        let from = STEEP * snapshot.n_iter as f64;
        let late = moments(snapshot).filter(|(x, _)| *x >= from);
        let most = |at: &ObjectiveTerms| at.loss.max(at.penalty()).max(at.test_loss.unwrap_or(0.0));
        let largest = late.fold(0.0_f64, |largest, (_, at)| largest.max(most(at)));
        (self.low, self.high) = (0.0, weight_end(largest.max(f64::MIN_POSITIVE), self.high));
    }

    fn coordinates(&self, style: &Style) -> Coordinates {
        let scale = if self.shows_gap { Scale::Log } else { Scale::Linear };
        Coordinates {
            frame: column_frame(style, 8.0),
            x: Axis::iterations(self.end),
            y: Axis::new(self.low, self.high, scale),
        }
    }
}

/// The label of the current gap beside the plot.
fn draw_gap_end(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let Some(now) = gaps(snapshot).last() else {
        let text = if snapshot.has_no_optimum {
            message!(style, "ledger.label.no-optimum", "there is no optimum to reach")
        } else {
            message!(style, "ledger.label.at-optimum", "at the optimum")
        };
        let label = Label::plain(text, theme.ink_3).size(13.0).halo(theme.paper);
        chart.label(&label, chart.frame.center(), Align::Center);
        return Ok(());
    };
    chart.draw(&ringed_dot(now, DOT, theme.ink, theme.paper))?;
    let label = || Label::new(theme.ink);
    let text = message!(style, "ledger.label.gap", "gap {value}", value = "{value}");
    let label = label().text(text).fill("{value}", label().bold(number::short(now.1)));
    label_ends(chart, theme, vec![(chart.at(now), label)])
}

/// The labels of the current values beside the plot.
fn draw_ends(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let mut labels = Vec::new();
    for Term { label, value, stroke, text, has_open_dot } in terms(style) {
        let Some(value) = value(&snapshot.terms) else { continue };
        let now = (snapshot.n_iter as f64, value);
        let (x, y) = chart.at(now);
        if y >= chart.frame.top - 4.0 {
            let inside = if has_open_dot { theme.paper } else { stroke.color };
            chart.draw(&ringed_dot(now, DOT, inside, theme.paper))?;
            if has_open_dot {
                chart.draw(&Circle::new(now, px(DOT), stroke.color.line(1.5)))?;
            }
        }
        let label = Label::plain(label, text).fill("{value}", Label::new(text).bold(number::short(value)));
        labels.push(((x, y.max(chart.frame.top)), label));
    }
    label_ends(chart, theme, labels)
}

/// Labels in the gutter, with leader lines from their dots.
fn label_ends(chart: &Chart, theme: &Theme, labels: Vec<((f64, f64), Label)>) -> DrawingResult {
    let left = chart.frame.right + 14.0;
    let wanted: Vec<f64> = labels.iter().map(|((_, y), _)| *y).collect();
    let placed = spread(&wanted, LABEL_GAP, chart.frame.top, chart.frame.bottom - 2.0);
    for ((dot, label), y) in labels.into_iter().zip(placed) {
        let leader = [(dot.0 + 6.0, dot.1), (left - 3.0, y)].map(px_at);
        chart.surface.draw(&PathElement::new(leader, theme.axis.line(HAIRLINE)))?;
        // In a wide font the label is moved left, so that its last digit is not cut off.
        let x = left.min(chart.surface.size().0 - label.width(&chart.surface));
        chart.label(&label.halo(theme.paper), (x, y), Align::Left);
    }
    Ok(())
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let (snapshot, is_gap) = (context.snapshot, context.view == "gap");
    let terms = &snapshot.terms;
    let iterations = context.iterations();
    let [loss, l1, l2] = [terms.loss, terms.l1, terms.l2].map(number::significant);
    let shown = if is_gap {
        message!(
            context,
            "ledger.description.gap",
            "How far the objective is above its least over {iterations}.",
            iterations = iterations
        )
    } else if terms.test_loss.is_some() {
        message!(
            context,
            "ledger.description",
            "Train loss, test loss and penalty over {iterations}.",
            iterations = iterations
        )
    } else {
        message!(
            context,
            "ledger.description.all-rows-train",
            "Train loss and penalty over {iterations}.",
            iterations = iterations
        )
    };
    let now = message!(
        context,
        "ledger.description.now",
        "Now the data loss is {loss}, the L1 part {l1}, the L2 part {l2}.",
        loss = loss,
        l1 = l1,
        l2 = l2
    );
    PanelText {
        aid: if is_gap {
            message!(context, "ledger.aid.gap", "How far the objective still is from its least.")
        } else {
            message!(context, "ledger.aid", "What is minimized: the data loss plus what the weights cost.")
        },
        number: (number::significant(terms.objective()), message!(context, "ledger.number", "objective")),
        description: sentences([shown, now]),
        ..PanelText::default()
    }
}
