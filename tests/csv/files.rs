//! Small files as programs write them.

use std::fmt::Write as _;

use regularization_lab::data::{CsvOptions, Header};

use super::columns::SMOKERS;
use super::{kinds, names, read, read_with, refused, target};

#[test]
fn decimal_commas_are_read_with_any_delimiter() {
    let data = read("city;rent;area\nA;5,25;40,5\nB;6,5;52,25\nC;8,75;71\nD;7,1;60,5\n");
    assert_eq!((data.x(), data.y()), (&[5.25, 6.5, 8.75, 7.1][..], &[40.5, 52.25, 71.0, 60.5][..]));
    assert_eq!(kinds(&data), [("id", false), ("number", true), ("number", true)]);
    for text in [
        "\"1,5\",\"2,25\"\n\"2,5\",\"1,75\"\n\"0,125\",3\n",
        "1,5|2,25\n2,5|1,75\n0,125|3\n",
        "1,5 2,25\n2,5 1,75\n0,125 3\n",
    ] {
        let data = read(text);
        assert_eq!((data.x(), data.y()), (&[1.5, 2.5, 0.125][..], &[2.25, 1.75, 3.0][..]), "{text}");
        assert_eq!(data.report().unwrap().decimal, ',');
    }
    assert_eq!(read("1,5;a;2\n2,5;b;4\n3,5;a;5\n").feature_names(), ["x0", "x1[b]"]);
    assert_eq!(read_with("a;1,5\nb;2,5\na;3,5\n", &target("x1")).y(), [1.5, 2.5, 3.5]);
    // Semicolons do not make decimal commas.
    assert_eq!(read("a;y\n1.5;1\n2.5;3\n3.5;2\n").report().unwrap().decimal, '.');
}

#[test]
fn lines_above_the_header_are_skipped() {
    let data = read(
        ",Indicators,,\nhttp://example.org/data,,,\nLast updated,1/2/24,,\n,,,\ncountry,code,year,gdp\nA,AA,2020,100\nB,BB,2021,220\nC,CC,2020,150\n",
    );
    let report = data.report().unwrap();
    assert_eq!((report.header, report.rows_read, names(&data)), (Some(5), 3, vec!["year"]));
    let data = read("# exported 2024-01-01\na,b,y\n1,2,0\n2,3,1\n# half of them\n3,5,1\n4,4,0\n# end\n");
    assert_eq!((data.n_samples(), data.report().unwrap().header), (4, Some(2)));
    let data = read("# made by ann, 2024\nage,y\n1,0\n2,1\n3,1\n");
    assert_eq!(names(&data), ["age"]);
    let data = read("Title\n\n7.4,0.7,5\n7.8,0.88,6\n7,0.9,7\n");
    assert_eq!((data.n_samples(), data.report().unwrap().header), (3, None));
    // NumPy's header.
    let data = read("# age,dose,y\n1,3,0\n2,5,1\n3,1,1\n");
    assert_eq!(names(&data), ["age", "dose"]);
}

#[test]
fn a_table_without_a_header_has_numbered_columns() {
    let data = read("7.4,0.7,0,5\n7.8,0.88,0.04,5\n11.2,0.28,0.56,6\n7.9,0.6,0.06,7\n");
    assert_eq!((data.n_samples(), names(&data)), (4, vec!["x0", "x1", "x2"]));
    // A first row with a gap is still a row.
    let data = read("7.4,,0,5\n7.8,0.88,0.04,5\n11.2,0.28,0.56,6\n7.9,0.6,0.06,7\n");
    assert_eq!(data.report().unwrap().rows_left_out[0].row, 1);
    let error = refused("7.4,x,0,5\n7.8,0.88,0.04,5\n11.2,0.28,0.56,6\n", &CsvOptions::default());
    assert!(error.starts_with("row 1, column 2: \"x\" in column \"x1\""), "{error}");
    let options = CsvOptions { header: Some(Header::Absent), ..target("x1") };
    assert_eq!(names(&read_with("a,0.5,1\nb,1.5,2\na,2.5,1\n", &options)), ["x0[b]", "x2"]);
}

#[test]
fn years_may_be_names() {
    let data = read("country,2019,2020,2021\nA,5,7,8\nB,6,2,7\nA,8,1,3\n");
    assert_eq!(names(&data), ["country[B]", "2019", "2020"]);
    assert_eq!(read("A,2019,2020\nB,2020,2021\nA,2021,2022\n").report().unwrap().header, None);
}

