# Message digests: the modules under hashlib.
import _md5
import _sha1
import _sha2
import _sha3
import _blake2

data = [b'', b'abc', b'a' * 55, b'a' * 56, b'a' * 63, b'a' * 64, b'a' * 65, bytes(range(256)), b'x' * 111, b'y' * 112, b'z' * 1000]
makers = [_md5.md5, _sha1.sha1, _sha2.sha224, _sha2.sha256, _sha2.sha384, _sha2.sha512,
          _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _blake2.blake2b, _blake2.blake2s]
for make in makers:
    h = make()
    print(h.name, h.digest_size, h.block_size)
    for d in data:
        print('  ', make(d).hexdigest())
    for d in data:
        h.update(d)
    c = h.copy()
    c.update(bytearray(b'more'))
    print('  ', h.hexdigest() == h.digest().hex(), c.hexdigest())
for make in (_sha3.shake_128, _sha3.shake_256):
    for d in data[:4]:
        print(make(d).hexdigest(10), make(d).digest(200)[-8:])
print(_blake2.blake2b(b'abc', digest_size=20, key=b'key', salt=b'salt', person=b'me').hexdigest())
print(_blake2.blake2s(b'abc' * 50, digest_size=16, key=b'k' * 32, fanout=2, depth=3, leaf_size=100, node_offset=5, node_depth=1, inner_size=16, last_node=True).hexdigest())
for f in (lambda: _sha2.sha256('text'), lambda: _md5.md5(5), lambda: _blake2.blake2b(digest_size=65), lambda: _blake2.blake2s(key=b'x' * 33)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
