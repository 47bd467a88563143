        "true_positives": int(np.sum((np.abs(w) >= 1e-3) & signal)),
        "false_positives": int(np.sum((np.abs(w) >= 1e-3) & ~signal)),
