"""Recursion over linked lists: building, comparing lengths, tails."""
from harness import main


class Element:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest


def make(length):
    if length == 0:
        return None
    return Element(length, make(length - 1))


def length(element):
    if element is None:
        return 0
    return 1 + length(element.rest)


def shorter(x, y):
    while y is not None:
        if x is None:
            return True
        x = x.rest
        y = y.rest
    return False


def tail(x, y, z):
    if shorter(y, x):
        return tail(tail(x.rest, y, z), tail(y.rest, z, x), tail(z.rest, x, y))
    return z


def run():
    return str(length(tail(make(15), make(10), make(6))) + length(make(500)))


main(run, rounds=300)
