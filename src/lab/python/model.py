l1, l2 = lam / n * l1_ratio, lam / n * (1 - l1_ratio)


def gradient(w, b):
    r = row_weights * slopes(targets, X_train @ w + b) / n
    return X_train.T @ r, r.sum()


def kkt_residual(w, b):
    g, gb = gradient(w, b)
    distance = np.where(w == 0, np.abs(g) - l1, np.abs(g + l1 * np.sign(w) + l2 * w))
    return max(abs(gb), distance.max(), 0)


# The penalty's proximal operator: what it does to weights in one step.
def prox(v, step):
    return np.sign(v) * np.maximum(np.abs(v) - step * l1, 0) / (1 + step * l2)
