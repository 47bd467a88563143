//! Annotations in the plot.

use super::Drawing;
use crate::charts::counted;
use crate::charts::feature_roles::truth;
use crate::charts::label::{LINE, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::places::{Direction, Places, Rect};
use crate::data::Truth;

/// Least width of a plot with notes.
const LEAST_WIDTH: f64 = 160.0;
/// Distance of the positions that are tried.
const ROW: f64 = 4.0;

/// Last positions of the notes, which are kept while they are free and not much worse than others.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    informative: Option<f64>,
    background: Option<f64>,
}

impl Notes {
    pub fn draw(&mut self, drawing: &Drawing<'_>) {
        let Drawing { snapshot, roles, style, chart } = drawing;
        if roles.background.is_empty() || chart.frame.right - chart.frame.left < LEAST_WIDTH {
            return;
        }
        let theme = &style.theme;
        let mut places = Places::new(chart.frame);
        reserve_curves(drawing, &mut places);
        let y_now = |j: usize| chart.at((0.0, snapshot.point.coef[j])).1;
        let is_informative = |j: &&usize| truth(snapshot, **j) == Some(Truth::Informative);
        let informative: Vec<f64> = roles.named.iter().filter(is_informative).map(|&j| y_now(j)).collect();
        if !informative.is_empty() {
            let text = message!(
                style,
                "trajectories.label.informative",
                "{count} informative",
                count = number::count(informative.len())
            );
            let label = Label::plain(text, theme.informative).halo(theme.paper);
            let near = informative.iter().copied().fold(f64::INFINITY, f64::min) + LINE;
            self.informative = put(drawing, &mut places, &[label], near, self.informative);
        }
        let note = background_note(drawing);
        let lines: Vec<Label> =
            note.lines().map(|text| Label::plain(text, theme.ink).halo(theme.paper)).collect();
        let crowd_top = roles.background.iter().map(|&j| y_now(j)).fold(chart.at((0.0, 0.0)).1, f64::min);
        let near = crowd_top - 1.5 * LINE * lines.len() as f64;
        self.background = put(drawing, &mut places, &lines, near, self.background);
    }
}

/// One or two lines about the background curves.
fn background_note(Drawing { snapshot, roles, style, .. }: &Drawing<'_>) -> String {
    let count = number::count(roles.background.len());
    let weights = if snapshot.truth.is_empty() {
        counted::weights(roles.background.len(), &style.catalogue)
    } else if roles.background.len() == 1 {
        message!(style, "trajectories.label.noise-weights.one", "1 noise weight")
    } else {
        message!(style, "trajectories.label.noise-weights", "{count} noise weights", count = count)
    };
    let dead = roles.background.iter().filter(|&&j| snapshot.point.coef[j] == 0.0).count();
    match dead {
        0 if roles.background.len() == 1 => {
            message!(style, "trajectories.label.wake.one", "{weights} wakes", weights = weights)
        }
        0 => message!(style, "trajectories.label.wake", "{weights} wake", weights = weights),
        _ if roles.background.len() == 1 => {
            message!(style, "trajectories.label.all-zero.one", "{weights} is at exactly 0", weights = weights)
        }
        _ if style.is_compact() => {
            message!(style, "trajectories.label.die.narrow", "{weights} wake, then die", weights = weights)
        }
        _ if dead == roles.background.len() => message!(
            style,
            "trajectories.label.all-zero",
            "all {weights} are at exactly 0",
            weights = weights
        ),
        _ => message!(
            style,
            "trajectories.label.die",
            "{weights} wake, then die:\n{zeros} of them are back at exactly 0",
            weights = weights,
            zeros = number::count(dead)
        ),
    }
}

/// Reserves the places of curves against annotations: highlighted ones point by point, background curves as a band.
fn reserve_curves(Drawing { snapshot, roles, chart, .. }: &Drawing<'_>, places: &mut Places) {
    let history = snapshot.history;
    let step = (history.len() / 40).max(1);
    for k in (0..history.len()).step_by(step) {
        let (iteration, coef) = (history.iterations()[k] as f64, history.coef(k));
        for &j in &roles.named {
            places.reserve(Rect::around(chart.at((iteration, coef[j])), 7.0));
        }
        let widen = |(low, high): (f64, f64), &j: &usize| (low.min(coef[j]), high.max(coef[j]));
        let band = roles.background.iter().fold((0.0, 0.0), widen);
        let (x, top) = chart.at((iteration, band.1));
        let (_, bottom) = chart.at((iteration, band.0));
        places.reserve(Rect { left: x - 6.0, right: x + 6.0, top: top - 3.0, bottom: bottom + 3.0 });
    }
}

/// Draws a note at the free height nearest to `near`, or at its `last` one if that is free and not much further away; omits it if
/// none is free. Returns the height of its middle.
fn put(
    drawing: &Drawing<'_>,
    places: &mut Places,
    lines: &[Label],
    near: f64,
    last: Option<f64>,
) -> Option<f64> {
    let chart = &drawing.chart;
    let x = chart.frame.left + if drawing.style.is_compact() { 14.0 } else { 40.0 };
    let height = LINE * lines.len() as f64;
    let width = lines.iter().map(|line| line.width(&chart.surface)).fold(0.0, f64::max);
    let is_free = |&y: &f64| {
        let (top, bottom) = (y - 0.5 * height, y + 0.5 * height);
        places.is_free(&Rect { left: x, top, right: x + width, bottom })
    };
    let Rect { top, bottom, .. } = chart.frame;
    let rows = ((bottom - top - height) / ROW) as usize;
    let heights = (0..rows).map(|k| top + 0.5 * height + ROW * k as f64);
    let away = |y: &f64| (y - near).abs();
    let nearest = heights.filter(is_free).reduce(|a, b| if away(&b) < away(&a) { b } else { a })?;
    let y = last.filter(is_free).filter(|last| away(last) < away(&nearest) + 2.0 * LINE).unwrap_or(nearest);
    places.beside(&chart.surface, lines, (x, y), 0.0, &[Direction::East]);
    Some(y)
}
