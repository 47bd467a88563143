//! What a surface records: marks with their points and texts.

use std::ops::Range;

use plotters_backend::BackendCoord;

use super::style::{Font, Stroke};
use super::theme::Color;

/// A position on a surface, in units.
pub type Coord = BackendCoord;

/// One mark. Points, radii and positions are in units, indices point into [`Recording::points`] and [`Recording::text`].
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are what the mark's name says")]
pub enum Mark {
    Line {
        points: Range<usize>,
        stroke: Stroke,
        closed: bool,
        dash_offset: f64,
    },
    Area {
        points: Range<usize>,
        color: Color,
    },
    Disc {
        center: Coord,
        radius: i32,
        color: Color,
    },
    Ring {
        center: Coord,
        radius: i32,
        stroke: Stroke,
    },
    Text {
        at: Coord,
        text: usize,
        font: Font,
        color: Color,
    },
    /// A broad outline of a text in the colour of what is behind it, drawn before the text.
    Halo {
        at: Coord,
        text: usize,
        font: Font,
        color: Color,
    },
    /// Marks that follow are cut off at this rectangle, `[left, top, right, bottom]`.
    Clip([i32; 4]),
    /// Ends the last `Clip`.
    Unclip,
}

/// The marks of a surface in the order in which they were drawn.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    pub(super) marks: Vec<Mark>,
    points: Vec<Coord>,
    texts: Vec<String>,
}

impl Recording {
    /// The marks.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The corners of a line or an area, in units.
    #[must_use]
    pub fn points(&self, range: &Range<usize>) -> &[Coord] {
        &self.points[range.clone()]
    }

    /// A text of a mark.
    #[must_use]
    pub fn text(&self, index: usize) -> &str {
        &self.texts[index]
    }

    /// Removes all marks.
    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.points.clear();
        self.texts.clear();
    }

    pub(super) fn add_points(&mut self, points: impl IntoIterator<Item = Coord>) -> Range<usize> {
        let start = self.points.len();
        self.points.extend(points);
        start..self.points.len()
    }

    pub(super) fn add_text(&mut self, text: &str) -> usize {
        self.texts.push(text.to_owned());
        self.texts.len() - 1
    }
}
