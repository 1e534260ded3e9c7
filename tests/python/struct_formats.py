# The module struct: formats, ranges, buffers.
from _struct import Struct, calcsize, error, iter_unpack, pack, pack_into, unpack, unpack_from


def attempt(f, *args):
    try:
        print(f(*args))
    except (error, TypeError, ValueError, OverflowError) as e:
        print(type(e).__module__, type(e).__name__, e)


for f in ('<bBhHiIlLqQ', '>bBhHiIlLqQ', '=b?chHq', '!2h3i', '<4s2x5p', '<e f d', '>efd', 'bhi', '@bd', '<0s3s', '3c', ''):
    print(f, calcsize(f))
print(pack('<bBhHiIlLqQ', -1, 255, -2, 65535, -3, 4294967295, -2**31, 2**32 - 1, -2**63, 2**64 - 1))
print(pack('>hiq', -2, -3, -2**40), pack('>Q', 2**63 + 5), pack('<q', 2**53 + 1))
print(unpack('<bBhHiIlLqQ', pack('<bBhHiIlLqQ', -1, 255, -2, 65535, -3, 4294967295, -2**31, 2**32 - 1, -2**63, 2**64 - 1)))
print(unpack('>qQ', bytes(range(16))), unpack('<qQ', bytes(range(240, 256))))
for x in (0.0, -0.0, 1.0, 1.5, -2.25, 3.14159, 65504.0, 1e-8, 6e-8, 5.96e-8, 2.98e-8, 2049.0, 2051.0, float('inf'), float('-inf'), float('nan')):
    print(x, pack('>e', x).hex(), pack('>f', x).hex(), pack('>d', x).hex(), unpack('<f', pack('<f', x)), unpack('>e', pack('>e', x)))
for x in (1e-40, 1.4e-45, 7e-46, 3.4028234e38, 1.1754942e-38, 16777217.0, 16777219.0, 5e-324):
    print(x, pack('>f', x).hex(), unpack('>f', pack('>f', x)))
attempt(pack, 'e', 65520.0)
attempt(pack, 'f', 3.5e38)
print(pack('<4s4s5p3p?c', b'ab', b'abcdef', b'xyz', b'longer', [], b'z'))
print(unpack('<4s4s5p3p?c', pack('<4s4s5p3p?c', b'ab', b'abcdef', b'xyz', b'longer', [1], b'z')))
print(pack('<b2xh', 1, 2), pack('=bxxh', 1, 2), pack('@bh', 1, 2), pack('@bi', 1, 2))
for f, v in (('<B', 256), ('<b', 128), ('<b', -129), ('<h', 40000), ('<H', -1), ('<i', 2**31), ('<I', 2**32), ('<q', 2**63), ('<Q', -1), ('<Q', 2**64), ('<i', 2**70),
             ('<i', 'x'), ('<i', 1.5), ('<d', 'x'), ('<s', 'x'), ('<c', b'ab'), ('<p', 5), ('<z', 1), ('<5', 1), ('<n', 1), (5, 1)):
    attempt(pack, f, v)
attempt(pack, '<2i', 1)
attempt(pack, '<i', 1, 2)
attempt(unpack, '<i', b'abc')
attempt(unpack, '<i', 'abcd')
buffer = bytearray(12)
pack_into('<hi', buffer, 2, -2, 100)
pack_into('>H', buffer, -2, 0xABCD)
print(buffer, unpack_from('<hi', buffer, 2), unpack_from('>H', buffer, offset=-2))
attempt(pack_into, '<i', buffer, 10, 1)
attempt(pack_into, '<i', buffer, -3, 1)
attempt(pack_into, '<i', buffer, -20, 1)
attempt(pack_into, '<i', b'abcd', 0, 1)
attempt(unpack_from, '<i', buffer, 9)
attempt(unpack_from, '<i', buffer, -3)
print(list(iter_unpack('<hB', bytes(range(9)))))
attempt(iter_unpack, '<hB', b'1234')
attempt(iter_unpack, '', b'')
s = Struct('<if')
print(s, s.format, s.size, s.pack(1, 2.5), s.unpack(s.pack(1, 2.5)), list(s.iter_unpack(bytes(16))))


class Point(Struct):
    def __init__(self):
        super().__init__('<2h')


print(Point().unpack(b'\1\0\2\0'), Point().size)


class Number:
    def __index__(self):
        return 77


print(pack('<b', Number()), pack('<?', Number()))
total = 0
for i in range(3000):
    data = pack('<HId', i, i * i, i / 2)
    a, b, c = unpack('<HId', data)
    total += a + b + c
print(total)
