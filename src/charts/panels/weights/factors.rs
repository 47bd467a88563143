//! Penalty factors: a mark above every weight whose factor is not 1, with a legend.

use plotters::element::{Circle, PathElement};
use plotters::style::Color as _;

use crate::charts::chart::Chart;
use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::Style;
use crate::charts::style::{px, px_at};
use crate::charts::surface::{DrawingResult, Surface};
use crate::charts::text::TextContext;
use crate::charts::theme::Theme;
use crate::lab::Snapshot;

/// Distance of the marks from the top of the plot, and of the legend, in CSS pixels.
const ABOVE: f64 = 6.0;
const LEGEND: f64 = 22.0;
const RADIUS: f64 = 2.75;
/// Distance of a mark of the legend from its name, and of one name from the next.
const MARK: f64 = 8.0;
const GAP: f64 = 22.0;
/// Width of the switches at the left, in CSS pixels.
const SWITCHES: f64 = 185.0;

/// What a penalty factor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Free,
    Times,
    Excluded,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Free, Self::Times, Self::Excluded];

    /// The kind of a factor; `None` for 1.
    fn of(factor: f64) -> Option<Self> {
        match factor {
            1.0 => None,
            0.0 => Some(Self::Free),
            f64::INFINITY => Some(Self::Excluded),
            _ => Some(Self::Times),
        }
    }

    fn label(self, style: &Style) -> String {
        match self {
            Self::Free => message!(style, "weights.label.free", "free"),
            Self::Times => message!(style, "weights.label.times", "×k"),
            Self::Excluded => message!(style, "weights.label.excluded", "excluded"),
        }
    }

    /// A ring, a disc or a cross around `(x, y)` in CSS pixels.
    fn draw(self, surface: &Surface, (x, y): (f64, f64), theme: &Theme) -> DrawingResult {
        let color = theme.lambda;
        match self {
            Self::Free => surface.draw(&Circle::new(px_at((x, y)), px(RADIUS), color.line(1.25))),
            Self::Times => surface.draw(&Circle::new(px_at((x, y)), px(RADIUS), color.filled())),
            Self::Excluded => [1.0, -1.0].into_iter().try_for_each(|side| {
                let ends = [(x - RADIUS, y - side * RADIUS), (x + RADIUS, y + side * RADIUS)];
                surface.draw(&PathElement::new(ends.map(px_at), color.line(1.25)))
            }),
        }
    }
}

/// The kinds of the weights from left to right; empty without factors.
pub(super) struct FactorMarks(Vec<Option<Kind>>);

impl FactorMarks {
    pub fn new(snapshot: &Snapshot<'_>, order: &[usize]) -> Self {
        let kinds = |factors: &[f64]| order.iter().map(|&j| Kind::of(factors[j])).collect();
        Self(snapshot.penalty_factor.map_or_else(Vec::new, kinds))
    }

    /// Draws the marks above the plot, and the legend of those that occur if there is room beside the view switch.
    pub fn draw(&self, chart: &Chart, style: &Style) -> DrawingResult {
        let top = chart.frame.top - ABOVE;
        for (place, kind) in self.0.iter().enumerate() {
            if let Some(kind) = kind {
                kind.draw(&chart.surface, (chart.at((place as f64, 0.0)).0, top), &style.theme)?;
            }
        }
        let kinds = Kind::ALL.into_iter().filter(|kind| self.0.contains(&Some(*kind)));
        let names: Vec<(Kind, Label)> =
            kinds.map(|kind| (kind, Label::plain(kind.label(style), style.theme.lambda_ink))).collect();
        let width = |(_, label): &(Kind, Label)| label.width(&chart.surface) + GAP;
        let mut left = chart.frame.right + GAP - MARK - names.iter().map(width).sum::<f64>();
        if left < chart.frame.left + SWITCHES {
            return Ok(());
        }
        let y = chart.frame.top - LEGEND;
        for (kind, label) in names {
            kind.draw(&chart.surface, (left, y), &style.theme)?;
            left = chart.label(&label, (left + MARK, y), Align::Left).right + GAP - MARK;
        }
        Ok(())
    }
}

/// The penalty factor after the value of a weight: `, penalty ×2.5`, or what it does; `None` for 1.
pub(super) fn factor_text(factor: f64, style: &Style) -> Option<String> {
    Some(match Kind::of(factor)? {
        Kind::Times => {
            let factor = number::significant(factor);
            message!(style, "weights.label.factor", ", penalty ×{factor}", factor = factor)
        }
        kind => format!(", {}", kind.label(style)),
    })
}

/// A sentence about the penalty factors; empty without.
pub(super) fn sentence(context: &TextContext<'_>) -> String {
    let Some(factors) = context.snapshot.penalty_factor else { return String::new() };
    let n = |kind| number::count(factors.iter().filter(|factor| Kind::of(**factor) == Some(kind)).count());
    message!(
        context,
        "weights.description.factors",
        "Penalty factors: {free} free, {excluded} excluded, {times} with another factor than 1.",
        free = n(Kind::Free),
        excluded = n(Kind::Excluded),
        times = n(Kind::Times),
    )
}
