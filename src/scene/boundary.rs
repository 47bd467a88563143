//! Decision boundary: where models are undecided in the plane of two features.

use super::axis::Axis;
use super::calibration::compared;
use super::element::units;
use super::label::{Align, Label};
use super::model::{self, color, ink, stroke};
use super::number;
use super::panel::{Layers, Paint, Panel, Style};
use super::places::{Direction, Places, Rect};
use super::plot::Plot;
use super::surface::{HAIRLINE, Mark, SharedSurface, Stroke};
use super::theme::Theme;
use crate::data::{Dataset, Task};
use crate::lab::Snapshot;
use crate::model::Point;

/// Air around the rows, as a share of their range.
const AIR: f64 = 0.06;
const BAND: &[f64] = &[4.0, 3.0];
/// Where along a line its name is tried.
const NAMES_AT: [f64; 6] = [0.06, 0.94, 0.2, 0.8, 0.35, 0.65];

/// The training rows, the half-plane of class 1, and a line where each model says 50 %.
#[derive(Debug, Clone, Default)]
pub struct BoundaryPanel {
    /// Which rows are on the trace layer.
    drawn: Option<(usize, (usize, usize))>,
    /// Left, right, lower and upper end.
    domain: [f64; 4],
    /// Mean of every feature.
    means: Vec<f64>,
}

/// The linear predictor in the plane: `across x + up y + offset`.
#[derive(Debug, Clone, Copy)]
struct Plane {
    across: f64,
    up: f64,
    offset: f64,
}

impl Panel for BoundaryPanel {
    fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let pair = snapshot.slice.map(|slice| slice.pair);
        let Some(pair) = pair.filter(|_| snapshot.train.task() == Task::Classification) else {
            let text = match pair {
                Some(_) => "A boundary needs two classes.",
                None => "A boundary needs two features.",
            };
            self.drawn = None;
            let plot = self.plot(style, layers.live.start(Paint::Replace));
            plot.label(&Label::plain(text, style.theme.ink_3).size(13.0), plot.frame.center(), Align::Center);
            return;
        };
        let now = Some((snapshot.run, pair));
        if afresh || now != self.drawn {
            self.drawn = now;
            self.fit(snapshot.train, pair);
            draw_rows(
                snapshot.train,
                pair,
                &style.theme,
                &self.plot(style, layers.trace.start(Paint::Replace)),
            );
        }
        let plane = self.plane(snapshot.point, pair);
        let plot = self.plot(style, layers.axes.start(Paint::Replace));
        draw_ground(plane, self.domain, &style.theme, &plot);
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        let mut places = Places::new(plot.frame);
        name_axes(snapshot, pair, &style.theme, &plot, &mut places);
        self.draw_models(snapshot, pair, &style.theme, (&plot, &mut places));
    }
}

impl BoundaryPanel {
    fn fit(&mut self, train: &Dataset, (a, b): (usize, usize)) {
        let ends = |j: usize| {
            let values = || (0..train.n_samples()).map(|i| train.row(i)[j]);
            let low = values().fold(f64::INFINITY, f64::min);
            let high = values().fold(f64::NEG_INFINITY, f64::max);
            let air = if high > low { AIR * (high - low) } else { 1.0 };
            (low - air, high + air)
        };
        let ((left, right), (low, high)) = (ends(a), ends(b));
        self.domain = [left, right, low, high];
        self.means = vec![0.0; train.n_features()];
        for row in train.x().chunks_exact(train.n_features()) {
            self.means.iter_mut().zip(row).for_each(|(mean, x)| *mean += x);
        }
        self.means.iter_mut().for_each(|mean| *mean /= train.n_samples() as f64);
    }

    fn plot(&self, style: &Style, surface: &SharedSurface) -> Plot {
        let (width, height) = style.size;
        let right = (width - 12.0).max(80.0);
        let frame = Rect { left: 40.0, top: 8.0, right, bottom: (height - 24.0).max(28.0) };
        let [left, right, low, high] = self.domain;
        Plot::new(surface, frame, Axis::linear(left, right), Axis::linear(low, high))
    }

