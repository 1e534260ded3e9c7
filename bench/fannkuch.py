"""Pancake flips over all permutations of 9: small integer lists, slices, reversal in place."""
from harness import main

SIZE = 9


def flips(permutation):
    """How often the first pancakes can be turned until 0 lies on top."""
    stack = permutation[:]
    count = 0
    first = stack[0]
    while first:
        low = 0
        high = first
        while low < high:
            stack[low], stack[high] = stack[high], stack[low]
            low += 1
            high -= 1
        count += 1
        first = stack[0]
    return count


def fannkuch(size):
    permutation = list(range(size))
    turns = [0] * size
    checksum = 0
    most = 0
    sign = 1
    while True:
        if permutation[0]:
            count = flips(permutation)
            if count > most:
                most = count
            checksum += sign * count
        # The next permutation in the order of rotations of ever longer prefixes.
        sign = -sign
        length = 1
        while True:
            if length == size:
                return checksum, most
            permutation.insert(length, permutation.pop(0))
            turns[length] += 1
            if turns[length] <= length:
                break
            turns[length] = 0
            length += 1


def run():
    checksum, most = fannkuch(SIZE)
    return f"{checksum} {most}"


main(run)
