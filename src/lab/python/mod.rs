//! Exports the current state as a Python script that trains the same model on the same data with NumPy and scikit-learn.

mod data;
mod factors;

use std::fmt::Write;

use self::factors::with_factors;
use super::lab::Lab;
use super::param::ParamValue;
use super::params::{PARAMS, TrainerParams};
use super::run::Course;
use crate::data::{Dataset, Task, Truth, sorted_words};
use crate::decimal::shortest;
use crate::error::is_unprintable;
use crate::model::ClassWeight;
use crate::model::Loss;
use crate::solve::Optimizer;

/// Writes the script: data, model, the training loop for each penalty, the exact optimum of the current one, and the comparison table.
///
/// A run whose parameters changed cannot be reproduced; the docstring of the script then states that it trains from the start with the
/// current parameters. For coordinate descent, the script prints the optima instead of intermediate iterations.
///
/// # Example
/// ```
/// use regularization_lab::lab::{Lab, Params, script};
/// let mut lab = Lab::new(Params::default())?;
/// lab.step(100);
/// let text = script(&lab);
/// assert!(text.contains("n_samples=500,\n    n_features=100,"));
/// assert!(text.contains("n_iter = 100\n"));
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[must_use]
pub fn script(lab: &Lab) -> String {
    let (loss, optimum) = match lab.trainer().problem().loss {
        Loss::Logistic => (include_str!("logistic.py"), include_str!("logistic_optimum.py")),
        Loss::Squared => (include_str!("squared.py"), include_str!("squared_optimum.py")),
    };
    let (bound, prox) = (include_str!("bound.py"), include_str!("prox.py"));
    let loop_: &[&str] = match lab.params().trainer.optimizer {
        Optimizer::GradientDescent => &[bound, include_str!("gradient_descent.py")],
        Optimizer::ProximalGradient => &[bound, prox, include_str!("proximal_gradient.py")],
        Optimizer::AcceleratedProximalGradient => {
            &[bound, prox, include_str!("accelerated_proximal_gradient.py")]
        }
        Optimizer::CoordinateDescent => &[include_str!("coordinate_descent.py")],
    };
    let (head, parameters, scores) = (head(lab) + &imports(lab), parameters(lab), scores(lab));
    let data = data::code(&lab.params().data) + &classes(lab);
    let has_factors = factors(lab).is_some();
    let penalized = |part: &str| if has_factors { with_factors(part) } else { part.to_owned() };
    let estimator =
        if has_factors { include_str!("factor_estimator.py") } else { include_str!("estimator.py") };
    let model = penalized(include_str!("model.py"));
    let mut sections =
        [&head, &data, &parameters, loss, &model, estimator, optimum].map(str::to_owned).to_vec();
    sections.extend(loop_.iter().copied().chain([scores.as_str()]).map(penalized));
    // PEP 8: two blank lines around functions.
    sections.join("\n\n")
}

/// Penalty factors, if some are not 1.
fn factors(lab: &Lab) -> Option<&[f64]> {
    lab.params().trainer.model.penalty_factor.as_deref()
}

fn is_exact(lab: &Lab) -> bool {
    lab.params().trainer.optimizer == Optimizer::CoordinateDescent
}

fn is_classification(lab: &Lab) -> bool {
    lab.trainer().train().task() == Task::Classification
}

fn head(lab: &Lab) -> String {
    let (params, trainer) = (lab.params(), &lab.params().trainer);
    let mut text = format!(
        "\"\"\"Regularization Lab: data {}, penalty {}, lambda {}, {}, iteration {}.\n\n\
         Trains the model under each penalty on the same data, finds the exact optimum of the present penalty, and prints the\n\
         table of the page; with --json as JSON. Requires NumPy and scikit-learn:\n\n    \
         python -m pip install numpy scikit-learn\n",
        params.data.preset.name(),
        trainer.penalty.name(),
        shortest(trainer.lambda),
        trainer.optimizer.name(),
        lab.snapshot().n_iter,
    );
    if is_exact(lab) {
        text += "\nCoordinate descent goes to the optimum, so every model is at its penalty's optimum.\n";
    } else if lab.course() == Course::ParametersChanged {
        text += "\nParameters were changed while the model was training. This script trains with the last ones from the start,\n\
                 so its numbers differ from the page's.\n";
    } else if lab.course() == Course::AtOptimum {
        text += "\nThe page has jumped to the exact optimum, the last column.\n";
    }
    if trainer.dropout > 0.0 {
        text += "\nThe page drew its dropout from another stream of random numbers, so the numbers differ a little.\n";
    }
    text + "\"\"\"\n\n"
}

