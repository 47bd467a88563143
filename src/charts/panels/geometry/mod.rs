//! Constraint geometry: loss contours and the penalty's ball in the plane of two weights, or their sum, the objective.

use plotters::element::{Circle, PathElement};
use plotters::series::LineSeries;
use plotters::style::Color as _;

mod ground;
mod objective;
mod pull;
mod roundness;
mod writer;

use self::ground::draw_ground;
use self::objective::{Path, draw_start, draw_terrain, price};
use self::pull::pulls;
use self::roundness::draw_roundness_label;
use self::writer::Writer;
use crate::charts::axis::Axis;
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::elements::ringed_dot;
use crate::charts::label::Label;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::registry::unknown_view;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{px, px_at};
use crate::charts::surface::DrawingResult;
use crate::error::Result;
use crate::lab::{Slice, Snapshot, StartTrajectory};
use crate::model::Penalty;

/// Below this width labels are short.
const NARROW: f64 = 370.0;
/// From the optimum to its label.
const TOUCH_DISTANCE: f64 = 26.0;
/// Where the optimum's label is tried first: outside of the ball, off the axis.
const TOUCH: [Direction; 6] = [
    Direction::SouthEast,
    Direction::South,
    Direction::NorthEast,
    Direction::SouthWest,
    Direction::North,
    Direction::NorthWest,
];

/// Contours, ball, trail, current point and the gradients of loss and penalty there.
#[derive(Debug, Clone, Default)]
pub struct GeometryPanel {
    drawn: Slice,
    /// Where the labels of the still layer are.
    taken: Places,
    /// Where the optimum's label was last; it stays while the place is free.
    label_at: Option<Direction>,
    /// The second view: contours of loss plus penalty, and a start that can be dragged.
    is_objective: bool,
    /// The penalty in those contours.
    priced: Penalty,
}

impl GeometryPanel {
    /// Width divided by height of the plot on a surface of this size.
    #[must_use]
    pub fn aspect(size: (f64, f64)) -> f64 {
        let Rect { left, top, right, bottom } = frame(size);
        (right - left) / (bottom - top)
    }

    fn coordinates(&self, style: &Style) -> Coordinates {
        let [u0, u1, v0, v1] = self.drawn.domain;
        Coordinates { frame: frame(style.size), x: Axis::linear(u0, u1), y: Axis::linear(v0, v1) }
    }
}

fn frame((width, height): (f64, f64)) -> Rect {
    Rect { left: 1.0, top: 1.0, right: width.max(40.0) - 1.0, bottom: height.max(40.0) - 1.0 }
}

impl Panel for GeometryPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        if snapshot.slice.is_none() && self.drawn != Slice::default() {
            // Other data, of one feature: the plane of the last ones must not stay.
            *self = Self { is_objective: self.is_objective, ..Self::default() };
            layers.axes.start(Paint::Replace);
            layers.live.start(Paint::Replace);
        }
        let Some(slice) = snapshot.slice.filter(|slice| !slice.loss.is_empty()) else {
            return Ok(());
        };
        let penalty = price(snapshot);
        if afresh || *slice != self.drawn || (self.is_objective && penalty != self.priced) {
            self.drawn = slice.clone();
            self.priced = penalty;
            let chart = Chart::on(layers.axes.start(Paint::Replace), self.coordinates(style))?;
            let mut writer = self.writer(style, &chart, Places::new(chart.frame));
            if self.is_objective {
                draw_terrain(snapshot, style, &penalty, &mut writer)?;
            } else {
                draw_ground(snapshot, style, &mut writer)?;
            }
            self.taken = writer.places;
        }
        self.draw_live(snapshot, style, layers)
    }

    fn choose_view(&mut self, view: &str) -> Result<()> {
        self.is_objective = match view {
            "constraint" => false,
            "objective" => true,
            _ => return Err(unknown_view("geometry", view)),
        };
        self.label_at = None;
        Ok(())
    }

    fn start_at(&self, style: &Style, place: (f64, f64)) -> Option<(f64, f64)> {
        if !self.is_objective || self.drawn.loss.is_empty() {
            return None;
        }
        let coordinates = self.coordinates(style);
        coordinates.value_at(coordinates.frame.nearest(place))
    }

    fn start_place(&self, snapshot: &Snapshot<'_>, style: &Style) -> Option<(f64, f64)> {
        let coordinates = self.coordinates(style);
        let place = coordinates.at(start(snapshot, &self.drawn)?);
        (self.is_objective && coordinates.frame.nearest(place) == place).then_some(place)
    }
}

