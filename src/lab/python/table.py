def show(name, value):
    print(f"{name:<16} {value:>12.7g}")


