//! Texts of a poster besides those of its panels.

use crate::charts::text::PanelText;

/// The text alternative for screen readers.
pub fn description(panels: &[&PanelText], parameters: &str) -> String {
    let of_panel = |text: &&PanelText| format!("{}. {}", text.title, text.description);
    let panels: Vec<String> = panels.iter().map(of_panel).collect();
    format!("{} {parameters}.", panels.join(" "))
}
