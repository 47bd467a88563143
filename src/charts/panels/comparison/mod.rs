//! The comparison of penalties, drawn for export; the page has an HTML table.

mod table;

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

/// A column of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedColumn {
    /// Its key, for styles.
    pub key: &'static str,
    /// Its head.
    pub head: String,
    /// Its meaning in words.
    pub title: String,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// The penalty, and the mark of the row; `None` for the accuracy of a constant prediction.
    pub kind: Option<PenaltyKind>,
    /// Its name.
    pub name: String,
    /// A text for every column.
    pub cells: Vec<String>,
    /// Whether it is the penalty in force.
    pub is_current: bool,
    /// Whether it repeats the published result, in a weaker colour.
    pub is_published: bool,
}

/// The table: scores of the same run under every penalty.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonTable {
    /// The head of the names.
    pub row_head: String,
    /// Columns that these data have.
    pub columns: Vec<ComparedColumn>,
    /// A row for every penalty, then the published one and the share of the larger class.
    pub rows: Vec<ComparedRow>,
    /// The shape of the elastic net's mark.
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
        let step = (width - NAMES) / self.columns.len().max(1) as f64;
        let draw_cells = |row: usize, name: &str, cells: &[&str], label: &dyn Fn(&str) -> Label| {
            let y = ROW * (row as f64 + 0.5);
            label(name).draw(surface, (20.0, y), Align::Left);
            for (k, cell) in cells.iter().enumerate() {
                label(cell).draw(surface, (NAMES + step * (k + 1) as f64, y), Align::Right);
            }
        };
        let heads: Vec<&str> = self.columns.iter().map(|column| column.head.as_str()).collect();
        draw_cells(0, &self.row_head, &heads, &|cell| Label::plain(cell, theme.ink_2));
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
            if let Some(kind) = row.kind {
                model::mark(surface, (kind, self.l1_ratio), (8.0, top + 0.5 * ROW), 5.0, false, theme)?;
            }
            let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
            draw_cells(k + 1, &row.name, &cells, &|cell| {
                let label =
                    Label::new(if row.is_published || row.kind.is_none() { theme.ink_3 } else { theme.ink });
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
        note: if table::has_published_row(context.lab) { published_note(context) } else { String::new() },
        ..PanelText::default()
    }
}

/// How the row of the published result came about.
fn published_note(context: &TextContext<'_>) -> String {
    message!(
        context,
        "comparison.note",
        "As published: the script asked for “elastic”, a name the class does not know, so nothing was penalized. Published \
         after 5,000 iterations of gradient descent, ‖w‖₂ and the count below 0.001: none 4.41 and 0, L2 3.40 and 3, elastic \
         net 4.41 and 0, L1 3.81 and 74. These come out here too; the published accuracies are from another run."
    )
}

/// The score of the current penalty on the test rows, or on the training rows if all rows train.
fn number(context: &TextContext<'_>) -> Option<(String, String)> {
    let kind = context.lab.params().trainer.penalty;
    let scores = context.lab.comparison()?.scores(kind);
    let penalty = context.penalty(kind);
    let has_test = scores.test_loss.is_some();
    let accuracy = if has_test { scores.test_accuracy } else { scores.train_accuracy };
    let r2 = if has_test { scores.test_r2 } else { scores.train_r2 };
    let value = accuracy.map_or_else(|| r2.map(|r2| fixed(r2, 3)), |share| Some(fixed(100.0 * share, 1)))?;
    let noun = match (accuracy.is_some(), has_test) {
        (true, true) => {
            message!(context, "comparison.accuracy", "% test accuracy, {penalty}", penalty = penalty)
        }
        (true, false) => {
            message!(context, "comparison.accuracy.train", "% train accuracy, {penalty}", penalty = penalty)
        }
        (false, true) => message!(context, "comparison.r2", "test R², {penalty}", penalty = penalty),
        (false, false) => message!(context, "comparison.r2.train", "train R², {penalty}", penalty = penalty),
    };
    Some((value, noun))
}
