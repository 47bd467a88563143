show("norm2", np.linalg.norm(w))
show("norm1", np.abs(w).sum())
show("near_zero", np.sum(np.abs(w) < 1e-3))
show("exact_zero", np.sum(w == 0))
