//! Sparsity: numbers of weights that are kept, near zero and exactly zero.

use plotters::element::{Polygon, Rectangle};
use plotters::series::LineSeries;
use plotters::style::Color as _;

use crate::charts::axis::{Axis, iteration_end};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::counted;
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::{COLUMN_GUTTER, Layers, Paint, Panel, Style, column_frame};
use crate::charts::panels::trajectories::GUTTER;
use crate::charts::places::spread;
use crate::charts::style::{Stroke, px_at};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::charts::theme::{Color, Theme};
use crate::lab::{Counts, Snapshot};

/// Width of the optimum's stack.
const STACK: f64 = 14.0;
/// Distance of the names from the optimum's stack.
const NAME_LEFT: f64 = 5.0;

/// A stack over iterations, and the stack of the optimum beside it.
#[derive(Debug, Clone, Default)]
pub struct SparsityPanel {
    end: f64,
    n_features: usize,
}

/// One part of a stack.
pub(in crate::charts) struct Part {
    pub count: usize,
    pub color: Color,
    pub text: Color,
}

pub(in crate::charts) fn parts(counts: &Counts, theme: &Theme) -> [Part; 5] {
    let part = |count, color, text| Part { count, color, text };
    [
        part(counts.informative, theme.informative, theme.informative),
        part(counts.redundant, theme.redundant, theme.ink_2),
        part(counts.noise, theme.area_noise, theme.ink_2),
        part(counts.near_zero, theme.area_near, theme.ink_2),
        part(counts.exact_zero, theme.area_zero, theme.ink_2),
    ]
}

/// Names of the parts in the plot, in the same order; the first two have none.
pub(in crate::charts) fn names(is_known: bool, style: &Style) -> [Option<String>; 5] {
    let kept = if is_known {
        message!(style, "sparsity.label.noise-kept", "noise, kept")
    } else {
        message!(style, "sparsity.label.kept", "kept")
    };
    let near = message!(style, "sparsity.label.near-zero", "near zero");
    let zero = message!(style, "sparsity.label.exactly-zero", "exactly zero");
    [None, None, Some(kept), Some(near), Some(zero)]
}

/// Counts and names of the parts beside the optimum, in the same order.
fn names_beside(counts: &Counts, is_known: bool, style: &Style) -> [String; 5] {
    let noise = number::count(counts.noise);
    [
        message!(
            style,
            "sparsity.label.beside.informative",
            "{count} informative",
            count = number::count(counts.informative)
        ),
        message!(
            style,
            "sparsity.label.beside.redundant",
            "{count} redundant",
            count = number::count(counts.redundant)
        ),
        if is_known {
            message!(style, "sparsity.label.beside.noise", "{count} noise", count = noise)
        } else {
            message!(style, "sparsity.label.beside.kept", "{count} kept", count = noise)
        },
        message!(
            style,
            "sparsity.label.beside.near-zero",
            "{count} near zero",
            count = number::count(counts.near_zero)
        ),
        message!(
            style,
            "sparsity.label.beside.zero",
            "{count} zero",
            count = number::count(counts.exact_zero)
        ),
    ]
}

impl Panel for SparsityPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let (end, n_features) = (iteration_end(snapshot.end_iter), snapshot.point.coef.len());
        if end != self.end || n_features != self.n_features || redraw_all {
            (self.end, self.n_features) = (end, n_features);
            self.draw_axes(snapshot, style, layers)?;
        }
        self.draw_stack(snapshot, style, layers)?;
        self.draw_live(snapshot, style, layers)
    }
}

impl SparsityPanel {
    fn chart(&self, snapshot: &Snapshot<'_>, style: &Style, surface: &Surface) -> DrawingResult<Chart> {
        let y = Axis::linear(0.0, snapshot.point.coef.len() as f64);
        let x = Axis::iterations(self.end);
        Chart::on(surface, Coordinates { frame: column_frame(style, 8.0), x, y })
    }

    fn draw_axes(&self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) -> DrawingResult {
        let mut chart = self.chart(snapshot, style, layers.axes.start(Paint::Replace))?;
        let theme = &style.theme;
        let p = snapshot.point.coef.len();
        let half = if p.is_multiple_of(2) { vec![0, p / 2, p] } else { vec![0, p] };
        for value in half {
            let y = chart.at((0.0, value as f64)).1;
            let label = Label::plain(number::count(value), theme.ink_3);
            chart.label(&label, (chart.frame.left - 6.0, y), Align::Right);
        }
        chart.iteration_axis(theme)
    }

