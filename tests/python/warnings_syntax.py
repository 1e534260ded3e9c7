# SyntaxWarnings of the compiler: what is legal and hardly ever meant. As warnings, and where they are errors.

import types
import warnings


def t(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<t>", "exec")
    print(repr(source), [(w.category.__name__, w.lineno, str(w.message)) for w in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(source, "<t>", "exec")
        except SyntaxError as e:
            print("   ", e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)


for source in ["1 is 1","x is 1","x is 'a'","x is not b'a'","x is ()","x is (1,)","() is x","x is None","x is ...","x is True","x is -1","x is 1.5","x is 1j","x is y is 2","1 is x is 2","x is f'a'","x is []","x is {}","x == 1 is y", "x is not 1 is not 2", "x is (1+1)", "x is (not 1)", "x is __debug__",
 "1()","'a'()","(1,)()","[]()","[1](2)","{}()","{1}()","{1:2}()","(x for x in y)()","[x for x in y]()","f'{a}'()","t'{a}'()","None()","...()","(1).x()","(lambda:0)()","(1+1)()","{x for x in y}()","{x:1 for x in y}()", "True()", "b''()", "1.5()",
 "1[0]","None[0]","...[0]","1.5[1]","1j[1]","True[0]","{1}[0]","{x for x in y}[0]","(x for x in y)[0]","(lambda:0)[0]","f''[0]","t''[0]","''['a']","''[0]","''[1.5]","''[None]","''[x]","''[0:1]","''[True]","b''['']","(1,)['a']","(1,)[1,2]","[]['']","[1][(2,3)]","[1][2,3]","[x for x in y]['']","f'{x}'['']","''[()]","''[[]]","''[{}]","''[lambda:0]","''[f'']","''[...]", "''[(x for x in y)]", "{}['a']", "''[-1]","''[not 1]", "''[1j]", "''[{1}]","''[t'']", "(1,2)[...]",  "[1]()[2]()", "del 1[0]", "1[0] = 2", "[]['a'] += 1", "''[b'']",
 "assert (x, 'm')","assert ()","assert (x,)","assert (x), 'm'", "assert [1]", "assert 1", "assert (1, 2), 3",
 "def f():\n try: pass\n finally: return 1","for x in y:\n try: pass\n finally: break","for x in y:\n try: pass\n finally: continue","try: pass\nfinally:\n for x in y: break","try: pass\nfinally:\n while x: continue\n","try: pass\nfinally:\n def f(): return 1","def f():\n try: pass\n finally:\n  for x in y: return 1","while 1:\n try: pass\n finally:\n  for x in y: pass\n  else: break", "def f():\n try: pass\n finally:\n  try: return 1\n  except: pass","def f():\n try: pass\n finally:\n  try: pass\n  finally: return", "def f():\n try: pass\n finally:\n  if x: return", "def f():\n for a in b:\n  try: pass\n  except* E: pass\n  finally: break", "def f():\n try: pass\n finally:\n  class A:\n   for x in y: break", "try: pass\nfinally:\n f = lambda: 0\n", "def f():\n try: pass\n finally:\n  with a:\n   match b:\n    case 1: return 1", "while 1:\n try: pass\n finally:\n  while 2:\n   pass\n   break", "async def f():\n try: pass\n finally: return", "x: 1 is 2",  "def f(a: 1 is 2): 0", "def f():\n x: 1 is 2\n", "class A:\n x: 1 is 2", "from __future__ import annotations\nx: 1 is 2", "lambda x=1 is 2: 3 is 4","@(1 is 2)\ndef f(): 0", "while 1 is 2: pass", "f'{1 is 2}'","match 1:\n case 1: 2 is 3", "if 0:\n 1 is 2\n", "1 is 2\n1 is 2", "type X[T: 1 is 2] = 3 is 4"]:
    t(source)

# a module's code as a function: its names are its globals
names = {"a": 1}
function = types.FunctionType(compile("b = a + 1\nprint(sorted(k for k in locals() if k[0] != '_'))\ndel a", "m", "exec"), names)
print(function(), sorted(k for k in names if k[0] != "_"), names["b"])
try:
    function(1)
except TypeError as e:
    print(e)
print(types.FunctionType(compile("b * 10", "m", "eval"), names)())
