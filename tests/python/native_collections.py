# _collections, _functools, _operator: results, reprs, reductions and messages
import _collections as co, _functools as ft, _operator as op
def clean(text):
    parts = text.split(" at 0x")
    return " at".join([parts[0]] + [p[p.index(">"):] for p in parts[1:]])
def show(label, fn, *args, **kw):
    try:
        print(label, clean(str(fn(*args, **kw))))
    except BaseException as e:
        print(label, type(e).__name__, e)
d=co.deque([1,2,3],4)
show(1, lambda: d['a']); show(2, lambda: d[0:1]); show(3, lambda: d[7]); show(4, lambda: d.remove(9)); show(5, lambda:d.index(9)); show(6, lambda:d.insert(1,2)); show(7, lambda:d.insert(1,2))
show(8, lambda:d+[1]); show(9, lambda:d<[1]); show(10, lambda:d*2); show(11, lambda:d*'a'); show(12, lambda:co.deque([], -1)); show(13, lambda:co.deque([],'a')); show(14, lambda:co.deque([],2**70))
show(15, lambda:setattr(d,'maxlen',2)); show(16, lambda:hash(d)); show(17, lambda:d.__reduce__()); show(18, lambda:co.deque(3)); show(19, lambda:d.index(1,2,3)); show(20, lambda:d.rotate('a')); show(21, lambda: d.__setitem__(9,1)); show(22, lambda: d.__delitem__(9)); show(23, lambda: d.x); show(24, lambda: setattr(d,'x',1))
class D(co.deque): pass
x=D([1,2],5); x.y=3
show(25, lambda:(x, x.copy(), x+x, x*2, x.__copy__(), x.__reduce__(), type(x+x)))
d=co.deque(); d.append(d); show(26, lambda:d)
show(27, lambda: op.concat(1,2)); show(28, lambda: op.indexOf([1],2)); show(29, lambda: op.countOf(1,2)); show(30, lambda: op.iconcat(1,[2])); show(31, lambda: op.concat([1],2)); show(32, lambda: op._compare_digest('é','a')); show(33, lambda: op._compare_digest(1,'a'));show(34, lambda: op._compare_digest(b'a','a'))
show(35, lambda: (op.itemgetter(1), op.itemgetter(1,'a'), op.attrgetter('a.b','c'), op.methodcaller('x',1,b=2)))
show(36, lambda: (op.itemgetter(1).__reduce__(), op.attrgetter('a','b').__reduce__(), op.methodcaller('x',1).__reduce__(), op.methodcaller('x',1,b=2).__reduce__()))
show(37, lambda: op.attrgetter('a.b')(3)); show(38, lambda: op.itemgetter(1)()); show(39, lambda: op.itemgetter(1)(1,2)); show(40, lambda: op.itemgetter(1)(a=1)); show(41, lambda: op.methodcaller('x')()); show(42, lambda: op.methodcaller('x')(1)); show(43, lambda: op.attrgetter('a')())
show(44, lambda: op.call()); show(45, lambda: op.contains(1,2)); show(46, lambda: op.delitem(1,2)); show(47, lambda: op.indexOf(1,2))
class L:
    def __length_hint__(s): return -1
show(48, lambda: op.length_hint(L()))
L.__length_hint__=lambda s: 'a'
show(49, lambda: op.length_hint(L()))
L.__length_hint__=lambda s: NotImplemented
show(50, lambda: op.length_hint(L(), 7))
show(51, co.defaultdict, 3); show(52, lambda: co.defaultdict(None)[1]); dd=co.defaultdict(list,{1:2},a=3); show(53, lambda:(dd, dd[5], dd, dd.copy(), dd|{7:8}, {7:8}|dd, dd.__reduce__()))
show(54, lambda: dd|[1]); 
o=co.OrderedDict(a=1,b=2,c=3)
show(55, lambda: o.move_to_end('z')); show(56, lambda: (o.move_to_end('a'), o, o.move_to_end('c',last=False), o)); show(57, lambda:(o.popitem(), o.popitem(last=False), o)); show(58, lambda: co.OrderedDict().popitem()); show(59, lambda: o.pop('zz')); show(60, lambda: o.pop('zz', default=3)); show(61, lambda: o.pop('zz', 4)); show(62, lambda: (o|{'q':1}, {'q':1}|o, type({'q':1}|o)))
def f():
    o=co.OrderedDict(a=1,b=2,c=3)
    for k in o: o['x'+k]=1
show(63, f)
def f():
    o=co.OrderedDict(a=1,b=2,c=3)
    for k in o: o.move_to_end(k)
show(64, f)
def f():
    o=co.OrderedDict(a=1,b=2,c=3)
    for k in o: o.move_to_end('c')
show(65, f)
def f():
    o=co.OrderedDict(a=1,b=2,c=3)
    for k in o: del o[k]
show(66, f)
show(67, lambda: (o.keys(), o.values(), o.items(), list(reversed(o)), list(reversed(o.items())), co.OrderedDict(), o.__reduce__(), co.OrderedDict.fromkeys('ab',1)))
show(68, lambda: (o.__eq__(3), o=={'b':2}, co.OrderedDict(a=1,b=2)==co.OrderedDict(b=2,a=1), co.OrderedDict(a=1,b=2)=={'b':2,'a':1}))
class O(co.OrderedDict):
    def __setitem__(s,k,v): print('set',k); super().__setitem__(k,v)
    def __delitem__(s,k): print('del',k); super().__delitem__(k)
