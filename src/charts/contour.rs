//! Lines of equal value on a grid.

/// One line: its points in grid coordinates (column, row), and whether it is closed.
pub type Line = Vec<(f64, f64)>;

/// Edges of the grid are named by their lower-left node and direction.
type Edge = (usize, usize, bool);

/// Computes the contours of `values`, `(height, width)` row-major, at `level` by marching squares with linear interpolation.
///
/// Each crossing of an edge is an end of the segments of the two cells beside it, so following edges from cell to cell
/// chains the segments. A saddle is split by the mean of its corners.
///
/// Source: W. Lorensen and H. Cline, "Marching cubes", 1987, in the plane.
#[must_use]
pub fn contour(values: &[f64], width: usize, height: usize, level: f64) -> Vec<Line> {
    let grid = Grid { values, width, height, level };
    let mut segments = grid.segments();
    let mut lines = Vec::new();
    while let Some((start, end)) = segments.pop() {
        let mut edges = std::collections::VecDeque::from([start, end]);
        grow(&mut segments, &mut edges, false);
        grow(&mut segments, &mut edges, true);
        lines.push(edges.into_iter().map(|edge| grid.crossing(edge)).collect());
    }
    lines
}

/// Appends segments that continue the chain at one end until none does.
fn grow(segments: &mut Vec<(Edge, Edge)>, chain: &mut std::collections::VecDeque<Edge>, at_front: bool) {
    loop {
        let tip = if at_front { chain.front() } else { chain.back() };
        let Some(&tip) = tip else { return };
        let Some(next) = segments.iter().rposition(|(a, b)| *a == tip || *b == tip) else { return };
        let (a, b) = segments.swap_remove(next);
        let other = if a == tip { b } else { a };
        if at_front {
            chain.push_front(other);
        } else {
            chain.push_back(other);
        }
    }
}

struct Grid<'a> {
    values: &'a [f64],
    width: usize,
    height: usize,
    level: f64,
}

impl Grid<'_> {
    fn value(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.width + column]
    }

    fn segments(&self) -> Vec<(Edge, Edge)> {
        let mut segments = Vec::new();
        for row in 0..self.height.saturating_sub(1) {
            for column in 0..self.width.saturating_sub(1) {
                self.cell(column, row, &mut segments);
            }
        }
        segments
    }

    fn cell(&self, column: usize, row: usize, segments: &mut Vec<(Edge, Edge)>) {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(c, r)| self.value(column + c, row + r));
        let bits = corners.iter().enumerate().map(|(k, &v)| u8::from(v >= self.level) << k).sum();
        let bottom = (column, row, true);
        let right = (column + 1, row, false);
        let top = (column, row + 1, true);
        let left = (column, row, false);
        let is_high_inside = corners.iter().sum::<f64>() / 4.0 >= self.level;
        match (bits, is_high_inside) {
            (1 | 14, _) => segments.push((left, bottom)),
            (2 | 13, _) => segments.push((bottom, right)),
            (4 | 11, _) => segments.push((right, top)),
            (8 | 7, _) => segments.push((top, left)),
            (3 | 12, _) => segments.push((left, right)),
            (6 | 9, _) => segments.push((bottom, top)),
            (5, true) | (10, false) => segments.extend([(left, top), (bottom, right)]),
            (5, false) | (10, true) => segments.extend([(left, bottom), (right, top)]),
            _ => {}
        }
    }

    /// The point of an edge at the level.
    fn crossing(&self, (column, row, is_horizontal): Edge) -> (f64, f64) {
        let (dc, dr) = if is_horizontal { (1, 0) } else { (0, 1) };
        let (from, to) = (self.value(column, row), self.value(column + dc, row + dr));
        let t = ((self.level - from) / (to - from)).clamp(0.0, 1.0);
        let t = if t.is_nan() { 0.5 } else { t };
        (column as f64 + t * dc as f64, row as f64 + t * dr as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_closed_and_round() {
        let (size, middle) = (41, 20.0);
        let squared = |k: usize| {
            let (x, y) = ((k % size) as f64 - middle, (k / size) as f64 - middle);
            x * x + y * y
        };
        let values: Vec<f64> = (0..size * size).map(squared).collect();
        let lines = contour(&values, size, size, 150.0);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        for (x, y) in &lines[0] {
            let radius = (x - middle).hypot(y - middle);
            assert!((radius - 150_f64.sqrt()).abs() < 0.02, "{radius}");
        }
    }

    #[test]
    fn lines_end_at_the_border_and_a_saddle_gives_two() {
        let values: Vec<f64> = (0..25).map(|k| f64::from(k % 5)).collect();
        let lines = contour(&values, 5, 5, 1.5);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].len(), 5);
        assert!(lines[0].iter().all(|(x, _)| *x == 1.5));
        assert_eq!(contour(&[1.0, 0.0, 0.0, 1.0], 2, 2, 0.6).len(), 2);
        assert!(contour(&values, 5, 5, 9.0).is_empty());
    }
}
