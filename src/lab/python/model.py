def gradient(w, b):
    r = row_weights * slopes(targets, X_train @ w + b) / n
    return X_train.T @ r, r.sum() * fit_intercept


def objective(w, b, l1, l2):
    loss = np.mean(row_weights * losses(targets, X_train @ w + b))
    return loss + l1 * np.abs(w).sum() + l2 / 2 * w @ w


def kkt_residual(w, g, gb, l1, l2):
    """How far from optimal w is, given the gradient there."""
    distance = np.where(w == 0, np.abs(g) - l1, np.abs(g + l1 * np.sign(w) + l2 * w))
    return max(abs(gb), distance.max(), 0)
