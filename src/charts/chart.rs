//! One plot on a surface: plotters' chart with methods common to all panels.

use std::ops::{Deref, DerefMut};

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::{CoordTranslate, ReverseCoordTranslate};
use plotters::element::{Drawable, PointCollection};

use super::axis::Axis;
use super::label::{Align, Label};
use super::places::Rect;
use super::style::{Stroke, UNITS, px, px_at};
use super::surface::{DrawingResult, Surface};

/// Position and axes of a plot. Converts values to positions and back, also without a surface.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// The plot's rectangle in CSS pixels.
    pub frame: Rect,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
}

impl Coordinates {
    /// The position of a value in CSS pixels.
    #[must_use]
    pub fn at(&self, point: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.cartesian().translate(&point);
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    /// The value at a position in CSS pixels, also outside of the plot: the inverse of [`Coordinates::at`].
    #[must_use]
    pub fn value_at(&self, position: (f64, f64)) -> Option<(f64, f64)> {
        self.cartesian().reverse_translate(px_at(position))
    }

    fn cartesian(&self) -> Cartesian2d<Axis, Axis> {
        let Rect { left, top, right, bottom } = self.frame;
        Cartesian2d::new(self.x, self.y, (px(left)..px(right), px(bottom)..px(top)))
    }
}

/// plotters' chart with [`Axis`] coordinates on a recording surface. All methods of [`ChartContext`] can be called on it, except
/// that [`Chart::draw_series`] replaces plotters' own, which would bend lines that leave the plot.
pub struct Chart {
    context: ChartContext<'static, Surface, Cartesian2d<Axis, Axis>>,
    /// The surface that is drawn on.
    pub surface: Surface,
    /// The plot's rectangle in CSS pixels.
    pub frame: Rect,
}

impl Deref for Chart {
    type Target = ChartContext<'static, Surface, Cartesian2d<Axis, Axis>>;

    fn deref(&self) -> &Self::Target {
        &self.context
    }
}

impl DerefMut for Chart {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.context
    }
}

impl Chart {
    /// A chart with its plot at these coordinates; labels are in the margins left of it and below it.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn on(surface: &Surface, Coordinates { frame, x, y }: Coordinates) -> DrawingResult<Self> {
        let (width, height) = surface.size();
        let context = ChartBuilder::on(&surface.drawing_area())
            .margin_top(px(frame.top))
            .margin_right(px(width) - px(frame.right))
            .y_label_area_size(px(frame.left))
            .x_label_area_size(px(height) - px(frame.bottom))
            .build_cartesian_2d(x, y)?;
        Ok(Self { context, surface: surface.clone(), frame })
    }

    /// The horizontal axis.
    #[must_use]
    pub fn x(&self) -> &Axis {
        self.as_coord_spec().x_spec()
    }

    /// The vertical axis.
    #[must_use]
    pub fn y(&self) -> &Axis {
        self.as_coord_spec().y_spec()
    }

    /// Draws an element of plotters at its values.
    ///
    /// # Errors
    /// Those of the element.
    pub fn draw<'a, E>(&self, element: &'a E) -> DrawingResult
    where
        &'a E: PointCollection<'a, (f64, f64)>,
        E: Drawable<Surface>,
    {
        self.surface.draw_at(element, |point| self.backend_coord(point))
    }

    /// Draws a series of plotters. Points outside of the plot stay where they are; [`Chart::clipped`] cuts them off.
    ///
    /// # Errors
    /// Those of its elements.
    pub fn draw_series<E>(&self, series: impl IntoIterator<Item = E>) -> DrawingResult
    where
        for<'a> &'a E: PointCollection<'a, (f64, f64)>,
        E: Drawable<Surface>,
    {
        series.into_iter().try_for_each(|element| self.draw(&element))
    }

    /// Cuts off what `draw` draws at the plot's frame, which may be widened by some CSS pixels.
    ///
    /// # Errors
    /// Those of `draw`.
    pub fn clipped(&self, widened: f64, draw: impl FnOnce() -> DrawingResult) -> DrawingResult {
        let Rect { left, top, right, bottom } = self.frame;
        let sides = [left - widened, top - widened, right + widened, bottom + widened].map(px);
        self.surface.clipped(sides, draw)
    }

    /// The position of a value in CSS pixels.
    #[must_use]
    pub fn at(&self, point: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.backend_coord(&point);
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    /// Draws a label at a position in CSS pixels; returns the rectangle that it covers.
    pub fn label(&self, label: &Label, position: (f64, f64), align: Align) -> Rect {
        label.draw(&self.surface, position, align)
    }

    /// A straight sharp line between two positions in CSS pixels that share one coordinate.
    pub fn rule(&self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        let sharp = |value: f64, is_shared: bool| {
            if is_shared { self.surface.crisp(px(value)) } else { px(value) }
        };
        let at = |(x, y): (f64, f64)| (sharp(x, from.0 == to.0), sharp(y, from.1 == to.1));
        self.surface.line([at(from), at(to)], stroke, false, 0.0);
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use plotters::element::PathElement;

    use super::*;
    use crate::charts::axis::Scale;
    use crate::charts::recording::Mark;
    use crate::charts::style::estimate;
    use crate::charts::theme::Theme;

    fn coordinates(scale: Scale) -> Coordinates {
        let frame = Rect { left: 40.0, top: 10.0, right: 380.0, bottom: 270.0 };
        Coordinates { frame, x: Axis::linear(0.0, 10.0), y: Axis::new(-2.0, 3.0, scale) }
    }

    fn chart(scale: Scale) -> Chart {
        let surface = Surface::new((400.0, 300.0), 2.0, Rc::new(estimate));
        Chart::on(&surface, coordinates(scale)).unwrap()
    }

    #[test]
    fn the_corners_of_the_frame_are_the_ends_of_the_axes() {
        let chart = chart(Scale::Linear);
        assert_eq!(chart.at((0.0, -2.0)), (40.0, 270.0));
        assert_eq!(chart.at((10.0, 3.0)), (380.0, 10.0));
    }

    #[test]
    fn value_at_is_the_inverse_of_at() {
        for scale in [Scale::Linear, Scale::SquareRoot] {
            let (coordinates, chart) = (coordinates(scale), chart(scale));
            for point in [(0.0, 0.0), (2.5, -1.7), (9.9, 2.9), (12.0, 4.0)] {
                assert_eq!(coordinates.at(point), chart.at(point));
                let (x, y) = coordinates.value_at(chart.at(point)).unwrap();
                assert!((x - point.0).abs() < 0.01 && (y - point.1).abs() < 0.01, "{point:?} → {x}, {y}");
            }
        }
    }

    #[test]
    fn points_outside_of_the_plot_stay_outside() {
        let chart = chart(Scale::Linear);
        chart.draw(&PathElement::new(vec![(0.0, 0.0), (20.0, 5.0)], Theme::LIGHT.ink.line(1.0))).unwrap();
        let recording = chart.surface.borrow();
        let [Mark::Line { points, .. }] = recording.marks() else { panic!("{:?}", recording.marks()) };
        assert_eq!(recording.points(points)[1], (px(720.0), px(-94.0)));
    }
}
