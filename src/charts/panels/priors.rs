//! Priors: the penalties as beliefs about a weight, at equal variance, over the weights as they are.

use crate::charts::axis::{Axis, weight_end};
use crate::charts::cast::{Cast, mark_color, nearest_height, text_color};
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::model;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Rect, spread};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::{Mark, Surface};
use crate::lab::Snapshot;
use crate::model::{PenaltyKind, Prior, prior_deviation};

/// Line width of the priors that are not in force.
const THIN: f64 = 1.5;
/// Height of the strip under the axis that the weights stand in, and of the tick of one of the crowd.
const RUG: f64 = 16.0;
const CROWD: f64 = 7.0;
/// How many deviations are in sight where there is room for them.
const TAILS: f64 = 3.5;

/// Densities over a rug.
#[derive(Debug, Clone, Default)]
pub struct PriorsPanel {
    /// End of the axis of weights.
    end: f64,
    /// What was last drawn: penalty, λ, `l1_ratio` and end.
    drawn: Option<(PenaltyKind, f64, f64, f64)>,
    beliefs: Vec<(PenaltyKind, Prior)>,
    sigma: Option<f64>,
}

impl Panel for PriorsPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        self.believe(snapshot);
        self.fit(snapshot);
        let now = Some((snapshot.penalty, snapshot.lambda, snapshot.l1_ratio, self.end));
        if afresh || now != self.drawn {
            self.drawn = now;
            let plot = self.plot(style, layers.axes.start(Paint::Replace));
            draw_axes(style, &plot);
            self.draw_densities(snapshot, style, &plot);
        }
        draw_rug(snapshot, style, &self.plot(style, layers.trace.start(Paint::Replace)));
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        self.draw_sigma(style, &plot);
        self.draw_names(style, &plot);
        self.draw_notes(style, &plot);
        if let Some(j) = snapshot.followed {
            self.draw_followed(snapshot, style, &plot, j);
        } else {
            draw_weight_names(snapshot, style, &plot);
        }
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let plot = self.plot(style, &Layers::new(style.clone()).live.surface);
        nearest_height(x, snapshot.point.coef.iter().map(|&w| plot.at((w, 0.0)).0))
    }
}

impl PriorsPanel {
    /// The three beliefs that have the deviation of the one in force.
    fn believe(&mut self, snapshot: &Snapshot<'_>) {
        let (kind, lambda, l1_ratio) = (snapshot.penalty, snapshot.lambda, snapshot.l1_ratio);
        if self.drawn.is_some_and(|drawn| (drawn.0, drawn.1, drawn.2) == (kind, lambda, l1_ratio)) {
            return;
        }
        self.sigma = prior_deviation(kind, lambda, l1_ratio);
        let others = PenaltyKind::ALL.into_iter().filter(|&other| other != kind);
        let prior = |kind| Some((kind, Prior::of_deviation(kind, self.sigma?, l1_ratio)?));
        self.beliefs = others.chain([kind]).filter_map(prior).collect();
    }

    /// An axis that holds every weight and, where that does not press them together, the tails.
    fn fit(&mut self, snapshot: &Snapshot<'_>) {
        let largest = snapshot.point.coef.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
        let tails = TAILS * self.sigma.unwrap_or(0.0);
        let tails = if largest > 0.0 { tails.min(3.0 * largest) } else { tails };
        let end = weight_end(largest.max(tails), self.end);
        self.end = if end > 0.0 { end } else { 1.0 };
    }

    fn plot(&self, style: &Style, surface: &Surface) -> Plot {
        let (width, height) = style.size;
        let bottom = (height - 24.0 - RUG).max(60.0);
        let frame = Rect { left: 12.0, top: 8.0, right: (width - 12.0).max(80.0), bottom };
        let peaks = self.beliefs.iter().map(|(_, prior)| prior.density(0.0));
        let highest = peaks.fold(0.0_f64, f64::max);
        let top = if highest > 0.0 { 1.04 * highest } else { 1.0 };
        Plot::new(surface, frame, Axis::linear(-self.end, self.end), Axis::linear(0.0, top))
    }

    /// Without a penalty every weight is as likely as any other.
    fn draw_densities(&self, snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
        if self.beliefs.is_empty() {
            let flat = vec![(-self.end, 0.5), (self.end, 0.5)];
            plot.draw(&Curve::new(flat, model::stroke(PenaltyKind::None, &style.theme)));
            return;
        }
        for (kind, prior) in &self.beliefs {
            let stroke = model::stroke(*kind, &style.theme);
            let width = if *kind == snapshot.penalty { stroke.width } else { THIN };
            let points = columns(plot).map(|w| (w, prior.density(w))).collect();
            plot.draw(&Curve::new(points, Stroke { width, ..stroke }));
        }
    }

