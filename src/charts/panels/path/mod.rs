//! Coefficient path: the optimum at every λ, and the present weights on their way to it.

mod counts;
mod course;
mod curves;
mod strips;

use course::{Course, Over};
use strips::Strips;

use crate::charts::axis::{Axis, weight_end};
use crate::charts::cast::nearest_height;
use crate::charts::label::{Align, Label};
use crate::charts::lambda_axis::{draw_line_at, lambda_frame};
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::Rect;
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::Surface;
use crate::lab::Snapshot;
use crate::model::PenaltyKind;

/// Above the plot stand the choice of a view and the counts of weights kept.
const TOP: f64 = 42.0;
/// From this height on, sparsity and norm stand beneath the path over λ.
const TALL: f64 = 440.0;
/// Their share of the height there.
const BENEATH: f64 = 0.4;
const GAP: f64 = 14.0;

/// One line a weight over log λ, ‖w‖₁ or the deviance explained; the λ line carries the optimum as discs and the present weights
/// as rings. Sparsity and norm over λ are a view of their own, and stand beneath the path where there is room.
#[derive(Debug, Clone, Default)]
pub struct PathPanel {
    over: Over,
    shows_strips: bool,
    /// Which path is on the trace layer, and how much of it.
    drawn: (usize, usize, usize),
    course: Course,
    low: f64,
    high: f64,
    strips: Strips,
}

/// Where the parts of the picture stand.
struct Layout {
    path: Option<Rect>,
    strips: Option<Rect>,
    /// All of them.
    whole: Rect,
}

impl Panel for PathPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let now = (snapshot.run, snapshot.path_version, snapshot.path.len());
        if afresh || now != self.drawn {
            self.drawn = now;
            self.course = Course::of(self.over, snapshot.path);
            self.strips = Strips::of(snapshot);
            self.fit_domain(snapshot);
            self.draw_still(snapshot, style, layers);
        }
        self.draw_live(snapshot, style, layers.live.start(Paint::Replace));
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, y): (f64, f64)) -> Option<usize> {
        let frame = self.layout(style).path?;
        let plot = self.plot(frame, style, &Layers::new(style.clone()).live.surface);
        let share = (x - frame.left) / (frame.right - frame.left);
        let coef = self.course.stage(plot.x.value(share.clamp(0.0, 1.0)))?.coef(snapshot.path);
        nearest_height(y, coef.into_iter().map(|w| plot.at((0.0, w)).1))
    }

    fn choose_view(&mut self, view: &str) {
        let over = match view {
            "norm" => Over::Norm,
            "deviance" => Over::Deviance,
            _ => Over::Lambda,
        };
        *self = Self { over, shows_strips: view == "strips", ..Self::default() };
    }

    fn lambda_at(&self, style: &Style, x: f64) -> Option<f64> {
        let Rect { left, right, .. } = lambda_frame(style.size, TOP);
        let share = (x - left) / (right - left);
        // Before the first picture nothing but λ itself is known.
        if self.over == self.course.over { self.course.lambda_at(share) } else { None }
    }
}

impl PathPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        let weights = || snapshot.path.iter().flat_map(|at| &at.point.coef);
        let low = weights().fold(0.0_f64, |low, &w| low.min(w));
        let high = weights().fold(0.0_f64, |high, &w| high.max(w));
        let (down, up) = (weight_end(-low, 0.0), weight_end(high, 0.0));
        let least = if down.max(up) > 0.0 { 0.02 * down.max(up) } else { 1.0 };
        (self.low, self.high) = (-down.max(least), up.max(least));
    }

    fn layout(&self, style: &Style) -> Layout {
        let whole = lambda_frame(style.size, TOP);
        if self.shows_strips {
            return Layout { path: None, strips: Some(whole), whole };
        }
        if self.over != Over::Lambda || style.size.1 < TALL {
            return Layout { path: Some(whole), strips: None, whole };
        }
        let bottom = whole.bottom - BENEATH * (whole.bottom - whole.top);
        let path = Some(Rect { bottom, ..whole });
        Layout { path, strips: Some(Rect { top: bottom + GAP, ..whole }), whole }
    }

    fn plot(&self, frame: Rect, style: &Style, surface: &Surface) -> Plot {
        Plot::new(surface, frame, self.course.axis(), Axis::new(self.low, self.high, style.scale))
    }

    fn draw_still(&self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) {
        let theme = &style.theme;
        let Layout { path, strips, whole } = self.layout(style);
        let (axes, trace) = (layers.axes.start(Paint::Replace), layers.trace.start(Paint::Replace));
        if let Some(frame) = path {
            let plot = self.plot(frame, style, axes);
            plot.value_grid(theme, ((frame.bottom - frame.top) / 24.0) as usize);
            let ends = [(frame.left, frame.bottom), (frame.right, frame.bottom)];
            plot.rule(ends[0], ends[1], Stroke::solid(theme.axis, HAIRLINE));
            curves::draw(&self.course, snapshot, style, &self.plot(frame, style, trace));
        }
        if let Some(area) = strips {
            // On the axes, which stay as they are while a weight is followed.
            self.strips.draw_still(area, snapshot, theme, axes);
        }
        counts::draw_axis(&self.course, snapshot, theme, &self.plot(whole, style, axes));
    }

    fn draw_live(&self, snapshot: &Snapshot<'_>, style: &Style, surface: &Surface) {
        let theme = &style.theme;
        let Layout { path, strips, whole } = self.layout(style);
        let all = self.plot(whole, style, surface);
        if snapshot.path.is_empty() {
            return say_what_is_missing(snapshot, style, &all);
        }
        let line = self.course.at(snapshot.lambda).map(|place| all.at((place, 0.0)).0);
        counts::draw_kept(&self.course, snapshot, theme, &all, line);
        let plot = path.map(|frame| self.plot(frame, style, surface));
        if let (Some(plot), None) = (&plot, snapshot.followed) {
            curves::draw_names(&self.course, snapshot, theme, plot, line);
        }
        let Some(x) = line else { return };
        draw_line_at(&all, x, theme);
        match (&plot, snapshot.followed) {
            (Some(plot), Some(j)) => curves::draw_followed(&self.course, snapshot, theme, (plot, x), j),
            (Some(plot), None) => curves::draw_now(snapshot, theme, (plot, x)),
            (None, _) => {}
        }
        if let Some(area) = strips {
            self.strips.draw_now(area, snapshot, theme, (surface, x));
        }
    }
}

fn say_what_is_missing(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let text = match snapshot.penalty {
        PenaltyKind::None => "Without a penalty every λ is the same.",
        _ => "still to come",
    };
    let label = Label::plain(text, style.theme.ink_3).size(13.0).halo(style.theme.paper);
    let (x, y) = plot.frame.center();
    plot.label(&label, (x, y - 24.0), Align::Center);
}
