//! What a poster says besides the texts of its panels.

use crate::charts::text::PanelText;
use crate::lab::Preset;

/// A preset's name in the menu.
pub fn preset_name(preset: Preset) -> &'static str {
    match preset {
        Preset::Stress => "Stress test",
        Preset::Easy => "Easy",
        Preset::TwoFeatures => "Two features, one is noise",
        Preset::Twins => "Twins",
        Preset::Stress600 => "Stress test, harder",
        Preset::BreastCancer => "Breast cancer",
        Preset::Regression => "Linear regression",
        Preset::Scales => "Unequal scales",
        Preset::Imbalanced => "Imbalanced classes",
        Preset::Polynomial => "Polynomial features",
        Preset::Diabetes => "Diabetes",
        Preset::Capped => "Easy, 20 iterations",
        Preset::Valley => "Valley",
        Preset::Own => "Your own CSV",
    }
}

/// What is to be seen, for those who do not see it.
pub fn description(panels: &[&PanelText], parameters: &str) -> String {
    let of_panel = |text: &&PanelText| format!("{}. {}", text.title, text.description);
    let panels: Vec<String> = panels.iter().map(of_panel).collect();
    format!("{} {parameters}.", panels.join(" "))
}
