# memoryview and array.array: items of every format, slices, casts, comparison, release; mutation, conversion, errors

from array import array


def show(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__, e)


ba=bytearray(b'abcdefgh')
m=memoryview(ba)
show(lambda: (m.format,m.itemsize,m.nbytes,m.ndim,m.shape,m.strides,m.suboffsets,m.readonly,m.obj is ba,m.c_contiguous,m.f_contiguous,m.contiguous))
show(lambda: m[0])
show(lambda: m[-1])
show(lambda: m[10])
show(lambda: m['a'])
show(lambda: m[1:3].tobytes())
show(lambda: m[::2].tolist())
show(lambda: m[::-1].tobytes())
show(lambda: m[::2].strides)
show(lambda: m[::2].contiguous)
show(lambda: m[::2].nbytes)
def f():
    m[0]=65; m[1:3]=b'XY'; return ba
show(f)
def f():
    m[0]=300
show(f)
def f():
    m[0]='a'
show(f)
def f():
    m[1:3]=b'XYZ'
show(f)
def f():
    m[1:3]='ab'
show(f)
def f():
    del m[0]
show(f)
def f():
    memoryview(b'abc')[0]=1
show(f)
show(lambda: m==ba)
show(lambda: m==b'x')
show(lambda: m=='a')
show(lambda: m<b'a')
show(lambda: m!=ba)
show(lambda: hash(m))
show(lambda: hash(memoryview(b'abc'))==hash(b'abc'))
show(lambda: len(m))
show(lambda: list(m))
show(lambda: 65 in m)
show(lambda: m.tolist())
show(lambda: m.hex())
show(lambda: m.hex(':'))
show(lambda: m.count(65))
show(lambda: m.index(65))
show(lambda: m.index(1))
show(lambda: m.tobytes('F'))
show(lambda: m.cast('H').tolist())
show(lambda: m.cast('I').format)
show(lambda: m.cast('B',[2,4]).tolist())
show(lambda: m.cast('B',[2,4])[1,2])
show(lambda: m.cast('B',[2,4])[1])
show(lambda: m.cast('B',[2,4]).shape)
show(lambda: m.cast('B',[2,4]).strides)
show(lambda: m.cast('x'))
show(lambda: m.cast('Q')[0]>0)
show(lambda: m.cast('B',[3,3]))
show(lambda: m[:7].cast('H'))
show(lambda: m.cast('H').cast('I'))
show(lambda: m.cast('H').cast('B').tolist())
show(lambda: m.cast('c').tolist())
show(lambda: m.cast('c')[0])
show(lambda: m.cast('b')[0])
show(lambda: m.cast('d').tolist())
show(lambda: m.cast('f').itemsize)
show(lambda: m.cast('e').tolist())
def f():
    c=m.cast('h'); c[0]=-2; return ba
show(f)
def f():
    c=m.cast('h'); c[0]=70000
show(f)
def f():
    c=m.cast('c'); c[0]=b'z'; return ba
show(f)
def f():
    c=m.cast('d'); c[0]=1.5; return c[0], ba
show(f)
def f():
    c=m.cast('d'); c[0]='x'
show(f)
def f():
    with memoryview(ba) as q: x=q[0]
    return q[0]
show(f)
show(lambda: m.toreadonly().readonly)
def f():
    m.toreadonly()[0]=1
show(f)
show(lambda: memoryview())
show(lambda: memoryview(1))
show(lambda: memoryview('a'))
show(lambda: memoryview(object=b'a').tobytes())
show(lambda: type('X',(memoryview,),{}))
show(lambda: memoryview(memoryview(b'abc')[1:]).obj)
show(lambda: memoryview(b'').contiguous)
show(lambda: bytes(m[::3]))
show(lambda: bytearray(m))
show(lambda: b'' + m[:2])
show(lambda: b','.join([m[:1],m[2:3]]))
show(lambda: int.from_bytes(m[:2],'big'))
show(lambda: memoryview(b'ab')==memoryview(array('b',[97,98])))
show(lambda: memoryview(array('i',[1,2]))==memoryview(array('h',[1,2])))
show(lambda: memoryview(array('d',[1.0]))==array('d',[1.0]))
show(lambda: m[0:2,1])
show(lambda: m[0,0])
show(lambda: m[()])
show(lambda: m[...])
show(lambda: [list(reversed(m[:3]))])
show(lambda: m.tolist.__name__)
def f():
    a=array('i',[1,2,3]); q=memoryview(a); q[1]=10
    try: a.append(3)
    except BufferError as e: print(e)
    q.release(); a.append(4); return a
show(f)
for tc in 'bBuwhHiIqQfd':
    show(lambda: array(tc).itemsize)
    show(lambda: array(tc, 'ab' if tc in 'uw' else [1,2,3]))
