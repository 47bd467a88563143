//! The geometry's second view, the path from a start of one's own, and how round the ball is.

use regularization_lab::lab::{LossGrid, RequiredComputations, StartTrajectory};
use regularization_lab::model::Penalty;

use super::*;

/// The column at 1280 px, an embed, a phone and a wide column.
const SIZES: [(f64, f64); 4] = [(392.0, 300.0), (320.0, 360.0), (504.0, 300.0), (760.0, 300.0)];
/// Those of two features, and of many whose classes are almost separable or not.
const PRESETS: [Preset; 4] = [Preset::Stress, Preset::Easy, Preset::TwoFeatures, Preset::Valley];
const PENALTIES: [PenaltyKind; 3] = [PenaltyKind::L1, PenaltyKind::L2, PenaltyKind::ElasticNet];

fn lab_of(preset: Preset, penalty: PenaltyKind, lambda: f64) -> Lab {
    let mut params = Params::of(preset, table(preset)).unwrap();
    params.trainer.penalty = penalty;
    params.trainer.lambda = lambda;
    let mut lab = Lab::new(params).unwrap();
    lab.set_needs(RequiredComputations { geometry: true, ..RequiredComputations::default() });
    while lab.refine() {}
    lab
}

fn price(lab: &Lab) -> Penalty {
    lab.trainer().problem().penalty
}

fn objective_view() -> GeometryPanel {
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
    let loss_grid = LossGrid::new(&slice, &Penalty { l1: 1.0, l2: 0.0 });
    assert_eq!(loss_grid.u.len(), 41, "0 is a node already");
    assert_eq!(loss_grid.at((0.0, 40.0)), (-4.0, 4.0));
    let shifted = Slice { domain: [-3.9, 4.1, -4.0, 4.0], ..slice };
    let loss_grid = LossGrid::new(&shifted, &Penalty { l1: 1.0, l2: 0.0 });
    let k = loss_grid.u.iter().position(|&u| u == 0.0).unwrap();
    assert_eq!((loss_grid.u.len(), k), (42, 20));
    let (u, _) = loss_grid.at((20.5, 0.0));
    assert!((u - 0.5 * loss_grid.u[21]).abs() < 1e-12);
    // The interpolated column costs what its loss says and no L1 part across.
    let expected = 0.5 * (shifted.loss[19] + shifted.loss[20]) + 4.0;
    assert!((loss_grid.values[k] - expected).abs() < 1e-9, "{} and {expected}", loss_grid.values[k]);
}

#[test]
fn with_two_features_the_trajectory_from_the_start_of_the_run_equals_the_run() {
    for preset in [Preset::TwoFeatures, Preset::Valley] {
        for optimizer in Optimizer::ALL {
            let mut params = Params::of(preset, None).unwrap();
            params.trainer.optimizer = optimizer;
            params.trainer.lambda = 1.0;
            let mut lab = Lab::new(params).unwrap();
            lab.set_needs(RequiredComputations { geometry: true, ..RequiredComputations::default() });
            while lab.refine() {}
            lab.start_at(Some((0.0, 0.0)));
            let path = lab.snapshot().start_trajectory.unwrap().path.clone();
            for (k, &(u, v)) in path.iter().enumerate().take(300) {
                let coef = lab.snapshot().point.coef.clone();
                let distance = (coef[0] - u).hypot(coef[1] - v);
                assert!(distance < 1e-9, "{preset:?}, {optimizer:?}, {k}: {distance:e}");
                lab.step(1);
            }
        }
    }
}

#[test]
fn a_trajectory_on_a_slice_ends_at_its_optimum_and_does_not_change_the_run() {
    let mut params = Params::of(Preset::Twins, None).unwrap();
    (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L1, 5.0);
    (params.trainer.learning_rate, params.rate_follows_data) = (0.2, false);
    let mut lab = Lab::new(params).unwrap();
    lab.set_needs(RequiredComputations { geometry: true, ..RequiredComputations::default() });
    while lab.refine() {}
    lab.step(40);
    let before = (lab.snapshot().point.clone(), lab.snapshot().n_iter);
    let slice = lab.snapshot().slice.unwrap().clone();
    assert!(!slice.is_exact);
    lab.start_at(Some((slice.domain[0], slice.domain[3])));
    let path = lab.snapshot().start_trajectory.unwrap();
    let (u, v) = path.path[path.n_iter()];
    let (a, b) = slice.optimum.unwrap();
    assert!((u - a).hypot(v - b) < 1e-3, "({u}, {v}), not ({a}, {b})");
    assert_eq!((lab.snapshot().point.clone(), lab.snapshot().n_iter), before);
    // It follows the penalty in force, and goes when it is not wanted any more.
    let mut params = lab.params().clone();
    params.trainer.lambda = 60.0;
    lab.set(params).unwrap();
    while lab.refine() {}
    let (path, slice) =
        (lab.snapshot().start_trajectory.unwrap().clone(), lab.snapshot().slice.unwrap().clone());
    let ((u, v), (a, b)) = (path.path[path.n_iter()], slice.optimum.unwrap());
    assert!((u - a).hypot(v - b) < 1e-3, "({u}, {v}), not ({a}, {b}) at λ = 60");
    lab.start_at(Some((f64::NAN, 0.0)));
    assert!(lab.snapshot().start_trajectory.is_none());
}

