# syntax errors that are caught and shown: text, offsets, hints, and how traceback prints them
import traceback
for source in ("x = (1,\ny = 2", "if x\n    pass", "def f(:\n    pass", "x = 'abc", "print 'hello'", "a b", "for i in range(3) print(i)", "class A\n    pass", "x = 5 +", "  indented", "if 1:\npass", "f(a=1, 2)", "f(**a, *b)", "x = {1: 2, 3}", "return 5", "break", "'a' = 1", "f() = 1", "x + 1 = 2", "import a.b as c.d", "from x import *, y", "lambda: = 1", "0777", "1__0", "0b12", "5abc", "'\\N{nope}'", "b'é'", "f'{a b}'", "f'{'", "f'}'", "f'{x!z}'", "else: pass", "try: pass", "x = yield = 1", "def f(a, a): pass", "async def f(): [x async for x in y] = 1", "a = b = ", "not = 1", "while True print", "]", "(]", "\"\"\"abc", "x = 1 if 2", "assert x, ", "del 5", "global x; x = 1; global x", "nonlocal y", "True = 1", "def None(): 0", "a, b += 1", "x: int: str", "*a", "print(*)", "[x for x in]", "{**a for a in b}", "import", "from . import", "raise x from", "with a as 5: pass", "@", "a ? b", "a $ b", "\u20ac", "x = \u201cquoted\u201d", "if x = 5: pass", "f(x for x in y, 1)", "x = \\ 1"):
    try: compile(source, "<example>", "exec")
    except SyntaxError as e:
        print(repr(source), "->", type(e).__name__, e.msg, (e.lineno, e.offset, e.end_lineno, e.end_offset))
        if len(source) % 5 == 0: print("".join(traceback.format_exception_only(e)), end="")
    else: print(repr(source), "compiles")
