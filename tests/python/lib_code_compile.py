# keyword, compile, exec and eval: what is a keyword, code objects, their attributes and runs, errors of each mode.
import keyword

print(keyword.kwlist, keyword.softkwlist, keyword.iskeyword("None"), keyword.iskeyword("match"), keyword.issoftkeyword("match"))
scope = {}
exec(compile("a = 1\nb = a + 1", "<s>", "exec"), scope)
print(scope["b"], eval(compile("a * 10", "<e>", "eval"), scope), eval("[x for x in range(a + 2)]", scope), exec("c = b", scope), scope["c"])
exec(compile("a + 41", "<i>", "single"), scope)
exec(compile("None", "<i>", "single"), scope)
for source, mode in (("x =", "exec"), ("x = 1", "eval"), ("a b", "exec"), ("f(", "eval"), ("x", "nope"), ("return 1", "exec")):
    try:
        compile(source, "<c>", mode)
        print(source, mode, "fine")
    except (SyntaxError, ValueError) as e:
        print(repr(source), mode, type(e).__name__, getattr(e, "msg", e), getattr(e, "lineno", None), getattr(e, "offset", None))


f = compile("def g(a, b=2, *c, d):\n    e = a\n    return lambda: e", "<g>", "exec")
g = next(c for c in f.co_consts if hasattr(c, "co_code"))
print(f.co_name, g.co_name, g.co_varnames, g.co_cellvars, g.co_freevars, g.co_argcount, g.co_kwonlyargcount, g.co_nlocals, g.co_firstlineno, g.co_qualname, g.replace(co_name="h").co_name, f == compile("def g(a, b=2, *c, d):\n    e = a\n    return lambda: e", "<g>", "exec"))
for source in ("[i for i in x]", "lambda a, *, b=1: (yield)", "async def f(): await g()", "global z\nz = 1", "import a.b as c\nfrom d import e as f, g"):
    c = compile(source, "<names>", "exec")
    inner = [k for k in c.co_consts if hasattr(k, "co_code")]
    print(c.co_names, [(k.co_name, k.co_names, k.co_varnames, k.co_flags & 0x2A0) for k in inner])


class Names(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(eval("a + b", {}, Names(a="A")), exec("r = x\nx = 5\ns = x", {}, n := Names()), n)
for call in (lambda: eval(5), lambda: exec("1", []), lambda: eval("1", {}, 5), lambda: compile("1"), lambda: eval("x = 1"), lambda: exec(compile("lambda: x", "<f>", "eval"), {})):
    try:
        print(call())
    except (TypeError, SyntaxError) as e:
        print(type(e).__name__, e)
scope = {}
for i in range(120):
    exec(f"def f{i}(x): return x + {i}", scope)
print(sum(eval(f"f{i}({i})", scope) for i in range(120)))
