def in_original_units(w, b):
    """Weights per unit of each feature, and the intercept that goes with them."""
    original = w / scaler.scale_
    return original, b - original @ scaler.mean_
