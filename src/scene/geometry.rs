//! Constraint geometry: loss contours and the penalty's ball in the plane of two weights.

use super::axis::Axis;
use super::contour::contour;
use super::element::{Curve, Dots, Region, units};
use super::label::{Align, Direction, Label, Places, Rect};
use super::number;
use super::panel::{Layers, Paint, Panel, Style};
use super::plot::Plot;
use super::surface::{HAIRLINE, Mark, Stroke, Surface};
use super::theme::{Color, Theme};
use crate::data::Truth;
use crate::lab::{Slice, Snapshot};

const MOST_CONTOURS: usize = 10;
/// Length of the longer pull, and the least of the shorter, in CSS pixels.
const PULL: f64 = 64.0;
const HEAD: f64 = 9.0;

/// Below this width labels are short.
const NARROW: f64 = 370.0;

/// Where the optimum's label is tried first: outside of the ball, off the axis.
const TOUCH: [Direction; 6] = [
    Direction::SouthEast,
    Direction::South,
    Direction::NorthEast,
    Direction::SouthWest,
    Direction::North,
    Direction::NorthWest,
];

const AROUND: [Direction; 8] = [
    Direction::SouthEast,
    Direction::NorthEast,
    Direction::SouthWest,
    Direction::NorthWest,
    Direction::East,
    Direction::West,
    Direction::South,
    Direction::North,
];

/// Contours, ball, trail, present point and what pulls at it.
#[derive(Debug, Clone, Default)]
pub struct GeometryPanel {
    drawn: Slice,
    /// Where the labels of the still layer are.
    taken: Places,
    /// Where the optimum's label was last; it stays while the place is free.
    label_at: Option<Direction>,
}

impl GeometryPanel {
    /// Width divided by height of the plot on a surface of this size.
    #[must_use]
    pub fn aspect(size: (f64, f64)) -> f64 {
        let Rect { left, top, right, bottom } = frame(size);
        (right - left) / (bottom - top)
    }
}

fn frame((width, height): (f64, f64)) -> Rect {
    Rect { left: 1.0, top: 1.0, right: width.max(40.0) - 1.0, bottom: height.max(40.0) - 1.0 }
}

impl Panel for GeometryPanel {
    fn draw(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers, afresh: bool) {
        let Some(slice) = snapshot.slice.filter(|slice| !slice.loss.is_empty()) else {
            return;
        };
        if afresh || *slice != self.drawn {
            self.drawn = slice.clone();
            self.draw_still(snapshot, style, layers);
        }
        self.draw_live(snapshot, style, layers);
    }
}

impl GeometryPanel {
    fn plot(&self, style: &Style, layer: &super::SharedSurface) -> Plot {
        let [u0, u1, v0, v1] = self.drawn.domain;
        Plot::new(layer, frame(style.size), Axis::linear(u0, u1), Axis::linear(v0, v1))
    }

    fn draw_still(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) {
        let plot = self.plot(style, layers.axes.start(Paint::Replace));
        let (slice, theme) = (&self.drawn, &style.theme);
        let ball = ball(slice);
        let mut places = Places::new(plot.frame);
        plot.clipped(0.0, || {
            plot.draw(&Region { points: ball.clone(), color: theme.lambda_wash });
            draw_contours(slice, theme, &plot);
            draw_axes(snapshot, slice, theme, &plot, &mut places);
            if !ball.is_empty() {
                plot.draw(&Curve::closed(ball, Stroke::solid(theme.lambda, 2.25)));
            }
        });
        draw_least(slice, style, &plot, &mut places);
        draw_optimum(slice, theme, &plot, &mut places);
        draw_allowance(slice, theme, &plot, &mut places);
        self.taken = places;
    }

