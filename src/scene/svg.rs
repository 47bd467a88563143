//! Marks as SVG.

use std::fmt::Write;

use super::surface::{Font, HAIRLINE, Mark, SharedSurface, Stroke, Surface, UNITS};
use crate::decimal::shown;

/// The surfaces, back to front, as one SVG document with selectable text.
#[must_use]
pub fn svg(surfaces: &[&SharedSurface]) -> String {
    let mut out = String::new();
    write_picture(&mut out, surfaces, " xmlns=\"http://www.w3.org/2000/svg\"");
    out
}

/// The surfaces, back to front, as one `<svg>` element with these attributes besides its size.
pub(super) fn write_picture(out: &mut String, surfaces: &[&SharedSurface], attributes: &str) {
    let (width, height) = surfaces.first().map_or((0.0, 0.0), |surface| surface.borrow().size());
    let _ = writeln!(
        out,
        "<svg{attributes} width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">",
        shown(width),
        shown(height),
        shown(width * UNITS),
        shown(height * UNITS)
    );
    for surface in surfaces {
        write_marks(out, &surface.borrow());
    }
    out.push_str("</svg>\n");
}

/// The marks of a surface, in units.
pub(super) fn write_marks(out: &mut String, surface: &Surface) {
    for mark in surface.marks() {
        write_mark(out, mark, surface);
    }
}

fn write_mark(out: &mut String, mark: &Mark, surface: &Surface) {
    // Writing to a String cannot fail.
    let _ = match mark {
        Mark::Line { points, stroke, closed, dash_offset } => {
            let path = path(surface.points(points), *closed);
            writeln!(out, "<path d=\"{path}\" fill=\"none\"{}/>", stroke_attributes(stroke, *dash_offset))
        }
        Mark::Area { points, color } => {
            let path = path(surface.points(points), true);
            writeln!(out, "<path d=\"{path}\" fill=\"{}\"/>", color.css())
        }
        Mark::Disc { center: (x, y), radius, color } => {
            writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{}\"/>", color.css())
        }
        Mark::Ring { center: (x, y), radius, stroke } => writeln!(
            out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\"{}/>",
            stroke_attributes(stroke, 0.0)
        ),
        Mark::Text { at, text, font, color } => {
            let fill = format!(" fill=\"{}\"", color.css());
            writeln!(out, "{}", text_element(*at, surface.text(*text), *font, &fill))
        }
        Mark::Halo { at, text, font, color } => {
            let width = shown(7.0 * UNITS);
            let css = color.css();
            let outline = format!(
                " fill=\"{css}\" stroke=\"{css}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" aria-hidden=\"true\""
            );
            writeln!(out, "{}", text_element(*at, surface.text(*text), *font, &outline))
        }
        // A nested viewport cuts off without an id, which would have to be unique on the page it is pasted into.
        Mark::Clip([left, top, right, bottom]) => {
            let (width, height) = (right - left, bottom - top);
            writeln!(
                out,
                "<svg x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
                 viewBox=\"{left} {top} {width} {height}\" overflow=\"hidden\">"
            )
        }
        Mark::Unclip => writeln!(out, "</svg>"),
    };
}

fn path(points: &[(i32, i32)], closed: bool) -> String {
    let mut path = String::new();
    for (k, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if k == 0 { 'M' } else { 'L' });
    }
    if closed {
        path.push('Z');
    }
    path
}

fn stroke_attributes(stroke: &Stroke, dash_offset: f64) -> String {
    let width = if stroke.width == HAIRLINE { UNITS } else { stroke.width * UNITS };
    let mut text = format!(
        " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
        stroke.color.css(),
        shown(width)
    );
    if !stroke.dash.is_empty() {
        let lengths: Vec<String> = stroke.dash.iter().map(|length| shown(length * UNITS)).collect();
        let _ = write!(text, " stroke-dasharray=\"{}\"", lengths.join(" "));
        // Marks as short as they are wide are meant as dots.
        if stroke.dash.first() == Some(&1.0) {
            text.push_str(" stroke-linecap=\"round\"");
        }
        if dash_offset != 0.0 {
            let _ = write!(text, " stroke-dashoffset=\"{}\"", shown(dash_offset * UNITS));
        }
    }
    text
}

fn text_element((x, y): (i32, i32), text: &str, font: Font, attributes: &str) -> String {
    let style = if font.math { " font-style=\"italic\"" } else { "" };
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-family=\"{}\" font-size=\"{}\" font-weight=\"{}\"{style}{attributes} xml:space=\"preserve\">{}</text>",
        font.family(),
        shown(font.size * UNITS),
        font.weight(),
        escaped(text)
    )
}

/// A text as XML takes it; control characters, which it cannot hold, become a mark of replacement.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            _ => out.push(letter),
        }
    }
    out
}
