# try, except, else, finally: all ways through
def flow(kind):
    log = []
    try:
        log.append("try")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            {}["k"]
        if kind == "return":
            return log
        if kind == "zero":
            1 // 0
    except ValueError as e:
        log.append(f"ValueError {e}")
    except (KeyError, IndexError) as e:
        log.append(f"lookup {e!r}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("end")
    return log
for kind in ("none", "value", "key", "return"):
    print(kind, flow(kind))
try:
    flow("zero")
except ZeroDivisionError as e:
    print("escaped", e)
def override():
    try:
        return "try"
    finally:
        return "finally"
def swallow():
    for i in range(3):
        try:
            raise ValueError
        finally:
            continue
    return i
def breaking():
    while True:
        try:
            return 1
        finally:
            break
    return 2
def nested():
    out = []
    for i in range(6):
        try:
            try:
                if i % 3 == 0:
                    raise TypeError(i)
                if i % 3 == 1:
                    continue
                out.append(i)
            finally:
                out.append(f"f{i}")
                if i == 4:
                    break
        except TypeError as e:
            out.append(f"t{e}")
    else:
        out.append("else")
    return out
print(override(), swallow(), breaking(), nested())
def reraise():
    try:
        try:
            raise KeyError("first")
        except KeyError:
            raise
    except KeyError as e:
        return repr(e)
print(reraise())
class Custom(Exception):
    def __init__(self, code, message="default"):
        super().__init__(message)
        self.code = code
class Special(Custom):
    def __str__(self):
        return f"special {self.code}"
for make in (lambda: Custom(1), lambda: Custom(2, "two"), lambda: Special(3), lambda: Exception(), lambda: Exception(1, 2), lambda: KeyError("a b"), lambda: OSError("gone")):
    e = make()
    try:
        raise e
    except Custom as c:
        print("custom", c.code, c, repr(c), c.args)
    except Exception as c:
        print(type(c).__name__, str(c), repr(c), c.args)
try:
    raise Special
except TypeError as e:
    print(e)
for bad in (lambda: exec("raise 5", {}), lambda: exec("raise", {}), lambda: exec("try:\n 1/0\nexcept 5: pass", {})):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
# name unbound after the clause
e = "before"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as n:
    print(n)
# exceptions in hot loops
caught = 0; total = 0
for i in range(4000):
    try:
        if i % 7 == 0:
            raise ValueError(i)
        if i % 11 == 0:
            total += [1, 2, 3][i]
        total += 1
    except ValueError as ex:
        caught += ex.args[0] % 2
    except IndexError:
        caught += 10
    else:
        total += 2
    finally:
        total += 1
print(caught, total)
def maybe(i):
    if i % 5 == 0:
        raise KeyError(i)
    return i
def guarded(i):
    try:
        return maybe(i)
    except KeyError as k:
        return -k.args[0]
print(sum(guarded(i) for i in range(3000)))
assert True, "fine"
try:
    assert 1 == 2, f"message {1 + 1}"
except AssertionError as a:
    print(repr(a))
try:
    assert not 5
except AssertionError as a:
    print(repr(a), isinstance(a, Exception), issubclass(AssertionError, BaseException))
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), IndexError.__mro__[1].__name__)
