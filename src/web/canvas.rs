//! Painting marks on a canvas.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

use crate::charts::{Color, Font, HAIRLINE, Layer, Mark, Measure, Paint, Stroke, Surface, UNITS};
use crate::decimal::shown;

/// Brings a layer to its canvas, whose size is in device pixels.
///
/// # Errors
/// What the canvas throws, which nothing here should make it do.
pub fn paint(context: &CanvasRenderingContext2d, layer: &Layer, pixel_ratio: f64) -> Result<(), JsValue> {
    if layer.paint == Paint::Keep {
        return Ok(());
    }
    let surface = layer.surface.borrow();
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
    if layer.paint == Paint::Replace {
        let (width, height) = surface.size();
        context.clear_rect(0.0, 0.0, (width * pixel_ratio).ceil(), (height * pixel_ratio).ceil());
    }
    paint_marks(context, &surface, pixel_ratio, (0.0, 0.0))
}

/// Paints the marks of a surface over what is there, with its corner at a place in CSS pixels.
///
/// # Errors
/// As [`paint`].
pub fn paint_marks(
    context: &CanvasRenderingContext2d,
    surface: &Surface,
    pixel_ratio: f64,
    (x, y): (f64, f64),
) -> Result<(), JsValue> {
    let scale = pixel_ratio / UNITS;
    context.set_transform(scale, 0.0, 0.0, scale, x * pixel_ratio, y * pixel_ratio)?;
    context.set_line_join("round");
    let device_pixel = UNITS / pixel_ratio;
    let mut painter = Painter { context, surface, device_pixel, open: None, set: Set::default() };
    for mark in surface.marks() {
        painter.mark(mark)?;
    }
    painter.finish_path()
}

struct Painter<'a> {
    context: &'a CanvasRenderingContext2d,
    surface: &'a Surface,
    /// A device pixel in units.
    device_pixel: f64,
    /// The line style of the path being collected; lines of one style become one path, which is many times faster.
    open: Option<(Stroke, f64)>,
    set: Set,
}

/// What the canvas has been told: reading a colour or a font costs it as much as drawing a short line.
#[derive(Default)]
struct Set {
    fill: Option<Color>,
    font: Option<Font>,
    stroke: Option<(Stroke, f64)>,
}

impl Painter<'_> {
    fn mark(&mut self, mark: &Mark) -> Result<(), JsValue> {
        if let Mark::Line { points, stroke, closed, dash_offset } = mark {
            return self.line(self.surface.points(points), (*stroke, *dash_offset), *closed);
        }
        self.finish_path()?;
        match mark {
            Mark::Line { .. } => {}
            Mark::Area { points, color } => {
                self.context.begin_path();
                self.trace(self.surface.points(points), true);
                self.set_fill(*color);
                self.context.fill();
            }
            Mark::Disc { center, radius, color } => {
                self.circle(*center, *radius)?;
                self.set_fill(*color);
                self.context.fill();
            }
            Mark::Ring { center, radius, stroke } => {
                self.circle(*center, *radius)?;
                self.set_stroke(stroke, 0.0)?;
                self.context.stroke();
            }
            Mark::Text { at: (x, y), text, font, color } => {
                self.set_font(*font);
                self.set_fill(*color);
                self.context.fill_text(self.surface.text(*text), f64::from(*x), f64::from(*y))?;
            }
            Mark::Halo { at: (x, y), text, font, color } => {
                self.set_font(*font);
                self.set_stroke(&Stroke::solid(*color, 7.0), 0.0)?;
                self.context.stroke_text(self.surface.text(*text), f64::from(*x), f64::from(*y))?;
            }
            Mark::Clip([left, top, right, bottom]) => {
                self.context.save();
                self.context.begin_path();
                let (width, height) = (right - left, bottom - top);
                self.context.rect(f64::from(*left), f64::from(*top), f64::from(width), f64::from(height));
                self.context.clip();
            }
            Mark::Unclip => {
                self.context.restore();
                self.set = Set::default();
            }
        }
        Ok(())
    }

    fn line(&mut self, points: &[(i32, i32)], style: (Stroke, f64), closed: bool) -> Result<(), JsValue> {
        if self.open != Some(style) {
            self.finish_path()?;
            self.context.begin_path();
            self.open = Some(style);
        }
        self.trace(points, closed);
        Ok(())
    }

    fn finish_path(&mut self) -> Result<(), JsValue> {
        if let Some((stroke, dash_offset)) = self.open.take() {
            self.set_stroke(&stroke, dash_offset)?;
            self.context.stroke();
        }
        Ok(())
    }

    fn trace(&self, points: &[(i32, i32)], closed: bool) {
        for (k, (x, y)) in points.iter().enumerate() {
            if k == 0 {
                self.context.move_to(f64::from(*x), f64::from(*y));
            } else {
                self.context.line_to(f64::from(*x), f64::from(*y));
            }
        }
        if closed {
            self.context.close_path();
        }
    }

    fn circle(&self, (x, y): (i32, i32), radius: i32) -> Result<(), JsValue> {
        self.context.begin_path();
        let turn = 2.0 * std::f64::consts::PI;
        self.context.arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, turn)
    }

    fn set_fill(&mut self, color: Color) {
        if self.set.fill.replace(color) != Some(color) {
            self.context.set_fill_style_str(&color.css());
        }
    }

    fn set_font(&mut self, font: Font) {
        if self.set.font.replace(font) != Some(font) {
            self.context.set_font(&css_font(font, UNITS));
        }
    }

    fn set_stroke(&mut self, stroke: &Stroke, dash_offset: f64) -> Result<(), JsValue> {
        if self.set.stroke.replace((*stroke, dash_offset)) == Some((*stroke, dash_offset)) {
            return Ok(());
        }
        let width = if stroke.width == HAIRLINE { self.device_pixel } else { stroke.width * UNITS };
        self.context.set_stroke_style_str(&stroke.color.css());
        self.context.set_line_width(width);
        // Marks as short as they are wide are meant as dots.
        let is_dotted = stroke.dash.first() == Some(&1.0);
        self.context.set_line_cap(if is_dotted { "round" } else { "butt" });
        let dash: Array = stroke.dash.iter().map(|length| JsValue::from(length * UNITS)).collect();
        self.context.set_line_dash(&dash)?;
        self.context.set_line_dash_offset(dash_offset * UNITS);
        Ok(())
    }
}

fn css_font(font: Font, scale: f64) -> String {
    let style = if font.math { "italic " } else { "" };
    [style, &font.weight().to_string(), " ", &shown(font.size * scale), "px ", font.family()].concat()
}

/// Measures with the canvas's own fonts.
pub fn measure(context: CanvasRenderingContext2d) -> Measure {
    let set = Cell::new(None);
    Rc::new(move |text: &str, font: Font| {
        if set.replace(Some(font)) != Some(font) {
            context.set_font(&css_font(font, 1.0));
        }
        context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    })
}
