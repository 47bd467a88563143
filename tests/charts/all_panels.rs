//! What holds for every panel.

use super::*;

#[test]
fn every_coordinate_is_on_or_near_the_surface() {
    for n_features in [1, 2, 5, 100] {
        for n_iter in [0, 1, 60, 700] {
            let mut scene = Scene::new(n_features, n_iter);
            scene.slice = scene.slice.filter(|_| n_features > 1);
            for (name, mut panel, size) in panels() {
                let layers = draw(panel.as_mut(), &scene.snapshot(), &style(size));
                for_every_mark(&layers, |mark, points| {
                    for (x, y) in points {
                        let near = |value: i32, side: f64| f64::from(value).abs() <= 4.0 * side * UNITS;
                        assert!(
                            near(*x, size.0) && near(*y, size.1),
                            "{name}, {n_features}, {n_iter}: {mark:?}"
                        );
                    }
                });
            }
        }
    }
}

#[test]
fn labels_do_not_cover_each_other() {
    for width in [358.0, 504.0, 640.0] {
        for n_features in [2, 5, 100] {
            let scene = Scene::new(n_features, 140);
            for (family, (name, mut panel, (_, height))) in in_both_families(panels) {
                let layers = draw(panel.as_mut(), &scene.snapshot(), &style_in(family, (width, height)));
                let what = format!("{name} of {n_features} at {width} px");
                assert_no_label_covers_another(&layers, family, &what);
            }
        }
    }
}

#[test]
fn presets_are_drawn_without_covered_labels_once_they_have_run() {
    for preset in Preset::ALL {
        for penalty in PenaltyKind::ALL {
            let mut params = Params::of(preset, table(preset)).unwrap();
            params.trainer.penalty = penalty;
            let mut lab = Lab::new(params).unwrap();
            lab.set_required(RequiredComputations {
                comparison: true,
                geometry: true,
                path: true,
                ..RequiredComputations::default()
            });
            lab.step(600);
            while lab.refine() {}
            for (family, (name, mut panel, size)) in in_both_families(panels) {
                let layers = draw(panel.as_mut(), &lab.snapshot(), &style_in(family, size));
                let what = format!("{name}, {preset:?}, {penalty:?}");
                if matches!(name, "trajectories" | "sparsity" | "path") {
                    assert_no_label_covers_another(&layers, family, &what);
                }
                assert_labels_are_inside(&layers, family, size, &what);
            }
        }
    }
}

#[test]
fn huge_weights_are_drawn_within_bounds() {
    for size in [1e-300, 1e12, 1e50, 1e308] {
        let mut scene = Scene::new(5, 3);
        scene.point.coef = vec![size, -size, 0.0, size / 3.0, 1.0];
        scene.optimum.as_mut().unwrap().point.coef = scene.point.coef.clone();
        for (name, mut panel, dimensions) in panels() {
            let layers = draw(panel.as_mut(), &scene.snapshot(), &style(dimensions));
            for_every_mark(&layers, |mark, points| {
                let is_far = |(x, y): &(i32, i32)| x.abs().max(y.abs()) > 20_000_000;
                assert!(!points.iter().any(is_far), "{name}, {size:e}: {mark:?}");
            });
        }
    }
}

#[test]
fn svg_is_well_formed_and_has_selectable_text() {
    let scene = Scene::new(5, 100);
    for (name, mut panel, size) in panels() {
        let layers = draw(panel.as_mut(), &scene.snapshot(), &style(size));
        let document = svg(&layers.all().map(|layer| &layer.surface));
        assert!(document.starts_with("<svg xmlns="), "{name}");
        assert_eq!(document.matches("<svg").count(), document.matches("</svg>").count(), "{name}");
        assert_eq!(document.matches("<text").count(), document.matches("</text>").count(), "{name}");
        assert!(!document.contains("NaN") && !document.contains("\"inf"), "{name}");
        assert!(document.matches("<text").count() >= 5, "{name}");
    }
}
