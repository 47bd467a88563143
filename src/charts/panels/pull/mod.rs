//! Penalty and pull: the penalty of one weight and its derivative; every weight is a dot on the curve of the current penalty.

mod dots;
mod text;

use self::dots::{Drawing, points};
pub(in crate::charts) use self::text::text;
use crate::charts::axis::{Axis, KeptEnd};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::elements::StrokedPath;
use crate::charts::feature_roles::{FeatureRoles, REACH};
use crate::charts::label::{Align, LINE, Label, SMALL};
use crate::charts::messages::message;
use crate::charts::model;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Direction, Places, Rect, spread};
use crate::charts::style::{Font, Stroke};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::theme::Theme;
use crate::charts::tick_format::TickFormat;
use crate::lab::Snapshot;
use crate::model::{Penalty, PenaltyKind};

/// Line width of the other penalties.
const THIN: f64 = 1.25;
/// Length of the arrow of a derivative at the end of the right axis, and of the arrow's head.
const LONGEST: f64 = 72.0;
const HEAD: f64 = 6.0;
/// Largest numbers of ticks of the two vertical axes.
const ROWS: [usize; 2] = [5, 7];
/// Number of line segments of a curve.
const PIECES: i32 = 48;

/// The penalty of one weight and its derivative, side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PullPanel {
    /// Ends of the three axes: weight, penalty, derivative.
    weight: KeptEnd,
    cost: KeptEnd,
    pull: KeptEnd,
    /// Penalty, λ and `l1_ratio` of the curves drawn.
    curves: Option<(PenaltyKind, f64, f64)>,
}

/// A penalty on a single weight, in units of the sum over all rows: λ|w|, λw²/2 and combinations of both.
fn cost_of(kind: PenaltyKind, snapshot: &Snapshot<'_>) -> Penalty {
    Penalty::new(kind, snapshot.lambda, snapshot.l1_ratio, 1).unwrap_or_default()
}

/// The penalties that are drawn: L1 and L2, and the current one last.
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
        redraw_all: bool,
    ) -> DrawingResult {
        let before = *self;
        self.fit(snapshot);
        if redraw_all || *self != before {
            let mut charts = self.charts(style, layers.axes.start(Paint::Replace))?;
            for ((chart, titles), rows) in charts.iter_mut().zip(titles(style)).zip(ROWS) {
                draw_axes(chart, titles, rows, &style.theme)?;
            }
            for kind in shown(snapshot.penalty) {
                let stroke = model::stroke(kind, &style.theme);
                let width = if kind == snapshot.penalty { stroke.width } else { THIN };
                self.draw_curves(cost_of(kind, snapshot), Stroke { width, ..stroke }, &charts)?;
            }
        }
        let drawing = |surface: &Surface| {
            let penalty = cost_of(snapshot.penalty, snapshot);
            let charts = self.charts(style, surface)?;
            DrawingResult::Ok(Drawing { snapshot, style, penalty, charts })
        };
        drawing(layers.trace.start(Paint::Replace))?.draw_background()?;
        self.draw_live(&drawing(layers.live.start(Paint::Replace))?)
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, y): (f64, f64)) -> Option<usize> {
        let [costs, pulls] = self.coordinates(style);
        let penalty = cost_of(snapshot.penalty, snapshot);
        let away = |(u, v): (f64, f64)| (u - x).hypot(v - y);
        let distance = |j: usize| {
            let [cost, pull] = points(snapshot, penalty, j);
            away(costs.at(cost)).min(away(pulls.at(pull)))
        };
        let distances = (0..snapshot.point.coef.len()).map(|j| (j, distance(j)));
        let nearest = distances.reduce(|best, next| if next.1 < best.1 { next } else { best });
        nearest.filter(|(_, distance)| *distance <= REACH).map(|(j, _)| j)
    }
}