fn imports(lab: &Lab) -> String {
    let params = lab.params();
    let mut lines = data::imports(&params.data);
    if !is_classification(lab) {
        lines.push("from sklearn.metrics import r2_score");
    } else if has_both_classes(lab.trainer().train())
        || lab.trainer().test().is_some_and(|test| has_both_classes(test))
    {
        lines.push("from sklearn.metrics import accuracy_score, roc_auc_score");
    } else {
        lines.push("from sklearn.metrics import accuracy_score");
    }
    let has_estimators = factors(lab).is_none();
    if has_estimators {
        lines.extend([
            "from sklearn.exceptions import ConvergenceWarning",
            "from sklearn.linear_model import ElasticNet, LinearRegression, Ridge",
        ]);
    }
    let has_random_split = params.data.table().is_none_or(|table| !table.has_predefined_split());
    if has_random_split && !params.data.all_rows_train() {
        lines.push("from sklearn.model_selection import train_test_split");
    }
    if params.data.standardize {
        lines.push("from sklearn.preprocessing import StandardScaler");
    }
    if params.trainer.class_weight == ClassWeight::Balanced {
        lines.push("from sklearn.utils.class_weight import compute_sample_weight");
    }
    // Standard library first, then by package and module.
    let lines = sorted_words(lines.into_iter().zip(0..)).into_iter().map(|(line, _)| line);
    let (standard, others): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with("from io "));
    let warnings = has_estimators.then_some("import warnings");
    let standard: Vec<&str> =
        ["import json", "import sys"].into_iter().chain(warnings).chain(standard).collect();
    let standard = standard.join("\n");
    format!("{standard}\n\nimport numpy as np\n{}\n", others.join("\n"))
}

/// Whether both classes occur; otherwise the area under the ROC curve is undefined.
fn has_both_classes(data: &Dataset) -> bool {
    data.y().contains(&0.0) && data.y().contains(&1.0)
}

/// A comment with the names of the classes, if they have words.
fn classes(lab: &Lab) -> String {
    let train = lab.trainer().train();
    if train.class_names().is_empty() {
        return String::new();
    }
    let name = |y| train.class_name(y).to_string().replace(is_unprintable, " ");
    format!("# Class 0 is {}, class 1 is {}.\n", name(0.0), name(1.0))
}

/// Writes the parameters as assignments.
fn parameters(lab: &Lab) -> String {
    let trainer = &lab.params().trainer;
    let mut text = match factors(lab) {
        None => "# Minimized: mean loss + lam / n * (l1_ratio * |w|_1 + (1 - l1_ratio) / 2 * |w|_2^2), the intercept b is free.\n",
        Some(_) => {
            "# Minimized: mean loss + lam / n * sum_j factor_j * (l1_ratio * |w_j| + (1 - l1_ratio) / 2 * w_j^2), the intercept\n\
             # b is free.\n"
        }
    }
    .to_owned();
    // Writing to a String cannot fail.
    for param in &PARAMS {
        let (Some((variable, comment)), Some(value)) = (param.python, param.get(trainer)) else { continue };
        if param.name == "learning_rate" && is_exact(lab) {
            continue;
        }
        let comment = if comment.is_empty() { String::new() } else { format!("  # {comment}") };
        let _ = writeln!(text, "{variable} = {}{comment}", literal(value));
    }
    if !is_exact(lab) {
        let _ = write!(
            text,
            "n_iter = {}\ntolerance = {}  # The KKT residual at which a model is done; 0 is never.\n",
            // A jump to the optimum counts as an iteration, even after `max_iter`.
            lab.snapshot().n_iter.min(trainer.max_iter),
            shortest(trainer.effective_tolerance()),
        );
    }
    text += "\n";
    text += &rows(trainer);
    text += &factors(lab).map(factors::assignment).unwrap_or_default();
    text + &start(lab) + include_str!("penalties.py")
}