    /// With more than two features all others stand at their means.
    fn plane(&self, point: &Point, (a, b): (usize, usize)) -> Plane {
        let others = point.coef.iter().zip(&self.means).enumerate().filter(|(j, _)| *j != a && *j != b);
        let offset = others.fold(point.intercept, |sum, (_, (w, mean))| sum + w * mean);
        Plane { across: point.coef[a], up: point.coef[b], offset }
    }

    fn draw_models(
        &self,
        snapshot: &Snapshot<'_>,
        pair: (usize, usize),
        theme: &Theme,
        (plot, places): (&Plot, &mut Places),
    ) {
        let here = self.plane(snapshot.point, pair);
        let halo = |place: (f64, f64)| if here.side(place) > 0.0 { theme.well } else { theme.paper };
        if let Some((kind, point)) = compared(snapshot) {
            let ends = self.plane(point, pair).level(self.domain, 0.5);
            draw_line(plot, ends, stroke(kind, theme));
            let name = Label::plain(model::name(kind), ink(kind, theme));
            put_name(plot, places, ends, name, &halo);
        }
        let kind = snapshot.penalty;
        let ends = here.level(self.domain, 0.5);
        let bands = [(0.25, "25 %"), (0.75, "75 %")].map(|(p, text)| (here.level(self.domain, p), text));
        for (ends, _) in bands {
            draw_line(plot, ends, Stroke::dashed(color(kind, theme), 1.0, BAND));
        }
        draw_line(plot, ends, stroke(kind, theme));
        let name = Label::new(ink(kind, theme)).bold(model::name(kind));
        let ignored = |j: usize, shape: &str| {
            feature(name.clone().text(format!(": {shape}, ignores ")), &snapshot.feature_names[j])
        };
        let name = match (here.across, here.up) {
            _ if snapshot.n_iter == 0 => Label::plain("Press play, or drag λ.", theme.ink_3).size(13.0),
            (0.0, 0.0) => name.text(": both are 0, so there is no line"),
            _ if ends.is_none() => name.text(": undecided beyond these rows"),
            (_, 0.0) => ignored(pair.1, "upright"),
            (0.0, _) => ignored(pair.0, "level"),
            _ => name,
        };
        if ends.is_some() {
            put_name(plot, places, ends, name, &halo);
        } else {
            let at = (plot.frame.center().0, plot.frame.top + 28.0);
            plot.label(&name.halo(theme.paper), at, Align::Center);
        }
        for (ends, text) in bands {
            put_name(plot, places, ends, Label::plain(text, theme.ink_2), &halo);
        }
    }
}

impl Plane {
    fn side(&self, (x, y): (f64, f64)) -> f64 {
        self.across * x + self.up * y + self.offset
    }

    /// The part of the domain where the probability is above `p`, corner by corner around.
    fn above(&self, [left, right, low, high]: [f64; 4], p: f64) -> Vec<(f64, f64)> {
        let corners = [(left, low), (right, low), (right, high), (left, high)];
        // Huge weights would overflow in what follows, and only shares of them matter.
        let logit = (p / (1.0 - p)).ln();
        let size = self.across.abs().max(self.up.abs()).max(self.offset.abs()).max(1.0);
        let held = Self { across: self.across / size, up: self.up / size, offset: self.offset / size };
        let sides = corners.map(|corner| held.side(corner) - logit / size);
        let mut part = Vec::new();
        for k in 0..4 {
            let (next, here) = ((k + 1) % 4, sides[k]);
            if here > 0.0 {
                part.push(corners[k]);
            }
            if (here > 0.0) != (sides[next] > 0.0) {
                let t = here / (here - sides[next]);
                let along = |from: f64, to: f64| from + t * (to - from);
                part.push((along(corners[k].0, corners[next].0), along(corners[k].1, corners[next].1)));
            }
        }
        part.retain(|(x, y)| x.is_finite() && y.is_finite());
        part
    }

    /// Where the line of probability `p` enters and leaves the domain.
    fn level(&self, domain: [f64; 4], p: f64) -> Option<[(f64, f64); 2]> {
        let [left, right, low, high] = domain;
        let corners = [(left, low), (right, low), (right, high), (left, high)];
        let part = self.above(domain, p);
        let mut ends = part.into_iter().filter(|point| !corners.contains(point));
        Some([ends.next()?, ends.next()?])
    }
}

