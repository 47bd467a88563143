//! Calibration: what a model promises on the test rows, and what happens.

use crate::charts::axis::Axis;
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, LINE, Label};
use crate::charts::model::{self, ink, stroke};
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::places::{Places, Rect, spread};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::Theme;
use crate::data::{Dataset, Task};
use crate::lab::Snapshot;
use crate::model::metrics::{Binning, Calibration, calibration};
use crate::model::{PenaltyKind, Point, sigmoid};
use kernels::forward;

/// Above the plot stands the unit.
const TOP: f64 = 26.0;
/// Room beside the plot for what the worst bin says.
const GUTTER: f64 = 122.0;
/// Bins of equal width.
const BINS: usize = 10;
/// Half the size of a mark that stands for all rows, and of the smallest one.
const LARGEST: f64 = 9.0;
const SMALLEST: f64 = 2.0;
/// A bin of fewer rows says nothing about the model.
const FEWEST: usize = 5;

/// A curve a model in the square of promised and happened, and its worst bin in words.
#[derive(Debug, Clone, Default)]
pub struct CalibrationPanel;

/// A model's curve.
struct Promise {
    kind: PenaltyKind,
    name: String,
    bins: Calibration,
}

impl Panel for CalibrationPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        if afresh {
            draw_axes(&style.theme, &plot(style, layers.axes.start(Paint::Replace)));
        }
        let plot = plot(style, layers.live.start(Paint::Replace));
        match promises(snapshot) {
            Err(why) => {
                let label = Label::plain(why, style.theme.ink_3).size(13.0).halo(style.theme.paper);
                plot.label(&label, plot.frame.center(), Align::Center);
            }
            Ok(promises) => draw_promises(&promises, snapshot, &style.theme, &plot),
        }
        Ok(())
    }
}

fn plot(style: &Style, surface: &Surface) -> Plot {
    let unit = Axis::linear(0.0, 1.0);
    let (width, height) = style.size;
    let right = (width - GUTTER).max(80.0);
    let frame = Rect { left: 40.0, top: TOP, right, bottom: (height - 24.0).max(TOP + 20.0) };
    Plot::new(surface, frame, unit, unit)
}

fn draw_axes(theme: &Theme, plot: &Plot) {
    let Rect { left, right, top, bottom } = plot.frame;
    for (share, text) in [(0.0, "0"), (0.5, "50"), (1.0, "100")] {
        let (x, y) = plot.at((share, share));
        let color = if share == 0.0 { theme.axis } else { theme.grid };
        plot.rule((left, y), (right, y), Stroke::solid(color, HAIRLINE));
        plot.rule((x, top), (x, bottom), Stroke::solid(color, HAIRLINE));
        plot.label(&Label::plain(text, theme.ink_3), (left - 6.0, y), Align::Right);
        plot.label(&Label::plain(text, theme.ink_3), (x, bottom + 13.0), Align::Center);
    }
    let diagonal = vec![(0.0, 0.0), (1.0, 1.0)];
    plot.draw(&Curve::new(diagonal, Stroke::dashed(theme.axis, 1.0, REFERENCE)));
    plot.label(&Label::plain("% are class 1", theme.ink_2), (left, top - 14.0), Align::Left);
    plot.label(&Label::plain("% promised", theme.ink_2), (right + 24.0, bottom + 13.0), Align::Left);
}

/// The model in force, and one to compare it with; or why there is no curve.
fn promises(snapshot: &Snapshot<'_>) -> Result<Vec<Promise>, &'static str> {
    if snapshot.train.task() == Task::Regression {
        return Err("Calibration needs two classes.");
    }
    let test = snapshot.test.ok_or("Calibration needs rows held back.")?;
    if snapshot.n_iter == 0 {
        return Err("Press play, or drag λ.");
    }
    let now = name_in_force(snapshot);
    let compared = compared(snapshot).map(|(kind, point)| (kind, point, model::name(kind).to_owned()));
    let models = [Some((snapshot.penalty, snapshot.point, now)), compared];
    let promise = |(kind, point, name): (PenaltyKind, &Point, String)| {
        let bins = calibration(test.y(), &predicted(test, point), BINS, Binning::Uniform).ok()?;
        Some(Promise { kind, name, bins })
    };
    Ok(models.into_iter().flatten().filter_map(promise).collect())
}

fn name_in_force(snapshot: &Snapshot<'_>) -> String {
    let name = model::name(snapshot.penalty);
    match snapshot.penalty {
        PenaltyKind::L1 | PenaltyKind::L2 => format!("{name}, λ = {}", number::tick(snapshot.lambda)),
        PenaltyKind::None | PenaltyKind::ElasticNet => name.to_owned(),
    }
}

/// The model without a penalty at the same iteration, or L2's where none is in force.
pub(in crate::charts) fn compared<'a>(snapshot: &Snapshot<'a>) -> Option<(PenaltyKind, &'a Point)> {
    let other = if snapshot.penalty == PenaltyKind::None { PenaltyKind::L2 } else { PenaltyKind::None };
    let points = PenaltyKind::ALL.into_iter().zip(snapshot.compared?);
    points.into_iter().find(|(kind, _)| *kind == other)
}

