//! The exact optimum in the gutter beside the plot, with dotted lines from the current weights.

use plotters::element::PathElement;

use super::Drawing;
use crate::charts::chart::Chart;
use crate::charts::elements::{StrokedPath, ringed_dot};
use crate::charts::feature_roles::{mark_color, text_color};
use crate::charts::label::{Align, LINE, Label, NAME_LENGTH};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::COLUMN_GUTTER;
use crate::charts::places::spread;
use crate::charts::style::{Stroke, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::theme::{Color, Theme};
use crate::data::argsort_descending;
use crate::lab::Optimum;

/// Distance of the line of optima from the plot, in CSS pixels.
pub(crate) const GUTTER: f64 = 12.0;
/// Least distance of two labels.
const LABEL_GAP: f64 = 15.0;
/// Distance of labels from the line of optima.
const LABEL_LEFT: f64 = 11.0;
/// Least number of letters of a long name beside its value.
const LEAST_NAME: usize = 8;
const RUN_TO: &[f64] = &[1.0, 3.0];

pub(super) fn draw_gutter(drawing: &Drawing<'_>) -> DrawingResult {
    if let Some(optimum) = drawing.snapshot.optimum {
        return draw_optimum(drawing, optimum);
    }
    if drawing.snapshot.has_no_optimum {
        label_missing_optimum(drawing);
    }
    Ok(())
}

/// Draws the optimum of one weight with a dotted line, name and value; without an optimum, its current value.
pub(super) fn draw_optimum_of(
    Drawing { snapshot, style, chart, .. }: &Drawing<'_>,
    j: usize,
    color: Color,
) -> DrawingResult {
    let from = chart.at((snapshot.n_iter as f64, snapshot.point.coef[j]));
    let Some(optimum) = snapshot.optimum else {
        let label = name_and_weight(chart, (snapshot.feature_names, j), snapshot.point.coef[j], color);
        chart.label(&label.halo(style.theme.paper), (from.0 + 8.0, from.1), Align::Left);
        return Ok(());
    };
    let w = optimum.point.coef[j];
    let to = (chart.frame.right + GUTTER, chart.at((0.0, w)).1);
    draw_dotted_line(chart, from, to, color)?;
    let label = name_and_weight(chart, (snapshot.feature_names, j), w, color);
    draw_entries(chart, &style.theme, vec![Entry { y: to.1, label, dot: Some(color) }])
}

fn label_missing_optimum(Drawing { style, chart, .. }: &Drawing<'_>) {
    let text = message!(style, "trajectories.label.no-optimum", "there is none:\nthe classes\nare separable");
    for (k, line) in text.lines().enumerate() {
        let y = chart.frame.top + LINE * (k as f64 + 0.5);
        chart.label(
            &Label::plain(line, style.theme.ink_3),
            (chart.frame.right + GUTTER + 6.0, y),
            Align::Left,
        );
    }
}

/// A mark on the line of optima, and its label.
struct Entry {
    y: f64,
    label: Label,
    /// Colour of a dot; a tick if `None`, for all weights at 0.
    dot: Option<Color>,
}

fn draw_optimum(drawing: &Drawing<'_>, optimum: &Optimum) -> DrawingResult {
    let Drawing { snapshot, roles, style, chart } = drawing;
    let theme = &style.theme;
    let coef = &optimum.point.coef;
    let x = chart.frame.right + GUTTER;
    let y_of = |w: f64| chart.at((0.0, w)).1;
    for &j in roles.background.iter().filter(|&&j| coef[j] != 0.0) {
        let y = y_of(coef[j]);
        chart.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(theme.noise, 1.0));
    }
    // If not all names fit, only the largest weights have names; the others have dots only.
    let room = ((chart.frame.bottom - chart.frame.top) / LABEL_GAP) as usize;
    let sizes: Vec<f64> = roles.named.iter().map(|&j| coef[j].abs()).collect();
    let order = argsort_descending(&sizes);
    let is_crowded = order.len() > room;
    let has_name = |k: usize| !is_crowded || (sizes[k] > 0.0 && order[..room].contains(&k));
    let mut entries = Vec::new();
    for (k, &j) in roles.named.iter().enumerate() {
        let (y, color) = (y_of(coef[j]), mark_color(snapshot, j, theme));
        let from = chart.at((snapshot.n_iter as f64, snapshot.point.coef[j]));
        draw_dotted_line(chart, from, (x, y), color)?;
        if has_name(k) {
            let label =
                name_and_weight(chart, (snapshot.feature_names, j), coef[j], text_color(snapshot, j, theme));
            entries.push(Entry { y, label, dot: Some(color) });
        } else {
            draw_dot(chart, (x, y), color, theme)?;
        }
    }
    let unnamed = roles.named.iter().enumerate().filter(|(k, _)| !has_name(*k)).map(|(_, j)| j);
    let n_zero = roles.background.iter().chain(unnamed).filter(|&&j| coef[j] == 0.0).count();
    if n_zero > 0 {
        let count = number::count(n_zero);
        let text = if style.is_compact() {
            message!(style, "trajectories.label.zeros.narrow", "{zeros} at 0", zeros = count)
        } else {
            message!(style, "trajectories.label.zeros", "{zeros} at zero", zeros = count)
        };
        let label = Label::plain(text, theme.ink_3);
        entries.push(Entry { y: y_of(0.0), label, dot: None });
    }
    draw_entries(chart, theme, entries)
}

