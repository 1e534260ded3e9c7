# bytes and bytearray: every method, with results of the type of self; slice assignment, growing, deleting; errors


def show(fn):
    try:
        print(repr(fn()))
    except Exception as e:
        print(type(e).__name__, e)


for B in (bytes, bytearray):
    x = B(b'Hello World')
    show(lambda: x.find(1.5))
    show(lambda: x.find(300))
    show(lambda: x.find('a'))
    show(lambda: x.find(111, 5))
    show(lambda: x.count(b'o', 'a'))
    show(lambda: x.index(b'z'))
    show(lambda: x.rindex(b'z'))
    show(lambda: x.split(1))
    show(lambda: x.split(b''))
    show(lambda: x.split('a'))
    show(lambda: x.startswith(1))
    show(lambda: x.startswith((b'He',)))
    show(lambda: x.startswith((1,)))
    show(lambda: x.endswith('d'))
    show(lambda: x.center(20, b'*'))
    show(lambda: x.center(20, '*'))
    show(lambda: x.center(20, b'**'))
    show(lambda: x.ljust(20, bytearray(b'*')))
    show(lambda: x.join(['a']))
    show(lambda: x.join(1))
    show(lambda: x.replace(b'l', b'LL', 2))
    show(lambda: x.replace(b'', b'-'))
    show(lambda: x.replace('a', b''))
    show(lambda: x.translate(None, b'lo'))
    show(lambda: x.translate(bytes(range(255,-1,-1))))
    show(lambda: x.translate(b'abc'))
    show(lambda: x.translate(1))
    show(lambda: B.maketrans(b'abc', b'xyz')[95:105])
    show(lambda: B.maketrans(b'abc', b'xy'))
    show(lambda: x.hex(':'))
    show(lambda: x.hex(':', 2))
    show(lambda: x.hex(':', -2))
    show(lambda: x.hex('::'))
    show(lambda: x.hex(1))
    show(lambda: x.hex('\u1234'))
    show(lambda: B.fromhex('12 ab CD'))
    show(lambda: B.fromhex(b'12ab'))
    show(lambda: B.fromhex('12 a'))
    show(lambda: B.fromhex('zz'))
    show(lambda: B.fromhex('1 2'))
    show(lambda: B.fromhex(1))
    show(lambda: x % 1)
    show(lambda: B(b'%d %s %b %a %r %x %c %5.2f %%') % (1, b'x', b'y', 'z', 'w', 255, 65, 1.5))
    show(lambda: B(b'%s') % 'x')
    show(lambda: B(b'%c') % 300)
    show(lambda: B(b'%c') % b'ab')
    show(lambda: B(b'%d') % 'a')
    show(lambda: B(b'%(a)s') % {b'a': b'1'})
    show(lambda: B(b'%z') % 1)
    show(lambda: B(b'%s'))
    show(lambda: B(b'a%') % 1)
    show(lambda: x + 'a')
    show(lambda: x + 1)
    show(lambda: x + bytearray(b'!'))
    show(lambda: x * 'a')
    show(lambda: 2 * B(b'ab'))
    show(lambda: 'a' in x)
    show(lambda: 300 in x)
    show(lambda: 72 in x)
    show(lambda: b'lo' in x)
    show(lambda: x['a'])
    show(lambda: x[100])
    show(lambda: x[1:8:2])
    show(lambda: x == 'a')
    show(lambda: x < 'a')
    show(lambda: x.splitlines())
    show(lambda: B(b'a\nb\r\nc\x0bd\x1ce\x85f').splitlines(True))
    show(lambda: B(b' a\xa0b \x1c c ').split())
    show(lambda: B(b' a\xa0b \x1c c ').rsplit(None, 1))
    show(lambda: x.partition(b' '))
    show(lambda: x.rpartition(b'zz'))
    show(lambda: x.partition(b''))
    show(lambda: x.partition('a'))
    show(lambda: x.removeprefix(b'He'))
    show(lambda: x.removeprefix('He'))
    show(lambda: x.strip(1))
    show(lambda: x.strip(b'Hd'))
    show(lambda: (x.title(), x.swapcase(), x.capitalize(), x.upper(), x.lower()))
    show(lambda: (x.isalpha(), x.isalnum(), x.isascii(), x.isdigit(), x.islower(), x.isspace(), x.istitle(), x.isupper()))
    show(lambda: x.expandtabs('a'))
    show(lambda: B(b'a\tb').expandtabs(4))
    show(lambda: B(b'-12').zfill(6))
    show(lambda: x.decode())
    show(lambda: B(b'\xff').decode())
    show(lambda: B([1,2,3]))
    show(lambda: B('h\xe9', 'latin-1'))
    show(lambda: B('h\xe9', 'ascii'))
    show(lambda: B('h', errors='strict'))
    show(lambda: B(1, errors='strict'))
    show(lambda: B(source=3))
    show(lambda: B(foo=3))
    show(lambda: B(1.5))
    show(lambda: B([1.5]))
    show(lambda: B(None))
    show(lambda: B(10**30))
    show(lambda: x.__getnewargs__())
    show(lambda: x.__bytes__())
    show(lambda: B(range(3)))
    show(lambda: list(B(b'abc')))
    show(lambda: x.copy())
ba = bytearray(b'hello')
show(lambda: ba.append(300))
show(lambda: ba.append('a'))
show(lambda: ba.extend('ab'))
show(lambda: ba.extend([300]))
show(lambda: ba.extend(1))
show(lambda: ba.insert(0, 'a'))
show(lambda: ba.pop(10))
show(lambda: bytearray().pop())
show(lambda: ba.remove(1))
show(lambda: ba.remove(300))
def f():
    global ba; ba[1:3] = b'XYZ'; ba.extend(b'!!'); ba.append(33); ba.insert(1, 65); ba[0] = 66; del ba[2]; ba += b'??'; ba.reverse(); return ba
show(f)

def f():
    ba[0]=300
show(f)

def f():
    ba[0]='a'
show(f)

def f():
    ba[100]=1
show(f)

def f():
    ba['a']=1
show(f)

def f():
    ba[::2]=b'a'
show(f)

def f():
    ba[1:2]='a'
show(f)

def f():
    ba[1:2]=5
show(f)

def f():
    ba[1:2]=[1,2,300]
show(f)

def f():
    del ba[100]
show(f)

def f():
    del ba[::2]; return ba
show(f)
show(lambda: ba.clear() or ba)
show(lambda: ba.copy())
show(lambda: ba.resize(4) or ba)
show(lambda: ba.resize(-1))
show(lambda: ba.__reduce__())
show(lambda: bytearray(b"it's").__repr__())
show(lambda: bytearray(b"a").__iadd__('a'))
show(lambda: bytearray(b"ab").__imul__(3))

# loops that become machine code
buffer = bytearray()
for i in range(3000):
    buffer.append(i & 255)
    if i % 7 == 0:
        buffer[i // 2] ^= 85
print(len(buffer), sum(buffer), bytes(buffer[100:120]).hex())
sieve = bytearray(b"\x01") * 2000
sieve[0:2] = b"\0\0"
for i in range(2, 45):
    if sieve[i]:
        sieve[i * i :: i] = bytes(len(range(i * i, 2000, i)))
print(sum(sieve))
for i in range(500):
    del buffer[0]
print(len(buffer), buffer[:10])
table = bytes.maketrans(b"abc", b"xyz")
text = b""
for i in range(300):
    text += b"%c%d" % (97 + i % 3, i)
print(text.translate(table, b"0")[:60], text.count(b"a1"), text.find(b"b19"))
