//! Elements that a plot places: curves, areas, dots.

use super::plot::Plot;
use super::style::{Stroke, UNITS};
use super::surface::{Mark, Surface};
use super::theme::Color;

/// What a plot can place. Points outside of the plot are placed outside of it: on its edge they would bend lines.
pub trait Element {
    /// Adds its marks.
    fn draw(&self, surface: &Surface, plot: &Plot);
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

impl Element for Curve {
    fn draw(&self, surface: &Surface, plot: &Plot) {
        surface.line(plot.places(&self.points), self.stroke, self.closed, self.dash_offset);
    }
}

/// A filled area.
#[derive(Debug, Clone)]
pub struct Region {
    pub points: Vec<(f64, f64)>,
    pub color: Color,
}

impl Element for Region {
    fn draw(&self, surface: &Surface, plot: &Plot) {
        surface.area(plot.places(&self.points), self.color);
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

impl Element for Dots {
    fn draw(&self, surface: &Surface, plot: &Plot) {
        for center in plot.places(&self.points) {
            if let Some(color) = self.ring {
                surface.mark(Mark::Disc { center, radius: units(self.radius + 2.0), color });
            }
            surface.mark(Mark::Disc { center, radius: units(self.radius), color: self.color });
        }
    }
}

/// CSS pixels in units.
#[must_use]
pub fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}
