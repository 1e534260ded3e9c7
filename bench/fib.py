"""Fibonacci numbers by their definition: nothing but calls and small integers."""
from harness import main


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run():
    return fib(31)


main(run)
