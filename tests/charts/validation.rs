//! Cross-validation by every scoring, over λ and over λ × `l1_ratio`.

use super::*;
use regularization_lab::lab::{BestCell, ValidationSurface, WhyNoFolds};

const SIZES: [(f64, f64); 3] = [(358.0, 220.0), (504.0, 220.0), (640.0, 220.0)];
const SCORES: [Scoring; 5] =
    [Scoring::NegLogLoss, Scoring::Accuracy, Scoring::Auc, Scoring::NegMse, Scoring::R2];

/// The curve of the test snapshot, scaled to the range of another scoring; greater is better.
fn curve_by(scoring: Scoring) -> ValidationCurve {
    let mut curve = validation();
    let (scale, shift) = match scoring {
        Scoring::NegLogLoss => (1.0, 0.0),
        Scoring::NegMse => (30_000.0, 0.0),
        Scoring::Accuracy | Scoring::Auc => (1.0, 1.09),
        Scoring::R2 => (8.0, 1.2),
    };
    let moved = |score: &mut f64| *score = shift + scale * *score;
    let all = [&mut curve.mean, &mut curve.train_mean].into_iter().chain(&mut curve.fold_scores);
    all.flatten().for_each(moved);
    curve.standard_error.iter_mut().for_each(|error| *error *= scale);
    curve
}

/// A surface whose best cell is λ = 1, `l1_ratio` = 0.5; the first `n_done` of eleven ratios are known.
fn surface_by(scoring: Scoring, n_done: usize) -> ValidationSurface {
    let lambdas: Vec<f64> = (0..=30).map(|k| 10_f64.powf(3.0 - f64::from(k) / 5.0)).collect();
    let l1_ratios: Vec<f64> = (0..=10).map(|k| 1.0 - f64::from(k) / 10.0).collect();
    let (best, fall) = match scoring {
        Scoring::NegLogLoss => (-0.00456, 0.02),
        Scoring::NegMse => (-23_456.0, 4_000.0),
        Scoring::Accuracy | Scoring::Auc => (0.98765, 0.04),
        Scoring::R2 => (0.456, 0.2),
    };
    let score = |lambda: &f64, ratio: f64| best - fall * (lambda.log10().powi(2) + (ratio - 0.5).powi(2));
    let row = |&ratio: &f64| lambdas.iter().map(|lambda| score(lambda, ratio)).collect();
    let mean: Vec<Vec<f64>> = l1_ratios[..n_done].iter().map(row).collect();
    let best = BestCell { lambda: 1.0, l1_ratio: 0.5, score: best, standard_error: 0.2 * fall };
    ValidationSurface {
        best: (n_done > 0).then_some(best),
        progress: n_done as f64 / 11.0,
        version: n_done + 1,
        lambdas,
        l1_ratios,
        mean,
    }
}

fn surface_panel() -> ValidationPanel {
    let mut panel = ValidationPanel::default();
    panel.choose_view("surface").unwrap();
    panel
}

#[test]
fn labels_are_inside_and_do_not_overlap_in_every_view_by_every_scoring_at_every_width() {
    let scene = Scene::new(5, 10);
    for scoring in SCORES {
        let (curve, validation_surface) = (curve_by(scoring), surface_by(scoring, 11));
        for size in SIZES {
            for view in ["mean", "folds", "surface"] {
                for (penalty, lambda) in [
                    (PenaltyKind::L1, 0.0123),
                    (PenaltyKind::ElasticNet, 1.0),
                    (PenaltyKind::L2, 1000.0),
                    (PenaltyKind::L1, 0.0),
                ] {
                    let snapshot = Snapshot {
                        validation: Some(&curve),
                        validation_surface: Some(&validation_surface),
                        scoring,
                        penalty,
                        lambda,
                        ..scene.snapshot()
                    };
                    let mut panel = ValidationPanel::default();
                    panel.choose_view(view).unwrap();
                    let name = format!("{view} by {} at {} px, λ = {lambda}", scoring.name(), size.0);
                    for family in Family::ALL {
                        let layers = draw(&mut panel, &snapshot, &style_in(family, size));
                        assert_no_label_covers_another(&layers, family, &name);
                        assert_labels_are_inside(&layers, family, size, &name);
                    }
                    let layers = draw(&mut panel, &snapshot, &style(size));
                    for_every_mark(&layers, |mark, points| {
                        let near = |value: i32| f64::from(value).abs() <= 4.0 * size.0 * UNITS;
                        assert!(points.iter().all(|(x, y)| near(*x) && near(*y)), "{name}: {mark:?}");
                    });
                }
            }
        }
    }
}

