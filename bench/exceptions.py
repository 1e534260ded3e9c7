"""Exceptions that are raised and caught within loops: in a function, across calls, and at module level."""
from harness import main


class Refused(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def check(i):
    if i % 3 == 0:
        raise Refused(i)
    if i % 7 == 0:
        return {}["missing"]
    return i


def across_calls(n):
    total = 0
    for i in range(n):
        try:
            total += check(i)
        except Refused as e:
            total -= e.code
        except KeyError:
            total += 1
        finally:
            total ^= 1
    return total


def within(n):
    found = 0
    for i in range(n):
        try:
            int("x" if i % 4 else "12")
        except ValueError:
            found += 1
    return found


MODULE_LEVEL = """
count = 0
for i in range(20000):
    try:
        if i % 2:
            raise ValueError(i)
    except ValueError as e:
        count += len(e.args)
"""
CODE = compile(MODULE_LEVEL, "module_level", "exec")


def run():
    namespace = {}
    exec(CODE, namespace)
    return "%d %d %d" % (across_calls(60000), within(30000), namespace["count"])


main(run, rounds=5)
