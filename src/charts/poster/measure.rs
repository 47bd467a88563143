//! Text widths without fonts.

use super::super::style::Font;

/// Advances of the letters from the space to the tilde in Helvetica, in thousandths of its size.
///
/// Source: Adobe Font Metrics, Helvetica 2.000
#[rustfmt::skip]
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Current system fonts are slightly wider.
const WIDER: f64 = 1.05;

/// The width of a text in CSS pixels: exact for Helvetica, close for similar fonts; `textLength` fits others to it.
pub fn width(text: &str, font: Font) -> f64 {
    let face = match font {
        Font { math: true, .. } => 0.95,
        Font { bold: true, .. } => 1.07 * WIDER,
        _ => WIDER,
    };
    text.chars().map(advance).sum::<f64>() * font.size * face
}

fn advance(letter: char) -> f64 {
    let place = (letter as usize).checked_sub(usize::from(b' '));
    let thousandths = match place.and_then(|place| ADVANCES.get(place)) {
        Some(&advance) => advance,
        None => match letter {
            '\u{202f}' | '’' | '·' | '\u{a0}' => 250,
            '⁰'..='₟' | '²' | '°' => 380,
            '−' | '≤' | '√' | '×' | '±' => 584,
            _ => 556,
        },
    };
    f64::from(thousandths) / 1e3
}
