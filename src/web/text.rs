//! Texts of panels, and number formats of the page.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::lab::Lab;
use super::object::object;
use crate::charts::{
    Catalogue, ComparedColumn, ComparedRow, ComparisonTable, number, panel_text, start_text,
};

#[wasm_bindgen]
impl Lab {
    /// Returns title, reading aid, value, description and note of a panel at the displayed iteration; undefined for unknown names.
    #[wasm_bindgen(js_name = panelText, unchecked_return_type = "Types.PanelText | undefined")]
    pub fn panel_text(&self, name: &str) -> Option<Object> {
        let view = self.chosen_view(name).unwrap_or_default();
        let text = panel_text(name, view, (&self.session, &self.session.snapshot()), &Catalogue::ENGLISH)?;
        let (value, noun) = text.number;
        Some(object(&[
            ("title", text.title.into()),
            ("aid", text.aid.into()),
            ("value", value.into()),
            ("noun", noun.into()),
            ("description", text.description.into()),
            ("note", text.note.into()),
            ("isStopped", text.is_stopped.into()),
        ]))
    }

    /// Returns the texts of the comparison; undefined without compared models.
    #[wasm_bindgen(js_name = comparisonTable, unchecked_return_type = "Types.ComparisonTable | undefined")]
    pub fn comparison_table(&self) -> Option<Object> {
        let table = ComparisonTable::new(&self.session, &Catalogue::ENGLISH);
        let column = |column: ComparedColumn| {
            object(&[
                ("key", column.key.into()),
                ("head", column.head.into()),
                ("title", column.title.into()),
            ])
        };
        let row = |row: ComparedRow| {
            object(&[
                ("penalty", row.kind.map_or(JsValue::NULL, |kind| kind.name().into())),
                ("name", row.name.into()),
                ("cells", row.cells.into_iter().map(JsValue::from).collect::<Array>().into()),
                ("isCurrent", row.is_current.into()),
                ("isPublished", row.is_published.into()),
            ])
        };
        (!table.rows.is_empty()).then(|| {
            object(&[
                ("rowHead", table.row_head.into()),
                ("columns", table.columns.into_iter().map(column).collect::<Array>().into()),
                ("rows", table.rows.into_iter().map(row).collect::<Array>().into()),
            ])
        })
    }

    /// Describes the ends of the trajectory from the start point; empty without one.
    #[wasm_bindgen(js_name = startText)]
    pub fn start_text(&self) -> String {
        start_text(&self.session, &Catalogue::ENGLISH)
    }
}

/// Formats a number with this many significant digits, three by default.
#[wasm_bindgen(js_name = formatNumber)]
pub fn format_number(value: f64, digits: Option<u32>) -> String {
    number::significant_digits(value, digits.unwrap_or(3) as usize)
}

/// Formats a number with this many decimals; without decimals, as a count with thousands separators.
#[wasm_bindgen(js_name = formatFixed)]
pub fn format_fixed(value: f64, decimals: u32) -> String {
    number::fixed(value, decimals.min(15) as i32)
}
