//! The objective view: contours of the objective, and the trajectory from a chosen start point.

use plotters::element::{Circle, EmptyElement};
use plotters::style::Color as _;

use super::ground::{MAX_CONTOURS, draw_axis_lines, draw_levels};
use super::least::draw_least;
use super::levels::Levels;
use super::optimum::draw_optimum;
use super::writer::Writer;
use crate::charts::elements::{StrokedPath, ringed_dot};
use crate::charts::label::Label;
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::{Stroke, px};
use crate::charts::surface::DrawingResult;
use crate::lab::{LossGrid, Slice, Snapshot, StartTrajectory};
use crate::model::{PairPenalty, Penalty};
use crate::solve::Status;

/// Least distance of points of a trajectory on screen, in CSS pixels; nearer points are omitted.
const NEAR: f64 = 0.75;

const AROUND: [Direction; 8] = [
    Direction::NorthEast,
    Direction::SouthEast,
    Direction::East,
    Direction::NorthWest,
    Direction::SouthWest,
    Direction::North,
    Direction::South,
    Direction::West,
];

/// The current penalty of the two weights, at strength λ/n as in the objective. That of an excluded weight, infinite except at 0, is
/// left out, because it has no contours.
pub(super) fn penalty_of(snapshot: &Snapshot<'_>, slice: &Slice) -> PairPenalty {
    let n_samples = snapshot.train.n_samples();
    let penalty = Penalty::new(snapshot.penalty, snapshot.lambda, snapshot.l1_ratio, n_samples);
    let (across, up) = slice.factors();
    let finite = |factor: f64| if factor.is_finite() { factor } else { 0.0 };
    PairPenalty::of(penalty.unwrap_or_default(), (finite(across), finite(up)))
}

/// Draws contours of loss plus penalty, axes, and the minima of loss and objective.
pub(super) fn draw_objective_contours(penalty: &PairPenalty, writer: &mut Writer<'_>) -> DrawingResult {
    let slice = writer.slice;
    let loss_grid = LossGrid::new(slice, penalty);
    let least = slice.optimum.map_or(f64::INFINITY, |(u, v)| slice.optimum_loss + penalty.value((u, v)));
    let size = (loss_grid.u.len(), loss_grid.v.len());
    let levels = Levels::new(&loss_grid.values, size, least, slice.optimum.or(slice.least).is_some());
    let contours = levels.choose(MAX_CONTOURS, None);
    writer.chart.clipped(0.0, || {
        draw_levels(writer, &loss_grid.values, size, |place| loss_grid.at(place), &contours)?;
        draw_axis_lines(writer);
        Ok(())
    })?;
    draw_least(writer)?;
    draw_optimum(writer)
}

/// The visible part of a trajectory.
pub(super) struct Path<'a> {
    start_trajectory: &'a StartTrajectory,
    points: Vec<(f64, f64)>,
}

impl<'a> Path<'a> {
    /// Keeps points that are far enough apart on screen, and reserves their places against labels.
    pub fn new(start_trajectory: &'a StartTrajectory, writer: &mut Writer<'_>) -> Self {
        let mut points = Vec::new();
        let mut last = None;
        for (k, &point) in start_trajectory.path.iter().enumerate() {
            let (x, y) = writer.chart.at(point);
            let is_near = last.is_some_and(|(a, b): (f64, f64)| (x - a).hypot(y - b) < NEAR);
            if !is_near || k == start_trajectory.n_iter() {
                points.push(point);
                last = Some((x, y));
            }
        }
        for &point in points.iter().step_by((points.len() / 30).max(1)) {
            writer.reserve(Rect::around(writer.chart.at(point), 3.0));
        }
        Self { start_trajectory, points }
    }

    /// Draws a dashed line with dots at iterations 1, 2, 4, 8 …, and its end.
    pub fn draw(self, writer: &mut Writer<'_>) -> DrawingResult {
        let (chart, ink, path) = (writer.chart, writer.style.theme.ink, &self.start_trajectory.path);
        let doublings = (0..path.len()).filter(|k| k.is_power_of_two());
        chart.clipped(0.0, || {
            chart.draw(&StrokedPath::new(self.points, Stroke::dashed(ink, 1.75, &[6.0, 3.0])))?;
            chart.draw_series(doublings.map(|k| Circle::new(path[k], px(2.0), ink.filled())))
        })?;
        draw_end(self.start_trajectory, writer)
    }
}

/// Draws a small disc at the end, with the number of iterations.
fn draw_end(start_trajectory: &StartTrajectory, writer: &mut Writer<'_>) -> DrawingResult {
    let (chart, style) = (writer.chart, writer.style);
    let theme = &style.theme;
    let Some(&end) = start_trajectory.path.last() else { return Ok(()) };
    chart.clipped(0.0, || chart.draw(&ringed_dot(end, 3.2, theme.ink, theme.paper)))?;
    let at = chart.frame.nearest(chart.at(end));
    writer.reserve(Rect::around(at, 5.0));
    let n_iter = number::count(start_trajectory.n_iter());
    let label = match start_trajectory.status {
        Status::Diverged => {
            let text = message!(
                style,
                "geometry.label.stopped",
                "{stopped} at iteration {iteration}",
                stopped = "{stopped}",
                iteration = "{iteration}"
            );
            let label = || Label::new(theme.warn);
            let stopped = label().bold(message!(style, "trajectories.stopped", "stopped"));
            label().text(text).fill("{stopped}", stopped).fill("{iteration}", label().text(n_iter))
        }
        Status::Running | Status::Converged | Status::NoOptimum | Status::Stalled | Status::MaxIter => {
            let text = message!(
                style,
                "geometry.label.iterations",
                "{iterations} iterations",
                iterations = "{iterations}"
            );
            let label = || Label::new(theme.ink_2);
            label().text(text).fill("{iterations}", label().text(n_iter))
        }
    };
    writer.label_near("iterations", &[label], &[at], &[9.0, 20.0, 32.0, 48.0], &AROUND);
    Ok(())
}

/// Draws the ring of the start point, with a hint until it has been dragged.
pub(super) fn draw_start(start: (f64, f64), is_new: bool, writer: &mut Writer<'_>) -> DrawingResult {
    let (chart, style) = (writer.chart, writer.style);
    let theme = &style.theme;
    let circle = EmptyElement::at(start)
        + Circle::new((0, 0), px(9.0), theme.paper.filled())
        + Circle::new((0, 0), px(6.5), theme.ink.line(2.25));
    chart.clipped(0.0, || chart.draw(&circle))?;
    let at = chart.at(start);
    writer.reserve(Rect::around(at, 9.0));
    if is_new {
        let label = [Label::plain(message!(style, "geometry.label.drag", "drag the start"), theme.ink_2)];
        writer.label_near("start", &label, &[at], &[11.0, 16.0, 24.0, 36.0], &AROUND);
    }
    Ok(())
}
