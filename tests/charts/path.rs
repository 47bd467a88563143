//! The coefficient path in each of its views.

use super::*;
use regularization_lab::lab::RequiredComputations;

const VIEWS: [&str; 4] = ["lambda", "norm", "deviance", "strips"];
const SIZE: (f64, f64) = (392.0, 236.0);

fn viewed(view: &str, snapshot: &Snapshot<'_>, style: &Style) -> (PathPanel, Layers) {
    let mut panel = PathPanel::default();
    panel.choose_view(view).unwrap();
    let layers = draw(&mut panel, snapshot, style);
    (panel, layers)
}

/// Position of the λ line in CSS pixels.
fn line(layers: &Layers) -> f64 {
    let live = layers.live.surface.borrow();
    let is_line = |mark: &&Mark| matches!(mark, Mark::Line { stroke, .. } if *stroke == Stroke::solid(Theme::LIGHT.lambda, 2.0));
    match live.marks().iter().find(is_line) {
        Some(Mark::Line { points, .. }) => f64::from(live.points(points)[0].0) / UNITS,
        _ => panic!("there is no λ line"),
    }
}

fn lines(layer: &Layer) -> usize {
    layer.surface.borrow().marks().iter().filter(|mark| matches!(mark, Mark::Line { .. })).count()
}

#[test]
fn every_view_is_finite_and_its_labels_do_not_overlap() {
    for view in VIEWS {
        for n_features in [1, 2, 5, 100] {
            for (width, height) in [(358.0, 236.0), (504.0, 236.0), (640.0, 260.0), (900.0, 700.0)] {
                for lambda in [0.0, 0.012, 1.0, 90.0, 1000.0] {
                    let scene = Scene::new(n_features, 140);
                    let snapshot = Snapshot { lambda, ..scene.snapshot() };
                    let name = format!("{view} of {n_features} at {width} px, λ = {lambda}");
                    for family in Family::ALL {
                        let (_, layers) = viewed(view, &snapshot, &style_in(family, (width, height)));
                        assert_no_label_covers_another(&layers, family, &name);
                        assert_labels_are_inside(&layers, family, (width, height), &name);
                    }
                    let (_, layers) = viewed(view, &snapshot, &style((width, height)));
                    for_every_mark(&layers, |mark, points| {
                        for &(x, y) in points {
                            let is_near =
                                |value: i32, side: f64| f64::from(value).abs() <= 2.0 * side * UNITS;
                            assert!(is_near(x, width) && is_near(y, height), "{name}: {mark:?}");
                        }
                    });
                }
            }
        }
    }
}

#[test]
fn presets_are_drawn_in_the_other_views_without_covered_labels() {
    for preset in Preset::ALL {
        for penalty in [PenaltyKind::L2, PenaltyKind::L1] {
            let mut params = Params::of(preset, table(preset)).unwrap();
            params.trainer.penalty = penalty;
            let mut lab = Lab::new(params).unwrap();
            lab.set_required(RequiredComputations { path: true, ..RequiredComputations::default() });
            lab.step(200);
            while lab.refine() {}
            for (family, view) in in_both_families(|| VIEWS[1..].to_vec()) {
                let (_, layers) = viewed(view, &lab.snapshot(), &style_in(family, SIZE));
                let what = format!("{view}, {preset:?}, {penalty:?}");
                assert_no_label_covers_another(&layers, family, &what);
                assert_labels_are_inside(&layers, family, SIZE, &what);
            }
        }
    }
}

#[test]
fn every_axis_has_a_line_for_every_weight_its_name_and_a_row_of_counts() {
    let scene = Scene::new(100, 300);
    for (view, name) in [("lambda", "λ|"), ("norm", "‖|w|‖|1|"), ("deviance", "D²|")] {
        let (_, layers) = viewed(view, &scene.snapshot(), &style(SIZE));
        assert_eq!(lines(&layers.trace), 100, "{view}");
        let words = texts(&layers);
        for expected in [name, "kept|"] {
            assert!(words.contains(expected), "{view}: {expected} is not among {words}");
        }
    }
    // The first weight is not 0 from λ = 300 on, each next one half a decade later: at ‖w‖₁ = 2 there are four.
    let far = Snapshot { lambda: 0.001, ..scene.snapshot() };
    let (_, layers) = viewed("norm", &far, &style(SIZE));
    assert!(texts(&layers).contains("‖|w|‖|1|kept|0|"), "{}", texts(&layers));
}

#[test]
fn the_line_moves_left_as_lambda_grows_on_the_norm_and_deviance_axes() {
    let scene = Scene::new(9, 100);
    let lambdas = [1000.0, 400.0, 100.0, 10.0, 3.0, 1.0, 0.1, 0.02, 0.001];
    for view in VIEWS {
        let places: Vec<f64> = lambdas
            .iter()
            .map(|&lambda| line(&viewed(view, &Snapshot { lambda, ..scene.snapshot() }, &style(SIZE)).1))
            .collect();
        let grows = matches!(view, "norm" | "deviance");
        // All λ without weights are at the left end.
        let is_ordered = |pair: &[f64]| if grows { pair[0] <= pair[1] } else { pair[0] > pair[1] };
        assert!(places.windows(2).all(is_ordered), "{view}: {places:?}");
        let ends = if grows { (40.0, 380.0) } else { (380.0, 40.0) };
        assert_eq!((places[0], places[8]), ends, "{view}");
    }
}

