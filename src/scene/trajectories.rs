//! Weight trajectories: every weight as training runs, and where it is going.

use super::axis::{Axis, iteration_end, weight_end};
use super::element::{Curve, Dots};
use super::label::{Align, Direction, LINE, Label, Places, Rect, spread};
use super::number;
use super::panel::{Cast, Layers, Paint, Panel, Style, column_frame, column_width};
use super::plot::Plot;
use super::surface::{HAIRLINE, Stroke};
use super::theme::{Color, Theme};
use crate::data::Truth;
use crate::lab::Snapshot;

const RUN_TO: &[f64] = &[1.0, 3.0];
const REDUNDANT: &[f64] = &[8.0, 3.0];
/// Device pixels by which curves grow before they move to the trace layer.
const PIECE: f64 = 8.0;
/// From the end of the plot to the line of the optima.
pub(super) const GUTTER: f64 = 12.0;

/// One line a weight over iterations; dots in the gutter are the exact optimum.
#[derive(Debug, Clone, Default)]
pub struct TrajectoriesPanel {
    domain: Domain,
    run: usize,
    stride: usize,
    /// Moments of the history that have been looked at.
    traced: usize,
    /// Iteration up to which the curves are on the trace layer.
    cut: f64,
    /// Length drawn of every named curve, where dashes go on.
    lengths: Vec<f64>,
    /// Smallest and largest weight of the moments traced.
    extent: (f64, f64),
    /// Where the notes were put last; they stay while the place is free.
    notes: [Option<(f64, f64)>; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Domain {
    end: f64,
    low: f64,
    high: f64,
}

impl Panel for TrajectoriesPanel {
    fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let is_other_run = snapshot.run != self.run || snapshot.history.stride() != self.stride;
        if is_other_run || afresh {
            *self = Self {
                run: snapshot.run,
                stride: snapshot.history.stride(),
                domain: if snapshot.run == self.run { self.domain } else { Domain::default() },
                notes: if snapshot.run == self.run { self.notes } else { Default::default() },
                ..Self::default()
            };
        }
        let domain = self.fitting_domain(snapshot);
        let redraw = afresh || is_other_run || domain != self.domain;
        self.domain = domain;
        let cast = Cast::of(snapshot);
        if redraw {
            self.draw_axes(style, layers);
        }
        self.draw_trace(snapshot, &cast, style, layers, redraw);
        self.draw_live(snapshot, &cast, style, layers);
    }
}

impl TrajectoriesPanel {
    fn fitting_domain(&mut self, snapshot: &Snapshot<'_>) -> Domain {
        let mut extend = |coef: &[f64]| {
            for &w in coef {
                self.extent = (self.extent.0.min(w), self.extent.1.max(w));
            }
        };
        (self.traced..snapshot.history.len()).for_each(|k| extend(snapshot.history.coef(k)));
        extend(&snapshot.point.coef);
        // The optimum moves with λ and must not hold the domain open once it has gone.
        let optimum = snapshot.optimum.map_or(&[][..], |optimum| &optimum.point.coef);
        let low = optimum.iter().fold(self.extent.0, |low, &w| low.min(w));
        let high = optimum.iter().fold(self.extent.1, |high, &w| high.max(w));
        let (down, up) = (weight_end(-low, -self.domain.low), weight_end(high, self.domain.high));
        // A side without weights still shows that 0 is not the edge of the world.
        let least = 0.02 * down.max(up);
        let least = if least > 0.0 { least } else { 1.0 };
        Domain { end: iteration_end(snapshot.n_iter), low: -down.max(least), high: up.max(least) }
    }

    fn plot(&self, style: &Style, layer: &super::SharedSurface) -> Plot {
        let x = Axis::linear(0.0, self.domain.end);
        let y = Axis::new(self.domain.low, self.domain.high, style.scale);
        Plot::new(layer, column_frame(style, 26.0), x, y)
    }

    fn draw_axes(&self, style: &Style, layers: &mut Layers) {
        let plot = self.plot(style, layers.axes.start(Paint::Replace));
        let theme = &style.theme;
        let Rect { top, bottom, right, .. } = plot.frame;
        plot.value_grid(theme, ((bottom - top) / 24.0) as usize);
        plot.iteration_axis(theme);
        let x = right + GUTTER;
        plot.rule((x, top - 8.0), (x, bottom), Stroke::solid(theme.rule, HAIRLINE));
        plot.label(&Label::plain("exact optimum", theme.ink_2), (x, top - 18.0), Align::Center);
    }