#[test]
fn the_sweep_has_room_for_its_labels_on_a_phone() {
    let scene = Scene::new(5, 10);
    for scoring in SCORES {
        let validation_surface = surface_by(scoring, 11);
        for width in [288.0, 328.0] {
            for (lambda, l1_ratio) in [(1.0, 1.0), (0.0012, 0.55), (990.0, 0.25)] {
                let snapshot = Snapshot {
                    validation_surface: Some(&validation_surface),
                    penalty: PenaltyKind::ElasticNet,
                    scoring,
                    lambda,
                    l1_ratio,
                    ..scene.snapshot()
                };
                for family in Family::ALL {
                    let size = (width, 220.0);
                    let layers = draw(&mut surface_panel(), &snapshot, &style_in(family, size));
                    let name = format!("{} at {width} px, λ = {lambda}", scoring.name());
                    assert_no_label_covers_another(&layers, family, &name);
                    assert_labels_are_inside(&layers, family, size, &name);
                }
            }
        }
    }
}

#[test]
fn a_best_cell_at_the_edge_covers_no_tick() {
    let scene = Scene::new(5, 10);
    let mut validation_surface = surface_by(Scoring::NegLogLoss, 11);
    validation_surface.best =
        Some(BestCell { lambda: 0.001, l1_ratio: 1.0, score: -0.00295, standard_error: 0.0 });
    for (lambda, width) in [(0.001, 288.0), (0.001, 504.0), (1.0, 288.0), (1.0, 504.0)] {
        let snapshot = Snapshot {
            validation_surface: Some(&validation_surface),
            penalty: PenaltyKind::L1,
            lambda,
            ..scene.snapshot()
        };
        for family in Family::ALL {
            let layers = draw(&mut surface_panel(), &snapshot, &style_in(family, (width, 220.0)));
            let mut boxes = text_boxes(&layers, family);
            boxes.retain(|([_, _, right, _], _)| *right < 40.0);
            assert_eq!(boxes.len(), 3);
            // Every circle and dot lies on a disc of paper.
            for ((x, y), radius) in discs(&layers) {
                for ([left, top, right, bottom], text) in &boxes {
                    let (dx, dy) = (x - x.clamp(*left, *right), y - y.clamp(*top, *bottom));
                    assert!(dx.hypot(dy) >= radius, "{text} at {width} px, λ = {lambda}, in {family:?}");
                }
            }
        }
    }
}

#[test]
fn no_error_bar_crosses_the_name_of_lambda() {
    let scene = Scene::new(5, 10);
    for scoring in SCORES {
        let mut curve = curve_by(scoring);
        curve.standard_error.iter_mut().for_each(|error| *error *= 0.5);
        for lambda in [0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0] {
            let snapshot = Snapshot { validation: Some(&curve), scoring, lambda, ..scene.snapshot() };
            for (family, size) in Family::ALL.into_iter().flat_map(|family| SIZES.map(|size| (family, size)))
            {
                let layers = draw(&mut ValidationPanel::default(), &snapshot, &style_in(family, size));
                let boxes = text_boxes(&layers, family);
                let rect = boxes.iter().find(|(_, text)| text.starts_with("λ = ")).unwrap().0;
                let name = format!("{} at {} px, λ = {lambda}, in {family:?}", scoring.name(), size.0);
                for (stroke, points) in lines(&layers.trace) {
                    let is_bar = stroke.color == Theme::LIGHT.axis;
                    assert!(!is_bar || !is_crossed(rect, [points[0], points[1]]), "{name}");
                }
            }
        }
    }
}

