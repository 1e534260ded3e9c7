# PyCF_ALLOW_TOP_LEVEL_AWAIT: code of modules, expressions and statements that awaits becomes a coroutine.
import ast, types, inspect
F = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
async def g(): return 42
async def ag():
    yield 1
    yield 2
def drive(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
ns = {"g": g, "ag": ag}
c = compile("x = await g()\nprint(x)", "", "exec", flags=F)
print(bool(c.co_flags & inspect.CO_COROUTINE))
print(drive(eval(c, ns)), ns["x"])
c = compile("await g()", "", "eval", flags=F)
print(drive(eval(c, ns)))
c = compile("[i async for i in ag()]", "", "eval", flags=F)
print(drive(eval(c, ns)))
c = compile("async for i in ag():\n  print(i)\n", "", "single", flags=F)
print(drive(eval(c, ns)))
c = compile("def f():\n  return 1\nprint(f())", "", "exec", flags=F)
print(bool(c.co_flags & inspect.CO_COROUTINE)); eval(c, ns)
for s in ["def f(): await g()", "class A: await g()", "lambda: await g()", "await g()", "async with a: pass", "[i async for i in x]"]:
    for fl in [0, F]:
        try: compile(s, "", "exec", flags=fl); print("ok", s)
        except SyntaxError as e: print(s, e)
t = ast.parse("await g()", mode="eval")
c = compile(t, "", "eval", flags=F); print(drive(eval(c, ns)))
