//! Grids, axes and ticks, drawn as plotters' mesh, and the labels that change during the run.

use plotters::chart::LabelAreaPosition;
use plotters::element::Polygon;
use plotters::style::{Color as _, IntoFont, TRANSPARENT, TextStyle};

use super::chart::Chart;
use super::label::{Align, Label, SMALL};
use super::number;
use super::places::Rect;
use super::style::{Font, HAIRLINE, REFERENCE, Stroke, px, px_at};
use super::surface::DrawingResult;
use super::theme::{Color, Theme};
use super::tick_format::TickFormat;
use crate::lab::{Bookmark, Snapshot};

/// Length of a tick below an axis, in CSS pixels; plotters puts its label at twice that distance.
const TICK: f64 = 4.0;
/// Half the distance of a label to the left of the plot.
const LABEL_DISTANCE: f64 = 3.0;
/// Distance of the axis of iterations from the middle of its labels.
const ITERATION_LABEL: f64 = 13.0;
/// Most width of a label below an axis, in CSS pixels.
const WIDEST: f64 = 80.0;
/// The font of ticks.
const FONT: Font = Font { size: SMALL, bold: false, math: false };
/// Least distance of two ticks on the axis of iterations, in CSS pixels.
const ITERATION_ROOM: f64 = 80.0;

/// The style of ticks' labels.
pub(super) fn tick_style(color: Color) -> TextStyle<'static> {
    // The surface ignores the family and uses the fonts of the page.
    TextStyle { color: color.to_backend_color(), ..TextStyle::from(("sans-serif", px(SMALL)).into_font()) }
}

