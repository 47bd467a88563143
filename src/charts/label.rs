//! Labels on plots: runs of text in different fonts, with an optional halo.

use super::places::Rect;
use super::style::{Font, px_at};
use super::surface::Surface;
use super::theme::Color;

/// Size of labels and ticks.
pub const SMALL: f64 = 12.0;
/// Line height of labels.
pub const LINE: f64 = 16.0;
/// Letters that a feature's name may have.
pub const NAME_LENGTH: usize = 12;
/// The same, and fewer where there is no room.
pub const NAME_LENGTHS: [usize; 3] = [NAME_LENGTH, 8, 5];

/// A line of text made of runs in different fonts.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    runs: Vec<Run>,
    color: Color,
    halo: Option<Color>,
    size: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Run {
    text: String,
    font: Font,
    drop: f64,
}

/// Alignment of a label relative to its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The position is the left end.
    Left,
    /// The position is the middle.
    Center,
    /// The position is the right end.
    Right,
}

impl Label {
    /// An empty label.
    #[must_use]
    pub fn new(color: Color) -> Self {
        Self { runs: Vec::new(), color, halo: None, size: SMALL }
    }

    /// A label of one plain run.
    #[must_use]
    pub fn plain(text: impl Into<String>, color: Color) -> Self {
        Self::new(color).text(text)
    }

    /// In another size.
    #[must_use]
    pub fn size(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    /// With a halo in the background colour.
    #[must_use]
    pub fn halo(mut self, color: Color) -> Self {
        self.halo = Some(color);
        self
    }

    /// Appends a plain run.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        let font = Font { size: self.size, bold: false, math: false };
        self.run(text, font, 0.0)
    }

    /// Appends a bold run.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Self {
        let font = Font { size: self.size, bold: true, math: false };
        self.run(text, font, 0.0)
    }

    /// Appends a run of mathematics.
    #[must_use]
    pub fn math(self, text: impl Into<String>) -> Self {
        let font = Font { size: self.size * 1.14, bold: false, math: true };
        self.run(text, font, 0.0)
    }

    /// Appends a subscript.
    #[must_use]
    pub fn subscript(self, text: impl Into<String>) -> Self {
        let font = Font { size: 9.5 * self.size / SMALL, bold: false, math: false };
        self.run(text, font, 3.0)
    }

    /// Appends the name of a feature's weight: `w` with its number if the feature is named `x` with a number, otherwise the feature's
    /// name.
    #[must_use]
    pub fn weight_of(self, features: &[String], j: usize) -> Self {
        self.weight_within(features, j, NAME_LENGTH)
    }

    /// The same with at most `letters` letters of the feature's name, shortened so that it differs from the others.
    #[must_use]
    pub fn weight_within(self, features: &[String], j: usize, letters: usize) -> Self {
        let feature = features[j].as_str();
        let number = feature.strip_prefix('x').filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        match number.filter(|number| !number.is_empty()) {
            Some(number) => self.math("w").subscript(number),
            None => self.text(shortened(features, j, letters)),
        }
    }

    /// Replaces a placeholder such as `{weight}`, which a message has left open, by the runs of another label. The order of the runs is
    /// then that of the language.
    #[must_use]
    pub fn fill(mut self, placeholder: &str, with: Self) -> Self {
        let split = |(k, run): (usize, &Run)| {
            let (before, after) = run.text.split_once(placeholder)?;
            Some((k, [before, after].map(|text| Run { text: text.to_owned(), ..run.clone() })))
        };
        if let Some((k, [before, after])) = self.runs.iter().enumerate().find_map(split) {
            let runs = std::iter::once(before).chain(with.runs).chain([after]);
            self.runs.splice(k..=k, runs.filter(|run| !run.text.is_empty()));
        }
        self
    }

    fn run(mut self, text: impl Into<String>, font: Font, drop: f64) -> Self {
        self.runs.push(Run { text: text.into(), font, drop });
        self
    }

    /// The width in CSS pixels.
    #[must_use]
    pub fn width(&self, surface: &Surface) -> f64 {
        self.runs.iter().map(|run| surface.text_width(&run.text, run.font)).sum()
    }

    /// The rectangle that the label covers if drawn at `(x, y)`, the middle of its height.
    #[must_use]
    pub fn rect(&self, surface: &Surface, (x, y): (f64, f64), align: Align) -> Rect {
        let width = self.width(surface);
        let left = match align {
            Align::Left => x,
            Align::Center => x - 0.5 * width,
            Align::Right => x - width,
        };
        let half = 0.5 * LINE * self.size / SMALL;
        Rect { left, top: y - half, right: left + width, bottom: y + half }
    }

    /// Draws the label at a position in CSS pixels, the middle of its height; returns the rectangle that it covers.
    pub fn draw(&self, surface: &Surface, position: (f64, f64), align: Align) -> Rect {
        let rect = self.rect(surface, position, align);
        // Centres capitals vertically.
        let baseline = position.1 + 0.5 * Font::CAP_HEIGHT * self.size;
        let mut placed = Vec::with_capacity(self.runs.len());
        let mut x = rect.left;
        for run in &self.runs {
            let at = px_at((x, baseline + run.drop));
            placed.push((at, run));
            x += surface.text_width(&run.text, run.font);
        }
        if let Some(color) = self.halo {
            for (at, run) in &placed {
                surface.text(&run.text, run.font, *at, color, true);
            }
        }
        for (at, run) in placed {
            surface.text(&run.text, run.font, at, self.color, false);
        }
        rect
    }
}

