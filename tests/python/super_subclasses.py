# Subclasses of super; attributes of method wrappers, classmethod and staticmethod; kinds of descriptors; __slots__ that are no names; what refers to a class weakly.
import weakref
import sys
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l=[]
t(lambda: l.__add__.__objclass__); t(lambda: l.__add__.__qualname__); t(lambda: l.__add__.__self__ is l); t(lambda: l.__add__ == l.__add__); t(lambda: l.__add__ == [].__add__); t(lambda: hash(l.__add__)==hash(l.__add__)); t(lambda: l.__add__.__name__); t(lambda:l.append.__objclass__)
t(lambda: l.__add__.__text_signature__)
class mysuper(super):
    def __init__(self, *args):
        return super(mysuper, self).__init__(*args)
class A:
    def meth(self, a): return "A(%r)" % a
    @classmethod
    def cm(cls): return cls, 'A.cm'
class B(A):
    def __init__(self): self.__super = super(B, self)
    def meth(self, a): return "B(%r)" % a + self.__super.meth(a)
class E(B):
    def meth(self, a): return "E(%r)" % a + mysuper(E, self).meth(a)
t(lambda: E().meth(4))
class Fx(mysuper): 
    extra = 1
s = Fx(E, E())
t(lambda: (s.extra, s.meth(1), s.__thisclass__, s.__self_class__, type(s)))
s.attr = 5
t(lambda: s.attr)
u = mysuper(E)
class G(E): zz = u
t(lambda: G().zz.meth(3)); t(lambda: type(G().zz)); t(lambda: G.zz)
t(lambda: repr(u)); t(lambda: super(E).__get__(E()).meth(1))
def func(): "f docstring"; 
def f(cls): "f docstring"
f.x = 1
cm = classmethod(f); 
t(lambda: sorted(cm.__dict__)); cm.y = 3; t(lambda: (cm.y, cm.__dict__['y'], cm.__wrapped__ is f, cm.__doc__, cm.__name__))
sm = staticmethod(f)
t(lambda: sorted(sm.__dict__)); sm.y = 3; t(lambda: (sm.y, sm.__dict__['y'], sm.__wrapped__ is f, sm.__doc__, sm.__name__))
t(lambda: setattr(cm, '__dict__', {'a':1})); t(lambda: cm.__dict__)
class Meta(type):
    def __call__(cls, *a): return super().__call__(*a)
class P: pass
class Q: __slots__=('a',)
t(lambda: type(Q.a).__name__); t(lambda: Q.a); t(lambda: type(P.__dict__['__dict__']).__name__); t(lambda: type(type(lambda:1).__code__).__name__); t(lambda: type(OSError.errno).__name__);t(lambda: type(range.start).__name__);t(lambda: type(type.__basicsize__).__name__); t(lambda: type(super.__thisclass__).__name__); t(lambda: type(type.__mro__).__name__); t(lambda: type(type.__dictoffset__).__name__); t(lambda: type(BaseException.args).__name__); t(lambda: type(StopIteration.value).__name__)
for c in [chr(128), "foo bar", "1", "foo\0bar", "", "𝛼", "Ａ"]:
    def mk(): 
        class C: __slots__=[c]
        return sorted(n for n in C.__dict__ if not n.startswith('__'))
    t(mk)
class X: "elephant"
X.__doc__ = "banana"; t(lambda: X.__doc__)
t(lambda: delattr(type(list).__dict__["__doc__"], "x") )
t(lambda: type(list).__dict__["__doc__"].__delete__(X)); t(lambda: type(list).__dict__["__doc__"].__set__(list, "blah"))
def d1(): del X.__doc__
t(d1)
class W:
    @property
    def __class__(self): return 1
t(lambda: dir(type("M", (type,), {"__dir__": lambda s: 1})("q",(),{})))
class Foo:
    astuple = 1
    def __dir__(self): return 7
t(lambda: dir(Foo()))
 


def slotted():
    import dataclasses

    @dataclasses.dataclass(slots=True, weakref_slot=True)
    class D:
        a: int = 1

    d = D(2)
    return d.__weakref__ is None, weakref.ref(d) is d.__weakref__


print(slotted())
