//! Writes recorded marks as SVG.

use std::fmt::Write;

use super::recording::{Mark, Recording};
use super::style::{Font, HAIRLINE, Stroke, UNITS};
use super::surface::Surface;
use crate::decimal::shown;

/// Writes the surfaces, back to front, as one SVG document with selectable text.
#[must_use]
pub fn svg(surfaces: &[&Surface]) -> String {
    let mut out = String::new();
    write_picture(&mut out, surfaces, " xmlns=\"http://www.w3.org/2000/svg\"", Measured::Here);
    out
}

/// How text widths were measured: in the page, or estimated for a poster, whose paths are also written in a shorter form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Measured {
    /// Measured with the fonts of the page.
    Here,
    /// Estimated; `textLength` fits texts to the estimate, and the font family is that of the parent element.
    Guessed,
}

/// Writes the surfaces, back to front, as one `<svg>` element with these attributes and its size.
pub(super) fn write_picture(out: &mut String, surfaces: &[&Surface], attributes: &str, measured: Measured) {
    let (width, height) = surfaces.first().map_or((0.0, 0.0), |surface| surface.size());
    let _ = writeln!(
        out,
        "<svg{attributes} width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">",
        shown(width),
        shown(height),
        shown(width * UNITS),
        shown(height * UNITS)
    );
    for surface in surfaces {
        write_marks(out, surface, measured);
    }
    out.push_str("</svg>\n");
}

/// Writes the marks of a surface, in units.
pub(super) fn write_marks(out: &mut String, surface: &Surface, measured: Measured) {
    let recording = surface.borrow();
    for mark in recording.marks() {
        write_mark(out, mark, (surface, &recording), measured);
    }
}

fn write_mark(
    out: &mut String,
    mark: &Mark,
    (surface, recording): (&Surface, &Recording),
    measured: Measured,
) {
    // Writing to a String cannot fail.
    let _ = match mark {
        Mark::Line { points, stroke, closed, dash_offset } => {
            let path = path(recording.points(points), *closed, measured);
            writeln!(out, "<path d=\"{path}\" fill=\"none\"{}/>", stroke_attributes(stroke, *dash_offset))
        }
        Mark::Area { points, color } => {
            let path = path(recording.points(points), true, measured);
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
            let text = recording.text(*text);
            let fill = fill + &fitted(surface, text, *font, measured);
            writeln!(out, "{}", text_element(*at, text, *font, &fill, measured))
        }
        Mark::Halo { at, text, font, color } => {
            let width = shown(7.0 * UNITS);
            let css = color.css();
            let outline = format!(
                " fill=\"{css}\" stroke=\"{css}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" aria-hidden=\"true\""
            );
            let text = recording.text(*text);
            let outline = outline + &fitted(surface, text, *font, measured);
            writeln!(out, "{}", text_element(*at, text, *font, &outline, measured))
        }
        // A nested viewport clips without an id, which might not be unique in a page that contains the SVG.
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

fn path(points: &[(i32, i32)], closed: bool, measured: Measured) -> String {
    let mut path = String::new();
    let mut before = (0, 0);
    for (k, &(x, y)) in points.iter().enumerate() {
        let _ = match (k, measured) {
            (0, _) => write!(path, "M{x} {y}"),
            (_, Measured::Here) => write!(path, "L{x} {y}"),
            // Relative coordinates, which are shorter.
            (_, Measured::Guessed) => write!(path, "l{} {}", x - before.0, y - before.1),
        };
        before = (x, y);
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
        // Dashes of the length of the line width are dots.
        if stroke.dash.first() == Some(&1.0) {
            text.push_str(" stroke-linecap=\"round\"");
        }
        if dash_offset != 0.0 {
            let _ = write!(text, " stroke-dashoffset=\"{}\"", shown(dash_offset * UNITS));
        }
    }
    text
}

fn text_element((x, y): (i32, i32), text: &str, font: Font, attributes: &str, measured: Measured) -> String {
    let style = if font.math { " font-style=\"italic\"" } else { "" };
    let is_said = measured == Measured::Here;
    let mut face = String::new();
    if is_said || font.math {
        let _ = write!(face, " font-family=\"{}\"", font.family());
    }
    let _ = write!(face, " font-size=\"{}\"", shown(font.size * UNITS));
    if is_said || font.bold {
        let _ = write!(face, " font-weight=\"{}\"", font.weight());
    }
    format!(
        "<text x=\"{x}\" y=\"{y}\"{face}{style}{attributes} xml:space=\"preserve\">{}</text>",
        escaped(text)
    )
}

/// The attribute `textLength` of a text whose width was estimated, unless it is a single letter.
fn fitted(surface: &Surface, text: &str, font: Font, measured: Measured) -> String {
    if measured == Measured::Here || text.chars().nth(1).is_none() {
        return String::new();
    }
    let length = shown((surface.text_width(text, font) * UNITS).round());
    format!(" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"")
}

/// Escapes a text for XML; control characters, which XML does not allow, become the replacement character.
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
