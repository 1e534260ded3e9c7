# ast.parse: trees of all kinds of statements and expressions, with positions, in all modes.
import ast


def show(source, mode="exec", **options):
    print(ast.dump(ast.parse(source, mode=mode, **options), include_attributes=True))


show("x = a.b[c](1, *d, k=2, **e)")
show("def f(a, /, b: int = 1, *c, d, e=2, **g) -> str:\n    'doc'\n    return a @ b\n")
show("async def f():\n    async with a as b, c: await d\n    async for x in y: pass\n    return [z async for z in y if z]\n")
show("class A[T: int = str, *Ts, **P](B, metaclass=M):\n    type X[U] = list[U]\n")
show("try:\n    raise E from None\nexcept (A, B) as e:\n    pass\nelse:\n    x: int = 1\nfinally:\n    del x, y[0]\n")
show("try: pass\nexcept* E: pass\n")
show("match p:\n    case [1, *rest] | {'k': -1, **kw}: pass\n    case C(x, y=None) as z if z: pass\n    case _: pass\n")
show("if a: pass\nelif b: pass\nelse: pass\nwhile not a: break\nfor x, (y, *z) in w: continue\nelse: global q\n")
show("import a.b as c, d\nfrom . import e\nfrom ..f import *\nassert a, b\nx += 1\n(y): int\n")
show("f'a{b!r:>{w}}{{c}}{d=}' 'e' f'{x:%H}'", "eval")
show("t'a{b + 1!s:x}c'", "eval")
show("u'x' 'y', b'a\\xff', 'é€😀', 0x_ff, 1e3, 2j, ..., None, True", "eval")
show("{1: 2, **a}, {b, *c}, [d for d in e], {f: g for f, g in h}, {i for i in j}, (k for k in l)", "eval")
show("lambda x, *y, z=1: (yield), (a := 1), a if b else c, not a or b and c < d <= e is not f not in g", "eval")
show("x[1:2, ::3, ...], x[*a], -a ** -b, ~a | b ^ c & d << e // f % g", "eval")
show("é = 'ü'; ß.ñ", "single")
show("", "exec")
show("# nothing\n\n")
show("x = 1\n\n\n  \ny", "exec")
show(b"# coding: latin-1\nx = '\xe9'")
show("# coding: latin-1\nx = 'é'")
show(b"\xef\xbb\xbfx")
show("(int, *str, **List[x]) -> None", "func_type")
show("() -> a if b else c\n\n", "func_type")
for source in ["(a", "x = )", "(a, *b, c) -> d", "a -> b", "\tif x:\n y", "f'{a'", "1 +* 2", "\ufeffx"]:
    for mode in ["exec", "eval", "single", "func_type"]:
        try:
            ast.parse(source, "file.py", mode)
        except SyntaxError as error:
            print(mode, type(error).__name__, error, error.args[1][1:3])

# nodes of operators and contexts are shared, others are not
a, b = ast.parse("a + b"), ast.parse("c + d")
print(a.body[0].value.op is b.body[0].value.op, a.body[0].value.left.ctx is ast.Name("x").ctx, a.body is b.body)
print(list(vars(a.body[0].value)), list(vars(a)), vars(a.body[0].value.op))

# helpers
source = "class A:\n    '''Doc\n\n       of A.'''\n    def f(self):\n        return (1 +\n            2)\n"
tree = ast.parse(source)
print(repr(ast.get_docstring(tree.body[0])), repr(ast.get_docstring(tree.body[0], clean=False)), ast.get_docstring(tree))
returned = tree.body[0].body[1].body[0]
print(repr(ast.get_source_segment(source, returned)), repr(ast.get_source_segment(source, returned, padded=True)))
print([type(node).__name__ for node in ast.walk(tree)])
print([name for name, _ in ast.iter_fields(returned)], [type(n).__name__ for n in ast.iter_child_nodes(tree.body[0])])
print(ast.dump(ast.parse("x = [1, {}]\ny()"), indent=2))
print(ast.dump(ast.parse("f(x)"), annotate_fields=False), ast.dump(ast.parse("def f(): ..."), show_empty=True))
print(ast.compare(ast.parse("a + b"), ast.parse("a  +  b")), ast.compare(ast.parse("a"), ast.parse("b")))
print(ast.compare(ast.parse("a + b"), ast.parse("a  +  b"), compare_attributes=True))
for text in ["[1, -2.5, (3, 'x', b'y'), {4: None, 'a': True}, {5}, set(), 1 + 2j]", "  'lead'", "-3", "()", "...", "{}"]:
    print(repr(ast.literal_eval(text)))
for text in ["f()", "1 + 1", "x", "[a for a in b]", "{**a}", "-'x'", "1 +", "f'{1}'", "(1).real"]:
    try:
        print(ast.literal_eval(text))
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(": <")[0])
