//! Random tables and changes of good ones: any text is read or refused in a sentence.

use proptest::prelude::*;
use regularization_lab::data::{Categories, CsvOptions, CsvTable, Header, Missing, Task, read_csv};

/// Texts that mean something to the import.
const PIECES: [&str; 44] = [
    ",",
    ";",
    "\t",
    "|",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "\"\"",
    "#",
    "sep=;\n",
    "\u{feff}",
    "\u{fffd}",
    "NA",
    "-",
    "?",
    "null",
    "1",
    "0",
    "2.5",
    "1,5",
    "1e999",
    "-1e-400",
    "1,234",
    "1.234.567",
    "$5",
    "7%",
    "5 €",
    "−3",
    "inf",
    "id",
    "x0",
    "total",
    "T",
    "FALSE",
    "ä😀",
    "\u{a0}",
    "\0",
    "1e60",
    "''",
    "x.1",
    "a,b,y\n",
    "1,2,0\n",
];

/// Good tables.
const TABLES: [&str; 6] = [
    "age,dose,outcome\n41,1.5,well\n57,0.5,ill\n33,2.5,well\n61,0.1,ill\n",
    "id;rent;area\n1;5,25;40,5\n2;6,5;52,25\n3;8,75;71\n4;7,1;60,5\n",
    "smoker\tregion\tage\tcost\nyes\tnorth\t31\t12.1\nno\tsouth\t45\t9.5\nno\teast\t28\t7.9\nyes\tsouth\t52\t19.2\n",
    "# made by ann\r\n\"price, $\",name,train,y\r\n\"$1,234\",\"one\r\ntwo\",T,1\r\n\"$5\",b,F,0\r\n\"$12,500\",b,T,1\r\n",
    "7.4 0.7 0 5\n7.8 0.88 0.04 5\n11.2 0.28 0.56 6\n7.9 0.6 0.06 7\n",
    "Clinic of the north\n\nx,x,,y,\n1,NA,2,a,\n2,1,?,b,\n3,4,1,a,\n4,4,2,b,\n",
];

/// Half of the time the default options.
fn options() -> impl Strategy<Value = CsvOptions> {
    prop_oneof![Just(CsvOptions::default()), some_options()]
}

fn some_options() -> impl Strategy<Value = CsvOptions> {
    let column = prop_oneof![
        Just("y".into()),
        Just("x".into()),
        Just("train".into()),
        (0_usize..6).prop_map(Into::into)
    ];
    let column = proptest::option::weighted(0.3, column);
    let header = prop_oneof![Just(Header::Absent), (0_usize..5).prop_map(Header::Row)];
    (
        (column.clone(), column.clone(), column),
        proptest::option::weighted(0.2, header),
        proptest::sample::select(Missing::ALL.to_vec()),
        proptest::sample::select(Categories::ALL.to_vec()),
        proptest::option::weighted(0.2, proptest::sample::select(Task::ALL.to_vec())),
        proptest::option::weighted(0.2, proptest::sample::select(vec![',', ';', '\t', ' ', '|', '.'])),
        proptest::option::weighted(0.2, proptest::sample::select(vec![',', '.'])),
        proptest::option::weighted(0.1, proptest::sample::select(vec!["a", "1", "well"])),
    )
        .prop_map(
            |((target, split, without), header, missing, categories, task, delimiter, decimal, positive)| {
                CsvOptions {
                    target,
                    task,
                    without: without.into_iter().collect(),
                    positive: positive.map(str::to_owned),
                    delimiter,
                    decimal,
                    header,
                    missing,
                    categories,
                    split,
                }
            },
        )
}

fn random_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60)
        .prop_map(|pieces| pieces.concat())
}

