//! Labels on the geometry, each with a halo in the colour of what is behind it.

use plotters::coord::ReverseCoordTranslate;

use crate::charts::chart::Chart;
use crate::charts::label::{Align, Label};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::px_at;
use crate::charts::theme::{Color, Theme};
use crate::lab::Slice;

/// How much farther from its anchor than wanted a label may stand, in CSS pixels.
const FARTHER: [f64; 4] = [0.0, 10.0, 20.0, 32.0];

/// The chart that labels are written on, what it shows, and what is taken on it.
pub(super) struct Writer<'a> {
    pub chart: &'a Chart,
    pub slice: &'a Slice,
    pub theme: &'a Theme,
    pub places: Places,
    /// Whether the ball is drawn.
    pub has_ball: bool,
}

impl<'a> Writer<'a> {
    pub fn new(chart: &'a Chart, slice: &'a Slice, theme: &'a Theme, places: Places) -> Self {
        Self { chart, slice, theme, places, has_ball: true }
    }

    /// Without a ball behind the labels.
    pub fn without_ball(self) -> Self {
        Self { has_ball: false, ..self }
    }

    /// Writes lines beside `anchor`, farther from it where nothing near is free, and where they cover least if nothing is;
    /// returns what they cover and where they stand.
    pub fn label_beside(
        &mut self,
        lines: Vec<Label>,
        anchor: (f64, f64),
        distance: f64,
        directions: &[Direction],
    ) -> Option<(Rect, Direction)> {
        let surface = &self.chart.surface;
        let options = FARTHER.into_iter().filter_map(|more| {
            let distance = distance + more;
            let (rect, direction) = self.places.choose(surface, &lines, anchor, distance, directions)?;
            Some((self.places.cost(&rect), distance, rect, direction))
        });
        let best = options.reduce(|best, next| if next.0 < best.0 { next } else { best });
        let (_, distance, rect, direction) = best?;
        let halo = self.behind(rect.center());
        let lines: Vec<Label> = lines.into_iter().map(|line| line.halo(halo)).collect();
        Some((self.places.draw(surface, &lines, anchor, distance, direction), direction))
    }

    /// Whether a line has a free place so far from `anchor`.
    pub fn has_room(
        &self,
        line: &Label,
        anchor: (f64, f64),
        distance: f64,
        directions: &[Direction],
    ) -> bool {
        let lines = std::slice::from_ref(line);
        let best = self.places.choose(&self.chart.surface, lines, anchor, distance, directions);
        best.is_some_and(|(rect, _)| self.places.is_free(&rect))
    }

    /// Writes one line at a place of its own, moved into the plot where it would stick out.
    pub fn label_at(&mut self, label: Label, (x, y): (f64, f64), align: Align) {
        let rect = label.rect(&self.chart.surface, (x, y), align);
        let (dx, dy) = rect.way_into(&self.chart.frame);
        let position = (x + dx, y + dy);
        let rect = self.chart.label(&label.halo(self.behind(position)), position, align);
        self.places.take(rect);
    }

    /// The background colour at a position in CSS pixels: the wash inside of the ball, elsewhere paper.
    fn behind(&self, position: (f64, f64)) -> Color {
        let is_allowed = |(u, v): (f64, f64)| {
            let penalty = |r: f64| r * (u.abs() + v.abs()) + 0.5 * (1.0 - r) * (u * u + v * v);
            self.slice.l1_ratio.is_some_and(|r| penalty(r) < self.slice.allowance)
        };
        let point = self.chart.as_coord_spec().reverse_translate(px_at(position));
        let is_in_ball = self.has_ball && point.is_some_and(is_allowed);
        if is_in_ball { self.theme.lambda_wash } else { self.theme.paper }
    }
}
