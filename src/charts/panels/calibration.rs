//! Calibration: the probabilities that a model predicts for the test rows, and how often the class encoded as 1 is observed.

use plotters::chart::LabelAreaPosition;
use plotters::element::{Circle, PathElement};
use plotters::style::{Color as _, TRANSPARENT};

use crate::charts::axes::tick_style;
use crate::charts::axis::Axis;
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::classes::{class_names, short_class_names};
use crate::charts::elements::StrokedPath;
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::model::{self, ink, stroke};
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::placeholder;
use crate::charts::places::{Places, Rect, spread};
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke, px, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::data::Task;
use crate::lab::{Snapshot, calibration_of, predicted_probabilities};
use crate::model::metrics::{self, Calibration};
use crate::model::{PenaltyKind, Point};

/// Height above the plot, for the unit.
const TOP: f64 = 26.0;
/// Width beside the plot for the text about the worst bin.
const GUTTER: f64 = 122.0;
/// Half the size of a mark for a bin of all rows, and of the smallest mark.
const LARGEST: f64 = 9.0;
const SMALLEST: f64 = 2.0;
/// Bins with fewer rows are not considered for the worst bin: their observed share is mostly noise.
const FEWEST: usize = 5;

/// A calibration curve per model, with a text about its worst bin.
#[derive(Debug, Clone, Default)]
pub struct CalibrationPanel {
    /// Run of the class on the axes.
    drawn: Option<usize>,
}

/// A model's calibration curve.
struct Curve {
    kind: PenaltyKind,
    name: String,
    bins: Calibration,
}

impl Curve {
    /// Mean predicted probability and observed share of that class, bin by bin.
    fn points(&self) -> Vec<(f64, f64)> {
        let Calibration { mean_predicted, fraction_positive, .. } = &self.bins;
        mean_predicted.iter().copied().zip(fraction_positive.iter().copied()).collect()
    }
}

impl Panel for CalibrationPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let theme = &style.theme;
        if redraw_all || self.drawn != Some(snapshot.run) {
            self.drawn = Some(snapshot.run);
            draw_axes(
                snapshot,
                style,
                &mut Chart::on(layers.axes.start(Paint::Replace), coordinates(style))?,
            )?;
        }
        let chart = Chart::on(layers.live.start(Paint::Replace), coordinates(style))?;
        match curves(snapshot, style) {
            Ok(curves) => draw_curves(&curves, snapshot, style, &chart),
            Err(reason) => {
                let label = Label::plain(reason, theme.ink_3).size(13.0).halo(theme.paper);
                chart.label(&label, chart.frame.center(), Align::Center);
                Ok(())
            }
        }
    }
}

fn coordinates(style: &Style) -> Coordinates {
    let (width, height) = style.size;
    let (right, bottom) = ((width - GUTTER).max(80.0), (height - 24.0).max(TOP + 20.0));
    let unit = Axis::linear(0.0, 1.0);
    Coordinates { frame: Rect { left: 40.0, top: TOP, right, bottom }, x: unit, y: unit }
}

fn draw_axes(snapshot: &Snapshot<'_>, style: &Style, chart: &mut Chart) -> DrawingResult {
    let theme = &style.theme;
    let percent = |share: &f64| number::fixed(100.0 * share, 0);
    chart
        .configure_mesh()
        .x_labels(2)
        .y_labels(2)
        .max_light_lines(0)
        .bold_line_style(theme.grid.line(HAIRLINE))
        .axis_style(TRANSPARENT)
        .set_tick_mark_size(LabelAreaPosition::Left, px(3.0))
        .set_tick_mark_size(LabelAreaPosition::Bottom, px(4.0))
        .label_style(tick_style(theme.ink_3))
        .x_label_formatter(&percent)
        .y_label_formatter(&percent)
        .draw()?;
    for end in [(1.0, 0.0), (0.0, 1.0)] {
        chart.draw(&PathElement::new([(0.0, 0.0), end], theme.axis.line(HAIRLINE)))?;
    }
    chart.draw(&StrokedPath::new([(0.0, 0.0), (1.0, 1.0)], Stroke::dashed(theme.axis, 1.0, REFERENCE)))?;
    let Rect { left, right, top, bottom } = chart.frame;
    let observed = message!(
        style,
        "calibration.label.observed",
        "% are {class}",
        class = short_class_names(snapshot.train, &style.catalogue)[1]
    );
    let observed = Label::plain(observed, theme.ink_2);
    chart.label(&observed, (left, top - 14.0), Align::Left);
    let predicted = Label::plain(message!(style, "calibration.label.predicted", "% promised"), theme.ink_2);
    chart.label(&predicted, (right + 24.0, bottom + 13.0), Align::Left);
    Ok(())
}

