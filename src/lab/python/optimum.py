# The page has the exact optimum; accelerated proximal gradient comes as close as 64 bits allow.
columns = np.sqrt(row_weights)[:, None] * np.c_[X_train, np.ones(n)]
step = 1 / (steepest * np.linalg.norm(columns, 2) ** 2 / n)
ahead, ahead_b, t = w, b, 1
for k in range(1_000_000):
    if k % 100 == 0 and kkt_residual(w, b) <= 1e-12:
        break
    g, gb = gradient(ahead, ahead_b)
    next_w, next_b = prox(ahead - step * g, step), ahead_b - step * gb
    uphill = (ahead - next_w) @ (next_w - w) + (ahead_b - next_b) * (next_b - b) > 0
    before = 1 if uphill else t
    t = (1 + np.sqrt(1 + 4 * before**2)) / 2
    factor = 0 if uphill else (before - 1) / t
    ahead, ahead_b = next_w + factor * (next_w - w), next_b + factor * (next_b - b)
    w, b = next_w, next_b
