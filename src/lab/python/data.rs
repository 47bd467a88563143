//! Writes the Python code of the data: scikit-learn's generators, or NumPy code for generators that scikit-learn lacks.

use crate::data::{Builtin, Dataset, MakeClassification, MakeCorrelated, MakeRegression, Split, Task};
use crate::decimal::shortest;
use crate::error::is_unprintable;
use crate::lab::data_params::{DataParams, Source, Table};
use crate::lab::recipe::Generator;

/// Returns the import lines of [`code`], in alphabetical order.
pub fn imports(data: &DataParams) -> Vec<&'static str> {
    match (&data.source, data.preset.builtin()) {
        (Source::Recipe(recipe), _) => match recipe.generator() {
            Generator::Classification(_) => vec!["from sklearn.datasets import make_classification"],
            Generator::Polynomial(..) => vec![
                "from sklearn.datasets import make_classification",
                "from sklearn.preprocessing import PolynomialFeatures",
            ],
            Generator::Regression(_) => vec!["from sklearn.datasets import make_regression"],
            Generator::Correlated(_) | Generator::Valley(_) => vec![],
        },
        (Source::Table(_), Some(Builtin::BreastCancer)) => {
            vec!["from sklearn.datasets import load_breast_cancer"]
        }
        (Source::Table(_), Some(Builtin::Diabetes)) => vec!["from sklearn.datasets import load_diabetes"],
        // The script contains other tables as text.
        (Source::Table(_), _) => vec!["from io import StringIO"],
    }
}

/// Writes the code that defines `X_train`, `X_test`, `y_train` and `y_test`; only the first and the third if all rows train.
pub fn code(data: &DataParams) -> String {
    let rows = match (&data.source, data.preset.builtin()) {
        (Source::Recipe(recipe), _) => generator(&recipe.generator()),
        (Source::Table(_), Some(Builtin::BreastCancer)) => {
            "X, y = load_breast_cancer(return_X_y=True)\n".to_owned()
        }
        (Source::Table(_), Some(Builtin::Diabetes)) => "X, y = load_diabetes(return_X_y=True)\n".to_owned(),
        (Source::Table(Table(table)), _) => inline_table(table, data.pos_label),
    };
    let parts = match data.table().and_then(|table| table.predefined_test_rows()) {
        _ if data.all_rows_train() => "X_train, y_train = X, y  # All rows train.\n".to_owned(),
        Some(test_rows) => split_by_column(&test_rows),
        None => call("X_train, X_test, y_train, y_test = train_test_split", &split(data.split)),
    };
    let written = data.table().map_or(1, |table| written_pos_label(table, data.pos_label));
    let exchanged = if data.task() == Task::Classification && data.pos_label != written {
        "y_train = 1 - y_train  # The classes are exchanged.\ny_test = 1 - y_test\n"
    } else {
        ""
    };
    let scaled = if data.standardize { of_rows(data, include_str!("standardize.py")) } else { String::new() };
    [rows, parts, of_rows(data, exchanged), scaled].concat()
}

/// Returns `code`, without the lines about test rows if there are none.
pub fn of_rows(data: &DataParams, code: &str) -> String {
    let is_kept = |line: &&str| !(data.all_rows_train() && line.contains("test"));
    code.split_inclusive('\n').filter(is_kept).collect()
}

fn generator(generator: &Generator) -> String {
    let make_correlated = |recipe: &MakeCorrelated| {
        let function = include_str!("make_correlated.py");
        format!("{function}\n\n{}", call("X, y = make_correlated", &correlated(recipe)))
    };
    let make_classification =
        |recipe: &MakeClassification| call("X, y = make_classification", &classification(recipe));
    match generator {
        Generator::Classification(recipe) => make_classification(recipe),
        Generator::Polynomial(recipe, products) => {
            let arguments = named([
                ("degree", products.degree.to_string()),
                ("interaction_only", flag(products.interaction_only)),
                ("include_bias", flag(false)),
            ]);
            let expanded = format!("X = PolynomialFeatures({}).fit_transform(X)\n", arguments.join(", "));
            make_classification(recipe) + &expanded
        }
        Generator::Regression(recipe) => call("X, y = make_regression", &regression(recipe)),
        Generator::Correlated(recipe) => make_correlated(recipe),
        Generator::Valley(recipe) => {
            make_correlated(recipe) + "X[:, 0] *= 2  # One feature in numbers twice as large.\n"
        }
    }
}

/// The class that is 1 in the rows as they are written; two classes are exchanged after the split.
fn written_pos_label(table: &Dataset, pos_label: usize) -> usize {
    if table.n_classes() > 2 { pos_label } else { table.pos_label() }
}

