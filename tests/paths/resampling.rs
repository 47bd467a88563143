//! Bias, variance and selection over resampled training rows.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The two parts of the error add up to what brute force finds, and shares are shares.
    #[test]
    fn bias_and_variance_add_up(seed in 0_u32..100, kind in penalty_kind()) {
        prop_assume!(kind != PenaltyKind::None);
        let all = MakeRegression { n_samples: 40, n_features: 4, noise: 5.0, random_state: seed, ..Default::default() };
        let (draws, test) = Draws::fresh(&all.generate().unwrap(), 3, 10).unwrap();
        let Draws::Fresh(sets) = &draws else { unreachable!() };
        let lambdas = [20.0, 2.0];
        let spread = Resampling::new(&sets[0], &test, draws.clone(), kind, 0.5, ModelOptions::default(), &given(&lambdas)).unwrap().finish().unwrap();
        for (l, lambda) in lambdas.into_iter().enumerate() {
            let mut errors = 0.0;
            for set in sets {
                let penalty = Penalty::new(kind, lambda, 0.5, set.n_samples()).unwrap();
                let problem = Problem::new(set, Loss::Squared, penalty).unwrap();
                let point = solve(&problem, Point::zeros(4), 1e-10).unwrap().point;
                for i in 0..test.n_samples() {
                    let z: f64 = test.row(i).iter().zip(&point.coef).map(|(x, w)| x * w).sum();
                    errors += (test.y()[i] - z - point.intercept).powi(2);
                }
            }
            let error = errors / (sets.len() * test.n_samples()) as f64;
            let at = &spread[l];
            prop_assert!((at.bias + at.variance - error).abs() <= 1e-4 * (1.0 + error), "{at:?}, {error}");
            prop_assert!(at.selection.iter().all(|share| (0.0..=1.0).contains(share)));
        }
    }
}

#[test]
fn bootstrap_keeps_what_is_informative_and_repeats_by_its_seed() {
    let recipe = MakeClassification {
        n_samples: 300,
        n_features: 20,
        n_informative: 3,
        n_redundant: 0,
        n_clusters_per_class: 1,
        class_sep: 2.0,
        random_state: 7,
        ..Default::default()
    };
    let data = recipe.generate().unwrap();
    let (train, test) = regularization_lab::data::Split::default().split(&data).unwrap();
    let run = |random_state| {
        let draws = Draws::Bootstrap { n_draws: 20, random_state };
        Resampling::new(&train, &test, draws, PenaltyKind::L1, 1.0, ModelOptions::default(), &given(&[8.0]))
            .unwrap()
            .finish()
            .unwrap()
    };
    let spread = run(1);
    for (truth, &share) in data.truth().iter().zip(&spread[0].selection) {
        match truth.name() {
            "informative" => assert!(share >= 0.95, "informative kept in {share}"),
            _ => assert!(share <= 0.9, "noise kept in {share}"),
        }
    }
    assert_eq!(run(1), spread);
    assert_ne!(run(2), spread);
}

/// More penalty, less variance; and the least error lies between the ends (S-B3).
#[test]
fn bias_rises_and_variance_falls_with_lambda() {
    let recipe = MakeRegression {
        n_samples: 1500,
        n_features: 30,
        n_informative: 5,
        noise: 60.0,
        ..Default::default()
    };
    let (draws, test) = Draws::fresh(&recipe.generate().unwrap(), 20, 40).unwrap();
    let Draws::Fresh(sets) = &draws else { unreachable!() };
    let train = sets[0].clone();
    let grid = LambdaGrid { n_lambdas: 12, ..Default::default() };
    let spread = Resampling::new(&train, &test, draws, PenaltyKind::L1, 1.0, ModelOptions::default(), &grid)
        .unwrap()
        .finish()
        .unwrap();
    let (first, last) = (&spread[0], &spread[11]);
    assert!(first.bias > 2.0 * last.bias && first.variance < 0.2 * last.variance, "{first:?} {last:?}");
    let least = spread.iter().map(|at| at.error).fold(f64::INFINITY, f64::min);
    assert!(least < 0.9 * first.error && least < 0.9 * last.error);
}