#[test]
fn a_first_line_may_name_the_delimiter() {
    for line in ["sep=;", "SEP=;", "\"sep=;\"", "sep=;;;"] {
        for end in ["\n", "\r\n"] {
            let text = format!("{line}\na;b;y\n1;2;0\n2;3;1\n3;5;1\n4;4;0\n").replace('\n', end);
            let data = read(&text);
            assert_eq!((data.n_samples(), data.report().unwrap().header), (4, Some(2)), "{text:?}");
        }
    }
    let data = read("a|b|y\n1|2|0\n2|3|1\n3|5|1\n4|4|0\n");
    assert_eq!(data.report().unwrap().delimiter, '|');
    let options = CsvOptions { delimiter: Some(';'), ..CsvOptions::default() };
    assert_eq!(read_with("a,b;y\n1;0\n2;1\n", &options).feature_names(), ["a,b"]);
    let error = refused("a,b\n1,2\n", &CsvOptions { delimiter: Some(':'), ..CsvOptions::default() });
    assert!(error.starts_with("delimiter must be"), "{error}");
}

#[test]
fn delimiters_at_the_ends_of_rows_make_no_column() {
    for text in [
        "a,b,y,\n1,2,0,\n2,3,1,\n3,5,1,\n",
        "a,b,y\n1,2,0,\n2,3,1,\n3,5,1,\n",
        "a,b,y,,\n1,2,0\n2,3,1\n3,5,1\n",
    ] {
        let data = read(text);
        assert_eq!((data.y(), names(&data)), (&[0.0, 1.0, 1.0][..], vec!["a", "b"]), "{text}");
    }
}

#[test]
fn a_row_of_totals_is_named() {
    let error = refused("a,b,y\n1,2,3\n2,3,5\n3,5,8\n4,4,8\nTotal,14,24\n", &CsvOptions::default());
    assert_eq!(
        error,
        "row 6, column 1: \"Total\" in column \"a\" is not a number; if its row summarizes the others, remove the row"
    );
}

#[test]
fn a_last_row_that_may_be_one_of_totals_is_noticed() {
    let data = read("region,a,y\nN,1,3\nS,2,5\nTotal,3,8\n");
    assert_eq!(
        data.report().unwrap().notices,
        ["Row 4 (\"Total\") may summarize the others; remove it if it does."]
    );
}

#[test]
fn a_row_below_the_names_may_be_the_header() {
    let error = refused("year,kg\nage,y\n1,0\n2,1\n3,4\n", &CsvOptions::default());
    assert!(error.starts_with("row 2, column 1: \"age\" in column \"year\" is not a number; "), "{error}");
    assert!(error.ends_with("or name the row of the header"), "{error}");
    let options = CsvOptions { header: Some(Header::Row(2)), ..CsvOptions::default() };
    assert_eq!(names(&read_with("year,kg\nage,y\n1,0\n2,1\n3,4\n", &options)), ["age"]);
}

#[test]
fn rows_of_another_length_are_named() {
    for (text, expected) in [
        ("a,b\n1,2\n3\n", "row 3: has 1 cell; the header has 2; correct the row or remove it"),
        ("a,b\n\n1,2\n3,4,5\n", "row 4: has 3 cells; the header has 2; correct the row or remove it"),
        ("a,b,c\n1,2\n3,4\n5,6\n", "row 2: has 2 cells; the header has 3; correct the row or remove it"),
        ("1,2,3\n4,5,6\n7,8\n", "row 3: has 2 cells; the other rows have 3; correct the row or remove it"),
        (
            "a,b,c\n1,2,3,4,5\n2,3,4,5,6\n",
            "row 1: has 3 cells, row 2 has 5; name every column, or say header: false",
        ),
        (
            "a,b\n1,2\n\"3,4\n5,\"6\n",
            "row 3: has 1 cell; the header has 2; a cell goes over several lines: close its quote",
        ),
        ("a,b\n1,2\n\"3,4\n5,6\n", "row 3, column 1: the quote is not closed"),
        // Only one row would be left below the header, and of the names only a part.
        ("a,b\n1,\"2\n3,4\n5,6\n", "row 2, column 2: the quote is not closed"),
        ("a,\"b\n1,2\n3,4\n5,6\n", "row 1, column 2: the quote is not closed"),
    ] {
        assert_eq!(refused(text, &CsvOptions::default()), expected, "{text}");
    }
}

