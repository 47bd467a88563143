//! Elements that plotters does not have.

use plotters::element::{Circle, ComposedElement, Drawable, EmptyElement, PointCollection};
use plotters::style::{Color as _, ShapeStyle};
use plotters_backend::{DrawingBackend, DrawingErrorKind};

use super::recording::Coord;
use super::style::{Stroke, px};
use super::surface::Surface;
use super::theme::Color;

/// A line through points with dashes, which plotters' styles do not have.
#[derive(Debug, Clone)]
pub struct StrokedPath<P> {
    points: Vec<P>,
    stroke: Stroke,
    closed: bool,
    dash_offset: f64,
}

impl<P> StrokedPath<P> {
    /// An open line.
    #[must_use]
    pub fn new(points: impl Into<Vec<P>>, stroke: Stroke) -> Self {
        Self { points: points.into(), stroke, closed: false, dash_offset: 0.0 }
    }

    /// Joins the last point to the first.
    #[must_use]
    pub fn closed(self) -> Self {
        Self { closed: true, ..self }
    }

    /// Starts `dash_offset` CSS pixels into the dash pattern, for a line that is drawn in several pieces.
    #[must_use]
    pub fn dash_offset(self, dash_offset: f64) -> Self {
        Self { dash_offset, ..self }
    }
}

impl<'a, P: 'a> PointCollection<'a, P> for &'a StrokedPath<P> {
    type Point = &'a P;
    type IntoIter = &'a [P];

    fn point_iter(self) -> &'a [P] {
        &self.points
    }
}

impl<P> Drawable<Surface> for StrokedPath<P> {
    fn draw<I: Iterator<Item = Coord>>(
        &self,
        positions: I,
        surface: &mut Surface,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<<Surface as DrawingBackend>::ErrorType>> {
        surface.line(positions, self.stroke, self.closed, self.dash_offset);
        Ok(())
    }
}

/// A filled dot of a radius in CSS pixels with a ring, 2 px wide, in the background colour.
pub fn ringed_dot<P>(at: P, radius: f64, color: Color, ring: Color) -> CircleOnDisc<P> {
    circle_on_disc(at, radius, color.filled(), 2.0, ring)
}

/// A circle of a radius in CSS pixels on a disc, larger by `margin`, in the background colour.
pub fn circle_on_disc<P>(at: P, radius: f64, style: ShapeStyle, margin: f64, disc: Color) -> CircleOnDisc<P> {
    EmptyElement::at(at)
        + Circle::new((0, 0), px(radius + margin), disc.filled())
        + Circle::new((0, 0), px(radius), style)
}

type CircleOnDisc<P> = ComposedElement<P, Surface, Circle<Coord, i32>, Circle<Coord, i32>>;
