"""X and y as a CSV."""

import csv
import io
import unittest
from datetime import date
from unittest import mock

import numpy
import pandas
from regularization_lab import RegularizationLab
from regularization_lab.table import csv_of


def rows(X, y, **options):
    text, _ = csv_of(X, y, **options)
    return list(csv.reader(io.StringIO(text.decode())))


class Tables(unittest.TestCase):
    def test_an_array_is_a_table_without_loss(self):
        rng = numpy.random.default_rng(0)
        X, y = rng.normal(size=(50, 3)) * 1e-5, rng.normal(size=50)
        header, *lines = rows(X, y)
        self.assertEqual(header, ["x0", "x1", "x2", "y"])
        numpy.testing.assert_array_equal(numpy.array(lines, float), numpy.column_stack([X, y]))

    def test_names_of_a_data_frame_are_those_of_the_features_and_the_target(self):
        frame = pandas.DataFrame({"age": [1, 2], "a, b": [0.5, 1.5]})
        self.assertEqual(rows(frame, pandas.Series([1, 0], name="sick"))[0], ["age", "a, b", "sick"])
        twice = pandas.DataFrame([[1, 2], [3, 4]], columns=["a", "a"])
        self.assertEqual(rows(twice, [0, 1]), [["a", "a", "y"], ["1", "2", "0"], ["3", "4", "1"]])

    def test_every_kind_of_column_is_what_a_csv_has(self):
        frame = pandas.DataFrame(
            {
                "words": pandas.Categorical(["a", None, "b"]),
                "flag": [True, False, True],
                "maybe": pandas.array([True, None, False], dtype="boolean"),
                "count": pandas.array([1, None, 3], dtype="Int64"),
                "number": [0.1, float("nan"), 1e-300],
                "when": pandas.to_datetime(["2024-01-02 00:00", None, "2024-01-03 04:05"]),
                "day": [date(2024, 1, 2), None, date(2024, 1, 4)],
                "text": ['say "hi"', None, "x\ny"],
            }
        )
        self.assertEqual(
            rows(frame, ["no", "yes", "no"])[1:],
            [
                ["a", "1", "1", "1", "0.1", "2024-01-02T00:00:00", "2024-01-02", 'say "hi"', "no"],
                ["", "0", "", "", "", "", "", "", "yes"],
                ["b", "1", "0", "3", "1e-300", "2024-01-03T04:05:00", "2024-01-04", "x\ny", "no"],
            ],
        )

    def test_lists_columns_of_y_and_sparse_matrices_are_tables_too(self):
        class Sparse:
            def toarray(self):
                return numpy.eye(2)

        for X in [[[1, 0], [0, 1]], numpy.eye(2, dtype=int), Sparse()]:
            with self.subTest(X=X):
                self.assertEqual([[float(cell) for cell in row[:2]] for row in rows(X, [0, 1])[1:]], [[1, 0], [0, 1]])
        for y in [[0, 1], numpy.array([[0], [1]]), pandas.Series([0, 1]), (value for value in [0, 1])]:
            with self.subTest(y=y):
                self.assertEqual([row[2] for row in rows(numpy.eye(2), y)[1:]], ["0", "1"])

    def test_what_cannot_be_used_is_an_error_that_names_it(self):
        good = [[1, 2], [3, 4]]
        for X, y, options, message in [
            (good, [1, 2, 3], {}, "y must have one value per row of X, 2; got 3"),
            ([1, 2], [0, 1], {}, "X must have two dimensions, n_samples × n_features; got list of length 2"),
            (numpy.zeros((2, 2, 2)), [0, 1], {}, "X must be .*two dimensions|numbers, words"),
            (numpy.zeros((0, 2)), [], {}, r"X must have .*\(0, 2\)"),
            ([[1, 2], [3]], [0, 1], {}, "rows of X must have equal lengths; got 1 and 2"),
            (good, [[1, 2], [3, 4]], {}, "y must have one dimension"),
            ([[1, float("inf")], [2, 3]], [0, 1], {}, "column 'x1' of X must be finite; got inf in row 0"),
            (good, [0, 1j], {}, "y must be numbers, words, dates or missing; got 1j in row 1"),
            (good, [1, 1], {}, "y must have at least two distinct values; got 1"),
            (good, ["a", "b"], {"task": "regression"}, "y of a regression must be numbers; got '[ab]'"),
            (good, [0, 1], {"task": "ranking"}, "task must be one of classification, regression; got 'ranking'"),
            (good, [0, 1], {"missing": "zero"}, "missing must be one of drop, mean; got 'zero'"),
            (good, ["a", "b"], {"positive": "c"}, "positive must be a value of y, such as a, b; got 'c'"),
            ([[1], [2], [3]], ["a", "b", "c"], {}, "y holds 3 classes; name the one .* positive: a, b, c"),
            (7, [0, 1], {}, "X and y must be arrays, tables or lists; got int"),
            (good, None, {}, "y must be given with X"),
        ]:
            with self.subTest(message=message), self.assertRaisesRegex(ValueError, message):
                RegularizationLab(X, y, **options)

    def test_numbers_as_words_and_one_class_against_others_are_targets(self):
        self.assertEqual(len(rows([[1], [2], [3]], ["1.5", "2", "3"])), 4)
        _, options = csv_of([[1], [2], [3]], ["a", "b", "c"], positive="b")
        self.assertEqual(options["positive"], "b")

    def test_a_table_beyond_the_limits_is_an_error(self):
        class Sparse:
            shape = (3_000_000, 3)

        with self.assertRaisesRegex(ValueError, "at most 10,000,000 cells; got 12,000,000"):
            csv_of(Sparse(), [0, 1])
        for limit, message in [("MAX_CSV_CELLS", "at most 5 cells; got 6"), ("MAX_CSV_BYTES", "at most 5 bytes as CSV; got 20")]:
            with mock.patch(f"regularization_lab.table.{limit}", 5), self.assertRaisesRegex(ValueError, message):
                csv_of([[1, 2], [3, 4]], [0, 1])

    def test_a_lab_of_x_and_y_sends_the_table_and_its_options(self):
        lab = RegularizationLab([[1, 2], [3, 4]], [0, 1], missing="mean", penalty="l1")
        state = lab.get_state()
        self.assertEqual((state["data"], bytes(state["_csv"])), ("csv", b"x0,x1,y\n1,2,0\n3,4,1\n"))
        self.assertEqual(state["_csv_options"]["target"], 3)
        self.assertEqual(state["_csv_options"]["missing"], "mean")
        with self.assertRaisesRegex(ValueError, "give X and y, or data"):
            RegularizationLab([[1, 2], [3, 4]], [0, 1], data="stress")
        with self.assertRaisesRegex(ValueError, "X is missing"):
            RegularizationLab(y=[0, 1])

    def test_other_data_reset_what_belongs_to_the_data(self):
        lab = RegularizationLab(data="stress", lambda_=3, penalty_factor=[1, 2], theme="dark")
        lab.use_data([[1, 2], [3, 4]], [0, 1])
        self.assertEqual((lab.data, lab.lambda_, lab.penalty_factor, lab.theme), ("csv", None, None, "dark"))


if __name__ == "__main__":
    unittest.main()
