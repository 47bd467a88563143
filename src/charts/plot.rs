//! A rectangle with two axes on a surface.

use super::axis::Axis;
use super::element::{Element, units};
use super::label::{Align, Label, SMALL};
use super::number;
use super::places::Rect;
use super::style::{HAIRLINE, REFERENCE, Stroke, UNITS};
use super::surface::{Coord, Mark, Surface};
use super::theme::Theme;
use crate::lab::{Bookmark, Snapshot};
use plotters::coord::ranged1d::Ranged;

/// An area of a surface that places elements by two axes.
pub struct Plot {
    surface: Surface,
    /// Left and right, bottom and top in units: values rise upwards, pixels fall.
    across: [i32; 2],
    upwards: [i32; 2],
    /// The plot's rectangle in CSS pixels.
    pub frame: Rect,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
}

impl Plot {
    /// A plot in `frame` of a surface.
    #[must_use]
    pub fn new(surface: &Surface, frame: Rect, x: Axis, y: Axis) -> Self {
        let across = [frame.left, frame.right].map(units);
        let upwards = [frame.bottom, frame.top].map(units);
        Self { surface: surface.clone(), across, upwards, frame, x, y }
    }

    /// Draws an element at its place.
    pub fn draw(&self, element: &dyn Element) {
        self.with_surface(|surface| element.draw(surface, self));
    }

    /// The place of a value on the surface.
    fn place(&self, (x, y): (f64, f64)) -> Coord {
        (self.x.map(&x, (self.across[0], self.across[1])), self.y.map(&y, (self.upwards[0], self.upwards[1])))
    }

    /// The places of values on the surface.
    pub fn places(&self, points: &[(f64, f64)]) -> impl Iterator<Item = Coord> {
        points.iter().map(|&point| self.place(point))
    }

