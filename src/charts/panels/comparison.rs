//! The comparison of penalties, drawn for export; the page has an HTML table.

use plotters::element::PathElement;

use crate::charts::label::{Align, Label};
use crate::charts::messages::message;
use crate::charts::model;
use crate::charts::number::{count, fixed};
use crate::charts::panel::{Layers, Style};
use crate::charts::style::{HAIRLINE, px};
use crate::charts::surface::DrawingResult;
use crate::charts::text::{PanelText, TextContext};
use crate::lab::Comparison;
use crate::model::PenaltyKind;

/// Height of a row, and width of the column of names.
const ROW: f64 = 28.0;
const NAMES: f64 = 150.0;
pub(in crate::charts) const WIDTH: f64 = 640.0;

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// The penalty whose mark it has.
    pub kind: PenaltyKind,
    /// The name and the cells.
    pub cells: Vec<String>,
    /// Whether it is the current penalty.
    pub is_current: bool,
    /// Whether it is the published result, shown in a weaker colour.
    pub is_quiet: bool,
}

/// The content of the table, as on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonTable {
    /// Names of the columns.
    pub head: Vec<String>,
    /// One row per penalty.
    pub rows: Vec<ComparedRow>,
    /// `l1_ratio` of the elastic net's mark.
    pub l1_ratio: f64,
}

impl ComparisonTable {
    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        (WIDTH, ROW * (1 + self.rows.len()) as f64 + 2.0)
    }

    /// Draws the table on a style of that size.
    ///
    /// # Errors
    /// Errors of plotters.
    pub fn draw(&self, style: &Style) -> DrawingResult<Layers> {
        let (theme, width) = (&style.theme, style.size.0);
        let layers = Layers::new(style.clone());
        let surface = &layers.live.surface;
        let draw_cells = |row: usize, cells: &[String], label: &dyn Fn(&str) -> Label| {
            let y = ROW * (row as f64 + 0.5);
            let step = (width - NAMES) / cells.len().saturating_sub(1).max(1) as f64;
            for (k, cell) in cells.iter().enumerate() {
                let (x, align) =
                    if k == 0 { (20.0, Align::Left) } else { (NAMES + step * k as f64, Align::Right) };
                label(cell).draw(surface, (x, y), align);
            }
        };
        draw_cells(0, &self.head, &|cell| Label::plain(cell, theme.ink_2));
        for (k, row) in self.rows.iter().enumerate() {
            let top = ROW * (k + 1) as f64;
            let border = if row.is_current || k > 0 && self.rows[k - 1].is_current {
                theme.ink.line(1.0)
            } else if k == 0 {
                theme.axis.line(HAIRLINE)
            } else {
                theme.rule.line(HAIRLINE)
            };
            let y = surface.crisp(px(top));
            surface.draw(&PathElement::new([(0, y), (px(width), y)], border))?;
            model::mark(surface, (row.kind, self.l1_ratio), (8.0, top + 0.5 * ROW), 5.0, false, theme)?;
            draw_cells(k + 1, &row.cells, &|cell| {
                let label = Label::new(if row.is_quiet { theme.ink_3 } else { theme.ink });
                if row.is_current { label.bold(cell) } else { label.text(cell) }
            });
        }
        Ok(layers)
    }
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let aid = match context.lab.comparison().map_or(0, Comparison::n_iter) {
        1 => message!(context, "comparison.aid.one", "The same iteration under four penalties."),
        n => message!(
            context,
            "comparison.aid",
            "The same {iterations} iterations under four penalties.",
            iterations = count(n)
        ),
    };
    PanelText {
        description: aid.clone(),
        aid,
        number: number(context).unwrap_or_default(),
        ..PanelText::default()
    }
}

/// The test score of the current penalty.
fn number(context: &TextContext<'_>) -> Option<(String, String)> {
    let kind = context.lab.params().trainer.penalty;
    let scores = context.lab.comparison()?.scores(kind);
    let penalty = context.penalty(kind);
    if let Some(share) = scores.test_accuracy {
        let noun = message!(context, "comparison.accuracy", "% test accuracy, {penalty}", penalty = penalty);
        return Some((fixed(100.0 * share, 1), noun));
    }
    let noun = message!(context, "comparison.r2", "test R², {penalty}", penalty = penalty);
    Some((fixed(scores.test_r2?, 3), noun))
}
