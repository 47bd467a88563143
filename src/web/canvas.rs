//! Draws recorded marks on an HTML canvas with plotters-canvas.
//!
//! The context's transform is device pixels ÷ [`UNITS`], which also applies to `CanvasBackend`: its pixels are
//! units, and the output is sharp at any resolution. [`Direct`] draws styles that plotters lacks on the same context.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, TextStyle};
use plotters_backend::{DrawingBackend, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

use crate::Error;
use crate::charts::{Color, Font, HAIRLINE, Layer, Mark, Measure, Paint, Recording, Stroke, Surface, UNITS};
use crate::decimal::shown;

/// Line width of a text halo in CSS pixels; half of it is outside of the glyphs.
const HALO: f64 = 7.0;

type Painted = Result<(), Error>;

/// A canvas and its context.
pub struct Canvas {
    backend: CanvasBackend,
    direct: Direct,
    /// Cache of the distance from the alphabetic baseline of a font to the bottom at which plotters-canvas aligns text, in units.
    descents: Vec<(Font, f64)>,
}

impl Canvas {
    /// Wraps the canvas of a context.
    ///
    /// # Errors
    /// A context without an HTML canvas.
    pub fn new(context: CanvasRenderingContext2d) -> Result<Self, Error> {
        let backend = context.canvas().and_then(CanvasBackend::with_canvas_object);
        let backend = backend.ok_or_else(|| Error::Drawing("its context has no canvas".to_owned()))?;
        Ok(Self {
            backend,
            direct: Direct { context, device_pixel: UNITS, path: None },
            descents: Vec::new(),
        })
    }

    /// Draws a layer on the canvas, whose size is in device pixels.
    ///
    /// # Errors
    /// Exceptions of the canvas API.
    pub fn paint(&mut self, layer: &Layer, pixel_ratio: f64) -> Painted {
        if layer.paint == Paint::Keep {
            return Ok(());
        }
        if layer.paint == Paint::Replace {
            let (width, height) = layer.surface.size();
            let context = &self.direct.context;
            context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(thrown)?;
            context.clear_rect(0.0, 0.0, (width * pixel_ratio).ceil(), (height * pixel_ratio).ceil());
        }
        self.replay(&layer.surface, pixel_ratio, (0.0, 0.0))
    }

    /// Draws the marks of a surface over the existing content, with its top left corner at a position in CSS pixels.
    ///
    /// # Errors
    /// Exceptions of the canvas API.
    pub fn replay(&mut self, surface: &Surface, pixel_ratio: f64, (x, y): (f64, f64)) -> Painted {
        let scale = pixel_ratio / UNITS;
        let context = &self.direct.context;
        context.set_transform(scale, 0.0, 0.0, scale, x * pixel_ratio, y * pixel_ratio).map_err(thrown)?;
        context.set_line_join("round");
        self.direct.device_pixel = UNITS / pixel_ratio;
        let recording = surface.borrow();
        recording.marks().iter().try_for_each(|mark| self.mark(mark, &recording))?;
        self.direct.stroke_path()
    }

    fn mark(&mut self, mark: &Mark, recording: &Recording) -> Painted {
        if let Mark::Line { points, stroke, closed, dash_offset } = mark {
            let points = recording.points(points);
            if *closed || stroke.width == HAIRLINE || !stroke.dash.is_empty() {
                return self.direct.line(points, *stroke, *closed, *dash_offset);
            }
            self.direct.stroke_path()?;
            let style = stroke.color.line(stroke.width);
            return self.backend.draw_path(points.iter().copied(), &style).map_err(failed);
        }
        self.direct.stroke_path()?;
        match mark {
            Mark::Line { .. } => Ok(()),
            Mark::Area { points, color } => {
                let points = recording.points(points).iter().copied();
                self.backend.fill_polygon(points, &color.filled()).map_err(failed)
            }
            Mark::Disc { center, radius, color } => {
                self.backend.draw_circle(*center, *radius as u32, &color.filled(), true).map_err(failed)
            }
            Mark::Ring { center, radius, stroke } => {
                let width =
                    if stroke.width == HAIRLINE { self.direct.device_pixel / UNITS } else { stroke.width };
                let style = stroke.color.line(width);
                self.backend.draw_circle(*center, *radius as u32, &style, false).map_err(failed)
            }
            Mark::Text { at, text, font, color } if font.bold => {
                self.direct.text(recording.text(*text), *font, *at, *color)
            }
            Mark::Text { at: (x, y), text, font, color } => {
                let bottom = f64::from(*y) + self.descent(*font)?;
                let style = text_style(*font, *color);
                self.backend
                    .draw_text(recording.text(*text), &style, (*x, bottom.round() as i32))
                    .map_err(failed)
            }
            Mark::Halo { at, text, font, color } => {
                self.direct.halo(recording.text(*text), *font, *at, *color)
            }
            Mark::Clip(sides) => {
                self.direct.clip(*sides);
                Ok(())
            }
            Mark::Unclip => {
                self.direct.context.restore();
                Ok(())
            }
        }
    }

    fn descent(&mut self, font: Font) -> Result<f64, Error> {
        if let Some((_, descent)) = self.descents.iter().find(|(other, _)| *other == font) {
            return Ok(*descent);
        }
        let context = &self.direct.context;
        context.set_font(&css_font(font, UNITS));
        context.set_text_baseline("alphabetic");
        let descent = context.measure_text("x").map_err(thrown)?.font_bounding_box_descent();
        self.descents.push((font, descent));
        Ok(descent)
    }
}

/// Returns the plotters style of a text of weight 400, anchored at the bottom left.
fn text_style(font: Font, color: Color) -> TextStyle<'static> {
    let style = if font.math { FontStyle::Italic } else { FontStyle::Normal };
    let font = FontDesc::new(FontFamily::Name(font.family()), font.size * UNITS, style);
    TextStyle {
        color: color.to_backend_color(),
        ..TextStyle::from(font).pos(Pos::new(HPos::Left, VPos::Bottom))
    }
}

