# carets of expressions over several lines: calls, subscripts, operators
def f(a, b, c): return a[b][c]
def run():
    data = {"x": [1, 2, 3]}
    return (
        f(
            data,
            "x",
            1,
        )
        + f(data,
            "x", 7)
        + 5
    )
run()
