//! Label placement on the geometry.

use std::collections::BTreeMap;

use plotters::coord::ReverseCoordTranslate;
use plotters::element::PathElement;

use crate::charts::chart::Chart;
use crate::charts::label::{Align, Label};
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::px_at;
use crate::charts::surface::DrawingResult;
use crate::charts::theme::Color;
use crate::lab::Slice;

/// Least distance of labels from the frame, in CSS pixels.
const INSET: f64 = 2.0;
/// Cost of a square pixel of a line that a label covers, in CSS pixels of distance from the anchor.
const COVERED_LINE: f64 = 0.2;

/// Position of a label: index of its anchor, distance and direction from it.
type Place = (usize, f64, Direction);

/// Rectangles and lines that labels avoid, and the last positions of labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Obstacles {
    /// Marks and labels, which labels never cover.
    pub places: Places,
    /// Pieces of lines, which labels cover only if all other places are far away.
    pub lines: Vec<Rect>,
    /// Last positions of labels by name. Labels stay there while it is free, so that they do not jump.
    kept: BTreeMap<&'static str, Place>,
}

impl Obstacles {
    /// No obstacles, but the same last positions.
    pub fn cleared(&self, Rect { left, top, right, bottom }: Rect) -> Self {
        let (left, top) = (left + INSET, top + INSET);
        let frame = Rect { left, top, right: (right - INSET).max(left), bottom: (bottom - INSET).max(top) };
        Self { places: Places::new(frame), lines: Vec::new(), kept: self.kept.clone() }
    }

    /// Takes the positions of labels from `other`.
    pub fn keep_positions(&mut self, other: Self) {
        self.kept = other.kept;
    }

    /// Forgets the positions, so that labels move to the best ones.
    pub fn forget_positions(&mut self) {
        self.kept.clear();
    }
}

/// Draws labels on a chart, each with a halo in the background colour.
pub(super) struct Writer<'a> {
    pub chart: &'a Chart,
    pub slice: &'a Slice,
    pub style: &'a Style,
    pub obstacles: Obstacles,
    /// Whether the ball is drawn.
    pub has_ball: bool,
}

impl Writer<'_> {
    /// Adds a mark that labels must not cover.
    pub fn reserve(&mut self, rect: Rect) {
        self.obstacles.places.reserve(rect);
    }

    /// Adds a line through points, which labels should not cover.
    pub fn avoid(&mut self, line: &[(f64, f64)]) {
        const STEP: f64 = 6.0;
        for pair in line.windows(2) {
            let (from, to) = (self.chart.at(pair[0]), self.chart.at(pair[1]));
            let n = ((to.0 - from.0).hypot(to.1 - from.1) / STEP).clamp(1.0, 100.0).ceil();
            for k in 0..n as usize {
                let t = k as f64 / n;
                let at = (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
                if self.chart.frame.nearest(at) == at {
                    self.obstacles.lines.push(Rect::around(at, 0.5 * STEP));
                }
            }
        }
    }

    /// Draws lines of text beside one of the anchors, at the position with the least cost that covers no mark and no label; returns the
    /// rectangle that they cover. They are omitted if no position is free.
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
            let places = &self.obstacles.places;
            let (rect, _) = places.choose(surface, lines, at, distance, &[direction])?;
            places.is_free(&rect).then_some(rect)
        };
        let kept = self.obstacles.kept.get(name).copied().filter(|&place| free(place).is_some());
        let candidates = anchors.iter().enumerate().flat_map(|(anchor, _)| {
            let sides = move |&distance: &f64| directions.iter().map(move |&side| (anchor, distance, side));
            distances.iter().flat_map(sides)
        });
        let costs = candidates.enumerate().filter_map(|(k, place)| {
            let rect = free(place)?;
            let covered: f64 = self.obstacles.lines.iter().map(|line| rect.overlap(line)).sum();
            let off = rect.nearest(anchors[place.0]);
            let distance = (off.0 - anchors[place.0].0).hypot(off.1 - anchors[place.0].1);
            Some((distance + COVERED_LINE * covered + 0.1 * k as f64, place))
        });
        let best = || costs.reduce(|best, next| if next.0 < best.0 { next } else { best });
        let place @ (anchor, distance, direction) = kept.or_else(|| best().map(|(_, place)| place))?;
        let halo = self.behind(free(place)?.center());
        let lines: Vec<Label> = lines.iter().map(|line| line.clone().halo(halo)).collect();
        self.obstacles.kept.insert(name, place);
        Some(self.obstacles.places.draw(surface, &lines, anchors[anchor], distance, direction))
    }

    /// Draws a label at the first of the positions, moved into the frame, that is free; omits it if none is.
    pub fn label_at(&mut self, label: Label, positions: &[((f64, f64), Align)]) {
        let surface = &self.chart.surface;
        let inside = |&((x, y), align): &((f64, f64), Align)| {
            let (dx, dy) = label.rect(surface, (x, y), align).offset_into(&self.chart.frame);
            ((x + dx, y + dy), align)
        };
        let is_free = |&(position, align): &((f64, f64), Align)| {
            self.obstacles.places.is_free(&label.rect(surface, position, align))
        };
        let Some((position, align)) = positions.iter().map(inside).find(is_free) else { return };
        let halo = self.behind(label.rect(surface, position, align).center());
        let rect = self.chart.label(&label.halo(halo), position, align);
        self.reserve(rect);
    }

    /// Whether a label at a position covers no mark, label or line.
    pub fn has_room(&self, label: &Label, position: (f64, f64), align: Align) -> bool {
        let rect = label.rect(&self.chart.surface, position, align);
        self.obstacles.places.is_free(&rect)
            && self.obstacles.lines.iter().all(|line| rect.overlap(line) == 0.0)
    }

    /// Draws a leader line from a label to its mark, `from` CSS pixels away from it; none if they are close.
    pub fn leader(&self, label: Rect, mark: (f64, f64), from: f64) -> DrawingResult {
        let end = label.nearest(mark);
        let (dx, dy) = (end.0 - mark.0, end.1 - mark.1);
        let length = dx.hypot(dy);
        if length < from + 4.0 {
            return Ok(());
        }
        let start = (mark.0 + dx * from / length, mark.1 + dy * from / length);
        self.chart.surface.draw(&PathElement::new([start, end].map(px_at), self.style.theme.ink.line(1.0)))
    }

    /// The background colour at a position in CSS pixels: a tint inside of the ball, otherwise paper.
    fn behind(&self, position: (f64, f64)) -> Color {
        let is_allowed = |(u, v): (f64, f64)| {
            self.slice.penalty().is_some_and(|penalty| penalty.value((u, v)) < self.slice.allowance)
        };
        let point = self.chart.as_coord_spec().reverse_translate(px_at(position));
        let is_in_ball = self.has_ball && point.is_some_and(is_allowed);
        if is_in_ball { self.style.theme.lambda_wash } else { self.style.theme.paper }
    }
}
