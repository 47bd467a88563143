def estimator(l1, l2):
    """Least squares with the penalty: scikit-learn's estimator that minimizes exactly this."""
    if l1 > 0:
        ratio = l1 / (l1 + l2)
        return ElasticNet(
            alpha=l1 + l2,
            l1_ratio=ratio,
            fit_intercept=fit_intercept,
            tol=1e-10,
            max_iter=1_000_000,
            precompute=True,
            warm_start=True,
        )
    if l2 > 0:
        return Ridge(alpha=n * l2, fit_intercept=fit_intercept, solver="cholesky")
    return LinearRegression(fit_intercept=fit_intercept)


# Rounding can keep it from its last digits; the residual in the table says how far it came.
warnings.filterwarnings("ignore", category=ConvergenceWarning)
