        "norm2": np.linalg.norm(w),
        "norm1": np.abs(w).sum(),
        "near_zero": int(np.sum(np.abs(w) < 1e-3)),
        "exact_zero": int(np.sum(w == 0)),
