# __bases__ that are assigned while an mro() of the metaclass runs, and what is undone when that raises.


class Steps(type):
    active = False

    def mro(cls):
        if Steps.active:
            Steps.act(cls)
        return type.mro(cls)


def attempt(act, work):
    Steps.act = staticmethod(act)
    Steps.active = True
    try:
        work()
        print("done")
    except Exception as e:
        print(type(e).__name__, e)
    Steps.active = False


def family():
    A = Steps("A", (), {})
    return A, Steps("B1", (A,), {}), Steps("B2", (A,), {}), Steps("C", (A,), {})


def show(*classes):
    for cls in classes:
        bases, mro, below = cls.__bases__, cls.__mro__, cls.__subclasses__()
        print(cls.__name__, *([c.__name__ for c in group] for group in (bases, mro, below)))


# a cycle that the MROs do not show yet
A, B1, B2, C = family()


def each_other(cls):
    if cls.__name__ == "B1":
        B2.__bases__ = (B1,)
    if cls.__name__ == "B2":
        B1.__bases__ = (B2,)


attempt(each_other, lambda: setattr(B1, "__bases__", B1.__bases__ + ()))
show(A, B1, B2)

# the inner assignment wins
A, B1, B2, C = family()


def once(cls):
    if cls.__name__ == "C":
        Steps.active = False
        C.__bases__ = (B2,)


attempt(once, lambda: setattr(C, "__bases__", (B1,)))
show(A, B1, B2, C)
attempt(lambda cls: None, lambda: setattr(B1, "__bases__", (C,)))
show(A, B1, B2, C)

# what raises leaves everything as it was, below the class, too
A, B1, B2, C = family()
D = Steps("D", (C,), {})


def fail(cls):
    if cls.__name__ == "D":
        raise ValueError("not this one")


attempt(fail, lambda: setattr(C, "__bases__", (B1,)))
show(A, B1, C, D)


def inner(cls):
    if cls.__name__ == "C":
        if C.__bases__ == (B2,):
            Steps.active = False
        else:
            C.__bases__ = (B2,)
            raise ValueError("after the inner one")


attempt(inner, lambda: setattr(C, "__bases__", (B1,)))
show(A, B1, B2, C, D)
for bases in (C,), (D,), (A, A), (int,), (B1, A):
    attempt(lambda cls: None, lambda: setattr(C, "__bases__", bases))
show(C, D)
