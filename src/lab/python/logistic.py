def losses(y, z):
    return y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)


def slopes(y, z):
    return np.exp(-np.logaddexp(0, -z)) - y


loss_at_zero = np.log(2)
threshold = 0
