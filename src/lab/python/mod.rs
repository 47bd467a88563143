//! The present state as a Python script that trains the same model on the same data with NumPy and scikit-learn.

mod data;

use std::fmt::Write;

use super::params::{ClassWeight, Optimizer, TrainerParams};
use super::session::{Course, Lab};
use super::table::WriteNumber;
use crate::data::{Task, Truth};
use crate::model::{Loss, PenaltyKind};

/// The script: data, model, the same loop, and the numbers that the page shows.
///
/// A run whose parameters have changed on the way cannot be repeated from them; the script then says that it trains from the
/// start. Where the page jumped to the exact optimum, or looked for it by coordinate descent, the script goes there in a loop.
///
/// # Example
/// ```
/// use regularization_lab::lab::{Lab, Params, script};
/// let mut lab = Lab::new(Params::default())?;
/// lab.step(100);
/// let text = script(&lab, |value| value.to_string());
/// assert!(text.contains("n_samples=500,\n    n_features=100,"));
/// assert!(text.contains("n_iter = 100\n"));
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[must_use]
pub fn script(lab: &Lab, number: WriteNumber) -> String {
    let loss = match lab.trainer().problem().loss {
        Loss::Logistic => include_str!("logistic.py"),
        Loss::Squared => include_str!("squared.py"),
    };
    let loop_ = match lab.params().trainer.optimizer {
        _ if goes_to_optimum(lab) => include_str!("optimum.py"),
        Optimizer::GradientDescent => include_str!("gradient_descent.py"),
        Optimizer::ProximalGradient => include_str!("proximal_gradient.py"),
        Optimizer::AcceleratedProximalGradient => include_str!("accelerated_proximal_gradient.py"),
        Optimizer::CoordinateDescent => "",
    };
    let parts = [
        head(lab, number) + &imports(lab),
        data::code(&lab.params().data, number),
        told(lab, number),
        loss.to_owned(),
        include_str!("model.py").to_owned(),
        start(lab, number) + loop_,
        table(lab),
    ];
    // Two empty lines around functions, as Python's style guide wants.
    parts.join("\n\n")
}

fn goes_to_optimum(lab: &Lab) -> bool {
    lab.course() == Course::AtOptimum || lab.params().trainer.optimizer == Optimizer::CoordinateDescent
}

fn is_classification(lab: &Lab) -> bool {
    lab.trainer().train().task() == Task::Classification
}

fn head(lab: &Lab, number: WriteNumber) -> String {
    let (params, trainer) = (lab.params(), &lab.params().trainer);
    let mut text = format!(
        "\"\"\"Regularization Lab: data {}, penalty {}, lambda {}, {}, iteration {}.\n\n\
         Trains the same model on the same data and prints the numbers of the page. Needs NumPy and scikit-learn:\n\n    \
         python -m pip install numpy scikit-learn\n",
        params.data.preset.name(),
        trainer.penalty.name(),
        number(trainer.lambda),
        trainer.optimizer.name(),
        lab.snapshot().n_iter,
    );
    if lab.course() == Course::Bent && !goes_to_optimum(lab) {
        text += "\nParameters were changed while the model was training. This script trains with the last ones from the start,\n\
                 so its numbers differ from the page's.\n";
    } else if goes_to_optimum(lab) {
        text += "\nThe page looked for the exact optimum; so does this script, in a plain loop.\n";
    }
    if trainer.dropout > 0.0 {
        text += "\nThe page drew its dropout from another stream of random numbers, so the numbers differ a little.\n";
    }
    text + "\"\"\"\n\n"
}

fn imports(lab: &Lab) -> String {
    let params = lab.params();
    let mut lines = data::imports(&params.data);
    lines.push(if is_classification(lab) {
        "from sklearn.metrics import accuracy_score, roc_auc_score"
    } else {
        "from sklearn.metrics import r2_score"
    });
    lines.push("from sklearn.model_selection import train_test_split");
    if params.data.standardize {
        lines.push("from sklearn.preprocessing import StandardScaler");
    }
    if params.trainer.class_weight == ClassWeight::Balanced {
        lines.push("from sklearn.utils.class_weight import compute_sample_weight");
    }
    // The standard library's first, then by package and module.
    lines.sort_unstable();
    let (own, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.starts_with("from io "));
    let own = own.concat() + if own.is_empty() { "" } else { "\n\n" };
    format!("{own}import numpy as np\n{}\n", others.join("\n"))
}

/// What the page was told.
fn told(lab: &Lab, number: WriteNumber) -> String {
    let trainer = &lab.params().trainer;
    let (lambda, note) = match trainer.penalty {
        PenaltyKind::None => ("0".to_owned(), "no penalty"),
        _ => (
            number(trainer.lambda),
            "C = 1 / lam in LogisticRegression, alpha = lam in Ridge, alpha = lam / n in Lasso and ElasticNet",
        ),
    };
    let mut text = format!(
        "# Minimized: mean loss + lam / n * (l1_ratio * |w|_1 + (1 - l1_ratio) / 2 * |w|_2^2), the intercept b is free.\n\
         lam = {lambda}  # {note}\n\
         l1_ratio = {}\n",
        number(trainer.effective_l1_ratio()),
    );
    if !goes_to_optimum(lab) {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "learning_rate = {}\nn_iter = {}\n",
            number(trainer.learning_rate),
            lab.snapshot().n_iter
        );
    }
    text + "\n" + &rows(trainer, number)
}

/// What each row aims at and how much it counts.
fn rows(trainer: &TrainerParams, number: WriteNumber) -> String {
    let weights = match trainer.class_weight {
        ClassWeight::None => "np.ones(n)",
        ClassWeight::Balanced => "compute_sample_weight(\"balanced\", y_train)",
    };
    let targets = match trainer.label_smoothing {
        0.0 => "y_train".to_owned(),
        smoothing => format!("y_train + {} * (0.5 - y_train)", number(smoothing)),
    };
    format!("n = len(y_train)\nrow_weights = {weights}\ntargets = {targets}\n")
}

fn start(lab: &Lab, number: WriteNumber) -> String {
    match &lab.params().trainer.initial {
        None => "w, b = np.zeros(X_train.shape[1]), 0.0\n".to_owned(),
        Some(point) => {
            let coef: Vec<String> = point.coef.iter().map(|&w| number(w)).collect();
            format!("w, b = np.array([{}]), {}\n", coef.join(", "), number(point.intercept))
        }
    }
}

fn table(lab: &Lab) -> String {
    let mut text = include_str!("table.py").to_owned();
    if !goes_to_optimum(lab) {
        text += "show(\"iteration\", n_iter)\n";
    }
    text += include_str!("scores.py");
    text += if is_classification(lab) {
        include_str!("classification.py")
    } else {
        include_str!("regression.py")
    };
    text += include_str!("weights.py");
    let truth = lab.trainer().train().truth();
    if !truth.is_empty() {
        let carries = |j: &usize| truth[*j] != Truth::Noise;
        let columns: Vec<String> = (0..truth.len()).filter(carries).map(|j| j.to_string()).collect();
        let _ = write!(
            text,
            "# The columns that carry signal.\nsignal = np.isin(np.arange(len(w)), [{}])\n",
            columns.join(", ")
        );
        text += include_str!("selection.py");
    }
    text + "show(\"kkt_residual\", kkt_residual(w, b))\n"
}
