//! Weights now: every weight as a stem, by size or in place, and what the other penalty makes of it.

use crate::charts::axis::{Axis, weight_end};
use crate::charts::cast::{mark_color, text_color, truth};
use crate::charts::element::units;
use crate::charts::ghost::Ghost;
use crate::charts::label::{Align, LINE, Label};
use crate::charts::model;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::{Mark, Surface};
use crate::data::Truth;
use crate::data::argsort_descending;
use crate::lab::Snapshot;
use crate::model::PenaltyKind;

/// Half the height of a weight that is exactly 0, in CSS pixels.
const ZERO: f64 = 2.5;
/// Stems nearer to each other than this have no dots of their own.
const ROOM_FOR_DOTS: f64 = 3.0;

/// A stem a weight; the marks are those of L2, or of L1 while L2 is in force.
#[derive(Debug, Clone, Default)]
pub struct WeightsPanel {
    in_place: bool,
    low: f64,
    high: f64,
}

impl Panel for WeightsPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let before = (self.low, self.high);
        self.fit_domain(snapshot);
        if afresh || before != (self.low, self.high) {
            let plot = self.plot(snapshot, style, layers.axes.start(Paint::Replace));
            plot.value_grid(&style.theme, grid_rows(&plot));
        }
        let order = self.order(snapshot);
        let drawing = |plot| Drawing { snapshot, style, order: &order, plot };
        let crowd = drawing(self.plot(snapshot, style, layers.trace.start(Paint::Replace)));
        crowd.draw_others();
        crowd.draw_stems();
        drawing(self.plot(snapshot, style, layers.live.start(Paint::Replace))).draw_words(self.in_place);
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let plot = self.plot(snapshot, style, &Layers::new(style.clone()).live.surface);
        let place = plot.x.value((x - plot.frame.left) / (plot.frame.right - plot.frame.left)).round();
        if place < 0.0 {
            return None;
        }
        self.order(snapshot).get(place as usize).copied()
    }

    fn choose_view(&mut self, view: &str) {
        *self = Self { in_place: view == "place", ..Self::default() };
    }
}

impl WeightsPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        let shown = || snapshot.point.coef.iter().chain(other(snapshot).map_or(&[][..], |ghost| ghost.coef));
        let low = shown().fold(0.0_f64, |low, &w| low.min(w));
        let high = shown().fold(0.0_f64, |high, &w| high.max(w));
        let (down, up) = (weight_end(-low, -self.low), weight_end(high, self.high));
        let least = if down.max(up) > 0.0 { 0.02 * down.max(up) } else { 1.0 };
        (self.low, self.high) = (-down.max(least), up.max(least));
    }

    fn plot(&self, snapshot: &Snapshot<'_>, style: &Style, surface: &Surface) -> Plot {
        let (width, height) = style.size;
        let (right, bottom) = ((width - 8.0).max(80.0), (height - 20.0).max(40.0));
        let frame = Rect { left: 40.0, top: 34.0, right, bottom };
        let x = Axis::linear(-0.5, snapshot.point.coef.len() as f64 - 0.5);
        Plot::new(surface, frame, x, Axis::new(self.low, self.high, style.scale))
    }

    /// The weights from left to right.
    fn order(&self, snapshot: &Snapshot<'_>) -> Vec<usize> {
        if self.in_place {
            return (0..snapshot.point.coef.len()).collect();
        }
        argsort_descending(&snapshot.point.coef.iter().map(|w| w.abs()).collect::<Vec<_>>())
    }
}

/// A bookmark, or the weights under the other penalty: L2's, or L1's while L2 is in force.
fn other<'a>(snapshot: &Snapshot<'a>) -> Option<Ghost<'a>> {
    let kind = if snapshot.penalty == PenaltyKind::L2 { PenaltyKind::L1 } else { PenaltyKind::L2 };
    Ghost::of(snapshot, kind).filter(|_| snapshot.n_iter > 0 || snapshot.bookmark.is_some())
}

/// Ticks that the vertical axis has room for.
fn grid_rows(plot: &Plot) -> usize {
    ((plot.frame.bottom - plot.frame.top) / 22.0) as usize
}

struct Drawing<'a> {
    snapshot: &'a Snapshot<'a>,
    style: &'a Style,
    order: &'a [usize],
    plot: Plot,
}

