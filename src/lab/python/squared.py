def losses(y, z):
    return (z - y) ** 2 / 2


def slopes(y, z):
    return z - y


loss_at_zero = np.mean(y_train**2) / 2
threshold = 0.5