fn draw_entries(chart: &Chart, theme: &Theme, entries: Vec<Entry>) -> DrawingResult {
    let x = chart.frame.right + GUTTER;
    let wanted: Vec<f64> = entries.iter().map(|entry| entry.y).collect();
    let placed = spread(&wanted, LABEL_GAP, chart.frame.top, chart.frame.bottom);
    for (Entry { y, label, dot }, label_y) in entries.into_iter().zip(placed) {
        if (label_y - y).abs() > 2.0 {
            let leader = [(x + 3.0, y), (x + 9.0, label_y)].map(px_at);
            chart.surface.draw(&PathElement::new(leader, theme.rule.line(1.0)))?;
        }
        match dot {
            None => chart.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(theme.axis, 1.0)),
            Some(color) => draw_dot(chart, (x, y), color, theme)?,
        }
        chart.label(&label, (x + LABEL_LEFT, label_y), Align::Left);
    }
    Ok(())
}

fn draw_dot(chart: &Chart, at: (f64, f64), color: Color, theme: &Theme) -> DrawingResult {
    chart.surface.draw(&ringed_dot(px_at(at), 4.0, color, theme.paper))
}

/// The name of a weight, shortened to the gutter, with its value; without the value if too little of the name would be left.
fn name_and_weight(chart: &Chart, (features, j): (&[String], usize), w: f64, color: Color) -> Label {
    let room = COLUMN_GUTTER - GUTTER - LABEL_LEFT;
    let name = |letters: usize| Label::new(color).weight_within(features, j, letters);
    let with_value = |letters: usize| name(letters).text(" ").bold(number::weight(w));
    let fits = |label: &Label| label.width(&chart.surface) <= room;
    let mut labels =
        (LEAST_NAME..=NAME_LENGTH).rev().map(with_value).chain((2..=NAME_LENGTH).rev().map(name));
    labels.find(fits).unwrap_or_else(|| name(1))
}

/// A dotted line between two dots, with a gap at both.
fn draw_dotted_line(chart: &Chart, from: (f64, f64), to: (f64, f64), color: Color) -> DrawingResult {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 20.0 {
        return Ok(());
    }
    let along = |t: f64| px_at((from.0 + dx * t / length, from.1 + dy * t / length));
    let ends = [along(9.0), along(length - 8.0)];
    chart.surface.draw(&StrokedPath::new(ends, Stroke::dashed(color, 1.25, RUN_TO)))
}