#[test]
fn the_ball_reaches_at_45_degrees_what_its_formula_says() {
    let ball = |r, allowance| Slice { l1_ratio: Some(r), allowance, ..bowl() }.roundness().unwrap();
    for size in [1e-6, 0.5, 3.0, 1e6] {
        assert!((ball(1.0, size) - std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-12, "L1");
        assert!((ball(0.0, size) - 1.0).abs() < 1e-12, "L2");
    }
    // r s + (1 − r)/2 s² = t along an axis, 2 r s + (1 − r) s² = t for both weights at s.
    let (r, t) = (0.5_f64, 3.0_f64);
    let axis = (-r + (r * r + 2.0 * (1.0 - r) * t).sqrt()) / (1.0 - r);
    let side = (-r + (r * r + (1.0 - r) * t).sqrt()) / (1.0 - r);
    assert!((ball(r, t) - 2_f64.sqrt() * side / axis).abs() < 1e-12);
    let grown: Vec<f64> = [0.01, 0.3, 3.0, 100.0].map(|t| ball(0.5, t)).to_vec();
    assert!(grown.is_sorted() && grown[0] < 0.72 && grown[3] > 0.93, "rounder as it grows: {grown:?}");
    assert_eq!(Slice { l1_ratio: None, ..bowl() }.roundness(), None);
    assert_eq!(Slice { allowance: 0.0, ..bowl() }.roundness(), None);
}

#[test]
fn the_roundness_label_is_shown_except_for_a_tiny_ball() {
    let said = |slice: Slice, width: f64| {
        let mut scene = Scene::new(2, 100);
        scene.slice = Some(Slice { least: None, ..slice });
        texts(&draw(&mut GeometryPanel::default(), &scene.snapshot(), &style((width, 400.0))))
    };
    assert!(said(bowl(), 640.0).contains("45°: |0.71| of the axis"), "{}", said(bowl(), 640.0));
    let round = Slice { l1_ratio: Some(0.0), ..bowl() };
    assert!(said(round, 640.0).contains("45°: |1.00| of the axis"));
    assert!(!said(bowl(), 358.0).contains("of the axis"), "no room for words");
    assert!(!said(Slice { allowance: 0.2, ..bowl() }, 640.0).contains("45°"));
    assert!(!said(Slice { l1_ratio: None, ..bowl() }, 640.0).contains("45°"));
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

#[test]
fn a_trajectory_is_one_dashed_line_with_iterations_and_a_label_if_it_diverged() {
    let scene = Scene::new(2, 100);
    let dashed = |layers: &Layers| {
        count(layers, |mark| matches!(mark, Mark::Line { stroke, .. } if !stroke.dash.is_empty()))
    };
    let way = |status| StartTrajectory {
        path: (0..=300).map(|k| (-3.0 + 0.01 * f64::from(k), 2.0)).collect(),
        status,
    };
    let path = way(Status::Running);
    let mut panel = objective_view();
    let snapshot = Snapshot { start_trajectory: Some(&path), ..scene.snapshot() };
    let layers = draw(&mut panel, &snapshot, &style((392.0, 392.0)));
    assert_eq!(dashed(&layers), 1);
    assert!(texts(&layers).contains("|300| iterations"), "{}", texts(&layers));
    assert!(!texts(&layers).contains("drag the start"));
    let path = way(Status::Diverged);
    let snapshot = Snapshot { start_trajectory: Some(&path), ..scene.snapshot() };
    let layers = draw(&mut panel, &snapshot, &style((392.0, 392.0)));
    assert!(texts(&layers).contains("stopped| at iteration |300"), "{}", texts(&layers));
    // Where the hand is, there is the ring, and the other way round.
    let size = style((392.0, 392.0));
    let (x, y) = panel.start_place(&snapshot, &size).unwrap();
    let (u, v) = panel.start_at(&size, (x, y)).unwrap();
    assert!((u + 3.0).abs() < 1e-9 && (v - 2.0).abs() < 1e-9, "({u}, {v})");
    assert_eq!(panel.start_at(&size, (-50.0, 1e9)).unwrap(), (-4.0, -4.0), "held to the plot");
    panel.choose_view("constraint").unwrap();
    assert_eq!((panel.start_place(&snapshot, &size), panel.start_at(&size, (x, y))), (None, None));
}

#[test]
fn a_trajectory_that_leaves_the_plot_is_clipped() {
    let scene = Scene::new(2, 100);
    let path =
        StartTrajectory { path: vec![(1.0, 1.0), (1e300, -1e300), (-1e12, 5.0)], status: Status::Diverged };
    let snapshot = Snapshot { start_trajectory: Some(&path), ..scene.snapshot() };
    let layers = draw(&mut objective_view(), &snapshot, &style((392.0, 300.0)));
    for_every_mark(&layers, |mark, points| {
        let is_far = |(x, y): &(i32, i32)| x.abs().max(y.abs()) > 20_000_000;
        assert!(!points.iter().any(is_far), "{mark:?}");
    });
    assert_labels_are_inside(&layers, Family::Liberation, (392.0, 300.0), "diverged");
}

#[test]
fn labels_of_both_views_are_inside_and_cover_nothing() {
    for preset in PRESETS.into_iter().chain([Preset::Twins, Preset::Diabetes]) {
        for penalty in PenaltyKind::ALL {
            for lambda in [0.0, 0.1, 1.0, 10.0, 1000.0] {
                let mut lab = lab_of(preset, penalty, lambda);
                lab.step(200);
                while lab.refine() {}
                for size in SIZES {
                    lab.set_plot_aspect(GeometryPanel::aspect(size));
                    lab.start_at(None);
                    while lab.refine() {}
                    let [u0, u1, v0, v1] = lab.snapshot().slice.unwrap().domain;
                    for view in ["constraint", "objective", "path"] {
                        if view == "path" {
                            lab.start_at(Some((u0 + 0.8 * (u1 - u0), v0 + 0.2 * (v1 - v0))));
                        }
                        let mut panel = GeometryPanel::default();
                        panel.choose_view(if view == "constraint" { view } else { "objective" }).unwrap();
                        let what = format!("{view} of {preset:?}, {penalty:?}, λ = {lambda}, {size:?}");
                        for family in Family::ALL {
                            let layers = draw(&mut panel, &lab.snapshot(), &style_in(family, size));
                            assert_labels_are_inside(&layers, family, size, &what);
                            assert_no_label_covers_another(&layers, family, &what);
                            if view == "constraint" {
                                assert_says_what_matters(&layers, &lab.snapshot(), &what);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Labels that find no free place are left out; these always find one.
fn assert_says_what_matters(layers: &Layers, snapshot: &Snapshot<'_>, name: &str) {
    let (words, slice) = (texts(layers), snapshot.slice.unwrap());
    let has_ball = slice.l1_ratio.is_some() && slice.optimum.is_some();
    if has_ball {
        assert!(words.contains("exactly 0") || words.contains("neither is 0"), "{name}: {words}");
        assert!(slice.allowance == 0.0 || words.contains("penalty ≤ "), "{name}: {words}");
    }
    assert!(slice.least.is_none() || words.contains("least loss"), "{name}: {words}");
    assert!(slice.toward_least.is_none() || words.contains("further this way"), "{name}: {words}");
}

#[test]
fn the_range_holds_ball_and_optimum_and_the_least_loss_or_its_direction() {
    for preset in PRESETS {
        for penalty in PENALTIES {
            for lambda in [0.1, 1.0, 10.0, 100.0, 1000.0] {
                let mut lab = lab_of(preset, penalty, lambda);
                for size in SIZES {
                    lab.set_plot_aspect(GeometryPanel::aspect(size));
                    while lab.refine() {}
                    let slice = lab.snapshot().slice.unwrap().clone();
                    let what = format!("{preset:?}, {penalty:?}, λ = {lambda}, {size:?}: {:?}", slice.domain);
                    let [u0, u1, v0, v1] = slice.domain;
                    let (ball, air) = (slice.ball_reach(), 0.05);
                    let is_inside = |(u, v): (f64, f64)| {
                        let (width, height) = (u1 - u0, v1 - v0);
                        u0 + air * width <= u
                            && u <= u1 - air * width
                            && v0 + air * height <= v
                            && v <= v1 - air * height
                    };
                    assert!(is_inside((ball, ball)) && is_inside((-ball, -ball)), "ball {ball} in {what}");
                    assert!(is_inside(slice.optimum.unwrap()), "{:?} in {what}", slice.optimum);
                    match (slice.least, slice.toward_least) {
                        (Some(least), None) => assert!(is_inside(least), "{least:?} in {what}"),
                        (None, Some((u, v))) => assert!((u.hypot(v) - 1.0).abs() < 1e-12, "{what}"),
                        both => panic!("{both:?} in {what}"),
                    }
                    // Nothing is shown at the cost of the ball, unless that is a dot anyway.
                    let share = 2.0 * ball / (u1 - u0).min(1.3 * (v1 - v0));
                    assert!(share >= 0.16 || ball <= 0.04 * (u1 - u0), "{share} of the width in {what}");
                }
            }
        }
    }
}

#[test]
fn a_contour_is_seen_to_close() {
    let theme = Theme::LIGHT;
    for preset in PRESETS {
        for penalty in PENALTIES {
            for lambda in [0.1, 1.0, 10.0] {
                let mut lab = lab_of(preset, penalty, lambda);
                for size in SIZES {
                    lab.set_plot_aspect(GeometryPanel::aspect(size));
                    while lab.refine() {}
                    let layers = draw(&mut GeometryPanel::default(), &lab.snapshot(), &style(size));
                    let mut largest: i32 = 0;
                    for_every_mark(&layers, |mark, points| {
                        let Mark::Line { stroke, .. } = mark else { return };
                        let is_contour = [theme.contour, theme.ink].contains(&stroke.color);
                        if is_contour && points.len() > 8 && points.first() == points.last() {
                            let xs = points.iter().map(|point| point.0);
                            let ys = points.iter().map(|point| point.1);
                            let width = xs.clone().max().unwrap() - xs.min().unwrap();
                            let height = ys.clone().max().unwrap() - ys.min().unwrap();
                            largest = largest.max(width.max(height));
                        }
                    });
                    let pixels = f64::from(largest) / UNITS;
                    assert!(pixels >= 30.0, "{preset:?}, {penalty:?}, λ = {lambda}, {size:?}: {pixels} px");
                }
            }
        }
    }
}

#[test]
fn the_range_changes_seldom_and_little_while_lambda_is_dragged() {
    for preset in [Preset::Stress, Preset::TwoFeatures] {
        for penalty in PENALTIES {
            let mut lab = lab_of(preset, penalty, 0.01);
            lab.set_plot_aspect(392.0 / 300.0);
            while lab.refine() {}
            let (mut changes, mut last) = (0, lab.snapshot().slice.unwrap().domain);
            for k in 1..=200 {
                let mut params = lab.params().clone();
                params.trainer.lambda = 10_f64.powf(-2.0 + f64::from(k) / 50.0);
                lab.set(params).unwrap();
                while lab.refine() {}
                let slice = lab.snapshot().slice.unwrap();
                let zoom = (slice.domain[1] - slice.domain[0]) / (last[1] - last[0]);
                let what = format!("{preset:?}, {penalty:?}, step {k}: {last:?} → {:?}", slice.domain);
                // Where the ball shrinks to a dot, all of the plane is shown.
                let is_dot = slice.ball_reach() <= 0.04 * (slice.domain[1] - slice.domain[0]);
                assert!(is_dot || (0.4..=2.5).contains(&zoom), "{zoom} times at {what}");
                changes += usize::from(slice.domain != last);
                last = slice.domain;
            }
            assert!(changes <= 20, "{preset:?}, {penalty:?}: {changes} changes in 200 steps");
        }
    }
}

#[test]
fn a_least_loss_far_away_is_an_arrow_at_the_frame() {
    let mut scene = Scene::new(2, 100);
    scene.slice = Some(Slice { least: None, toward_least: Some((0.8, 0.6)), ..bowl() });
    let size = (392.0, 300.0);
    let layers = draw(&mut GeometryPanel::default(), &scene.snapshot(), &style(size));
    assert!(texts(&layers).contains("least loss without|penalty: further this way"), "{}", texts(&layers));
    let mut tips = Vec::new();
    for_every_mark(&layers, |mark, points| {
        if matches!(mark, Mark::Area { color, .. } if *color == Theme::LIGHT.ink) {
            tips.push((f64::from(points[0].0) / UNITS, f64::from(points[0].1) / UNITS));
        }
    });
    // From the optimum at (2, 0) on a plot of 8 × 8: 97 px to the right border, 149 px to the upper one.
    let is_at_border = |&(x, y): &(f64, f64)| (x - 385.0).abs() < 1.0 && (0.0..120.0).contains(&y);
    assert!(tips.iter().any(is_at_border), "{tips:?}");
}