/// Formats a text as a Python string; control characters become spaces.
fn string(text: &str) -> String {
    format!("\"{}\"", text.replace(is_unprintable, " ").replace('\\', "\\\\").replace('"', "\\\""))
}

/// Formats a value as a Python literal.
fn literal(value: ParamValue) -> String {
    match value {
        ParamValue::Number(number) => shortest(number),
        ParamValue::Flag(flag) => if flag { "True" } else { "False" }.to_owned(),
        ParamValue::Name(name) => string(name),
    }
}

/// Writes sample weights and smoothed targets.
fn rows(trainer: &TrainerParams) -> String {
    let weights = match trainer.class_weight {
        ClassWeight::None => "np.ones(n)",
        ClassWeight::Balanced => "compute_sample_weight(\"balanced\", y_train)",
    };
    let targets = match trainer.label_smoothing {
        0.0 => "y_train".to_owned(),
        smoothing => format!("y_train + {} * (0.5 - y_train)", shortest(smoothing)),
    };
    format!("n = len(y_train)\nrow_weights = {weights}\ntargets = {targets}\n")
}

/// Writes the start point; coordinate descent needs none, because it runs to the optimum.
fn start(lab: &Lab) -> String {
    match &lab.params().trainer.initial {
        _ if is_exact(lab) => String::new(),
        None => "start = np.zeros(X_train.shape[1]), 0.0\n".to_owned(),
        Some(point) => {
            let coef: Vec<String> = point.coef.iter().map(|&w| shortest(w)).collect();
            format!("start = np.array([{}]), {}\n", coef.join(", "), shortest(point.intercept))
        }
    }
}

/// Writes the scores of a model and the code that prints the table.
fn scores(lab: &Lab) -> String {
    let (data, train, test) = (&lab.params().data, lab.trainer().train(), lab.trainer().test());
    let truth = train.truth();
    let mut text = String::new();
    if !truth.is_empty() {
        let carries = |j: &usize| truth[*j] != Truth::Noise;
        let columns: Vec<String> = (0..truth.len()).filter(carries).map(|j| j.to_string()).collect();
        let _ = write!(
            text,
            "# The columns that carry signal.\nsignal = np.isin(np.arange(X_train.shape[1]), [{}])\n\n\n",
            columns.join(", ")
        );
    }
    if data.standardize {
        let names: Vec<String> = train.feature_names().iter().map(|name| string(name)).collect();
        let _ = write!(
            text,
            "feature_names = [{}]\n\n\n{}\n\n",
            names.join(", "),
            include_str!("original_units.py")
        );
    }
    text += &data::of_rows(data, include_str!("scores.py"));
    let metric = if is_classification(lab) {
        text += &data::of_rows(data, include_str!("classification.py"));
        if has_both_classes(train) {
            text += "        \"train_auc\": roc_auc_score(y_train, z_train),\n";
        }
        if test.is_some_and(|test| has_both_classes(test)) {
            text += "        \"test_auc\": roc_auc_score(y_test, z_test),\n";
        }
        "accuracy"
    } else {
        text += &data::of_rows(data, include_str!("regression.py"));
        "r2"
    };
    text += include_str!("weights.py");
    if !truth.is_empty() {
        text += include_str!("selection.py");
    }
    let mut table = include_str!("table.py").replace("METRIC", metric);
    if data.all_rows_train() {
        table = table.replace(&format!("\"test_{metric}\", "), "");
    }
    if !data.standardize {
        return text + &table.replace("ORIGINAL", "");
    }
    text + &table.replace("ORIGINAL", include_str!("original_json.py")) + include_str!("original_table.py")
}
