//! Letters of real fonts, measured in a browser: `tests/fixtures/font_widths.json`.

use std::collections::HashMap;
use std::sync::LazyLock;

use regularization_lab::charts::Font;

/// Fonts for text, bold text and mathematics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// DejaVu Sans and DejaVu Serif, which are wide.
    DejaVu,
    /// Liberation Sans and Liberation Serif, as wide as Arial and Times New Roman.
    Liberation,
}

/// Advance, height above and depth below the baseline of every letter, in thousandths of the size.
type Face = HashMap<char, [i16; 3]>;

static FACES: LazyLock<HashMap<String, HashMap<String, Face>>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../fixtures/font_widths.json")).expect("the fixture is valid JSON")
});

impl Family {
    /// Both.
    pub const ALL: [Self; 2] = [Self::DejaVu, Self::Liberation];

    /// The width of a text in CSS pixels.
    pub fn width(self, text: &str, font: Font) -> f64 {
        self.sum(text, font, |glyphs| glyphs.map(|glyph| f64::from(glyph[0])).sum())
    }

    /// Height above and depth below the baseline of a text, in CSS pixels.
    pub fn ink(self, text: &str, font: Font) -> (f64, f64) {
        let most = |side: usize| {
            self.sum(text, font, |glyphs| {
                glyphs.map(|glyph| f64::from(glyph[side])).fold(f64::NEG_INFINITY, f64::max)
            })
        };
        (most(1), most(2))
    }

    fn sum(self, text: &str, font: Font, of: impl Fn(&mut dyn Iterator<Item = [i16; 3]>) -> f64) -> f64 {
        let kind = match font {
            Font { math: true, .. } => "math",
            Font { bold: true, .. } => "bold",
            _ => "text",
        };
        let face = &FACES[&format!("{self:?}")][kind];
        let glyph = |letter| match face.get(&letter) {
            Some(glyph) => *glyph,
            None => panic!("{letter:?} was not measured: run tests/fixtures/font_widths.js again"),
        };
        of(&mut text.chars().map(glyph)) * font.size / 1000.0
    }
}
