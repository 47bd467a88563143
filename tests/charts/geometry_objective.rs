//! The second view of the geometry: loss plus penalty.

use regularization_lab::lab::LossGrid;
use regularization_lab::model::{PairPenalty, Penalty};

use super::geometry::lab_of;
use super::*;

fn price(lab: &Lab) -> PairPenalty {
    PairPenalty::of(lab.trainer().problem().penalty, (1.0, 1.0))
}

pub fn objective_view() -> GeometryPanel {
    let mut panel = GeometryPanel::default();
    panel.choose_view("objective").unwrap();
    panel
}

#[test]
fn the_objective_is_loss_plus_penalty_and_lowest_at_the_optimum() {
    for preset in [Preset::TwoFeatures, Preset::Valley] {
        for penalty in [PenaltyKind::L2, PenaltyKind::ElasticNet, PenaltyKind::L1] {
            let lab = lab_of(preset, penalty, 2.0);
            let snapshot = lab.snapshot();
            let slice = snapshot.slice.unwrap();
            let loss_grid = LossGrid::new(slice, &price(&lab));
            let least = snapshot.optimum.unwrap().terms.objective();
            let values = &loss_grid.values;
            assert_eq!(values.len(), loss_grid.u.len() * loss_grid.v.len());
            let lowest = (0..values.len()).min_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap();
            let what = format!("{preset:?}, {penalty:?}");
            // Nodes between those of the grid are interpolated, so a hair above.
            assert!(values[lowest] >= least - 1e-9, "{what}: {} < {least}", values[lowest]);
            let (u, v) = (loss_grid.u[lowest % loss_grid.u.len()], loss_grid.v[lowest / loss_grid.u.len()]);
            let (a, b) = slice.optimum.unwrap();
            let cell = 1.01 * (slice.domain[1] - slice.domain[0]) / (slice.size.0 - 1) as f64;
            // In a narrow valley the lowest node lies along it, no further up than the optimum's own cell.
            let is_near = (u - a).abs() <= cell && (v - b).abs() <= cell;
            let near = |j: usize| {
                let (u, v) = (loss_grid.u[j % loss_grid.u.len()], loss_grid.v[j / loss_grid.u.len()]);
                (u - a).abs() <= cell && (v - b).abs() <= cell
            };
            let best_near =
                (0..values.len()).filter(|&j| near(j)).map(|j| values[j]).fold(f64::INFINITY, f64::min);
            assert!(
                is_near || best_near - values[lowest] < 0.05 * (best_near - least),
                "{what}: ({u}, {v}), not ({a}, {b})"
            );
            assert!(values.iter().all(|value| value.is_finite()));
        }
    }
}

#[test]
fn kinks_have_nodes_of_their_own_and_smooth_penalties_have_none() {
    let nodes = |penalty| {
        let lab = lab_of(Preset::TwoFeatures, penalty, 2.0);
        let loss_grid = LossGrid::new(lab.snapshot().slice.unwrap(), &price(&lab));
        (loss_grid.u.contains(&0.0), loss_grid.v.contains(&0.0), loss_grid.u.len())
    };
    let (across, up, with) = nodes(PenaltyKind::L1);
    let (.., without) = nodes(PenaltyKind::L2);
    assert!(across && up, "rows and columns at 0");
    assert_eq!(with, without + 1);
}

#[test]
fn grid_coordinates_interpolate_between_nodes() {
    let slice = bowl();
    let loss_grid = LossGrid::new(&slice, &PairPenalty::of(Penalty { l1: 1.0, l2: 0.0 }, (1.0, 1.0)));
    assert_eq!(loss_grid.u.len(), 41, "0 is a node already");
    assert_eq!(loss_grid.at((0.0, 40.0)), (-4.0, 4.0));
    let shifted = Slice { domain: [-3.9, 4.1, -4.0, 4.0], ..slice };
    let loss_grid = LossGrid::new(&shifted, &PairPenalty::of(Penalty { l1: 1.0, l2: 0.0 }, (1.0, 1.0)));
    let k = loss_grid.u.iter().position(|&u| u == 0.0).unwrap();
    assert_eq!((loss_grid.u.len(), k), (42, 20));
    let (u, _) = loss_grid.at((20.5, 0.0));
    assert!((u - 0.5 * loss_grid.u[21]).abs() < 1e-12);
    // The interpolated column costs what its loss says and no L1 part across.
    let expected = 0.5 * (shifted.loss[19] + shifted.loss[20]) + 4.0;
    assert!((loss_grid.values[k] - expected).abs() < 1e-9, "{} and {expected}", loss_grid.values[k]);
}

#[test]
fn the_second_view_has_contours_no_ball_the_optimum_and_a_ring_to_drag() {
    let theme = Theme::LIGHT;
    let scene = Scene::new(2, 100);
    let layers = draw(&mut objective_view(), &scene.snapshot(), &style((392.0, 392.0)));
    let contours =
        count(&layers, |mark| matches!(mark, Mark::Line { stroke, .. } if stroke.color == theme.contour));
    assert!((8..=14).contains(&contours), "{contours} contours");
    assert_eq!(count(&layers, |mark| matches!(mark, Mark::Area { .. })), 0, "neither ball nor arrows");
    assert_eq!(count(&layers, |mark| matches!(mark, Mark::Ring { .. })), 2, "optimum and start");
    let words = texts(&layers);
    for expected in ["least objective", " is exactly 0", "drag the start", "no penalty"] {
        assert!(words.contains(expected), "{expected} is not among {words}");
    }
    assert!(!words.contains("45°") && !words.contains("pulls"), "{words}");
}
