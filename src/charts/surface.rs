//! The drawing backend of all panels: it records marks.
//!
//! A panel draws once, with plotters; the recorded marks are then replayed on a canvas, written as SVG or examined by a
//! test. Positions are whole units, sixteenths of a CSS pixel: curves stay smooth, SVG stays short, and only the replay
//! deals with device pixels.

use std::cell::{Ref, RefCell};
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::recording::{Coord, Mark, Recording};
use super::style::{Font, HAIRLINE, Measure, Stroke, UNITS, px};
use super::theme::Color;

/// What drawing on a [`Surface`] returns. Recording itself cannot fail; plotters' own errors are passed on.
pub type DrawingResult<T = ()> = Result<T, DrawingError>;

/// An error of plotters.
pub type DrawingError = DrawingAreaErrorKind<Infallible>;

/// A surface of a given size; clones record into the same list.
#[derive(Clone)]
pub struct Surface {
    size: (f64, f64),
    device_pixel_ratio: f64,
    measure: Measure,
    recording: Rc<RefCell<Recording>>,
}

impl Surface {
    /// An empty surface of a size in CSS pixels.
    #[must_use]
    pub fn new(size: (f64, f64), device_pixel_ratio: f64, measure: Measure) -> Self {
        Self { size, device_pixel_ratio, measure, recording: Rc::default() }
    }

    /// An empty surface of the same size and fonts.
    #[must_use]
    pub fn like(other: &Self) -> Self {
        Self::new(other.size, other.device_pixel_ratio, other.measure.clone())
    }

    /// All of it as plotters' drawing area, whose pixels are units.
    #[must_use]
    pub fn drawing_area(&self) -> DrawingArea<Self, Shift> {
        self.clone().into_drawing_area()
    }

    /// Removes all marks.
    pub fn clear(&self) {
        self.recording.borrow_mut().clear();
    }

