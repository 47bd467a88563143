def optimum(l1, l2):
    """Newton's method: least squares on the curvature of the loss, again and again. None where there is no optimum."""
    model = estimator(l1, l2)
    w, b = np.zeros(X_train.shape[1]), 0.0
    for _ in range(100):
        z = X_train @ w + b
        if l1 == l2 == 0 and np.all((z > 0) == (y_train == 1)):
            return None  # The classes can be separated and nothing holds the weights.
        slope = slopes(targets, z)
        curvature = np.maximum(np.exp(-np.logaddexp(0, -z) - np.logaddexp(0, z)), 1e-12)
        weights = row_weights * curvature
        if l1 > 0:
            model.set_params(alpha=(l1 + l2) * n / weights.sum())
        model.fit(X_train, z - slope / curvature, sample_weight=weights)
        step, step_b = model.coef_ - w, model.intercept_ - b
        length, highest = 1.0, objective(w, b, l1, l2) * (1 + 1e-12)
        while objective(w + length * step, b + length * step_b, l1, l2) > highest and length > 1e-9:
            length /= 2
        # A whole step ends at the zeros that the model has.
        w = model.coef_.copy() if length == 1 else w + length * step
        b = b + length * step_b
        if np.abs(X_train @ w + b - z).max() <= 1e-9 * (1 + np.abs(z).max()):
            return w, b
    return None if l1 == l2 == 0 else (w, b)
