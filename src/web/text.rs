//! The texts of panels and the number format, as the page shows them.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::lab::Lab;
use super::object::object;
use crate::charts::{Catalogue, number, panel_text, start_text};

#[wasm_bindgen]
impl Lab {
    /// Title, reading aid, number, description and note of a panel at the moment that is shown; undefined for other names.
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

    /// Where the path from a start of one's own begins and ends; empty where there is none.
    #[wasm_bindgen(js_name = startText)]
    pub fn start_text(&self) -> String {
        start_text(&self.session, &Catalogue::ENGLISH)
    }
}

/// A number with so many significant digits, three if none are given.
#[wasm_bindgen(js_name = formatNumber)]
pub fn format_number(value: f64, digits: Option<u32>) -> String {
    number::significant_digits(value, digits.unwrap_or(3) as usize)
}

/// A number with so many decimals; without any it is a count, with commas between thousands.
#[wasm_bindgen(js_name = formatFixed)]
pub fn format_fixed(value: f64, decimals: u32) -> String {
    number::fixed(value, decimals.min(15) as i32)
}
