//! Penalty and pull: what a weight costs, and how hard that draws it to zero; every weight rides on the curve in force.

mod beads;

use crate::charts::axis::{Axis, weight_end};
use crate::charts::cast::{Cast, REACH};
use crate::charts::element::Curve;
use crate::charts::label::{Align, LINE, Label, SMALL};
use crate::charts::model;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Direction, Places, Rect, spread};
use crate::charts::plot::Plot;
use crate::charts::style::{Font, HAIRLINE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::Surface;
use crate::charts::theme::Theme;
use crate::lab::Snapshot;
use crate::model::{Penalty, PenaltyKind};
use beads::{Scene, draw_bead};

/// Line width of the penalties that are not in force.
const THIN: f64 = 1.25;
/// Length of the arrow of a pull that reaches the end of the right plot's axis, and of its head.
const LONGEST: f64 = 72.0;
const HEAD: f64 = 6.0;
/// Most values at the two vertical axes.
const ROWS: [usize; 2] = [5, 7];
/// Straight pieces of a bent curve.
const PIECES: i32 = 48;

/// The cost of one weight and its slope, side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PullPanel {
    /// Ends of the three axes: weight, cost, pull.
    weight: f64,
    cost: f64,
    pull: f64,
    /// Which curves are drawn.
    curves: Option<(PenaltyKind, f64, f64)>,
}

/// A penalty on a single weight, in units of the sum over all rows: λ|w|, λw²/2 and what lies between.
fn cost_of(kind: PenaltyKind, snapshot: &Snapshot<'_>) -> Penalty {
    Penalty::new(kind, snapshot.lambda, snapshot.l1_ratio, 1).unwrap_or_default()
}

/// L1 and L2 always, and last the penalty in force.
fn shown(penalty: PenaltyKind) -> Vec<PenaltyKind> {
    let others = [PenaltyKind::L2, PenaltyKind::L1].into_iter().filter(|&kind| kind != penalty);
    others.chain([penalty]).collect()
}

impl Panel for PullPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let before = *self;
        self.fit(snapshot);
        if afresh || *self != before {
            let plots = self.plots(style, layers.axes.start(Paint::Replace));
            draw_axes(&plots[0], ["penalty on one weight", "penalty"], ROWS[0], &style.theme);
            draw_axes(&plots[1], ["pull toward zero (slope)", "pull toward zero"], ROWS[1], &style.theme);
            for kind in shown(snapshot.penalty) {
                let stroke = model::stroke(kind, &style.theme);
                let width = if kind == snapshot.penalty { stroke.width } else { THIN };
                self.draw_curves(cost_of(kind, snapshot), Stroke { width, ..stroke }, &plots);
            }
        }
        let plots = self.plots(style, layers.trace.start(Paint::Replace));
        let scene = Scene { snapshot, theme: &style.theme, force: cost_of(snapshot.penalty, snapshot) };
        scene.draw_crowd(&plots);
        let plots = self.plots(style, layers.live.start(Paint::Replace));
        self.draw_live(&scene, &plots);
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, y): (f64, f64)) -> Option<usize> {
        let plots = self.plots(style, &Layers::new(style.clone()).live.surface);
        let force = cost_of(snapshot.penalty, snapshot);
        let away = |(u, v): (f64, f64)| (u - x).hypot(v - y);
        let distance = |w: f64| {
            let (cost, pull) =
                (away(plots[0].at((w, force.value(&[w])))), away(plots[1].at((w, force.subgradient(w)))));
            if cost < pull { cost } else { pull }
        };
        let distances = snapshot.point.coef.iter().map(|&w| distance(w)).enumerate();
        let nearest = distances.reduce(|best, next| if next.1 < best.1 { next } else { best });
        nearest.filter(|(_, distance)| *distance <= REACH).map(|(j, _)| j)
    }
}

