"""How a benchmark program runs: once, printing its result; or, given a count, so many times in one process, each time printing the
seconds it took behind a '#' and then its result. bench/run.ts reads both."""
import sys
import time


def main(run):
    if len(sys.argv) < 2:
        print(run())
        return
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        result = run()
        seconds = time.perf_counter() - start
        print("#", seconds)
        print(result)