    /// The areas up to the current iteration, drawn as a whole: appended pieces of an area would show seams.
    fn draw_stack(&self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) -> DrawingResult {
        let chart = self.chart(snapshot, style, layers.trace.start(Paint::Replace))?;
        draw_stack(&moments(snapshot), &style.theme, &chart)
    }

    fn draw_live(&self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) -> DrawingResult {
        let chart = self.chart(snapshot, style, layers.live.start(Paint::Replace))?;
        let theme = &style.theme;
        chart.iteration_labels(theme, snapshot.n_iter);
        chart.bookmark_line(theme, snapshot)?;
        draw_names(snapshot, style, &chart);
        if let Some(optimum) = snapshot.optimum {
            draw_optimum(&optimum.counts, !snapshot.truth.is_empty(), style, &chart)?;
        }
        Ok(())
    }
}

/// The counts at every recorded iteration and at the current one.
fn moments<'a>(snapshot: &'a Snapshot<'_>) -> Vec<(f64, &'a Counts)> {
    let history = snapshot.history;
    let iterations = history.iterations().iter().map(|&iteration| iteration as f64);
    iterations.zip(history.counts()).chain([(snapshot.n_iter as f64, &snapshot.counts)]).collect()
}

/// The areas of the parts over iterations or λ, and a line between the weights that are exactly zero and the others.
pub(in crate::charts) fn draw_stack(
    moments: &[(f64, &Counts)],
    theme: &Theme,
    chart: &Chart,
) -> DrawingResult {
    let mut lower: Vec<(f64, f64)> = moments.iter().map(|&(x, _)| (x, 0.0)).collect();
    for (k, part) in parts(&Counts::default(), theme).into_iter().enumerate() {
        let upper: Vec<(f64, f64)> = moments
            .iter()
            .zip(&lower)
            .map(|(&(x, counts), below)| (x, below.1 + parts(counts, theme)[k].count as f64))
            .collect();
        let around: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
        chart.draw(&Polygon::new(around, part.color.filled()))?;
        if k == 3 {
            chart.draw_series(LineSeries::new(upper.iter().copied(), theme.ink.line(1.5)))?;
        }
        lower = upper;
    }
    Ok(())
}

/// Names and counts of the parts that are thick enough, at their right end; where an edge would cross a name, it is beyond that end if
/// there is room.
fn draw_names(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let theme = &style.theme;
    let x = chart.at((snapshot.n_iter as f64, 0.0)).0;
    if x - chart.frame.left < 130.0 {
        return;
    }
    let moments = moments(snapshot);
    let is_known = !snapshot.truth.is_empty();
    let beside = names_beside(&snapshot.counts, is_known, style);
    let named = parts(&snapshot.counts, theme).into_iter().zip(names(is_known, style)).zip(beside);
    for (k, ((part, name), beside)) in named.enumerate() {
        let (bottom, top) = extent(k, &snapshot.counts, theme, chart);
        let Some(name) = name.filter(|_| bottom - top >= LINE) else { continue };
        let y = 0.5 * (bottom + top);
        let count = Label::new(theme.ink).bold(number::count(part.count)).size(13.0);
        let name = Label::plain(name, theme.ink_2);
        let name_right = x - 8.0 - count.width(&chart.surface) - 10.0;
        let left = name_right - name.width(&chart.surface);
        let (bottom, top) = free_extent(k, &moments, left, theme, chart);
        if bottom - top >= LINE {
            let y = y.clamp(top + 0.5 * LINE, bottom - 0.5 * LINE);
            chart.label(&count, (x - 8.0, y), Align::Right);
            chart.label(&name, (name_right, y), Align::Right);
            continue;
        }
        let label = Label::plain(beside, part.text);
        if x + NAME_LEFT + label.width(&chart.surface) <= stack_left(chart) - 3.0 {
            chart.label(&label, (x + NAME_LEFT, y), Align::Left);
        }
    }
}

