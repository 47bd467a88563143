        w_original, b_original = in_original_units(w, b)
        best |= {"coef_original": w_original.tolist(), "intercept_original": float(b_original)}
