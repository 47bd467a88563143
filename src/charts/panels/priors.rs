//! Priors: the prior densities that correspond to the penalties, at equal variance, with the current weights below.

use plotters::chart::LabelAreaPosition;
use plotters::element::PathElement;
use plotters::style::TRANSPARENT;

use crate::charts::axes::tick_style;
use crate::charts::axis::{Axis, KeptEnd};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::elements::{StrokedPath, ringed_dot};
use crate::charts::feature_roles::{FeatureRoles, mark_color, nearest_height, text_color};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::model;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Rect, spread};
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke, px, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::text::{PanelText, TextContext};
use crate::lab::Snapshot;
use crate::model::{PenaltyKind, Prior, prior_deviation};

/// Line width of the other priors.
const THIN: f64 = 1.5;
/// Height of the rug under the axis, and of the ticks of background weights.
const RUG: f64 = 16.0;
const BACKGROUND_TICK: f64 = 7.0;
/// Height of the plot below the axis.
const BELOW: f64 = RUG + 3.0;
/// Least distance of two ticks of the axis, in CSS pixels.
const TICK_ROOM: f64 = 56.0;
/// Half the distance of a tick's label from the plot.
const LABEL_DISTANCE: f64 = 3.0;
/// Number of standard deviations on the axis, if there is room.
const TAILS: f64 = 3.5;

/// Densities over a rug.
#[derive(Debug, Clone, Default)]
pub struct PriorsPanel {
    /// End of the axis of weights.
    end: KeptEnd,
    /// Penalty, λ, `l1_ratio` and end on the axes layer.
    drawn: Option<(PenaltyKind, f64, f64, f64)>,
    /// The priors with standard deviation `sigma`, the current one last.
    priors: Vec<(PenaltyKind, Prior)>,
    sigma: Option<f64>,
}

impl Panel for PriorsPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        self.update_priors(snapshot);
        self.fit(snapshot);
        let now = Some((snapshot.penalty, snapshot.lambda, snapshot.l1_ratio, self.end.value()));
        if redraw_all || now != self.drawn {
            self.drawn = now;
            let mut chart = Chart::on(layers.axes.start(Paint::Replace), self.coordinates(style))?;
            draw_axes(style, &mut chart)?;
            self.draw_densities(snapshot, style, &chart)?;
        }
        let chart = Chart::on(layers.trace.start(Paint::Replace), self.coordinates(style))?;
        draw_rug(snapshot, style, &chart);
        let chart = Chart::on(layers.live.start(Paint::Replace), self.coordinates(style))?;
        self.draw_sigma(style, &chart);
        self.draw_names(style, &chart);
        self.draw_notes(style, &chart)?;
        if let Some(j) = snapshot.focused {
            return self.draw_focused(snapshot, style, &chart, j);
        }
        draw_weight_names(snapshot, style, &chart);
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let coordinates = self.coordinates(style);
        nearest_height(x, snapshot.point.coef.iter().map(|&w| coordinates.at((w, 0.0)).0))
    }
}

impl PriorsPanel {
    /// Updates the three priors to the standard deviation of the current one.
    fn update_priors(&mut self, snapshot: &Snapshot<'_>) {
        let (kind, lambda, l1_ratio) = (snapshot.penalty, snapshot.lambda, snapshot.l1_ratio);
        if self.drawn.is_some_and(|drawn| (drawn.0, drawn.1, drawn.2) == (kind, lambda, l1_ratio)) {
            return;
        }
        self.sigma = prior_deviation(kind, lambda, l1_ratio);
        let others = PenaltyKind::ALL.into_iter().filter(|&other| other != kind);
        let prior = |kind| Some((kind, Prior::of_deviation(kind, self.sigma?, l1_ratio)?));
        self.priors = others.chain([kind]).filter_map(prior).collect();
    }

    /// Fits the axis to all weights and, unless the weights would be too close, to the tails of the densities.
    fn fit(&mut self, snapshot: &Snapshot<'_>) {
        let largest = snapshot.point.coef.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
        let tails = TAILS * self.sigma.unwrap_or(0.0);
        let tails = if largest > 0.0 { tails.min(3.0 * largest) } else { tails };
        self.end.fit(largest.max(tails));
    }

