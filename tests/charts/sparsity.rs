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
