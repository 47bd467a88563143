//! Labels on the geometry, each with a halo in the colour of what is behind it.

use std::collections::BTreeMap;

use plotters::coord::ReverseCoordTranslate;
use plotters::element::PathElement;

use crate::charts::chart::Chart;
use crate::charts::label::{Align, Label};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::px_at;
use crate::charts::surface::DrawingResult;
use crate::charts::theme::{Color, Theme};
use crate::lab::Slice;

/// From the frame to the nearest label, in CSS pixels.
const INSET: f64 = 2.0;
/// How many CSS pixels further off a label may be for a square pixel of line less that it covers.
const COVERED_LINE: f64 = 0.2;

/// Where a label is: which of its anchors, how far from it and on which side.
type Place = (usize, f64, Direction);

/// What labels keep clear of, and where they were.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    /// Marks and labels, which a label never covers.
    pub places: Places,
    /// Pieces of lines, which a label covers only where it would be far away otherwise.
    pub lines: Vec<Rect>,
    /// Labels stay where they were while that is free, so that they do not jump while a point moves.
    kept: BTreeMap<&'static str, Place>,
}

impl Taken {
    /// Nothing is taken; labels know where they were.
    pub fn cleared(&self, Rect { left, top, right, bottom }: Rect) -> Self {
        let (left, top) = (left + INSET, top + INSET);
        let frame = Rect { left, top, right: (right - INSET).max(left), bottom: (bottom - INSET).max(top) };
        Self { places: Places::new(frame), lines: Vec::new(), kept: self.kept.clone() }
    }

    /// Remembers where labels are drawn by `other`.
    pub fn keep(&mut self, other: Self) {
        self.kept = other.kept;
    }

    /// Lets labels go where they fit best.
    pub fn forget(&mut self) {
        self.kept.clear();
    }
}

/// The chart that labels are written on, what it shows, and what is taken on it.
pub(super) struct Writer<'a> {
    pub chart: &'a Chart,
    pub slice: &'a Slice,
    pub theme: &'a Theme,
    pub taken: Taken,
    /// Whether the ball is drawn.
    pub has_ball: bool,
}

impl Writer<'_> {
    /// Keeps labels off a mark.
    pub fn take(&mut self, rect: Rect) {
        self.taken.places.take(rect);
    }

    /// Keeps labels off a line through points, where there is room elsewhere.
    pub fn avoid(&mut self, line: &[(f64, f64)]) {
        const STEP: f64 = 6.0;
        for pair in line.windows(2) {
            let (from, to) = (self.chart.at(pair[0]), self.chart.at(pair[1]));
            let n = ((to.0 - from.0).hypot(to.1 - from.1) / STEP).clamp(1.0, 100.0).ceil();
            for k in 0..n as usize {
                let t = k as f64 / n;
                let at = (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
                if self.chart.frame.nearest(at) == at {
                    self.taken.lines.push(Rect::around(at, 0.5 * STEP));
                }
            }
        }
    }

    /// Writes lines beside one of the anchors where they cover no mark and no label, as near as possible and off the lines;
    /// returns what they cover. Where nothing is free they are left out.
    pub fn label_near(
        &mut self,
        name: &'static str,
        lines: &[Label],
        anchors: &[(f64, f64)],
        distances: &[f64],
        directions: &[Direction],
    ) -> Option<Rect> {
        let surface = &self.chart.surface;
        let free = |(anchor, distance, direction): Place| {
            let at = *anchors.get(anchor)?;
            let places = &self.taken.places;
            let (rect, _) = places.choose(surface, lines, at, distance, &[direction])?;
            places.is_free(&rect).then_some(rect)
        };
        let kept = self.taken.kept.get(name).copied().filter(|&place| free(place).is_some());
        let candidates = anchors.iter().enumerate().flat_map(|(anchor, _)| {
            let sides = move |&distance: &f64| directions.iter().map(move |&side| (anchor, distance, side));
            distances.iter().flat_map(sides)
        });
        let costs = candidates.enumerate().filter_map(|(k, place)| {
            let rect = free(place)?;
            let covered: f64 = self.taken.lines.iter().map(|line| rect.overlap(line)).sum();
            let off = rect.nearest(anchors[place.0]);
            let distance = (off.0 - anchors[place.0].0).hypot(off.1 - anchors[place.0].1);
            Some((distance + COVERED_LINE * covered + 0.1 * k as f64, place))
        });
        let best = || costs.reduce(|best, next| if next.0 < best.0 { next } else { best });
        let place @ (anchor, distance, direction) = kept.or_else(|| best().map(|(_, place)| place))?;
        let halo = self.behind(free(place)?.center());
        let lines: Vec<Label> = lines.iter().map(|line| line.clone().halo(halo)).collect();
        self.taken.kept.insert(name, place);
        Some(self.taken.places.draw(surface, &lines, anchors[anchor], distance, direction))
    }

    /// Writes one line at the first of the positions where it covers nothing, moved into the frame; else nowhere.
    pub fn label_at(&mut self, label: Label, positions: &[((f64, f64), Align)]) {
        let surface = &self.chart.surface;
        let inside = |&((x, y), align): &((f64, f64), Align)| {
            let (dx, dy) = label.rect(surface, (x, y), align).way_into(&self.chart.frame);
            ((x + dx, y + dy), align)
        };
        let is_free = |&(position, align): &((f64, f64), Align)| {
            self.taken.places.is_free(&label.rect(surface, position, align))
        };
        let Some((position, align)) = positions.iter().map(inside).find(is_free) else { return };
        let halo = self.behind(label.rect(surface, position, align).center());
        let rect = self.chart.label(&label.halo(halo), position, align);
        self.take(rect);
    }

    /// Whether a label at a position covers nothing, no line either.
    pub fn has_room(&self, label: &Label, position: (f64, f64), align: Align) -> bool {
        let rect = label.rect(&self.chart.surface, position, align);
        self.taken.places.is_free(&rect) && self.taken.lines.iter().all(|line| rect.overlap(line) == 0.0)
    }

    /// A line from a label to its mark, which begins so far from the mark; none where they are side by side.
    pub fn leader(&self, label: Rect, mark: (f64, f64), from: f64) -> DrawingResult {
        let end = label.nearest(mark);
        let (dx, dy) = (end.0 - mark.0, end.1 - mark.1);
        let length = dx.hypot(dy);
        if length < from + 4.0 {
            return Ok(());
        }
        let start = (mark.0 + dx * from / length, mark.1 + dy * from / length);
        self.chart.surface.draw(&PathElement::new([start, end].map(px_at), self.theme.ink.line(1.0)))
    }

    /// The background colour at a position in CSS pixels: the wash inside of the ball, elsewhere paper.
    fn behind(&self, position: (f64, f64)) -> Color {
        let is_allowed = |(u, v): (f64, f64)| {
            self.slice.penalty().is_some_and(|penalty| penalty.value(&[u, v]) < self.slice.allowance)
        };
        let point = self.chart.as_coord_spec().reverse_translate(px_at(position));
        let is_in_ball = self.has_ball && point.is_some_and(is_allowed);
        if is_in_ball { self.theme.lambda_wash } else { self.theme.paper }
    }
}
