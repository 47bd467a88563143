//! Labels on the geometry, each with a halo in the colour of what is behind it.

use crate::charts::label::{Align, Label};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::theme::{Color, Theme};
use crate::lab::Slice;

/// The plot being written on, what it shows, and what is taken on it.
pub(super) struct Writer<'a> {
    pub plot: &'a Plot,
    pub slice: &'a Slice,
    pub theme: &'a Theme,
    pub places: Places,
    /// Whether the ball is drawn.
    pub has_ball: bool,
}

impl<'a> Writer<'a> {
    pub fn new(plot: &'a Plot, slice: &'a Slice, theme: &'a Theme, places: Places) -> Self {
        Self { plot, slice, theme, places, has_ball: true }
    }

    /// Without a ball behind the labels.
    pub fn without_ball(self) -> Self {
        Self { has_ball: false, ..self }
    }

    /// Writes lines beside `anchor` where they cover least; returns what they cover and where they stand.
    pub fn say(
        &mut self,
        lines: Vec<Label>,
        anchor: (f64, f64),
        distance: f64,
        directions: &[Direction],
    ) -> Option<(Rect, Direction)> {
        let choose = |surface: &_| self.places.choose(surface, &lines, anchor, distance, directions);
        let (rect, direction) = self.plot.with_surface(choose)?;
        let halo = self.behind(rect.center());
        let lines: Vec<Label> = lines.into_iter().map(|line| line.halo(halo)).collect();
        let rect =
            self.plot.with_surface(|surface| self.places.draw(surface, &lines, anchor, distance, direction));
        Some((rect, direction))
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
        let choose = |surface: &_| self.places.choose(surface, lines, anchor, distance, directions);
        self.plot.with_surface(choose).is_some_and(|(rect, _)| self.places.is_free(&rect))
    }

    /// Writes one line at a place of its own, moved into the plot where it would stick out.
    pub fn put(&mut self, label: Label, (x, y): (f64, f64), align: Align) {
        let rect = self.plot.with_surface(|surface| label.rect(surface, (x, y), align));
        let (dx, dy) = rect.way_into(&self.plot.frame);
        let position = (x + dx, y + dy);
        let rect = self.plot.label(&label.halo(self.behind(position)), position, align);
        self.places.take(rect);
    }

    /// The colour of the ground at a position in CSS pixels: the wash inside of the ball, elsewhere paper.
    fn behind(&self, (x, y): (f64, f64)) -> Color {
        let [u0, u1, v0, v1] = self.slice.domain;
        let Rect { left, top, right, bottom } = self.plot.frame;
        let u = (u0 + (u1 - u0) * (x - left) / (right - left)).abs();
        let v = (v0 + (v1 - v0) * (bottom - y) / (bottom - top)).abs();
        let price = |r: f64| r * (u + v) + 0.5 * (1.0 - r) * (u * u + v * v);
        let is_allowed =
            self.has_ball && self.slice.l1_ratio.is_some_and(|r| price(r) < self.slice.allowance);
        if is_allowed { self.theme.lambda_wash } else { self.theme.paper }
    }
}