/// Bottom and top of part `k`.
fn extent(k: usize, counts: &Counts, theme: &Theme, chart: &Chart) -> (f64, f64) {
    let parts = parts(counts, theme);
    let height = |n: usize| chart.at((0.0, parts[..n].iter().map(|part| part.count).sum::<usize>() as f64)).1;
    (height(k), height(k + 1))
}

/// Bottom and top of what is in part `k` everywhere from `left` to the current iteration; top is lower if nothing is.
fn free_extent(k: usize, moments: &[(f64, &Counts)], left: f64, theme: &Theme, chart: &Chart) -> (f64, f64) {
    let first = moments.partition_point(|(iteration, _)| chart.at((*iteration, 0.0)).0 < left);
    let extents =
        moments[first.saturating_sub(1)..].iter().map(|(_, counts)| extent(k, counts, theme, chart));
    extents.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (bottom, top)| {
        (low.min(bottom), high.max(top))
    })
}

/// Left edge of the optimum's stack.
fn stack_left(chart: &Chart) -> f64 {
    chart.frame.right + GUTTER - 0.5 * STACK
}

/// The stack of the exact optimum with a name beside every part.
fn draw_optimum(counts: &Counts, is_known: bool, style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let left = stack_left(chart);
    let mut below = 0.0;
    let mut entries = Vec::new();
    let named = parts(counts, theme).into_iter().zip(names_beside(counts, is_known, style));
    for (part, text) in named.filter(|(part, _)| part.count > 0) {
        let above = below + part.count as f64;
        let (bottom, top) = (chart.at((0.0, below)).1, chart.at((0.0, above)).1);
        let corners = [(left, top), (left + STACK, bottom)].map(px_at);
        chart.surface.draw(&Rectangle::new(corners, part.color.filled()))?;
        entries.push((0.5 * (bottom + top), fitted(chart, text, part.text)));
        below = above;
    }
    let alive = chart.at((0.0, counts.alive() as f64)).1;
    chart.rule((left, alive), (left + STACK, alive), Stroke::solid(theme.ink, 1.5));
    let wanted: Vec<f64> = entries.iter().map(|entry| entry.0).collect();
    let placed = spread(&wanted, 14.0, chart.frame.top + 6.0, chart.frame.bottom - 4.0);
    for ((_, label), y) in entries.into_iter().zip(placed) {
        chart.label(&label, (left + STACK + NAME_LEFT, y), Align::Left);
    }
    Ok(())
}

/// A name beside the optimum, smaller if it does not fit; it may exceed the panel by two pixels.
fn fitted(chart: &Chart, text: String, color: Color) -> Label {
    let room = COLUMN_GUTTER - GUTTER - 0.5 * STACK - NAME_LEFT;
    let label = Label::plain(text.as_str(), color);
    let fits = label.width(&chart.surface) <= room + 2.0;
    if fits { label } else { Label::new(color).size(11.0).text(text) }
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let (snapshot, n_features) = (context.snapshot, context.n_features());
    let counts = &snapshot.counts;
    let zeros = number::count(counts.exact_zero);
    let near = counts.near_zero;
    PanelText {
        aid: match n_features {
            1 => message!(
                context,
                "sparsity.aid.one",
                "How the weight divides: kept, near zero, exactly zero."
            ),
            n => message!(
                context,
                "sparsity.aid",
                "How the {features} weights divide: kept, near zero, exactly zero.",
                features = number::count(n)
            ),
        },
        number: (
            zeros.clone(),
            match snapshot.optimum {
                None => message!(context, "sparsity.number", "exactly zero"),
                Some(optimum) => message!(
                    context,
                    "sparsity.number.optimum",
                    "exactly zero; {zeros} at the optimum",
                    zeros = number::count(optimum.counts.exact_zero)
                ),
            },
        ),
        description: sentences([
            message!(
                context,
                "sparsity.description",
                "Stacked areas over {iterations}: {zeros}, smaller than 0.001: {near} more, larger: {kept}.",
                iterations = context.iterations(),
                zeros = counted::weights_are_zero(counts.exact_zero, context.catalogue),
                near = number::count(near),
                kept = number::count(n_features.saturating_sub(near + counts.exact_zero)),
            ),
            context.optimum(),
        ]),
        note: context.about_optimum(),
        ..PanelText::default()
    }
}
