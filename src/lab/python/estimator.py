def estimator(l1, l2):
    """Least squares with the penalty: scikit-learn's estimator that minimizes exactly this."""
    if l1 > 0:
        ratio = l1 / (l1 + l2)
        return ElasticNet(
            alpha=l1 + l2, l1_ratio=ratio, tol=1e-10, max_iter=1_000_000, precompute=True, warm_start=True
        )
    return Ridge(alpha=n * l2, solver="cholesky") if l2 > 0 else LinearRegression()


# Rounding can keep it from its last digits; the residual in the table says how far it came.
warnings.filterwarnings("ignore", category=ConvergenceWarning)
