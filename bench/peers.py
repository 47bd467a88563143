"""NumPy's, pandas' and scikit-learn's time for what the lab computes; prints the lines that bench/native.rs describes.

Takes the directory of the data sets as its argument. Measures what is installed, and says what it leaves out. LAB_BENCH_QUICK: once.
"""

import os
import statistics
import sys
import time
import warnings

try:
    import numpy as np
except ImportError:
    print("left out: NumPy and scikit-learn are not installed", file=sys.stderr)
    sys.exit()

QUICK = "LAB_BENCH_QUICK" in os.environ


def many(count):
    return 2 if QUICK else count


def median(runs, repeats, work):
    if QUICK:
        runs = 1
    else:
        work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3 / repeats)
    return statistics.median(times)


def show(row, who, milliseconds, kkt=""):
    print(row, who, milliseconds, "", kkt, sep="\t", flush=True)


def load(name):
    table = np.loadtxt(f"{sys.argv[1]}/{name}.csv", delimiter=",")
    return np.ascontiguousarray(table[:, :-1]), table[:, -1].copy()


def descent(X, y, iterations):
    n, p = X.shape
    w, b = np.zeros(p), 0.0

    def work():
        nonlocal w, b
        for _ in range(iterations):
            d = 1 / (1 + np.exp(-(X @ w + b))) - y
            w = w - 0.05 * (X.T @ d / n + (1 / n) * np.sign(w))
            b -= 0.05 * d.mean()

    return median(15, iterations, work)


def worst_kkt(X, y, lambdas, coefs, intercepts, logistic):
    n = len(y)
    worst = 0.0
    for lam, w, b in zip(lambdas, coefs, intercepts):
        z = X @ w + b
        d = (1 / (1 + np.exp(-z)) if logistic else z) - y
        g, l1 = X.T @ d / n, lam / n
        off = np.where(w != 0, np.abs(g + l1 * np.sign(w)), np.maximum(np.abs(g) - l1, 0))
        worst = max(worst, abs(d.mean()), off.max())
    return worst * n / lambdas[0]


def grid(X, y):
    largest = np.abs(X.T @ (y.mean() - y)).max()
    return largest * np.logspace(0, -3, many(100))


for name, iterations in (("350x100", 500), ("1000x1000", 20), ("100000x20", 10)):
    show(f"gd {name}", "NumPy", descent(*load(name), many(iterations)))

try:
    import pandas as pd

    file = f"{sys.argv[1]}/100000x20.csv"
    show("read 100000x20", "pandas", median(5, 1, lambda: pd.read_csv(file, header=None)))
except ImportError:
    print("left out: pandas is not installed", file=sys.stderr)

try:
    from sklearn.linear_model import LogisticRegression, lasso_path
except ImportError:
    print("left out: scikit-learn is not installed", file=sys.stderr)
    sys.exit()
warnings.filterwarnings("ignore")

for name in ("lasso diabetes", "lasso 1000x1000"):
    X, y = load(name)
    lambdas = grid(X, y)
    Xc, yc = np.asfortranarray(X - X.mean(0)), y - y.mean()

    def lasso(tol):
        return lasso_path(Xc, yc, alphas=lambdas / len(y), tol=tol, max_iter=100000)[1]

    for tol in (1e-4, 1e-9):
        coefs = lasso(tol).T
        kkt = worst_kkt(X, y, lambdas, coefs, y.mean() - X.mean(0) @ coefs.T, False)
        show(f"path {name}", f"scikit-learn, tol {tol:g}", median(7, 1, lambda: lasso(tol)), kkt)

X, y = load("350x100")
lambdas = grid(X, y)


def logistic():
    model = LogisticRegression(l1_ratio=1, solver="saga", warm_start=True, tol=1e-4, max_iter=1000)
    coefs, intercepts = [], []
    for lam in lambdas:
        model.set_params(C=1 / lam).fit(X, y)
        coefs.append(model.coef_[0].copy())
        intercepts.append(model.intercept_[0])
    return coefs, intercepts


kkt = worst_kkt(X, y, lambdas, *logistic(), True)
show("path 350x100", "scikit-learn saga, tol 1e-4", median(7, 1, logistic), kkt)
