        "train_r2": r2_score(y_train, z_train),
        "test_r2": r2_score(y_test, z_test),
