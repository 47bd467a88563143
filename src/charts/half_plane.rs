//! The half-plane in which a model with two weights predicts more than a given probability, clipped to a rectangle.

use crate::model::logit;

/// The linear predictor in a plane: `across x + up y + offset`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    pub across: f64,
    pub up: f64,
    pub offset: f64,
}

impl Plane {
    /// The predictor at a point.
    pub fn side(&self, (x, y): (f64, f64)) -> f64 {
        self.across * x + self.up * y + self.offset
    }

    /// The part of the domain where the probability is above `p`, as a polygon.
    pub fn above(&self, [left, right, low, high]: [f64; 4], p: f64) -> Vec<(f64, f64)> {
        let corners = [(left, low), (right, low), (right, high), (left, high)];
        // Scaled, because huge weights would overflow; only their ratios matter.
        let logit = logit(p);
        let size = self.across.abs().max(self.up.abs()).max(self.offset.abs()).max(1.0);
        let held = Self { across: self.across / size, up: self.up / size, offset: self.offset / size };
        let sides = corners.map(|corner| held.side(corner) - logit / size);
        let mut part = Vec::new();
        for k in 0..4 {
            let (next, here) = ((k + 1) % 4, sides[k]);
            if here > 0.0 {
                part.push(corners[k]);
            }
            if (here > 0.0) != (sides[next] > 0.0) {
                let t = here / (here - sides[next]);
                let along = |from: f64, to: f64| from + t * (to - from);
                part.push((along(corners[k].0, corners[next].0), along(corners[k].1, corners[next].1)));
            }
        }
        part.retain(|(x, y)| x.is_finite() && y.is_finite());
        part
    }

    /// The ends of the line of probability `p` in the domain.
    pub fn level(&self, domain: [f64; 4], p: f64) -> Option<[(f64, f64); 2]> {
        let [left, right, low, high] = domain;
        let corners = [(left, low), (right, low), (right, high), (left, high)];
        let part = self.above(domain, p);
        let mut ends = part.into_iter().filter(|point| !corners.contains(point));
        Some([ends.next()?, ends.next()?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [f64; 4] = [-1.0, 1.0, -1.0, 1.0];

    #[test]
    fn the_line_cuts_the_square_where_the_predictor_is_the_logit() {
        let plane = Plane { across: 2.0, up: 0.0, offset: -1.0 };
        assert_eq!(plane.level(SQUARE, 0.5), Some([(0.5, -1.0), (0.5, 1.0)]));
        assert_eq!(plane.above(SQUARE, 0.5), [(0.5, -1.0), (1.0, -1.0), (1.0, 1.0), (0.5, 1.0)]);
        let [(x, _), _] = plane.level(SQUARE, 0.25).unwrap();
        assert!((plane.side((x, 0.0)) + 3.0_f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn without_a_line_the_whole_square_is_on_one_side() {
        let above = |offset| Plane { across: 0.0, up: 0.0, offset }.above(SQUARE, 0.5).len();
        assert_eq!((above(1.0), above(-1.0)), (4, 0));
        assert_eq!(Plane { across: 1.0, up: 1.0, offset: 5.0 }.level(SQUARE, 0.5), None);
    }

    #[test]
    fn huge_weights_give_the_line_of_small_ones_with_the_same_ratio() {
        let small = Plane { across: 1.0, up: -1.0, offset: 0.5 };
        let huge = Plane { across: 1e308, up: -1e308, offset: 0.5e308 };
        assert_eq!(small.level(SQUARE, 0.5), huge.level(SQUARE, 0.5));
    }
}