#[test]
fn the_axis_depends_on_the_scoring() {
    let scene = Scene::new(5, 10);
    for (scoring, expected, absent) in [
        (Scoring::NegLogLoss, "0.1", "−0.1"),
        (Scoring::Accuracy, "0.9", "1.05"),
        (Scoring::NegMse, "2,000", "−"),
    ] {
        let curve = curve_by(scoring);
        let snapshot = Snapshot { validation: Some(&curve), scoring, ..scene.snapshot() };
        let layers = draw(&mut ValidationPanel::default(), &snapshot, &style((392.0, 220.0)));
        let words = texts(&layers);
        assert!(words.contains(expected), "{expected} is not among {words}");
        assert!(!words.contains(absent), "{absent} is among {words}");
    }
}

#[test]
fn another_scoring_is_drawn_without_redraw_all() {
    let scene = Scene::new(5, 10);
    let style = style((392.0, 220.0));
    let (mut panel, mut layers) = (ValidationPanel::default(), Layers::new(style.clone()));
    panel.draw(&scene.snapshot(), &style, &mut layers, true).unwrap();
    layers.fit(&style);
    panel.draw(&scene.snapshot(), &style, &mut layers, false).unwrap();
    assert!(layers.all().iter().all(|layer| layer.paint == Paint::Keep), "nothing has changed");
    let curve = curve_by(Scoring::Accuracy);
    let other = Snapshot { validation: Some(&curve), scoring: Scoring::Accuracy, ..scene.snapshot() };
    layers.fit(&style);
    panel.draw(&other, &style, &mut layers, false).unwrap();
    assert!(texts(&layers).contains("0.9"), "{}", texts(&layers));
}

#[test]
fn the_surface_circles_its_best_cell_and_marks_the_current_point() {
    let scene = Scene::new(5, 10);
    let validation_surface = surface_by(Scoring::NegLogLoss, 11);
    let snapshot = Snapshot {
        validation_surface: Some(&validation_surface),
        penalty: PenaltyKind::ElasticNet,
        lambda: 10.0,
        l1_ratio: 0.25,
        ..scene.snapshot()
    };
    let size = style((392.0, 220.0));
    let layers = draw(&mut surface_panel(), &snapshot, &size);
    let words = texts(&layers);
    for expected in ["best 0.00456", "λ| = 10|, l1_ratio = 0.25|", "0.00456", "0.5"] {
        assert!(words.contains(expected), "{expected} is not among {words}");
    }
    // The position of the current point gives that point.
    let discs = |layers: &Layers, color: Color| {
        let mut centers = Vec::new();
        for_every_mark(layers, |mark, _| {
            if let Mark::Disc { center, color: other, .. } = mark
                && *other == color
            {
                centers.push((f64::from(center.0) / UNITS, f64::from(center.1) / UNITS));
            }
        });
        centers
    };
    let here = discs(&layers, Theme::LIGHT.ink);
    assert_eq!(here.len(), 1);
    assert_eq!(surface_panel().choice_at(&size, here[0]), Some((10.0, 0.25)));
    let rings = |layers: &Layers| {
        let mut radii = Vec::new();
        for_every_mark(layers, |mark, _| {
            if let Mark::Ring { radius, .. } = mark {
                radii.push(f64::from(*radius) / UNITS);
            }
        });
        radii
    };
    assert_eq!(rings(&layers), [5.5]);
    let at_best = Snapshot { lambda: 1.0, l1_ratio: 0.5, ..snapshot };
    assert_eq!(rings(&draw(&mut surface_panel(), &at_best, &size)), [9.5], "around the disc");
    // The cells within one standard error of the best are inside of a closed dashed line.
    let dashed = |mark: &Mark| matches!(mark, Mark::Line { stroke, .. } if stroke.dash == [3.0, 3.0]);
    assert_eq!(count(&layers, dashed), 1);
    let none = Snapshot { penalty: PenaltyKind::None, ..snapshot };
    let layers = draw(&mut surface_panel(), &none, &size);
    assert!(discs(&layers, Theme::LIGHT.ink).is_empty() && discs(&layers, Theme::LIGHT.lambda).is_empty());
    assert!(texts(&layers).contains("no penalty"));
}