    /// Adds to the trace what has grown by some pixels. Pieces meet on the border of a device pixel, where they join
    /// without a seam; what is left over is drawn with the live layer.
    fn draw_trace(
        &mut self,
        snapshot: &Snapshot<'_>,
        cast: &Cast,
        style: &Style,
        layers: &mut Layers,
        redraw: bool,
    ) {
        let history = snapshot.history;
        self.traced = history.len();
        if redraw {
            self.cut = 0.0;
            self.lengths = vec![0.0; cast.named.len()];
        }
        let pixel = self.domain.end / (column_width(style) * style.device_pixel_ratio);
        let last = history.iterations().last().map_or(0.0, |&iteration| iteration as f64);
        let cut = (last / pixel).floor() * pixel;
        if !redraw && cut - self.cut < PIECE * pixel {
            return;
        }
        let paint = if redraw { Paint::Replace } else { Paint::Append };
        let plot = self.plot(style, layers.trace.start(paint));
        let lengths = draw_curves(&plot, snapshot, cast, style, (self.cut, cut), &self.lengths);
        for (length, drawn) in self.lengths.iter_mut().zip(lengths) {
            *length += drawn;
        }
        self.cut = cut;
    }

    fn draw_live(&mut self, snapshot: &Snapshot<'_>, cast: &Cast, style: &Style, layers: &mut Layers) {
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        let theme = &style.theme;
        plot.iteration_labels(theme, snapshot.n_iter);
        let now = snapshot.n_iter as f64;
        draw_curves(&plot, snapshot, cast, style, (self.cut, now), &self.lengths);
        draw_gutter(snapshot, cast, style, &plot);
        if snapshot.n_iter == 0 {
            let middle = plot.frame.center();
            let invitation = Label::plain("Press play, or drag λ.", theme.ink_3).size(13.0).halo(theme.paper);
            plot.label(&invitation, (middle.0, plot.frame.top + 40.0), Align::Center);
            return;
        }
        for &j in &cast.named {
            let at = (snapshot.n_iter as f64, snapshot.point.coef[j]);
            let (color, ring) = (mark_color(snapshot, j, theme), Some(theme.paper));
            plot.clipped(8.0, || plot.draw(&Dots { points: vec![at], radius: 3.2, color, ring }));
        }
        self.draw_notes(snapshot, cast, style, &plot);
    }

