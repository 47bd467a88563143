//! Panels of rows and samples: bias and variance, stability, calibration, boundary.

use regularization_lab::Error;

use super::*;

fn compared(scene: &Scene) -> [&Point; PenaltyKind::ALL.len()] {
    PenaltyKind::ALL.map(|kind| if kind == PenaltyKind::None { &scene.unpenalized } else { &scene.point })
}

#[test]
fn bias_and_variance_have_three_curves_a_circle_and_the_lambda_line() {
    let mut scene = Scene::new(5, 40);
    let size = (392.0, 236.0);
    let layers = draw(&mut BiasVariancePanel::default(), &scene.snapshot(), &style(size));
    let dashes = |dash: &[f64]| {
        count(
            &layers,
            |mark| matches!(mark, Mark::Line { stroke, .. } if stroke.dash == dash && stroke.color == Theme::LIGHT.ink),
        )
    };
    assert_eq!((dashes(&[7.0, 3.0]), dashes(&[2.0, 3.0])), (1, 1));
    let total = |mark: &Mark| matches!(mark, Mark::Line { stroke, .. } if stroke.width == 2.5);
    assert_eq!(count(&layers, total), 1);
    assert_eq!(count(&layers, |mark| matches!(mark, Mark::Ring { .. })), 1);
    let lambda = Theme::LIGHT.lambda;
    assert_eq!(
        count(&layers, |mark| matches!(mark, Mark::Disc { color, .. } if *color == lambda)),
        1,
        "the grip"
    );
    let said = texts(&layers);
    // The minimum of 0.03 e^(t/3) + 0.02 e^(−t/3) is at e^(2t/3) = 2/3, t = −0.26 decades; the nearest λ of the grid is 0.56.
    for expected in ["total error", "bias² + noise", "variance", "least error at ", " = 0.56", " = 1|"] {
        assert!(said.contains(expected), "{expected} is not among {said}");
    }
    let panel = BiasVariancePanel::default();
    assert_eq!(panel.lambda_at(&style(size), 40.0), PathPanel::default().lambda_at(&style(size), 40.0));
    scene.repeats = Repeats { n_draws: 60, is_running: true, ..Repeats::default() };
    let layers = draw(&mut BiasVariancePanel::default(), &scene.snapshot(), &style(size));
    assert!(texts(&layers).contains("still to come"));
    assert_eq!(count(&layers, total), 0);
}

#[test]
fn moving_the_lambda_line_does_not_redraw_the_curves() {
    let scene = Scene::new(5, 40);
    let style = style((392.0, 236.0));
    for mut panel in
        [Box::new(BiasVariancePanel::default()) as Box<dyn Panel>, Box::new(StabilityPanel::default())]
    {
        let mut layers = Layers::new(style.clone());
        panel.draw(&scene.snapshot(), &style, &mut layers, true).unwrap();
        layers.fit(&style);
        panel.draw(&scene.snapshot(), &style, &mut layers, false).unwrap();
        assert!(layers.all().iter().all(|layer| layer.paint == Paint::Keep), "nothing has changed");
        layers.fit(&style);
        // The nearest λ of the grid is still 1.
        panel.draw(&Snapshot { lambda: 1.1, ..scene.snapshot() }, &style, &mut layers, false).unwrap();
        assert_eq!(layers.trace.paint, Paint::Keep);
        layers.fit(&style);
        let more = Repeats { version: 4, ..scene.repeats.clone() };
        let snapshot = Snapshot { halves: Some(&more), bootstraps: Some(&more), ..scene.snapshot() };
        panel.draw(&snapshot, &style, &mut layers, false).unwrap();
        assert_eq!(layers.trace.paint, Paint::Replace);
    }
}

#[test]
fn stability_has_a_stem_per_weight_the_threshold_and_its_lambda() {
    let scene = Scene::new(100, 40);
    let mut panel = StabilityPanel::default();
    let layers = draw(&mut panel, &Snapshot { lambda: 1.2, ..scene.snapshot() }, &style((504.0, 236.0)));
    let discs = |wanted| count(&layers, |mark| matches!(mark, Mark::Disc { color, .. } if *color == wanted));
    assert_eq!((discs(Theme::LIGHT.informative), discs(Theme::LIGHT.noise)), (1, 39));
    let said = texts(&layers);
    for expected in
        ["40 most often chosen of 100 weights, at ", " = 1|", "80\u{2009}%: call it stable", "|100|%"]
    {
        assert!(said.contains(expected), "{expected} is not among {said}");
    }
    let snapshot = Snapshot { focused: Some(70), ..scene.snapshot() };
    let layers = draw(&mut panel, &snapshot, &style((504.0, 236.0)));
    assert!(texts(&layers).contains("70| 0\u{2009}%"), "{}", texts(&layers));
    let none = Repeats::default();
    let snapshot = Snapshot { halves: Some(&none), penalty: PenaltyKind::None, ..scene.snapshot() };
    let layers = draw(&mut panel, &snapshot, &style((504.0, 236.0)));
    assert!(texts(&layers).contains("Without a penalty every λ is the same."));
}

