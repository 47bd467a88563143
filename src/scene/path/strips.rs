//! Sparsity and norm of the optimum over λ, one beneath the other, with the present weights' on the λ line.

use super::counts::norm_name;
use super::curves::{beside, draw_run};
use crate::lab::{Counts, Snapshot};
use crate::scene::axis::{Axis, weight_end};
use crate::scene::element::{Curve, Region};
use crate::scene::label::{Align, LINE, Label};
use crate::scene::lambda_axis::{decade, lambda_axis};
use crate::scene::number;
use crate::scene::places::Rect;
use crate::scene::plot::Plot;
use crate::scene::sparsity::parts;
use crate::scene::surface::{HAIRLINE, SharedSurface, Stroke};
use crate::scene::theme::Theme;

/// Between the two stands the name of the lower one.
const GAP: f64 = 24.0;
/// A ring and a disc closer than this have one label.
const APART: f64 = 14.0;

/// What the two plots show at every λ of a path.
#[derive(Debug, Clone, Default)]
pub(super) struct Strips {
    decades: Vec<f64>,
    counts: Vec<Counts>,
    norms: Vec<f64>,
    n_features: f64,
    high: f64,
}

impl Strips {
    pub fn of(snapshot: &Snapshot<'_>) -> Self {
        let path = snapshot.path;
        let norms: Vec<f64> = path.iter().map(|at| at.point.norm2()).collect();
        let high =
            weight_end(norms.iter().fold(0.0, |high, &norm| if norm > high { norm } else { high }), 0.0);
        Self {
            decades: path.iter().map(|at| decade(at.lambda)).collect(),
            counts: path.iter().map(|at| Counts::of(&at.point.coef, snapshot.truth)).collect(),
            n_features: snapshot.point.coef.len() as f64,
            high: if high > 0.0 { high } else { 1.0 },
            norms,
        }
    }

    /// The stack above, the norm beneath.
    fn plots(&self, area: Rect, surface: &SharedSurface) -> [Plot; 2] {
        let height = 0.5 * (area.bottom - area.top - GAP);
        let upper = Rect { bottom: area.top + height, ..area };
        let lower = Rect { top: area.bottom - height, ..area };
        let plot = |frame, high| Plot::new(surface, frame, lambda_axis(), Axis::linear(0.0, high));
        [plot(upper, self.n_features), plot(lower, self.high)]
    }

    pub fn draw_still(&self, area: Rect, snapshot: &Snapshot<'_>, theme: &Theme, surface: &SharedSurface) {
        if self.decades.is_empty() {
            return;
        }
        let [stack, norm] = self.plots(area, surface);
        self.draw_stack(snapshot, theme, &stack);
        let rows = (norm.frame.bottom - norm.frame.top) / 24.0;
        norm.value_grid(theme, (rows as usize).max(2));
        norm.label(&norm_name(theme, "2"), (norm.frame.left, norm.frame.top - 12.0), Align::Left);
        let points = self.decades.iter().copied().zip(self.norms.iter().copied()).collect();
        norm.draw(&Curve::new(points, Stroke::solid(theme.ink, 1.75)));
    }

    /// The areas of the sparsity panel, over λ.
    fn draw_stack(&self, snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
        let is_known = !snapshot.truth.is_empty();
        let Rect { left, right, bottom, .. } = plot.frame;
        let mut below = vec![0.0; self.counts.len()];
        for k in 0..5 {
            let height = |counts: &Counts| parts(counts, is_known, theme)[k].count as f64;
            let above: Vec<f64> =
                self.counts.iter().zip(&below).map(|(counts, below)| below + height(counts)).collect();
            let edge = |heights: &[f64]| self.decades.iter().copied().zip(heights.iter().copied()).collect();
            let (upper, mut points): (Vec<_>, Vec<_>) = (edge(&above), edge(&below));
            points.reverse();
            points.splice(0..0, upper.iter().copied());
            plot.draw(&Region { points, color: parts(&self.counts[0], is_known, theme)[k].color });
            if k == 3 {
                plot.draw(&Curve::new(upper, Stroke::solid(theme.ink, 1.5)));
            }
            below = above;
        }
        plot.rule((left, bottom), (right, bottom), Stroke::solid(theme.axis, HAIRLINE));
        for value in [0.0, self.n_features] {
            let label = Label::plain(number::count(value as usize), theme.ink_3);
            plot.label(&label, (left - 6.0, plot.at((0.0, value)).1), Align::Right);
        }
    }

