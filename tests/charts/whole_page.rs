//! Path, ledger, weights, validation, and the focused feature in all of them.

use super::*;

/// Hairlines on the trace layer in the colour of noise.
fn background(layers: &Layers) -> usize {
    let trace = layers.trace.surface.borrow();
    let hairline = Stroke::solid(Theme::LIGHT.noise, HAIRLINE);
    trace
        .marks()
        .iter()
        .filter(|mark| matches!(mark, Mark::Line { stroke, .. } if *stroke == hairline))
        .count()
}

#[test]
fn path_has_a_line_for_every_weight_and_a_ring_with_a_line_to_every_named_optimum() {
    let scene = Scene::new(100, 300);
    let panel = &mut PathPanel::default();
    let layers = draw(panel, &scene.snapshot(), &style((392.0, 236.0)));
    let trace = layers.trace.surface.borrow();
    assert_eq!(trace.marks().iter().filter(|mark| matches!(mark, Mark::Line { .. })).count(), 100);
    drop(trace);
    let rings = count(&layers, |mark| matches!(mark, Mark::Ring { .. }));
    assert_eq!(rings, 1, "one informative weight is on its way");
    let texts = texts(&layers);
    for expected in ["kept", "|w|0|", "0.01", "100"] {
        assert!(texts.contains(expected), "{expected} is not among {texts}");
    }
    let style = style((392.0, 236.0));
    assert_eq!(panel.lambda_at(&style, 40.0), Some(1e-3));
    assert_eq!(panel.lambda_at(&style, 380.0), Some(1e3));
    assert_eq!(panel.lambda_at(&style, 210.0), Some(1.0));
    assert_eq!(panel.lambda_at(&style, -1e9), Some(1e-3));
}

#[test]
fn a_path_that_is_not_computed_yet_shows_a_message() {
    let mut scene = Scene::new(100, 10);
    scene.path.clear();
    let layers = draw(&mut PathPanel::default(), &scene.snapshot(), &style((392.0, 236.0)));
    assert!(texts(&layers).contains("still to come"));
    let without = Snapshot { penalty: PenaltyKind::None, ..scene.snapshot() };
    let layers = draw(&mut PathPanel::default(), &without, &style((392.0, 236.0)));
    assert!(texts(&layers).contains("Without a penalty every λ is the same."));
}

#[test]
fn ledger_draws_train_test_and_penalty_or_the_gap() {
    let scene = Scene::new(5, 400);
    let size = style((504.0, 172.0));
    let mut panel = LedgerPanel::default();
    let layers = draw(&mut panel, &scene.snapshot(), &size);
    let trace = layers.trace.surface.borrow();
    let lines: Vec<Stroke> = trace
        .marks()
        .iter()
        .filter_map(|mark| if let Mark::Line { stroke, .. } = mark { Some(*stroke) } else { None })
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines.iter().filter(|line| line.color == Theme::LIGHT.lambda).count(), 1);
    assert_eq!(lines.iter().filter(|line| !line.dash.is_empty()).count(), 1, "test is dashed");
    drop(trace);
    let words = texts(&layers);
    for expected in ["test |0.160", "train |0.111", "penalty |0.020"] {
        assert!(words.contains(expected), "{expected} is not among {words}");
    }
    panel.choose_view("gap").unwrap();
    let layers = draw(&mut panel, &scene.snapshot(), &size);
    // The loss is 0.6 e⁻⁴ above that of the optimum, and the penalty 0.02 e⁻⁴ below.
    let gap = 0.58 * (-4.0_f64).exp();
    assert!(texts(&layers).contains(&format!("gap |{gap:.3}")), "{}", texts(&layers));
}

#[test]
fn the_gap_without_an_optimum_shows_the_reason() {
    let mut scene = Scene::new(5, 40);
    scene.optimum = None;
    let mut panel = LedgerPanel::default();
    panel.choose_view("gap").unwrap();
    let layers = draw(&mut panel, &scene.snapshot(), &style((504.0, 172.0)));
    assert!(texts(&layers).contains("there is no optimum to reach"));
}

