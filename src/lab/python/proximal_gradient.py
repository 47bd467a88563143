for _ in range(n_iter):
    g, gb = gradient(w, b)
    w = prox(w - learning_rate * g, learning_rate)
    b = b - learning_rate * gb
