//! Constraint geometry: loss contours and the penalty's ball in the plane of two weights, or their sum, the objective.

use plotters::element::Circle;
use plotters::series::LineSeries;
use plotters::style::Color as _;

mod ground;
mod least;
mod levels;
mod objective;
mod optimum;
mod pull;
mod roundness;
mod text;
mod writer;

use self::ground::{draw_allowance, draw_axis_labels, draw_ground};
use self::least::draw_least_label;
use self::objective::{Path, draw_objective_contours, draw_start, penalty_of};
use self::optimum::{draw_optimum_label, least_lines, touch_lines};
use self::pull::pulls;
use self::roundness::draw_roundness_label;
pub(in crate::charts) use self::text::{start_trajectory, text};
use self::writer::{Obstacles, Writer};
use crate::charts::axis::Axis;
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::elements::ringed_dot;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::registry::unknown_view;
use crate::charts::places::Rect;
use crate::charts::style::px;
use crate::charts::surface::DrawingResult;
use crate::error::Result;
use crate::lab::{Slice, Snapshot, StartTrajectory};
use crate::model::PairPenalty;

/// Below this width, labels are short.
const NARROW: f64 = 370.0;
/// Contours, ball, trail, current point and the gradients of loss and penalty there.
#[derive(Debug, Clone, Default)]
pub struct GeometryPanel {
    drawn: Slice,
    /// Marks and labels on the axes layer, and the last positions of labels on the live layer.
    obstacles: Obstacles,
    /// Whether the view is that of the objective: contours of loss plus penalty, and a draggable start point.
    is_objective: bool,
    /// The penalty in those contours.
    drawn_penalty: PairPenalty,
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
        redraw_all: bool,
    ) -> DrawingResult {
        if snapshot.slice.is_none() && self.drawn != Slice::default() {
            // The new data have one feature, so the plane of the old data is removed.
            *self = Self { is_objective: self.is_objective, ..Self::default() };
            layers.axes.start(Paint::Replace);
            layers.live.start(Paint::Replace);
        }
        let Some(slice) = snapshot.slice.filter(|slice| !slice.loss.is_empty()) else {
            return Ok(());
        };
        let penalty = penalty_of(snapshot, slice);
        if redraw_all || *slice != self.drawn || (self.is_objective && penalty != self.drawn_penalty) {
            if slice.domain != self.drawn.domain {
                self.obstacles.forget_positions();
            }
            self.drawn = slice.clone();
            self.drawn_penalty = penalty;
            let chart = Chart::on(layers.axes.start(Paint::Replace), self.coordinates(style))?;
            let mut writer = self.writer(style, &chart, self.obstacles.cleared(chart.frame));
            if self.is_objective {
                draw_objective_contours(&penalty, &mut writer)?;
            } else {
                draw_ground(&mut writer)?;
            }
            self.obstacles = writer.obstacles;
        }
        self.draw_live(snapshot, style, layers)
    }

    fn choose_view(&mut self, view: &str) -> Result<()> {
        self.is_objective = match view {
            "constraint" => false,
            "objective" => true,
            _ => return Err(unknown_view("geometry", view)),
        };
        self.obstacles.forget_positions();
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

/// The start point of the trajectory, or that of the run.
fn start(snapshot: &Snapshot<'_>, slice: &Slice) -> Option<(f64, f64)> {
    // After a change of the data, the plane drawn is still that of the old data.
    let is_drawn = !slice.loss.is_empty() && snapshot.slice.is_some_and(|now| now.pair == slice.pair);
    if !is_drawn || snapshot.history.is_empty() {
        return None;
    }
    let (coef, (a, b)) = (snapshot.history.coef(0), slice.pair);
    let run = (*coef.get(a)?, *coef.get(b)?);
    Some(snapshot.start_trajectory.map_or(run, StartTrajectory::start))
}

impl GeometryPanel {
    fn writer<'a>(&'a self, style: &'a Style, chart: &'a Chart, obstacles: Obstacles) -> Writer<'a> {
        Writer { chart, slice: &self.drawn, style, obstacles, has_ball: !self.is_objective }
    }

    fn draw_live(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) -> DrawingResult {
        let chart = Chart::on(layers.live.start(Paint::Replace), self.coordinates(style))?;
        let mut writer = self.writer(style, &chart, self.obstacles.clone());
        let now = draw_trail(snapshot, &mut writer)?;
        writer.reserve(Rect::around(chart.at(now), 8.0));
        if self.is_objective {
            self.draw_objective_labels(snapshot, &mut writer)?;
        } else {
            draw_constraint_labels(snapshot, chart.at(now), &mut writer)?;
        }
        chart.clipped(0.0, || chart.draw(&ringed_dot(now, 6.5, style.theme.ink, style.theme.paper)))?;
        if let Some(start) = start(snapshot, &self.drawn).filter(|_| self.is_objective) {
            draw_start(start, snapshot.start_trajectory.is_none(), &mut writer)?;
        }
        let obstacles = writer.obstacles;
        self.obstacles.keep_positions(obstacles);
        Ok(())
    }

    /// The trajectory from the start point, and the labels of the minima of objective and loss.
    fn draw_objective_labels(&self, snapshot: &Snapshot<'_>, writer: &mut Writer<'_>) -> DrawingResult {
        if let Some(start) = start(snapshot, &self.drawn) {
            writer.reserve(Rect::around(writer.chart.at(start), 9.0));
        }
        let path = snapshot.start_trajectory.map(|start_trajectory| Path::new(start_trajectory, writer));
        draw_axis_labels(snapshot, writer);
        draw_optimum_label(&least_lines(snapshot, writer), writer)?;
        draw_least_label(writer)?;
        path.map_or(Ok(()), |path| path.draw(writer))
    }
}

/// The gradients of loss and penalty at the current weights, and all labels, the most important first.
fn draw_constraint_labels(
    snapshot: &Snapshot<'_>,
    now: (f64, f64),
    writer: &mut Writer<'_>,
) -> DrawingResult {
    let is_inside = writer.chart.frame.nearest(now) == now;
    let pulls = if is_inside { pulls(snapshot, writer.style, now) } else { Vec::new() };
    for pull in &pulls {
        pull.reserve(writer);
    }
    draw_axis_labels(snapshot, writer);
    draw_optimum_label(&touch_lines(snapshot, writer), writer)?;
    draw_least_label(writer)?;
    draw_allowance(writer);
    for pull in &pulls {
        pull.draw(writer)?;
        pull.draw_label(writer);
    }
    draw_roundness_label(writer);
    Ok(())
}

/// The path of the two weights so far, with dots at iterations 1, 2, 4, 8 …; returns the current weights.
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
        writer.reserve(Rect::around(writer.chart.at(point), 3.0));
    }
    let (chart, ink) = (writer.chart, writer.style.theme.ink);
    chart.clipped(0.0, || {
        chart.draw_series(LineSeries::new(trail, ink.line(1.5)))?;
        chart.draw_series(dots.into_iter().map(|dot| Circle::new(dot, px(2.0), ink.filled())))
    })?;
    Ok(now)
}