#[test]
fn weights_have_a_stem_or_a_tick_each_and_marks_of_the_compared_penalty() {
    let mut scene = Scene::new(100, 60);
    scene.point.coef[40..].fill(0.0);
    let other = Scene::weights(100, 50);
    let all = PenaltyKind::ALL.map(|kind| if kind == PenaltyKind::L2 { &other } else { &scene.point });
    let snapshot = Snapshot { compared: Some(all), ..scene.snapshot() };
    let size = style((392.0, 148.0));
    let mut panel = WeightsPanel::default();
    let layers = draw(&mut panel, &snapshot, &size);
    let trace = layers.trace.surface.borrow();
    let is_line = |mark: &&Mark| matches!(mark, Mark::Line { .. });
    assert_eq!(trace.marks().iter().filter(is_line).count(), 100);
    let rings = trace.marks().iter().filter(|mark| matches!(mark, Mark::Ring { .. })).count();
    assert_eq!(rings, 100);
    drop(trace);
    let words = texts(&layers);
    for expected in ["60 at exactly 0", "L2: none at 0", "|w|0|"] {
        assert!(words.contains(expected), "{expected} is not among {words}");
    }
    let largest = panel.weight_at(&snapshot, &size, (42.0, 60.0));
    assert_eq!(largest, Some(0), "the informative weight is the largest");
    assert_eq!(panel.weight_at(&snapshot, &size, (20.0, 60.0)), None);
    panel.choose_view("place").unwrap();
    let place = panel.weight_at(&snapshot, &size, (383.0, 60.0));
    assert_eq!(place, Some(99));
}

