//! Weight trajectories: every weight by iteration, and its exact optimum.

mod curves;
mod gutter;
mod notes;
mod text;

use self::curves::{draw_curves, draw_ends, draw_focused, weights_at};
pub(in crate::charts) use self::gutter::GUTTER;
use self::gutter::draw_gutter;
use self::notes::Notes;
pub(in crate::charts) use self::text::text;
use crate::charts::axis::{Axis, KeptEnds, iteration_end};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::feature_roles::{FeatureRoles, nearest_height};
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::panel::{Layers, Paint, Panel, Style, column_frame, column_width};
use crate::charts::panels::placeholder;
use crate::charts::places::Rect;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::{DrawingResult, Surface};
use crate::lab::Snapshot;

/// Least length in device pixels of a piece of curves that is appended to the trace layer.
const PIECE: f64 = 8.0;

/// One curve per weight over iterations; dots in the gutter are the exact optimum.
#[derive(Debug, Clone, Default)]
pub struct TrajectoriesPanel {
    domain: Domain,
    run: usize,
    stride: usize,
    /// Number of moments of the history included in `extent`.
    seen: usize,
    /// Iteration up to which the curves are on the trace layer.
    cut: f64,
    /// The highlighted curves on the trace layer.
    named: Vec<usize>,
    /// Length drawn of every highlighted curve, for the dash offset of the next piece.
    lengths: Vec<f64>,
    /// Smallest and largest weight of these moments.
    extent: (f64, f64),
    notes: Notes,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Domain {
    end: f64,
    weights: KeptEnds,
}

/// Data and chart of all parts of the panel.
struct Drawing<'a> {
    snapshot: &'a Snapshot<'a>,
    roles: &'a FeatureRoles,
    style: &'a Style,
    chart: Chart,
}

impl Panel for TrajectoriesPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let is_other_run = snapshot.run != self.run;
        let redraw = redraw_all || is_other_run || snapshot.history.stride() != self.stride;
        if is_other_run {
            *self = Self { run: snapshot.run, ..Self::default() };
        }
        if redraw {
            self.stride = snapshot.history.stride();
            self.seen = 0;
        }
        let domain = self.fitting_domain(snapshot);
        // An earlier iteration is shown, but the layer has later ones.
        let has_less = (snapshot.n_iter as f64) < self.cut;
        let roles = FeatureRoles::of(snapshot);
        let redraw = redraw || has_less || domain != self.domain || roles.named != self.named;
        self.domain = domain;
        self.named.clone_from(&roles.named);
        let coordinates = self.coordinates(style);
        let drawing = |surface: &Surface| {
            Chart::on(surface, coordinates).map(|chart| Drawing { snapshot, roles: &roles, style, chart })
        };
        if redraw {
            draw_axes(&mut drawing(layers.axes.start(Paint::Replace))?)?;
        }
        if let Some((from, to, paint)) = self.next_piece(snapshot, style, redraw) {
            if redraw {
                self.lengths = vec![0.0; roles.named.len()];
            }
            let trace = drawing(layers.trace.start(paint))?;
            draw_curves(&trace, (from, to), &mut self.lengths)?;
            self.cut = to;
        }
        self.draw_live(&drawing(layers.live.start(Paint::Replace))?)
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, y): (f64, f64)) -> Option<usize> {
        let coordinates = self.coordinates(style);
        let coef = match snapshot.optimum.filter(|_| x > coordinates.frame.right + 0.5 * GUTTER) {
            Some(optimum) => &optimum.point.coef[..],
            None => weights_at(snapshot, coordinates.value_at((x, y))?.0),
        };
        nearest_height(y, coef.iter().map(|&w| coordinates.at((0.0, w)).1))
    }
}

impl TrajectoriesPanel {
    /// A domain that contains the run and the optimum; the current one is kept while it fits.
    fn fitting_domain(&mut self, snapshot: &Snapshot<'_>) -> Domain {
        let mut extend = |coef: &[f64]| {
            for &w in coef {
                self.extent = (self.extent.0.min(w), self.extent.1.max(w));
            }
        };
        (self.seen..snapshot.history.len()).for_each(|k| extend(snapshot.history.coef(k)));
        extend(&snapshot.point.coef);
        self.seen = snapshot.history.len();
        // The optimum is not included in `extent`, because it changes with λ.
        let optimum = snapshot.optimum.map_or(&[][..], |optimum| &optimum.point.coef);
        let low = optimum.iter().fold(self.extent.0, |low, &w| low.min(w));
        let high = optimum.iter().fold(self.extent.1, |high, &w| high.max(w));
        let mut domain = Domain { end: iteration_end(snapshot.end_iter), ..self.domain };
        domain.weights.fit(low, high);
        domain
    }

    fn coordinates(&self, style: &Style) -> Coordinates {
        Coordinates {
            frame: column_frame(style, 26.0),
            x: Axis::iterations(self.domain.end),
            y: self.domain.weights.axis(style.scale),
        }
    }

    /// The iterations to append to the trace layer, once they are [`PIECE`] pixels long. Pieces end at borders of device pixels, so that
    /// there are no seams; later iterations are drawn on the live layer.
    fn next_piece(&self, snapshot: &Snapshot<'_>, style: &Style, redraw: bool) -> Option<(f64, f64, Paint)> {
        let pixel = self.domain.end / (column_width(style) * style.device_pixel_ratio);
        let last = snapshot.history.iterations().last().map_or(0.0, |&iteration| iteration as f64);
        let cut = (last / pixel).floor() * pixel;
        if redraw {
            return Some((0.0, cut, Paint::Replace));
        }
        (cut - self.cut >= PIECE * pixel).then_some((self.cut, cut, Paint::Append))
    }

    fn draw_live(&mut self, drawing: &Drawing<'_>) -> DrawingResult {
        let Drawing { snapshot, style, chart, .. } = drawing;
        let theme = &style.theme;
        chart.iteration_labels(theme, snapshot.n_iter);
        chart.bookmark_line(theme, snapshot)?;
        if let Some(j) = snapshot.focused {
            return draw_focused(drawing, j);
        }
        draw_curves(drawing, (self.cut, snapshot.n_iter as f64), &mut self.lengths.clone())?;
        draw_gutter(drawing)?;
        if snapshot.n_iter == 0 {
            let top = (chart.frame.center().0, chart.frame.top + 40.0);
            let text = placeholder::press_play(style);
            let invitation = Label::plain(text, theme.ink_3).size(13.0).halo(theme.paper);
            chart.label(&invitation, top, Align::Center);
            return Ok(());
        }
        draw_ends(drawing)?;
        self.notes.draw(drawing);
        Ok(())
    }
}

fn draw_axes(Drawing { style, chart, .. }: &mut Drawing<'_>) -> DrawingResult {
    let theme = &style.theme;
    let Rect { top, bottom, right, .. } = chart.frame;
    chart.value_grid(theme, ((bottom - top) / 24.0) as usize)?;
    chart.iteration_axis(theme)?;
    let x = right + GUTTER;
    chart.rule((x, top - 8.0), (x, bottom), Stroke::solid(theme.rule, HAIRLINE));
    let optimum = message!(style, "trajectories.label.optimum", "exact optimum");
    chart.label(&Label::plain(optimum, theme.ink_2), (x, top - 18.0), Align::Center);
    Ok(())
}
