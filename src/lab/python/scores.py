def scores(model, l1, l2):
    if model is None:
        return {}
    w, b = model
    z_train = X_train @ w + b
    z_test = X_test @ w + b
    loss = np.mean(row_weights * losses(targets, z_train))
    return {
        "objective": objective(w, b, l1, l2),
        "loss": loss,
        "penalty": l1 * np.abs(w).sum() + l2 / 2 * w @ w,
        "test_loss": np.mean(losses(y_test, z_test)),
