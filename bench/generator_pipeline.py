"""A pipeline of generators: each stage takes from the one before it."""
from harness import main


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(source):
    for x in source:
        if x % 2:
            yield x


def squares(source):
    for x in source:
        yield x * x


def windows(source, size):
    window = []
    for x in source:
        window.append(x)
        if len(window) == size:
            yield sum(window)
            window = []


def chained(*sources):
    for source in sources:
        yield from source


def run():
    total = 0
    for x in windows(squares(odd(chained(numbers(150000), numbers(50000)))), 4):
        total += x % 1009
    return str(total)


main(run, rounds=10)
