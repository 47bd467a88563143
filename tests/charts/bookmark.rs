//! The bookmark, in the panels that show it.

use super::*;
use regularization_lab::lab::Bookmark;

fn bookmark(run: usize) -> Bookmark {
    let point = Point { coef: vec![0.0; 6], intercept: 0.0 };
    Bookmark { run, n_iter: 20, point, penalty: PenaltyKind::L2, lambda: 3.0, l1_ratio: 0.5 }
}

#[test]
fn a_bookmark_has_a_line_over_iterations_only_in_its_own_run() {
    let scene = Scene::new(6, 40);
    let (own, other) = (bookmark(0), bookmark(1));
    let is_line = |mark: &Mark| matches!(mark, Mark::Line { stroke, .. } if stroke.dash == [3.0, 3.0] && stroke.color == Theme::LIGHT.ink_3);
    for (name, mut panel, size) in panels() {
        if !["trajectories", "sparsity", "ledger"].contains(&name) {
            continue;
        }
        let mut lines = |bookmark| {
            let snapshot = Snapshot { bookmark, ..scene.snapshot() };
            count(&draw(panel.as_mut(), &snapshot, &style(size)), is_line)
        };
        let without = lines(None);
        assert_eq!((lines(Some(&own)), lines(Some(&other))), (without + 1, without), "{name}");
    }
}

#[test]
fn the_comparison_overlay_shows_the_bookmark_with_its_name() {
    let scene = Scene::new(6, 40);
    let kept = bookmark(7);
    let snapshot = Snapshot { bookmark: Some(&kept), compared: None, ..scene.snapshot() };
    let layers = draw(&mut WeightsPanel::default(), &snapshot, &style((504.0, 212.0)));
    assert!(texts(&layers).contains("L2, λ = 3, iteration 20: 6 at 0"), "{}", texts(&layers));
    let layers = draw(&mut HistogramPanel::default(), &snapshot, &style((504.0, 212.0)));
    assert!(texts(&layers).contains("L2, λ = 3, iteration 20|"), "{}", texts(&layers));
}
