"""How a benchmark program runs: one iteration, printing its result; or, given a count, so many iterations in one process, each time
printing the seconds it took behind a '#' and then its result. bench/run.ts reads both. An iteration is `rounds` calls of run(), so
that it takes 0.2 to 0.5 s on CPython, however small the problem."""
import sys
import time


def iteration(run, rounds):
    for _ in range(rounds):
        result = run()
    return result


def main(run, rounds=1):
    if len(sys.argv) < 2:
        print(iteration(run, rounds))
        return
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        result = iteration(run, rounds)
        seconds = time.perf_counter() - start
        print("#", seconds)
        print(result)
