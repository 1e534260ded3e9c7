# How arrays and their iterators are copied and pickled; PickleBuffer and buffers beside the pickle; arrays of text; subclasses of array.
import array, pickle, copy, sys, warnings
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
a = array.array("i", [1,2,3])
for p in range(6): t(lambda: a.__reduce_ex__(p)[1:] if p<3 else a.__reduce_ex__(p))
t(lambda: array._array_reconstructor(array.array, "i", 8, b"\1\0\0\0\2\0\0\0"))
t(lambda: array._array_reconstructor(array.array, "d", 15, b"\0"*7+b"\x40"))
t(lambda: array._array_reconstructor(array.array, "H", 3, b"\1\0\2\0")); t(lambda: array._array_reconstructor(array.array, "B", 3, b"\x80\x7f\0\xff"))
t(lambda: array._array_reconstructor(array.array, "u", 18, b"a\0b\0")); t(lambda: array._array_reconstructor(array.array, "w", 20, b"a\0\0\0")); 
for args in [("", "b", 0, b""), (str, "b", 0, b""), (array.array, "b", "", b""), (array.array, "b", 0, ""), (array.array, "?", 0, b""), (array.array, "b", 22+1, b""), (array.array, "d", 16, b"a")]:
    t(lambda: array._array_reconstructor(*args))
class S(array.array): 
    def __init__(self, *a, x=None, **k): self.x = x; self.k = k
t(lambda: S("i", [1], x=5).x); t(lambda: S("i", [1], newarg=5).k); t(lambda: array.array("i", foo=1)); t(lambda: array.array("i", [1], foo=1)); t(lambda: array.array(typecode="i"))
s = S("i", [1,2], x=7)
class S2(array.array): pass
sys.modules[S2.__module__].S2 = S2
s = S2("i", [1,2]); s.x = 7
for p in range(pickle.HIGHEST_PROTOCOL+1): t(lambda: (lambda b: (b, b.x, type(b).__name__))(pickle.loads(pickle.dumps(s, p))))
t(lambda: (copy.copy(s), copy.copy(s).x, copy.deepcopy(s).x))
it = iter(a); next(it)
for p in range(pickle.HIGHEST_PROTOCOL+1): t(lambda: list(pickle.loads(pickle.dumps(it, p))))
t(lambda: it.__reduce__()); it.__setstate__(2); t(lambda: list(it)); t(lambda: it.__reduce__()); it.__setstate__(0); t(lambda: list(it)); t(lambda: iter(a).__setstate__("a"))
i2 = iter(a); i2.__setstate__(-5); t(lambda: list(i2)); i2=iter(a); i2.__setstate__(50); t(lambda: list(i2))
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as w: 
    array.array("u", "x"); array.array("w", "x")
    t(lambda: [(str(m.message), m.category.__name__) for m in w])
u = array.array("w"); t(lambda: u.frombytes(b"\xff\xff\xff\xff")); t(lambda: u.tounicode()); t(lambda: str(u)); t(lambda: u[0]); t(lambda: array.array("w", "ab").tounicode()); t(lambda: array.array("i").tounicode()); t(lambda: array.array("w", b"abcd")); t(lambda: array.array("w", 5)); t(lambda: array.array("w").fromunicode(5)); t(lambda: array.array("w").append("ab"))
t(lambda: array.array[int])
from pickle import PickleBuffer
pb = PickleBuffer(b"abc"); t(lambda: (bytes(pb), memoryview(pb).readonly, pb.raw().tobytes())); pb.release(); t(lambda: bytes(pb)); t(lambda: pb.raw()); t(lambda: pb.release())
t(lambda: PickleBuffer("foo")); 
t(lambda: pickle.dumps(PickleBuffer(b"abc"), 5)); t(lambda: pickle.loads(pickle.dumps(PickleBuffer(b"abc"), 5))); t(lambda: pickle.dumps(PickleBuffer(b"abc"), 4))
bufs=[]
d = pickle.dumps([PickleBuffer(bytearray(b"abc")), PickleBuffer(b"xyz")], 5, buffer_callback=bufs.append); t(lambda: (d, [bytes(b) for b in bufs])); t(lambda: [bytes(b) for b in pickle.loads(d, buffers=bufs)]); t(lambda: pickle.loads(d)); t(lambda: pickle.loads(d, buffers=bufs[:1])); t(lambda: pickle.loads(d, buffers=[bytearray(b"q"), b"w"]))
t(lambda: pickle.dumps(1, 4, buffer_callback=bufs.append)); t(lambda: pickle.dumps(PickleBuffer(bytearray(b"abc")), 5, buffer_callback=lambda b: True)); t(lambda: pickle.loads(pickle.dumps(PickleBuffer(bytearray(b"abc")), 5)))
t(lambda: pickle.loads(pickle.dumps(bytearray(b"abc"), 5))); t(lambda: PickleBuffer(memoryview(b"abcdef")[::2]).raw()); t(lambda: PickleBuffer(array.array("i",[1,2])).raw().format); t(lambda: memoryview(PickleBuffer(array.array("i",[1,2]))).format)
t(lambda: type(PickleBuffer(b""))); t(lambda: repr(PickleBuffer(b""))[:28]); t(lambda: hash(PickleBuffer(b"")) is not None)


class Shared(bytes):
    pass


shared = Shared(b"abc")
t(lambda: (memoryview(shared).obj is shared, memoryview(PickleBuffer(shared)).obj is shared, memoryview(memoryview(shared)).obj is shared))