impl Drawing<'_> {
    fn at(&self, place: usize, w: f64) -> (f64, f64) {
        self.plot.at((place as f64, w))
    }

    /// From one stem to the next, in CSS pixels.
    fn step(&self) -> f64 {
        (self.plot.frame.right - self.plot.frame.left) / self.order.len() as f64
    }

    fn draw_others(&self) {
        let Some(ghost) = other(self.snapshot) else { return };
        let size = if self.step() < ROOM_FOR_DOTS { 1.5 } else { 2.0 };
        self.plot.clipped(6.0, || {
            for (place, &j) in self.order.iter().enumerate() {
                let at = self.at(place, ghost.coef[j]);
                self.plot.with_surface(|surface| {
                    model::mark(surface, (ghost.kind, ghost.l1_ratio), at, size, false, &self.style.theme);
                });
            }
        });
    }

    /// Noise first, so that what carries signal is never covered.
    fn draw_stems(&self) {
        let is_signal = |j: usize| truth(self.snapshot, j).is_some_and(|truth| truth != Truth::Noise);
        self.plot.clipped(6.0, || {
            for wants_signal in [false, true] {
                for (place, &j) in self.order.iter().enumerate() {
                    if is_signal(j) == wants_signal {
                        self.draw_stem(place, j, wants_signal);
                    }
                }
            }
        });
    }

    fn draw_stem(&self, place: usize, j: usize, is_signal: bool) {
        let theme = &self.style.theme;
        let w = self.snapshot.point.coef[j];
        let (foot, head) = (self.at(place, 0.0), self.at(place, w));
        let color = if is_signal { mark_color(self.snapshot, j, theme) } else { theme.noise };
        if w == 0.0 {
            let (top, bottom) = ((foot.0, foot.1 - ZERO), (foot.0, foot.1 + ZERO));
            return self.plot.rule(top, bottom, Stroke::solid(color, HAIRLINE));
        }
        let width = if is_signal { 2.25 } else { HAIRLINE };
        self.plot.rule(foot, (foot.0, head.1), Stroke::solid(color, width));
        let radius = if is_signal { 4.0 } else { 2.0 };
        if is_signal || self.step() >= ROOM_FOR_DOTS {
            self.plot.with_surface(|surface| {
                let center = (units(head.0), units(head.1));
                surface.mark(Mark::Disc { center, radius: units(radius), color });
            });
        }
    }

    fn draw_words(&self, in_place: bool) {
        let (snapshot, theme) = (self.snapshot, &self.style.theme);
        let mut places =
            Places::new(Rect { left: 0.0, top: 0.0, right: self.style.size.0, bottom: self.style.size.1 });
        if let Some(j) = snapshot.followed {
            return self.name_followed(j, &mut places);
        }
        if snapshot.n_iter == 0 && snapshot.point.coef.iter().all(|&w| w == 0.0) {
            let label = Label::plain("Press play, or drag λ.", theme.ink_3).size(13.0).halo(theme.paper);
            let (x, y) = self.plot.frame.center();
            self.plot.label(&label, (x, y - 24.0), Align::Center);
            return;
        }
        // The ticks of the axis, and the switch between the views.
        let Rect { left, .. } = self.plot.frame;
        for value in self.plot.y.ticks(grid_rows(&self.plot)) {
            let y = self.plot.at((0.0, value)).1;
            places.take(Rect { left: 10.0, top: y - 6.0, right: left - 2.0, bottom: y + 6.0 });
        }
        places.take(Rect { left, top: 0.0, right: left + 150.0, bottom: 19.0 });
        self.take_stems(&mut places);
        for (place, &j) in self.order.iter().enumerate() {
            if matches!(truth(snapshot, j), Some(Truth::Informative)) || self.order.len() <= 8 {
                self.name(place, j, &mut places);
            }
        }
        if !in_place {
            self.count_zeros(&mut places);
        }
        self.name_other(&mut places);
    }

    fn take_stems(&self, places: &mut Places) {
        let half = 0.5 * self.step().min(8.0) + 1.0;
        let others = other(self.snapshot).map(|ghost| ghost.coef);
        for (place, &j) in self.order.iter().enumerate() {
            for w in [Some(self.snapshot.point.coef[j]), others.map(|coef| coef[j])].into_iter().flatten() {
                let ((x, foot), (_, head)) = (self.at(place, 0.0), self.at(place, w));
                let (top, bottom) = (foot.min(head) - 4.0, foot.max(head) + 4.0);
                places.take(Rect { left: x - half, top, right: x + half, bottom });
            }
        }
    }

    /// A name at the head of its stem, beside it where there is no room beyond.
    fn name(&self, place: usize, j: usize, places: &mut Places) {
        let w = self.snapshot.point.coef[j];
        let label = Label::new(text_color(self.snapshot, j, &self.style.theme));
        let label = [label.weight_of(&self.snapshot.feature_names[j]).halo(self.style.theme.paper)];
        let directions = if w >= 0.0 {
            [Direction::East, Direction::North, Direction::NorthEast, Direction::NorthWest]
        } else {
            [Direction::South, Direction::SouthEast, Direction::SouthWest, Direction::East]
        };
        let at = self.at(place, w);
        self.plot.with_surface(|surface| {
            if let Some((rect, direction)) = places.choose(surface, &label, at, 7.0, &directions)
                && places.is_free(&rect)
            {
                places.draw(surface, &label, at, 7.0, direction);
            }
        });
    }

    /// A bracket under the weights that are exactly 0.
    fn count_zeros(&self, places: &mut Places) {
        let coef = &self.snapshot.point.coef;
        let zeros = coef.iter().filter(|&&w| w == 0.0).count();
        if zeros < 2 {
            return;
        }
        let theme = &self.style.theme;
        let (first, last) = (self.at(coef.len() - zeros, 0.0).0 - 1.0, self.plot.frame.right);
        let y = self.plot.frame.bottom + 2.0;
        let stroke = Stroke::solid(theme.ink, 1.0);
        self.plot.rule((first, y), (last, y), stroke);
        self.plot.rule((first, y - 4.0), (first, y), stroke);
        self.plot.rule((last, y - 4.0), (last, y), stroke);
        let text = format!("{} at exactly 0", number::count(zeros));
        let label = Label::new(theme.ink).text(text).halo(theme.paper);
        let frame = Rect { left: 0.0, top: y, right: self.style.size.0, bottom: y + LINE + 2.0 };
        let rect = self
            .plot
            .with_surface(|surface| label.rect(surface, (0.5 * (first + last), y + 9.0), Align::Center));
        let (dx, _) = rect.way_into(&frame);
        places.take(self.plot.label(&label, (0.5 * (first + last) + dx, y + 9.0), Align::Center));
    }

    /// What the small marks are, where there is room.
    fn name_other(&self, places: &mut Places) {
        let Some(ghost) = other(self.snapshot) else { return };
        let theme = &self.style.theme;
        let zeros = ghost.coef.iter().filter(|&&w| w == 0.0).count();
        let zeros = if zeros == 0 { "none".to_owned() } else { number::count(zeros) };
        let label = Label::plain(format!("{}: {zeros} at 0", ghost.name()), model::ink(ghost.kind, theme))
            .halo(theme.paper);
        let Rect { right, top, bottom, .. } = self.plot.frame;
        let width = self.plot.with_surface(|surface| label.width(surface));
        let heights = [top + 10.0, top + 26.0, bottom - 10.0, bottom - 26.0];
        let free = heights.into_iter().find(|y| {
            places.is_free(&Rect { left: right - width - 20.0, top: y - 8.0, right, bottom: y + 8.0 })
        });
        let Some(y) = free else { return };
        let rect = self.plot.label(&label, (right, y), Align::Right);
        self.plot.with_surface(|surface| {
            model::mark(surface, (ghost.kind, ghost.l1_ratio), (rect.left - 9.0, y), 3.5, false, theme);
        });
    }

    fn name_followed(&self, j: usize, places: &mut Places) {
        let theme = &self.style.theme;
        let Some(place) = self.order.iter().position(|&other| other == j) else { return };
        let w = self.snapshot.point.coef[j];
        let (foot, head) = (self.at(place, 0.0), self.at(place, w));
        self.plot.rule(foot, (foot.0, head.1), Stroke::solid(theme.ink, 2.25));
        let center = (units(head.0), units(head.1));
        let name = Label::new(theme.ink).weight_of(&self.snapshot.feature_names[j]).text(" ");
        let name = name.bold(number::weight(w)).halo(theme.paper);
        let directions =
            [Direction::NorthEast, Direction::NorthWest, Direction::SouthEast, Direction::SouthWest];
        self.plot.with_surface(|surface| {
            surface.mark(Mark::Disc { center, radius: units(4.0), color: theme.ink });
            places.beside(surface, &[name], head, 8.0, &directions);
        });
    }
}