    /// The deviation that all three have, as a reference at the height of the bell.
    fn draw_sigma(&self, style: &Style, plot: &Plot) {
        let theme = &style.theme;
        let Rect { right, bottom, .. } = plot.frame;
        let label = Label::new(theme.ink_2).halo(theme.paper);
        let y = bottom - 10.0;
        let Some((sigma, (_, prior))) = self.sigma.zip(self.beliefs.first()) else {
            let text = label.text("no prior: every weight is as likely as any other");
            let middle = plot.at((0.0, 0.5)).1;
            plot.label(&text, (plot.frame.center().0, middle - 14.0), Align::Center);
            return;
        };
        let label = label.math("σ").text(" = ").bold(number::significant(sigma));
        if sigma > self.end {
            plot.label(&label.text(", beyond this plot"), (right, y), Align::Right);
            return;
        }
        let (x, top) = plot.at((sigma, prior.density(sigma)));
        plot.rule((x, bottom), (x, top), Stroke::dashed(theme.ink_3, 1.0, REFERENCE));
        let width = plot.with_surface(|surface| label.width(surface));
        // Inside of the bell, unless it is too narrow.
        if x - plot.frame.center().0 > 0.6 * width {
            plot.label(&label, (x - 5.0, y), Align::Right);
        } else {
            plot.label(&label, (x + 5.0, y), Align::Left);
        }
    }

    /// The name of each curve to the right of all of them, at a height where it is the outermost or has its peak.
    fn draw_names(&self, style: &Style, plot: &Plot) {
        let theme = &style.theme;
        let peak = |kind| self.belief(kind).map(|prior| plot.at((0.0, prior.density(0.0))).1);
        let (Some(bell), Some(spike)) = (peak(PenaltyKind::L2), peak(PenaltyKind::L1)) else { return };
        let tent = peak(PenaltyKind::ElasticNet).unwrap_or(bell);
        let Rect { top, bottom, right, .. } = plot.frame;
        let names = [
            (PenaltyKind::L1, "Laplace: L1", spike + 0.1 * (bell - spike)),
            (PenaltyKind::ElasticNet, "elastic net", 0.5 * (tent + bell)),
            (PenaltyKind::L2, "Gauss: L2", bell + 0.25 * (bottom - bell)),
        ];
        // Where the curves are flat all over the plot, each name stands under its own.
        let is_flat = self.sigma.is_some_and(|sigma| sigma > self.end);
        let under = |kind| self.belief(kind).map(|prior| plot.at((0.0, prior.density(self.end))).1 + 11.0);
        let wanted = names.map(|(kind, _, y)| if is_flat { under(kind).unwrap_or(y) } else { y });
        let placed = spread(&wanted, LINE + 2.0, top + 6.0, bottom - 34.0);
        for ((kind, text, _), y) in names.into_iter().zip(placed) {
            let label = Label::plain(text, model::ink(kind, theme)).halo(theme.paper);
            let width = plot.with_surface(|surface| label.width(surface));
            // As far right as any curve reaches at the foot of the text.
            let is_above =
                |w: &f64| self.beliefs.iter().any(|(_, prior)| plot.at((0.0, prior.density(*w))).1 < y + 8.0);
            let outermost = columns(plot).filter(is_above).last();
            let x = plot.at((outermost.unwrap_or(0.0), 0.0)).0 + 8.0;
            let x = if x + width > right { right - width } else { x };
            plot.label(&label, (x, y), Align::Left);
        }
    }

    /// What is special about Laplace's curve, to the left of it where there is room.
    fn draw_notes(&self, style: &Style, plot: &Plot) {
        let Some((sigma, laplace)) = self.sigma.zip(self.belief(PenaltyKind::L1)) else { return };
        let theme = &style.theme;
        let at = |deviations: f64| plot.at((deviations * sigma, laplace.density(deviations * sigma)));
        let (tail, shoulder) = (at(-3.0), at(-0.07));
        let reach = plot.frame.center().0 - tail.0;
        if !(95.0..=190.0).contains(&reach) {
            return;
        }
        let note = |text: &str| Label::plain(text, theme.ink_3).halo(theme.paper);
        let tails = note("heavy tails");
        if tail.0 + 14.0 - plot.with_surface(|surface| tails.width(surface)) > plot.frame.left {
            plot.label(&tails, (tail.0 + 14.0, tail.1 - 14.0), Align::Right);
        }
        let y = shoulder.1 + 10.0;
        let rect = plot.label(&note("a spike at zero"), (tail.0 + 0.5 * reach, y), Align::Right);
        plot.with_surface(|surface| {
            let ends = [(rect.right + 4.0, y), (shoulder.0 - 3.0, shoulder.1 + 2.0)];
            let ends = ends.map(|(x, y)| (units(x), units(y)));
            surface.line(ends, Stroke::solid(theme.ink_3, HAIRLINE), false, 0.0);
        });
    }

