//! A moment that a hand has kept, in the pictures that show it.

use super::*;
use regularization_lab::lab::Bookmark;

fn bookmark(run: usize) -> Bookmark {
    let point = Point { coef: vec![0.0; 6], intercept: 0.0 };
    Bookmark { run, n_iter: 20, point, penalty: PenaltyKind::L2, lambda: 3.0, l1_ratio: 0.5 }
}

#[test]
fn a_moment_of_this_run_has_its_line_over_iterations_and_one_of_another_run_none() {
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
fn ghosts_are_the_moment_kept_and_say_so() {
    let scene = Scene::new(6, 40);
    let kept = bookmark(7);
    let snapshot = Snapshot { bookmark: Some(&kept), compared: None, ..scene.snapshot() };
    let layers = draw(&mut WeightsPanel::default(), &snapshot, &style((504.0, 212.0)));
    assert!(texts(&layers).contains("L2, λ = 3, iteration 20: 6 at 0"), "{}", texts(&layers));
    let layers = draw(&mut HistogramPanel::default(), &snapshot, &style((504.0, 212.0)));
    assert!(texts(&layers).contains("L2, λ = 3, iteration 20|"), "{}", texts(&layers));
}
