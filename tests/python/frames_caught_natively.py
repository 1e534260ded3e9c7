# Exceptions that builtin functions catch leave the frame of their caller as the running one.
import sys


class Lazy:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i

    def __getattr__(self, name):
        raise AttributeError(name)

    def __iter__(self):
        return Lazy.Items(self)

    class Items:
        def __init__(self, of):
            self.at = 0

        def __next__(self):
            self.at += 1
            if self.at > 4:
                raise StopIteration
            return self.at


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i


def names():
    found = [sys._getframe().f_code.co_name]
    list(Lazy())
    found.append(sys._getframe().f_code.co_name)
    hasattr(Lazy(), "x")
    found.append(sys._getframe().f_code.co_name)
    getattr(Lazy(), "x", 3)
    found.append(sys._getframe().f_code.co_name)
    for i in Old():
        pass
    found.append(sys._getframe().f_code.co_name)
    next(iter(Lazy.Items(0).__next__, 5), None)
    found.append(sys._getframe().f_code.co_name)
    return found


def many(n):
    "More of them than the recursion limit allows calls inside each other."
    total = 0
    o = Lazy()
    for i in range(n):
        if not hasattr(o, "x"):
            total += 1
        total += getattr(o, "y", 2)
        total += sum(Old()) + len([x for x in Lazy()])
    return total, sys._getframe().f_code.co_name, sorted(locals())


print(names())
for k in range(3):
    print(many(500))
print(names())
hasattr(Lazy(), "x")
print(sorted(n for n in globals() if not n.startswith("__")))
