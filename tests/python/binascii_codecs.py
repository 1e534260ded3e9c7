# binascii: hexadecimal, base 64, uuencode, quoted-printable, checksums.
import binascii
from binascii import *


def attempt(f, *args, **kw):
    try:
        print(f.__name__, f(*args, **kw))
    except (binascii.Error, TypeError, ValueError) as e:
        print(f.__name__, type(e).__module__, type(e).__name__, e)


data = bytes(range(0, 256, 7)) + b'end'
print(hexlify(data), b2a_hex(bytearray(b'\xb9\x01\xef')), hexlify(b'\xb9\x01\xef\x44', '-'), hexlify(b'\xb9\x01\xef\x44\x05', b':', 2), hexlify(b'\xb9\x01\xef\x44\x05', '_', -2))
print(unhexlify(hexlify(data)) == data, a2b_hex('DEADbeef'))
for bad in ('abc', 'zz', b'12 4', 'é', 5):
    attempt(unhexlify, bad)
for n in range(8):
    text = b2a_base64(data[:n])
    print(n, text, a2b_base64(text) == data[:n], b2a_base64(data[:n], newline=False))
for bad in ('YQ', 'YQ=', 'YQ==', 'YQ===', 'Y', 'YWJj\nZGVm\n', 'Y*Q=*=', '=YQ==', 'YQ==YQ==', '', 'YW=J', 'ab=c=', 'abcde'):
    attempt(a2b_base64, bad)
    attempt(a2b_base64, bad, strict_mode=True)
for n in (0, 1, 2, 3, 20, 45):
    line = b2a_uu(data[:n] + bytes(n - len(data[:n])))
    print(line, a2b_uu(line) == data[:n] + bytes(n - len(data[:n])), b2a_uu(data[:n] + bytes(n - len(data[:n])), backtick=True))
attempt(b2a_uu, bytes(46))
attempt(a2b_uu, b'!AB C')
for t in (b'a=b', b'caf\xc3\xa9 = x', b'line one \nline two\t\nend ', b'x' * 100, b'a_b c', b'.\n.x\n', b'one\r\ntwo\r\n', b'tab\there'):
    for kw in ({}, {'quotetabs': True}, {'istext': False}, {'header': True}):
        q = b2a_qp(t, **kw)
        print(q, a2b_qp(q, header=kw.get('header', False)) == t)
for q in (b'=41=42', b'a=\nb', b'a=\r\nb', b'=4', b'=', b'=XY', b'a_b', b'==41'):
    print(q, a2b_qp(q), a2b_qp(q, header=True))
print(crc32(b''), crc32(b'hello world'), crc32(b'world', crc32(b'hello ')), crc32(data, 2**32 + 1), crc32(b'x', -1))
print(crc_hqx(b'hello', 0), crc_hqx(data, 65535), crc_hqx(b'', 70000))
total = 0
for i in range(3000):
    total ^= crc32(b2a_base64(hexlify(i.to_bytes(3, 'big'))))
print(total)