    fn coordinates(&self, style: &Style) -> Coordinates {
        let (width, height) = style.size;
        let (top, base) = (8.0, (height - 24.0 - RUG).max(60.0));
        let frame = Rect { left: 12.0, top, right: (width - 12.0).max(80.0), bottom: base + BELOW };
        let peaks = self.priors.iter().map(|(_, prior)| prior.density(0.0));
        let highest = peaks.fold(0.0_f64, f64::max);
        let end = if highest > 0.0 { 1.04 * highest } else { 1.0 };
        // The rug is the part of the plot below 0.
        let y = Axis::linear(-end * BELOW / (base - top), end);
        Coordinates { frame, x: Axis::linear(-self.end.value(), self.end.value()), y }
    }

    /// Draws the densities; without a penalty, a horizontal line.
    fn draw_densities(&self, snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) -> DrawingResult {
        if self.priors.is_empty() {
            let flat = [(-self.end.value(), 0.5), (self.end.value(), 0.5)];
            return chart.draw(&StrokedPath::new(flat, model::stroke(PenaltyKind::None, &style.theme)));
        }
        self.priors.iter().try_for_each(|(kind, prior)| {
            let stroke = model::stroke(*kind, &style.theme);
            let width = if *kind == snapshot.penalty { stroke.width } else { THIN };
            let points: Vec<(f64, f64)> = columns(chart).map(|w| (w, prior.density(w))).collect();
            chart.draw(&StrokedPath::new(points, Stroke { width, ..stroke }))
        })
    }

    /// Draws the common standard deviation as a reference line up to the normal density.
    fn draw_sigma(&self, style: &Style, chart: &Chart) {
        let theme = &style.theme;
        let (right, bottom) = (chart.frame.right, base(chart));
        let label = Label::new(theme.ink_2).halo(theme.paper);
        let y = bottom - 10.0;
        let Some((sigma, (_, prior))) = self.sigma.zip(self.priors.first()) else {
            let text =
                message!(style, "priors.label.none", "no prior: every weight is as likely as any other");
            let middle = chart.at((0.0, 0.5)).1;
            chart.label(&label.text(text), (chart.frame.center().0, middle - 14.0), Align::Center);
            return;
        };
        let label = label.math("σ").text(" = ").bold(number::significant(sigma));
        if sigma > self.end.value() {
            let text = message!(style, "priors.label.beyond", "{sigma}, beyond this plot", sigma = "{sigma}");
            let outside = Label::new(theme.ink_2).halo(theme.paper).text(text).fill("{sigma}", label);
            chart.label(&outside, (right, y), Align::Right);
            return;
        }
        let (x, top) = chart.at((sigma, prior.density(sigma)));
        chart.rule((x, bottom), (x, top), Stroke::dashed(theme.ink_3, 1.0, REFERENCE));
        let width = label.width(&chart.surface);
        // Inside of the normal density, unless it is too narrow.
        if x - chart.frame.center().0 > 0.6 * width {
            chart.label(&label, (x - 5.0, y), Align::Right);
        } else {
            chart.label(&label, (x + 5.0, y), Align::Left);
        }
    }

    /// Draws the name of each curve to the right of all curves, at a height at which it is the outermost or has its peak.
    fn draw_names(&self, style: &Style, chart: &Chart) {
        let theme = &style.theme;
        let peak = |kind| self.prior(kind).map(|prior| chart.at((0.0, prior.density(0.0))).1);
        let (Some(bell), Some(spike)) = (peak(PenaltyKind::L2), peak(PenaltyKind::L1)) else { return };
        let tent = peak(PenaltyKind::ElasticNet).unwrap_or(bell);
        let (Rect { top, right, .. }, bottom) = (chart.frame, base(chart));
        let names = [
            (PenaltyKind::L1, spike + 0.1 * (bell - spike)),
            (PenaltyKind::ElasticNet, 0.5 * (tent + bell)),
            (PenaltyKind::L2, bell + 0.25 * (bottom - bell)),
        ];
        // If the curves are flat over the whole plot, each name is under its curve.
        let is_flat = self.sigma.is_some_and(|sigma| sigma > self.end.value());
        let under =
            |kind| self.prior(kind).map(|prior| chart.at((0.0, prior.density(self.end.value()))).1 + 11.0);
        let wanted = names.map(|(kind, y)| if is_flat { under(kind).unwrap_or(y) } else { y });
        let placed = spread(&wanted, LINE + 2.0, top + 6.0, bottom - 34.0);
        for ((kind, _), y) in names.into_iter().zip(placed) {
            let label = Label::plain(name(kind, style), model::ink(kind, theme)).halo(theme.paper);
            let width = label.width(&chart.surface);
            // To the right of all curves at the lower edge of the text.
            let is_above =
                |w: &f64| self.priors.iter().any(|(_, prior)| chart.at((0.0, prior.density(*w))).1 < y + 8.0);
            let outermost = columns(chart).filter(is_above).last();
            let x = chart.at((outermost.unwrap_or(0.0), 0.0)).0 + 8.0;
            let x = if x + width > right { right - width } else { x };
            chart.label(&label, (x, y), Align::Left);
        }
    }