impl PullPanel {
    /// Fits the axes to all weights on the current curve, and to enough of the other curves for comparison.
    fn fit(&mut self, snapshot: &Snapshot<'_>) {
        self.curves = Some((snapshot.penalty, snapshot.lambda, snapshot.l1_ratio));
        let largest = snapshot.point.coef.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
        self.weight.fit(largest);
        let (mut cost, mut pull) = ((0.0, 0.0), (0.0, 0.0));
        for kind in shown(snapshot.penalty) {
            let penalty = cost_of(kind, snapshot);
            let (value, slope) =
                (penalty.value(&[self.weight.value()]), penalty.subgradient(self.weight.value()));
            let is_in_force = kind == snapshot.penalty && kind != PenaltyKind::None;
            let grow = |(in_force, all): (f64, f64), end: f64| {
                (if is_in_force { end } else { in_force }, all.max(end))
            };
            (cost, pull) = (grow(cost, value), grow(pull, slope));
        }
        let within = |(in_force, all): (f64, f64), times: f64| {
            if in_force > 0.0 { all.min(times * in_force) } else { all }
        };
        // Weights with a penalty factor are beside the curves.
        let penalty = cost_of(snapshot.penalty, snapshot);
        let beside = snapshot.penalty_factor.map_or(0..0, |factors| 0..factors.len());
        let most = |k: usize| {
            beside.clone().fold(0.0_f64, |most, j| most.max(points(snapshot, penalty, j)[k].1.abs()))
        };
        // The constant derivative of L1 is always visible.
        let pull = within(pull, 3.0).max(snapshot.lambda).max(most(1));
        self.cost.fit(within(cost, 2.0).max(most(0)));
        self.pull.fit(pull);
    }

    fn coordinates(&self, style: &Style) -> [Coordinates; 2] {
        let (width, height) = style.size;
        let bottom = (height - 24.0).max(60.0);
        let half = 0.5 * width;
        let x = Axis::linear(-self.weight.value(), self.weight.value());
        let coordinates = |(left, right): (f64, f64), y: Axis, rows: usize| {
            let left = left + gutter(y, rows, style);
            let frame = Rect { left, top: 26.0, right: right.max(left + 40.0), bottom };
            Coordinates { frame, x, y }
        };
        [
            coordinates((0.0, half - 8.0), Axis::linear(0.0, self.cost.value()), ROWS[0]),
            coordinates((half, width - 8.0), Axis::linear(-self.pull.value(), self.pull.value()), ROWS[1]),
        ]
    }

    fn charts(&self, style: &Style, surface: &Surface) -> DrawingResult<[Chart; 2]> {
        let [costs, pulls] = self.coordinates(style);
        Ok([Chart::on(surface, costs)?, Chart::on(surface, pulls)?])
    }

    fn draw_curves(&self, penalty: Penalty, stroke: Stroke, [costs, pulls]: &[Chart; 2]) -> DrawingResult {
        let end = self.weight.value();
        // Without a quadratic part two straight pieces are enough.
        let pieces = if penalty.l2 == 0.0 { 2 } else { PIECES };
        let cost = |k: i32| {
            let w = end * (2.0 * f64::from(k) / f64::from(pieces) - 1.0);
            (w, penalty.value(&[w]))
        };
        let far = penalty.subgradient(end);
        let pull = vec![(-end, -far), (0.0, -penalty.l1), (0.0, penalty.l1), (end, far)];
        costs.clipped(0.0, || {
            costs.draw(&StrokedPath::new((0..=pieces).map(cost).collect::<Vec<_>>(), stroke))
        })?;
        pulls.clipped(0.0, || pulls.draw(&StrokedPath::new(pull, stroke)))
    }

    fn draw_live(&self, drawing: &Drawing<'_>) -> DrawingResult {
        let named = FeatureRoles::of(drawing.snapshot).named;
        let mut places = drawing.charts.each_ref().map(|chart| Places::new(chart.frame));
        for kind in shown(drawing.snapshot.penalty) {
            self.reserve_curves(cost_of(kind, drawing.snapshot), &drawing.charts, &mut places);
        }
        if let Some(j) = drawing.snapshot.focused {
            return drawing.draw_focused(j, &mut places);
        }
        for &j in &named {
            drawing.draw_arrow(j, self.pull.value(), &mut places[0])?;
        }
        for &j in &named {
            drawing.draw_dots(j, &mut places)?;
        }
        self.draw_names_of_curves(drawing, &mut places);
        for j in named {
            drawing.draw_name(j, &mut places[0]);
        }
        drawing.draw_zero_label();
        Ok(())
    }

    /// Reserves the places of both curves of a penalty against labels.
    fn reserve_curves(&self, penalty: Penalty, [costs, pulls]: &[Chart; 2], places: &mut [Places; 2]) {
        for k in 0..=PIECES {
            let w = self.weight.value() * (2.0 * f64::from(k) / f64::from(PIECES) - 1.0);
            places[0].reserve(Rect::around(costs.at((w, penalty.value(&[w]))), 3.0));
            places[1].reserve(Rect::around(pulls.at((w, penalty.subgradient(w))), 3.0));
        }
    }

