//! Where scenes draw: a list that keeps what it is told.
//!
//! A scene draws once; the list of marks is then painted on a canvas, written as SVG or looked at by a test. Places are
//! whole units, sixteenths of a CSS pixel: lines stay smooth, SVG stays short, and nobody has to know about device
//! pixels until they paint.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::theme::Color;

/// Units in a CSS pixel.
pub const UNITS: f64 = 16.0;

/// A place on a surface, in units.
pub type Coord = (i32, i32);

/// A width in CSS pixels; one that stands for a single device pixel.
pub const HAIRLINE: f64 = 0.0;
/// Dashes of what is drawn for comparison.
pub const REFERENCE: &[f64] = &[3.0, 3.0];

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Width in CSS pixels, or [`HAIRLINE`].
    pub width: f64,
    /// Lengths of marks and gaps in CSS pixels; empty = solid.
    pub dash: &'static [f64],
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

/// The faces a label is set in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Size in CSS pixels.
    pub size: f64,
    /// 600 instead of 400.
    pub bold: bool,
    /// Italic serif, for mathematics.
    pub math: bool,
}

impl Font {
    /// The style sheet's stack for running text.
    pub const TEXT_FAMILY: &'static str =
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif";
    /// The style sheet's stack for mathematics.
    pub const MATH_FAMILY: &'static str = "'STIX Two Math', 'Cambria Math', math, serif";

    /// The stack of families.
    #[must_use]
    pub fn family(self) -> &'static str {
        if self.math { Self::MATH_FAMILY } else { Self::TEXT_FAMILY }
    }

    /// The weight as CSS counts.
    #[must_use]
    pub fn weight(self) -> u32 {
        if self.bold { 600 } else { 400 }
    }
}

/// The width of a text in CSS pixels, as whoever paints will set it.
pub type Measure = Rc<dyn Fn(&str, Font) -> f64>;

/// A width for places without fonts: an average of common sans-serif faces.
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

/// One mark. Points, radii and positions are in units, indices point into [`Surface::points`] and `Surface::texts`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are what the mark's name says")]
pub enum Mark {
    Line {
        points: Range<usize>,
        stroke: Stroke,
        closed: bool,
        dash_offset: f64,
    },
    Area {
        points: Range<usize>,
        color: Color,
    },
    Disc {
        center: Coord,
        radius: i32,
        color: Color,
    },
    Ring {
        center: Coord,
        radius: i32,
        stroke: Stroke,
    },
    Text {
        at: Coord,
        text: usize,
        font: Font,
        color: Color,
    },
    /// A broad outline of a text in the colour of what is behind it, drawn before the text.
    Halo {
        at: Coord,
        text: usize,
        font: Font,
        color: Color,
    },
    /// Marks that follow are cut off at this rectangle, `[left, top, right, bottom]`.
    Clip([i32; 4]),
    /// Ends the last `Clip`.
    Unclip,
}

/// A list of marks on an area of a given size.
#[derive(Clone)]
pub struct Surface {
    size: (f64, f64),
    device_pixel_ratio: f64,
    measure: Measure,
    marks: Vec<Mark>,
    points: Vec<Coord>,
    texts: Vec<String>,
}

/// A surface shared with the plots on it.
pub type SharedSurface = Rc<RefCell<Surface>>;

impl Surface {
    /// An empty surface of a size in CSS pixels.
    #[must_use]
    pub fn new(size: (f64, f64), device_pixel_ratio: f64, measure: Measure) -> Self {
        Self { size, device_pixel_ratio, measure, marks: Vec::new(), points: Vec::new(), texts: Vec::new() }
    }

    /// An empty surface like another one.
    #[must_use]
    pub fn like(other: &Self) -> Self {
        Self::new(other.size, other.device_pixel_ratio, other.measure.clone())
    }

    /// Forgets all marks.
    pub fn clear(&mut self) {
        self.marks.clear();
        self.points.clear();
        self.texts.clear();
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// The marks in the order in which they are drawn.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The corners of a line or an area, in units.
    #[must_use]
    pub fn points(&self, range: &Range<usize>) -> &[Coord] {
        &self.points[range.clone()]
    }

    /// A text of a mark.
    #[must_use]
    pub fn text(&self, index: usize) -> &str {
        &self.texts[index]
    }

    /// The width of a text in CSS pixels.
    #[must_use]
    pub fn text_width(&self, text: &str, font: Font) -> f64 {
        (self.measure)(text, font)
    }

    /// The middle of the device pixel that holds a coordinate, so that straight hairlines are sharp.
    #[must_use]
    pub fn crisp(&self, coordinate: i32) -> i32 {
        let units = UNITS / self.device_pixel_ratio;
        (((f64::from(coordinate) / units).floor() + 0.5) * units).round() as i32
    }

    /// Adds a mark as it is.
    pub fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Adds a line; returns its length in CSS pixels, for dashes that go on in a later piece.
    pub fn line(
        &mut self,
        points: impl IntoIterator<Item = Coord>,
        stroke: Stroke,
        closed: bool,
        dash_offset: f64,
    ) {
        let points = self.keep(points);
        self.marks.push(Mark::Line { points, stroke, closed, dash_offset });
    }

    /// Adds a filled polygon.
    pub fn area(&mut self, points: impl IntoIterator<Item = Coord>, color: Color) {
        let points = self.keep(points);
        self.marks.push(Mark::Area { points, color });
    }

    /// Keeps a text for a mark.
    pub fn keep_text(&mut self, text: &str) -> usize {
        self.texts.push(text.to_owned());
        self.texts.len() - 1
    }

    fn keep(&mut self, points: impl IntoIterator<Item = Coord>) -> Range<usize> {
        let start = self.points.len();
        self.points.extend(points);
        start..self.points.len()
    }
}
