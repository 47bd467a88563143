//! Selection stability: how often each weight survives when half of the training rows are drawn again.

use crate::charts::axis::Axis;
use crate::charts::cast::{REACH, stroke, text_color};
use crate::charts::element::units;
use crate::charts::label::{Align, Label};
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::bias_variance::what_is_missing;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke};
use crate::charts::surface::DrawingResult;
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::Theme;
use crate::data::Truth;
use crate::data::argsort_descending;
use crate::decimal::two_digits;
use crate::lab::{STABLE, Snapshot};
use crate::solve::Spread;

/// Weights that are shown, most often chosen first.
const MOST: usize = 40;
/// Room for names above the stems that reach the top.
const TOP: f64 = 26.0;

/// A stem a weight, and the share from which a selection is called stable.
#[derive(Debug, Clone, Default)]
pub struct StabilityPanel {
    /// Which draws, and which of their λ, are on the trace layer.
    drawn: (usize, usize, f64),
    /// The weight that is followed on the live layer.
    followed: Option<usize>,
}

impl Panel for StabilityPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult {
        let at = spread(snapshot);
        let version = snapshot.halves.map_or(0, |repeats| repeats.version);
        let now = (snapshot.run, version, at.map_or(0.0, |at| at.lambda));
        let theme = &style.theme;
        let has_changed = afresh || now != self.drawn;
        if !has_changed && snapshot.followed == self.followed {
            return Ok(());
        }
        self.followed = snapshot.followed;
        if has_changed {
            self.drawn = now;
            let surface = layers.axes.start(Paint::Replace);
            draw_axes(snapshot, theme, &plot(style, surface, snapshot));
            let plot = plot(style, layers.trace.start(Paint::Replace), snapshot);
            if let Some(at) = at {
                for (slot, j) in shown(at).into_iter().enumerate() {
                    draw_stem(snapshot, theme, &plot, (slot, j), at.selection[j]);
                }
            }
        }
        let plot = plot(style, layers.live.start(Paint::Replace), snapshot);
        match (at, snapshot.followed) {
            (Some(at), Some(j)) => draw_followed(snapshot, theme, &plot, at, j),
            (Some(at), None) => draw_names(snapshot, theme, &plot, at),
            (None, _) => {}
        }
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let plot = plot(style, &Layers::new(style.clone()).live.surface, snapshot);
        let away = |slot: usize| (plot.at((slot as f64, 0.0)).0 - x).abs();
        let slots = shown(spread(snapshot)?);
        let nearest =
            (0..slots.len()).reduce(|best, next| if away(next) < away(best) { next } else { best })?;
        (away(nearest) <= REACH).then_some(slots[nearest])
    }
}

/// The nearest λ of those that were computed.
fn spread<'a>(snapshot: &Snapshot<'a>) -> Option<&'a Spread> {
    snapshot.halves?.nearest(snapshot.lambda)
}

/// Weights by how often they survive, most often first.
fn shown(at: &Spread) -> Vec<usize> {
    argsort_descending(&at.selection).into_iter().take(MOST).collect()
}

fn plot(style: &Style, surface: &Surface, snapshot: &Snapshot<'_>) -> Plot {
    let (width, height) = style.size;
    let right = (width - 12.0).max(80.0);
    let frame = Rect { left: 40.0, top: TOP, right, bottom: (height - 24.0).max(TOP + 20.0) };
    // One place more than weights: for a followed weight that is not among them.
    let last = snapshot.point.coef.len().min(MOST) as f64;
    Plot::new(surface, frame, Axis::linear(-0.7, last.max(8.0)), Axis::linear(0.0, 1.0))
}

fn draw_axes(snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot) {
    let Rect { left, right, top, bottom } = plot.frame;
    for (share, text) in [(0.0, "0"), (0.5, "50"), (1.0, "100")] {
        let y = plot.at((0.0, share)).1;
        let color = if share == 0.0 { theme.axis } else { theme.grid };
        plot.rule((left, y), (right, y), Stroke::solid(color, HAIRLINE));
        plot.label(&Label::plain(text, theme.ink_3), (left - 6.0, y), Align::Right);
    }
    plot.label(&Label::plain("%", theme.ink_3), (left - 6.0, top - 17.0), Align::Right);
    let Some(at) = spread(snapshot) else {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        plot.with_surface(|surface| surface.area(corners.map(|(x, y)| (units(x), units(y))), theme.well));
        let text = what_is_missing(snapshot.penalty, snapshot.halves);
        plot.label(&Label::plain(text, theme.ink_3).size(13.0), plot.frame.center(), Align::Center);
        return;
    };
    let y = plot.at((0.0, STABLE)).1;
    plot.rule((left, y), (right, y), Stroke::dashed(theme.ink_2, 1.0, REFERENCE));
    let p = snapshot.point.coef.len();
    let which = if p > MOST {
        format!("{MOST} most often chosen of {} weights", number::count(p))
    } else {
        format!("all {} weights", number::count(p))
    };
    let lambda = format!(" = {}", number::tick(two_digits(at.lambda)));
    let text = Label::plain(format!("{which}, at "), theme.ink_3).math("λ").text(lambda);
    plot.label(&text, (0.5 * (left + right), bottom + 13.0), Align::Center);
}

