# The mapping f_locals of a function's frame (PEP 667), and what frames answer when they are changed.
import sys, collections.abc as abc
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S(str): pass
class NoHash(str): __hash__ = None
class Weird(str):
    def __hash__(self): return hash(str(self))
    def __eq__(self, o): return str(self) == o
class Obj:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return self.v == o
def f():
    x = 1
    y = 2
    d = sys._getframe().f_locals
    t(lambda: (d.keys(), type(d.values()), type(d.items())))
    t(lambda: list(reversed(d))); t(lambda: type(reversed(d)).__name__); t(lambda: type(iter(d)).__name__)
    t(lambda: type(d)(1)); t(lambda: type(d)()); t(lambda: type(d)(frame=1)); t(lambda: type(d)(1,2))
    t(lambda: isinstance(d, abc.Mapping)); t(lambda: issubclass(type(d), abc.MutableMapping))
    def tst():
        match d:
            case {'x': v}: return v
            case _: return 'other'
    t(tst)
    t(lambda: d.pop('x')); t(lambda: d.pop('nope')); t(lambda: d.pop('nope', 5)); t(lambda: d.popitem()); t(lambda: d.clear())
    def dl(k): 
        del d[k]
    t(lambda: dl('x')); t(lambda: dl('nope')); t(lambda: dl(5))
    d['new'] = 7
    t(lambda: d.pop('new')); t(lambda: 'new' in d)
    d['new'] = 7; t(lambda: dl('new')); t(lambda: 'new' in d)
    d[S('x')] = 5; print(x); t(lambda: d[S('x')]); t(lambda: d[Weird('x')]); d[Weird('x')] = 6; print(x)
    t(lambda: d[Obj('x')]); d[Obj('x')] = 8; print(x, d.keys())
    t(lambda: d[NoHash('x')]); t(lambda: d[[]]); t(lambda: d.__setitem__([], 1)); t(lambda: [] in d); t(lambda: d.get([]))
    t(lambda: d == {}); t(lambda: d == dict(d)); t(lambda: d != dict(d)); t(lambda: d == 1); t(lambda: d == d); t(lambda: d < d)
    t(lambda: bool(d)); t(lambda: sorted(d | {'q': 1})); t(lambda: type(d | {})); t(lambda: sorted({'q': 1} | d))
    def ior():
        e = d
        e |= {'w': 1}
        return type(e).__name__, 'w' in d
    t(ior)
    def ior2():
        e = d
        e |= 3
    t(ior2)
    t(lambda: d | [3]); t(lambda: d.update([1,2])); t(lambda: d.update(3)); t(lambda: d.update([('x', 10)])); print(x); t(lambda: d.update(x=1)); t(lambda: hash(d)); t(lambda: d.setdefault('x')); t(lambda: d.setdefault('u')); t(lambda: d.get('zzz', 4)); t(lambda: d.fromkeys)
    t(lambda: d['nope']); t(lambda: d.copy()['x'])
f()
def g():
    self = sys._getframe().f_locals
    return repr(self)
t(g)
def e():
    return bool(sys._getframe().f_locals), len(sys._getframe().f_locals), sys._getframe().f_locals == {}
t(e)
fr = sys._getframe()
print(repr(fr)[:6], 'line' in repr(fr))
def gen():
    x = 1
    yield x
q = gen(); next(q)
t(lambda: q.gi_frame.clear()); t(lambda: repr(q.gi_frame)[:10] + repr(q.gi_frame)[-23:])
q = gen(); next(q); q.close(); 
def h():
    y = object()
    1/0
try: h()
except Exception as ex: tb = ex.__traceback__
fr = tb.tb_next.tb_frame
t(lambda: sorted(fr.f_locals)); fr.clear(); t(lambda: sorted(fr.f_locals)); t(lambda: fr.f_lineno)
for a, v in ("f_lineno", 3), ("f_lineno", "x"), ("f_trace_lines", 1), ("f_trace", None), ("f_back", None), ("f_code", 1), ("f_locals", {}), ("foo", 1):
    t(lambda: setattr(fr, a, v))
