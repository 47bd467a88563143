# How much |w|_1 and |w|_2^2 / 2 count.
penalties = {
    "none": (0, 0),
    "l2": (0, lam / n),
    "elasticnet": (lam / n * l1_ratio, lam / n * (1 - l1_ratio)),
    "l1": (lam / n, 0),
}
