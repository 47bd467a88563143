def train(l1, l2):
    return optimum(l1, l2)
