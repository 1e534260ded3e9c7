"""Primes below a bound by Eratosthenes' sieve: a list of booleans, integer loops."""
from harness import main

BOUND = 2000000


def run():
    prime = [True] * BOUND
    count = 0
    total = 0
    for n in range(2, BOUND):
        if not prime[n]:
            continue
        count += 1
        total += n
        multiple = n * n
        while multiple < BOUND:
            prime[multiple] = False
            multiple += n
    return f"{count} {total}"


main(run)
