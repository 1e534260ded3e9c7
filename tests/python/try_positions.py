# try/except/else/finally with return, break, continue and raise in every position; what is current afterwards; variables that are deleted
import sys
out = []
def p(x): out.append(x); return x
def run(label, f):
    try: r = f()
    except Exception as e: r = f"{type(e).__name__}({e})"
    print(label, r, out); out.clear()
for where in ("body", "handler", "orelse", "final"):
    for what in ("return p('R')", "break", "continue", "raise KeyError(p('K'))", "1 / 0", "pass"):
        for fails in (False, True):
            lines = {"body": "pass", "handler": "p('handled')", "orelse": "p('else')", "final": "p('finally')"}
            lines[where] = what
            source = f"""
def f():
    for i in range(2):
        p(i)
        try:
            if {fails}: raise ValueError('v')
            {lines['body']}
        except ValueError as e:
            {lines['handler']}
        else:
            {lines['orelse']}
        finally:
            {lines['final']}
        p('after')
    else: p('loop else')
    return 'end'
"""
            import warnings
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                exec(source)
            run(f"{where} {what} {fails}", f)
def finally_overrides():
    try: return p("first")
    finally: p("f")
run("value kept", finally_overrides)
def order():
    x = 1
    try: return x
    finally: x = 2
run("value is taken before", order)
def mutable():
    x = [1]
    try: return x
    finally: x.append(2)
run("but not copied", mutable)
def nested():
    try:
        try:
            try: raise ValueError("a")
            finally: p("inner")
        except KeyError: p("wrong")
        finally: p("middle")
    except ValueError as e: p(str(e))
    finally: p("outer")
run("nested", nested)
def handler_raises():
    try:
        try: raise ValueError("one")
        except ValueError: raise KeyError("two")
        finally: p(type(sys.exception()).__name__)
    except KeyError as e: return type(e.__context__).__name__, sys.exception() is e
run("handler raises", handler_raises)
def name_deleted():
    e = "before"
    try: raise ValueError
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as error: return str(error)
run("name deleted", name_deleted)
def name_reassigned():
    try: raise ValueError
    except ValueError as e: e = 5; p(e); del e
    return "e" in locals()
run("name reassigned", name_reassigned)
def exc_info_restored():
    p(sys.exception())
    try: raise ValueError("o")
    except ValueError:
        try: raise KeyError("i")
        except KeyError: p(type(sys.exception()).__name__)
        p(type(sys.exception()).__name__)
    p(sys.exception())
run("restored", exc_info_restored)
def gen():
    try:
        yield 1
        yield 2
    except ValueError as e: p(f"thrown {e}"); yield 3
    finally: p("closed")
def use_gen():
    g = gen(); next(g); p(g.throw(ValueError("t"))); return list(g)
run("generator", use_gen)
def gen_handled():
    try: raise ValueError("outer")
    except ValueError:
        yield type(sys.exception()).__name__
        yield type(sys.exception()).__name__
def inside():
    g = gen_handled()
    try: raise KeyError
    except KeyError: p(next(g)); p(type(sys.exception()).__name__); p(next(g))
    return sys.exception()
run("generator's own", inside)
def types_evaluated():
    def t(x): p(x.__name__); return x
    try: raise KeyError("k")
    except t(ValueError): pass
    except (t(OSError), t(LookupError)): return "lookup"
    except t(KeyError): pass
run("lazily", types_evaluated)
def not_class():
    try: raise ValueError("v")
    except 5: pass
run("not a class", not_class)
def not_exception():
    try: raise ValueError("v")
    except (int, str): pass
run("not an exception", not_exception)
def nothing_raised():
    try: pass
    except 5: pass
    except undefined: pass
    return "never asked"
run("nothing raised", nothing_raised)
def tuple_nested():
    try: raise ValueError
    except ((KeyError, (ValueError,)),): return "flat?"
run("tuples in tuples", tuple_nested)
def bare():
    try: raise SystemExit(3)
    except: return type(sys.exception()).__name__
run("bare", bare)
def without_parens():
    try: raise KeyError("x")
    except ValueError, KeyError: return "3.14"
run("without parentheses", without_parens)
def while_else():
    n = 0
    while True:
        n += 1
        try:
            if n == 2: continue
            if n == 4: break
        finally: p(n)
    else: p("never")
    return n
run("while", while_else)
def recursion(n):
    try:
        if n == 0: raise ValueError("bottom")
        return recursion(n - 1)
    finally: p(n) if n % 10 == 0 else None
run("recursion", lambda: recursion(50))
def rethrow():
    try:
        try: raise ValueError("v")
        except ValueError as e: saved = e; raise
    except ValueError as e: return e is saved, e.__context__
run("rethrow", rethrow)
def no_active(): raise
run("nothing to reraise", no_active)
def hot(n):
    counts = [0] * 4
    for i in range(n):
        try:
            if i % 3 == 0: raise ValueError
            if i % 5 == 0: raise KeyError
            if i % 7 == 0: continue
        except ValueError: counts[0] += 1
        except LookupError: counts[1] += 1
        else: counts[2] += 1
        finally: counts[3] += 1
    return counts
run("hot", lambda: hot(2000))
for text in ("try: pass", "try: pass\nelse: pass", "try: pass\nexcept: pass\nexcept ValueError: pass", "try: pass\nfinally: pass\nelse: pass", "except: pass", "try: pass\nexcept A, B as c: pass", "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept*: pass", "try: pass\nexcept A as b.c: pass", "try: pass\nexcept A as 1: pass", "finally: pass", "try:\nexcept: pass", "for x in y:\n try: pass\n except* A: break", "def f():\n try: pass\n except* A: return"):
    try: compile(text, "<s>", "exec"); print(repr(text), "fine")
    except SyntaxError as e: print(repr(text), "!!", e.msg)
