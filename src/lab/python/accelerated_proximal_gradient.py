def train(l1, l2):
    w, b = start
    most = 10 * max(bound(w, b, *gradient(w, b), l2), loss_at_zero)
    ahead, ahead_b, t = w, b, 1
    for _ in range(n_iter):
        g, gb = gradient(ahead, ahead_b)
        next_w = prox(ahead - learning_rate * g, learning_rate, l1, l2)
        next_b = ahead_b - learning_rate * gb
        next_g, next_gb = gradient(next_w, next_b)
        if not bound(next_w, next_b, next_g, next_gb, l2) <= most:
            break
        move = max(np.abs(ahead - next_w).max() / learning_rate, abs(gb))
        # Momentum that points uphill is dropped.
        uphill = (ahead - next_w) @ (next_w - w) + (ahead_b - next_b) * (next_b - b) > 0
        before = 1 if uphill else t
        t = (1 + np.sqrt(1 + 4 * before**2)) / 2
        factor = 0 if uphill else (before - 1) / t
        ahead, ahead_b = next_w + factor * (next_w - w), next_b + factor * (next_b - b)
        w, b = next_w, next_b
        if move <= tolerance and kkt_residual(w, next_g, next_gb, l1, l2) <= tolerance:
            break
    return w, b
