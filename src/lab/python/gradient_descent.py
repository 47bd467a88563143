for _ in range(n_iter):
    g, gb = gradient(w, b)
    w = w - learning_rate * (g + l1 * np.sign(w) + l2 * w)
    b = b - learning_rate * gb
