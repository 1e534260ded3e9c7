# an exception out of nested generators
def numbers(n):
    for i in range(n):
        yield 100 // (n - 1 - i)
def doubled(n):
    for x in numbers(n):
        yield x * 2
def chained(n):
    yield from doubled(n)
total = 0
for x in chained(2500):
    total += x
    if total > 300:
        print(total)
        total = -10**9
