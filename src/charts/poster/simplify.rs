//! Line simplification without a visible change.

use super::super::surface::Surface;

/// Largest distance of a removed corner from the simplified line, in units: an eighth of a CSS pixel.
const TOLERANCE: f64 = 2.0;

type Corner = (i32, i32);

/// Returns the surface with simplified lines.
pub fn simplified(surface: &Surface) -> Surface {
    let simple = Surface::like(surface);
    simple.record(&surface.borrow(), fewer);
    simple
}

/// Simplifies a line (Ramer 1972; Douglas and Peucker 1973), without recursion.
fn fewer(corners: &[Corner]) -> Vec<Corner> {
    let Some(last) = corners.len().checked_sub(1) else { return Vec::new() };
    let mut stays = vec![false; corners.len()];
    (stays[0], stays[last]) = (true, true);
    let mut parts = vec![(0, last)];
    while let Some((from, to)) = parts.pop() {
        let far = (from + 1..to).map(|k| (k, distance(corners[k], corners[from], corners[to])));
        let furthest = far.fold((from, TOLERANCE), |best, next| if next.1 > best.1 { next } else { best }).0;
        if furthest != from {
            stays[furthest] = true;
            parts.extend([(from, furthest), (furthest, to)]);
        }
    }
    corners.iter().zip(stays).filter_map(|(corner, stays)| stays.then_some(*corner)).collect()
}

/// The distance of a corner from the segment between two others.
fn distance(corner: Corner, from: Corner, to: Corner) -> f64 {
    let difference =
        |a: Corner, b: Corner| (f64::from(a.0) - f64::from(b.0), f64::from(a.1) - f64::from(b.1));
    let ((x, y), (dx, dy)) = (difference(corner, from), difference(to, from));
    let length = dx * dx + dy * dy;
    let share = if length == 0.0 { 0.0 } else { ((x * dx + y * dy) / length).clamp(0.0, 1.0) };
    (x - share * dx).hypot(y - share * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_corners_are_removed_and_ends_kept() {
        assert_eq!(fewer(&[(0, 0), (50, 1), (100, 0)]), [(0, 0), (100, 0)]);
        assert_eq!(fewer(&[(0, 0), (50, 9), (100, 0)]), [(0, 0), (50, 9), (100, 0)]);
        assert_eq!(fewer(&[(0, 0), (90, 0), (10, 0)]), [(0, 0), (90, 0), (10, 0)], "there and back");
        assert_eq!(fewer(&[(3, 3)]), [(3, 3)]);
        assert_eq!(fewer(&[]), []);
    }
}