#[test]
fn row_names_of_r_get_a_column_without_a_name() {
    let data = read("\"dose\" \"y\"\n\"1\" 0.5 1.5\n\"2\" 1.5 2.5\n\"3\" 0.1 3.5\n");
    assert_eq!((names(&data), kinds(&data)[0]), (vec!["dose"], ("id", false)));
}

#[test]
fn repeated_names_are_told_apart() {
    let text = "x,x,y\n1,9,2\n2,5,3\n3,4,5\n4,9,6\n";
    assert_eq!(names(&read(text)), ["x", "x.1"]);
    for second in ["x.1".into(), 2.into()] {
        let data = read_with(text, &CsvOptions { target: Some(second), ..CsvOptions::default() });
        assert_eq!((data.y(), names(&data)), (&[9.0, 5.0, 4.0, 9.0][..], vec!["x", "y"]));
    }
    let error = refused(text, &target("x"));
    assert_eq!(
        error,
        "target must be a column that is named once, or a number such as 1 or 2: its name repeats; got \"x\""
    );
    let without = |column| CsvOptions { without: vec![column], ..CsvOptions::default() };
    assert_eq!(names(&read_with(text, &without(2.into()))), ["x"]);
    assert!(
        refused(text, &without(4.into()))
            .starts_with("without must be the number of a column, between 1 and 3")
    );
    assert!(refused(text, &without("z".into())).starts_with("without must be one of the columns x, x.1, y"));
    assert_eq!(names(&read("a,,a.1,a,,y\n1,2,3,4,.5,6\n3,2.5,2,5,4,7\n")), ["a", "x1", "a.1", "a.2", "x4"]);
}

#[test]
fn numbers_with_separators_and_signs_are_read_where_the_whole_column_agrees() {
    let y = "\n1\n2\n4\n";
    let column = |cells: [&str; 3]| {
        let rows = cells.iter().zip(y.split_whitespace()).map(|(cell, y)| format!("\"{cell}\"\t{y}\n"));
        format!("a\ty\n{}", rows.collect::<String>())
    };
    for (cells, expected) in [
        (["$1,234.5", "$12", "$7"], [1234.5, 12.0, 7.0]),
        (["-$5", "$1", "$2.5"], [-5.0, 1.0, 2.5]),
        (["12%", "7.5 %", "-1%"], [12.0, 7.5, -1.0]),
        (["1 234,5", "12,25", "1 000 000"], [1234.5, 12.25, 1e6]),
        (["1.234,5 €", "12 €", "2.000 €"], [1234.5, 12.0, 2000.0]),
        (["1'234.5", "12", "999"], [1234.5, 12.0, 999.0]),
        (["1.234.567", "2.000", "1.500.000"], [1234567.0, 2000.0, 1.5e6]),
    ] {
        assert_eq!(read(&column(cells)).x(), expected, "{cells:?}");
    }
    for (cells, expected) in [
        (
            ["1,234.5", "1234", "1,000"],
            "row 3, column 1: \"1234\" in column \"a\" has no thousands separator \",\" as others have; write all cells of the column in one way",
        ),
        (
            ["5%", "6%", "7"],
            "row 4, column 1: \"7\" in column \"a\" has no % as others have; write all cells of the column in one way",
        ),
        (
            ["5", "6", "7 $"],
            "row 4, column 1: \"7 $\" in column \"a\" has a $, which others have not; write all cells of the column in one way",
        ),
        (
            ["1.5", "2.5", "3,5"],
            "row 4, column 1: \"3,5\" in column \"a\" has a decimal comma, other cells of the table have decimal points; write all in one way",
        ),
        (
            ["1,234", "5,678", "9,012"],
            "row 2, column 1: \"1,234\" in column \"a\" may have a decimal comma or a thousands separator; say which with decimal: \",\" or \".\"",
        ),
        (
            ["1,5", "2,5", "1.25"],
            "row 4, column 1: \"1.25\" in column \"a\" has a decimal point, other cells of the table have decimal commas; write all in one way",
        ),
        (
            ["5", "inf", "7"],
            "row 3, column 1: \"inf\" in column \"a\" is not a number; correct the cell, or leave out its column",
        ),
        (
            ["5", "1e999", "7"],
            "row 3, column 1: \"1e999\" in column \"a\" is too large; a value must be a number of size at most 1e50",
        ),
    ] {
        assert_eq!(refused(&column(cells), &CsvOptions::default()), expected);
    }
    let text = column(["1,234", "5,678", "9,012"]);
    for (decimal, expected) in [('.', [1234.0, 5678.0, 9012.0]), (',', [1.234, 5.678, 9.012])] {
        let options = CsvOptions { decimal: Some(decimal), ..CsvOptions::default() };
        assert_eq!(read_with(&text, &options).x(), expected);
    }
}