impl PullPanel {
    /// Axes that hold every weight on the curve in force, and of the other curves enough to compare.
    fn fit(&mut self, snapshot: &Snapshot<'_>) {
        self.curves = Some((snapshot.penalty, snapshot.lambda, snapshot.l1_ratio));
        let largest = snapshot.point.coef.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
        self.weight = or_one(weight_end(largest, self.weight));
        let (mut cost, mut pull) = ((0.0, 0.0), (0.0, 0.0));
        for kind in shown(snapshot.penalty) {
            let penalty = cost_of(kind, snapshot);
            let (value, slope) = (penalty.value(&[self.weight]), penalty.subgradient(self.weight));
            let is_in_force = kind == snapshot.penalty && kind != PenaltyKind::None;
            let grow =
                |(force, all): (f64, f64), end: f64| (if is_in_force { end } else { force }, all.max(end));
            (cost, pull) = (grow(cost, value), grow(pull, slope));
        }
        let within =
            |(force, all): (f64, f64), times: f64| if force > 0.0 { all.min(times * force) } else { all };
        // The constant pull of L1 stays in sight, whatever the others are.
        let pull = within(pull, 3.0).max(snapshot.lambda);
        self.cost = or_one(weight_end(within(cost, 2.0), self.cost));
        self.pull = or_one(weight_end(pull, self.pull));
    }

    fn plots(&self, style: &Style, surface: &Surface) -> [Plot; 2] {
        let (width, height) = style.size;
        let bottom = (height - 24.0).max(60.0);
        let half = 0.5 * width;
        let x = Axis::linear(-self.weight, self.weight);
        let plot = |(left, right): (f64, f64), y: Axis, rows: usize| {
            let left = left + gutter(y, rows, style);
            let frame = Rect { left, top: 26.0, right: right.max(left + 40.0), bottom };
            Plot::new(surface, frame, x, y)
        };
        [
            plot((0.0, half - 8.0), Axis::linear(0.0, self.cost), ROWS[0]),
            plot((half, width - 8.0), Axis::linear(-self.pull, self.pull), ROWS[1]),
        ]
    }

    fn draw_curves(&self, penalty: Penalty, stroke: Stroke, [costs, pulls]: &[Plot; 2]) {
        let end = self.weight;
        // Where nothing bends two straight pieces are enough.
        let pieces = if penalty.l2 == 0.0 { 2 } else { PIECES };
        let cost = |k: i32| {
            let w = end * (2.0 * f64::from(k) / f64::from(pieces) - 1.0);
            (w, penalty.value(&[w]))
        };
        let far = penalty.l1 + penalty.l2 * end;
        let pull = vec![(-end, -far), (0.0, -penalty.l1), (0.0, penalty.l1), (end, far)];
        costs.clipped(0.0, || costs.draw(&Curve::new((0..=pieces).map(cost).collect(), stroke)));
        pulls.clipped(0.0, || pulls.draw(&Curve::new(pull, stroke)));
    }

    fn draw_live(&self, scene: &Scene<'_>, plots: &[Plot; 2]) {
        let named = Cast::of(scene.snapshot).named;
        let mut places = plots.each_ref().map(|plot| Places::new(plot.frame));
        for kind in shown(scene.snapshot.penalty) {
            self.take_curves(cost_of(kind, scene.snapshot), plots, &mut places);
        }
        if let Some(j) = scene.snapshot.followed {
            scene.draw_followed(j, plots, &mut places);
            return;
        }
        for &j in &named {
            scene.draw_arrow(j, &plots[0], self.pull, &mut places[0]);
        }
        for &j in &named {
            let at = scene.places_of(j, plots);
            for (plot, (at, taken)) in plots.iter().zip(at.into_iter().zip(&mut places)) {
                plot.with_surface(|surface| draw_bead(surface, scene.snapshot, j, at, scene.theme));
                taken.take(Rect::around(at, 5.0));
            }
        }
        self.draw_names_of_curves(scene, plots, &mut places);
        for j in named {
            scene.draw_name(j, plots, &mut places[0]);
        }
        scene.say_what_is_held(&plots[1]);
    }

    /// Keeps labels off a curve.
    fn take_curves(&self, penalty: Penalty, plots: &[Plot; 2], places: &mut [Places; 2]) {
        for k in 0..=PIECES {
            let w = self.weight * (2.0 * f64::from(k) / f64::from(PIECES) - 1.0);
            places[0].take(Rect::around(plots[0].at((w, penalty.value(&[w]))), 3.0));
            places[1].take(Rect::around(plots[1].at((w, penalty.subgradient(w))), 3.0));
        }
    }