fn draw_rows(train: &Dataset, (a, b): (usize, usize), theme: &Theme, plot: &Plot) {
    let radius = if train.n_samples() > 150 { 2.25 } else { 3.0 };
    for (i, &y) in train.y().iter().enumerate() {
        let row = train.row(i);
        let (x, up) = plot.at((row[a], row[b]));
        let center = (units(x), units(up));
        plot.with_surface(|surface| {
            surface.mark(if y == 1.0 {
                Mark::Disc { center, radius: units(radius), color: theme.ink }
            } else {
                Mark::Ring { center, radius: units(radius), stroke: Stroke::solid(theme.ink, 1.0) }
            });
        });
    }
}

/// The half-plane of class 1, and both axes.
fn draw_ground(plane: Plane, domain: [f64; 4], theme: &Theme, plot: &Plot) {
    let part = plane.above(domain, 0.5);
    if part.len() > 2 {
        let corners: Vec<(i32, i32)> =
            part.into_iter().map(|at| plot.at(at)).map(|(x, y)| (units(x), units(y))).collect();
        plot.with_surface(|surface| surface.area(corners, theme.well));
    }
    let Rect { left, right, top, bottom } = plot.frame;
    let stroke = Stroke::solid(theme.axis, HAIRLINE);
    plot.rule((left, bottom), (right, bottom), stroke);
    plot.rule((left, top), (left, bottom), stroke);
    for value in plot.x.ticks(5) {
        let x = plot.at((value, 0.0)).0;
        plot.rule((x, bottom), (x, bottom + 4.0), stroke);
        plot.label(&Label::plain(number::tick(value), theme.ink_3), (x, bottom + 13.0), Align::Center);
    }
    for value in plot.y.ticks(6) {
        let y = plot.at((0.0, value)).1;
        plot.rule((left - 4.0, y), (left, y), stroke);
        plot.label(&Label::plain(number::tick(value), theme.ink_3), (left - 7.0, y), Align::Right);
    }
}

/// Appends a feature: `x` with its number where it is named so, else its name.
fn feature(label: Label, name: &str) -> Label {
    let number = name.strip_prefix('x').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    match number.filter(|number| !number.is_empty()) {
        Some(number) => label.math("x").subscript(number),
        None => label.weight_of(name),
    }
}

fn name_axes(
    snapshot: &Snapshot<'_>,
    (a, b): (usize, usize),
    theme: &Theme,
    plot: &Plot,
    places: &mut Places,
) {
    let name = |j: usize| feature(Label::new(theme.ink), &snapshot.feature_names[j]).halo(theme.paper);
    let Rect { left, right, top, bottom } = plot.frame;
    places.take(plot.label(&name(a), (right - 4.0, bottom - 10.0), Align::Right));
    places.take(plot.label(&name(b), (left + 6.0, top + 9.0), Align::Left));
}

fn draw_line(plot: &Plot, ends: Option<[(f64, f64); 2]>, stroke: Stroke) {
    let Some(ends) = ends else { return };
    let ends = ends.map(|end| plot.at(end)).map(|(x, y)| (units(x), units(y)));
    plot.with_surface(|surface| surface.line(ends, stroke, false, 0.0));
}

/// Writes a name beside a line, at the first place along it that is free.
fn put_name(
    plot: &Plot,
    places: &mut Places,
    ends: Option<[(f64, f64); 2]>,
    name: Label,
    halo: &dyn Fn((f64, f64)) -> super::theme::Color,
) {
    let Some([from, to]) = ends else { return };
    let along = |t: f64| (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
    for t in NAMES_AT {
        let lines = [name.clone().halo(halo(along(t)))];
        for direction in [Direction::East, Direction::West, Direction::NorthEast, Direction::SouthWest] {
            let anchor = plot.at(along(t));
            let found =
                plot.with_surface(|surface| places.choose(surface, &lines, anchor, 6.0, &[direction]));
            if found.is_some_and(|(rect, _)| places.is_free(&rect)) {
                plot.with_surface(|surface| places.draw(surface, &lines, anchor, 6.0, direction));
                return;
            }
        }
    }
}
