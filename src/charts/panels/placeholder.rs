//! The text in place of a plot that is not available yet.

use crate::charts::chart::Chart;
use crate::charts::label::{Align, LINE, Label};
use crate::charts::messages::message;
use crate::charts::panel::Style;
use crate::error::Error;
use crate::model::PenaltyKind;

/// Largest number of letters per line; all panels are wider.
const LETTERS: usize = 40;

/// The error of the panel's task, if it has failed, otherwise the lines of `text`.
pub(super) fn lines(error: Option<&Error>, text: &str) -> Vec<String> {
    match error {
        Some(error) => wrapped(&error.to_string()),
        None => text.lines().map(str::to_owned).collect(),
    }
}

/// The reason why there are no curves over λ yet.
pub(super) fn no_curves(penalty: PenaltyKind, style: &Style) -> String {
    match penalty {
        PenaltyKind::None => {
            message!(style, "label.same-for-every-lambda", "Without a penalty every λ is the same.")
        }
        PenaltyKind::L2 | PenaltyKind::ElasticNet | PenaltyKind::L1 => still_to_come(style),
    }
}

/// The text in place of results that are not computed yet.
pub(super) fn still_to_come(style: &Style) -> String {
    message!(style, "label.still-to-come", "still to come")
}

/// The text in place of a run that has not started.
pub(super) fn press_play(style: &Style) -> String {
    message!(style, "label.press-play", "Press play, or drag λ.")
}

/// Writes the lines around `center`.
pub(super) fn draw(lines: &[String], (x, y): (f64, f64), style: &Style, chart: &Chart) {
    for (k, line) in lines.iter().enumerate() {
        let label = Label::plain(line, style.theme.ink_3).size(13.0).halo(style.theme.paper);
        chart.label(&label, (x, y + 1.15 * LINE * k as f64), Align::Center);
    }
}

/// Breaks a sentence between words.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_is_broken_between_words_and_comes_before_the_other_text() {
        let error = Error::data("all 12 training rows are of class 1; a logistic regression needs both");
        let lines = lines(Some(&error), "still to come");
        assert!(lines.len() == 2 && lines.iter().all(|line| line.chars().count() <= LETTERS));
        assert_eq!(lines.join(" "), error.to_string());
        assert_eq!(super::lines(None, "still to come"), ["still to come"]);
    }
}