/// Probabilities of class 1.
fn predicted(data: &Dataset, point: &Point) -> Vec<f64> {
    let mut z = vec![0.0; data.n_samples()];
    forward(data.x(), &point.coef, point.intercept, &mut z);
    z.into_iter().map(sigmoid).collect()
}

/// Curves and marks, the model in force in front, and beside them its name and its worst bin.
fn draw_promises(promises: &[Promise], snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let mut places = Places::new(plot.frame);
    for promise in promises.iter().rev() {
        let points: Vec<(f64, f64)> = promise
            .bins
            .mean_predicted
            .iter()
            .copied()
            .zip(promise.bins.fraction_positive.iter().copied())
            .collect();
        take_curve(&mut places, plot, &points);
        plot.draw(&Curve::new(points.clone(), stroke(promise.kind, theme)));
        let all: usize = promise.bins.count.iter().sum();
        for (&point, &count) in points.iter().zip(&promise.bins.count) {
            let size = (LARGEST * (count as f64 / all as f64).sqrt()).max(SMALLEST);
            let (x, y) = plot.at(point);
            plot.with_surface(|surface| {
                let center = (units(x), units(y));
                surface.mark(Mark::Disc { center, radius: units(size + 1.5), color: theme.paper });
                model::mark(surface, (promise.kind, snapshot.l1_ratio), (x, y), size, true, theme);
            });
        }
    }
    name_diagonal(&mut places, theme, plot);
    draw_names(promises, theme, plot);
}

fn take_curve(places: &mut Places, plot: &Plot, points: &[(f64, f64)]) {
    for pair in points.windows(2) {
        for step in 0..=8 {
            let t = f64::from(step) / 8.0;
            let along = |from: f64, to: f64| from + t * (to - from);
            places
                .take(Rect::around(plot.at((along(pair[0].0, pair[1].0), along(pair[0].1, pair[1].1))), 5.0));
        }
    }
    for &point in points {
        places.take(Rect::around(plot.at(point), 9.0));
    }
}

/// Under the diagonal where no curve passes.
fn name_diagonal(places: &mut Places, theme: &Theme, plot: &Plot) {
    let label = Label::plain("diagonal: says p, gets p", theme.ink_3);
    for share in [0.42, 0.3, 0.5, 0.2, 0.1] {
        let (x, y) = plot.at((share, share));
        let position = (x + 14.0, y + 12.0);
        let rect = plot.with_surface(|surface| label.rect(surface, position, Align::Left));
        if places.is_free(&rect) {
            places.take(plot.label(&label.halo(theme.paper), position, Align::Left));
            return;
        }
    }
}

/// In the gutter, level with the last mark of each curve.
fn draw_names(promises: &[Promise], theme: &Theme, plot: &Plot) {
    let last = |bins: &Calibration| {
        let end = bins.mean_predicted.last().zip(bins.fraction_positive.last());
        plot.at(end.map_or((1.0, 1.0), |(&x, &y)| (x, y)))
    };
    let ends: Vec<(f64, f64)> = promises.iter().map(|promise| last(&promise.bins)).collect();
    let wanted: Vec<f64> = ends.iter().map(|end| end.1).collect();
    let placed = spread(&wanted, 2.0 * LINE + 6.0, plot.frame.top + LINE, plot.frame.bottom - LINE);
    let left = plot.frame.right + 10.0;
    for ((promise, end), y) in promises.iter().zip(ends).zip(placed) {
        let to = (left - 3.0, y - 0.5 * LINE);
        let from = (end.0 + LARGEST + 2.0, end.1);
        if from.0 < to.0 - 2.0 {
            plot.with_surface(|surface| {
                let ends = [from, to].map(|(x, y)| (units(x), units(y)));
                surface.line(ends, Stroke::solid(theme.axis, 1.0), false, 0.0);
            });
        }
        let name = Label::new(ink(promise.kind, theme)).bold(promise.name.as_str());
        plot.label(&name.halo(theme.paper), (left, y - 0.5 * LINE), Align::Left);
        let worst = Label::plain(worst(&promise.bins), theme.ink_2).halo(theme.paper);
        plot.label(&worst, (left, y + 0.5 * LINE), Align::Left);
    }
}

/// The bin that adds most to the mean distance between promised and happened, of those that are not nearly empty.
fn worst(bins: &Calibration) -> String {
    let gaps = bins.mean_predicted.iter().zip(&bins.fraction_positive).zip(&bins.count);
    let cost = |((says, gets), count): &((&f64, &f64), &usize)| (*says - *gets).abs() * **count as f64;
    let worst = gaps
        .filter(|(_, count)| **count >= FEWEST)
        .reduce(|best, next| if cost(&next) > cost(&best) { next } else { best });
    match worst {
        Some(((says, gets), _)) if (says - gets).abs() >= 0.015 => {
            format!("says {}, gets {}", number::fixed(100.0 * says, 0), number::fixed(100.0 * gets, 0))
        }
        _ => "as promised".to_owned(),
    }
}
