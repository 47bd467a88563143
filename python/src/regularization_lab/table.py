"""X and y as the text of a CSV, which the page reads as it reads a file.

NumPy and pandas are not imported: their objects are recognized by their methods.
"""

import csv
import io
import math

from .names import MAX_CSV_BYTES, MAX_CSV_CELLS, TASKS

MISSING = ("drop", "mean")


def csv_of(X, y, task=None, missing="drop", positive=None):
    """Returns the bytes of a CSV and the options to read it with; `y` is its last column.

    Raises ValueError for a value that cannot be used, with what is accepted.
    """
    if task is not None and task not in TASKS:
        raise ValueError(f"task must be one of {', '.join(TASKS)}; got {task!r}")
    if missing not in MISSING:
        raise ValueError(f"missing must be one of {', '.join(MISSING)}; got {missing!r}")
    if y is None:
        raise ValueError("y must be given with X: one value per row")
    # Before a sparse matrix is expanded.
    _check_size(getattr(X, "shape", ()))
    names, columns = _columns(X)
    target = _target(y)
    n_samples = len(columns[0])
    if len(target) != n_samples:
        raise ValueError(f"y must have one value per row of X, {n_samples}; got {len(target)}")
    _check_size((n_samples, len(columns)))
    _check_target(target, task, positive)
    # The values of a bool column are the feature, 0 or 1; those of y are names of classes.
    text = _text([*names, _name_of(y)], [*map(_without_bools, columns), target])
    options = {"target": len(names) + 1, "delimiter": ",", "decimal": ".", "header": 1, "missing": missing}
    if task is not None:
        options["task"] = task
    if positive is not None:
        options["positive"] = str(positive)
    return text, options


def _check_size(shape):
    n_cells = shape[0] * (shape[1] + 1) if len(shape) == 2 else 0
    if n_cells > MAX_CSV_CELLS:
        raise ValueError(f"X and y must have at most {MAX_CSV_CELLS:,} cells; got {n_cells:,}")


def _without_bools(column):
    return [int(value) if isinstance(value, bool) else value for value in column] if bool in map(type, column) else column


def _columns(X):
    """Returns the names and the values of the columns of X."""
    if hasattr(X, "columns"):
        names = [str(name) for name in X.columns]
        if hasattr(X, "iloc"):
            # By position, because names may repeat.
            columns = [X.iloc[:, j] for j in range(len(names))]
        else:
            columns = [X[name] for name in X.columns]
        columns = [_values(column) for column in columns]
    else:
        rows = _values(X.toarray() if hasattr(X, "toarray") else X)
        if not rows or not all(isinstance(row, (list, tuple)) for row in rows):
            raise ValueError(f"X must have two dimensions, n_samples × n_features; got {_shape(X)}")
        lengths = {len(row) for row in rows}
        if len(lengths) > 1:
            raise ValueError(f"rows of X must have equal lengths; got {min(lengths)} and {max(lengths)}")
        columns = [list(column) for column in zip(*rows, strict=True)]
        names = [f"x{j}" for j in range(len(columns))]
    if not columns or not columns[0]:
        raise ValueError(f"X must have at least one row and one column; got {_shape(X)}")
    for name, column in zip(names, columns, strict=True):
        _check_cells(f"column {name!r} of X", column)
    return names, columns


def _target(y):
    target = _values(y)
    if any(isinstance(value, (list, tuple)) for value in target):
        if not all(isinstance(value, (list, tuple)) and len(value) == 1 for value in target):
            raise ValueError(f"y must have one dimension, n_samples; got {_shape(y)}")
        target = [value[0] for value in target]
    _check_cells("y", target)
    return target


def _check_target(target, task, positive):
    values = {value for value in target if not _is_missing(value)}
    if len(values) < 2:
        raise ValueError(f"y must have at least two distinct values; got {len(values)}")
    if task == "regression":
        word = next((value for value in values if _is_word(value)), None)
        if word is not None:
            raise ValueError(f"y of a regression must be numbers; got {word!r}")
    classes = {_cell(value) for value in values}
    are_classes = task == "classification" or (task is None and any(_is_word(value) for value in values))
    if len(classes) > 2 and are_classes and positive is None:
        shown = ", ".join(sorted(classes)[:10])
        raise ValueError(f"y holds {len(classes)} classes; name the one that counts as 1 with positive: {shown}")
    if positive is not None and _cell(positive) not in classes:
        shown = ", ".join(sorted(map(str, classes))[:10])
        raise ValueError(f"positive must be a value of y, such as {shown}; got {positive!r}")


def _is_word(value):
    try:
        float(value)
    except (TypeError, ValueError):
        return isinstance(value, str)
    return False


def _values(column):
    """Returns a list of Python's own values: of NumPy, pandas, polars, or of any iterable."""
    for name in ("tolist", "to_list"):
        if hasattr(column, name):
            values = getattr(column, name)()
            return values if isinstance(values, list) else [values]
    try:
        return [value.tolist() if hasattr(value, "tolist") else value for value in column]
    except TypeError:
        raise ValueError(f"X and y must be arrays, tables or lists; got {type(column).__name__}") from None


def _check_cells(what, values):
    # Most columns are numbers, of which there may be millions.
    kinds = set(map(type, values))
    if kinds <= {int, bool, str, type(None)} or (kinds == {float} and all(map(math.isfinite, values))):
        return
    for row, value in enumerate(values):
        if isinstance(value, float) and math.isinf(value):
            raise ValueError(f"{what} must be finite; got {value} in row {row}")
        if isinstance(value, (list, tuple, dict, set, complex)):
            raise ValueError(f"{what} must be numbers, words, dates or missing; got {value!r} in row {row}")


def _is_missing(value):
    # pandas.NA and NaT are recognized by their types' names, because comparisons with them are missing, too.
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)


def _cell(value):
    if _is_missing(value):
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _cells(column):
    """The cells of a column; csv writes numbers with all their digits."""
    if set(map(type, column)) <= {int, float, str} and not any(value != value for value in column):
        return column
    return [_cell(value) for value in column]


def _text(names, columns):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(zip(*map(_cells, columns), strict=True))
    text = out.getvalue().encode()
    if len(text) > MAX_CSV_BYTES:
        raise ValueError(f"X and y must be at most {MAX_CSV_BYTES:,} bytes as CSV; got {len(text):,}")
    return text


def _name_of(y):
    name = getattr(y, "name", None)
    return "y" if name is None or callable(name) else str(name)


def _shape(value):
    shape = getattr(value, "shape", None)
    return f"shape {tuple(shape)}" if shape is not None else f"{type(value).__name__} of length {len(_values(value))}"
