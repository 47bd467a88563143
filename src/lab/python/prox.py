def prox(v, step, l1, l2):
    """The penalty's proximal operator: what it does to weights in one step."""
    return np.sign(v) * np.maximum(np.abs(v) - step * l1, 0) / (1 + step * l2)
