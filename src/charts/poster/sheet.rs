//! Layout of a poster.

use std::fmt::Write;

use super::super::panel::Layers;
use super::super::style::Font;
use super::super::svg::{Measured, escaped, write_picture};
use super::super::text::PanelText;
use super::super::theme::{Color, Theme};
use super::measure::width;
use super::simplify::simplified;
use crate::charts::panels::{Column, PanelInfo, comparison};
use crate::decimal::shown;

/// Margin, and gap between two columns.
const MARGIN: f64 = 24.0;
const GAP: f64 = 32.0;
/// Least width with two columns.
const TWO_COLUMNS: f64 = 720.0;
/// Share of the width for a first column over iterations, which ends in a gutter.
const FIRST_SHARE: f64 = 9.0 / 16.0;
/// Line heights of title, reading aid and small text.
const HEAD: f64 = 26.0;
const AID: f64 = 18.0;
const SMALL: f64 = 16.0;

/// A drawn panel with its texts.
pub struct Drawn {
    pub text: PanelText,
    pub layers: Layers,
}

/// The layout: a place for every panel.
pub struct Paper {
    width: f64,
    pub theme: Theme,
    places: Vec<Place>,
}

struct Place {
    name: &'static str,
    row: usize,
    left: f64,
    size: (f64, f64),
}

impl Paper {
    pub fn new(width: f64, names: &[&'static str], theme: Theme) -> Self {
        let inner = width - 2.0 * MARGIN;
        let mut rows: Vec<Vec<&'static str>> = Vec::new();
        for &name in names {
            match rows.last_mut() {
                Some(row) if row.len() < 2 && width >= TWO_COLUMNS && !is_wide(row[0]) && !is_wide(name) => {
                    row.push(name);
                }
                _ => rows.push(vec![name]),
            }
        }
        // The same share in all rows, so that columns are aligned.
        let has_gutter = rows.iter().any(|row| row.len() == 2 && is_over_iterations(row[0]));
        let first = (inner - GAP) * if has_gutter { FIRST_SHARE } else { 0.5 };
        let mut places = Vec::new();
        for (row, names) in rows.iter().enumerate() {
            let height = names.iter().filter_map(|name| Some(info(name)?.height)).fold(0.0, f64::max);
            for (column, name) in names.iter().enumerate() {
                let (left, width) = match (column, names.len()) {
                    (_, 1) => (MARGIN, inner),
                    (0, _) => (MARGIN, first),
                    _ => (MARGIN + first + GAP, inner - GAP - first),
                };
                let size =
                    if is_wide(name) { (width.min(comparison::WIDTH), height) } else { (width, height) };
                places.push(Place { name, row, left, size });
            }
        }
        Self { width, theme, places }
    }

    /// Width and height of a panel.
    pub fn size(&self, name: &str) -> Option<(f64, f64)> {
        self.places.iter().find(|place| place.name == name).map(|place| place.size)
    }

    pub fn svg(&self, drawn: &[Drawn], footer: &str, description: &str) -> String {
        let theme = &self.theme;
        let mut body = String::new();
        let mut top = MARGIN;
        let n_rows = self.places.last().map_or(0, |place| place.row + 1);
        for row in 0..n_rows {
            if row > 0 {
                self.rule(&mut body, top);
                top += 16.0;
            }
            let in_row = || self.places.iter().zip(drawn).filter(|(place, _)| place.row == row);
            let head = in_row().map(|(place, drawn)| head_height(place, &drawn.text)).fold(0.0, f64::max);
            let small = Text { size: 12.0, bold: false, color: theme.ink_3 };
            let note_lines = |place: &Place, drawn: &Drawn| {
                let width = if is_wide(place.name) { self.width - 2.0 * MARGIN } else { place.size.0 };
                // Fonts may be wider than measured.
                wrapped(&drawn.text.note, " ", |line| small.width(line) <= 0.9 * width)
            };
            let lines = in_row().map(|(place, drawn)| note_lines(place, drawn).len());
            let lines = if in_row().all(|(_, drawn)| drawn.text.note.is_empty()) {
                0
            } else {
                lines.max().unwrap_or(0)
            };
            let foot = if lines == 0 { 0.0 } else { SMALL * lines as f64 + 4.0 };
            let mut height = 0.0_f64;
            for (place, drawn) in in_row() {
                self.head(&mut body, place, &drawn.text, top);
                let plot = top + head + 8.0;
                let surfaces = drawn.layers.all().map(|layer| simplified(&layer.surface));
                let at = format!(" x=\"{}\" y=\"{}\"", shown(place.left), shown(plot));
                write_picture(&mut body, &surfaces.each_ref(), &at, Measured::Guessed);
                height = height.max(place.size.1);
                for (k, line) in note_lines(place, drawn).iter().enumerate() {
                    let baseline = plot + place.size.1 + SMALL * (k + 1) as f64;
                    small.write(&mut body, (place.left, baseline), line, false);
                }
            }
            top += head + 8.0 + height + foot + 16.0;
        }
        self.rule(&mut body, top);
        top += 8.0;
        let small = Text { size: 12.0, bold: false, color: theme.ink_3 };
        let brand = 170.0;
        let lines = wrapped(footer, ", ", |line| small.width(line) <= self.width - 2.0 * MARGIN - brand);
        self.brand(&mut body, top + SMALL);
        for line in &lines {
            top += SMALL;
            small.write(&mut body, (MARGIN, top), line, false);
        }
        let height = top + MARGIN - 4.0;
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
             role=\"img\" font-family=\"{2}\">\n<title>Regularization Lab: {3}</title>\n<desc>{4}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{5}\"/>\n",
            shown(self.width),
            shown(height),
            Font::TEXT_FAMILY,
            escaped(footer),
            escaped(description),
            theme.paper.css(),
        );
        out.push_str(&body);
        out.push_str("</svg>\n");
        out
    }