    /// What is seen, in words, where there is room.
    fn draw_notes(&mut self, snapshot: &Snapshot<'_>, cast: &Cast, style: &Style, plot: &Plot) {
        if cast.crowd.is_empty() || plot.frame.right - plot.frame.left < 160.0 {
            return;
        }
        let theme = &style.theme;
        let mut places = Places::new(plot.frame);
        take_curves(snapshot, cast, plot, &mut places);
        let informative: Vec<usize> =
            cast.named.iter().copied().filter(|&j| truth(snapshot, j) == Some(Truth::Informative)).collect();
        let left = plot.frame.left + if style.is_compact() { 14.0 } else { 40.0 };
        let y_now = |j: usize| plot.at((0.0, snapshot.point.coef[j])).1;
        if let Some(top) = informative.iter().copied().reduce(|a, b| if y_now(b) < y_now(a) { b } else { a })
        {
            let text = format!("{} informative", number::count(informative.len()));
            let label = Label::plain(text, theme.informative).halo(theme.paper);
            let near = y_now(top) + LINE;
            self.notes[0] = put_note(plot, &mut places, &[label], left, near, self.notes[0]);
        }
        let lines: Vec<Label> = crowd_note(snapshot, cast, style.is_compact())
            .into_iter()
            .map(|text| Label::plain(text, theme.ink).halo(theme.paper))
            .collect();
        let crowd_top = cast.crowd.iter().map(|&j| y_now(j)).fold(plot.at((0.0, 0.0)).1, f64::min);
        let near = crowd_top - 1.5 * LINE * lines.len() as f64;
        self.notes[1] = put_note(plot, &mut places, &lines, left, near, self.notes[1]);
    }
}

/// Draws all curves between two iterations, the crowd first and informative weights last; returns the lengths of the
/// named ones in CSS pixels.
fn draw_curves(
    plot: &Plot,
    snapshot: &Snapshot<'_>,
    cast: &Cast,
    style: &Style,
    span: (f64, f64),
    offsets: &[f64],
) -> Vec<f64> {
    let mut lengths = vec![0.0; cast.named.len()];
    plot.clipped(0.0, || {
        for &j in &cast.crowd {
            plot.draw(&Curve::new(piece(snapshot, j, span), Stroke::solid(style.theme.noise, HAIRLINE)));
        }
        for is_informative in [false, true] {
            for (k, &j) in cast.named.iter().enumerate() {
                if is_informative == (truth(snapshot, j) == Some(Truth::Informative)) {
                    let curve = Curve::new(piece(snapshot, j, span), stroke(snapshot, j, style));
                    lengths[k] = length(plot, &curve.points);
                    plot.draw(&Curve { dash_offset: offsets.get(k).copied().unwrap_or(0.0), ..curve });
                }
            }
        }
    });
    lengths
}

/// The way of weight `j` from one iteration to another, cut exactly at both; the last moment is the present.
fn piece(snapshot: &Snapshot<'_>, j: usize, (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    let history = snapshot.history;
    let iterations = history.iterations();
    let at = |k: usize| match iterations.get(k) {
        Some(&iteration) => (iteration as f64, history.coef(k)[j]),
        None => (snapshot.n_iter as f64, snapshot.point.coef[j]),
    };
    let between = |x: f64| {
        let k = iterations.partition_point(|&iteration| (iteration as f64) < x);
        let (after, before) = (at(k), at(k.saturating_sub(1)));
        let share = (x - before.0) / (after.0 - before.0);
        if share.is_finite() { (x, before.1 + share * (after.1 - before.1)) } else { after }
    };
    let first = iterations.partition_point(|&iteration| iteration as f64 <= from);
    let last = iterations.partition_point(|&iteration| (iteration as f64) < to);
    let inner = (first..last.max(first)).map(at);
    std::iter::once(between(from)).chain(inner).chain([between(to)]).collect()
}

/// The exact optimum beside the plot, with a dotted way to it.
fn draw_gutter(snapshot: &Snapshot<'_>, cast: &Cast, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    if snapshot.has_no_optimum {
        let lines = ["there is none:", "the classes", "are separable"];
        for (k, line) in lines.into_iter().enumerate() {
            let y = plot.frame.top + LINE * (k as f64 + 0.5);
            plot.label(&Label::plain(line, theme.ink_3), (plot.frame.right + GUTTER + 6.0, y), Align::Left);
        }
    }
    let Some(optimum) = snapshot.optimum else { return };
    let coef = &optimum.point.coef;
    let x = plot.frame.right + GUTTER;
    let y_of = |w: f64| plot.at((0.0, w)).1;
    for &j in cast.crowd.iter().filter(|&&j| coef[j] != 0.0) {
        let y = y_of(coef[j]);
        plot.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(theme.noise, 1.0));
    }
    let mut entries: Vec<(f64, Label, Color)> = Vec::new();
    for &j in &cast.named {
        let (y, color) = (y_of(coef[j]), mark_color(snapshot, j, theme));
        let from = plot.at((snapshot.n_iter as f64, snapshot.point.coef[j]));
        run_to(plot, from, (x, y), color);
        let name = Label::new(text_color(snapshot, j, theme)).weight_of(&snapshot.feature_names[j]);
        entries.push((y, name.text(" ").bold(number::weight(coef[j])), color));
    }
    let dead = cast.crowd.iter().filter(|&&j| coef[j] == 0.0).count();
    let zero = if style.is_compact() { "at 0" } else { "at zero" };
    if dead > 0 {
        let label = Label::plain(format!("{} {zero}", number::count(dead)), theme.ink_3);
        entries.push((y_of(0.0), label, theme.axis));
    }
    let wanted: Vec<f64> = entries.iter().map(|entry| entry.0).collect();
    let placed = spread(&wanted, 15.0, plot.frame.top, plot.frame.bottom);
    for ((y, label, color), label_y) in entries.into_iter().zip(placed) {
        if (label_y - y).abs() > 2.0 {
            let leader = Stroke::solid(theme.rule, 1.0);
            plot.with_surface(|surface| {
                let ends = [(x + 3.0, y), (x + 9.0, label_y)];
                surface.line(
                    ends.map(|(x, y)| (super::element::units(x), super::element::units(y))),
                    leader,
                    false,
                    0.0,
                );
            });
        }
        if color == theme.axis {
            plot.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(color, 1.0));
        } else {
            dot(plot, (x, y), 4.0, color, theme);
        }
        plot.label(&label, (x + 11.0, label_y), Align::Left);
    }
}

fn truth(snapshot: &Snapshot<'_>, j: usize) -> Option<Truth> {
    snapshot.truth.get(j).copied()
}

fn mark_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match truth(snapshot, j) {
        Some(Truth::Informative) => theme.informative,
        Some(Truth::Redundant | Truth::Repeated) => theme.redundant,
        Some(Truth::Noise) => theme.noise_ink,
        None => theme.ink,
    }
}

fn text_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match truth(snapshot, j) {
        Some(Truth::Redundant | Truth::Repeated) => theme.ink_2,
        _ => mark_color(snapshot, j, theme),
    }
}

