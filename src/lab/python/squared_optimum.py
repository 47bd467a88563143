def optimum(l1, l2):
    model = estimator(l1, l2).fit(X_train, targets, sample_weight=row_weights)
    return model.coef_, model.intercept_
