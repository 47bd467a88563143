class PenalizedLeastSquares:
    """Least squares with penalty factors, which scikit-learn lacks: coordinate descent, then the linear system of its support."""

    def __init__(self, l1, l2):
        self.l1, self.l2, self.coef_ = l1 * factor, l2 * factor, np.zeros(X_train.shape[1])

    def set_params(self, **_):
        return self  # scikit-learn's estimators scale row weights, this one does not.

    def fit(self, X, y, sample_weight):
        s = sample_weight / n
        x_mean, y_mean = (s @ X / s.sum(), s @ y / s.sum()) if fit_intercept else (np.zeros(X.shape[1]), 0.0)
        X, y = np.sqrt(s)[:, None] * (X - x_mean), np.sqrt(s) * (y - y_mean)
        self.coef_ = self.minimize(X, y)
        self.intercept_ = y_mean - x_mean @ self.coef_
        return self

    def minimize(self, X, y):
        w, gram, slope = self.coef_.copy(), X.T @ X, X.T @ y
        if not self.l1.any():
            w[kept] = self.at(kept, X, y, np.zeros(len(w)))
            return w
        moving = np.flatnonzero(kept & (np.diag(gram) + self.l2 > 0))
        for sweep in range(1, 100_001):
            before = w.copy()
            for j in moving:
                v = slope[j] - gram[j] @ w + gram[j, j] * w[j]
                w[j] = np.sign(v) * max(abs(v) - self.l1[j], 0) / (gram[j, j] + self.l2[j])
            is_still = np.abs(w - before).max() <= 1e-14 * np.abs(w).max()
            if is_still or sweep % 20 == 0:
                solved, support = np.zeros(len(w)), w != 0
                solved[support] = self.at(support, X, y, self.l1 * np.sign(w))
                distance = np.abs(slope - gram @ solved) - self.l1
                is_best = np.all(np.sign(solved) == np.sign(w)) and np.all(distance[kept & ~support] <= 1e-13)
                if is_best or is_still:
                    return solved if is_best else w
        return w

    def at(self, support, X, y, pull):
        """The minimum in the weights of a support whose signs are known."""
        X, l2 = X[:, support], self.l2[support]
        if not pull.any():
            rows, target = np.vstack([X, np.diag(np.sqrt(l2))]), np.r_[y, np.zeros(len(l2))]
            return np.linalg.lstsq(rows, target, rcond=None)[0]
        return np.linalg.lstsq(X.T @ X + np.diag(l2), X.T @ y - pull[support], rcond=None)[0]


def estimator(l1, l2):
    return PenalizedLeastSquares(l1, l2)
