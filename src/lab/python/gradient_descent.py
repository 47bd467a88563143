def train(l1, l2):
    (w, b), (g, gb) = start, gradient(*start)
    most = 10 * max(bound(w, b, g, gb, l2), loss_at_zero)
    for _ in range(n_iter):
        if kkt_residual(w, g, gb, l1, l2) <= tolerance:
            break
        next_w = w - learning_rate * (g + l1 * np.sign(w) + l2 * w)
        next_b = b - learning_rate * gb
        next_g, next_gb = gradient(next_w, next_b)
        if not bound(next_w, next_b, next_g, next_gb, l2) <= most:
            break
        w, b, g, gb = next_w, next_b, next_g, next_gb
    return w, b
