# zlib: streams at all levels and in all wrappings, in pieces, with limits, dictionaries and copies; checksums; what is said of wrong data.
import copy
import zlib


def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(result if not isinstance(result, bytes) or len(result) < 60 else (len(result), result[:20]))


class Numbers:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % n


numbers = Numbers(7)


def words(count):
    vocabulary = [bytes(97 + numbers.below(6) for _ in range(1 + numbers.below(7))) for _ in range(30)]
    return b" ".join(vocabulary[numbers.below(30)] for _ in range(count))


def noise(count):
    return bytes(numbers.below(256) for _ in range(count))


texts = {
    "empty": b"",
    "short": b"abc",
    "words": words(300),
    "noise": noise(700),
    "zeros": bytes(3000),
    "runs": b"".join(bytes([numbers.below(4)]) * (1 + numbers.below(40)) for _ in range(60)),
}

# the bytes themselves are those of zlib
for name, text in texts.items():
    sizes = []
    for level in range(-1, 10):
        packed = zlib.compress(text, level)
        assert zlib.decompress(packed) == text
        sizes.append((len(packed), zlib.crc32(packed) % 1000))
    print(name, len(text), sizes)

for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED):
    for wbits, memory in ((-15, 8), (15, 1), (9, 9), (25, 4)):
        packer = zlib.compressobj(6, zlib.DEFLATED, wbits, memory, strategy)
        packed = packer.compress(texts["words"]) + packer.compress(texts["runs"]) + packer.flush()
        assert zlib.decompress(packed, wbits) == texts["words"] + texts["runs"]
        print(strategy, wbits, memory, len(packed), zlib.crc32(packed))

# headers
print(zlib.compress(b"a" * 20).hex(), zlib.compress(b"a" * 20, 1, -15).hex(), zlib.compress(b"a" * 20, 9, 31).hex())
print(zlib.decompress(zlib.compress(b"either", wbits=31), 47), zlib.decompress(zlib.compress(b"either"), 47))
head = bytes.fromhex("1f8b081e000000000003") + b"\4\0more" + b"name\0" + b"comment\0"
body = zlib.compress(b"what a gzip header may hold", wbits=31)[10:]
print(zlib.decompress(head + (zlib.crc32(head) & 0xFFFF).to_bytes(2, "little") + body, 31))
attempt(zlib.decompress, head + b"??" + body, 31)

# flushes
for mode in (zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK, zlib.Z_NO_FLUSH):
    packer = zlib.compressobj(level=6)
    pieces = [packer.compress(b"hello hello hello"), packer.flush(mode), packer.flush(mode)]
    pieces += [packer.compress(b"hello again"), packer.flush()]
    print(mode, [piece.hex() for piece in pieces], zlib.decompress(b"".join(pieces)))

# in pieces, with limits
packed = zlib.compress(texts["words"])
out = []
unpacker = zlib.decompressobj()
position = 0
data = packed + b"what follows"
steps = 0
while not unpacker.eof:
    size = 1 + numbers.below(50)
    out.append(unpacker.decompress(unpacker.unconsumed_tail + data[position : position + size], 1 + numbers.below(90)))
    position += size
    steps += 1
print(steps, b"".join(out) == texts["words"], unpacker.unused_data + data[position:], unpacker.unconsumed_tail)

unpacker = zlib.decompressobj()
print(unpacker.decompress(packed, 10), len(unpacker.unconsumed_tail), unpacker.eof)
print(len(unpacker.flush()), unpacker.eof, unpacker.unused_data, unpacker.unconsumed_tail)

bounded = zlib._ZlibDecompressor()
out = [bounded.decompress(packed + b"more", 50)]
while not bounded.eof:
    out.append(bounded.decompress(b"", 700))
    print(len(out[-1]), bounded.needs_input, bounded.unused_data)
print(b"".join(out) == texts["words"])
attempt(bounded.decompress, b"")