#[test]
fn lambda_at_the_lambda_line_is_the_current_lambda_in_every_view() {
    let scene = Scene::new(9, 100);
    for view in VIEWS {
        for lambda in [0.001, 0.011, 0.5, 1.0, 7.3, 42.0] {
            let (panel, layers) = viewed(view, &Snapshot { lambda, ..scene.snapshot() }, &style(SIZE));
            let found = panel.lambda_at(&style(SIZE), line(&layers)).unwrap();
            // A unit of a surface is a sixteenth of a pixel.
            assert!((found / lambda).log10().abs() < 0.02, "{view}: {found} instead of {lambda}");
        }
        let (panel, _) = viewed(view, &scene.snapshot(), &style(SIZE));
        let along: Vec<f64> =
            (0..=392).map(|x| panel.lambda_at(&style(SIZE), f64::from(x)).unwrap()).collect();
        let falls = matches!(view, "norm" | "deviance");
        let is_ordered = |pair: &[f64]| if falls { pair[1] <= pair[0] } else { pair[1] >= pair[0] };
        assert!(along.windows(2).all(is_ordered), "{view}: {along:?}");
        assert!(along.iter().all(|lambda| (1e-3..=1e3).contains(lambda)));
    }
}

#[test]
fn an_incomplete_path_has_no_line_beyond_its_last_point() {
    let mut scene = Scene::new(9, 100);
    scene.path.truncate(20);
    for view in ["norm", "deviance"] {
        // The path ends at λ = 12.6.
        let known = Snapshot { lambda: 20.0, ..scene.snapshot() };
        line(&viewed(view, &known, &style(SIZE)).1);
        let (_, layers) = viewed(view, &scene.snapshot(), &style(SIZE));
        assert_eq!(lines(&layers.live), 0, "{view}");
    }
    scene.path.clear();
    for view in VIEWS {
        let (panel, layers) = viewed(view, &scene.snapshot(), &style(SIZE));
        assert!(texts(&layers).contains("still to come"), "{view}");
        let is_lambda = matches!(view, "lambda" | "strips");
        assert_eq!(panel.lambda_at(&style(SIZE), 200.0).is_some(), is_lambda, "{view}");
    }
    assert!(PathPanel::default().lambda_at(&style(SIZE), 200.0).is_some());
}

#[test]
fn a_path_of_zero_weights_is_drawn() {
    let mut scene = Scene::new(9, 100);
    for at in &mut scene.path {
        at.point.coef.fill(0.0);
        at.explained = 0.0;
    }
    for (family, view) in in_both_families(|| VIEWS.to_vec()) {
        let (_, layers) = viewed(view, &scene.snapshot(), &style_in(family, SIZE));
        assert_no_label_covers_another(&layers, family, view);
    }
}

#[test]
fn a_weight_is_found_under_the_pointer_on_every_axis() {
    let scene = Scene::new(9, 100);
    for view in ["lambda", "norm", "deviance"] {
        let snapshot = Snapshot { lambda: 0.01, ..scene.snapshot() };
        let (panel, layers) = viewed(view, &snapshot, &style(SIZE));
        let x = line(&layers);
        let found: Vec<usize> =
            (42..212).filter_map(|y| panel.weight_at(&snapshot, &style(SIZE), (x, f64::from(y)))).collect();
        assert_eq!(found.first(), Some(&0), "{view}: the largest is on top");
        assert!(found.contains(&1), "{view}");
    }
    let (panel, _) = viewed("strips", &scene.snapshot(), &style(SIZE));
    assert_eq!(panel.weight_at(&scene.snapshot(), &style(SIZE), (200.0, 100.0)), None);
}

#[test]
fn strips_have_the_stack_the_norm_and_the_current_values() {
    let scene = Scene::new(100, 300);
    let (_, layers) = viewed("strips", &scene.snapshot(), &style(SIZE));
    let areas = count(&layers, |mark| matches!(mark, Mark::Area { .. }));
    assert_eq!(areas, 5, "informative, redundant, noise, near zero, exactly zero");
    assert_eq!(lines(&layers.trace), 0, "nothing steps back while a weight is followed");
    assert_eq!(count(&layers, |mark| matches!(mark, Mark::Ring { .. })), 2, "present count and norm");
    let words = texts(&layers);
    let norm = format!("{:.2}", scene.point.norm2());
    for expected in ["‖|w|‖|2|", "exactly zero", "100|", "2.00|, |", &norm, " now|"] {
        assert!(words.contains(expected), "{expected} is not among {words}");
    }
}

#[test]
fn a_tall_path_has_sparsity_and_norm_below_on_the_same_axis() {
    let scene = Scene::new(100, 300);
    let areas = |view, height| {
        let (_, layers) = viewed(view, &scene.snapshot(), &style((900.0, height)));
        (count(&layers, |mark| matches!(mark, Mark::Area { .. })), lines(&layers.trace))
    };
    assert_eq!(areas("lambda", 236.0), (0, 100));
    assert_eq!(areas("lambda", 700.0), (5, 100));
    assert_eq!(areas("norm", 700.0), (0, 100));
    assert_eq!(areas("strips", 700.0), (5, 0));
}

#[test]
fn ticks_too_wide_for_their_margin_are_written_shorter() {
    for (factor, expected) in [(0.001, "−.001"), (1000.0, "−1k")] {
        let mut scene = Scene::new(9, 50);
        scene.path.iter_mut().flat_map(|at| &mut at.point.coef).for_each(|w| *w *= factor);
        let layers = draw(&mut PathPanel::default(), &scene.snapshot(), &style((392.0, 260.0)));
        assert!(texts(&layers).contains(expected), "{}", texts(&layers));
    }
}