/// The curves of the current model and the compared one, or the reason why there are none.
fn curves(snapshot: &Snapshot<'_>, style: &Style) -> Result<Vec<Curve>, String> {
    if snapshot.train.task() == Task::Regression {
        return Err(message!(style, "calibration.label.two-classes", "Calibration needs two classes."));
    }
    let Some(test) = snapshot.test else {
        return Err(message!(style, "calibration.label.no-rows", "Calibration needs rows held back."));
    };
    if snapshot.n_iter == 0 {
        return Err(placeholder::press_play(style));
    }
    let now = name_in_force(snapshot, style);
    let name = |kind| model::label(kind, &style.catalogue);
    let compared = compared(snapshot).map(|(kind, point)| (kind, point, name(kind)));
    let models = [Some((snapshot.penalty, snapshot.point, now)), compared];
    let curve = |(kind, point, name): (PenaltyKind, &Point, String)| {
        let bins = calibration_of(test, point)?;
        Some(Curve { kind, name, bins })
    };
    Ok(models.into_iter().flatten().filter_map(curve).collect())
}

fn name_in_force(snapshot: &Snapshot<'_>, style: &Style) -> String {
    let name = model::label(snapshot.penalty, &style.catalogue);
    match snapshot.penalty {
        PenaltyKind::L1 | PenaltyKind::L2 => format!("{name}, λ = {}", number::tick(snapshot.lambda)),
        PenaltyKind::None | PenaltyKind::ElasticNet => name,
    }
}

/// The model without a penalty at the same iteration; if the current one has no penalty, that under L2.
pub(in crate::charts) fn compared<'a>(snapshot: &Snapshot<'a>) -> Option<(PenaltyKind, &'a Point)> {
    let other = if snapshot.penalty == PenaltyKind::None { PenaltyKind::L2 } else { PenaltyKind::None };
    let points = PenaltyKind::ALL.into_iter().zip(snapshot.compared?);
    points.into_iter().find(|(kind, _)| *kind == other)
}

/// Draws curves and marks, the current model in front, with names and worst bins beside them.
fn draw_curves(curves: &[Curve], snapshot: &Snapshot<'_>, style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let mut places = Places::new(chart.frame);
    for curve in curves.iter().rev() {
        let (kind, points, n_rows) = (curve.kind, curve.points(), &curve.bins.count);
        reserve_curve(&mut places, chart, &points);
        chart.draw(&StrokedPath::new(points.as_slice(), stroke(kind, theme)))?;
        let all: usize = n_rows.iter().sum();
        for (point, &n) in points.into_iter().zip(n_rows) {
            let size = (LARGEST * (n as f64 / all as f64).sqrt()).max(SMALLEST);
            chart.draw(&Circle::new(point, px(size + 1.5), theme.paper.filled()))?;
            let kind = (kind, snapshot.l1_ratio);
            model::mark(&chart.surface, kind, chart.at(point), size, true, theme)?;
        }
    }
    name_diagonal(&places, style, chart);
    draw_names(curves, style, chart)
}

fn reserve_curve(places: &mut Places, chart: &Chart, points: &[(f64, f64)]) {
    for pair in points.windows(2) {
        for step in 0..=8 {
            let t = f64::from(step) / 8.0;
            let along = |from: f64, to: f64| from + t * (to - from);
            let point = (along(pair[0].0, pair[1].0), along(pair[0].1, pair[1].1));
            places.reserve(Rect::around(chart.at(point), 5.0));
        }
    }
    for &point in points {
        places.reserve(Rect::around(chart.at(point), 9.0));
    }
}

/// Draws the name of the diagonal under it, where no curve passes.
fn name_diagonal(places: &Places, style: &Style, chart: &Chart) {
    let text = message!(style, "calibration.label.diagonal", "diagonal: says p, gets p");
    let label = Label::plain(text, style.theme.ink_3).halo(style.theme.paper);
    let positions = [0.42, 0.3, 0.5, 0.2, 0.1].map(|share| {
        let (x, y) = chart.at((share, share));
        (x + 14.0, y + 12.0)
    });
    let is_free = |&at: &(f64, f64)| places.is_free(&label.rect(&chart.surface, at, Align::Left));
    if let Some(position) = positions.into_iter().find(is_free) {
        chart.label(&label, position, Align::Left);
    }
}

