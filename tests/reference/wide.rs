//! Paths on 60 rows of 2,300 features, beside glmnet.

use regularization_lab::data::{Dataset, MakeClassification, MakeRegression};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Problem};
use regularization_lab::solve::{LambdaGrid, Path, lambda_max};
use serde_json::Value;

use crate::fixture::{assert_close, integer, integers, list, load, number, numbers};

fn generated(path: &Value) -> Dataset {
    let params = &path["params"];
    let (count, real) = (|name: &str| integer(&params[name]), |name: &str| number(&params[name]));
    let (n_samples, n_features, n_informative) =
        (count("n_samples"), count("n_features"), count("n_informative"));
    let random_state = count("random_state") as u32;
    let data = if path["generator"] == "make_regression" {
        let noise = real("noise");
        MakeRegression { n_samples, n_features, n_informative, noise, random_state, ..Default::default() }
            .generate()
    } else {
        MakeClassification {
            n_samples,
            n_features,
            n_informative,
            n_redundant: count("n_redundant"),
            n_clusters_per_class: count("n_clusters_per_class"),
            class_sep: real("class_sep"),
            flip_y: real("flip_y"),
            random_state,
            ..Default::default()
        }
        .generate()
    };
    data.unwrap()
}

#[test]
fn wide_paths_have_the_supports_weights_and_objectives_of_the_reference() {
    let fixture = load("wide");
    assert_eq!(list(&fixture["paths"]).len(), 4);
    for expected in list(&fixture["paths"]) {
        let data = generated(expected);
        let loss = Loss::from_name(expected["loss"].as_str().unwrap()).unwrap();
        let problem = Problem::new(&data, loss, Penalty::default()).unwrap();
        let l1_ratio = number(&expected["l1_ratio"]);
        let largest = lambda_max(&problem, l1_ratio).unwrap() / number(&expected["lambda_max"]);
        assert_close(&[largest], &[1.0], 1e-10, "lambda_max");
        let points = list(&expected["points"]);
        let lambdas = points.iter().map(|at| number(&at["lam"])).collect();
        let grid = LambdaGrid { lambdas: Some(lambdas), ..LambdaGrid::default() };
        let mut path = Path::new(&problem, PenaltyKind::ElasticNet, l1_ratio, &grid, Some(1e-10)).unwrap();
        path.finish(&problem).unwrap();
        for (found, at) in path.in_given_order().into_iter().zip(points) {
            let name = format!("{loss:?} {l1_ratio} {}", found.lambda);
            let coef = &found.point.coef;
            let support: Vec<usize> = (0..coef.len()).filter(|&j| coef[j] != 0.0).collect();
            assert_eq!(support, integers(&at["support"]), "{name}: support");
            let weights: Vec<f64> = support.iter().map(|&j| coef[j]).collect();
            assert_close(&weights, &numbers(&at["w"]), 1e-7 + 3e-9 * number(&at["per_kkt"]), &name);
            let penalty =
                Penalty::new(PenaltyKind::ElasticNet, found.lambda, l1_ratio, data.n_samples()).unwrap();
            let objective = problem.with_penalty(penalty).objective(&found.point) / number(&at["objective"]);
            assert_close(&[objective], &[1.0], 1e-9, &name);
        }
    }
}