/// A weight's stem with the mark of what is known of its feature.
fn draw_stem(snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot, (slot, j): (usize, usize), share: f64) {
    let truth = snapshot.truth.get(j);
    let (stroke, radius) = match truth {
        Some(Truth::Informative) => (stroke(snapshot, j, theme), 4.0),
        Some(Truth::Redundant | Truth::Repeated) => (stroke(snapshot, j, theme), 3.5),
        Some(Truth::Noise) => (Stroke::solid(theme.noise, HAIRLINE), 2.0),
        None => (Stroke::solid(theme.ink, HAIRLINE), 2.0),
    };
    let is_ring = matches!(truth, Some(Truth::Redundant | Truth::Repeated));
    draw_pin(plot, slot, share, stroke, (radius, is_ring), theme);
}

fn draw_pin(
    plot: &Plot,
    slot: usize,
    share: f64,
    stroke: Stroke,
    (radius, is_ring): (f64, bool),
    theme: &Theme,
) {
    let (x, y) = plot.at((slot as f64, share));
    plot.rule((x, plot.frame.bottom), (x, y), stroke);
    let (center, color) = ((units(x), units(y)), stroke.color);
    plot.with_surface(|surface| {
        if is_ring {
            surface.mark(Mark::Disc { center, radius: units(radius), color: theme.paper });
            surface.mark(Mark::Ring { center, radius: units(radius), stroke: Stroke::solid(color, 1.75) });
        } else {
            surface.mark(Mark::Disc { center, radius: units(radius), color });
        }
    });
}

/// What stable means, and the names of the weights that carry signal where there is room for them.
fn draw_names(snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot, at: &Spread) {
    let mut places = Places::new(Rect { top: 0.0, ..plot.frame });
    let shown = shown(at);
    for (slot, &j) in shown.iter().enumerate() {
        let (x, y) = plot.at((slot as f64, at.selection[j]));
        places.take(Rect { left: x - 3.0, top: y - 3.0, right: x + 3.0, bottom: plot.frame.bottom });
    }
    let (right, line) = (plot.frame.right, plot.at((0.0, STABLE)).1);
    say_stable(&mut places, plot, (right, line), theme);
    let carries_signal = |j: usize| snapshot.truth.get(j).is_some_and(|truth| *truth != Truth::Noise);
    let is_few = shown.len() <= 12;
    for (slot, &j) in shown.iter().enumerate().filter(|(_, j)| is_few || carries_signal(**j)) {
        let anchor = plot.at((slot as f64, at.selection[j]));
        let name = Label::new(text_color(snapshot, j, theme)).weight_of(&snapshot.feature_names[j]);
        let lines = [name.halo(theme.paper)];
        plot.with_surface(|surface| {
            for direction in [Direction::North, Direction::NorthEast, Direction::NorthWest, Direction::East] {
                let found = places.choose(surface, &lines, anchor, 5.0, &[direction]);
                if found.is_some_and(|(rect, _)| places.is_free(&rect)) {
                    let rect = places.draw(surface, &lines, anchor, 5.0, direction);
                    // Two names side by side would read as one.
                    let Rect { left, top, right, bottom } = rect;
                    places.take(Rect {
                        left: left - 6.0,
                        top: top + 3.0,
                        right: right + 6.0,
                        bottom: bottom - 3.0,
                    });
                    return;
                }
            }
        });
    }
}

/// At the right end of the line: above or under it where no stem reaches, else across the stems.
fn say_stable(places: &mut Places, plot: &Plot, (right, line): (f64, f64), theme: &Theme) {
    let label = Label::plain("80\u{2009}%: call it stable", theme.ink_2).halo(theme.paper);
    let at = |y: f64| plot.with_surface(|surface| label.rect(surface, (right, y), Align::Right));
    let free = [line - 9.0, line + 9.0].into_iter().find(|&y| places.is_free(&at(y)));
    places.take(plot.label(&label, (right, free.unwrap_or(line + 9.0)), Align::Right));
}

/// One weight alone, in ink, with its share; past the others if it is not among them.
fn draw_followed(snapshot: &Snapshot<'_>, theme: &Theme, plot: &Plot, at: &Spread, j: usize) {
    let shown = shown(at);
    let slot = shown.iter().position(|&other| other == j).unwrap_or(shown.len());
    let Some(&share) = at.selection.get(j) else { return };
    draw_pin(plot, slot, share, Stroke::solid(theme.ink, 2.25), (4.0, false), theme);
    let (x, y) = plot.at((slot as f64, share));
    let percent = format!(" {}\u{2009}%", number::fixed(100.0 * share, 0));
    let name = Label::new(theme.ink).weight_of(&snapshot.feature_names[j]).bold(percent);
    let align = if x > plot.frame.center().0 { Align::Right } else { Align::Left };
    let aside = if align == Align::Right { -8.0 } else { 8.0 };
    plot.label(&name.halo(theme.paper), (x + aside, y - 10.0), align);
}
