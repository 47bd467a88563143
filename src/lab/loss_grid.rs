//! The objective on a grid over two weights.

use super::geometry::Slice;
use crate::model::PairPenalty;

/// Loss plus penalty at the nodes of a slice. If the penalty has a kink on the axes, nodes are added there, so that contours bend
/// exactly on the axes.
#[derive(Debug, Clone, PartialEq)]
pub struct LossGrid {
    /// Values of the first weight at the columns, ascending.
    pub u: Vec<f64>,
    /// Values of the second one at the rows.
    pub v: Vec<f64>,
    /// Objective at the nodes, `(v.len(), u.len())` row-major, without the penalty of the other weights.
    pub values: Vec<f64>,
}

impl LossGrid {
    /// Computes the objective on `slice` with `penalty`.
    #[must_use]
    pub fn new(slice: &Slice, penalty: &PairPenalty) -> Self {
        let ([u0, u1, v0, v1], (nu, nv)) = (slice.domain, slice.size);
        let has_kinks = penalty.u.l1.max(penalty.v.l1) > 0.0;
        let (across, up) = (Side::new(u0, u1, nu, has_kinks), Side::new(v0, v1, nv, has_kinks));
        let mut values = Vec::with_capacity(across.nodes.len() * up.nodes.len());
        for (&v, &(row, above)) in up.nodes.iter().zip(&up.places) {
            for (&u, &(column, beyond)) in across.nodes.iter().zip(&across.places) {
                let loss = |row: usize, column: usize| slice.loss[row.min(nv - 1) * nu + column.min(nu - 1)];
                let along = |row: usize| mixed(loss(row, column), loss(row, column + 1), beyond);
                let loss = if above == 0.0 { along(row) } else { mixed(along(row), along(row + 1), above) };
                values.push(loss + penalty.value((u, v)));
            }
        }
        Self { u: across.nodes, v: up.nodes, values }
    }

    /// The weights at a position in grid coordinates, column and row.
    #[must_use]
    pub fn at(&self, (column, row): (f64, f64)) -> (f64, f64) {
        let value = |nodes: &[f64], place: f64| {
            let k = (place as usize).min(nodes.len() - 2);
            mixed(nodes[k], nodes[k + 1], place - k as f64)
        };
        (value(&self.u, column), value(&self.v, row))
    }
}

/// Nodes along a side. Each has a position in the slice: the index of a node and the fraction of the way to the next.
struct Side {
    nodes: Vec<f64>,
    places: Vec<(usize, f64)>,
}

impl Side {
    fn new(low: f64, high: f64, n: usize, has_kink: bool) -> Self {
        let node = |k: usize| low + (high - low) * k as f64 / (n - 1) as f64;
        let mut side = Self { nodes: (0..n).map(node).collect(), places: (0..n).map(|k| (k, 0.0)).collect() };
        let before = side.nodes.iter().filter(|&&value| value < 0.0).count();
        if has_kink && before > 0 && before < n && side.nodes[before] != 0.0 {
            let (from, to) = (side.nodes[before - 1], side.nodes[before]);
            side.nodes.insert(before, 0.0);
            side.places.insert(before, (before - 1, -from / (to - from)));
        }
        side
    }
}

fn mixed(from: f64, to: f64, share: f64) -> f64 {
    from + share * (to - from)
}