    fn draw_live(&mut self, snapshot: &Snapshot<'_>, style: &Style, layers: &mut Layers) {
        let plot = self.plot(style, layers.live.start(Paint::Replace));
        let theme = &style.theme;
        let (a, b) = self.drawn.pair;
        let place = |coef: &[f64]| (coef[a], coef[b]);
        let now = place(&snapshot.point.coef);
        let history = snapshot.history;
        let mut trail: Vec<(f64, f64)> = (0..history.len()).map(|k| place(history.coef(k))).collect();
        let doublings = (0..history.len()).filter(|&k| history.iterations()[k].is_power_of_two());
        let dots = doublings.map(|k| trail[k]).collect();
        trail.push(now);
        let mut places = self.taken.clone();
        for &point in trail.iter().step_by((trail.len() / 30).max(1)) {
            places.take(Rect::around(plot.at(point), 3.0));
        }
        plot.clipped(0.0, || {
            plot.draw(&Curve::new(trail, Stroke::solid(theme.ink, 1.5)));
            plot.draw(&Dots { points: dots, radius: 2.0, color: theme.ink, ring: None });
        });
        let at = plot.at(now);
        places.take(Rect::around(at, 8.0));
        let pulls = pulls(snapshot, &style.theme, at);
        for pull in &pulls {
            pull.take(&mut places);
        }
        self.draw_touch(snapshot, style, &plot, &mut places);
        for pull in &pulls {
            plot.with_surface(|surface| pull.draw(surface, theme, &mut places));
        }
        plot.clipped(0.0, || {
            plot.draw(&Dots { points: vec![now], radius: 6.5, color: theme.ink, ring: Some(theme.paper) });
        });
    }
}

impl GeometryPanel {
    /// Says beside the optimum what the touch means, and leads a line there from further away.
    fn draw_touch(&mut self, snapshot: &Snapshot<'_>, style: &Style, plot: &Plot, places: &mut Places) {
        let (Some(optimum), true) = (self.drawn.optimum, self.drawn.l1_ratio.is_some()) else { return };
        let anchor = plot.at(optimum);
        let lines = touch_lines(snapshot, &self.drawn, style);
        let directions = self.label_at.into_iter().chain(TOUCH);
        self.label_at = plot.with_surface(|surface| {
            let free: Vec<Direction> = directions.collect();
            let (rect, direction) = places.choose(surface, &lines, anchor, 26.0, &free)?;
            let from = rect.nearest(anchor);
            let (dx, dy) = (from.0 - anchor.0, from.1 - anchor.1);
            let length = dx.hypot(dy);
            if length > 12.0 {
                let start = (anchor.0 + dx * 9.0 / length, anchor.1 + dy * 9.0 / length);
                let ends = [start, from].map(|(x, y)| (units(x), units(y)));
                surface.line(ends, Stroke::solid(style.theme.ink, 1.0), false, 0.0);
            }
            places.draw(surface, &lines, anchor, 26.0, direction);
            Some(direction)
        });
    }
}

/// The edge of the ball, through its corners on the axes; empty without a penalty.
fn ball(slice: &Slice) -> Vec<(f64, f64)> {
    const STEPS: usize = 32;
    let Some(r) = slice.l1_ratio else { return Vec::new() };
    let edge = |k: usize| {
        // On the ray s (1 − t, t) the penalty is r s + (1 − r)/2 s² ((1 − t)² + t²).
        let t = k as f64 / STEPS as f64;
        let ridge = (1.0 - r) * ((1.0 - t) * (1.0 - t) + t * t);
        let s = 2.0 * slice.allowance / (r + (r * r + 2.0 * ridge * slice.allowance).sqrt());
        (s * (1.0 - t), s * t)
    };
    let quarter: Vec<(f64, f64)> = (0..STEPS).map(edge).collect();
    let turned = |quarters: usize| {
        quarter.iter().map(move |&(u, v)| match quarters {
            0 => (u, v),
            1 => (-v, u),
            2 => (-u, -v),
            _ => (v, -u),
        })
    };
    (0..4).flat_map(turned).filter(|point| point.0.is_finite() && point.1.is_finite()).collect()
}

/// Up to ten contours, closer where the loss is steep, and in ink the one through the optimum.
fn draw_contours(slice: &Slice, theme: &Theme, plot: &Plot) {
    let (nu, nv) = slice.size;
    let [u0, u1, v0, v1] = slice.domain;
    let place = |(column, row): (f64, f64)| {
        (u0 + (u1 - u0) * column / (nu - 1) as f64, v0 + (v1 - v0) * row / (nv - 1) as f64)
    };
    let draw = |level: f64, stroke: Stroke| {
        for line in contour(&slice.loss, nu, nv, level) {
            plot.draw(&Curve::new(line.into_iter().map(place).collect(), stroke));
        }
    };
    let least = slice.loss.iter().copied().fold(f64::INFINITY, f64::min);
    let most = slice.loss.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Squares of even steps are evenly spaced ellipses around a quadratic minimum; far out the logistic loss is straight,
    // so a higher power leaves more lines for the part around the minimum.
    for k in 1..=MOST_CONTOURS {
        let share = k as f64 / (MOST_CONTOURS + 1) as f64;
        draw(least + (most - least) * share.powf(2.5), Stroke::solid(theme.contour, HAIRLINE));
    }
    if slice.optimum.is_some() {
        draw(slice.optimum_loss, Stroke::solid(theme.ink, 1.75));
    }
}

