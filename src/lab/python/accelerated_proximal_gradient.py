ahead, ahead_b, t = w, b, 1
for _ in range(n_iter):
    g, gb = gradient(ahead, ahead_b)
    next_w, next_b = prox(ahead - learning_rate * g, learning_rate), ahead_b - learning_rate * gb
    # Momentum that points uphill is dropped.
    uphill = (ahead - next_w) @ (next_w - w) + (ahead_b - next_b) * (next_b - b) > 0
    before = 1 if uphill else t
    t = (1 + np.sqrt(1 + 4 * before**2)) / 2
    factor = 0 if uphill else (before - 1) / t
    ahead, ahead_b = next_w + factor * (next_w - w), next_b + factor * (next_b - b)
    w, b = next_w, next_b
