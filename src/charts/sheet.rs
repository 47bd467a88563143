//! Export of one panel with title and parameters.

use std::fmt::Write;

use super::label::{Align, Label};
use super::messages::{Catalogue, Language, message};
use super::panel::{Layers, Style};
use super::style::UNITS;
use super::surface::{DrawingResult, Surface};
use super::svg::{Measured, escaped, write_marks, write_picture};
use crate::decimal::shown;

/// Margin around text and plot.
const MARGIN: f64 = 16.0;
/// Line height of title and number.
const HEAD: f64 = 28.0;
/// Line height of parameters.
const FOOT: f64 = 16.0;
/// Least distance of title and number.
const GAP: f64 = 24.0;

/// The texts around an exported panel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The panel's title.
    pub title: String,
    /// The key number.
    pub value: String,
    /// The noun after the number.
    pub noun: String,
    /// The parameters, separated by commas.
    pub parameters: String,
    /// A note about what the panel does not show, on separate lines; may be empty.
    pub note: String,
    /// Text alternative for screen readers.
    pub description: String,
}

impl Caption {
    /// The caption of a picture whose computations are not finished.
    #[must_use]
    pub fn incomplete(mut self, catalogue: &Catalogue) -> Self {
        let text =
            message!(Language { catalogue }, "sheet.incomplete", "Not complete: a part is still to come.");
        if !self.note.is_empty() {
            self.note.push(' ');
        }
        self.note.push_str(&text);
        self
    }
}

/// Background and texts, with space for a plot.
pub struct Sheet {
    /// Background and texts.
    pub surface: Surface,
    /// Upper left corner of the plot in CSS pixels.
    pub plot: (f64, f64),
}

impl Sheet {
    /// A sheet for a plot of this style.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn new(caption: &Caption, style: &Style) -> DrawingResult<Self> {
        let theme = style.theme;
        let (width, height) = (style.size.0 + 2.0 * MARGIN, style.size.1);
        let probe = Surface::new((width, height), style.device_pixel_ratio, style.measure.clone());
        let title = Label::new(theme.ink).size(15.0).bold(&caption.title);
        let value = Label::new(theme.ink).size(20.0).bold(&caption.value);
        let noun = Label::new(theme.ink_2).size(13.0).text(&caption.noun);
        let space = if caption.value.is_empty() { 0.0 } else { 6.0 };
        let number_width = value.width(&probe) + space + noun.width(&probe);
        let fits = title.width(&probe) + GAP + number_width <= style.size.0;
        let head = if fits { HEAD } else { 2.0 * HEAD };
        let fits_below = |line: &str| Label::plain(line, theme.ink_3).width(&probe) <= style.size.0;
        let mut foot = wrapped(&caption.parameters, fits_below);
        if !caption.note.is_empty() {
            foot.extend(wrapped(&caption.note, fits_below));
        }
        let top = MARGIN + head;
        let end = top + height + 8.0;
        let size = (width, end + FOOT * foot.len() as f64 + MARGIN);

        let surface = Surface::new(size, style.device_pixel_ratio, style.measure.clone());
        surface.drawing_area().fill(&theme.paper)?;
        // Labels are positioned by their middle; these three must have the same baseline.
        let on = |baseline: f64, size: f64| baseline - 0.36 * size;
        let first = MARGIN + 16.0;
        title.draw(&surface, (MARGIN, on(first, 15.0)), Align::Left);
        let second = first + if fits { 0.0 } else { HEAD };
        let left = if fits { MARGIN + style.size.0 - number_width } else { MARGIN };
        value.draw(&surface, (left, on(second, 20.0)), Align::Left);
        let noun_left = left + value.width(&probe) + space;
        noun.draw(&surface, (noun_left, on(second, 13.0)), Align::Left);
        for (k, line) in foot.iter().enumerate() {
            let middle = end + FOOT * (k as f64 + 0.5);
            Label::plain(line, theme.ink_3).draw(&surface, (MARGIN, middle), Align::Left);
        }
        Ok(Self { surface, plot: (MARGIN, top) })
    }

    /// Returns sheet and plot as an SVG document.
    #[must_use]
    pub fn svg(&self, caption: &Caption, layers: &Layers) -> String {
        let (width, height) = self.surface.size();
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n\
             <title>{2}</title>\n<desc>{3}</desc>\n<g transform=\"scale({4})\">",
            shown(width),
            shown(height),
            escaped(&caption.title),
            escaped(&caption.description),
            shown(1.0 / UNITS),
        );
        write_marks(&mut out, &self.surface, Measured::Here);
        out.push_str("</g>\n");
        let place = format!(" x=\"{}\" y=\"{}\"", shown(self.plot.0), shown(self.plot.1));
        write_picture(&mut out, &layers.all().map(|layer| &layer.surface), &place, Measured::Here);
        out.push_str("</svg>\n");
        out
    }
}

/// Breaks a text after commas into lines, each with as many parts as fit.
fn wrapped(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(", ") {
        let longer = lines.last().map(|line| format!("{line}, {part}")).filter(|line| fits(line));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            (_, None) => lines.push(part.to_owned()),
            (None, Some(line)) => {
                line.push(',');
                lines.push(part.to_owned());
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_after_commas() {
        let lines = wrapped("one, two, three, four", |line| line.len() <= 10);
        assert_eq!(lines, ["one, two,", "three,", "four"]);
        assert_eq!(wrapped("alone and long", |_| false), ["alone and long"]);
    }
}
