        "train_accuracy": accuracy_score(y_train, z_train >= threshold),
        "test_accuracy": accuracy_score(y_test, z_test >= threshold),
