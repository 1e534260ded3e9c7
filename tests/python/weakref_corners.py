# Corners of weak references, proxies and weak dictionaries; a mappingproxy's truth; functools.partial's state; formats and patterns that were taken wrongly.
import weakref, gc, types, sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class O:
    def __init__(self, a=0): self.a=a
    def __repr__(self): return "O"
    def meth(self): return 1
o = O()
t(lambda: bool(types.MappingProxyType({}))); t(lambda: o.__weakref__); w = weakref.ref(o); t(lambda: o.__weakref__ is w)
p = weakref.proxy(o)
class S(weakref.ref): pass
o2 = O()
s = S(o2); t(lambda: (weakref.getweakrefcount(o2), o2.__weakref__ is s)); w2 = weakref.ref(o2); t(lambda: (w2 is weakref.ref(o2), weakref.getweakrefs(o2)==[w2, s], type(o2.__weakref__)))
class MyObj:
    def __init__(self): self.l=[1,2,3]
    def __iter__(self): return iter(self.l)
    def __reversed__(self): return reversed(self.l)
    def __bytes__(self): return b"b"
    def __str__(self): return "str"
    def __bool__(self): return False
    def __getitem__(self, i): return self.l[i]
    def __len__(self): return 3
obj = MyObj(); q = weakref.proxy(obj)
t(lambda: list(reversed(q))); t(lambda: bytes(q)); t(lambda: str(q)); t(lambda: bool(q)); t(lambda: q[0:2])
class C: 
    def __str__(self): return "string"
    def __bytes__(self): return b"bytes"
c = C(); t(lambda: "__bytes__" in dir(weakref.proxy(c))); t(lambda: bytes(weakref.proxy(c)))
class N: 
    def __iter__(self): return weakref.proxy(lst)
class L(list): pass
lst = L([1]); n = N()
def it():
    for x in n: print(x)
t(it)
x = O(); pr = weakref.proxy(x); del x; gc.collect()
for f in (lambda: bool(pr), lambda: str(pr), lambda: pr.a, lambda: pr(), lambda: pr+1, lambda: len(pr), lambda: pr[0], lambda: iter(pr), lambda: next(pr), lambda: hash(pr), lambda: pr==1, lambda: repr(pr)[:14], lambda: 1 in pr, lambda: setattr(pr,'a',1), lambda: reversed(pr), lambda: int(pr), lambda: bytes(pr)):
    t(f)
f = O(); wm = weakref.WeakMethod(f.meth); t(lambda: wm()()); t(lambda: wm == weakref.WeakMethod(f.meth))
calls=[]
def cb(a): calls.append(a)
wm2 = weakref.WeakMethod(f.meth, cb); del f; gc.collect(); t(lambda: len(calls) == (wm2() is None))  # a trace, or a word of the stack, may keep it alive
wkd = weakref.WeakKeyDictionary(); k1=O(1); k2=O(2)
wkd.update({k1:1, k2: 2}); t(lambda: len(wkd)); wkd2 = weakref.WeakKeyDictionary({k1: 1}); wkd2.update(wkd); t(lambda: sorted(wkd2.values())); t(lambda: sorted((wkd | wkd2).values())); t(lambda: sorted((wkd | {k1: 5}).values()))
wvd = weakref.WeakValueDictionary(); wvd.update(a=k1, b=k2); t(lambda: sorted(wvd.keys())); t(lambda: sorted((wvd|{'z':k1}).keys())); t(lambda: sorted(({'z':k1}|wvd).keys()))
m = weakref.WeakValueDictionary([("key1", k1)]); m.update(key2=k2); t(lambda: sorted(m.keys()))
t(lambda: 4 in wkd.values())

import functools, copy, re
pt = functools.partial(max, 1, key=abs)
t(lambda: (pt.args is pt.args, copy.copy(pt).args is pt.args, copy.copy(pt).keywords is pt.keywords))
class PS(functools.partial): pass
ps = PS(max); ps.__setstate__((max, (1,), {"key": abs}, None)); t(lambda: (ps.__dict__, ps(-5)))
class Mutates:
    def __str__(self):
        pt.keywords[self] = "second"
        return "name"
pt.keywords[Mutates()] = "first"; t(lambda: repr(pt)[-15:])
for f in [lambda: '% %s' % 1, lambda: '%d%' % 1, lambda: '%%%s' % 1, lambda: '%s %' % 1, lambda: '%(a)% %(a)s' % {'a':1}, lambda: b'% %s' % 1, lambda: '%5%|%s' % 1, lambda: '%-5%' % (), lambda: '%.3%' % (), lambda: '%*%' % 3, lambda: '%%|%%' % ()]:
    t(f)
t(lambda: (re.match(r'\ufb05', '\ufb06', re.I), re.match(r'[\ufb04-\ufb05]', '\ufb06', re.I)))
t(lambda: re.compile('(?P<a>x)').groupindex.__setitem__('b', 1)); t(lambda: re.compile('(?P<a>x)').groupindex)