#[test]
fn stable_weights_of_a_table_are_named_where_they_fit() {
    let mut scene = Scene::new(19, 40);
    scene.truth.clear();
    scene.names = (0..19).map(|j| format!("{}{j} of a long name", char::from(b'A' + j as u8))).collect();
    // As of the table `hitters`, of a table with a stable weight of nearly the same height as the next, and all alike.
    let hitters = [0.98, 0.95, 0.95, 0.93, 0.72, 0.65];
    let close = [1.0, 1.0, 0.97, 0.95, 0.81, 0.79, 0.78];
    for (highest, least) in [(&hitters[..], 4), (&close, 4), (&[1.0; 19], 3), (&[0.79], 0)] {
        let mut selection = vec![0.1; 19];
        selection[..highest.len()].copy_from_slice(highest);
        let n_stable = highest.iter().filter(|&&share| share >= 0.8).count();
        for at in &mut scene.repeats.spread {
            at.selection.clone_from(&selection);
        }
        for (family, width) in Family::ALL.into_iter().flat_map(|f| [288.0, 358.0, 504.0].map(|w| (f, w))) {
            let size = (width, 236.0);
            let layers = draw(&mut StabilityPanel::default(), &scene.snapshot(), &style_in(family, size));
            let name = format!("{highest:?} at {width} px");
            assert_no_label_covers_another(&layers, family, &name);
            assert_labels_are_inside(&layers, family, size, &name);
            let words = texts(&layers);
            let is_named = |j: &usize| words.contains(&scene.names[*j][..2]);
            let named: Vec<usize> = (0..19).filter(is_named).collect();
            assert!((least..=n_stable).contains(&named.len()), "{name} in {family:?}: {words}");
            assert!(named.iter().copied().eq(0..named.len()), "{name}: {named:?}, but not the first");
            let stems: Vec<_> = discs(&layers).into_iter().map(|(head, _)| [head, (head.0, 210.0)]).collect();
            for (rect, text) in
                text_boxes(&layers, family).into_iter().filter(|(_, text)| text.contains(" of"))
            {
                assert!(!stems.iter().any(|stem| is_crossed(rect, *stem)), "{name} in {family:?}: {text}");
            }
        }
    }
}

#[test]
fn hit_test_finds_the_stem_under_the_pointer() {
    let scene = Scene::new(100, 40);
    let panel = StabilityPanel::default();
    let at = |x: f64| panel.weight_at(&scene.snapshot(), &style((504.0, 236.0)), (x, 100.0));
    // Stems are 452 / 40.7 px apart; the first is at 40 px + 0.7 of that.
    let stem = |slot: f64| 40.0 + (slot + 0.7) * 452.0 / 40.7;
    assert_eq!([at(stem(0.0)), at(stem(7.0)), at(stem(39.0))], [Some(0), Some(7), Some(39)]);
    assert_eq!(at(20.0), None);
}

#[test]
fn calibration_labels_the_worst_bin() {
    let mut scene = Scene::new(2, 40);
    // The prediction is 98 % for 30 rows, of which 24 are class 1; without a penalty it is 50 %.
    scene.test =
        Dataset::new(vec![1.0; 60], [vec![1.0; 24], vec![0.0; 6]].concat(), 2, Task::Classification).unwrap();
    scene.point = Point { coef: vec![0.0, 0.0], intercept: (0.98_f64 / 0.02).ln() };
    scene.unpenalized = Point { coef: vec![0.0, 0.0], intercept: 0.0 };
    let points = compared(&scene);
    let snapshot = Snapshot { compared: Some(points), ..scene.snapshot() };
    let layers = draw(&mut CalibrationPanel::default(), &snapshot, &style((504.0, 260.0)));
    let said = texts(&layers);
    for expected in ["L1, λ = 1", "says 98, gets 80", "no penalty", "says 50, gets 80"] {
        assert!(said.contains(expected), "{expected} is not among {said}");
    }
    let line_in = |layers: &Layers, color| {
        count(layers, |mark| matches!(mark, Mark::Line { stroke, .. } if stroke.color == color))
    };
    assert!(line_in(&layers, Theme::LIGHT.l1) >= 1 && line_in(&layers, Theme::LIGHT.none) >= 1);
    let snapshot = Snapshot { penalty: PenaltyKind::None, ..snapshot };
    let layers = draw(&mut CalibrationPanel::default(), &snapshot, &style((504.0, 260.0)));
    assert!(texts(&layers).contains("no penalty") && texts(&layers).contains("L2"), "{}", texts(&layers));
}