/// The chosen start of a path, or else that of the run.
fn start(snapshot: &Snapshot<'_>, slice: &Slice) -> Option<(f64, f64)> {
    // With other data the plane that is drawn is still that of the last ones.
    let is_drawn = !slice.loss.is_empty() && snapshot.slice.is_some_and(|now| now.pair == slice.pair);
    if !is_drawn || snapshot.history.is_empty() {
        return None;
    }
    let (coef, (a, b)) = (snapshot.history.coef(0), slice.pair);
    let run = (*coef.get(a)?, *coef.get(b)?);
    Some(snapshot.start_trajectory.map_or(run, StartTrajectory::start))
}

impl GeometryPanel {
    fn writer<'a>(&'a self, style: &'a Style, chart: &'a Chart, places: Places) -> Writer<'a> {
        let writer = Writer::new(chart, &self.drawn, &style.theme, places);
        if self.is_objective { writer.without_ball() } else { writer }
    }

    fn draw_live(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) -> DrawingResult {
        let chart = Chart::on(layers.live.start(Paint::Replace), self.coordinates(style))?;
        let theme = &style.theme;
        let mut writer = self.writer(style, &chart, self.taken.clone());
        let now = draw_trail(snapshot, &mut writer)?;
        let at = chart.at(now);
        writer.places.take(Rect::around(at, 8.0));
        let label_at = if self.is_objective {
            self.draw_what_if(snapshot, style, &mut writer)?
        } else {
            let pulls = pulls(snapshot, theme, at);
            for pull in &pulls {
                pull.take(&mut writer.places);
            }
            let lines = touch_lines(snapshot, writer.slice, style);
            let label_at = draw_touch(lines, style, &mut writer, self.label_at)?;
            for pull in &pulls {
                pull.draw(&mut writer)?;
            }
            draw_roundness_label(style, &mut writer);
            label_at
        };
        chart.clipped(0.0, || chart.draw(&ringed_dot(now, 6.5, theme.ink, theme.paper)))?;
        if let Some(start) = start(snapshot, &self.drawn).filter(|_| self.is_objective) {
            draw_start(start, snapshot.start_trajectory.is_none(), &mut writer)?;
        }
        self.label_at = label_at;
        Ok(())
    }

    /// The label of the least objective, and the path from a chosen start.
    fn draw_what_if(
        &self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        writer: &mut Writer<'_>,
    ) -> DrawingResult<Option<Direction>> {
        if let Some(start) = start(snapshot, &self.drawn) {
            writer.places.take(Rect::around(writer.chart.at(start), 9.0));
        }
        let path = snapshot.start_trajectory.map(|start_trajectory| Path::new(start_trajectory, writer));
        let lines = least_lines(snapshot, writer.slice, style);
        let label_at = draw_touch(lines, style, writer, self.label_at)?;
        if let Some(path) = path {
            path.draw(writer)?;
        }
        Ok(label_at)
    }
}

