//! The weights as dots on the curves.

use plotters::element::{Circle, EmptyElement, PathElement, Polygon};
use plotters::style::Color as _;

use super::{HEAD, LONGEST};
use crate::charts::chart::Chart;
use crate::charts::elements::ringed_dot;
use crate::charts::feature_roles::{FeatureRoles, mark_color, text_color, truth};
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{px, px_at};
use crate::charts::surface::DrawingResult;
use crate::data::Truth;
use crate::lab::Snapshot;
use crate::model::Penalty;

/// Data and charts (penalty and derivative) of the dots.
pub(super) struct Drawing<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub style: &'a Style,
    /// The current penalty of a single weight.
    pub penalty: Penalty,
    pub charts: [Chart; 2],
}

/// Penalty and derivative of weight `j` over its value, with its penalty factor.
pub(super) fn points(snapshot: &Snapshot<'_>, penalty: Penalty, j: usize) -> [(f64, f64); 2] {
    let (w, penalty) = (snapshot.point.coef[j], penalty.scaled(snapshot.penalty_factor_of(j)));
    [(w, penalty.value(&[w])), (w, penalty.subgradient(w))]
}

impl Drawing<'_> {
    /// The points of a weight in both charts: on the current curves, times its penalty factor.
    fn points(&self, j: usize) -> [(f64, f64); 2] {
        points(self.snapshot, self.penalty, j)
    }

    /// Draws a small dot per background weight; all that are exactly 0 are one dot.
    pub fn draw_background(&self) -> DrawingResult {
        let background = FeatureRoles::of(self.snapshot).background;
        let is_zero = |j: &usize| self.snapshot.point.coef[*j] == 0.0;
        let zero = background.iter().copied().find(is_zero);
        let shown = || background.iter().copied().filter(|j| !is_zero(j)).chain(zero);
        let color =
            if self.snapshot.truth.is_empty() { self.style.theme.ink_3 } else { self.style.theme.noise };
        self.charts.iter().enumerate().try_for_each(|(k, chart)| {
            let dot = |j| Circle::new(self.points(j)[k], px(2.0), color.filled());
            chart.clipped(3.0, || chart.draw_series(shown().map(dot)))
        })
    }

    /// Draws the derivative of the penalty at a weight as an arrow towards 0.
    pub fn draw_arrow(&self, j: usize, end: f64, places: &mut Places) -> DrawingResult {
        let w = self.snapshot.point.coef[j];
        let pull = self.points(j)[1].1;
        let length = LONGEST * pull.abs() / end;
        let chart = &self.charts[0];
        let (x, y) = chart.at(self.points(j)[0]);
        // The arrow ends at 0, so there is no room for one at a weight close to 0.
        let room = (chart.at((0.0, 0.0)).0 - x).abs() - 4.0;
        if length < 2.0 || length > room {
            return Ok(());
        }
        let toward = -w.signum();
        let at = |along: f64, aside: f64| px_at((x + toward * along, y + aside));
        let tip = 4.0 + length;
        let (left, right) = if toward > 0.0 { (x, x + tip) } else { (x - tip, x) };
        places.reserve(Rect { left, top: y - 4.0, right, bottom: y + 4.0 });
        let head = if length < HEAD { length } else { HEAD };
        let (color, aside) = (self.style.theme.lambda, 0.55 * head);
        let shaft = [at(0.0, 0.0), at(tip - head + 1.0, 0.0)];
        chart.surface.draw(&PathElement::new(shaft, color.line(1.75)))?;
        let corners = [at(tip, 0.0), at(tip - head, aside), at(tip - head, -aside)];
        chart.surface.draw(&Polygon::new(corners, color.filled()))
    }

    /// Draws the dots of a highlighted weight by the role of its feature: disc, ring or small disc.
    pub fn draw_dots(&self, j: usize, places: &mut [Places; 2]) -> DrawingResult {
        let Self { snapshot, style: Style { theme, .. }, charts, .. } = self;
        let color = mark_color(snapshot, j, theme);
        let points = self.points(j);
        for ((chart, point), places) in charts.iter().zip(points).zip(places) {
            match truth(snapshot, j) {
                Some(Truth::Noise) | None => chart.draw(&Circle::new(point, px(2.5), color.filled()))?,
                Some(Truth::Informative) => chart.draw(
                    &(EmptyElement::at(point)
                        + Circle::new((0, 0), px(5.5), theme.paper.filled())
                        + Circle::new((0, 0), px(4.0), color.filled())),
                )?,
                Some(Truth::Redundant | Truth::Repeated) => chart.draw(
                    &(EmptyElement::at(point)
                        + Circle::new((0, 0), px(4.5), theme.paper.filled())
                        + Circle::new((0, 0), px(3.5), color.line(1.75))),
                )?,
            }
            places.reserve(Rect::around(chart.at(point), 5.0));
        }
        Ok(())
    }

    /// Draws the name of a weight beside its dot, if there is room.
    pub fn draw_name(&self, j: usize, places: &mut Places) {
        use Direction::{NorthWest, SouthEast, SouthWest, West};
        let label = Label::new(text_color(self.snapshot, j, &self.style.theme))
            .weight_of(self.snapshot.feature_names, j);
        let label = [label.halo(self.style.theme.paper)];
        let chart = &self.charts[0];
        let at = chart.at(self.points(j)[0]);
        let sides = [SouthEast, West, NorthWest, SouthWest];
        if let Some((rect, side)) = places.choose(&chart.surface, &label, at, 8.0, &sides)
            && places.is_free(&rect)
        {
            places.draw(&chart.surface, &label, at, 8.0, side);
        }
    }

    /// Draws the number of weights at 0, where the derivative of the L1 part jumps.
    pub fn draw_zero_label(&self) {
        let chart = &self.charts[1];
        let zeros = self.snapshot.counts.exact_zero;
        let (x, y) = chart.at((0.0, 0.0));
        let room = chart.frame.right - x - 6.0;
        let style = self.style;
        let count = number::count(zeros);
        let text = match zeros {
            _ if self.penalty.is_zero() => message!(style, "pull.label.nothing", "nothing pulls"),
            zeros if zeros > 0 && self.penalty.l1 > 0.0 => {
                message!(style, "pull.label.zeros", "{zeros} held at 0", zeros = count)
            }
            _ => return,
        };
        let label = |text: String| Label::plain(text, style.theme.ink_2).halo(style.theme.paper);
        let mut zero_label = label(text);
        if zeros > 0 && zero_label.width(&chart.surface) > room {
            zero_label = label(message!(style, "pull.label.zeros.narrow", "{zeros} at 0", zeros = count));
        }
        let spare = room - zero_label.width(&chart.surface);
        chart.label(&zero_label, (x + 6.0 + spare.min(0.0), y + 11.0), Align::Left);
    }

    /// Emphasizes the focused weight on both curves, with its values.
    pub fn draw_focused(&self, j: usize, places: &mut [Places; 2]) -> DrawingResult {
        use Direction::{East, NorthEast, NorthWest, SouthEast, SouthWest, West};
        let (w, style) = (self.snapshot.point.coef[j], self.style);
        let theme = &style.theme;
        let label = || Label::new(theme.ink);
        let name = || label().weight_of(self.snapshot.feature_names, j);
        let pulled = message!(
            style,
            "pull.label.focused",
            "{weight} pulled by {pull}",
            weight = "{weight}",
            pull = "{pull}"
        );
        let points = self.points(j);
        let pull = number::significant(points[1].1.abs());
        let pulled = label().text(pulled).fill("{weight}", name()).fill("{pull}", label().bold(pull));
        let texts = [name().text(" ").bold(number::weight(w)), pulled];
        for (k, text) in texts.into_iter().enumerate() {
            let chart = &self.charts[k];
            chart.draw(&ringed_dot(points[k], 4.5, theme.ink, theme.paper))?;
            let sides = [NorthEast, NorthWest, East, West, SouthEast, SouthWest];
            places[k].beside(&chart.surface, &[text.halo(theme.paper)], chart.at(points[k]), 9.0, &sides);
        }
        Ok(())
    }
}