#[test]
fn an_incomplete_surface_shades_the_finished_ratios() {
    let scene = Scene::new(5, 10);
    let size = style((392.0, 220.0));
    let areas = |n_done: usize| {
        let validation_surface = surface_by(Scoring::NegLogLoss, n_done);
        let snapshot = Snapshot { validation_surface: Some(&validation_surface), ..scene.snapshot() };
        let layers = draw(&mut surface_panel(), &snapshot, &size);
        let dashed = |mark: &Mark| matches!(mark, Mark::Line { stroke, .. } if stroke.dash == [3.0, 3.0]);
        assert_eq!(count(&layers, dashed), usize::from(n_done == 11), "the edge needs the whole");
        assert_eq!(texts(&layers).contains("still to come"), n_done == 0);
        let mut lowest = 0;
        let axes = layers.axes.surface.borrow();
        for mark in axes.marks().iter().skip(1) {
            if let Mark::Area { points, .. } = mark {
                lowest = axes.points(points).iter().map(|point| point.1).fold(lowest, i32::max);
            }
        }
        f64::from(lowest) / UNITS
    };
    assert_eq!(areas(0), 0.0);
    // Eleven rows, from 44 px below the top to 24 px above the bottom.
    let row = (220.0 - 24.0 - 44.0) / 11.0;
    for n_done in [1, 4, 11] {
        let expected = 44.0 + row * n_done as f64 + 1.0;
        assert!((areas(n_done) - expected).abs() < 0.2, "{n_done}: {}", areas(n_done));
    }
}

#[test]
fn a_position_on_the_surface_gives_lambda_and_ratio_including_both_ends() {
    let size = style((392.0, 220.0));
    let panel = surface_panel();
    let at = |x, y| panel.choice_at(&size, (x, y)).unwrap();
    // The plot is 40 px from the left, 12 px from the right, 44 px from the top and 24 px from the bottom.
    assert_eq!(at(40.0 + 170.0, 44.0 + 76.0), (1.0, 0.5));
    assert_eq!(at(0.0, 0.0), (0.001, 1.0));
    assert_eq!(at(500.0, 500.0), (1000.0, 0.0));
    assert_eq!(at(380.0, 44.0 + 6.0).1, 1.0);
    assert!(panel.lambda_at(&size, 100.0).is_none(), "λ alone is not the axis there");
    let curve = ValidationPanel::default();
    assert!(curve.choice_at(&size, (100.0, 100.0)).is_none());
    assert!(curve.lambda_at(&size, 100.0).is_some());
}

#[test]
fn without_folds_both_views_show_the_reason() {
    let scene = Scene::new(5, 10);
    let empty = ValidationSurface::default();
    for (why, word) in [
        (WhyNoFolds::Weighted, "balanced"),
        (WhyNoFolds::TooFewRows, "too few rows"),
        (WhyNoFolds::OneRow, "no R²"),
    ] {
        for view in ["mean", "surface"] {
            for size in SIZES {
                let snapshot = Snapshot {
                    validation: None,
                    validation_surface: Some(&empty),
                    why_no_folds: Some(why),
                    ..scene.snapshot()
                };
                let mut panel = ValidationPanel::default();
                panel.choose_view(view).unwrap();
                for family in Family::ALL {
                    let layers = draw(&mut panel, &snapshot, &style_in(family, size));
                    assert!(texts(&layers).contains(word), "{view}: {}", texts(&layers));
                    assert!(!texts(&layers).contains("still to come"));
                    assert_labels_are_inside(&layers, family, size, view);
                }
            }
        }
    }
}

#[test]
fn a_surface_of_equal_scores_is_drawn() {
    let scene = Scene::new(5, 10);
    let mut validation_surface = surface_by(Scoring::Accuracy, 11);
    validation_surface.mean.iter_mut().flatten().for_each(|score| *score = 1.0);
    validation_surface.best =
        Some(BestCell { lambda: 1000.0, l1_ratio: 1.0, score: 1.0, standard_error: 0.0 });
    let snapshot = Snapshot {
        validation_surface: Some(&validation_surface),
        scoring: Scoring::Accuracy,
        ..scene.snapshot()
    };
    let layers = draw(&mut surface_panel(), &snapshot, &style((358.0, 220.0)));
    assert!(texts(&layers).contains("best 1"), "{}", texts(&layers));
}