    /// Draws a note about the Laplace density to the left of it, if there is room.
    fn draw_notes(&self, style: &Style, chart: &Chart) -> DrawingResult {
        let Some((sigma, laplace)) = self.sigma.zip(self.prior(PenaltyKind::L1)) else { return Ok(()) };
        let theme = &style.theme;
        let at = |deviations: f64| chart.at((deviations * sigma, laplace.density(deviations * sigma)));
        let (tail, shoulder) = (at(-3.0), at(-0.07));
        let reach = chart.frame.center().0 - tail.0;
        if !(95.0..=190.0).contains(&reach) {
            return Ok(());
        }
        let note = |text: String| Label::plain(text, theme.ink_3).halo(theme.paper);
        let tails = note(message!(style, "priors.label.tails", "heavy tails"));
        if tail.0 + 14.0 - tails.width(&chart.surface) > chart.frame.left {
            chart.label(&tails, (tail.0 + 14.0, tail.1 - 14.0), Align::Right);
        }
        let y = shoulder.1 + 10.0;
        let spike = note(message!(style, "priors.label.spike", "a spike at zero"));
        let rect = chart.label(&spike, (tail.0 + 0.5 * reach, y), Align::Right);
        let ends = [(rect.right + 4.0, y), (shoulder.0 - 3.0, shoulder.1 + 2.0)].map(px_at);
        chart.surface.draw(&PathElement::new(ends, theme.ink_3.line(HAIRLINE)))
    }

    fn prior(&self, kind: PenaltyKind) -> Option<&Prior> {
        self.priors.iter().find(|prior| prior.0 == kind).map(|(_, prior)| prior)
    }

    /// Emphasizes the focused weight: its tick in the rug, its point on the current density, name and value.
    fn draw_focused(&self, snapshot: &Snapshot<'_>, style: &Style, chart: &Chart, j: usize) -> DrawingResult {
        let theme = &style.theme;
        let w = snapshot.point.coef[j];
        let density = self.prior(snapshot.penalty).map_or(0.5, |prior| prior.density(w));
        let (x, bottom) = chart.at((w, 0.0));
        let tick = [(x, bottom), (x, bottom + RUG)].map(px_at);
        chart.surface.draw(&PathElement::new(tick, theme.ink.line(2.25)))?;
        chart.draw(&ringed_dot((w, density), 4.5, theme.ink, theme.paper))?;
        let name = Label::new(theme.ink).weight_of(snapshot.feature_names, j).text(" ");
        let name = name.bold(number::weight(w)).halo(theme.paper);
        let (aside, align) =
            if x > chart.frame.center().0 { (-8.0, Align::Right) } else { (8.0, Align::Left) };
        chart.label(&name, (x + aside, bottom + 0.5 * RUG + 1.0), align);
        Ok(())
    }
}

/// The name of the prior that corresponds to a penalty.
fn name(kind: PenaltyKind, style: &Style) -> String {
    match kind {
        PenaltyKind::L1 => message!(style, "priors.label.l1", "Laplace: L1"),
        PenaltyKind::L2 => message!(style, "priors.label.l2", "Gauss: L2"),
        PenaltyKind::None | PenaltyKind::ElasticNet => model::label(kind, &style.catalogue),
    }
}

/// Vertical position of the axis in CSS pixels.
fn base(chart: &Chart) -> f64 {
    chart.at((0.0, 0.0)).1
}

/// Weights at steps of two pixels over the whole axis, including 0.
fn columns(chart: &Chart) -> impl Iterator<Item = f64> + use<> {
    let half = ((chart.frame.right - chart.frame.left) / 4.0).ceil();
    let end = chart.x().value(1.0);
    let n = half as i32;
    (-n..=n).map(move |k| end * f64::from(k) / half)
}