impl Chart {
    /// Horizontal grid lines with their values to the left, at most `count` of them; the line at 0 is an axis.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn value_grid(&mut self, theme: &Theme, count: usize) -> DrawingResult {
        let room = self.frame.left - 2.0 * LABEL_DISTANCE;
        let (format, count) = self.fitting_format(room, count);
        let format = |value: &f64| format.label(*value);
        let width = |value: &f64| self.surface.text_width(&format(value), FONT);
        let widest = self.y().ticks(count).iter().map(width).fold(0.0, f64::max);
        // In a wide font even the short form may need the whole margin.
        let distance = (0.5 * (self.frame.left - widest)).clamp(0.0, LABEL_DISTANCE);
        self.grid_with_labels(theme, count, &format, distance)?;
        if self.y().ticks(count).contains(&0.0) {
            self.zero_line(theme);
        }
        Ok(())
    }

    /// Horizontal grid lines with their labels to the left, at most `count` of them.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn horizontal_grid(
        &mut self,
        theme: &Theme,
        count: usize,
        format: &dyn Fn(&f64) -> String,
    ) -> DrawingResult {
        self.grid_with_labels(theme, count, format, LABEL_DISTANCE)
    }

    /// The same with ticks of this length; the labels are at twice that distance.
    fn grid_with_labels(
        &mut self,
        theme: &Theme,
        count: usize,
        format: &dyn Fn(&f64) -> String,
        distance: f64,
    ) -> DrawingResult {
        self.configure_mesh()
            .disable_x_mesh()
            .disable_x_axis()
            .y_labels(count)
            .max_light_lines(0)
            .bold_line_style(theme.grid.line(HAIRLINE))
            .axis_style(TRANSPARENT)
            .set_tick_mark_size(LabelAreaPosition::Left, px(distance))
            .y_label_style(tick_style(theme.ink_3))
            .y_label_formatter(&format)
            .draw()
    }

    /// The horizontal axis at 0.
    pub fn zero_line(&self, theme: &Theme) {
        let (left, right, y) = (self.frame.left, self.frame.right, self.at((0.0, 0.0)).1);
        self.rule((left, y), (right, y), Stroke::solid(theme.axis, HAIRLINE));
    }

    /// The bottom axis with the values of its ticks, about one per `room` CSS pixels, without overlaps.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn bottom_values(&mut self, theme: &Theme, room: f64) -> DrawingResult {
        let width = self.frame.right - self.frame.left;
        let ticks = self.x().ticks(((width / room) as usize).max(1));
        let format = self.tick_format(&ticks, WIDEST);
        self.bottom_axis(theme, room, &|value| format.label(*value))
    }

    /// The format of at most `count` ticks of the vertical axis, and how many there are if labels need more room: fewer ticks have fewer
    /// digits.
    fn fitting_format(&self, room: f64, count: usize) -> (TickFormat, usize) {
        let of = |count: usize| {
            let ticks = self.y().ticks(count);
            let format = self.tick_format(&ticks, room);
            let width = |value: &f64| self.surface.text_width(&format.label(*value), FONT);
            (format, ticks.iter().map(width).fold(0.0, f64::max))
        };
        let fewer = |best: usize, next: usize| {
            if of(best).1 > self.frame.left.max(of(next).1) { next } else { best }
        };
        let count = (2..=count).rev().reduce(fewer).unwrap_or(count);
        (of(count).0, count)
    }

    /// The format of ticks whose labels have this much room.
    fn tick_format(&self, ticks: &[f64], room: f64) -> TickFormat {
        TickFormat::within(ticks, room, &|label| self.surface.text_width(label, FONT))
    }

    /// The bottom axis with ticks and labels, about one per `room` CSS pixels, without overlaps.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn bottom_axis(
        &mut self,
        theme: &Theme,
        room: f64,
        format: &dyn Fn(&f64) -> String,
    ) -> DrawingResult {
        let width = self.frame.right - self.frame.left;
        let count = |room: f64| ((width / room) as usize).max(1);
        let label_width = |value: &f64| self.surface.text_width(&format(value), FONT);
        let widest = self.x().ticks(count(room)).iter().map(label_width).fold(0.0, f64::max);
        self.draw_bottom_axis(theme, count(room.max(widest + 8.0)), format)
    }

    /// The left axis with ticks and labels, about one per `room` CSS pixels.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn left_axis(&mut self, theme: &Theme, room: f64) -> DrawingResult {
        let count = (((self.frame.bottom - self.frame.top) / room) as usize).max(1);
        let format = self.tick_format(&self.y().ticks(count), self.frame.left - 2.0 * TICK);
        self.configure_mesh()
            .disable_mesh()
            .disable_x_axis()
            .y_labels(count)
            .max_light_lines(0)
            .axis_style(theme.axis.line(HAIRLINE))
            .set_tick_mark_size(LabelAreaPosition::Left, px(TICK))
            .y_label_style(tick_style(theme.ink_3))
            .y_label_formatter(&|value: &f64| format.label(*value))
            .draw()
    }

    /// The axis of iterations with its ticks; its labels are drawn in every frame by [`Chart::iteration_labels`].
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn iteration_axis(&mut self, theme: &Theme) -> DrawingResult {
        self.draw_bottom_axis(theme, self.iteration_ticks(), &|_| String::new())
    }

    fn draw_bottom_axis(
        &mut self,
        theme: &Theme,
        count: usize,
        format: &dyn Fn(&f64) -> String,
    ) -> DrawingResult {
        self.configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .x_labels(count)
            .max_light_lines(0)
            .axis_style(theme.axis.line(HAIRLINE))
            .set_tick_mark_size(LabelAreaPosition::Bottom, px(TICK))
            .x_label_style(tick_style(theme.ink_3))
            .x_label_formatter(&format)
            .draw()
    }

    fn iteration_ticks(&self) -> usize {
        (((self.frame.right - self.frame.left) / ITERATION_ROOM) as usize).max(2)
    }

    /// The labels of the axis of iterations. The current iteration has an emphasized label and tick; labels too near to it are
    /// omitted.
    pub fn iteration_labels(&self, theme: &Theme, n_iter: usize) {
        let bottom = self.frame.bottom;
        let y = bottom + ITERATION_LABEL;
        let x = self.at((n_iter as f64, 0.0)).0;
        let ends = [px_at((x, bottom - 5.0)), px_at((x, bottom + 5.0))];
        self.surface.line(ends, Stroke::solid(theme.ink, 2.0), false, 0.0);
        let now = Label::new(theme.ink).bold(number::count(n_iter)).halo(theme.paper);
        let here = self.label(&now, (x, y), Align::Center);
        let wide = Rect { left: here.left - 6.0, right: here.right + 6.0, ..here };
        for value in self.x().ticks(self.iteration_ticks()) {
            let label = Label::plain(number::count(value as usize), theme.ink_3);
            let position = (self.at((value, 0.0)).0, y);
            if label.rect(&self.surface, position, Align::Center).overlap(&wide) == 0.0 {
                self.label(&label, position, Align::Center);
            }
        }
    }

    /// A dashed line with a flag at the bookmarked iteration of this run.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn bookmark_line(&self, theme: &Theme, snapshot: &Snapshot<'_>) -> DrawingResult {
        let of_this_run = |bookmark: &&Bookmark| bookmark.run == snapshot.run;
        let Some(bookmark) = snapshot.bookmark.filter(of_this_run) else { return Ok(()) };
        let Rect { top, bottom, .. } = self.frame;
        let x = self.at((bookmark.n_iter as f64, 0.0)).0;
        self.rule((x, top), (x, bottom), Stroke::dashed(theme.ink_3, 1.0, REFERENCE));
        let flag = [(x, top), (x + 7.0, top + 3.5), (x, top + 7.0)].map(px_at);
        self.surface.draw(&Polygon::new(flag, theme.ink_3.filled()))
    }
}
