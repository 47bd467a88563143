//! Colour, dash and mark of a model, by its penalty. The mark is the penalty's unit ball, or a cross without a penalty.

use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::Color as _;

use super::elements::StrokedPath;
use super::messages::Catalogue;
use super::style::{Stroke, px, px_at};
use super::surface::{DrawingResult, Surface};
use super::theme::{Color, Theme};
use crate::model::{Penalty, PenaltyKind};

/// Width of a model's line.
pub(super) const WIDTH: f64 = 2.25;
const MARK_WIDTH: f64 = 1.5;
/// Corners of a bulging diamond.
const CORNERS: u32 = 32;

/// The line style of a model.
pub(super) fn stroke(kind: PenaltyKind, theme: &Theme) -> Stroke {
    let dash: &'static [f64] = match kind {
        PenaltyKind::None => &[2.0, 3.0],
        PenaltyKind::L2 => &[7.0, 3.0],
        PenaltyKind::ElasticNet => &[9.0, 3.0, 2.0, 3.0],
        PenaltyKind::L1 => &[],
    };
    Stroke::dashed(color(kind, theme), WIDTH, dash)
}

/// The colour of a model's lines, bars and marks.
pub(super) fn color(kind: PenaltyKind, theme: &Theme) -> Color {
    match kind {
        PenaltyKind::None => theme.none,
        PenaltyKind::L2 => theme.l2,
        PenaltyKind::ElasticNet => theme.elastic_net,
        PenaltyKind::L1 => theme.l1,
    }
}

/// The colour of a model's name, which needs more contrast than a line.
pub(super) fn ink(kind: PenaltyKind, theme: &Theme) -> Color {
    match kind {
        PenaltyKind::L2 => theme.l2_ink,
        PenaltyKind::ElasticNet => theme.elastic_net_ink,
        PenaltyKind::None | PenaltyKind::L1 => color(kind, theme),
    }
}

/// The name of a model in pictures and sentences.
pub(super) fn label(kind: PenaltyKind, catalogue: &Catalogue) -> String {
    if kind == PenaltyKind::None {
        return catalogue.format("penalty.none-in-sentence", "no penalty", &[]);
    }
    catalogue.format(&format!("penalty.{}", kind.name()), kind.label(), &[])
}

/// Draws the mark of a model around `center` with radius `size`; that of the elastic net has the shape of `l1_ratio`.
pub(super) fn mark(
    surface: &Surface,
    (kind, l1_ratio): (PenaltyKind, f64),
    center: (f64, f64),
    size: f64,
    filled: bool,
    theme: &Theme,
) -> DrawingResult {
    let color = color(kind, theme);
    let at = |(x, y): (f64, f64)| px_at((center.0 + size * x, center.1 + size * y));
    match kind {
        PenaltyKind::None => {
            // The arms of a cross look longer than the radius of a circle.
            let arm = 0.8;
            for corners in [[(-arm, -arm), (arm, arm)], [(-arm, arm), (arm, -arm)]] {
                surface.draw(&PathElement::new(corners.map(at), color.line(MARK_WIDTH)))?;
            }
            Ok(())
        }
        PenaltyKind::L2 => {
            let style = if filled { color.filled() } else { color.line(MARK_WIDTH) };
            surface.draw(&Circle::new(px_at(center), px(size), style))
        }
        PenaltyKind::ElasticNet | PenaltyKind::L1 => {
            let corners: Vec<_> = ball(&Penalty::of(kind, 1.0, l1_ratio)).into_iter().map(at).collect();
            if filled {
                surface.draw(&Polygon::new(corners, color.filled()))
            } else {
                surface.draw(&StrokedPath::new(corners, Stroke::solid(color, MARK_WIDTH)).closed())
            }
        }
    }
}

/// The edge of the penalty's unit ball, scaled to radius 1 along the axes.
fn ball(penalty: &Penalty) -> Vec<(f64, f64)> {
    let corners = if penalty.l2 == 0.0 { 4 } else { CORNERS };
    let along = penalty.reach((1.0, 0.0), 1.0);
    let corner = |k: u32| {
        let (sin, cos) = (std::f64::consts::TAU * f64::from(k) / f64::from(corners)).sin_cos();
        let size = penalty.reach((cos, sin), 1.0) / along;
        (size * cos, size * sin)
    };
    (0..corners).map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ball_of_l1_is_a_diamond_and_that_of_the_elastic_net_bulges() {
        let is_at = |(x, y): (f64, f64), (u, v): (f64, f64)| (x - u).abs() + (y - v).abs() < 1e-12;
        let ball = |l1_ratio| ball(&Penalty::of(PenaltyKind::ElasticNet, 1.0, l1_ratio));
        let diamond = ball(1.0);
        assert_eq!(diamond.len(), 4);
        assert!(is_at(diamond[0], (1.0, 0.0)) && is_at(diamond[1], (0.0, 1.0)));
        for l1_ratio in [0.1, 0.5, 0.9] {
            let diagonal = ball(l1_ratio)[CORNERS as usize / 8];
            let sum = diagonal.0 + diagonal.1;
            assert!(sum > 1.0 && sum < 2.0_f64.sqrt(), "between diamond and circle at {l1_ratio}: {sum}");
        }
        let circle = ball(0.0);
        assert!(circle.iter().all(|(x, y)| (x.hypot(*y) - 1.0).abs() < 1e-12));
    }
}
