"""Runs scripts one after the other in this process and prints what each printed, as a JSON list of texts.

Arguments: path, or path and --json, and so on. A warning of NumPy or scikit-learn is something to look at, so it is an error.
"""

import contextlib
import io
import json
import sys
import warnings

runs = []
for argument in sys.argv[1:]:
    if argument.startswith("--"):
        runs[-1].append(argument)
    else:
        runs.append([argument])
texts = []
for run in runs:
    sys.argv = run
    with open(run[0]) as file, contextlib.redirect_stdout(io.StringIO()) as printed, warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(file.read(), run[0], "exec"), {"__name__": "__main__"})
    texts.append(printed.getvalue())
print(json.dumps(texts))