    /// What each curve is, in its colour: costs beside the curve, pulls in the quarters that no curve runs through.
    fn draw_names_of_curves(&self, scene: &Scene<'_>, plots: &[Plot; 2], places: &mut [Places; 2]) {
        use Direction::{East, NorthEast, NorthWest, SouthEast, SouthWest, West};
        let theme = scene.theme;
        let label = |kind| Label::new(model::ink(kind, theme)).halo(theme.paper);
        for kind in shown(scene.snapshot.penalty).into_iter().rev() {
            let (text, share) = match kind {
                PenaltyKind::L1 => (label(kind).math("λ|w|"), 0.6),
                PenaltyKind::L2 => (label(kind).math("½ λw²"), 0.9),
                PenaltyKind::ElasticNet => (label(kind).text("both"), -0.8),
                PenaltyKind::None => continue,
            };
            let penalty = cost_of(kind, scene.snapshot);
            let mut w = share * self.weight;
            while penalty.value(&[w]) > 0.9 * self.cost && w.abs() > 0.05 * self.weight {
                w *= 0.95;
            }
            let sides = [East, SouthEast, West, NorthWest, SouthWest, NorthEast];
            let (text, anchors) = ([text], [w, -w].map(|w| plots[0].at((w, penalty.value(&[w])))));
            plots[0].with_surface(|surface| {
                let is_free = |at: &(f64, f64)| {
                    let best = places[0].choose(surface, &text, *at, 6.0, &sides);
                    best.is_some_and(|(rect, _)| places[0].is_free(&rect))
                };
                // Where there is no room, colour and dash still tell it from the other plot's names.
                if let Some(anchor) = anchors.into_iter().find(is_free) {
                    places[0].beside(surface, &text, anchor, 6.0, &sides);
                }
            });
        }
        let Rect { left, right, top, bottom } = plots[1].frame;
        let level = |kind| plots[1].at((0.0, cost_of(kind, scene.snapshot).l1)).1 - 9.0;
        let is_narrow = right - left < 150.0;
        let mut names = vec![(PenaltyKind::L1, label(PenaltyKind::L1).text("L1: always ").math("λ"))];
        if scene.snapshot.penalty == PenaltyKind::ElasticNet {
            let text = if is_narrow { "both" } else { "elastic net" };
            names.push((PenaltyKind::ElasticNet, label(PenaltyKind::ElasticNet).text(text)));
        }
        let wanted: Vec<f64> = names.iter().map(|name| level(name.0)).collect();
        let zero = plots[1].at((0.0, 0.0)).1;
        for ((_, name), y) in names.into_iter().zip(spread(&wanted, LINE, top + 6.0, zero - 9.0)) {
            places[1].take(plots[1].label(&name, (left + 4.0, y), Align::Left));
        }
        let name = label(PenaltyKind::L2).text(if is_narrow { "L2: fades" } else { "L2: fades at 0" });
        places[1].take(plots[1].label(&name, (right, bottom - 10.0), Align::Right));
    }
}

/// Room for the values at a vertical axis.
fn gutter(y: Axis, rows: usize, style: &Style) -> f64 {
    let font = Font { size: SMALL, bold: false, math: false };
    let widths = y.ticks(rows).into_iter().map(|value| (style.measure)(&number::tick(value), font));
    widths.fold(20.0_f64, f64::max) + 10.0
}

fn or_one(end: f64) -> f64 {
    if end > 0.0 { end } else { 1.0 }
}

/// Title above, the shorter one where it must be, grid, and the axis of weights beneath.
fn draw_axes(plot: &Plot, titles: [&str; 2], rows: usize, theme: &Theme) {
    let Rect { left, right, top, bottom } = plot.frame;
    let room = right - left + 20.0;
    let [long, short] = titles.map(|title| Label::plain(title, theme.ink_2));
    let title = if plot.with_surface(|surface| long.width(surface)) > room { short } else { long };
    plot.label(&title, (left - 20.0, top - 17.0), Align::Left);
    plot.value_grid(theme, rows);
    let stroke = Stroke::solid(theme.axis, HAIRLINE);
    plot.rule((left, bottom), (right, bottom), stroke);
    plot.x_ticks(theme, 28.0, 8.0);
}