/// Writes a table as CSV text: features in order, target last.
fn inline_table(table: &Dataset, pos_label: usize) -> String {
    let names = table.feature_names().join(", ").replace(is_unprintable, " ");
    let mut text = format!("# Columns: {names}; the last one is the target.\nrows = \"\"\"\\\n");
    let chosen = table.clone().with_pos_label(written_pos_label(table, pos_label));
    for (i, &target) in chosen.as_ref().unwrap_or(table).y().iter().enumerate() {
        let values: Vec<String> =
            table.row(i).iter().chain([&target]).map(|&value| shortest(value)).collect();
        text += &values.join(",");
        text.push('\n');
    }
    text + "\"\"\"\ntable = np.loadtxt(StringIO(rows), delimiter=\",\", ndmin=2)\nX, y = table[:, :-1], table[:, -1]\n"
}

fn split_by_column(test_rows: &[usize]) -> String {
    let rows: Vec<String> = test_rows.iter().map(usize::to_string).collect();
    format!(
        "# A column of the table holds these rows back.\nis_test = np.isin(np.arange(len(y)), [{}])\n\
         X_train, X_test, y_train, y_test = X[~is_test], X[is_test], y[~is_test], y[is_test]\n",
        rows.join(", ")
    )
}

/// Formats a call, on one line if it fits.
fn call(function: &str, arguments: &[String]) -> String {
    let line = format!("{function}({})\n", arguments.join(", "));
    if line.len() <= 120 { line } else { format!("{function}(\n    {},\n)\n", arguments.join(",\n    ")) }
}

fn named<const N: usize>(arguments: [(&str, String); N]) -> Vec<String> {
    arguments.map(|(name, value)| format!("{name}={value}")).to_vec()
}

fn flag(value: bool) -> String {
    if value { "True" } else { "False" }.to_owned()
}

fn split(split: Split) -> Vec<String> {
    let mut arguments = vec!["X".to_owned(), "y".to_owned()];
    arguments.extend(named([
        ("test_size", shortest(split.test_size)),
        ("random_state", split.random_state.to_string()),
    ]));
    if split.stratify {
        arguments.push("stratify=y".to_owned());
    }
    arguments
}

/// Formats all arguments, so that the script does not depend on the defaults of a scikit-learn version.
fn classification(recipe: &MakeClassification) -> Vec<String> {
    let optional = |value: Option<f64>| value.map_or("None".to_owned(), shortest);
    let weights = recipe.weights.as_ref().map_or("None".to_owned(), |weights| {
        let weights: Vec<String> = weights.iter().map(|&weight| shortest(weight)).collect();
        format!("[{}]", weights.join(", "))
    });
    named([
        ("n_samples", recipe.n_samples.to_string()),
        ("n_features", recipe.n_features.to_string()),
        ("n_informative", recipe.n_informative.to_string()),
        ("n_redundant", recipe.n_redundant.to_string()),
        ("n_repeated", recipe.n_repeated.to_string()),
        ("n_classes", recipe.n_classes.to_string()),
        ("n_clusters_per_class", recipe.n_clusters_per_class.to_string()),
        ("weights", weights),
        ("flip_y", shortest(recipe.flip_y)),
        ("class_sep", shortest(recipe.class_sep)),
        ("hypercube", flag(recipe.hypercube)),
        ("shift", optional(recipe.shift)),
        ("scale", optional(recipe.scale)),
        ("shuffle", flag(recipe.shuffle)),
        ("random_state", recipe.random_state.to_string()),
    ])
}

fn regression(recipe: &MakeRegression) -> Vec<String> {
    named([
        ("n_samples", recipe.n_samples.to_string()),
        ("n_features", recipe.n_features.to_string()),
        ("n_informative", recipe.n_informative.to_string()),
        ("bias", shortest(recipe.bias)),
        ("noise", shortest(recipe.noise)),
        ("shuffle", flag(recipe.shuffle)),
        ("random_state", recipe.random_state.to_string()),
    ])
}

fn correlated(recipe: &MakeCorrelated) -> Vec<String> {
    named([
        ("n_samples", recipe.n_samples.to_string()),
        ("n_groups", recipe.n_groups.to_string()),
        ("group_size", recipe.group_size.to_string()),
        ("n_noise", recipe.n_noise.to_string()),
        ("rho", shortest(recipe.rho)),
        ("noise", shortest(recipe.noise)),
        ("classes", flag(recipe.task == Task::Classification)),
        ("random_state", recipe.random_state.to_string()),
    ])
}