#[test]
fn tables_without_enough_rows_or_columns_are_refused() {
    for (text, expected) in [
        ("", "the table is empty"),
        ("\u{feff}\n \n,,\n", "the table is empty"),
        ("alone\n1\n2\n", "the table has 1 column; a feature and the target are needed"),
        ("a,b\n", "the table has no row below its header; at least 2 are needed"),
        ("a,b\n1,0\n", "the table has 1 row below its header; at least 2 are needed"),
        (
            "a,b\n1,0\n,1\n2,\n",
            "only 1 of 3 rows have all cells that are used, at least 2 are needed; column \"b\" misses 1 cell: choose",
        ),
        ("a,b\n5,0\n5,1\n5,3\n", "no column is left to predict from; column \"a\": It holds one value only"),
        ("a,b\n1,5\n2,5.0\n", "column \"b\" holds one value only"),
        ("a,b\n1,+\n2,-\n3,+\n", "column \"b\" holds one value only beside 1 missing cell, so"),
    ] {
        let error = refused(text, &CsvOptions::default());
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn large_tables_are_read_up_to_the_limits() {
    let mut text = "a,b,c,d,word,y\n".to_owned();
    for i in 0..100_000 {
        writeln!(text, "{},{}.5,{},-{i},w{},{}", i % 91, i % 7, i % 13, i % 5, i % 17).unwrap();
    }
    let data = read(&text);
    assert_eq!((data.n_samples(), data.n_features()), (100_000, 8));
    let error = refused(&"1,2\n".repeat(7_000_000), &CsvOptions::default());
    assert!(error.contains("more than 10000000 cells (about 14000000)"), "{error}");
    assert!(refused(&"1".repeat(50_000_001), &CsvOptions::default()).contains("50000001 bytes"));
    let mut text = "word,y\n".to_owned();
    for i in 0..30_000 {
        writeln!(text, "w{},{i}", i / 2).unwrap();
    }
    let error = refused(&text, &CsvOptions::default());
    assert!(error.contains("column \"word\" makes most of them"), "{error}");
}

#[test]
fn lost_letters_are_noticed() {
    let data = read("Gr\u{fffd}e,y\n1,0\n2,1\n");
    assert_eq!(data.report().unwrap().notices.len(), 1);
    assert!(read(SMOKERS).report().unwrap().notices.is_empty());
}

#[test]
fn texts_in_other_formats_are_named() {
    for (text, format) in [
        ("{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n", "JSON"),
        (" [ {\"a\": 1},\n {\"a\": 2} ]", "JSON"),
        ("<!DOCTYPE html>\n<table><tr><td>1</td></tr></table>", "HTML or XML"),
        ("<?xml version=\"1.0\"?>\n<a/>", "HTML or XML"),
    ] {
        let error = refused(text, &CsvOptions::default());
        assert!(error.starts_with(&format!("the text is {format}, not a table")), "{error}");
    }
}

#[test]
fn a_target_of_other_words_in_every_row_is_refused() {
    let text = "x,name\n1,ann\n2,bob\n3,cy\n2,dee\n";
    let error = refused(text, &CsvOptions::default());
    assert!(
        error.contains("\"name\" has 4 different words or dates") && error.contains("choose another"),
        "{error}"
    );
}

#[test]
fn a_table_of_many_columns_is_read_in_linear_time() {
    // 30,000 columns took seconds when every column was looked up among all features.
    let row = |i: usize| (0..30_000).map(|j| ((i * j) % 97).to_string()).collect::<Vec<_>>().join(",");
    let text = (0..4).map(|i| row(i + 1) + "\n").collect::<String>();
    assert_eq!(read(&text).n_samples(), 4);
}
