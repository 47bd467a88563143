//! Where scenes draw: a plotters backend that keeps what it is told.
//!
//! A scene draws once; the list of marks is then painted on a canvas, written as SVG or looked at by a test. Plotters
//! counts in whole units, so a unit here is a sixteenth of a CSS pixel: lines stay smooth, and no backend has to know
//! about device pixels until it paints.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::drawing::DrawingArea;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::theme::Color;

/// Units in a CSS pixel.
pub const UNITS: f64 = 16.0;

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
        center: BackendCoord,
        radius: i32,
        color: Color,
    },
    Ring {
        center: BackendCoord,
        radius: i32,
        stroke: Stroke,
    },
    Text {
        at: BackendCoord,
        text: usize,
        font: Font,
        color: Color,
    },
    /// A broad outline of a text in the colour of what is behind it, drawn before the text.
    Halo {
        at: BackendCoord,
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
    points: Vec<BackendCoord>,
    texts: Vec<String>,
}

/// A surface shared with the drawing areas on it.
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
    pub fn points(&self, range: &Range<usize>) -> &[BackendCoord] {
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
        points: impl IntoIterator<Item = BackendCoord>,
        stroke: Stroke,
        closed: bool,
        dash_offset: f64,
    ) {
        let points = self.keep(points);
        self.marks.push(Mark::Line { points, stroke, closed, dash_offset });
    }

    /// Adds a filled polygon.
    pub fn area(&mut self, points: impl IntoIterator<Item = BackendCoord>, color: Color) {
        let points = self.keep(points);
        self.marks.push(Mark::Area { points, color });
    }

    /// Keeps a text for a mark.
    pub fn keep_text(&mut self, text: &str) -> usize {
        self.texts.push(text.to_owned());
        self.texts.len() - 1
    }

    fn keep(&mut self, points: impl IntoIterator<Item = BackendCoord>) -> Range<usize> {
        let start = self.points.len();
        self.points.extend(points);
        start..self.points.len()
    }

    /// A drawing area over the whole surface.
    #[must_use]
    pub fn page(shared: &SharedSurface) -> DrawingArea<Self, plotters::coord::Shift> {
        DrawingArea::from(shared)
    }
}

fn color(color: BackendColor) -> Color {
    let (red, green, blue) = color.rgb;
    let alpha = (color.alpha * 255.0).round() as u8;
    Color(u32::from_be_bytes([red, green, blue, alpha]))
}

fn stroke(style: &impl BackendStyle) -> Stroke {
    Stroke::solid(color(style.color()), f64::from(style.stroke_width()) / UNITS)
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Plotters' own elements: their stroke widths, radii and font sizes count in units too.
impl DrawingBackend for Surface {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.0 * UNITS) as u32, (self.size.1 * UNITS) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, pixel: BackendColor) -> Drawn {
        self.area([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], color(pixel));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.line([from, to], stroke(style), false, 0.0);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.line(path, stroke(style), false, 0.0);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            self.area(corners, color(style.color()));
        } else {
            self.line(corners, stroke(style), true, 0.0);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let radius = radius as i32;
        self.mark(if fill {
            Mark::Disc { center, radius, color: color(style.color()) }
        } else {
            Mark::Ring { center, radius, stroke: stroke(style) }
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.area(corners, color(style.color()));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let font = Font { size: style.size() / UNITS, bold: false, math: false };
        let width = (self.text_width(text, font) * UNITS) as i32;
        let height = style.size() as i32;
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2,
            HPos::Right => x - width,
        };
        // Marks stand on the baseline, about four fifths of the height below the top.
        let baseline = match style.anchor().v_pos {
            VPos::Top => y + height * 4 / 5,
            VPos::Center => y + height * 3 / 10,
            VPos::Bottom => y - height / 5,
        };
        let text = self.keep_text(text);
        self.mark(Mark::Text { at: (left, baseline), text, font, color: color(style.color()) });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let font = Font { size: style.size() / UNITS, bold: false, math: false };
        Ok(((self.text_width(text, font) * UNITS) as u32, style.size() as u32))
    }
}
