kept = np.abs(w) >= 1e-3
show("true_positives", np.sum(kept & signal))
show("false_positives", np.sum(kept & ~signal))
