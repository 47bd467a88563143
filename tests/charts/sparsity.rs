//! Sparsity.

use super::*;

#[test]
fn sparsity_counts_up_to_the_features_of_other_data() {
    let style = style((504.0, 148.0));
    let (mut panel, mut layers) = (SparsityPanel::default(), Layers::new(style.clone()));
    for (n_features, others) in [(101, "61"), (61, "101")] {
        layers.fit(&style);
        panel.draw(&Scene::new(n_features, 50).snapshot(), &style, &mut layers, false).unwrap();
        let texts = texts(&layers);
        assert!(texts.contains(&n_features.to_string()) && !texts.contains(others), "{n_features}: {texts}");
    }
}

#[test]
fn no_edge_crosses_the_name_of_an_area() {
    let mut params = Params::of(Preset::BreastCancer, table(Preset::BreastCancer)).unwrap();
    params.trainer.penalty = PenaltyKind::L1;
    let mut lab = Lab::new(params).unwrap();
    let mut n_named = 0;
    for _ in 0..12 {
        lab.step(50);
        for (family, width) in Family::ALL.into_iter().flat_map(|f| [288.0, 358.0, 504.0].map(|w| (f, w))) {
            let size = (width, 164.0);
            let layers = draw(&mut SparsityPanel::default(), &lab.snapshot(), &style_in(family, size));
            let name = format!("iteration {} at {width} px", lab.snapshot().n_iter);
            assert_no_label_covers_another(&layers, family, &name);
            let edge = &lines(&layers.trace)[0].1;
            for (rect, text) in text_boxes(&layers, family) {
                let crosses = |ends: &[(f64, f64)]| is_crossed(rect, [ends[0], ends[1]]);
                assert!(!edge.windows(2).any(crosses), "{name} in {family:?}: {text}");
                n_named += usize::from(text == "exactly zero");
            }
        }
    }
    assert!(n_named > 0, "there are names where there is room");
}