#[test]
fn two_classes_are_needed_for_calibration_and_boundary() {
    let mut scene = Scene::new(2, 40);
    scene.train = Dataset::new(vec![1.0; 8], vec![0.5, 1.5, 2.0, 3.0], 2, Task::Regression).unwrap();
    let layers = draw(&mut CalibrationPanel::default(), &scene.snapshot(), &style((504.0, 260.0)));
    assert!(texts(&layers).contains("Calibration needs two classes."));
    let layers = draw(&mut BoundaryPanel::default(), &scene.snapshot(), &style((392.0, 300.0)));
    assert!(texts(&layers).contains("A boundary needs two classes."));
}

#[test]
fn the_boundary_is_vertical_if_the_second_weight_is_0() {
    let mut scene = Scene::new(2, 40);
    scene.slice.as_mut().unwrap().pair = (0, 1);
    scene.point = Point { coef: vec![2.0, 0.0], intercept: -1.0 };
    let points = compared(&scene);
    let snapshot = Snapshot { compared: Some(points), ..scene.snapshot() };
    let layers = draw(&mut BoundaryPanel::default(), &snapshot, &style((392.0, 300.0)));
    let said = texts(&layers);
    for expected in ["L1", ": upright, ignores ", "25\u{2009}%", "75\u{2009}%", "no penalty"] {
        assert!(said.contains(expected), "{expected} is not among {said}");
    }
    let surface = layers.live.surface.borrow();
    let lines: Vec<_> = surface
        .marks()
        .iter()
        .filter_map(|mark| match mark {
            Mark::Line { points, stroke, .. } if stroke.color == Theme::LIGHT.l1 => {
                Some(surface.points(points))
            }
            _ => None,
        })
        .collect();
    assert_eq!(lines.len(), 3, "50 %, 25 % and 75 %");
    assert!(lines.iter().all(|ends| ends[0].0 == ends[1].0), "{lines:?}");
    // From 25 % to 75 % the predictor increases from −ln 3 to ln 3, a distance of ln 3 on the axis of the first feature.
    let (low, half, high) = (lines[0][0].0, lines[2][0].0, lines[1][0].0);
    assert!(low < half && half < high && (low + high - 2 * half).abs() <= 1, "{low} {half} {high}");
    drop(surface);
    let is_row = |mark: &Mark| matches!(mark, Mark::Disc { .. } | Mark::Ring { .. });
    let trace = layers.trace.surface.borrow();
    assert_eq!(trace.marks().iter().filter(|mark| is_row(mark)).count(), 40, "the training rows");
    let wells =
        count(&layers, |mark| matches!(mark, Mark::Area { color, .. } if *color == Theme::LIGHT.well));
    assert_eq!(wells, 1);
}

#[test]
fn the_boundary_of_former_data_is_removed_when_a_message_is_shown() {
    let mut scene = Scene::new(5, 40);
    let mut panel = BoundaryPanel::default();
    let style = style((392.0, 300.0));
    let mut layers = draw(&mut panel, &scene.snapshot(), &style);
    assert!(count(&layers, |mark| matches!(mark, Mark::Disc { .. })) > 0);
    layers.fit(&style);
    scene.slice = None;
    panel.draw(&scene.snapshot(), &style, &mut layers, false).unwrap();
    for layer in layers.all() {
        assert_eq!(layer.paint, Paint::Replace);
    }
    assert_eq!(count(&layers, |mark| !matches!(mark, Mark::Text { .. })), 0);
}

#[test]
fn error_of_a_task_is_shown_by_its_panel() {
    let error = Error::Data("100 draws in a row held rows of one class only; a class is too rare".to_owned());
    let (none, surface) = (Repeats::default(), ValidationSurface::default());
    let scene = Scene::new(5, 10);
    let empty = Snapshot {
        path: &[],
        validation: None,
        validation_surface: Some(&surface),
        halves: Some(&none),
        bootstraps: Some(&none),
        ..scene.snapshot()
    };
    let errors = |which: usize| {
        let error = |k: usize| (k == which).then_some(&error);
        TaskErrors {
            path: error(0),
            folds: error(1),
            surface: error(2),
            halves: error(3),
            bootstraps: error(4),
            ..TaskErrors::default()
        }
    };
    let panels: [fn() -> Box<dyn Panel>; 5] = [
        || Box::new(PathPanel::default()),
        || Box::new(ValidationPanel::default()),
        || Box::new(ValidationPanel::sweep()),
        || Box::new(StabilityPanel::default()),
        || Box::new(BiasVariancePanel::default()),
    ];
    for (k, panel) in panels.iter().enumerate() {
        for which in 0..panels.len() {
            for size in [(392.0, 236.0), (300.0, 236.0)] {
                let snapshot = Snapshot { errors: errors(which), ..empty };
                let family = Family::ALL[0];
                let layers = draw(&mut *panel(), &snapshot, &style_in(family, size));
                let said = texts(&layers);
                assert_eq!(said.contains("too rare"), k == which, "panel {k}, error {which}: {said}");
                assert_eq!(said.contains("still to come"), k != which, "panel {k}, error {which}: {said}");
                assert_labels_are_inside(&layers, family, size, "an error");
            }
        }
    }
}