fn stroke(snapshot: &Snapshot<'_>, j: usize, style: &Style) -> Stroke {
    let color = mark_color(snapshot, j, &style.theme);
    match truth(snapshot, j) {
        Some(Truth::Informative) => Stroke::solid(color, 2.25),
        Some(Truth::Redundant | Truth::Repeated) => Stroke::dashed(color, 1.5, REDUNDANT),
        Some(Truth::Noise) | None => Stroke::solid(color, 1.25),
    }
}

fn length(plot: &Plot, points: &[(f64, f64)]) -> f64 {
    let places: Vec<(f64, f64)> = points.iter().map(|&point| plot.at(point)).collect();
    places.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
}

fn dot(plot: &Plot, (x, y): (f64, f64), radius: f64, color: Color, theme: &Theme) {
    use super::element::units;
    plot.with_surface(|surface| {
        let center = (units(x), units(y));
        surface.mark(super::Mark::Disc { center, radius: units(radius + 1.5), color: theme.paper });
        surface.mark(super::Mark::Disc { center, radius: units(radius), color });
    });
}

/// A dotted line between two dots, leaving both free.
fn run_to(plot: &Plot, from: (f64, f64), to: (f64, f64), color: Color) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 20.0 {
        return;
    }
    let along = |t: f64| (from.0 + dx * t / length, from.1 + dy * t / length);
    let ends =
        [along(9.0), along(length - 8.0)].map(|(x, y)| (super::element::units(x), super::element::units(y)));
    plot.with_surface(|surface| surface.line(ends, Stroke::dashed(color, 1.25, RUN_TO), false, 0.0));
}

/// Marks where the curves are, so that no note covers them: named ones along their way, the crowd as a band.
fn take_curves(snapshot: &Snapshot<'_>, cast: &Cast, plot: &Plot, places: &mut Places) {
    let history = snapshot.history;
    let step = (history.len() / 40).max(1);
    for k in (0..history.len()).step_by(step) {
        let (iteration, coef) = (history.iterations()[k] as f64, history.coef(k));
        for &j in &cast.named {
            places.take(Rect::around(plot.at((iteration, coef[j])), 7.0));
        }
        let band = cast
            .crowd
            .iter()
            .fold((0.0_f64, 0.0_f64), |(low, high), &j| (low.min(coef[j]), high.max(coef[j])));
        let (x, top) = plot.at((iteration, band.1));
        let (_, bottom) = plot.at((iteration, band.0));
        places.take(Rect { left: x - 6.0, right: x + 6.0, top: top - 3.0, bottom: bottom + 3.0 });
    }
}

/// Puts a note at its last place while that is free, else at the free place nearest to `near`; leaves it out where
/// there is none. Returns the place.
fn put_note(
    plot: &Plot,
    places: &mut Places,
    lines: &[Label],
    left: f64,
    near: f64,
    last: Option<(f64, f64)>,
) -> Option<(f64, f64)> {
    let height = LINE * lines.len() as f64;
    let Rect { top, bottom, .. } = plot.frame;
    let rows = ((bottom - top - height) / 4.0) as usize;
    let candidates = (0..rows).map(|k| (left, top + 0.5 * height + 4.0 * k as f64));
    let width = plot.with_surface(|surface| lines.iter().map(|line| line.width(surface)).fold(0.0, f64::max));
    let is_free = |&(x, y): &(f64, f64)| {
        let rect = Rect { left: x, top: y - 0.5 * height, right: x + width, bottom: y + 0.5 * height };
        places.is_free(&rect)
    };
    let away = |&(_, y): &(f64, f64)| (y - near).abs();
    let nearest = candidates.filter(is_free).reduce(|a, b| if away(&b) < away(&a) { b } else { a })?;
    let place =
        last.filter(is_free).filter(|last| away(last) < away(&nearest) + 2.0 * LINE).unwrap_or(nearest);
    let anchor = (place.0, place.1);
    plot.with_surface(|surface| places.beside(surface, lines, anchor, 0.0, &[Direction::East]));
    Some(place)
}

/// One or two lines about the many.
fn crowd_note(snapshot: &Snapshot<'_>, cast: &Cast, is_compact: bool) -> Vec<String> {
    let kind = if snapshot.truth.is_empty() { "weights" } else { "noise weights" };
    let n = number::count(cast.crowd.len());
    let coef = &snapshot.point.coef;
    let dead = cast.crowd.iter().filter(|&&j| coef[j] == 0.0).count();
    match dead {
        0 => vec![format!("{n} {kind} wake")],
        _ if is_compact => vec![format!("{n} {kind} wake, then die")],
        _ if dead == cast.crowd.len() => vec![format!("all {n} {kind} are at exactly 0")],
        _ => vec![
            format!("{n} {kind} wake, then die:"),
            format!("{} of them are back at exactly 0", number::count(dead)),
        ],
    }
}