    fn rule(&self, out: &mut String, y: f64) {
        let (left, right, y) = (shown(MARGIN), shown(self.width - MARGIN), shown(y + 0.5));
        let color = self.theme.rule.css();
        let _ = writeln!(out, "<path d=\"M{left} {y}H{right}\" stroke=\"{color}\"/>");
    }

    /// Title and number, on one line if they fit, and the reading aid below.
    fn head(&self, out: &mut String, place: &Place, text: &PanelText, top: f64) {
        let theme = &self.theme;
        let (left, right) = (place.left, place.left + place.size.0);
        let first = top + 18.0;
        TITLE.with(theme.ink).write(out, (left, first), &text.title, false);
        let is_beside = fits(place, text);
        let second = if is_beside { first } else { first + HEAD };
        let (value, noun) = (escaped(&text.number.0), escaped(&text.number.1));
        let color = if text.is_stopped { theme.warn } else { theme.ink };
        let space = if value.is_empty() { "" } else { " " };
        let (x, anchor) = if is_beside { (right, " text-anchor=\"end\"") } else { (left, "") };
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\"{anchor} font-size=\"13\" fill=\"{}\"><tspan font-size=\"20\" font-weight=\"600\" \
             fill=\"{}\">{value}</tspan>{space}{noun}</text>",
            shown(x),
            shown(second),
            theme.ink_2.css(),
            color.css(),
        );
        for (k, line) in aid(place, text).iter().enumerate() {
            PLAIN.with(theme.ink_2).write(out, (left, second + AID * (k + 1) as f64 + 2.0), line, false);
        }
    }

    /// The mark and the name of the lab at the right end of a line.
    fn brand(&self, out: &mut String, baseline: f64) {
        let theme = &self.theme;
        let right = self.width - MARGIN;
        let small = Text { size: 12.0, bold: true, color: theme.ink_2 };
        // The mark is at the end, where its position does not depend on the font.
        small.write(out, (right - 18.0, baseline), "Regularization Lab", true);
        let (x, y) = (right - 6.5, baseline - 4.0);
        let _ = writeln!(
            out,
            "<g transform=\"translate({} {})\"><circle r=\"5.6\" fill=\"{}\" stroke=\"{}\"/><path d=\"M0-5 5 0 0 5-5 0z\" fill=\"{}\"/></g>",
            shown(x),
            shown(y),
            theme.paper.css(),
            theme.ink.css(),
            theme.lambda.css(),
        );
    }
}

/// A text style.
#[derive(Clone, Copy)]
struct Text {
    size: f64,
    bold: bool,
    color: Color,
}

const TITLE: Text = Text { size: 15.0, bold: true, color: Theme::LIGHT.ink };
const PLAIN: Text = Text { size: 13.0, bold: false, color: Theme::LIGHT.ink_2 };

impl Text {
    fn with(self, color: Color) -> Self {
        Self { color, ..self }
    }

    fn width(self, text: &str) -> f64 {
        width(text, Font { size: self.size, bold: self.bold, math: false })
    }

    fn write(self, out: &mut String, (x, baseline): (f64, f64), text: &str, ends_there: bool) {
        if text.is_empty() {
            return;
        }
        let weight = if self.bold { " font-weight=\"600\"" } else { "" };
        let anchor = if ends_there { " text-anchor=\"end\"" } else { "" };
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\"{anchor} font-size=\"{}\"{weight} fill=\"{}\">{}</text>",
            shown(x),
            shown(baseline),
            shown(self.size),
            self.color.css(),
            escaped(text)
        );
    }
}

fn fits(place: &Place, text: &PanelText) -> bool {
    let value = Text { size: 20.0, ..TITLE }.width(&text.number.0);
    TITLE.width(&text.title) + 24.0 + value + 6.0 + PLAIN.width(&text.number.1) <= place.size.0
}

fn aid(place: &Place, text: &PanelText) -> Vec<String> {
    wrapped(&text.aid, " ", |line| PLAIN.width(line) <= place.size.0)
}

fn head_height(place: &Place, text: &PanelText) -> f64 {
    HEAD + if fits(place, text) { 0.0 } else { HEAD } + AID * aid(place, text).len() as f64
}

/// Breaks a text after separators into lines, each with as many parts as fit.
fn wrapped(text: &str, separator: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(separator) {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line}{separator}{part}")) => {
                line.push_str(separator);
                line.push_str(part);
            }
            Some(line) => {
                line.push_str(separator.trim_end());
                lines.push(part.to_owned());
            }
            None => lines.push(part.to_owned()),
        }
    }
    lines
}

fn info(name: &str) -> Option<&'static PanelInfo> {
    PanelInfo::from_name(name).ok()
}

/// A table has a row of its own.
fn is_wide(name: &str) -> bool {
    info(name).is_some_and(PanelInfo::is_table)
}

fn is_over_iterations(name: &str) -> bool {
    info(name).is_some_and(|panel| panel.column == Column::Left && !panel.is_table())
}
