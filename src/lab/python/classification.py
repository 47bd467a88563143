show("train_accuracy", accuracy_score(y_train, z_train >= threshold))
show("test_accuracy", accuracy_score(y_test, z_test >= threshold))
show("train_auc", roc_auc_score(y_train, z_train))
show("test_auc", roc_auc_score(y_test, z_test))
