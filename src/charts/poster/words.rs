//! What a poster says besides the texts of its panels.

use crate::charts::text::PanelText;

/// What is to be seen, for those who do not see it.
pub fn description(panels: &[&PanelText], parameters: &str) -> String {
    let of_panel = |text: &&PanelText| format!("{}. {}", text.title, text.description);
    let panels: Vec<String> = panels.iter().map(of_panel).collect();
    format!("{} {parameters}.", panels.join(" "))
}