/// The path of the two weights so far, with dots at iterations 1, 2, 4, 8 …; returns where they are.
fn draw_trail(snapshot: &Snapshot<'_>, writer: &mut Writer<'_>) -> DrawingResult<(f64, f64)> {
    let (a, b) = writer.slice.pair;
    let place = |coef: &[f64]| (coef[a], coef[b]);
    let history = snapshot.history;
    let now = place(&snapshot.point.coef);
    let mut trail: Vec<(f64, f64)> = (0..history.len()).map(|k| place(history.coef(k))).collect();
    let doublings = (0..history.len()).filter(|&k| history.iterations()[k].is_power_of_two());
    let dots: Vec<(f64, f64)> = doublings.map(|k| trail[k]).collect();
    trail.push(now);
    for &point in trail.iter().step_by((trail.len() / 30).max(1)) {
        writer.places.take(Rect::around(writer.chart.at(point), 3.0));
    }
    let (chart, ink) = (writer.chart, writer.theme.ink);
    chart.clipped(0.0, || {
        chart.draw_series(LineSeries::new(trail, ink.line(1.5)))?;
        chart.draw_series(dots.into_iter().map(|dot| Circle::new(dot, px(2.0), ink.filled())))
    })?;
    Ok(now)
}

/// Writes beside the optimum what it means, with a leader line; returns the side on which the label is.
fn draw_touch(
    lines: Vec<Label>,
    style: &Style,
    writer: &mut Writer<'_>,
    last: Option<Direction>,
) -> DrawingResult<Option<Direction>> {
    let Some(optimum) = writer.slice.optimum.filter(|_| writer.slice.l1_ratio.is_some()) else {
        return Ok(None);
    };
    let anchor = writer.chart.at(optimum);
    let directions: Vec<Direction> = last.into_iter().chain(TOUCH).collect();
    let Some((rect, direction)) = writer.label_beside(lines, anchor, TOUCH_DISTANCE, &directions) else {
        return Ok(None);
    };
    let end = rect.nearest(anchor);
    let (dx, dy) = (end.0 - anchor.0, end.1 - anchor.1);
    let length = dx.hypot(dy);
    if length > 12.0 {
        let start = (anchor.0 + dx * 9.0 / length, anchor.1 + dy * 9.0 / length);
        let ends = [start, end].map(px_at);
        writer.chart.surface.draw(&PathElement::new(ends, style.theme.ink.line(1.0)))?;
    }
    Ok(Some(direction))
}

/// The least objective, and which of the two weights are exactly 0 there.
fn least_lines(snapshot: &Snapshot<'_>, slice: &Slice, style: &Style) -> Vec<Label> {
    let bold = || Label::new(style.theme.ink);
    let zero = |j: usize| bold().weight_of(&snapshot.feature_names[j]).bold(" is exactly 0");
    let mut lines = vec![bold().bold("least objective")];
    match slice.optimum {
        Some((0.0, 0.0)) => lines.push(bold().bold("both are exactly 0")),
        Some((_, 0.0)) => lines.push(zero(slice.pair.1)),
        Some((0.0, _)) => lines.push(zero(slice.pair.0)),
        _ => {}
    }
    lines
}

/// What the touch of contour and ball means for the two weights.
fn touch_lines(snapshot: &Snapshot<'_>, slice: &Slice, style: &Style) -> Vec<Label> {
    let bold = || Label::new(style.theme.ink);
    let zero = |j: usize| bold().weight_of(&snapshot.feature_names[j]).bold(" is exactly 0");
    let corner = if style.size.0 < NARROW { "at a corner:" } else { "optimum at a corner:" };
    let has_corners = slice.l1_ratio.is_some_and(|r| r > 0.0);
    match slice.optimum {
        Some((0.0, 0.0)) if has_corners => vec![bold().bold("both are exactly 0")],
        Some((_, 0.0)) if has_corners => vec![bold().bold(corner), zero(slice.pair.1)],
        Some((0.0, _)) if has_corners => vec![bold().bold(corner), zero(slice.pair.0)],
        Some(_) if has_corners => vec![bold().bold("optimum on an edge:"), bold().bold("neither is 0")],
        _ => vec![bold().bold("a round ball:"), bold().bold("neither is 0")],
    }
}
