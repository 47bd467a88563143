//! Loss gradient and penalty gradient at the current point, as arrows.

use plotters::element::{PathElement, Polygon};
use plotters::style::Color as _;

use super::writer::Writer;
use crate::charts::label::Label;
use crate::charts::messages::message;
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Rect};
use crate::charts::style::px_at;
use crate::charts::surface::DrawingResult;
use crate::charts::theme::Color;
use crate::lab::Snapshot;

/// Length of the longer arrow, and of an arrow's head, in CSS pixels.
const LONGER: f64 = 64.0;
const HEAD: f64 = 9.0;

const AROUND: [Direction; 8] = [
    Direction::SouthEast,
    Direction::NorthEast,
    Direction::SouthWest,
    Direction::NorthWest,
    Direction::East,
    Direction::West,
    Direction::South,
    Direction::North,
];

/// A negative gradient as an arrow on screen.
pub(super) struct Pull {
    from: (f64, f64),
    tip: (f64, f64),
    direction: (f64, f64),
    color: Color,
    /// The key of its label's position.
    name: &'static str,
    label: Label,
}

/// Both arrows on the same scale, each at least as long as its head; none if the gradients are rounding errors.
pub(super) fn pulls(snapshot: &Snapshot<'_>, style: &Style, from: (f64, f64)) -> Vec<Pull> {
    let theme = &style.theme;
    let size = |(u, v): (f64, f64)| u.hypot(v);
    let largest = size(snapshot.loss_slope).max(size(snapshot.penalty_slope));
    let pull = |slope: (f64, f64), color, name, label| {
        let share = size(slope) / largest;
        if !share.is_finite() || largest < 1e-9 || share < 1e-3 {
            return None;
        }
        let reach = (LONGER * share).max(HEAD + 8.0);
        // The negative gradient; v points upwards, screen coordinates downwards.
        let direction = (-slope.0 / size(slope), slope.1 / size(slope));
        let tip = (from.0 + direction.0 * reach, from.1 + direction.1 * reach);
        Some(Pull { from, tip, direction, color, name, label })
    };
    let loss = message!(style, "geometry.label.loss-pulls", "loss pulls");
    let penalty = message!(style, "geometry.label.penalty-pulls", "penalty pulls");
    let both = [
        pull(snapshot.loss_slope, theme.ink, "loss", Label::plain(loss, theme.ink)),
        pull(snapshot.penalty_slope, theme.lambda, "penalty", Label::plain(penalty, theme.lambda_ink)),
    ];
    both.into_iter().flatten().collect()
}

impl Pull {
    /// Reserves the place of the arrow against labels.
    pub fn reserve(&self, writer: &mut Writer<'_>) {
        for k in 1..=4 {
            let t = f64::from(k) / 4.0;
            let along = |from: f64, to: f64| from + t * (to - from);
            writer
                .reserve(Rect::around((along(self.from.0, self.tip.0), along(self.from.1, self.tip.1)), 5.0));
        }
    }

    /// Draws the arrow.
    pub fn draw(&self, writer: &mut Writer<'_>) -> DrawingResult {
        let (tip, (dx, dy)) = (self.tip, self.direction);
        let point =
            |back: f64, aside: f64| px_at((tip.0 - dx * back - dy * aside, tip.1 - dy * back + dx * aside));
        let surface = &writer.chart.surface;
        let shaft = [px_at(self.from), point(HEAD - 2.0, 0.0)];
        surface.draw(&PathElement::new(shaft, self.color.line(2.25)))?;
        let head = [point(0.0, 0.0), point(HEAD, 4.0), point(HEAD, -4.0)];
        surface.draw(&Polygon::new(head, self.color.filled()))?;
        Ok(())
    }

    /// Draws the arrow's name beside its tip or its middle.
    pub fn draw_label(&self, writer: &mut Writer<'_>) {
        let (from, tip) = (self.from, self.tip);
        let anchors = [tip, (0.5 * (from.0 + tip.0), 0.5 * (from.1 + tip.1))];
        let label = std::slice::from_ref(&self.label);
        writer.label_near(self.name, label, &anchors, &[8.0, 14.0, 22.0, 32.0], &AROUND);
    }
}