show(lambda: array('x'))
show(lambda: array())
show(lambda: array('ii'))
show(lambda: array(1))
show(lambda: array('b',[300]))
show(lambda: array('b',['a']))
show(lambda: array('B',[-1]))
show(lambda: array('h',[40000]))
show(lambda: array('H',[-1]))
show(lambda: array('I',[-1]))
show(lambda: array('q',[2**63]))
show(lambda: array('Q',[2**64]))
show(lambda: array('Q',[-1]))
show(lambda: array('Q',[2**64-1]))
show(lambda: array('q',[-2**63]))
show(lambda: array('d',['a']))
show(lambda: array('f',[1.1,1e40]))
show(lambda: array('i',1))
show(lambda: array('i','ab'))
show(lambda: array('u',[1]))
show(lambda: array('w','a\U0001f600'))
show(lambda: array('i',b'\1\0\0\0\2\0\0\0'))
show(lambda: array('i',b'abc'))
show(lambda: array('i',[1.5]))
a=array('i',[3,1,2])
show(lambda: a[0])
show(lambda: a[5])
show(lambda: a['a'])
show(lambda: a[1:])
show(lambda: a[::-1])
show(lambda: a+a)
show(lambda: a+[1])
show(lambda: a+array('d'))
show(lambda: a*2)
show(lambda: 2*a)
show(lambda: a*'a')
show(lambda: a==array('d',[3,1,2]))
show(lambda: a<array('i',[3,2]))
show(lambda: a==[3,1,2])
show(lambda: 3 in a)
show(lambda: 'a' in a)
show(lambda: a.index(2))
show(lambda: a.index(9))
show(lambda: a.index(1,2))
show(lambda: a.count(3))
show(lambda: a.tolist())
show(lambda: a.tobytes())
show(lambda: a.typecode)
show(lambda: a.buffer_info()[1])
show(lambda: a.append('a'))
show(lambda: a.append(4) or a)
show(lambda: a.extend([5,6]) or a)
show(lambda: a.extend(array('d')))
show(lambda: a.extend(1))
show(lambda: a.insert(0,9) or a)
show(lambda: a.pop())
show(lambda: a.pop(0))
show(lambda: a.pop(100))
show(lambda: array('i').pop())
show(lambda: a.remove(1) or a)
show(lambda: a.remove(100))
show(lambda: a.reverse() or a)
show(lambda: a.byteswap() or a)
show(lambda: a.byteswap() or a)
show(lambda: a.frombytes(b'\1\0\0\0') or a)
show(lambda: a.frombytes(b'\1'))
show(lambda: a.fromlist([7,8]) or a)
show(lambda: a.fromlist([7,'a']))
show(lambda: a)
show(lambda: a.fromlist(1))
show(lambda: a.clear() or a)
show(lambda: hash(a))
show(lambda: a.__copy__())
show(lambda: a.__deepcopy__({}))
show(lambda: array('u','abc').tounicode())
show(lambda: a.tounicode())
show(lambda: array('u','ab').fromunicode('c'))
a=array('i',range(6))
def f():
    a[1:3]=array('i',[9,9,9]); return a
show(f)
def f():
    a[1:3]=[9]
show(f)
def f():
    a[::2]=array('i',[0,0,0,0]); return a
show(f)
def f():
    a[::2]=array('i',[0])
show(f)
def f():
    del a[::2]; return a
show(f)
def f():
    del a[0]; return a
show(f)
def f():
    del a[100]
show(f)
def f():
    a[0]=2**70
show(f)
def f():
    a[100]=1
show(f)
def f():
    global a
    a+=array('i',[1]); a*=2; return a
show(f)
def f():
    global a
    a+=[1]
show(f)
import array as A
show(lambda: A.typecodes)
show(lambda: A.ArrayType is array)
show(lambda: [x for x in dir(array) if not x.startswith('__')])
show(lambda: list(iter(a)))
show(lambda: repr(array('d',[1.5,float('inf')])))
show(lambda: array('u'))
show(lambda: A.array is array)

numbers = array("d", [0.0]) * 200
for step in range(30):
    for i in range(1, 199):
        numbers[i] = (numbers[i - 1] + numbers[i + 1]) / 2 + (i == 100)
print(round(sum(numbers), 6), round(max(numbers), 6))
counts = array("i", bytes(4 * 10))
view = memoryview(counts)
for i in range(3000):
    view[i * i % 10] += 1
print(counts, view.tobytes()[:8])
view.release()
pixels = bytearray(64)
grid = memoryview(pixels).cast("B", [8, 8])
for y in range(8):
    for x in range(8):
        grid[y, x] = x * y
print(grid.tolist()[3], sum(pixels), bytes(memoryview(pixels)[::9]))
