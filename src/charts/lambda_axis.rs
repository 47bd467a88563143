//! The axis that all charts over λ share: the decades of its slider, and a line at λ with a grip to drag it by.

use plotters::element::{Circle, EmptyElement, PathElement};
use plotters::style::Color as _;

use super::axis::Axis;
use super::chart::{Chart, Coordinates};
use super::element::units;
use super::label::{Align, Label};
use super::number;
use super::places::Rect;
use super::plot::Plot;
use super::style::{HAIRLINE, Stroke, px};
use super::surface::{DrawingResult, Mark};
use super::theme::Theme;
use crate::lab::LambdaScale;

/// Least distance of two decades, in CSS pixels; labels that need more have more.
const DECADE_ROOM: f64 = 16.0;

impl Coordinates {
    /// The plot of a chart over λ; all share their left and right edge.
    #[must_use]
    pub fn over_lambda((width, height): (f64, f64), top: f64, y: Axis) -> Self {
        let bottom = (height - 24.0).max(top + 20.0);
        let frame = Rect { left: 40.0, top, right: (width - 12.0).max(80.0), bottom };
        Self { frame, x: Axis::lambda(), y }
    }

    /// The λ of the slider nearest to a horizontal position in CSS pixels.
    #[must_use]
    pub fn lambda_at(&self, x: f64) -> Option<f64> {
        let (lambda, _) = self.value_at((x, self.frame.bottom))?;
        Some(LambdaScale::nearest(lambda))
    }
}

impl Chart {
    /// The axis of λ with a tick a decade; there is no room for labels at its ends.
    ///
    /// # Errors
    /// Those of plotters.
    pub fn lambda_axis(&mut self, theme: &Theme) -> DrawingResult {
        let ends = self.x().ends();
        let is_end = move |lambda: f64| lambda <= ends.start || lambda >= ends.end;
        self.bottom_axis(theme, DECADE_ROOM, &|&lambda| {
            if is_end(lambda) { String::new() } else { number::tick(lambda) }
        })
    }

    /// The λ line with its grip on the axis. `x` is λ, or the value that stands for it on another axis.
    ///
    /// # Errors
    /// Those of plotters.
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
        // A name wider than the plot would leave nothing between the two ends.
        let x = self.at((lambda, 0.0)).0.min(right - half).max(left + half);
        self.label(&name.halo(theme.paper), (x, top - 10.0), Align::Center);
    }
}

/// The plot of a picture over λ: all share their left and right edge.
pub(super) fn lambda_frame((width, height): (f64, f64), top: f64) -> Rect {
    let bottom = (height - 24.0).max(top + 20.0);
    Rect { left: 40.0, top, right: (width - 12.0).max(80.0), bottom }
}

/// The axis runs over the decades of the slider; λ beyond them, and 0, stand at its ends.
pub(super) fn decade(lambda: f64) -> f64 {
    lambda.clamp(LambdaScale::SMALLEST, LambdaScale::LARGEST).log10()
}

/// Decades of λ from the smallest to the largest.
pub(super) fn lambda_axis() -> Axis {
    Axis::linear(decade(LambdaScale::SMALLEST), decade(LambdaScale::LARGEST))
}

/// λ at a horizontal place in CSS pixels.
pub(super) fn lambda_at(size: (f64, f64), x: f64) -> f64 {
    let Rect { left, right, .. } = lambda_frame(size, 0.0);
    LambdaScale::value(LambdaScale::position_of_share((x - left) / (right - left)))
}

/// The axis at the bottom with a tick a decade.
pub(super) fn draw_lambda_axis(plot: &Plot, theme: &Theme) {
    let Rect { left, right, bottom, .. } = plot.frame;
    let stroke = Stroke::solid(theme.axis, HAIRLINE);
    plot.rule((left, bottom), (right, bottom), stroke);
    for k in -3_i32..=3 {
        let x = plot.at((f64::from(k), 0.0)).0;
        plot.rule((x, bottom), (x, bottom + 4.0), stroke);
        if k.abs() < 3 {
            let value = number::tick(10_f64.powi(k));
            plot.label(&Label::plain(value, theme.ink_3), (x, bottom + 13.0), Align::Center);
        }
    }
}

/// The λ line with its grip on the axis.
pub(super) fn draw_lambda_line(plot: &Plot, lambda: f64, theme: &Theme) {
    draw_line_at(plot, plot.at((decade(lambda), 0.0)).0, theme);
}

/// The same at a horizontal place in CSS pixels.
pub(super) fn draw_line_at(plot: &Plot, x: f64, theme: &Theme) {
    let Rect { top, bottom, .. } = plot.frame;
    plot.with_surface(|surface| {
        let ends = [(units(x), units(top)), (units(x), units(bottom))];
        surface.line(ends, Stroke::solid(theme.lambda, 2.0), false, 0.0);
        surface.mark(Mark::Disc {
            center: (units(x), units(bottom)),
            radius: units(6.0),
            color: theme.lambda,
        });
    });
}

/// The λ in force, above its line.
pub(super) fn draw_lambda_name(plot: &Plot, lambda: f64, theme: &Theme) {
    let Rect { left, right, top, .. } = plot.frame;
    let x = plot.at((decade(lambda), 0.0)).0;
    let name = Label::new(theme.lambda_ink).math("λ").text(format!(" = {}", number::tick(lambda)));
    let half = 0.5 * plot.with_surface(|surface| name.width(surface));
    // A name wider than the plot would leave nothing between the two ends.
    let x = x.min(right - half).max(left + half);
    plot.label(&name.halo(theme.paper), (x, top - 10.0), Align::Center);
}