fn draw_axes(style: &Style, chart: &mut Chart) -> DrawingResult {
    let theme = &style.theme;
    let Rect { left, right, .. } = chart.frame;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .x_labels(((right - left) / TICK_ROOM) as usize)
        .max_light_lines(0)
        .bold_line_style(theme.grid.line(HAIRLINE))
        .axis_style(TRANSPARENT)
        .set_tick_mark_size(LabelAreaPosition::Bottom, px(LABEL_DISTANCE))
        .x_label_style(tick_style(theme.ink_3))
        .draw()?;
    let base = base(chart);
    chart.rule((left, base), (right, base), Stroke::solid(theme.axis, HAIRLINE));
    Ok(())
}

/// Draws the current weights as a rug under the axis.
fn draw_rug(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let theme = &style.theme;
    let bottom = base(chart);
    let tick = |w: f64, height: f64, stroke: Stroke| {
        let x = chart.at((w, 0.0)).0;
        chart.rule((x, bottom + 1.0), (x, bottom + 1.0 + height), stroke);
    };
    let roles = FeatureRoles::of(snapshot);
    let background = if snapshot.truth.is_empty() { theme.ink_3 } else { theme.noise };
    for &j in &roles.background {
        tick(snapshot.point.coef[j], BACKGROUND_TICK, Stroke::solid(background, HAIRLINE));
    }
    for &j in &roles.named {
        tick(snapshot.point.coef[j], RUG, Stroke::solid(mark_color(snapshot, j, theme), 2.0));
    }
}

/// Draws names in the rug, without covering ticks or other names.
fn draw_weight_names(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) {
    let theme = &style.theme;
    let place = |j: usize| chart.at((snapshot.point.coef[j], 0.0)).0;
    let mut taken: Vec<(f64, f64)> = (0..snapshot.point.coef.len()).map(|j| (place(j), place(j))).collect();
    let y = base(chart) + 0.5 * RUG + 1.0;
    for j in FeatureRoles::of(snapshot).named {
        let label = Label::new(text_color(snapshot, j, theme)).weight_of(snapshot.feature_names, j);
        let width = label.width(&chart.surface);
        let x = place(j);
        let sides = [x + 5.0, x - 5.0 - width];
        let is_free = |left: &f64| {
            let (low, high) = (left - 3.0, left + width + 3.0);
            let is_inside = *left >= 0.0 && high <= chart.frame.right + 12.0;
            is_inside && taken.iter().all(|&(from, to)| to < low || from > high)
        };
        if let Some(left) = sides.into_iter().find(is_free) {
            taken.push((left, left + width));
            chart.label(&label, (left, y), Align::Left);
        }
    }
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    let deviation =
        prior_deviation(snapshot.penalty, snapshot.lambda, snapshot.l1_ratio).map(number::significant);
    let lambda = context.lambda();
    let law = || match snapshot.penalty {
        PenaltyKind::L1 => message!(context, "priors.number.l1", "= σ; √2/σ = λ"),
        PenaltyKind::L2 => message!(context, "priors.number.l2", "= σ; 1/σ² = λ"),
        PenaltyKind::None | PenaltyKind::ElasticNet => {
            message!(context, "priors.number", "= σ at λ = {lambda}", lambda = lambda)
        }
    };
    PanelText {
        aid: message!(context, "priors.aid", "A penalty is a belief about weights, here at equal variance."),
        number: match &deviation {
            None => (String::new(), message!(context, "priors.number.none", "no prior")),
            Some(deviation) => (deviation.clone(), law()),
        },
        description: match deviation {
            None => message!(
                context,
                "priors.description.none",
                "A flat line over {weights}: without a penalty every weight is as likely as any other.",
                weights = context.weights(),
            ),
            Some(deviation) => message!(
                context,
                "priors.description",
                "Three densities of standard deviation {deviation}, the prior’s at λ = {lambda}, over {weights}: \
                 Gauss for L2, Laplace for L1 with a spike at 0, the elastic net between them.",
                deviation = deviation,
                lambda = lambda,
                weights = context.weights(),
            ),
        },
        note: if snapshot.penalty_factor.is_some() {
            message!(
                context,
                "priors.note.factors",
                "Priors of weights with penalty factor 1; a factor multiplies λ."
            )
        } else {
            String::new()
        },
        ..PanelText::default()
    }
}
