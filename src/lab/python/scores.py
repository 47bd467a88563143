z_train, z_test = X_train @ w + b, X_test @ w + b
loss = np.mean(row_weights * losses(targets, z_train))
penalty = l1 * np.abs(w).sum() + l2 / 2 * w @ w
show("objective", loss + penalty)
show("loss", loss)
show("penalty", penalty)
show("test_loss", np.mean(losses(y_test, z_test)))