    /// On the λ line the optimum as a disc, the present weights as a ring that runs to it.
    pub fn draw_now(
        &self,
        area: Rect,
        snapshot: &Snapshot<'_>,
        theme: &Theme,
        (surface, x): (&SharedSurface, f64),
    ) {
        let [stack, norm] = self.plots(area, surface);
        let now = (snapshot.counts.alive() as f64, snapshot.point.norm2());
        let text = number::count(snapshot.counts.alive());
        let optimum = snapshot.optimum.map(|optimum| (optimum.counts.alive() as f64, optimum.point.norm2()));
        let taken = ride(&stack, x, (now.0, optimum.map(|at| at.0)), (&text, None), theme);
        self.name_areas(snapshot, theme, &stack, x, taken);
        let norms = (number::weight(now.1), optimum.map(|at| number::weight(at.1)));
        ride(&norm, x, (now.1, optimum.map(|at| at.1)), (&norms.0, norms.1.as_deref()), theme);
    }

    /// The areas that are thick enough somewhere, named where they are thickest.
    fn name_areas(&self, snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot, line: f64, taken: Rect) {
        let is_known = !snapshot.truth.is_empty();
        for k in 0..5 {
            let Some(name) = parts(&self.counts[0], is_known, theme)[k].inside else { continue };
            let spot = |(at, counts): (&f64, &Counts)| {
                let all = parts(counts, is_known, theme);
                let below: usize = all[..k].iter().map(|part| part.count).sum();
                let above = below + all[k].count;
                let (x, top) = plot.at((*at, above as f64));
                (plot.at((0.0, below as f64)).1 - top, x, top)
            };
            let label = Label::plain(name, parts(&self.counts[0], is_known, theme)[k].text);
            let half = 0.5 * plot.with_surface(|surface| label.width(surface)) + 8.0;
            let is_free = |&(thickness, x, top): &(f64, f64, f64)| {
                let y = top + 0.5 * thickness;
                let wanted =
                    Rect { left: x - half, right: x + half, top: y - 0.5 * LINE, bottom: y + 0.5 * LINE };
                let is_inside = wanted.left >= plot.frame.left && wanted.right <= plot.frame.right;
                is_inside && (x - line).abs() > half && wanted.overlap(&taken) == 0.0 && thickness >= LINE
            };
            let spots = self.decades.iter().zip(&self.counts).map(spot).filter(is_free);
            let best = spots.reduce(|best, next| if next.0 > best.0 { next } else { best });
            if let Some((thickness, x, top)) = best {
                plot.label(&label, (x, top + 0.5 * thickness), Align::Center);
            }
        }
    }
}

/// A ring where the run is, a disc at the optimum, and their values beside the line; returns what the labels cover.
fn ride(
    plot: &Plot,
    x: f64,
    (now, optimum): (f64, Option<f64>),
    (now_text, optimum_text): (&str, Option<&str>),
    theme: &Theme,
) -> Rect {
    let y_of = |value: f64| plot.at((0.0, value)).1.max(plot.frame.top);
    let (from, to) = (y_of(now), y_of(optimum.unwrap_or(now)));
    plot.clipped(8.0, || draw_run(plot, x, (from, to), theme.ink, theme));
    let (aside, align) = beside(plot, x);
    let inside = |y: f64| y.min(plot.frame.bottom - 9.0).max(plot.frame.top + 8.0);
    let is_apart = (from - to).abs() >= APART;
    let mut taken = Rect::default();
    if let Some(text) = optimum_text {
        let label = Label::new(theme.ink).bold(text).halo(theme.paper);
        taken = plot.label(&label, (x + aside, inside(to)), align);
    }
    if is_apart || optimum.is_none() {
        let label = Label::new(theme.ink).bold(now_text).text(" now").halo(theme.paper);
        let side = (from - to).signum();
        let far = inside(to) + side * LINE;
        let wanted = inside(from);
        let y = if optimum_text.is_some() && (wanted - inside(to)) * side < LINE { far } else { wanted };
        taken = plot.label(&label, (x + aside, y), align);
    }
    taken
}