    /// What has been drawn.
    #[must_use]
    pub fn borrow(&self) -> Ref<'_, Recording> {
        self.recording.borrow()
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        self.size
    }

    /// The width of a text in CSS pixels.
    #[must_use]
    pub fn text_width(&self, text: &str, font: Font) -> f64 {
        (self.measure)(text, font)
    }

    /// The middle of the device pixel that holds a coordinate in units, so that straight hairlines are sharp.
    #[must_use]
    pub fn crisp(&self, coordinate: i32) -> i32 {
        let units = UNITS / self.device_pixel_ratio;
        (((f64::from(coordinate) / units).floor() + 0.5) * units).round() as i32
    }

    /// Draws an element of plotters at positions in units. Unlike [`DrawingArea::draw`], which moves points outside of
    /// the area to its edge and so bends lines, it leaves them where they are; [`Surface::clipped`] cuts them off.
    ///
    /// # Errors
    /// Those of the element.
    pub fn draw<'a, E>(&self, element: &'a E) -> DrawingResult
    where
        &'a E: PointCollection<'a, Coord>,
        E: Drawable<Self>,
    {
        self.draw_at(element, |&position| position)
    }

    /// The same with points that `place` translates into units.
    ///
    /// # Errors
    /// Those of the element.
    pub(super) fn draw_at<'a, E, P>(&self, element: &'a E, place: impl Fn(&P) -> Coord) -> DrawingResult
    where
        &'a E: PointCollection<'a, P>,
        E: Drawable<Self>,
    {
        use std::borrow::Borrow;
        let positions = element.point_iter().into_iter().map(|point| place(point.borrow()));
        let size = self.get_size();
        element.draw(positions, &mut self.clone(), size).map_err(DrawingAreaErrorKind::BackendError)
    }

    /// Cuts off what `draw` draws at a rectangle in units, `[left, top, right, bottom]`.
    ///
    /// # Errors
    /// Those of `draw`.
    pub fn clipped(&self, sides: [i32; 4], draw: impl FnOnce() -> DrawingResult) -> DrawingResult {
        self.mark(Mark::Clip(sides));
        let result = draw();
        self.mark(Mark::Unclip);
        result
    }

    /// Records a line with a dash, which plotters' styles do not have.
    pub fn line(
        &self,
        points: impl IntoIterator<Item = Coord>,
        stroke: Stroke,
        closed: bool,
        dash_offset: f64,
    ) {
        let mut recording = self.recording.borrow_mut();
        let points = recording.add_points(points);
        recording.marks.push(Mark::Line { points, stroke, closed, dash_offset });
    }

    /// Records a text at the left end of its baseline, with or without a halo around it.
    pub fn text(&self, text: &str, font: Font, at: Coord, color: Color, is_halo: bool) {
        let mut recording = self.recording.borrow_mut();
        let text = recording.add_text(text);
        recording.marks.push(if is_halo {
            Mark::Halo { at, text, font, color }
        } else {
            Mark::Text { at, text, font, color }
        });
    }

    /// Records what another surface has, the corners of its lines and areas changed by `corners`.
    pub(super) fn record(&self, other: &Recording, corners: impl Fn(&[Coord]) -> Vec<Coord>) {
        let mut recording = self.recording.borrow_mut();
        for mark in other.marks() {
            let mut mark = mark.clone();
            match &mut mark {
                Mark::Line { points, .. } | Mark::Area { points, .. } => {
                    *points = recording.add_points(corners(other.points(points)));
                }
                Mark::Text { text, .. } | Mark::Halo { text, .. } => {
                    *text = recording.add_text(other.text(*text));
                }
                Mark::Disc { .. } | Mark::Ring { .. } | Mark::Clip(_) | Mark::Unclip => {}
            }
            recording.marks.push(mark);
        }
    }

    /// Records a mark that needs no points and no text.
    fn mark(&self, mark: Mark) {
        self.recording.borrow_mut().marks.push(mark);
    }

    fn polygon(&self, points: impl IntoIterator<Item = Coord>, color: BackendColor) {
        let mut recording = self.recording.borrow_mut();
        let points = recording.add_points(points);
        recording.marks.push(Mark::Area { points, color: color.into() });
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Surface {
    type ErrorType = Infallible;

    /// In units; one more than the size, because plotters counts pixels and a surface of n units has n + 1 positions.
    fn get_size(&self) -> (u32, u32) {
        (px(self.size.0) as u32 + 1, px(self.size.1) as u32 + 1)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): Coord, color: BackendColor) -> Drawn {
        self.polygon([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], color);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: Coord, to: Coord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = Coord>>(&mut self, path: I, style: &S) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        let stroke = stroke_of(style);
        let mut points: Vec<Coord> = path.into_iter().collect();
        if let ([from, to], true) = (&mut points[..], stroke.width == HAIRLINE) {
            // Grids, axes and ticks: between two device pixels they would be blurred.
            if from.0 == to.0 {
                (from.0, to.0) = (self.crisp(from.0), self.crisp(to.0));
            } else if from.1 == to.1 {
                (from.1, to.1) = (self.crisp(from.1), self.crisp(to.1));
            }
        }
        self.line(points, stroke, false, 0.0);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: Coord, to: Coord, style: &S, fill: bool) -> Drawn {
        let corners = [from, (to.0, from.1), to, (from.0, to.1)];
        if fill {
            return self.fill_polygon(corners, style);
        }
        if style.color().alpha > 0.0 {
            self.line(corners, stroke_of(style), true, 0.0);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: Coord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (radius, color) = (radius as i32, style.color());
        if color.alpha > 0.0 {
            self.mark(if fill {
                Mark::Disc { center, radius, color: color.into() }
            } else {
                Mark::Ring { center, radius, stroke: stroke_of(style) }
            });
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = Coord>>(&mut self, path: I, style: &S) -> Drawn {
        if style.color().alpha > 0.0 {
            self.polygon(path, style.color());
        }
        Ok(())
    }

    /// Texts of plotters' axes. Their height is that of capitals; a centred one that would leave the surface at a side
    /// is moved inwards.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): Coord) -> Drawn {
        if text.is_empty() || style.color().alpha == 0.0 {
            return Ok(());
        }
        let font = font_of(style);
        let width = px(self.text_width(text, font));
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => (x - width / 2).min(px(self.size.0) - width).max(0),
            HPos::Right => x - width,
        };
        let height = px(Font::CAP_HEIGHT * font.size);
        let baseline = match style.anchor().v_pos {
            VPos::Top => y + height,
            VPos::Center => y + height / 2,
            VPos::Bottom => y,
        };
        self.text(text, font, (left, baseline), style.color().into(), false);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let font = font_of(style);
        Ok((px(self.text_width(text, font)) as u32, px(Font::CAP_HEIGHT * font.size) as u32))
    }
}

fn stroke_of<S: BackendStyle>(style: &S) -> Stroke {
    Stroke::solid(style.color().into(), f64::from(style.stroke_width()) / UNITS)
}

fn font_of<S: BackendTextStyle>(style: &S) -> Font {
    let is_italic = matches!(style.style(), FontStyle::Italic | FontStyle::Oblique);
    let bold = matches!(style.style(), FontStyle::Bold);
    Font { size: style.size() / UNITS, bold, math: is_italic }
}

impl From<DrawingError> for crate::Error {
    fn from(error: DrawingError) -> Self {
        Self::Drawing(error.to_string())
    }
}

impl From<BackendColor> for Color {
    fn from(BackendColor { alpha, rgb: (red, green, blue) }: BackendColor) -> Self {
        Self(u32::from_be_bytes([red, green, blue, (255.0 * alpha).round() as u8]))
    }
}

impl plotters::style::Color for Color {
    fn to_backend_color(&self) -> BackendColor {
        let [red, green, blue, alpha] = self.0.to_be_bytes();
        BackendColor { alpha: f64::from(alpha) / 255.0, rgb: (red, green, blue) }
    }
}