/// Draws names in the gutter, at the height of the last mark of each curve.
fn draw_names(curves: &[Curve], style: &Style, chart: &Chart) -> DrawingResult {
    let theme = &style.theme;
    let end = |curve: &Curve| chart.at(curve.points().last().copied().unwrap_or((1.0, 1.0)));
    let ends: Vec<(f64, f64)> = curves.iter().map(end).collect();
    let wanted: Vec<f64> = ends.iter().map(|end| end.1).collect();
    let Rect { right, top, bottom, .. } = chart.frame;
    let placed = spread(&wanted, 2.0 * LINE + 6.0, top + LINE, bottom - LINE);
    let left = right + 10.0;
    for ((curve, (x, end_y)), y) in curves.iter().zip(ends).zip(placed) {
        let (from, to) = (x + LARGEST + 2.0, left - 3.0);
        if from < to - 2.0 {
            let leader = [(from, end_y), (to, y - 0.5 * LINE)].map(px_at);
            chart.surface.draw(&PathElement::new(leader, theme.axis.line(1.0)))?;
        }
        let name = Label::new(ink(curve.kind, theme)).bold(curve.name.as_str());
        chart.label(&name.halo(theme.paper), (left, y - 0.5 * LINE), Align::Left);
        let worst = Label::plain(worst(&curve.bins, style), theme.ink_2).halo(theme.paper);
        chart.label(&worst, (left, y + 0.5 * LINE), Align::Left);
    }
    Ok(())
}

/// A text about the bin that contributes most to the mean difference of predicted and observed frequency, of bins with at least
/// [`FEWEST`] rows.
fn worst(bins: &Calibration, style: &Style) -> String {
    let gaps = bins.mean_predicted.iter().zip(&bins.fraction_positive).zip(&bins.count);
    let cost = |((predicted, observed), count): &((&f64, &f64), &usize)| {
        (*predicted - *observed).abs() * **count as f64
    };
    let worst = gaps
        .filter(|(_, count)| **count >= FEWEST)
        .reduce(|best, next| if cost(&next) > cost(&best) { next } else { best });
    match worst {
        Some(((predicted, observed), _)) if (predicted - observed).abs() >= 0.015 => {
            let [predicted, observed] = [predicted, observed].map(|share| number::fixed(100.0 * share, 0));
            message!(
                style,
                "calibration.label.worst",
                "says {predicted}, gets {observed}",
                predicted = predicted,
                observed = observed
            )
        }
        _ => message!(style, "calibration.label.as-promised", "as promised"),
    }
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    let brier = brier(snapshot).map(number::significant);
    let penalty = context.penalty(snapshot.penalty);
    PanelText {
        aid: message!(context, "calibration.aid", "When the model says 80 %, is it right 80 % of the time?"),
        number: match &brier {
            None if snapshot.train.task() == Task::Classification => {
                (String::new(), message!(context, "calibration.number.no-rows", "rows held back needed"))
            }
            None => (String::new(), message!(context, "number.two-classes", "two classes needed")),
            Some(brier) => (
                brier.clone(),
                message!(context, "calibration.number", "Brier, {penalty}", penalty = penalty),
            ),
        },
        description: sentences([
            message!(
                context,
                "calibration.description",
                "Share of test rows that are {class} over the probability that the model gives them, in 10 bins, beside the \
                 diagonal of a model that is right.",
                class = class_names(snapshot.train, context.catalogue)[1]
            ),
            brier.map_or_else(String::new, |brier| {
                message!(
                    context,
                    "calibration.description.brier",
                    "The Brier score of {penalty} is {brier}.",
                    penalty = penalty,
                    brier = brier,
                )
            }),
        ]),
        ..PanelText::default()
    }
}

/// The Brier score on the test rows.
fn brier(snapshot: &Snapshot<'_>) -> Option<f64> {
    let test = snapshot.test.filter(|test| test.task() == Task::Classification)?;
    metrics::brier(test.y(), &predicted_probabilities(test, snapshot.point)).ok()
}
