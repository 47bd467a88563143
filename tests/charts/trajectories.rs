//! Weight trajectories.

use super::*;

#[test]
fn trajectories_have_a_line_for_every_weight_and_a_dot_for_every_named_optimum() {
    let scene = Scene::new(100, 300);
    let layers = draw(&mut TrajectoriesPanel::default(), &scene.snapshot(), &style((504.0, 316.0)));
    let trace = layers.trace.surface.borrow();
    let lines = trace.marks().iter().filter(|mark| matches!(mark, Mark::Line { .. })).count();
    assert_eq!(lines, 100);
    let informative = Theme::LIGHT.informative;
    let live = layers.live.surface.borrow();
    let dots =
        live.marks().iter().filter(|mark| matches!(mark, Mark::Disc { color, .. } if *color == informative));
    assert_eq!(dots.count(), 2, "one at the end of the curve, one at the optimum");
    drop((trace, live));
    let texts = texts(&layers);
    for expected in ["99 at zero", "1 informative", "2.00", "300"] {
        assert!(texts.contains(expected), "{expected} is not among {texts}");
    }
}

#[test]
fn a_run_that_goes_on_appends_and_one_that_starts_again_is_drawn_anew() {
    let style = style((504.0, 316.0));
    let mut panel = TrajectoriesPanel::default();
    let mut layers = Layers::new(style.clone());
    let (early, late) = (Scene::new(100, 60), Scene::new(100, 70));
    panel.draw(&early.snapshot(), &style, &mut layers, true).unwrap();
    assert_eq!(layers.trace.paint, Paint::Replace);
    layers.fit(&style);
    panel.draw(&late.snapshot(), &style, &mut layers, false).unwrap();
    assert_eq!((layers.axes.paint, layers.trace.paint), (Paint::Keep, Paint::Append));
    assert!(count(&layers, |mark| matches!(mark, Mark::Line { .. })) >= 100);
    layers.fit(&style);
    panel.draw(&Snapshot { run: 1, ..early.snapshot() }, &style, &mut layers, false).unwrap();
    assert_eq!(layers.trace.paint, Paint::Replace);
}

/// Pieces appended one after the other cover the same pixels as one whole line.
#[test]
fn appended_pieces_join_on_whole_pixels() {
    let style = style((504.0, 316.0));
    let mut panel = TrajectoriesPanel::default();
    let mut layers = Layers::new(style.clone());
    panel.draw(&Scene::new(3, 20).snapshot(), &style, &mut layers, true).unwrap();
    let end_of_trace = |layers: &Layers| {
        let surface = layers.trace.surface.borrow();
        let ends = surface.marks().iter().filter_map(|mark| match mark {
            Mark::Line { points, .. } => surface.points(points).last().copied(),
            _ => None,
        });
        ends.map(|(x, _)| x).max()
    };
    let first = end_of_trace(&layers).unwrap();
    assert_eq!(f64::from(first) % UNITS, 0.0);
    for n_iter in 21..80 {
        layers.fit(&style);
        panel.draw(&Scene::new(3, n_iter).snapshot(), &style, &mut layers, false).unwrap();
        if let Some(end) = end_of_trace(&layers).filter(|_| layers.trace.paint == Paint::Append) {
            assert_eq!(f64::from(end) % UNITS, 0.0, "after {n_iter}");
        }
    }
}

#[test]
fn without_an_optimum_the_gutter_shows_the_reason() {
    let mut scene = Scene::new(100, 50);
    scene.optimum = None;
    let layers = draw(&mut TrajectoriesPanel::default(), &scene.snapshot(), &style((504.0, 316.0)));
    assert!(texts(&layers).contains("there is none"), "{}", texts(&layers));
}

#[test]
fn a_lab_at_iteration_0_shows_a_hint() {
    let scene = Scene::new(100, 0);
    let layers = draw(&mut TrajectoriesPanel::default(), &scene.snapshot(), &style((504.0, 316.0)));
    assert!(texts(&layers).contains("Press play, or drag λ."));
}