# dictionaries
dictionary = b"the words that come often: hello, again"
packer = zlib.compressobj(zdict=dictionary)
packed = packer.compress(b"hello again, hello again") + packer.flush()
print(packed.hex())
print(zlib.decompressobj(zdict=dictionary).decompress(packed))
attempt(zlib.decompress, packed)
attempt(zlib.decompressobj(zdict=b"another").decompress, packed)
packer = zlib.compressobj(wbits=-15, zdict=dictionary)
packed = packer.compress(b"hello again, hello again") + packer.flush()
print(packed.hex(), zlib.decompressobj(-15, dictionary).decompress(packed))
attempt(zlib.compressobj, wbits=31, zdict=b"x")

# copies go on by themselves
packer = zlib.compressobj()
packer.compress(texts["words"][:500])
other = packer.copy()
third = copy.deepcopy(packer)
first = packer.compress(b"one end") + packer.flush()
second = other.compress(b"another") + copy.copy(other).flush()
print(len(first), len(second), zlib.crc32(first), zlib.crc32(second), zlib.crc32(third.flush()))
unpacker = zlib.decompressobj()
packed = zlib.compress(texts["runs"] + texts["words"])
half = unpacker.decompress(packed[:300])
other = unpacker.copy()
print(unpacker.decompress(packed[300:]) == other.decompress(packed[300:]), len(half))

# checksums
print(zlib.crc32(b""), zlib.crc32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")), zlib.crc32(b"x", -1), zlib.crc32(b"x", 2**40 + 3))
print(zlib.adler32(b""), zlib.adler32(b"hello"), zlib.adler32(b"lo", zlib.adler32(b"hel")), zlib.adler32(b"\xff" * 9000, 2**32 - 1))

# wrong data
good = zlib.compress(b"hello hello hello hello")
for bad in (
    b"",
    b"x",
    b"x\x9c",
    b"x\x9d",
    b"y\x9c" + good[2:],
    b"\x88\x1c",
    good[:-1],
    good[:-1] + b"?",
    good[:2] + b"\x07",
    good[:2] + b"\x01\x05\x00\x05\x00hello",
    good[:2] + b"\x05\xff\xff",
    b"x\x9c\x05\xc0\x01\x01\x00\x00\x00\x00",
    b"x\x9c\x63\x00\x42" * 3,
    b"x\x9c\x04\x00\x00\x00\x00\x00",
):
    attempt(zlib.decompress, bad)
for bad in (b"\x1f\x8b\x07", b"\x1f\x8b\x08\xff", b"\x1f\x8c\x08", good):
    attempt(zlib.decompress, bad + bytes(20), 31)
packed = zlib.compress(b"checked", wbits=31)
attempt(zlib.decompress, packed[:-8] + bytes(4) + packed[-4:], 31)
attempt(zlib.decompress, packed[:-1] + b"\1", 31)
results = {}
for at in range(len(good)):
    for bit in (1, 8, 64):
        try:
            zlib.decompress(good[:at] + bytes([good[at] ^ bit]) + good[at + 1 :])
            found = "fine"
        except zlib.error as error:
            found = str(error)
        results[found] = results.get(found, 0) + 1
for found in sorted(results):
    print(results[found], found)

# wrong arguments
attempt(zlib.compress, "text")
attempt(zlib.compress, b"", 10)
attempt(zlib.compress, b"", wbits=3)
attempt(zlib.compress, b"", 2**40)
attempt(zlib.compressobj, 1, 8, 15, 8, 0, b"", None)
attempt(zlib.compressobj, memLevel=0)
attempt(zlib.compressobj, surprise=0)
attempt(zlib.compressobj, zdict=None)
attempt(zlib.decompressobj, 7)
attempt(zlib.decompressobj, zdict=1)
attempt(zlib.decompress, good, 99)
attempt(zlib.decompress, good, bufsize=-1)
attempt(zlib.decompressobj().decompress, good, -1)
attempt(zlib.decompressobj().flush, 0)
packer = zlib.compressobj()
attempt(packer.flush, 7)
packer.flush()
attempt(packer.flush)
attempt(packer.compress, b"")
attempt(packer.copy)
attempt(type, "Derived", (zlib._ZlibDecompressor,), {})
print(zlib.MAX_WBITS, zlib.DEFLATED, zlib.DEF_MEM_LEVEL, zlib.DEF_BUF_SIZE, issubclass(zlib.error, Exception), zlib.error.__module__)