    /// Draws the names of curves in their colours: penalties beside the curves, derivatives in the quadrants without curves.
    fn draw_names_of_curves(&self, drawing: &Drawing<'_>, places: &mut [Places; 2]) {
        use Direction::{East, NorthEast, NorthWest, SouthEast, SouthWest, West};
        let Drawing { snapshot, style, charts: [costs, pulls], .. } = drawing;
        let theme = &style.theme;
        let label = |kind| Label::new(model::ink(kind, theme)).halo(theme.paper);
        let both = || message!(style, "pull.label.both", "both");
        for kind in shown(snapshot.penalty).into_iter().rev() {
            let (text, share) = match kind {
                PenaltyKind::L1 => (label(kind).math("λ|w|"), 0.6),
                PenaltyKind::L2 => (label(kind).math("½ λw²"), 0.9),
                PenaltyKind::ElasticNet => (label(kind).text(both()), -0.8),
                PenaltyKind::None => continue,
            };
            let penalty = cost_of(kind, snapshot);
            let mut w = share * self.weight.value();
            while penalty.value(&[w]) > 0.9 * self.cost.value() && w.abs() > 0.05 * self.weight.value() {
                w *= 0.95;
            }
            let sides = [East, SouthEast, West, NorthWest, SouthWest, NorthEast];
            let (text, anchors) = ([text], [w, -w].map(|w| costs.at((w, penalty.value(&[w])))));
            let is_free = |at: &(f64, f64)| {
                let best = places[0].choose(&costs.surface, &text, *at, 6.0, &sides);
                best.is_some_and(|(rect, _)| places[0].is_free(&rect))
            };
            // A curve without a name here is identified by colour and dash in the other plot.
            if let Some(anchor) = anchors.into_iter().find(is_free) {
                places[0].beside(&costs.surface, &text, anchor, 6.0, &sides);
            }
        }
        let Rect { left, right, top, bottom } = pulls.frame;
        let level = |kind| pulls.at((0.0, cost_of(kind, snapshot).l1)).1 - 9.0;
        let is_narrow = right - left < 150.0;
        let always = message!(style, "pull.label.l1", "L1: always {lambda}", lambda = "{lambda}");
        let always = label(PenaltyKind::L1).text(always).fill("{lambda}", Label::new(theme.ink).math("λ"));
        let mut names = vec![(PenaltyKind::L1, always)];
        if snapshot.penalty == PenaltyKind::ElasticNet {
            let text = if is_narrow { both() } else { model::label(snapshot.penalty, &style.catalogue) };
            names.push((PenaltyKind::ElasticNet, label(PenaltyKind::ElasticNet).text(text)));
        }
        let wanted: Vec<f64> = names.iter().map(|name| level(name.0)).collect();
        let zero = pulls.at((0.0, 0.0)).1;
        for ((_, name), y) in names.into_iter().zip(spread(&wanted, LINE, top + 6.0, zero - 9.0)) {
            places[1].reserve(pulls.label(&name, (left + 4.0, y), Align::Left));
        }
        let fades = if is_narrow {
            message!(style, "pull.label.l2.narrow", "L2: fades")
        } else {
            message!(style, "pull.label.l2", "L2: fades at 0")
        };
        places[1].reserve(pulls.label(
            &label(PenaltyKind::L2).text(fades),
            (right, bottom - 10.0),
            Align::Right,
        ));
    }
}

/// The title of each chart, long and short.
fn titles(style: &Style) -> [[String; 2]; 2] {
    [
        [
            message!(style, "pull.label.penalty", "penalty on one weight"),
            message!(style, "pull.label.penalty.narrow", "penalty"),
        ],
        [
            message!(style, "pull.label.pull", "pull toward zero (slope)"),
            message!(style, "pull.label.pull.narrow", "pull toward zero"),
        ],
    ]
}

/// Most width of a label beside a vertical axis, in CSS pixels.
const WIDEST_LABEL: f64 = 56.0;

/// Width of the labels of a vertical axis.
fn gutter(y: Axis, rows: usize, style: &Style) -> f64 {
    let font = Font { size: SMALL, bold: false, math: false };
    let width = |label: &str| (style.measure)(label, font);
    let ticks = y.ticks(rows);
    let format = TickFormat::within(&ticks, WIDEST_LABEL, &width);
    ticks.into_iter().map(|value| width(&format.label(value))).fold(20.0_f64, f64::max) + 10.0
}

/// Draws the title (the shorter one if necessary), the grid and the axis of weights.
fn draw_axes(chart: &mut Chart, titles: [String; 2], rows: usize, theme: &Theme) -> DrawingResult {
    let Rect { left, right, top, .. } = chart.frame;
    let [long, short] = titles.map(|title| Label::plain(title, theme.ink_2));
    let title = if long.width(&chart.surface) > right - left + 20.0 { short } else { long };
    chart.label(&title, (left - 20.0, top - 17.0), Align::Left);
    chart.value_grid(theme, rows)?;
    chart.bottom_values(theme, 28.0)
}
