//! Coefficient path: the optimum at every λ, and the current weights.

mod counts;
mod curves;
mod path_axis;
mod strips;
mod text;

use self::path_axis::{Over, PathAxis};
use self::strips::Strips;
pub(in crate::charts) use self::text::text;
use crate::charts::axis::{Axis, KeptEnds};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::feature_roles::{FeatureRoles, nearest_height};
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::placeholder;
use crate::charts::panels::registry::unknown_view;
use crate::charts::places::Rect;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::{DrawingResult, Surface};
use crate::error::Result;
use crate::lab::Snapshot;

/// Height above the plot, for the view switch and the numbers of kept weights.
const TOP: f64 = 42.0;
/// From this height on, sparsity and norm are drawn below the path over λ.
const TALL: f64 = 440.0;
/// Share of the height for sparsity and norm.
const BENEATH: f64 = 0.4;
const GAP: f64 = 14.0;

/// One curve per weight over λ, ‖w‖₁ or the deviance explained, with discs at the optimum and rings at the current weights on the λ
/// line. Sparsity and norm over λ are another view, and are drawn below the path if there is room.
#[derive(Debug, Clone, Default)]
pub struct PathPanel {
    over: Over,
    shows_strips: bool,
    /// Version and length of the path on the trace layer.
    drawn: (usize, usize, usize),
    /// The highlighted curves.
    named: Vec<usize>,
    axis: PathAxis,
    ends: KeptEnds,
    strips: Strips,
}

/// Frames of the parts of the panel.
struct Layout {
    path: Option<Rect>,
    strips: Option<Rect>,
    /// The frame around all parts.
    whole: Rect,
}

impl Panel for PathPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let now = (snapshot.run, snapshot.path_version, snapshot.path.len());
        let named = FeatureRoles::of(snapshot).named;
        if redraw_all || now != self.drawn || named != self.named {
            (self.drawn, self.named) = (now, named);
            self.axis = PathAxis::of(self.over, snapshot.path, style.lambda_scale);
            self.strips = Strips::of(snapshot, style.lambda_scale);
            self.fit_domain(snapshot);
            self.draw_still(snapshot, style, layers)?;
        }
        self.draw_live(snapshot, style, layers.live.start(Paint::Replace))
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, y): (f64, f64)) -> Option<usize> {
        let coordinates = self.coordinates(self.layout(style).path?, style);
        let (value, _) = coordinates.value_at((x, y))?;
        let coef = self.axis.position(value)?.coef(snapshot.path);
        nearest_height(y, coef.into_iter().map(|w| coordinates.at((0.0, w)).1))
    }

    fn choose_view(&mut self, view: &str) -> Result<()> {
        let (over, shows_strips) = match view {
            "lambda" => (Over::Lambda, false),
            "norm" => (Over::Norm, false),
            "deviance" => (Over::Deviance, false),
            "strips" => (Over::Lambda, true),
            _ => return Err(unknown_view("path", view)),
        };
        *self = Self { over, shows_strips, ..Self::default() };
        Ok(())
    }

    fn lambda_at(&self, style: &Style, x: f64) -> Option<f64> {
        // Before the first drawing, only the λ axis is known.
        if self.over != self.axis.over {
            return None;
        }
        let whole = self.layout(style).whole;
        let (value, _) = self.coordinates(whole, style).value_at((x, whole.bottom))?;
        self.axis.lambda_at(value)
    }
}

impl PathPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        let weights = || snapshot.path.iter().flat_map(|at| &at.point.coef);
        let low = weights().fold(0.0_f64, |low, &w| low.min(w));
        let high = weights().fold(0.0_f64, |high, &w| high.max(w));
        self.ends = KeptEnds::default();
        self.ends.fit(low, high);
    }

    fn layout(&self, style: &Style) -> Layout {
        let whole = Coordinates::over_lambda(style, TOP, Axis::lambda(style.lambda_scale)).frame;
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

    fn coordinates(&self, frame: Rect, style: &Style) -> Coordinates {
        Coordinates { frame, x: self.axis.axis(), y: self.ends.axis(style.scale) }
    }

    fn chart(&self, frame: Rect, style: &Style, surface: &Surface) -> DrawingResult<Chart> {
        Chart::on(surface, self.coordinates(frame, style))
    }

    fn draw_still(&self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) -> DrawingResult {
        let theme = &style.theme;
        let Layout { path, strips, whole } = self.layout(style);
        let (axes, trace) = (layers.axes.start(Paint::Replace), layers.trace.start(Paint::Replace));
        if let Some(frame) = path {
            let Rect { left, top, right, bottom } = frame;
            let mut chart = self.chart(frame, style, axes)?;
            chart.value_grid(theme, ((bottom - top) / 24.0) as usize)?;
            chart.rule((left, bottom), (right, bottom), Stroke::solid(theme.axis, HAIRLINE));
            curves::draw(&self.axis, snapshot, theme, &self.chart(frame, style, trace)?)?;
        }
        if let Some(area) = strips {
            // On the axes layer, which does not change while a feature is focused.
            self.strips.draw_still(area, theme, axes)?;
        }
        counts::draw_axis(&self.axis, snapshot, style, &mut self.chart(whole, style, axes)?)
    }

    fn draw_live(&self, snapshot: &Snapshot<'_>, style: &Style, surface: &Surface) -> DrawingResult {
        let theme = &style.theme;
        let Layout { path, strips, whole } = self.layout(style);
        let all = self.chart(whole, style, surface)?;
        if snapshot.path.is_empty() {
            draw_placeholder(snapshot, style, &all);
            return Ok(());
        }
        let line = self.axis.at(snapshot.lambda);
        let x = line.map(|value| all.at((value, 0.0)).0);
        counts::draw_kept(&self.axis, snapshot, theme, &all, x);
        let chart = path.map(|frame| self.chart(frame, style, surface)).transpose()?;
        if let (Some(chart), None) = (&chart, snapshot.focused) {
            curves::draw_names(&self.axis, snapshot, theme, chart, x);
        }
        let (Some(line), Some(x)) = (line, x) else { return Ok(()) };
        all.lambda_line(line, theme)?;
        match (&chart, snapshot.focused) {
            (Some(chart), Some(j)) => curves::draw_focused(&self.axis, snapshot, theme, chart, (j, x))?,
            (Some(chart), None) => curves::draw_now(snapshot, theme, chart, x)?,
            (None, _) => {}
        }
        match strips {
            Some(area) => self.strips.draw_now(area, snapshot, style, surface),
            None => Ok(()),
        }
    }
}

fn draw_placeholder(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let text = placeholder::no_curves(snapshot.penalty, style);
    let (x, y) = chart.frame.center();
    placeholder::draw(&placeholder::lines(snapshot.errors.path, &text), (x, y - 24.0), style, chart);
}