fn draw_axes(snapshot: &Snapshot<'_>, slice: &Slice, theme: &Theme, plot: &Plot, places: &mut Places) {
    let Rect { left, top, right, bottom } = plot.frame;
    let (x0, y0) = plot.at((0.0, 0.0));
    let stroke = Stroke::solid(theme.ink_3, HAIRLINE);
    plot.rule((left, y0), (right, y0), stroke);
    plot.rule((x0, top), (x0, bottom), stroke);
    let room = ((right - left) / 90.0) as usize;
    for value in plot.x.ticks(room.max(2)).into_iter().filter(|&value| value != 0.0) {
        let text = Label::plain(number::tick(value), theme.ink_3).halo(theme.paper);
        let (x, _) = plot.at((value, 0.0));
        if x > left + 14.0 && x < right - 40.0 {
            plot.rule((x, y0 - 3.0), (x, y0 + 3.0), stroke);
            places.take(plot.label(&text, (x, y0 + 12.0), Align::Center));
        }
        let (_, y) = plot.at((0.0, value));
        if y > top + 24.0 && y < bottom - 10.0 {
            plot.rule((x0 - 3.0, y), (x0 + 3.0, y), stroke);
            places.take(plot.label(&text, (x0 - 7.0, y), Align::Right));
        }
    }
    let name = |j: usize| {
        let label = Label::new(feature_color(snapshot, j, theme)).halo(theme.paper);
        let label = label.weight_of(&snapshot.feature_names[j]);
        match snapshot.truth.get(j).filter(|_| slice.is_exact) {
            Some(Truth::Noise) => label.text("  noise"),
            Some(_) => label.text("  signal"),
            None => label,
        }
    };
    places.take(plot.label(&name(slice.pair.0), (right - 4.0, y0 - 11.0), Align::Right));
    places.take(plot.label(&name(slice.pair.1), (x0 + 8.0, top + 9.0), Align::Left));
}

fn feature_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match snapshot.truth.get(j) {
        Some(Truth::Informative) => theme.informative,
        Some(Truth::Redundant | Truth::Repeated) | None => theme.ink_2,
        Some(Truth::Noise) => theme.ink_3,
    }
}

/// A cross where the loss itself is least.
fn draw_least(slice: &Slice, style: &Style, plot: &Plot, places: &mut Places) {
    let Some(least) = slice.least else { return };
    let (x, y) = plot.at(least);
    let theme = &style.theme;
    let stroke = Stroke::solid(theme.ink, 2.25);
    plot.with_surface(|surface| {
        for (dx, dy) in [(4.5, 4.5), (4.5, -4.5)] {
            let ends = [(x - dx, y - dy), (x + dx, y + dy)].map(|(x, y)| (units(x), units(y)));
            surface.line(ends, stroke, false, 0.0);
        }
        places.take(Rect::around((x, y), 6.0));
        let text = |text: &str| Label::plain(text, theme.ink).halo(theme.paper);
        let lines = if style.size.0 < NARROW {
            vec![text("least loss")]
        } else {
            vec![text("least loss,"), text("no penalty")]
        };
        places.beside(
            surface,
            &lines,
            (x, y),
            8.0,
            &[Direction::North, Direction::South, Direction::East, Direction::West],
        );
    });
}

/// A ring where contour and ball touch.
fn draw_optimum(slice: &Slice, theme: &Theme, plot: &Plot, places: &mut Places) {
    let (Some(optimum), true) = (slice.optimum, slice.l1_ratio.is_some()) else { return };
    let (x, y) = plot.at(optimum);
    plot.with_surface(|surface| {
        let center = (units(x), units(y));
        surface.mark(Mark::Disc { center, radius: units(8.5), color: theme.paper });
        surface.mark(Mark::Ring { center, radius: units(6.0), stroke: Stroke::solid(theme.ink, 2.0) });
        surface.mark(Mark::Disc { center, radius: units(2.2), color: theme.ink });
    });
    places.take(Rect::around((x, y), 10.0));
}