p=O(a=1); p.update(b=2); p.setdefault('c',3); p.pop('a'); show(69, lambda:(p, p.copy(), p.popitem(), p.__reduce__()))
o.x=5; show(70, lambda:(o.x, o.__dict__, vars(o)))
show(71, lambda: co.OrderedDict([1])); show(72, lambda: co.OrderedDict(1)); show(73, lambda: co.OrderedDict([(1,2,3)]));show(74, lambda: co.OrderedDict([],[]))
show(75, lambda: o.setdefault()); show(76, lambda: o.update(1,2)); o2=co.OrderedDict(); o2['s']=o2; show(77, lambda: o2)
tg=co._tuplegetter(1,'doc'); show(78, lambda: (tg, tg.__doc__, tg.__reduce__()))
class P(tuple):
    x=co._tuplegetter(0,'Alias for field number 0')
show(79, lambda: P.x.__get__(3)); show(80, lambda: setattr(P((1,2)),'x',3)); show(81, lambda: delattr(P((1,2)),'x')); show(82, lambda: (P.x, P.x.__get__(None,P), P.x.__doc__))
show(83, co._tuplegetter); show(84, co._tuplegetter, 'a', 1)
show(85, lambda: co._count_elements); show(86, lambda: co._count_elements({}, 3)); show(87, lambda: co._count_elements([], [3]))
it=iter(co.deque([1,2])); show(88, lambda: (it.__length_hint__(), it.__reduce__())); show(89, lambda: co._deque_iterator(co.deque([1,2,3]),1)); show(90, lambda: list(co._deque_iterator(co.deque([1,2,3]),1))); show(91, lambda: co._deque_iterator([]))
K=ft.cmp_to_key(lambda a,b:a-b); show(92, lambda: (K(1)<K(2), K(1)==K(1), K(3).obj, K(1)!=K(2))); show(93, lambda: K<K)
def f(x,y=0): return x
class CacheInfo(tuple):
    def __new__(c,*a): return tuple.__new__(c,a)
f=ft._lru_cache_wrapper(f,2,False,CacheInfo)
show(94, lambda: (f(1),f(2),f(1),f(3),f(2),f.cache_info(), f.__copy__() is f)) 
show(95, lambda: f([])); show(96, lambda: ft.partial.__reduce__(ft.partial(int, base=2))); q=ft.partial(int,base=2); q.z=1; show(97, lambda: (q, q.__reduce__(), q('101'), ft.partial(q,'11').func, q.__dict__))
show(98, lambda: q.__setstate__(3)); show(99, lambda: setattr(q,'func',3)); show(100, lambda: ft.partial(print, ft.Placeholder, 2).__call__())
show(101, lambda: K(1).__class__.__name__); show(102, lambda: ft.reduce(op.add, [1,2], initial=None))

# in loops, for the JIT
d = co.deque(maxlen=50)
total = 0
for i in range(3000):
    d.append(i)
    if i % 3 == 0:
        d.rotate(2)
    if i % 7 == 0 and d:
        total += d.popleft() - d.pop()
    total += d[i % len(d)] if d else 0
print(total, len(d), list(d)[:5])
dd = co.defaultdict(int)
groups = co.defaultdict(list)
for i in range(2000):
    dd[i % 13] += i
    groups[i % 5].append(i)
print(dd[3], sum(dd.values()), sum(map(len, groups.values())))
od = co.OrderedDict()
for i in range(3000):
    od[i % 100] = i
    if i % 3 == 0:
        od.move_to_end(i % 100, last=i % 2 == 0)
    if len(od) > 60:
        total += od.popitem(last=i % 5 == 0)[1]
print(total, list(od.items())[:4], list(reversed(od))[:4])
fib = ft._lru_cache_wrapper(lambda n: n if n < 2 else fib(n - 1) + fib(n - 2), None, False, CacheInfo)
print(fib(80), fib.cache_info())
small = ft._lru_cache_wrapper(lambda a, b=1: a * b, 8, True, CacheInfo)
for i in range(2000):
    total += small(i % 11) + small(i % 3, b=i % 2) + small(float(i % 5))
print(total, small.cache_info())
add3 = ft.partial(op.add, 3)
scale = ft.partial(lambda a, b, *, k=1: a * k + b, ft.Placeholder, 5, k=2)
pairs = [(i % 7, -i) for i in range(500)]
pairs.sort(key=op.itemgetter(0, 1))
print(pairs[:3], ft.reduce(op.add, map(add3, range(1000))), sum(map(scale, range(1000))))
words = sorted("the quick brown fox jumps over the lazy dog".split(), key=ft.cmp_to_key(lambda a, b: (len(a) > len(b)) - (len(a) < len(b))))
print(words)
counts = {}
co._count_elements(counts, "mississippi" * 100)
print(counts)
class Point:
    def __init__(self, x, y): self.x = x; self.y = y
    def scaled(self, k, add=0): return self.x * k + add
points = [Point(i, Point(i, -i)) for i in range(600)]
print(sum(map(op.attrgetter("y.y"), points)), sum(map(op.methodcaller("scaled", 3, add=1), points)))
for name in ("lt le eq ne gt ge add sub mul truediv floordiv mod pow lshift and_ or_ xor iadd isub imul is_ is_not").split():
    print(name, getattr(op, name)(7, 2), end="; ")
for name in "neg pos inv invert abs index not_ truth is_none is_not_none".split():
    print(name, getattr(op, name)(-4), end="; ")
print(op.getitem("abc", 1), op.contains("abc", "b"), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.call(max, 3, 9, key=lambda x: -x))
