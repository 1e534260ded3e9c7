# a failed assertion in a loop that has been hot
def checked_sum(values):
    total = 0
    for i, v in enumerate(values):
        assert isinstance(v, int), f"item {i} is {v!r}"
        total += v
    return total
print(checked_sum(range(3000)))
checked_sum([1, 2] * 1000 + ["x"])