/// What the touch of contour and ball means for the two weights.
fn touch_lines(snapshot: &Snapshot<'_>, slice: &Slice, style: &Style) -> Vec<Label> {
    let bold = || Label::new(style.theme.ink).halo(style.theme.paper);
    let zero = |j: usize| bold().weight_of(&snapshot.feature_names[j]).bold(" is exactly 0");
    let corner = if style.size.0 < NARROW { "at a corner:" } else { "optimum at a corner:" };
    let has_corners = slice.l1_ratio.is_some_and(|r| r > 0.0);
    match slice.optimum {
        Some((0.0, 0.0)) if has_corners => vec![bold().bold("both are exactly 0")],
        Some((_, 0.0)) if has_corners => vec![bold().bold(corner), zero(slice.pair.1)],
        Some((0.0, _)) if has_corners => vec![bold().bold(corner), zero(slice.pair.0)],
        Some(_) if has_corners => vec![bold().bold("optimum on an edge:"), bold().bold("neither is 0")],
        _ => vec![bold().bold("a round ball:"), bold().bold("neither is 0")],
    }
}

/// What the ball stands for, beside its edge.
fn draw_allowance(slice: &Slice, theme: &Theme, plot: &Plot, places: &mut Places) {
    if slice.l1_ratio.is_none() || slice.allowance <= 0.0 {
        return;
    }
    let reach = slice.ball_reach();
    let label = Label::new(theme.lambda_ink).halo(theme.paper).text("penalty ≤ ");
    let label = label.bold(number::weight(slice.allowance));
    // Beside the middle of the upper left edge, which the contours leave freest.
    let edge = ball(slice);
    let anchor = edge.get(edge.len() * 3 / 8).copied().unwrap_or((-reach, 0.0));
    let lines = [label];
    plot.with_surface(|surface| {
        let directions = [Direction::NorthWest, Direction::West, Direction::North, Direction::SouthWest];
        places.beside(surface, &lines, plot.at(anchor), 8.0, &directions);
    });
}

/// What pulls at the present point, as an arrow on screen.
struct Pull {
    from: (f64, f64),
    tip: (f64, f64),
    direction: (f64, f64),
    color: Color,
    text: Color,
    name: &'static str,
}

/// Both pulls on one scale; none where there is nothing but rounding error.
fn pulls(snapshot: &Snapshot<'_>, theme: &Theme, from: (f64, f64)) -> Vec<Pull> {
    let size = |(u, v): (f64, f64)| u.hypot(v);
    let largest = size(snapshot.loss_slope).max(size(snapshot.penalty_slope));
    let pull = |slope: (f64, f64), color, text, name| {
        let share = size(slope) / largest;
        if !share.is_finite() || largest < 1e-9 || share < 1e-3 {
            return None;
        }
        let reach = (PULL * share).max(HEAD + 8.0);
        // Pulls go against the slopes; on screen v grows upwards.
        let direction = (-slope.0 / size(slope), slope.1 / size(slope));
        let tip = (from.0 + direction.0 * reach, from.1 + direction.1 * reach);
        Some(Pull { from, tip, direction, color, text, name })
    };
    let both = [
        pull(snapshot.loss_slope, theme.ink, theme.ink, "loss pulls"),
        pull(snapshot.penalty_slope, theme.lambda, theme.lambda_ink, "penalty pulls"),
    ];
    both.into_iter().flatten().collect()
}

impl Pull {
    fn take(&self, places: &mut Places) {
        for k in 1..=4 {
            let t = f64::from(k) / 4.0;
            let along = |from: f64, to: f64| from + t * (to - from);
            places.take(Rect::around((along(self.from.0, self.tip.0), along(self.from.1, self.tip.1)), 5.0));
        }
    }

    fn draw(&self, surface: &mut Surface, theme: &Theme, places: &mut Places) {
        arrow(surface, self.from, self.tip, self.direction, self.color);
        let label = Label::plain(self.name, self.text).halo(theme.paper);
        places.beside(surface, &[label], self.tip, 8.0, &AROUND);
    }
}

fn arrow(surface: &mut Surface, from: (f64, f64), tip: (f64, f64), (dx, dy): (f64, f64), color: Color) {
    let point = |back: f64, aside: f64| {
        (units(tip.0 - dx * back - dy * aside), units(tip.1 - dy * back + dx * aside))
    };
    let ends = [(units(from.0), units(from.1)), point(HEAD - 2.0, 0.0)];
    surface.line(ends, Stroke::solid(color, 2.25), false, 0.0);
    surface.area([point(0.0, 0.0), point(HEAD, 4.0), point(HEAD, -4.0)], color);
}
