def make_correlated(n_samples, n_groups, group_size, n_noise, rho, noise, classes, random_state):
    """Groups of features that share a factor, so that they correlate by rho, beside independent noise features."""
    rng = np.random.RandomState(random_state)
    signs = np.repeat(np.where(np.arange(n_groups) % 2 == 0, 1, -1), group_size)
    X, y = [], []
    for _ in range(n_samples):
        factors = np.repeat(rng.normal(size=n_groups), group_size)
        grouped = np.sqrt(rho) * factors + np.sqrt(1 - rho) * rng.normal(size=n_groups * group_size)
        X.append(np.r_[grouped, rng.normal(size=n_noise)])
        y.append(signs @ grouped / group_size + noise * rng.normal())
    return np.array(X), (np.array(y) > 0).astype(int) if classes else np.array(y)
