//! The weights as beads on the curves, and the pull on them.

use super::{HEAD, LONGEST};
use crate::charts::cast::{Cast, mark_color, text_color, truth};
use crate::charts::element::{Dots, units};
use crate::charts::label::{Align, Label};
use crate::charts::number;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::plot::Plot;
use crate::charts::style::Stroke;
use crate::charts::surface::{Mark, Surface};
use crate::charts::theme::{Color, Theme};
use crate::data::Truth;
use crate::lab::Snapshot;
use crate::model::Penalty;

/// What beads are drawn from.
pub(super) struct Scene<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub theme: &'a Theme,
    pub force: Penalty,
}

impl Scene<'_> {
    pub fn places_of(&self, j: usize, [costs, pulls]: &[Plot; 2]) -> [(f64, f64); 2] {
        let w = self.snapshot.point.coef[j];
        [costs.at((w, self.force.value(&[w]))), pulls.at((w, self.force.subgradient(w)))]
    }

    /// A small bead for every weight of the crowd; those at exactly 0 lie on one place and are one.
    pub fn draw_crowd(&self, plots: &[Plot; 2]) {
        let crowd = Cast::of(self.snapshot).crowd;
        let weights: Vec<f64> = crowd.iter().map(|&j| self.snapshot.point.coef[j]).collect();
        let has_zero = weights.contains(&0.0);
        let shown = || weights.iter().copied().filter(|w| *w != 0.0).chain(has_zero.then_some(0.0));
        let color = if self.snapshot.truth.is_empty() { self.theme.ink_3 } else { self.theme.noise };
        let dots = |points| Dots { points, radius: 2.0, color, ring: None };
        let [costs, pulls] = plots;
        costs.clipped(3.0, || costs.draw(&dots(shown().map(|w| (w, self.force.value(&[w]))).collect())));
        pulls.clipped(3.0, || pulls.draw(&dots(shown().map(|w| (w, self.force.subgradient(w))).collect())));
    }

    /// Which way the slope pushes a bead, and how hard.
    pub fn draw_arrow(&self, j: usize, plot: &Plot, end: f64, places: &mut Places) {
        let w = self.snapshot.point.coef[j];
        let pull = self.force.subgradient(w);
        let length = LONGEST * pull.abs() / end;
        let (x, y) = plot.at((w, self.force.value(&[w])));
        // A pull draws to zero, never past it: there is no room for the arrow of a weight that is nearly there.
        let room = (plot.at((0.0, 0.0)).0 - x).abs() - 4.0;
        if length < 2.0 || length > room {
            return;
        }
        let toward = -w.signum();
        let at = |along: f64, aside: f64| (units(x + toward * along), units(y + aside));
        let tip = 4.0 + length;
        let (left, right) = if toward > 0.0 { (x, x + tip) } else { (x - tip, x) };
        places.take(Rect { left, top: y - 4.0, right, bottom: y + 4.0 });
        let head = if length < HEAD { length } else { HEAD };
        plot.with_surface(|surface| {
            let stroke = Stroke::solid(self.theme.lambda, 1.75);
            surface.line([at(0.0, 0.0), at(tip - head + 1.0, 0.0)], stroke, false, 0.0);
            let aside = 0.55 * head;
            surface.area([at(tip, 0.0), at(tip - head, aside), at(tip - head, -aside)], self.theme.lambda);
        });
    }

    /// The name of a bead, where there is room for it.
    pub fn draw_name(&self, j: usize, plots: &[Plot; 2], places: &mut Places) {
        use Direction::{NorthWest, SouthEast, SouthWest, West};
        let label =
            Label::new(text_color(self.snapshot, j, self.theme)).weight_of(&self.snapshot.feature_names[j]);
        let label = [label.halo(self.theme.paper)];
        let at = self.places_of(j, plots)[0];
        plots[0].with_surface(|surface| {
            let sides = [SouthEast, West, NorthWest, SouthWest];
            if let Some((rect, side)) = places.choose(surface, &label, at, 8.0, &sides)
                && places.is_free(&rect)
            {
                places.draw(surface, &label, at, 8.0, side);
            }
        });
    }

    /// Under an L1 part the jump holds the weights that have reached 0.
    pub fn say_what_is_held(&self, plot: &Plot) {
        let zeros = self.snapshot.counts.exact_zero;
        let (x, y) = plot.at((0.0, 0.0));
        let room = plot.frame.right - x - 6.0;
        let text = match zeros {
            _ if self.force.is_zero() => "nothing pulls".to_owned(),
            zeros if zeros > 0 && self.force.l1 > 0.0 => number::count(zeros) + " held at 0",
            _ => return,
        };
        let label = |text: String| Label::plain(text, self.theme.ink_2).halo(self.theme.paper);
        let mut said = label(text);
        if zeros > 0 && plot.with_surface(|surface| said.width(surface)) > room {
            said = label(number::count(zeros) + " at 0");
        }
        let spare = room - plot.with_surface(|surface| said.width(surface));
        plot.label(&said, (x + 6.0 + spare.min(0.0), y + 11.0), Align::Left);
    }

    pub fn draw_followed(&self, j: usize, plots: &[Plot; 2], places: &mut [Places; 2]) {
        use Direction::{East, NorthEast, NorthWest, SouthEast, SouthWest, West};
        let (w, theme) = (self.snapshot.point.coef[j], self.theme);
        let name = || Label::new(theme.ink).weight_of(&self.snapshot.feature_names[j]).halo(theme.paper);
        let values = [number::weight(w), number::significant(self.force.subgradient(w).abs())];
        let texts = [name().text(" "), name().text(" pulled by ")];
        let at = self.places_of(j, plots);
        for (k, (text, value)) in texts.into_iter().zip(values).enumerate() {
            plots[k].with_surface(|surface| {
                let center = (units(at[k].0), units(at[k].1));
                surface.mark(Mark::Disc { center, radius: units(6.5), color: theme.paper });
                surface.mark(Mark::Disc { center, radius: units(4.5), color: theme.ink });
                let sides = [NorthEast, NorthWest, East, West, SouthEast, SouthWest];
                places[k].beside(surface, &[text.bold(value)], at[k], 9.0, &sides);
            });
        }
    }
}

/// A weight by what is known of it: disc, ring or dot.
pub(super) fn draw_bead(
    surface: &Surface,
    snapshot: &Snapshot<'_>,
    j: usize,
    (x, y): (f64, f64),
    theme: &Theme,
) {
    let center = (units(x), units(y));
    let color = mark_color(snapshot, j, theme);
    let disc = |radius: f64, color: Color| surface.mark(Mark::Disc { center, radius: units(radius), color });
    match truth(snapshot, j) {
        Some(Truth::Noise) | None => disc(2.5, color),
        Some(Truth::Informative) => {
            disc(5.5, theme.paper);
            disc(4.0, color);
        }
        Some(Truth::Redundant | Truth::Repeated) => {
            disc(4.5, theme.paper);
            let stroke = Stroke::solid(color, 1.75);
            surface.mark(Mark::Ring { center, radius: units(3.5), stroke });
        }
    }
}
