# States and notes: pickled iterators, bytearrays and streams with attributes, notes of codecs, bounds of dates, struct's iterators.
import time, codecs, struct, operator, collections.abc, copy, pickle, io, warnings, binascii, base64
warnings.simplefilter("ignore")
def show(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'__notes__',None))
t=(2000,1,1,0,0,0,0,1,-1)
def with_(i,v):
    l=list(t); l[i]=v; return tuple(l)
for f in (lambda: time.asctime(with_(0,-2**31+1000)), lambda: time.asctime(with_(0,-5)), lambda: time.asctime(with_(6,-2)), lambda: time.asctime(with_(6,-1)), lambda: time.asctime(with_(6,9)), lambda: time.strftime('%H',with_(3,-1)), lambda: time.strftime('%H',with_(3,24)), lambda: time.strftime('%H',with_(7,-1)), lambda: time.strftime('%H',with_(7,367)), lambda: time.strftime('%H',with_(1,-1)), lambda: time.strftime('%H',with_(2,32)), lambda: time.strftime('%H',with_(5,62)), lambda: time.asctime((1,)), lambda: time.asctime(with_(3,1.5)), lambda: time.strftime('',t), 
  lambda: isinstance(struct.iter_unpack('i',b'1234'), collections.abc.Iterator), lambda: operator.length_hint(struct.iter_unpack('i',b'12341234')), lambda: struct.pack('i\0',1), lambda: struct.calcsize('\0'), lambda: struct.Struct('i\0i'), lambda: struct.pack_into('<I',bytearray(10),2**70,1),
  lambda: codecs.decode('x','hex'), lambda: codecs.decode(b'x','hex'), lambda: codecs.encode('x','hex'), lambda: b'x'.decode('hex'), lambda: codecs.decode(b'bad','base64'), lambda: 'é'.encode('ascii'), lambda: codecs.encode('é','ascii'), lambda: codecs.encode('\xe9\ufffe','cp1252'), lambda: '\u1234'.encode('cp1252'), lambda: b'\x81'.decode('cp1252'), lambda: codecs.decode('a','rot13'), lambda: codecs.decode(b'a','rot13'), lambda: 'é'.encode('idna'), lambda: ('x'*100).encode('idna'), lambda: 'a..b'.encode('idna'), lambda: 'a'.encode('no\0'), lambda: 'a'.encode('nö'),
  lambda: ~True, lambda: ~False, lambda: int.__invert__(True), lambda: bool(5).__invert__(), lambda: operator.inv(True),
  lambda: b'%r'.__rmod__(5), lambda: bytes.__mod__(b'%d', 5), lambda: b'abc'.__mod__(1), lambda: b'abc'.__rmod__(b'%r')):
    show(f)
class BA(bytearray): pass
class B(bytes): pass
class S(str): pass
class SB(str):
    def __bytes__(self): return b'own'
class IO(io.StringIO): pass
class BIO(io.BytesIO): pass
import sys
sys.modules['__main__'].__dict__.update(BA=BA,B=B,S=S,IO=IO,BIO=BIO)
for make in (lambda: BA(b'ab'), lambda: B(b'ab'), lambda: S('ab')):
    o=make(); o.x=5; o.l=[1]
    for c in (copy.copy(o), copy.deepcopy(o)):
        print(type(c) is type(o), c==o, c.x, c.l is o.l, o.__reduce_ex__(2)[1:])
b=bytearray(b'abc'); it=iter(b); next(it)
show(lambda: it.__reduce__()); show(lambda: iter(b'abc').__reduce__()); show(lambda: bytes(SB('a')))
c=copy.copy(it); print(list(c), list(it), it.__reduce__()); it.__setstate__ and print(list(iter(bytearray())))
it=iter(b); it.__setstate__(2); print(list(it)); it=iter(b'abcd'); it.__setstate__(-5); print(list(it))
show(lambda: it.__reduce__())
o=IO('text'); o.foo=1; o.read(2)
c=copy.copy(o); print(type(c).__name__, c.foo, c.read(), c.getvalue())
o=BIO(b'text'); o.foo=1; o.read(2)
c=copy.copy(o); print(type(c).__name__, c.foo, c.read(), c.getvalue())
for f in (lambda: io.BytesIO().__setstate__((b'',-1,None)), lambda: io.BytesIO().__setstate__((b'','a',None)), lambda: io.BytesIO().__setstate__((0,0,None)), lambda: io.BytesIO().__setstate__((b'',0,5)), lambda: io.BytesIO().__setstate__(0), lambda: io.BytesIO().__setstate__((b'',0)), lambda: io.StringIO().__setstate__(('','',-1,None)), lambda: io.StringIO().__setstate__(('','','',None)), lambda: io.StringIO().__setstate__((0,'',0,None)), lambda: io.StringIO().__setstate__(('',0,0,None)), lambda: io.StringIO().__setstate__(('','',0,5)), lambda: io.StringIO().__setstate__(('','')), lambda: io.StringIO().__setstate__(0)): show(f)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(~True, ~(1 == 2), [str(w.message)[:43] for w in caught], [w.category.__name__ for w in caught])
