//! Elements that plotters places: curves, areas, dots.

use plotters::coord::CoordTranslate;
use plotters::drawing::Rect;
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::convert::Infallible;

use super::surface::{Mark, Stroke, Surface, UNITS};
use super::theme::Color;

/// Plotters' own mapping moves points outside of the plot onto its edge, which bends lines; here they stay where they
/// are and the plot cuts them off.
pub struct Unbent;

impl CoordMapper for Unbent {
    type Output = BackendCoord;

    fn map<CT: CoordTranslate>(coord: &CT, from: &CT::From, _: &Rect) -> BackendCoord {
        coord.translate(from)
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

macro_rules! points_of {
    ($element:ty, $field:ident) => {
        impl<'a> PointCollection<'a, (f64, f64), Unbent> for &'a $element {
            type Point = &'a (f64, f64);
            type IntoIter = &'a [(f64, f64)];

            fn point_iter(self) -> Self::IntoIter {
                &self.$field
            }
        }
    };
}

/// A line through points.
#[derive(Debug, Clone)]
pub struct Curve {
    pub points: Vec<(f64, f64)>,
    pub stroke: Stroke,
    pub closed: bool,
    pub dash_offset: f64,
}

impl Curve {
    /// An open line.
    #[must_use]
    pub fn new(points: Vec<(f64, f64)>, stroke: Stroke) -> Self {
        Self { points, stroke, closed: false, dash_offset: 0.0 }
    }

    /// A closed line.
    #[must_use]
    pub fn closed(points: Vec<(f64, f64)>, stroke: Stroke) -> Self {
        Self { points, stroke, closed: true, dash_offset: 0.0 }
    }
}

points_of!(Curve, points);

impl Drawable<Surface, Unbent> for Curve {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        surface: &mut Surface,
        _: (u32, u32),
    ) -> Drawn {
        surface.line(points, self.stroke, self.closed, self.dash_offset);
        Ok(())
    }
}

/// A filled area.
#[derive(Debug, Clone)]
pub struct Region {
    pub points: Vec<(f64, f64)>,
    pub color: Color,
}

points_of!(Region, points);

impl Drawable<Surface, Unbent> for Region {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        surface: &mut Surface,
        _: (u32, u32),
    ) -> Drawn {
        surface.area(points, self.color);
        Ok(())
    }
}

/// Filled dots of one kind.
#[derive(Debug, Clone)]
pub struct Dots {
    pub points: Vec<(f64, f64)>,
    /// In CSS pixels.
    pub radius: f64,
    pub color: Color,
    /// A ring in the colour of what is behind, 2 px wide.
    pub ring: Option<Color>,
}

points_of!(Dots, points);

impl Drawable<Surface, Unbent> for Dots {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        surface: &mut Surface,
        _: (u32, u32),
    ) -> Drawn {
        for center in points {
            if let Some(color) = self.ring {
                surface.mark(Mark::Disc { center, radius: units(self.radius + 2.0), color });
            }
            surface.mark(Mark::Disc { center, radius: units(self.radius), color: self.color });
        }
        Ok(())
    }
}

/// CSS pixels in units.
#[must_use]
pub fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}
