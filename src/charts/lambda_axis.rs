//! The λ axis of all charts over λ: the decades of the slider, and a draggable line at λ.

use plotters::element::{Circle, EmptyElement, PathElement};
use plotters::style::Color as _;

use super::axis::Axis;
use super::chart::{Chart, Coordinates};
use super::label::{Align, Label};
use super::number;
use super::panel::Style;
use super::places::Rect;
use super::style::px;
use super::surface::DrawingResult;
use super::theme::Theme;
use crate::decimal::two_digits;

/// Least distance of two decades, in CSS pixels; wide labels need more.
const DECADE_ROOM: f64 = 16.0;

impl Coordinates {
    /// The coordinates of a chart over λ; all charts have the same left and right edge.
    #[must_use]
    pub fn over_lambda(style: &Style, top: f64, y: Axis) -> Self {
        let (width, height) = style.size;
        let bottom = (height - 24.0).max(top + 20.0);
        let frame = Rect { left: 40.0, top, right: (width - 12.0).max(80.0), bottom };
        Self { frame, x: Axis::lambda(style.lambda_scale), y }
    }

    /// The λ of the slider nearest to a horizontal position in CSS pixels.
    #[must_use]
    pub fn lambda_at(&self, x: f64) -> Option<f64> {
        let (lambda, _) = self.value_at((x, self.frame.bottom))?;
        let ends = self.x.ends();
        Some(two_digits(lambda.clamp(ends.start, ends.end)))
    }
}

impl Chart {
    /// The axis of λ with a tick per decade; there is no room for labels at its ends.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn lambda_axis(&mut self, theme: &Theme) -> DrawingResult {
        let labelled = self.lambda_ticks();
        self.bottom_axis(theme, DECADE_ROOM, &|lambda| {
            if labelled.contains(lambda) { number::tick(*lambda) } else { String::new() }
        })
    }

    /// The values of λ that have labels.
    #[must_use]
    pub fn lambda_ticks(&self) -> Vec<f64> {
        let (ends, width) = (self.x().ends(), self.frame.right - self.frame.left);
        let ticks = self.x().ticks(((width / DECADE_ROOM) as usize).max(1));
        ticks.into_iter().filter(|&lambda| lambda > ends.start && lambda < ends.end).collect()
    }

    /// The λ line with its handle on the axis, at `x`: λ, or the corresponding value of another axis.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn lambda_line(&self, x: f64, theme: &Theme) -> DrawingResult {
        let height = px(self.frame.bottom) - px(self.frame.top);
        let line = EmptyElement::at((x, self.y().ends().start))
            + PathElement::new([(0, -height), (0, 0)], theme.lambda.line(2.0))
            + Circle::new((0, 0), px(6.0), theme.lambda.filled());
        self.draw(&line)
    }

    /// The value of λ above its line.
    pub fn lambda_name(&self, lambda: f64, theme: &Theme) {
        let name = Label::new(theme.lambda_ink).math("λ").text(format!(" = {}", number::tick(lambda)));
        let half = 0.5 * name.width(&self.surface);
        let Rect { left, right, top, .. } = self.frame;
        // Not `clamp`, which panics if the name is wider than the plot.
        let x = self.at((lambda, 0.0)).0.min(right - half).max(left + half);
        self.label(&name.halo(theme.paper), (x, top - 10.0), Align::Center);
    }
}
