# exception groups: construction, split, subgroup, derive, except*
eg = ExceptionGroup("m", [ValueError(1), TypeError("t"), ExceptionGroup("in", [KeyError("k"), ValueError(2)])])
print(eg, repr(eg), eg.message, eg.exceptions, eg.args)
print(eg.split(ValueError)); print(eg.split((KeyError, TypeError))); print(eg.split(OSError)); print(eg.split(ExceptionGroup))
print(eg.subgroup(lambda e: isinstance(e, KeyError)), eg.subgroup(KeyError).exceptions)
print(eg.subgroup(lambda e: "in" in str(e)))
for cond in [1, "a", (1, 2), int, [ValueError]]:
    try: print(eg.split(cond))
    except TypeError as e: print(e)
for a in [(), ("a",), (1, [ValueError()]), ("a", []), ("a", [1]), ("a", {1}), ("a", {1: 2}), ("a", 3), ("a", [KeyboardInterrupt()]), ("a", [ValueError], 3)]:
    try: print(repr(ExceptionGroup(*a)))
    except Exception as e: print(type(e).__name__, e)
print(repr(BaseExceptionGroup("x", [ValueError()])), repr(BaseExceptionGroup("x", [KeyboardInterrupt()])))
print(issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))
class My(ExceptionGroup):
    def __new__(cls, msg, excs, code): self = super().__new__(cls, msg, excs); self.code = code; return self
    def derive(self, excs): return My(self.message, excs, self.code + 1)
my = My("mine", [ValueError(1), OSError(252, "x")], 10); my.add_note("a note")
a, b = my.split(ValueError); print(repr(a), a.code, a.__notes__, repr(b), b.code, a.__notes__ is my.__notes__)
class Bad(Exception, BaseExceptionGroup): pass
try: Bad("b", [KeyboardInterrupt()])
except TypeError as e: print(e)
class Wrong(ExceptionGroup):
    def derive(self, excs): return 3
try: Wrong("w", [ValueError(), KeyError()]).split(ValueError)
except TypeError as e: print(e)
def f(e, log):
    try: raise e
    except* ValueError as v: log.append(("V", [repr(x) for x in v.exceptions]))
    except* (TypeError, OSError) as t:
        log.append(("T", len(t.exceptions)))
        if len(t.exceptions) > 1: raise RuntimeError("new")
    else: log.append("else")
    finally: log.append("finally")
    return log
def show(e, depth=0):
    print("  " * depth, repr(e), "context:", repr(e.__context__)[:50], "cause:", repr(e.__cause__))
    if isinstance(e, BaseExceptionGroup):
        for x in e.exceptions: show(x, depth + 1)
for e in [eg, ValueError(5), ExceptionGroup("a", [TypeError(1), OSError(2)]), ExceptionGroup("a", [TypeError(1), OSError(2), KeyError(3)]), KeyError(1), TypeError("lone")]:
    log = []
    try: f(e, log)
    except BaseException as x: show(x)
    print(log)
def clauses(n):
    seen = []
    for i in range(n):
        try:
            try:
                if i % 3 == 0: raise ExceptionGroup("g", [ValueError(i), KeyError(i)])
                if i % 3 == 1: raise ValueError(i)
            except* KeyError as k: seen.append(k.exceptions[0].args[0])
            except* ValueError as v:
                if i % 2: raise
                seen.append(-v.exceptions[0].args[0])
        except ExceptionGroup as g: seen.append(repr(g.exceptions[0]))
    return seen
print(clauses(12)); print(len(clauses(3000)))
try:
    try: raise ExceptionGroup("o", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("a") from OSError("c")
    except* TypeError: raise
except* KeyError as k: show(k)
except* TypeError as t: show(t)
try:
    try: raise ValueError(1)
    except* TypeError: print("no")
except ValueError as e: print("plain", repr(e))
for pattern in [ExceptionGroup, (ValueError, BaseExceptionGroup), int, (ValueError, 3)]:
    try:
        try: raise ValueError(1)
        except* pattern: print("no")
    except TypeError as e: print(e)
    except BaseException as e: print(type(e), repr(e))
def ret():
    for i in range(3):
        try: raise ExceptionGroup("x", [ValueError(i)])
        except* ValueError as e: r = repr(e)
    try: e
    except NameError as x: print(type(x).__name__)
    return r
print(ret())
def deep(n):
    e = ValueError(n)
    for i in range(n): e = ExceptionGroup(str(i), [e, TypeError(i)])
    return e
m, r = deep(50).split(ValueError)
n = 0
while isinstance(m, ExceptionGroup): m = m.exceptions[0]; n += 1
print(n, repr(m))
