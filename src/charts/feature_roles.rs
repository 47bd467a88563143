//! Highlighted features and background curves, and the style of each weight by the role of its feature.

use super::style::Stroke;
use super::theme::{Color, Theme};
use crate::data::Truth;
use crate::lab::Snapshot;

const REDUNDANT: &[f64] = &[8.0, 3.0];
/// Number of highlighted weights where the roles of many features are unknown.
const MAX_HIGHLIGHTED: usize = 5;

/// Which weights are highlighted, and which are background curves.
pub(super) struct FeatureRoles {
    /// Drawn on their own and named.
    pub named: Vec<usize>,
    /// Drawn as hairlines.
    pub background: Vec<usize>,
}

impl FeatureRoles {
    /// Informative and redundant weights are highlighted, noise too if there are few weights. If the roles of more than twelve features
    /// are unknown, the largest weights at the optimum are, once it is known.
    pub fn of(snapshot: &Snapshot<'_>) -> Self {
        let p = snapshot.point.coef.len();
        if p <= if snapshot.truth.is_empty() { 12 } else { 8 } {
            return Self { named: (0..p).collect(), background: Vec::new() };
        }
        let largest = if snapshot.truth.is_empty() { largest(snapshot) } else { Vec::new() };
        let is_named = |j: &usize| match snapshot.truth.get(*j) {
            Some(truth) => *truth != Truth::Noise,
            None => largest.contains(j),
        };
        let (named, background) = (0..p).partition(is_named);
        Self { named, background }
    }
}

/// The largest weights at the optimum that are not 0. It is computed in every frame, so nothing is sorted.
fn largest(snapshot: &Snapshot<'_>) -> Vec<usize> {
    let coef = snapshot.optimum.map_or(&[][..], |optimum| &optimum.point.coef);
    let mut largest: Vec<usize> = Vec::with_capacity(MAX_HIGHLIGHTED + 1);
    for (j, w) in coef.iter().enumerate().filter(|(_, w)| **w != 0.0) {
        let place = largest.iter().take_while(|&&k| coef[k].abs() >= w.abs()).count();
        if place < MAX_HIGHLIGHTED {
            largest.insert(place, j);
            largest.truncate(MAX_HIGHLIGHTED);
        }
    }
    largest
}

/// Hit-test distance of a pointer from a line or mark, in CSS pixels.
pub(super) const REACH: f64 = 10.0;

/// The weight whose mark is nearest to a height, within [`REACH`].
pub(super) fn nearest_height(y: f64, heights: impl Iterator<Item = f64>) -> Option<usize> {
    let distances = heights.map(|height| (height - y).abs()).enumerate();
    let nearest = distances.reduce(|best, next| if next.1 < best.1 { next } else { best });
    nearest.filter(|(_, distance)| *distance <= REACH).map(|(j, _)| j)
}

/// The line of the focused feature.
pub(super) fn focused_stroke(theme: &Theme) -> Stroke {
    Stroke::solid(theme.ink, 2.25)
}

/// The role of a feature, if it is known.
pub(super) fn truth(snapshot: &Snapshot<'_>, j: usize) -> Option<Truth> {
    snapshot.truth.get(j).copied()
}

/// The colour of a weight's dots and lines.
pub(super) fn mark_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match truth(snapshot, j) {
        Some(Truth::Informative) => theme.informative,
        Some(Truth::Redundant | Truth::Repeated) => theme.redundant,
        Some(Truth::Noise) => theme.noise_ink,
        None => theme.ink,
    }
}

/// The colour of a weight's name, which needs more contrast than a line.
pub(super) fn text_color(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Color {
    match truth(snapshot, j) {
        Some(Truth::Redundant | Truth::Repeated) => theme.ink_2,
        Some(Truth::Informative | Truth::Noise) | None => mark_color(snapshot, j, theme),
    }
}

/// The line of a weight that is drawn on its own.
pub(super) fn stroke(snapshot: &Snapshot<'_>, j: usize, theme: &Theme) -> Stroke {
    let color = mark_color(snapshot, j, theme);
    match truth(snapshot, j) {
        Some(Truth::Informative) => Stroke::solid(color, 2.25),
        Some(Truth::Redundant | Truth::Repeated) => Stroke::dashed(color, 1.5, REDUNDANT),
        Some(Truth::Noise) | None => Stroke::solid(color, 1.25),
    }
}