/// Name `j` with at most `letters` letters and ellipses: its beginning, or where another name would look the same, its beginning and as
/// much of its end as makes them differ. If their ends are equal too, its beginning and where it begins to differ.
pub(super) fn shortened(names: &[String], j: usize, letters: usize) -> String {
    let name = names[j].as_str();
    let is_long = |name: &str| name.chars().nth(letters).is_some();
    if !is_long(name) {
        return name.to_owned();
    }
    let length = name.chars().count();
    let at = |k: usize| name.char_indices().nth(k).map_or(name.len(), |(byte, _)| byte);
    let parts = |tail: usize| (&name[..at(letters - tail)], &name[at(length - tail)..]);
    // Many names are compared for every label, so none is built.
    let is_unique = |(head, tail): &(&str, &str)| {
        let looks_the_same = |other: &&String| {
            other.starts_with(head) && other.ends_with(tail) && is_long(other) && other.as_str() != name
        };
        !names.iter().any(|other| looks_the_same(&other))
    };
    // More than half of the letters are better used for the place where names differ.
    let most = (letters - 1) / 2;
    if let Some((head, tail)) = (0..=most).map(parts).find(is_unique) {
        return format!("{head}…{tail}");
    }
    let common = |other: &String| name.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let others = names.iter().filter(|other| other.as_str() != name && is_long(other));
    let differs = others.map(common).max().unwrap_or(0).min(length - 1);
    // The word in which it begins to differ.
    let before: Vec<char> = name.chars().take(differs).collect();
    let word = before.iter().rposition(|letter| letter.is_whitespace()).map_or(0, |space| space + 1);
    let head = if letters < 6 { 0 } else { letters / 3 };
    let shown = letters - head;
    let start = if differs < word + shown { word } else { differs }.max(head);
    let part = name[at(start)..at(start + shown)].trim_end();
    let more = if start + shown < length { "…" } else { "" };
    if head == 0 {
        format!("{part}{more}")
    } else {
        format!("{}…{part}{more}", name[..at(head)].trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::theme::Theme;

    #[test]
    fn an_open_placeholder_is_filled_with_runs_and_a_missing_one_is_no_error() {
        let label = || Label::new(Theme::LIGHT.ink);
        let name = || label().weight_of(&["x43".to_owned()], 0);
        let filled = |text: &str| label().bold(text).fill("{weight}", name());
        assert_eq!(filled("{weight} is 0"), name().bold(" is 0"));
        assert_eq!(filled("0 is {weight}"), label().bold("0 is ").math("w").subscript("43"));
        assert_eq!(filled("none is 0"), label().bold("none is 0"));
    }

    #[test]
    fn shortened_names_differ() {
        let names =
            ["How satisfied with food", "How satisfied with rooms", "age", "How long ago", "How long ago"]
                .map(str::to_owned);
        let short = |letters| [0, 1, 2, 3].map(|j| shortened(&names, j, letters));
        assert_eq!(short(12), ["How satisfi…d", "How satisfi…s", "age", "How long ago"]);
        assert_eq!(short(3), ["Ho…d", "Ho…s", "age", "Ho…o"]);
        // Equal beginnings and ends.
        let asked = ["canteen", "library", "lab"]
            .map(|what| format!("How satisfied are you with the {what} (1 to 5)?"));
        assert_eq!(
            [0, 1, 2].map(|j| shortened(&asked, j, 12)),
            ["How…canteen…", "How…library…", "How…lab (1 t…"]
        );
        assert_eq!([0, 1, 2].map(|j| shortened(&asked, j, 4)), ["cant…", "libr…", "lab…"]);
        let letters = ["größe in cm", "größe in mm", "größe"].map(str::to_owned);
        assert_eq!([0, 1, 2].map(|j| shortened(&letters, j, 7)), ["größe…cm", "größe…mm", "größe"]);
    }
}