    /// The place of a value in CSS pixels.
    #[must_use]
    pub fn at(&self, point: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.place(point);
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    /// Works on the surface itself, in CSS pixels.
    pub fn with_surface<T>(&self, work: impl FnOnce(&Surface) -> T) -> T {
        work(&self.surface)
    }

    /// Draws a label at a position in CSS pixels.
    pub fn label(&self, label: &Label, position: (f64, f64), align: Align) -> Rect {
        self.with_surface(|surface| label.draw(surface, position, align))
    }

    /// Cuts off what `work` draws at the plot's frame, which may be widened by some pixels.
    pub fn clipped(&self, widened: f64, work: impl FnOnce()) {
        let Rect { left, top, right, bottom } = self.frame;
        let sides = [left - widened, top - widened, right + widened, bottom + widened].map(units);
        self.with_surface(|surface| surface.mark(Mark::Clip(sides)));
        work();
        self.with_surface(|surface| surface.mark(Mark::Unclip));
    }

    /// A straight sharp line between two positions in CSS pixels, one of whose coordinates they share.
    pub fn rule(&self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.with_surface(|surface| {
            let at = |surface: &Surface, (x, y): (f64, f64)| {
                let sharp = |value: f64, is_shared: bool| {
                    if is_shared { surface.crisp(units(value)) } else { units(value) }
                };
                (sharp(x, from.0 == to.0), sharp(y, from.1 == to.1))
            };
            let ends = [at(surface, from), at(surface, to)];
            surface.line(ends, stroke, false, 0.0);
        });
    }

    /// Horizontal grid lines with their values to the left, the line at 0 as an axis.
    pub fn value_grid(&self, theme: &Theme, count: usize) {
        for value in self.y.ticks(count) {
            let y = self.at((0.0, value)).1;
            let color = if value == 0.0 { theme.axis } else { theme.grid };
            self.rule((self.frame.left, y), (self.frame.right, y), Stroke::solid(color, HAIRLINE));
            let label = |text: String| Label::plain(text, theme.ink_3).size(SMALL);
            let (long, right) = (label(number::tick(value)), self.frame.left - 6.0);
            let fits = self.with_surface(|surface| long.width(surface) <= right);
            let label = if fits { long } else { label(number::short_tick(value)) };
            self.label(&label, (right, y), Align::Right);
        }
    }

    /// The axis at the bottom with its ticks and counts.
    pub fn iteration_axis(&self, theme: &Theme) {
        let Rect { left, right, bottom, .. } = self.frame;
        let stroke = Stroke::solid(theme.axis, HAIRLINE);
        self.rule((left, bottom), (right, bottom), stroke);
        let room = ((right - left) / 80.0) as usize;
        for value in self.x.ticks(room.max(2)) {
            let x = self.at((value, 0.0)).0;
            self.rule((x, bottom), (x, bottom + 4.0), stroke);
        }
    }

    /// A line where a hand has kept a moment of this run.
    pub fn bookmark_line(&self, theme: &Theme, snapshot: &Snapshot<'_>) {
        let of_this_run = |bookmark: &&Bookmark| bookmark.run == snapshot.run;
        let Some(bookmark) = snapshot.bookmark.filter(of_this_run) else { return };
        let Rect { top, bottom, .. } = self.frame;
        let x = self.at((bookmark.n_iter as f64, 0.0)).0;
        self.rule((x, top), (x, bottom), Stroke::dashed(theme.ink_3, 1.0, REFERENCE));
        let flag = [(x, top), (x + 7.0, top + 3.5), (x, top + 7.0)].map(|(x, y)| (units(x), units(y)));
        self.with_surface(|surface| surface.area(flag, theme.ink_3));
    }

    /// Ticks below the frame with their values: about one in so many pixels, and no two that touch.
    pub fn x_ticks(&self, theme: &Theme, room: f64, margin: f64) {
        let Rect { left, right, bottom, .. } = self.frame;
        let ticks = |room: f64| self.x.ticks(((right - left) / room) as usize);
        let label = |&value: &f64| Label::plain(number::tick(value), theme.ink_3);
        let width = |value: &f64| self.with_surface(|surface| label(value).width(surface));
        let widest = ticks(room).iter().map(width).fold(0.0, f64::max);
        for value in ticks(room.max(widest + 8.0)) {
            let x = self.at((value, 0.0)).0;
            self.rule((x, bottom), (x, bottom + 4.0), Stroke::solid(theme.axis, HAIRLINE));
            self.x_tick(&label(&value), (x, bottom + 13.0), margin);
        }
    }

    /// The value of a tick, moved inwards where it would reach further beyond the frame than its margin.
    pub fn x_tick(&self, label: &Label, (x, y): (f64, f64), margin: f64) {
        let half = 0.5 * self.with_surface(|surface| label.width(surface));
        let (first, last) = (self.frame.left - margin + half, self.frame.right + margin - half);
        self.label(label, (x.min(last).max(first), y), Align::Center);
    }

    /// The counts under the axis, but for those too near to the present one, which stands in ink with its tick.
    pub fn iteration_labels(&self, theme: &Theme, n_iter: usize) {
        let Rect { left, right, bottom, .. } = self.frame;
        let y = bottom + 13.0;
        let x = self.at((n_iter as f64, 0.0)).0;
        let stroke = Stroke::solid(theme.ink, 2.0);
        let now = Label::new(theme.ink).bold(number::count(n_iter)).halo(theme.paper);
        let (from, to) = ((units(x), units(bottom - 5.0)), (units(x), units(bottom + 5.0)));
        let here = self.with_surface(|surface| {
            surface.line([from, to], stroke, false, 0.0);
            now.draw(surface, (x, y), Align::Center)
        });
        let room = ((right - left) / 80.0) as usize;
        for value in self.x.ticks(room.max(2)) {
            let label = Label::plain(number::tick(value), theme.ink_3);
            let position = (self.at((value, 0.0)).0, y);
            let rect = self.with_surface(|surface| label.rect(surface, position, Align::Center));
            let wide = Rect { left: here.left - 6.0, right: here.right + 6.0, ..here };
            if rect.overlap(&wide) == 0.0 {
                self.label(&label, position, Align::Center);
            }
        }
    }
}
