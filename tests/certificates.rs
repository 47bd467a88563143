//! Optima of dense and wide problems: the certificate holds, in bounded work.

use regularization_lab::data::{Dataset, MakeCorrelated, MakeRegression, Task};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{ProximalNewton, Settings, Status, Stepper};

/// Largest number of steps, each about a millisecond, that these problems may take.
const MAX_STEPS: usize = 6_000;

#[track_caller]
fn check(data: &Dataset, loss: Loss, kind: PenaltyKind, lambda: f64, l1_ratio: f64) {
    let penalty = Penalty::new(kind, lambda, l1_ratio, data.n_samples()).unwrap();
    let problem = Problem::new(data, loss, penalty).unwrap();
    let mut newton = ProximalNewton::new(Point::zeros(data.n_features()));
    let settings = Settings { learning_rate: 1.0, tolerance: 1e-9 };
    let mut status = Status::Running;
    let mut n_steps = 0;
    while status == Status::Running && n_steps < MAX_STEPS {
        status = newton.step(&problem, settings);
        n_steps += 1;
    }
    let point = newton.point().clone();
    let residual = problem.kkt_residual(&point, newton.evaluation(&problem));
    assert!(
        status == Status::Converged && residual <= 1e-9,
        "{loss:?}, {kind:?}, λ = {lambda}, l1_ratio = {l1_ratio}: {status:?} after {n_steps} steps at {residual:e}"
    );
}

/// A support of hundreds that is larger than the number of rows.
#[test]
fn elastic_nets_on_200_rows_of_2176_features_reach_the_certificate() {
    let correlated =
        MakeCorrelated { n_samples: 200, n_groups: 16, group_size: 16, n_noise: 1_920, ..Default::default() };
    let regression = MakeCorrelated { task: Task::Regression, ..correlated.clone() }.generate().unwrap();
    let classes = correlated.generate().unwrap();
    let sparse = MakeRegression {
        n_samples: 200,
        n_features: 2_176,
        n_informative: 8,
        noise: 10.0,
        ..Default::default()
    };
    let sparse = sparse.generate().unwrap();
    for (lambda, l1_ratio) in [(0.1, 0.1), (1e-3, 0.5)] {
        check(&classes, Loss::Logistic, PenaltyKind::ElasticNet, lambda, l1_ratio);
        check(&regression, Loss::Squared, PenaltyKind::ElasticNet, lambda, l1_ratio);
        check(&sparse, Loss::Squared, PenaltyKind::ElasticNet, lambda, l1_ratio);
    }
    check(&classes, Loss::Logistic, PenaltyKind::L2, 1e-3, 0.0);
    check(&sparse, Loss::Squared, PenaltyKind::L1, 1e-3, 1.0);
}

/// One group of strongly correlated features, more than 400 of them.
#[test]
fn ridges_on_hundreds_of_dependent_features_reach_the_certificate() {
    for group_size in [401, 700] {
        let recipe = MakeCorrelated {
            n_samples: 500,
            n_groups: 1,
            group_size,
            n_noise: 0,
            rho: 0.99,
            ..Default::default()
        };
        let data = recipe.generate().unwrap();
        for lambda in [1e-3, 1.0] {
            check(&data, Loss::Logistic, PenaltyKind::L2, lambda, 0.0);
            check(&data, Loss::Squared, PenaltyKind::L2, lambda, 0.0);
        }
    }
}
