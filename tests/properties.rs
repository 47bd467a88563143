//! Properties that hold for any data and any parameters.

mod common;

use common::{any_dataset, loss_of, penalty_kind};
use proptest::collection::vec;
use proptest::prelude::*;
use regularization_lab::data::{Dataset, MakeClassification, Task};
use regularization_lab::lab::{ClassWeight, Optimizer, Trainer, TrainerParams};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{
    BatchedStepper, GradientDescent, ProximalGradient, Rule, Settings, Status, Stepper, lambda_max, solve,
};
use std::rc::Rc;

fn optimizer() -> impl Strategy<Value = Optimizer> {
    prop::sample::select(Optimizer::ALL.to_vec())
}

/// λ over all scales, both ends included.
fn any_lambda() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1e100), Just(1e-300), (-6.0..6.0_f64).prop_map(|e| 10_f64.powf(e))]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The exact solver converges to an optimum with a small KKT residual, or reports that there is none, which happens only without a
    /// penalty.
    #[test]
    fn exact_solver_satisfies_the_kkt_conditions(
        data in any_dataset(), kind in penalty_kind(), exponent in -2.0..3.0_f64, l1_ratio in 0.0..=1.0_f64,
    ) {
        let lambda = 10_f64.powf(exponent);
        let penalty = Penalty::new(kind, lambda, l1_ratio, data.n_samples()).unwrap();
        let problem = Problem::new(&data, loss_of(&data), penalty).unwrap();
        match solve(&problem, Point::zeros(data.n_features()), 1e-9) {
            Ok(solution) => {
                // Columns of size 10⁴ have gradients with rounding errors near the tolerance.
                let scale = data.x().iter().fold(1.0_f64, |largest, x| largest.max(x.abs()));
                prop_assert!(solution.kkt_residual <= 1e-9 * scale.max(1.0), "{solution:?}");
                prop_assert!(solution.point.is_finite());
            }
            Err(error) => {
                prop_assert!(kind == PenaltyKind::None && data.task() == Task::Classification, "{error}");
            }
        }
    }

    /// No point near the optimum has a smaller objective.
    #[test]
    fn no_point_near_the_optimum_is_better(
        data in any_dataset(), kind in penalty_kind(), exponent in -1.0..2.0_f64,
        direction in vec(-1.0..1.0_f64, 8), step in -6.0..0.0_f64,
    ) {
        let penalty = Penalty::new(kind, 10_f64.powf(exponent), 0.5, data.n_samples()).unwrap();
        let problem = Problem::new(&data, loss_of(&data), penalty).unwrap();
        if let Ok(solution) = solve(&problem, Point::zeros(data.n_features()), 1e-9) {
            let mut near = solution.point.clone();
            let length = 10_f64.powf(step);
            near.coef.iter_mut().zip(&direction).for_each(|(w, d)| *w += length * d);
            near.intercept += length * direction[7];
            let slack = 1e-9 * (1.0 + length * data.n_features() as f64) * (1.0 + solution.objective);
            prop_assert!(problem.objective(&near) >= solution.objective - slack);
        }
    }

    /// Models of a batched stepper have the iterates and statuses of models trained alone.
    #[test]
    fn batched_models_equal_models_trained_alone(
        data in any_dataset(), lambda in any_lambda(), proximal in any::<bool>(),
        factor in prop::sample::select(vec![0.1, 1.0, 1.9, 1e9]),
    ) {
        let problem = Problem::new(&data, loss_of(&data), Penalty::default()).unwrap();
        let learning_rate = factor / problem.lipschitz();
        let settings = Settings { learning_rate, tolerance: 1e-6 };
        let start = Point::zeros(data.n_features());
        let penalties = PenaltyKind::ALL.map(|kind| Penalty::new(kind, lambda, 0.5, data.n_samples()).unwrap());
        let rule = if proximal { Rule::Proximal } else { Rule::Subgradient };
        let mut batched = BatchedStepper::new(&start, rule);
        let mut statuses = [Status::Running; PenaltyKind::ALL.len()];
        for _ in 0..40 {
            statuses = batched.step(&problem, &penalties, settings);
        }
        for (m, penalty) in penalties.into_iter().enumerate() {
            let mut alone: Box<dyn Stepper> = match rule {
                Rule::Proximal => Box::new(ProximalGradient::new(start.clone())),
                Rule::Subgradient => Box::new(GradientDescent::new(start.clone())),
            };
            let mut status = Status::Running;
            for _ in 0..40 {
                if status == Status::Running {
                    status = alone.step(&problem.with_penalty(penalty), settings);
                }
            }
            prop_assert!(batched.point(m).is_finite());
            // Above the stable learning rate rounding errors grow with every step, and subgradient steps oscillate irregularly.
            let hover = if proximal { 0.0 } else { 2.0 * learning_rate * (penalty.l1 + penalty.l2) };
            if factor < 2.0 && hover < 1e-3 {
                prop_assert_eq!((statuses[m], batched.n_iter(m)), (status, alone.n_iter()));
                for (a, b) in batched.point(m).coef.iter().zip(&alone.point().coef) {
                    prop_assert!((a - b).abs() <= 1e-7 * (1.0 + b.abs()) + hover, "{a} and {b}");
                }
            }
        }
    }

    /// Every optimizer at its stable learning rate converges to the optimum of the exact solver.
    #[test]
    fn every_optimizer_ends_at_the_optimum(
        seed in 0_u32..1000, kind in penalty_kind(), optimizer in optimizer(), lambda in 2.0..20.0_f64,
        squared in any::<bool>(),
    ) {
        let recipe = MakeClassification {
            n_samples: 40, n_features: 5, class_sep: 0.3, flip_y: 0.3, random_state: seed, ..Default::default()
        };
        let train = Rc::new(recipe.generate().unwrap());
        let loss = if squared { Loss::Squared } else { Loss::Logistic };
        let mut params = TrainerParams {
            loss: Some(loss), penalty: kind, lambda, optimizer, tolerance: Some(1e-8), ..Default::default()
        };
        let mut trainer = Trainer::new(Rc::clone(&train), None, params.clone()).unwrap();
        let exact = solve(&trainer.problem(), Point::zeros(5), 1e-9);
        prop_assume!(exact.is_ok());
        let exact = exact.unwrap();
        params.learning_rate = trainer.stable_learning_rate();
        // With an L1 part, subgradient steps oscillate around the optimum, within lr/2 ‖subgradient‖² of its objective.
        let l1 = trainer.problem().penalty.l1;
        let hovers = optimizer == Optimizer::GradientDescent && l1 > 0.0;
        params.learning_rate *= if hovers { 0.02 } else { 1.0 };
        let slack = if hovers { 1e-6 + 2.0 * params.learning_rate * 5.0 * l1 * l1 } else { 1e-9 };
        trainer.set(params).unwrap();
        trainer.step(60_000);
        let objective = trainer.scores().objective;
        prop_assert!(objective <= exact.objective + slack, "{objective} against {}", exact.objective);
        prop_assert!(objective >= exact.objective - 1e-12, "{objective} below {}", exact.objective);
        prop_assert!(hovers || trainer.status() == Status::Converged, "{:?}", trainer.status());
    }

    /// At the stable learning rate no proximal step increases the objective.
    #[test]
    fn proximal_gradient_never_increases_the_objective(
        data in any_dataset(), kind in penalty_kind(), exponent in -2.0..3.0_f64,
    ) {
        let params = TrainerParams {
            penalty: kind, lambda: 10_f64.powf(exponent), optimizer: Optimizer::ProximalGradient, ..Default::default()
        };
        let mut trainer = Trainer::new(Rc::new(data), None, params.clone()).unwrap();
        let learning_rate = trainer.stable_learning_rate();
        trainer.set(TrainerParams { learning_rate, ..params }).unwrap();
        let mut last = f64::INFINITY;
        for _ in 0..30 {
            trainer.step(1);
            let objective = trainer.problem().objective(trainer.point());
            prop_assert!(objective <= last * (1.0 + 1e-12) + 1e-12, "{last} then {objective}");
            last = objective;
        }
    }

    /// For any learning rate, λ and scale of the data, weights are finite, there is a status, and nothing panics.
    #[test]
    fn a_trainer_stays_finite_for_any_parameters(
        data in any_dataset(), scale in prop::sample::select(vec![1.0, 1e-40, 1e15, 1e44]),
        kind in penalty_kind(), optimizer in optimizer(), lambda in any_lambda(), l1_ratio in 0.0..=1.0_f64,
        exponent in -12.0..9.0_f64, balanced in any::<bool>(), start in prop::sample::select(vec![0.0, 1.0, 1e50]),
    ) {
        let x = data.x().iter().map(|x| x * scale).collect();
        let p = data.n_features();
        let data = Dataset::new(x, data.y().to_vec(), p, data.task()).unwrap();
        let class_weight = match data.task() {
            Task::Classification if balanced => ClassWeight::Balanced,
            _ => ClassWeight::None,
        };
        let params = TrainerParams {
            penalty: kind, lambda, l1_ratio, optimizer, class_weight, learning_rate: 10_f64.powf(exponent),
            tolerance: Some(1e-9), initial: Some(Point { coef: vec![start; p], intercept: start }), ..Default::default()
        };
        let data = Rc::new(data);
        let mut trainer = Trainer::new(Rc::clone(&data), Some(data), params.clone()).unwrap();
        let run = trainer.step(40);
        prop_assert!(trainer.point().is_finite());
        prop_assert!(run == 40 || trainer.status() != Status::Running);
        prop_assert_eq!(trainer.status() == Status::Running, trainer.message().is_empty());
        trainer.set(TrainerParams { lambda: 3.0, l1_ratio: 0.5, ..params }).unwrap();
        trainer.step(40);
        prop_assert!(trainer.point().is_finite());
        let scores = trainer.scores();
        prop_assert!(scores.exact_zero <= scores.near_zero && scores.near_zero <= p);
        prop_assert!(trainer.stable_learning_rate() > 0.0);
    }

    /// Just above λ_max all weights are 0, just below not all.
    #[test]
    fn weights_are_zero_exactly_from_lambda_max_on(data in any_dataset(), l1_ratio in 0.05..=1.0_f64) {
        let problem = Problem::new(&data, loss_of(&data), Penalty::default()).unwrap();
        let edge = lambda_max(&problem, l1_ratio).unwrap();
        prop_assume!(edge > 1e-6);
        let norm = |lambda| {
            let penalty = Penalty::new(PenaltyKind::ElasticNet, lambda, l1_ratio, data.n_samples()).unwrap();
            solve(&problem.with_penalty(penalty), Point::zeros(data.n_features()), 1e-9).unwrap().point.norm1()
        };
        prop_assert_eq!(norm(edge * 1.0001), 0.0);
        prop_assert!(norm(edge * 0.99) > 0.0);
    }
}

