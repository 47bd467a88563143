    if best is not None:
        (w, b), (w_original, b_original) = best, in_original_units(*best)
        print(f"\n{'optimum':<16}{'coef':>14}{'coef_original':>14}")
        for name, *values in zip(feature_names, w, w_original):
            print(f"{name:<16}" + "".join(f"{value:>14.7g}" for value in values))
        print(f"{'(intercept)':<16}{b:>14.7g}{b_original:>14.7g}")