    fn belief(&self, kind: PenaltyKind) -> Option<&Prior> {
        self.beliefs.iter().find(|belief| belief.0 == kind).map(|(_, prior)| prior)
    }

    /// One weight in ink: its tick in the rug, its place on the curve in force, name and value.
    fn draw_followed(&self, snapshot: &Snapshot<'_>, style: &Style, plot: &Plot, j: usize) {
        let theme = &style.theme;
        let w = snapshot.point.coef[j];
        let (x, y) = plot.at((w, self.belief(snapshot.penalty).map_or(0.5, |prior| prior.density(w))));
        let bottom = plot.frame.bottom;
        plot.with_surface(|surface| {
            let ends = [(units(x), units(bottom)), (units(x), units(bottom + RUG))];
            surface.line(ends, Stroke::solid(theme.ink, 2.25), false, 0.0);
            let center = (units(x), units(y));
            surface.mark(Mark::Disc { center, radius: units(6.5), color: theme.paper });
            surface.mark(Mark::Disc { center, radius: units(4.5), color: theme.ink });
        });
        let name = Label::new(theme.ink).weight_of(&snapshot.feature_names[j]).text(" ");
        let name = name.bold(number::weight(w)).halo(theme.paper);
        let (aside, align) =
            if x > plot.frame.center().0 { (-8.0, Align::Right) } else { (8.0, Align::Left) };
        plot.label(&name, (x + aside, bottom + 0.5 * RUG + 1.0), align);
    }
}

/// Weights two pixels apart over the whole axis, 0 among them.
fn columns(plot: &Plot) -> impl Iterator<Item = f64> + use<> {
    let half = ((plot.frame.right - plot.frame.left) / 4.0).ceil();
    let end = plot.x.value(1.0);
    let n = half as i32;
    (-n..=n).map(move |k| end * f64::from(k) / half)
}

fn draw_axes(style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let Rect { left, right, top, bottom } = plot.frame;
    for value in plot.x.ticks(((right - left) / 56.0) as usize) {
        let x = plot.at((value, 0.0)).0;
        plot.rule((x, top), (x, bottom + RUG + 3.0), Stroke::solid(theme.grid, HAIRLINE));
        plot.x_tick(&Label::plain(number::tick(value), theme.ink_3), (x, bottom + RUG + 13.0), 12.0);
    }
    plot.rule((left, bottom), (right, bottom), Stroke::solid(theme.axis, HAIRLINE));
}

/// The weights as they are, in a strip under the axis.
fn draw_rug(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let bottom = plot.frame.bottom;
    let tick = |w: f64, height: f64, stroke: Stroke| {
        let x = plot.at((w, 0.0)).0;
        plot.rule((x, bottom + 1.0), (x, bottom + 1.0 + height), stroke);
    };
    let cast = Cast::of(snapshot);
    let crowd = if snapshot.truth.is_empty() { theme.ink_3 } else { theme.noise };
    for &j in &cast.crowd {
        tick(snapshot.point.coef[j], CROWD, Stroke::solid(crowd, HAIRLINE));
    }
    for &j in &cast.named {
        tick(snapshot.point.coef[j], RUG, Stroke::solid(mark_color(snapshot, j, theme), 2.0));
    }
}

/// Names in the rug, where neither ticks nor other names stand.
fn draw_weight_names(snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let theme = &style.theme;
    let place = |j: usize| plot.at((snapshot.point.coef[j], 0.0)).0;
    let mut taken: Vec<(f64, f64)> = (0..snapshot.point.coef.len()).map(|j| (place(j), place(j))).collect();
    let y = plot.frame.bottom + 0.5 * RUG + 1.0;
    for j in Cast::of(snapshot).named {
        let label = Label::new(text_color(snapshot, j, theme)).weight_of(&snapshot.feature_names[j]);
        let width = plot.with_surface(|surface| label.width(surface));
        let x = place(j);
        let sides = [x + 5.0, x - 5.0 - width];
        let is_free = |left: &f64| {
            let (low, high) = (left - 3.0, left + width + 3.0);
            let is_inside = *left >= 0.0 && high <= plot.frame.right + 12.0;
            is_inside && taken.iter().all(|&(from, to)| to < low || from > high)
        };
        if let Some(left) = sides.into_iter().find(is_free) {
            taken.push((left, left + width));
            plot.label(&label, (left, y), Align::Left);
        }
    }
}
