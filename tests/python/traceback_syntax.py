# a syntax error in compiled text, then an uncaught NameError at module level
for text in ("1 +", "x = = 2", "def f(:", "for in x:", "a b", "return 5", "if True:\npass"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.lineno)
print(eval("1 + 2 * 3"), eval("x + 1", {"x": 41}))
space = {}
exec("def double(n):\n    return n * 2\nresult = double(21)", space)
print(space["result"])
undefined_thing
