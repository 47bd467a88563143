//! Decision boundary: the line of probability ½ of each model in the plane of two features.

mod text;

use plotters::element::{Circle, Polygon};
use plotters::style::{Color as _, ShapeStyle};

pub(in crate::charts) use self::text::text;
use crate::charts::axis::Axis;
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::classes::short_class_names;
use crate::charts::elements::StrokedPath;
use crate::charts::half_plane::Plane;
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::model::{self, color, ink, stroke};
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::calibration::compared;
use crate::charts::panels::placeholder;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{Stroke, px, px_at};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::theme::{Color, Theme};
use crate::data::{Dataset, Task};
use crate::lab::Snapshot;
use crate::model::Point;

/// Height above the plot, for the legend of the classes.
const TOP: f64 = 24.0;
/// Margin around the rows, as a share of their range.
const MARGIN: f64 = 0.06;
/// Least distance of two ticks, in CSS pixels.
const TICK_ROOM: f64 = 45.0;
const BAND: &[f64] = &[4.0, 3.0];
/// Positions along a line at which its name is tried, as shares of its length.
const NAMES_AT: [f64; 6] = [0.06, 0.94, 0.2, 0.8, 0.35, 0.65];

/// The training rows, the half-plane of class 1, and the line where each model predicts 50 %.
#[derive(Debug, Clone, Default)]
pub struct BoundaryPanel {
    /// Run and features of the rows on the trace layer.
    drawn: Option<(usize, (usize, usize))>,
    /// Left, right, lower and upper end.
    domain: [f64; 4],
    /// Mean of every feature.
    means: Vec<f64>,
}

impl Panel for BoundaryPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let pair = snapshot.slice.map(|slice| slice.pair);
        let Some(pair) = pair.filter(|_| snapshot.train.task() == Task::Classification) else {
            let text = if pair.is_some() {
                message!(style, "boundary.label.two-classes", "A boundary needs two classes.")
            } else {
                message!(style, "boundary.label.two-features", "A boundary needs two features.")
            };
            self.drawn = None;
            layers.axes.start(Paint::Replace);
            layers.trace.start(Paint::Replace);
            let chart = self.chart(style, layers.live.start(Paint::Replace))?;
            let label = Label::plain(text, style.theme.ink_3).size(13.0);
            chart.label(&label, chart.frame.center(), Align::Center);
            return Ok(());
        };
        let theme = &style.theme;
        let now = Some((snapshot.run, pair));
        if redraw_all || now != self.drawn {
            self.drawn = now;
            self.fit(snapshot.train, pair);
            let trace = self.chart(style, layers.trace.start(Paint::Replace))?;
            draw_rows(snapshot.train, pair, theme, &trace)?;
        }
        let plane = self.plane(snapshot.point, pair);
        let mut axes = self.chart(style, layers.axes.start(Paint::Replace))?;
        draw_axes(plane, self.domain, theme, &mut axes)?;
        let chart = self.chart(style, layers.live.start(Paint::Replace))?;
        let mut places = Places::new(Rect { bottom: chart.frame.bottom - 4.0, ..chart.frame });
        let coordinates = self.coordinates(style);
        let halo = |position| match coordinates.value_at(position) {
            Some(at) if plane.side(at) > 0.0 => theme.well,
            _ => theme.paper,
        };
        name_axes(snapshot, pair, theme, (&chart, &mut places), &halo);
        name_classes(snapshot.train, style, &chart)?;
        self.draw_models(snapshot, pair, style, (&chart, &mut places), &halo)
    }
}

