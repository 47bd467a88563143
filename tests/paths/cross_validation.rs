//! Cross-validation over λ, and over λ and `l1_ratio`.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Cross-validation gives finite scores or a sentence, never anything else.
    #[test]
    fn cross_validation_gives_finite_scores(
        data in any_dataset(), kind in penalty_kind(), k in 2_usize..8, standardize in any::<bool>(),
        scoring in prop::sample::select(Scoring::ALL.to_vec()),
    ) {
        let params = CrossValidationParams {
            penalty: kind, standardize, scoring: Some(scoring), folds: Folds { k, ..Default::default() },
            grid: given(&[10.0, 1.0, 0.1]), ..Default::default()
        };
        let curve = CrossValidation::new(&data, &params).and_then(|mut validation| validation.finish());
        match curve {
            Ok(curve) => {
                prop_assert_eq!(curve.fold_scores.len(), k);
                let all = [&curve.mean, &curve.std, &curve.standard_error, &curve.train_mean];
                prop_assert!(all.into_iter().flatten().all(|value| value.is_finite()), "{curve:?}");
                prop_assert!(curve.one_se_index <= curve.best_index);
            }
            Err(error) => prop_assert!(error.to_string().len() > 20, "{error}"),
        }
    }
}

#[test]
fn sets_that_are_too_small_or_have_one_class_are_rejected_with_a_message() {
    let two = Dataset::new(vec![1.0, 2.0], vec![0.5, 1.5], 1, Task::Regression).unwrap();
    let params = CrossValidationParams { folds: Folds { k: 2, ..Default::default() }, ..Default::default() };
    let error =
        CrossValidation::new(&two, &CrossValidationParams::default()).expect_err("five folds of two rows");
    assert_eq!(error.to_string(), "k must be a whole number between 2 and 2; got 5");
    // One row trains, one tests: a constant model, one off. R² of one row is undefined, as in scikit-learn.
    assert!(CrossValidation::new(&two, &params).is_err());
    let by_error = CrossValidationParams { scoring: Some(Scoring::NegMse), ..params.clone() };
    let curve = CrossValidation::new(&two, &by_error).unwrap().finish().unwrap();
    assert!(curve.mean.iter().all(|&score| score == -1.0));
    let y = (0..20).map(|i| f64::from(u8::from(i == 0))).collect();
    let rare = Dataset::new((0..20).map(f64::from).collect(), y, 1, Task::Classification).unwrap();
    let error = CrossValidation::new(&rare, &params).expect_err("one row of class 1");
    assert!(error.to_string().contains("fold 0") && error.to_string().contains("class"), "{error}");
}

#[test]
fn a_sweep_is_a_validation_for_each_ratio() {
    let data = MakeClassification { n_samples: 80, flip_y: 0.2, ..Default::default() }.generate().unwrap();
    let params = CrossValidationParams {
        grid: LambdaGrid { n_lambdas: 5, ..Default::default() },
        ..Default::default()
    };
    let mut sweep = Sweep::new(&data, &params, &[0.2, 1.0]).unwrap();
    while sweep.step().unwrap() == Status::Running {}
    for (curve, &l1_ratio) in sweep.curves().into_iter().zip(sweep.l1_ratios()) {
        let curve = curve.expect("all folds are done");
        let alone = CrossValidationParams {
            penalty: PenaltyKind::ElasticNet,
            l1_ratio,
            grid: given(&curve.lambdas),
            ..params.clone()
        };
        assert_eq!(CrossValidation::new(&data, &alone).unwrap().finish().unwrap(), curve);
    }
    assert!(Sweep::new(&data, &params, &[]).is_err() && Sweep::new(&data, &params, &[1.5]).is_err());
}

#[test]
fn folds_of_one_row_have_no_r2() {
    let data =
        Dataset::new((0..8).map(f64::from).collect(), (0..8).map(f64::from).collect(), 1, Task::Regression);
    let params = |scoring| CrossValidationParams {
        scoring,
        folds: Folds { k: 8, ..Folds::default() },
        ..CrossValidationParams::default()
    };
    let data = data.unwrap();
    let error = CrossValidation::new(&data, &params(None)).unwrap_err().to_string();
    assert!(error.contains("a fold of one row has no R²; take fewer folds"), "{error}");
    assert!(CrossValidation::new(&data, &params(Some(Scoring::NegMse))).is_ok());
}
