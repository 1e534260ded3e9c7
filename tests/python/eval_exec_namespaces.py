# compile, exec and eval: namespaces, modes, code objects, closures, locals, builtins replaced, errors
def show(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
x = "global"
def f(x="local"):
    exec("y = x + '!'"); exec("x = 'changed'")
    return x, eval("x"), "y" in locals(), eval("[x for _ in range(1)]"), eval("(lambda: x)()")
print(f())
ns = {}; exec("a = 1\ndef g(): return a\nclass K: b = a", ns); print(sorted(k for k in ns if k[0] != "_"), ns["g"](), ns["K"].b, ns["K"].__module__); ns["a"] = 5; print(ns["g"]())
g, l = {"v": 1}, {"v": 2, "w": 3}; exec("z = v + w; global q; q = 9\ndef h(): return v", g, l); print(l["z"], g["q"], l["h"](), sorted(k for k in g if k[0] != "_"))
class Log(dict):
    def __getitem__(self, k): seen.append(("get", k)); return super().__getitem__(k)
    def __setitem__(self, k, v): seen.append(("set", k)); super().__setitem__(k, v)
    def __missing__(self, k): raise KeyError(k)
seen = []; exec("m = 1; m += 2; n = len('ab')", {}, Log()); print(seen); seen.clear(); print(eval("p + 1", {"p": 1}, Log(p=5)), seen)
show(lambda: eval("undefined_name")); show(lambda: exec("import nothing_here")); show(lambda: eval("1; 2")); show(lambda: exec("return 1")); show(lambda: eval("\n1")); show(lambda: eval(b"1 + 2")); show(lambda: eval(bytearray(b"'\xc3\xa9'"))); show(lambda: exec(b"# coding: latin-1\nr = '\xe9'", d := {}) or ascii(d["r"])); show(lambda: eval(5)); show(lambda: eval(None)); show(lambda: eval(compile("1", "f", "exec"))); show(lambda: eval("1 +")); show(lambda: eval("(yield)")); show(lambda: eval("await x")); show(lambda: eval("(a := 5) + a", d2 := {}) + d2["a"])
show(lambda: compile("1", "f", "other")); show(lambda: compile("a b", "file.py", "exec")); show(lambda: compile("1", "f", "eval", 1 << 30)); show(lambda: compile(5, "f", "exec")); show(lambda: compile("1", 5, "exec"))
c = compile("a + b * 2", "<expr>", "eval"); print(c.co_filename, c.co_name, c.co_names, c.co_consts[:1] != (), type(c).__name__, eval(c, {"a": 1, "b": 2}), eval(c, {"a": "x", "b": "y"}), c == compile("a + b * 2", "<expr>", "eval"), c.co_firstlineno)
show(lambda: eval("[].__class__", {"__builtins__": {}}))
def outer():
    n = 10
    def inner(): return n
    return inner
show(lambda: exec(outer().__code__)); import types; cell = types.CellType(7); r = {}; exec("def t(): return 1", r); show(lambda: exec(outer().__code__, {}, closure=(cell,))); show(lambda: exec(outer().__code__, closure=(1,))); show(lambda: exec("1", closure=(cell,))); show(lambda: eval(outer().__code__))
show(lambda: exec(source="s = 1", globals={}, locals=None)); show(lambda: eval("u", locals={"u": 3})); show(lambda: eval("u", globals={"u": 4})); show(lambda: eval(source="1")); show(lambda: (dict(globals=globals() is eval("globals()")), eval("locals()", {}, {"k": 1})))
class Body: exec("made = 5"); total = eval("made + 1")
print(Body.made, Body.total); total = 0
code, env = compile("acc + i * (2 if i % 2 else 0.5)", "<hot>", "eval"), {"acc": 0}
for i in range(1000): env["i"] = i; env["acc"] = eval(code, env); total += eval("i") if i % 100 == 0 else 0
print(env["acc"], total)