impl BoundaryPanel {
    fn fit(&mut self, train: &Dataset, (a, b): (usize, usize)) {
        let ends = |j: usize| {
            let values = || (0..train.n_samples()).map(|i| train.row(i)[j]);
            let low = values().fold(f64::INFINITY, f64::min);
            let high = values().fold(f64::NEG_INFINITY, f64::max);
            let air = if high > low { MARGIN * (high - low) } else { 1.0 };
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

    fn coordinates(&self, style: &Style) -> Coordinates {
        let (width, height) = style.size;
        let right = (width - 12.0).max(80.0);
        let frame = Rect { left: 40.0, top: TOP, right, bottom: (height - 24.0).max(TOP + 20.0) };
        let [left, right, low, high] = self.domain;
        Coordinates { frame, x: Axis::linear(left, right), y: Axis::linear(low, high) }
    }

    fn chart(&self, style: &Style, surface: &Surface) -> DrawingResult<Chart> {
        Chart::on(surface, self.coordinates(style))
    }

    /// The linear predictor in the plane, with all other features at their means.
    fn plane(&self, point: &Point, (a, b): (usize, usize)) -> Plane {
        let others = point.coef.iter().zip(&self.means).enumerate().filter(|(j, _)| *j != a && *j != b);
        let offset = others.fold(point.intercept, |sum, (_, (w, mean))| sum + w * mean);
        Plane { across: point.coef[a], up: point.coef[b], offset }
    }

    fn draw_models(
        &self,
        snapshot: &Snapshot<'_>,
        pair: (usize, usize),
        style: &Style,
        (chart, places): (&Chart, &mut Places),
        halo: &dyn Fn((f64, f64)) -> Color,
    ) -> DrawingResult {
        let theme = &style.theme;
        let here = self.plane(snapshot.point, pair);
        let kind = snapshot.penalty;
        let bands = [(0.25, "25\u{2009}%"), (0.75, "75\u{2009}%")];
        let bands = bands.map(|(p, text)| (here.level(self.domain, p), text));
        for (ends, _) in bands {
            draw_line(chart, ends, Stroke::dashed(color(kind, theme), 1.0, BAND))?;
        }
        let other = compared(snapshot);
        let other = other.map(|(kind, point)| (kind, self.plane(point, pair).level(self.domain, 0.5)));
        if let Some((kind, ends)) = other {
            draw_line(chart, ends, stroke(kind, theme))?;
            reserve_line(chart, places, ends);
        }
        let ends = here.level(self.domain, 0.5);
        draw_line(chart, ends, stroke(kind, theme))?;
        reserve_line(chart, places, ends);
        let name = self.name(snapshot, pair, here, style);
        if !put_name(chart, places, ends, &name, halo) {
            let at = (chart.frame.center().0, chart.frame.top + 28.0);
            places.reserve(chart.label(&name.halo(halo(at)), at, Align::Center));
        }
        if let Some((kind, ends)) = other {
            let name = Label::plain(model::label(kind, &style.catalogue), ink(kind, theme));
            put_name(chart, places, ends, &name, halo);
        }
        // A name may cross the dashes of a band, but not the name of another band.
        for (ends, _) in bands {
            reserve_line(chart, places, ends);
        }
        for (ends, text) in bands {
            put_name(chart, places, ends, &Label::plain(text, theme.ink_2), halo);
        }
        Ok(())
    }

    /// The name of the current model, and the feature that it does not use.
    fn name(&self, snapshot: &Snapshot<'_>, (a, b): (usize, usize), here: Plane, style: &Style) -> Label {
        let label = || Label::new(ink(snapshot.penalty, &style.theme));
        let name = label().bold(model::label(snapshot.penalty, &style.catalogue));
        let ignored = |j: usize| feature(label(), snapshot.feature_names, j);
        let with_name = |text: String| label().text(text).fill("{model}", name.clone());
        match (here.across, here.up) {
            _ if snapshot.n_iter == 0 => {
                Label::plain(placeholder::press_play(style), style.theme.ink_3).size(13.0)
            }
            (0.0, 0.0) => with_name(message!(
                style,
                "boundary.label.both-zero",
                "{model}: both are 0, so there is no line",
                model = "{model}"
            )),
            _ if here.level(self.domain, 0.5).is_none() => with_name(message!(
                style,
                "boundary.label.undecided-beyond",
                "{model}: undecided beyond these rows",
                model = "{model}"
            )),
            (_, 0.0) => with_name(message!(
                style,
                "boundary.label.upright",
                "{model}: upright, ignores {feature}",
                model = "{model}",
                feature = "{feature}"
            ))
            .fill("{feature}", ignored(b)),
            (0.0, _) => with_name(message!(
                style,
                "boundary.label.level",
                "{model}: level, ignores {feature}",
                model = "{model}",
                feature = "{feature}"
            ))
            .fill("{feature}", ignored(a)),
            _ => name,
        }
    }
}

fn draw_rows(train: &Dataset, (a, b): (usize, usize), theme: &Theme, chart: &Chart) -> DrawingResult {
    let radius = px(if train.n_samples() > 150 { 2.25 } else { 3.0 });
    chart.draw_series(train.y().iter().enumerate().map(|(i, &y)| {
        let row = train.row(i);
        Circle::new((row[a], row[b]), radius, class_style(y == 1.0, theme))
    }))
}

/// The half-plane of class 1, and both axes.
fn draw_axes(plane: Plane, domain: [f64; 4], theme: &Theme, chart: &mut Chart) -> DrawingResult {
    let part = plane.above(domain, 0.5);
    if part.len() > 2 {
        chart.draw(&Polygon::new(part, theme.well.filled()))?;
    }
    chart.bottom_values(theme, TICK_ROOM)?;
    chart.left_axis(theme, TICK_ROOM)
}

/// Appends the name of a feature: an italic `x` with its number if it is named so, otherwise its name.
fn feature(label: Label, names: &[String], j: usize) -> Label {
    let number = names[j].strip_prefix('x').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    match number.filter(|number| !number.is_empty()) {
        Some(number) => label.math("x").subscript(number),
        None => label.weight_of(names, j),
    }
}

fn name_axes(
    snapshot: &Snapshot<'_>,
    (a, b): (usize, usize),
    theme: &Theme,
    (chart, places): (&Chart, &mut Places),
    halo: &dyn Fn((f64, f64)) -> Color,
) {
    let Rect { left, right, top, bottom } = chart.frame;
    for (j, at, align) in
        [(a, (right - 4.0, bottom - 10.0), Align::Right), (b, (left + 6.0, top + 9.0), Align::Left)]
    {
        let name = feature(Label::new(theme.ink), snapshot.feature_names, j).halo(halo(at));
        let rect = chart.label(&name, at, align);
        places.reserve(Rect { left: rect.left - 8.0, right: rect.right + 8.0, ..rect });
    }
}

/// The legend of the classes, above the plot.
fn name_classes(train: &Dataset, style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let (mut x, y) = (chart.frame.left + 4.0, chart.frame.top - 12.0);
    for (name, is_one) in short_class_names(train, &style.catalogue).into_iter().zip([false, true]) {
        chart.surface.draw(&Circle::new(px_at((x, y)), px(3.0), class_style(is_one, theme)))?;
        x = chart.label(&Label::plain(name, theme.ink_2), (x + 8.0, y), Align::Left).right + 18.0;
    }
    Ok(())
}

/// Class 1 is a disc, class 0 a ring.
fn class_style(is_one: bool, theme: &Theme) -> ShapeStyle {
    if is_one { theme.ink.filled() } else { theme.ink.line(1.0) }
}

fn draw_line(chart: &Chart, ends: Option<[(f64, f64); 2]>, stroke: Stroke) -> DrawingResult {
    match ends {
        Some(ends) => chart.draw(&StrokedPath::new(ends, stroke)),
        None => Ok(()),
    }
}

/// Reserves the place of a line against labels.
fn reserve_line(chart: &Chart, places: &mut Places, ends: Option<[(f64, f64); 2]>) {
    let Some(ends) = ends else { return };
    let [from, to] = ends.map(|end| chart.at(end));
    for step in 0..=60 {
        let t = f64::from(step) / 60.0;
        let along = |from: f64, to: f64| from + t * (to - from);
        places.reserve(Rect::around((along(from.0, to.0), along(from.1, to.1)), 3.0));
    }
}

/// Draws a name beside a line, at the first free position along it; returns whether there was one.
fn put_name(
    chart: &Chart,
    places: &mut Places,
    ends: Option<[(f64, f64); 2]>,
    name: &Label,
    halo: &dyn Fn((f64, f64)) -> Color,
) -> bool {
    let Some([from, to]) = ends else { return false };
    let along = |t: f64| (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
    for t in NAMES_AT {
        let anchor = chart.at(along(t));
        for direction in [Direction::East, Direction::West, Direction::NorthEast, Direction::SouthWest] {
            let lines = std::slice::from_ref(name);
            let found = places.choose(&chart.surface, lines, anchor, 8.0, &[direction]);
            let Some((rect, _)) = found.filter(|(rect, _)| places.is_free(rect)) else { continue };
            let lines = [name.clone().halo(halo(rect.center()))];
            places.draw(&chart.surface, &lines, anchor, 8.0, direction);
            return true;
        }
    }
    false
}
