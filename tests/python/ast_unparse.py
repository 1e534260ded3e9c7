# ast.unparse, and annotations that are strings: both write source from trees.
from __future__ import annotations
import ast

SOURCES = [
    "x = a + b * (c - d) ** 2 // -e % ~f @ g",
    "x = (a if b else c) if (lambda: d) else not (e and f or g)",
    "x: int = (yield)\n(y): str",
    "x = y = [1, *a], {2, *b}, {3: 4, **c}, (5,), ()",
    "x[a:b, ::c, ...], x[(1, 2)], x[*a], 1 .real, (-1) ** 2, -1 ** 2, 2 ** -1",
    "f(a, *b, c=d, **e)(g for g in h)(i, (j for j in k))",
    "f'{a!r:>{w}}{{}}{b=} {c[\"d\"]}' f\"it's\"",
    "t'{a!s}b{c:.2f}'",
    "'a\\n\\'\"', \"it's\", b'\\xff', u'u', 'é\\u1234', 1e400, -0.0, 2j, 1e-7",
    "[a async for b, *c in d if e if f], {g: h for i in j for k in l}",
    "def f(a, /, b: int = 1, *c: str, d, e=2, **g) -> None:\n    '''Doc.\n\n    More.'''\n    return\n",
    "@a.b\n@c(1)\nasync def f(*, a): await b; return (yield c)\n",
    "class A[T: int, *U, **V = [int]](B, metaclass=C):\n    'doc'\n    x = 1\n    def f(self): pass\n",
    "type X[T = int] = list[T]\n",
    "if a:\n    pass\nelif b:\n    pass\nelse:\n    if c: d\n",
    "for x, (y, *z) in a, b:\n    break\nelse:\n    continue\n",
    "while (x := f()): del a, b[c], d.e\n",
    "try:\n    raise\nexcept A as b:\n    raise C from d\nexcept (E, F): pass\nelse: pass\nfinally: pass\n",
    "try: pass\nexcept* A: pass\n",
    "with a as b, (yield) as c: pass\nasync def f():\n    async with d: pass\n    async for e in f: pass\n",
    "match a, b:\n    case [1, *_, -2 + 3j] if c: pass\n    case {'k': v, **rest}: pass\n    case C(1, d=E.f) | None: pass\n    case (1 | 2) as x: pass\n    case _: pass\n",
    "import a.b as c, d\nfrom . import e as f\nfrom ..g import *\nglobal h, i\nassert j, k\nx += 1\nl @= m\n",
    "(a, b), c = d\nfor (x) in [y]: (yield from z)\nlambda *a, b=1, **c: (a := b)\n",
]
for source in SOURCES:
    text = ast.unparse(ast.parse(source))
    print(text)
    print("#", ast.dump(ast.parse(text)) == ast.dump(ast.parse(source)))

print(ast.unparse(ast.Constant((1, frozenset(), "x"))))
print(ast.unparse(ast.parse("# type: ignore\nx = [] # type: list[int]\ndef f(a): # type: (int) -> str\n  pass\n", type_comments=True)))


def f(
    a: int|None, b: Tuple[int,  str], c: "x", d: a+b*(c-d)**2, e: lambda x,*y: x, g: lambda *y: 0, h: [x for x in y if z if w],
    i: f"a{b!r:>{w}}{{", j: 1e100, k: {1:2,**d}, m: a.b[c](d,*e,f=g,**h), n: 1 .real, p: not a or b and c, q: (a,), r: (),
    s: x[1:2,::3], t: 1e500, u: u'x', v: b'a"\'', w: a<b<=c not in d is not e, z: {*a, b}, aa: 'a"\'b\n\u1234\xad', ab: 1.5j,
    ac: f(i for i in j), ad: ~-x**-y, ae: 123456789012345678.0, af: a if b else c if d else e, ag: (a if b else c) if d else e,
    ah: not (a == b), ai: x[(1,2)], aj: x[*a], ak: f'{ {1:2} }', al: f'{x!s}' "c" , am: 0x10, an: 1e16, ao: (lambda: 0)(),
    ap: -1 ** 2, aq: (-1) ** 2, ar: ..., at: lambda a, /, b=1, *, c=2, **d: 0, au: f"{x=}", av: ((a or b) or c), aw: a<<b>>c,
    ax: a-(b-c), ay: -1j, az: 0.1+0j, ba: {a:b for a,b in c}, bb: a[b:c,], bc: f"{'x'}", bd: f'{a if b else c}', be: - - a,
    *args: *Ts, **kwargs: (a and b) and c,
) -> {x for x in y}: pass


for name, annotation in f.__annotations__.items():
    print(name, annotation)


class A:
    x: list [ int ] = 1
    y: "quoted"


print(A.__annotations__)
