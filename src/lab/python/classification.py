        "train_accuracy": accuracy_score(y_train, z_train >= threshold),
        "test_accuracy": accuracy_score(y_test, z_test >= threshold),
        "train_larger_class": max(np.mean(y_train), np.mean(1 - y_train)),
        "test_larger_class": max(np.mean(y_test), np.mean(1 - y_test)),
