//! The path from a start of one's own.

use regularization_lab::lab::StartTrajectory;

use super::geometry_objective::objective_view;
use super::*;

#[test]
fn with_two_features_the_trajectory_from_the_start_of_the_run_equals_the_run() {
    for preset in [Preset::TwoFeatures, Preset::Valley] {
        for optimizer in Optimizer::ALL {
            let mut params = Params::of(preset, None).unwrap();
            params.trainer.optimizer = optimizer;
            params.trainer.lambda = 1.0;
            let mut lab = Lab::new(params).unwrap();
            lab.set_required(RequiredComputations { geometry: true, ..RequiredComputations::default() });
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
    lab.set_required(RequiredComputations { geometry: true, ..RequiredComputations::default() });
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
