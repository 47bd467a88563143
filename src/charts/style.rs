//! Styles of lines and texts, with dash, hairline and font weight, which plotters' styles do not have.

use std::rc::Rc;

use plotters::style::{Color as _, ShapeStyle};

use super::theme::Color;

/// A line width of one device pixel.
pub const HAIRLINE: f64 = 0.0;
/// Dashes of reference lines.
pub const REFERENCE: &[f64] = &[3.0, 3.0];

/// The style of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub color: Color,
    /// Width in CSS pixels, or [`HAIRLINE`].
    pub width: f64,
    /// Lengths of marks and gaps in CSS pixels; empty = solid.
    pub dash: &'static [f64],
}

impl Color {
    /// A solid line of a width in CSS pixels, or [`HAIRLINE`], as plotters' series and elements take it.
    #[must_use]
    pub fn line(self, width: f64) -> ShapeStyle {
        self.stroke_width(px(width) as u32)
    }
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub const fn solid(color: Color, width: f64) -> Self {
        Self { color, width, dash: &[] }
    }

    /// A dashed line.
    #[must_use]
    pub const fn dashed(color: Color, width: f64, dash: &'static [f64]) -> Self {
        Self { color, width, dash }
    }
}

/// The font of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Size in CSS pixels.
    pub size: f64,
    /// Weight 600 instead of 400.
    pub bold: bool,
    /// Italic serif instead of the font of the page, for mathematics.
    pub math: bool,
}

impl Font {
    /// Height of capitals as a share of the size, in common fonts.
    pub const CAP_HEIGHT: f64 = 0.72;
    /// The font stack of the style sheet for text.
    pub const TEXT_FAMILY: &'static str =
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";
    /// The font stack of the style sheet for mathematics.
    pub const MATH_FAMILY: &'static str = "'STIX Two Math', 'Cambria Math', math, serif";

    /// The font stack.
    #[must_use]
    pub fn family(self) -> &'static str {
        if self.math { Self::MATH_FAMILY } else { Self::TEXT_FAMILY }
    }

    /// The weight as a CSS number.
    #[must_use]
    pub fn weight(self) -> u32 {
        if self.bold { 600 } else { 400 }
    }
}

/// Returns the width of a text in CSS pixels, measured in the page or estimated.
pub type Measure = Rc<dyn Fn(&str, Font) -> f64>;

/// Estimates the width of a text as the average of common sans-serif fonts.
#[must_use]
pub fn estimate(text: &str, font: Font) -> f64 {
    let em = |letter: char| match letter {
        'i' | 'j' | 'l' | '.' | ',' | '\'' | ' ' | ':' => 0.28,
        'm' | 'w' | 'M' | 'W' => 0.85,
        'A'..='Z' | '−' => 0.66,
        _ => 0.56,
    };
    let weight = if font.bold { 1.06 } else { 1.0 };
    text.chars().map(em).sum::<f64>() * font.size * weight
}

/// Units of a [`super::Surface`] in a CSS pixel.
pub const UNITS: f64 = 16.0;

/// CSS pixels in units.
#[must_use]
pub fn px(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

/// A position in CSS pixels in units.
#[must_use]
pub fn px_at((x, y): (f64, f64)) -> (i32, i32) {
    (px(x), px(y))
}