/// A good table with some letters replaced by pieces.
fn mutated_table() -> impl Strategy<Value = String> {
    let change = (any::<proptest::sample::Index>(), 0_usize..4, proptest::sample::select(PIECES.to_vec()));
    (proptest::sample::select(TABLES.to_vec()), proptest::collection::vec(change, 0..6)).prop_map(
        |(table, changes)| {
            let mut letters: Vec<char> = table.chars().collect();
            for (place, n_removed, piece) in changes {
                let start = place.index(letters.len() + 1);
                let end = (start + n_removed).min(letters.len());
                letters.splice(start..end, piece.chars());
            }
            letters.into_iter().collect()
        },
    )
}

/// Checks what is promised of any text, and says whether it was read.
fn check(text: &str, options: &CsvOptions) -> bool {
    match read_csv(text, options) {
        Ok(data) => {
            let report = data.report().unwrap();
            assert!(data.n_samples() >= 2 && data.n_features() >= 1);
            assert_eq!((report.rows_used, data.feature_names().len()), (data.n_samples(), data.n_features()));
            assert!(report.rows_read >= report.rows_used + report.rows_left_out.len());
            assert!(report.columns.iter().all(|column| column.used == column.why.is_none()));
            assert!(data.x().iter().chain(data.y()).all(|value| value.is_finite()));
            let preview = CsvTable::read(text, options).unwrap().preview(options).unwrap();
            assert_eq!(&preview.columns, &report.columns);
            assert_eq!(preview.outcome.unwrap().n_features, data.n_features());
            let names: std::collections::HashSet<&String> = data.feature_names().iter().collect();
            assert_eq!(names.len(), data.n_features());
            if options.split.is_some() {
                let (train, test) = data.predefined_split().unwrap();
                assert_eq!(train.n_samples() + test.n_samples(), data.n_samples());
                assert!(train.n_samples() > 0 && test.n_samples() > 0);
            }
            true
        }
        Err(error) => {
            let sentence = error.to_string();
            assert!(sentence.split_whitespace().count() >= 5 && !sentence.contains('\n'), "{sentence}");
            assert!(sentence.chars().count() < 1000, "{sentence}");
            false
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_in_a_sentence(text in random_text(), options in options()) {
        check(&text, &options);
        check(&text, &CsvOptions::default());
    }

    #[test]
    fn any_changed_table_is_read_or_refused_in_a_sentence(text in mutated_table(), options in options()) {
        check(&text, &options);
        check(&text, &CsvOptions::default());
    }

    #[test]
    fn a_table_is_read_the_same_with_any_delimiter_and_line_end(
        rows in proptest::collection::vec((-1e6..1e6, -1e-3..1e3, 0_u8..9), 3..20),
        delimiter in proptest::sample::select(vec![",", ";", "\t", "|", " "]),
        end in proptest::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]),
        decimal in proptest::sample::select(vec![".", ","]),
    ) {
        let cell = |value: f64| {
            let text = value.to_string().replace('.', decimal);
            if delimiter == "," { format!("\"{text}\"") } else { text }
        };
        let lines = rows.iter().map(|&(a, b, y)| [cell(a), cell(b), y.to_string()].join(delimiter) + end);
        let text = format!("a{delimiter}b{delimiter}y{end}{}", lines.collect::<String>());
        let options = CsvOptions { task: Some(Task::Regression), ..CsvOptions::default() };
        match read_csv(&text, &options) {
            Ok(data) => {
                let expected: Vec<f64> = rows.iter().flat_map(|&(a, b, _)| [a, b]).collect();
                prop_assert_eq!(data.x(), expected);
            }
            Err(error) => prop_assert!(error.to_string().contains("one value only"), "{error}"),
        }
    }
}

/// A million changed tables, about a minute in a release build: `cargo test --release --test csv -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn a_million_changed_tables_are_read_or_refused_in_a_sentence() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let strategy = (mutated_table(), options());
    let mut n_read = 0;
    for _ in 0..1_000_000 {
        let (text, options) = strategy.new_tree(&mut runner).unwrap().current();
        n_read += usize::from(check(&text, &options));
    }
    println!("1000000 tables: {n_read} read, {} refused", 1_000_000 - n_read);
}
