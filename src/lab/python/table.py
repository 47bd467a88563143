        "kkt_residual": kkt_residual(w, *gradient(w, b), l1, l2),
    }


best = optimum(*penalties[penalty])
table = {name: scores(train(*parts), *parts) for name, parts in penalties.items()}
if "--json" in sys.argv:
    keys = ["train_METRIC", "test_METRIC", "norm2", "near_zero", "exact_zero"]
    rows = [{"penalty": name, **{key: row.get(key) for key in keys}} for name, row in table.items()]
    if best is not None:
        w, b = best
        least = float(objective(w, b, *penalties[penalty]))
        best = {"coef": (w + 0).tolist(), "intercept": float(b), "objective": least}
ORIGINAL    print(json.dumps({"rows": rows, "optimum": best}))
else:
    table["optimum"] = scores(best, *penalties[penalty])
    print(" " * 16 + "".join(f"{name:>14}" for name in table))
    for name in table["l2"]:
        values = (row.get(name) for row in table.values())
        print(f"{name:<16}" + "".join(f"{'-':>14}" if value is None else f"{value:>14.7g}" for value in values))