/// From the optimum of a strong penalty the first steps without one increase the residual; that is no stall.
#[test]
fn a_warm_start_far_from_the_optimum_converges() {
    let x = vec![
        -7300.5, -2.7e-5, 0.6, -1.1, -16463.1, 5.6e-5, -1.5, 0.6, 0.0, 0.0, 1.3, 0.0, 2389.3, -1.6e-4, 2.4,
        -1.8, 12687.9, 0.0, 0.0, 0.0, 0.0, -1.2e-4, -1.1, 0.9, -10496.4, -1.7e-4, -0.2, 2.9,
    ];
    let y = vec![0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0];
    let data = Dataset::new(x, y, 4, Task::Classification).unwrap();
    let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
    let strong = problem.with_penalty(Penalty::new(PenaltyKind::ElasticNet, 0.1, 0.25, 7).unwrap());
    let start = solve(&strong, Point::zeros(4), 1e-10).unwrap().point;
    let (warm, cold) =
        (solve(&problem, start, 1e-10).unwrap(), solve(&problem, Point::zeros(4), 1e-10).unwrap());
    assert!(warm.kkt_residual <= 1e-10 && cold.kkt_residual <= 1e-10, "{warm:?}, {cold:?}");
}

/// What the lab advises after a divergence does not diverge: any λ, optimizer and dropout.
#[test]
fn a_run_at_the_stable_learning_rate_does_not_diverge() {
    let train = MakeClassification { n_samples: 80, n_features: 30, random_state: 5, ..Default::default() }
        .generate()
        .unwrap();
    let train = Rc::new(train);
    for loss in Loss::ALL {
        for (kind, l1_ratio) in [
            (PenaltyKind::L1, 1.0),
            (PenaltyKind::ElasticNet, 0.1),
            (PenaltyKind::L2, 0.0),
            (PenaltyKind::None, 0.0),
        ] {
            for lambda in [1.0, 1e2, 1e4, 1e6, 1e9] {
                for (optimizer, dropout) in Optimizer::ALL
                    .map(|optimizer| (optimizer, 0.0))
                    .into_iter()
                    .chain([(Optimizer::GradientDescent, 0.5)])
                {
                    let mut params = TrainerParams {
                        loss: Some(loss),
                        penalty: kind,
                        l1_ratio,
                        lambda,
                        optimizer,
                        dropout,
                        ..Default::default()
                    };
                    let mut trainer = Trainer::new(Rc::clone(&train), None, params.clone()).unwrap();
                    params.learning_rate = trainer.stable_learning_rate().min(1e9);
                    trainer.set(params).unwrap();
                    trainer.step(1_000);
                    let what = format!("{loss:?}, {kind:?}, λ = {lambda}, {optimizer:?}, dropout {dropout}");
                    assert_ne!(trainer.status(), Status::Diverged, "{what}: {}", trainer.message());
                }
            }
        }
    }
}

/// The advice after a divergence is a smaller learning rate than the one that diverged.
#[test]
fn the_advised_learning_rate_is_smaller_than_one_that_diverged() {
    let train = MakeClassification {
        n_samples: 245,
        n_features: 100,
        n_informative: 3,
        random_state: 42,
        ..Default::default()
    };
    let train = Rc::new(train.generate().unwrap());
    for (kind, lambda, learning_rate) in
        [(PenaltyKind::L1, 1e4, 0.05), (PenaltyKind::ElasticNet, 1e4, 0.3), (PenaltyKind::L2, 1e4, 0.3)]
    {
        let params = TrainerParams {
            penalty: kind,
            lambda,
            learning_rate,
            optimizer: Optimizer::GradientDescent,
            ..Default::default()
        };
        let mut trainer = Trainer::new(Rc::clone(&train), None, params).unwrap();
        trainer.step(3_000);
        assert_eq!(trainer.status(), Status::Diverged, "{kind:?}");
        assert!(trainer.stable_learning_rate() < learning_rate, "{kind:?}: {}", trainer.message());
    }
}
