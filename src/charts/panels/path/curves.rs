//! The weights along a path: their lines and names, and on the λ line where they are and where they are going.

use super::course::{Course, Over};
use crate::charts::cast::{Cast, followed_stroke, mark_color, stroke, text_color};
use crate::charts::element::{Curve, units};
use crate::charts::label::{Align, Label};
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::places::spread;
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, Stroke};
use crate::charts::surface::Mark;
use crate::charts::theme::{Color, Theme};
use crate::data::argsort_descending;
use crate::lab::Snapshot;

/// Where the names of curves stand, in shares of the axis from its end of weak penalties; further in where the λ line is there.
const NAMES_AT: [f64; 2] = [0.2, 0.36];
/// Least distance of a name's middle from the λ line.
const NAME_ASIDE: f64 = 40.0;
/// Least distance of two names.
const NAME_GAP: f64 = 15.0;
/// Furthest that a name may move from its place under its curve.
const NAME_REACH: f64 = 6.0;
/// Weights that are tried for a name.
const MOST_NAMES: usize = 24;
const RUN_TO: &[f64] = &[1.0, 3.0];

/// A line a weight, the crowd at the back.
pub(super) fn draw(course: &Course, snapshot: &Snapshot<'_>, style: &Style, plot: &Plot) {
    let cast = Cast::of(snapshot);
    plot.clipped(0.0, || {
        let crowd = Stroke::solid(style.theme.noise, HAIRLINE);
        cast.crowd.iter().for_each(|&j| plot.draw(&curve(course, snapshot, j, crowd)));
        for &j in &cast.named {
            plot.draw(&curve(course, snapshot, j, stroke(snapshot, j, &style.theme)));
        }
    });
}

fn curve(course: &Course, snapshot: &Snapshot<'_>, j: usize, stroke: Stroke) -> Curve {
    let places = course.places.iter().zip(snapshot.path);
    Curve::new(places.map(|(&place, at)| (place, at.point.coef[j])).collect(), stroke)
}

/// The names of the curves that stand for themselves, as many as have room.
pub(super) fn draw_names(
    course: &Course,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    plot: &Plot,
    line: Option<f64>,
) {
    let value = |share: f64| plot.x.value(if course.over == Over::Lambda { share } else { 1.0 - share });
    let is_free = |value: &f64| line.is_none_or(|x| (plot.at((*value, 0.0)).0 - x).abs() >= NAME_ASIDE);
    let Some(value) = NAMES_AT.into_iter().map(value).find(is_free) else { return };
    let Some(stage) = course.stage(value) else { return };
    let (x, coef) = (plot.at((value, 0.0)).0, stage.coef(snapshot.path));
    let alive: Vec<usize> = Cast::of(snapshot).named.into_iter().filter(|&j| coef[j] != 0.0).collect();
    let places = |named: &[usize]| {
        let wanted: Vec<f64> = named.iter().map(|&j| plot.at((0.0, coef[j])).1).collect();
        let placed = spread(&wanted, NAME_GAP, plot.frame.top + 8.0, plot.frame.bottom - 8.0);
        let is_near = |(wanted, placed): (&f64, &f64)| (wanted - placed).abs() <= NAME_REACH;
        wanted.iter().zip(&placed).all(is_near).then_some(placed)
    };
    // A name away from its curve would be another curve's: those without room go without, small weights first.
    let sizes: Vec<f64> = alive.iter().map(|&j| coef[j].abs()).collect();
    let mut named = Vec::new();
    for j in argsort_descending(&sizes).into_iter().take(MOST_NAMES).map(|k| alive[k]) {
        named.push(j);
        if places(&named).is_none() {
            named.pop();
        }
    }
    let placed = places(&named).unwrap_or_default();
    for (&j, y) in named.iter().zip(placed) {
        let name = Label::new(text_color(snapshot, j, theme)).weight_of(&snapshot.feature_names[j]);
        plot.label(&name.halo(theme.paper), (x, y), Align::Center);
    }
}

/// One weight alone, in ink, with its value at the present λ.
pub(super) fn draw_followed(
    course: &Course,
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    (plot, x): (&Plot, f64),
    j: usize,
) {
    plot.clipped(0.0, || plot.draw(&curve(course, snapshot, j, followed_stroke(theme))));
    let Some(optimum) = snapshot.optimum else { return };
    let (now, end) = (plot.at((0.0, snapshot.point.coef[j])).1, plot.at((0.0, optimum.point.coef[j])).1);
    draw_run(plot, x, (now, end), theme.ink, theme);
    let name = Label::new(theme.ink).weight_of(&snapshot.feature_names[j]).text(" ");
    let name = name.bold(number::weight(optimum.point.coef[j])).halo(theme.paper);
    let (aside, align) = beside(plot, x);
    plot.label(&name, (x + aside, end - 12.0), align);
}

/// On which side of the λ line a label has more room.
pub(super) fn beside(plot: &Plot, x: f64) -> (f64, Align) {
    if x > plot.frame.center().0 { (-10.0, Align::Right) } else { (10.0, Align::Left) }
}

/// On the λ line the optimum, and the present weights running there.
pub(super) fn draw_now(snapshot: &Snapshot<'_>, theme: &Theme, (plot, x): (&Plot, f64)) {
    let Some(optimum) = snapshot.optimum else { return };
    let cast = Cast::of(snapshot);
    let y_of = |w: f64| plot.at((0.0, w)).1;
    plot.clipped(8.0, || {
        for &j in cast.crowd.iter().filter(|&&j| snapshot.point.coef[j] != 0.0) {
            let y = y_of(snapshot.point.coef[j]);
            plot.rule((x - 4.0, y), (x + 4.0, y), Stroke::solid(theme.noise, 1.0));
        }
        for &j in &cast.named {
            let (from, to) = (y_of(snapshot.point.coef[j]), y_of(optimum.point.coef[j]));
            draw_run(plot, x, (from, to), mark_color(snapshot, j, theme), theme);
        }
    });
}

/// A ring where something is, a disc where it is going, and a dotted way between them.
pub(super) fn draw_run(plot: &Plot, x: f64, (from, to): (f64, f64), color: Color, theme: &Theme) {
    plot.with_surface(|surface| {
        if (to - from).abs() > 14.0 {
            let side = (to - from).signum();
            let ends = [(units(x), units(from + 6.0 * side)), (units(x), units(to - 6.0 * side))];
            surface.line(ends, Stroke::solid(theme.paper, 3.0), false, 0.0);
            surface.line(ends, Stroke::dashed(color, 1.5, RUN_TO), false, 0.0);
        }
        let center = (units(x), units(to));
        surface.mark(Mark::Disc { center, radius: units(5.0), color: theme.paper });
        surface.mark(Mark::Disc { center, radius: units(3.5), color });
        let center = (units(x), units(from));
        surface.mark(Mark::Disc { center, radius: units(5.0), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(4.0), stroke: Stroke::solid(color, 1.75) });
    });
}
