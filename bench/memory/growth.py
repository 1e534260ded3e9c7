# How much the process grows by making one thing: `growth.py NAME` prints the resident bytes before and after. Linux only.
import sys


def resident():
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024


class Point:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


things = {
    "dict of a million decimal strings": lambda: {str(i): str(i * 7) for i in range(10**6)},
    "dict of a million formatted strings": lambda: {f"key{i}": f"value{i}" for i in range(10**6)},
    "list of ten million ints": lambda: list(range(10**7)),
    "a million instances with three attributes": lambda: [Point(i, i + 1, i + 2) for i in range(10**6)],
    "a million small dicts": lambda: [{"x": i, "y": i} for i in range(10**6)],
}
if __name__ == "__main__":
    if len(sys.argv) == 1:
        print("\n".join(things))
    else:
        make = things[sys.argv[1]]
        before = resident()
        thing = make()
        print(before, resident(), len(thing))