/// Draws what plotters does not support: dashes, closed and one-device-pixel lines, font weight 600, halos, clipping.
struct Direct {
    context: CanvasRenderingContext2d,
    /// A device pixel in units.
    device_pixel: f64,
    /// Style of the current path. Consecutive lines of one style share one `stroke()` call, which is many times faster for hundreds of
    /// hairlines.
    path: Option<(Stroke, f64)>,
}

impl Direct {
    /// Adds a line to the current path, or starts a new path for another style.
    fn line(&mut self, points: &[(i32, i32)], stroke: Stroke, closed: bool, dash_offset: f64) -> Painted {
        if self.path != Some((stroke, dash_offset)) {
            self.stroke_path()?;
            self.context.begin_path();
            self.path = Some((stroke, dash_offset));
        }
        let mut points = points.iter().map(|&(x, y)| (f64::from(x), f64::from(y)));
        if let Some((x, y)) = points.next() {
            self.context.move_to(x, y);
        }
        points.for_each(|(x, y)| self.context.line_to(x, y));
        if closed {
            self.context.close_path();
        }
        Ok(())
    }

    /// Strokes the current path.
    fn stroke_path(&mut self) -> Painted {
        let Some((stroke, dash_offset)) = self.path.take() else { return Ok(()) };
        self.set_line(stroke.color, stroke.width);
        if stroke.dash.is_empty() {
            self.context.stroke();
            return Ok(());
        }
        let dash: Array = stroke.dash.iter().map(|length| JsValue::from(length * UNITS)).collect();
        self.context.set_line_dash(&dash).map_err(thrown)?;
        self.context.set_line_dash_offset(dash_offset * UNITS);
        // Dashes of length 1 are dots.
        self.context.set_line_cap(if stroke.dash[0] == 1.0 { "round" } else { "butt" });
        self.context.stroke();
        // plotters-canvas does not reset the dash.
        self.context.set_line_cap("butt");
        self.context.set_line_dash(&Array::new()).map_err(thrown)
    }

    fn set_line(&self, color: Color, width: f64) {
        self.context.set_stroke_style_str(&color.css());
        self.context.set_line_width(if width == HAIRLINE { self.device_pixel } else { width * UNITS });
    }

    fn text(&self, text: &str, font: Font, (x, y): (i32, i32), color: Color) -> Painted {
        self.set_text(font);
        self.context.set_fill_style_str(&color.css());
        self.context.fill_text(text, f64::from(x), f64::from(y)).map_err(thrown)
    }

    fn halo(&self, text: &str, font: Font, (x, y): (i32, i32), color: Color) -> Painted {
        self.set_text(font);
        self.set_line(color, HALO);
        self.context.stroke_text(text, f64::from(x), f64::from(y)).map_err(thrown)
    }

    fn set_text(&self, font: Font) {
        self.context.set_font(&css_font(font, UNITS));
        // plotters-canvas does not restore the text alignment.
        self.context.set_text_baseline("alphabetic");
        self.context.set_text_align("start");
    }

    fn clip(&self, [left, top, right, bottom]: [i32; 4]) {
        self.context.save();
        self.context.begin_path();
        let (width, height) = (right - left, bottom - top);
        self.context.rect(f64::from(left), f64::from(top), f64::from(width), f64::from(height));
        self.context.clip();
    }
}

fn css_font(font: Font, scale: f64) -> String {
    let style = if font.math { "italic " } else { "" };
    format!("{style}{} {}px {}", font.weight(), shown(font.size * scale), font.family())
}

/// Returns a function that measures text with the fonts of the canvas.
pub fn measure(context: CanvasRenderingContext2d) -> Measure {
    let set = Cell::new(None);
    Rc::new(move |text: &str, font: Font| {
        if set.replace(Some(font)) != Some(font) {
            context.set_font(&css_font(font, 1.0));
        }
        context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    })
}

/// Converts an exception of a canvas into an error.
fn thrown(error: JsValue) -> Error {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    Error::Drawing(message.unwrap_or_else(|| "the canvas refused".to_owned()))
}

/// Converts an error of plotters-canvas.
fn failed<E: std::error::Error + Send + Sync>(error: DrawingErrorKind<E>) -> Error {
    Error::Drawing(error.to_string())
}