#[test]
fn names_of_weights_do_not_cover_the_bracket_of_zeros() {
    let mut scene = Scene::new(600, 60);
    scene.truth.clear();
    scene.names = (0..600).map(|j| format!("{j} of six hundred long names")).collect();
    for (largest, scale) in (10..30).flat_map(|k| [(k, Scale::SquareRoot), (k, Scale::Linear)]) {
        // The names of the largest, if negative, are near the bottom; those of the others are near 0.
        let sign = if largest % 2 == 0 { 1.0 } else { -1.0 };
        let size = |j: usize| if j < 86 { 0.1 * sign * f64::from(largest) / (1.0 + j as f64) } else { 0.0 };
        scene.point.coef = (0..600).map(size).collect();
        let optimum = &mut scene.optimum.as_mut().unwrap().point.coef;
        optimum.fill(0.0);
        for j in [0, 1, 2, 84, 85] {
            optimum[j] = 1.0;
        }
        for (family, width) in Family::ALL.into_iter().flat_map(|f| [288.0, 392.0, 504.0].map(|w| (f, w))) {
            let style = Style { scale, ..style_in(family, (width, 148.0)) };
            let layers = draw(&mut WeightsPanel::default(), &scene.snapshot(), &style);
            let name = format!("{largest} at {width} px, {scale:?}");
            assert_no_label_covers_another(&layers, family, &name);
            let boxes = text_boxes(&layers, family);
            let mut bracket = lines(&layers.live);
            bracket.retain(|(stroke, _)| *stroke == Stroke::solid(Theme::LIGHT.ink, 1.0));
            assert_eq!(bracket.len(), 3, "{name}");
            for (_, ends) in bracket {
                for (rect, text) in &boxes {
                    assert!(!is_crossed(*rect, [ends[0], ends[1]]), "{name} in {family:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn validation_circles_both_recommended_lambdas_and_shows_folds_in_their_view() {
    let scene = Scene::new(5, 10);
    let size = style((392.0, 220.0));
    let mut panel = ValidationPanel::default();
    let layers = draw(&mut panel, &scene.snapshot(), &size);
    assert_eq!(count(&layers, |mark| matches!(mark, Mark::Ring { .. })), 2);
    assert_eq!(background(&layers), 0);
    let words = texts(&layers);
    for expected in ["min|0.1|", "1se|1|", "held out", "train"] {
        assert!(words.contains(expected), "{expected} is not among {words}");
    }
    panel.choose_view("folds").unwrap();
    let layers = draw(&mut panel, &scene.snapshot(), &size);
    assert_eq!(background(&layers), 4, "one line a fold");
    let unknown = Snapshot { validation: None, ..scene.snapshot() };
    let layers = draw(&mut ValidationPanel::default(), &unknown, &size);
    assert!(texts(&layers).contains("still to come"));
}

#[test]
fn the_focused_weight_is_highlighted_in_every_panel_of_weights() {
    let scene = Scene::new(100, 300);
    let style = |size| style(size);
    for (name, mut panel, size) in panels() {
        let plain = draw(panel.as_mut(), &scene.snapshot(), &style(size));
        let focused = Snapshot { focused: Some(7), ..scene.snapshot() };
        let layers = draw(panel.as_mut(), &focused, &style(size));
        if ["trajectories", "weights", "path"].contains(&name) {
            let live = layers.live.surface.borrow();
            let is_thick = |mark: &&Mark| matches!(mark, Mark::Line { stroke, .. } if stroke.color == Theme::LIGHT.ink && stroke.width == 2.25);
            assert_eq!(live.marks().iter().filter(is_thick).count(), 1, "{name}");
            drop(live);
            let words = texts(&layers);
            assert!(words.contains("w|7|"), "{name}: {words}");
            assert!(!texts(&plain).contains("w|7|"), "{name}");
        }
    }
}

#[test]
fn hit_test_finds_the_weight_of_a_line_and_none_beside_it() {
    let scene = Scene::new(100, 300);
    let size = style((504.0, 316.0));
    let mut panel = TrajectoriesPanel::default();
    let layers = draw(&mut panel, &scene.snapshot(), &size);
    let live = layers.live.surface.borrow();
    let informative = Theme::LIGHT.informative;
    let end = live.marks().iter().find_map(|mark| match mark {
        Mark::Disc { center, color, .. } if *color == informative => Some(*center),
        _ => None,
    });
    let (x, y) = end.map(|(x, y)| (f64::from(x) / UNITS, f64::from(y) / UNITS)).unwrap();
    assert_eq!(panel.weight_at(&scene.snapshot(), &size, (x, y + 3.0)), Some(0));
    assert_eq!(panel.weight_at(&scene.snapshot(), &size, (x, y + 40.0)), None);
}

#[test]
fn largest_weights_at_the_optimum_are_named_where_roles_are_unknown() {
    let mut params = Params::of(Preset::BreastCancer, table(Preset::BreastCancer)).unwrap();
    (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L1, 2.0);
    let mut lab = Lab::new(params).unwrap();
    lab.set_required(RequiredComputations { path: true, ..RequiredComputations::NONE });
    lab.step(200);
    // Five names at most, shortened to the room there is; all of the largest begin with one of these letters.
    let names = |lab: &Lab, panel: &mut dyn Panel| {
        let texts = texts(&draw(panel, &lab.snapshot(), &style((520.0, 344.0))));
        let is_name = |text: &&str| text.starts_with("wor") || text.starts_with("radius");
        texts.split('|').filter(is_name).count()
    };
    assert_eq!(names(&lab, &mut TrajectoriesPanel::default()), 0, "the optimum is not known yet");
    while lab.refine() {}
    let largest = |lab: &Lab| {
        let coef = &lab.snapshot().optimum.unwrap().point.coef;
        (0..coef.len()).max_by(|&a, &b| coef[a].abs().total_cmp(&coef[b].abs())).unwrap()
    };
    assert_eq!(lab.trainer().train().feature_names()[largest(&lab)], "worst radius");
    let panels: [Box<dyn Panel>; 3] = [
        Box::new(TrajectoriesPanel::default()),
        Box::new(PathPanel::default()),
        Box::new(WeightsPanel::default()),
    ];
    for mut panel in panels {
        assert!((2..=5).contains(&names(&lab, &mut *panel)));
    }
}
