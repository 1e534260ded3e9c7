# with a limit that nothing reaches, calls without end end all the same: RecursionError, when the stack is used up
# recorded by python3: Pyodide's stack is too small
import sys

class Endless:
    def __repr__(self):
        return repr(self)
    def __add__(self, other):
        return self + other
def endless():
    return endless()
def endless_key(x):
    return sorted([x], key=endless_key)
def endless_generator():
    yield from endless_generator()
# CPython 3.11 may crash here
if sys.version_info >= (3, 12):
    sys.setrecursionlimit(10**6)
for name, call in {"call": endless, "sorted": lambda: endless_key(1), "yield from": lambda: list(endless_generator()), "repr": lambda: repr(Endless()), "+": lambda: Endless() + 1}.items():
    try:
        call()
    except (RecursionError, MemoryError) as error:
        print(name, "ends")
sys.setrecursionlimit(1000)
