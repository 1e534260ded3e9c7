# Compression: Huffman with canonical codes and a bit stream, LZ77, LZW, run lengths, Burrows-Wheeler, checksums; all come back.
import binascii
import heapq
import random
import struct
from collections import Counter, namedtuple
from functools import total_ordering
from itertools import groupby, islice


class CorruptData(ValueError):
    pass


class BitWriter:
    def __init__(self):
        self.data, self.buffer, self.count = bytearray(), 0, 0

    def write(self, value, width):
        self.buffer = self.buffer << width | value
        self.count += width
        while self.count >= 8:
            self.count -= 8
            self.data.append(self.buffer >> self.count & 0xFF)
        self.buffer &= (1 << self.count) - 1

    def finish(self):
        if self.count:
            self.write(0, 8 - self.count)
        return bytes(self.data)


class BitReader:
    def __init__(self, data):
        self.bits = (byte >> shift & 1 for byte in data for shift in range(7, -1, -1))

    def bit(self):
        try:
            return next(self.bits)
        except StopIteration:
            raise CorruptData("out of bits") from None

    def read(self, width):
        value = 0
        for _ in range(width):
            value = value << 1 | self.bit()
        return value


@total_ordering
class Tree:
    def __init__(self, weight, symbol=None, left=None, right=None):
        self.weight, self.symbol, self.left, self.right = weight, symbol, left, right
        self.least = symbol if left is None else min(left.least, right.least)

    def __eq__(self, other):
        return (self.weight, self.least) == (other.weight, other.least)

    def __lt__(self, other):
        return (self.weight, self.least) < (other.weight, other.least)

    def depths(self, depth=0):
        if self.left is None:
            yield self.symbol, max(depth, 1)
        else:
            yield from self.left.depths(depth + 1)
            yield from self.right.depths(depth + 1)


class Huffman:
    @staticmethod
    def lengths(data):
        heap = [Tree(n, s) for s, n in Counter(data).items()]
        heapq.heapify(heap)
        while len(heap) > 1:
            a, b = heapq.heappop(heap), heapq.heappop(heap)
            heapq.heappush(heap, Tree(a.weight + b.weight, None, a, b))
        return dict(heap[0].depths()) if heap else {}

    @staticmethod
    def canonical(lengths):
        codes, code, last = {}, 0, 0
        for symbol, length in sorted(lengths.items(), key=lambda p: (p[1], p[0])):
            code <<= length - last
            codes[symbol] = (code, length)
            code, last = code + 1, length
        return codes

    def encode(self, data):
        lengths = self.lengths(data)
        codes = self.canonical(lengths)
        out = BitWriter()
        for byte in data:
            out.write(*codes[byte])
        head = struct.pack(">IH", len(data), len(lengths)) + b"".join(struct.pack("BB", *p) for p in sorted(lengths.items()))
        return head + out.finish()

    def decode(self, blob):
        try:
            size, n = struct.unpack_from(">IH", blob)
            lengths = dict(struct.iter_unpack("BB", blob[6 : 6 + 2 * n]))
        except struct.error as e:
            raise CorruptData(f"bad header: {e}") from e
        names = {code: symbol for symbol, code in self.canonical(lengths).items()}
        reader, out = BitReader(blob[6 + 2 * n :]), bytearray()
        while len(out) < size:
            code = length = 0
            while (code, length) not in names:
                code, length = code << 1 | reader.bit(), length + 1
                if length > 40:
                    raise CorruptData("no such code")
            out.append(names[code, length])
        return bytes(out)


Match = namedtuple("Match", "distance length follows")


class LZ77:
    window = 255

    def tokens(self, data):
        i = 0
        while i < len(data):
            best = (0, 0)
            start = max(0, i - self.window)
            for length in range(3, min(64, len(data) - i - 1) + 1):
                at = data.rfind(data[i : i + length], start, i + length - 1)
                if at < 0:
                    break
                best = (i - at, length)
            yield Match(*best, data[i + best[1]])
            i += best[1] + 1

    def encode(self, data):
        return b"".join(map(bytes, self.tokens(data)))

    def decode(self, blob):
        out = bytearray()
        for distance, length, follows in zip(*[iter(blob)] * 3):
            if distance > len(out):
                raise CorruptData(f"distance {distance} at {len(out)}")
            for _ in range(length):
                out.append(out[-distance])
            out.append(follows)
        return bytes(out)


class LZW:
    def encode(self, data):
        table = {bytes([i]): i for i in range(256)}
        out, word = BitWriter(), b""
        for byte in data:
            longer = word + bytes([byte])
            if longer in table:
                word = longer
            else:
                out.write(table[word], 12)
                if len(table) < 4096:
                    table[longer] = len(table)
                word = bytes([byte])
        if word:
            out.write(table[word], 12)
        return len(data).to_bytes(4, "big") + out.finish()

    def decode(self, blob):
        size, reader = int.from_bytes(blob[:4], "big"), BitReader(blob[4:])
        table = [bytes([i]) for i in range(256)]
        out, last = bytearray(), b""
        while len(out) < size:
            code = reader.read(12)
            if code < len(table):
                word = table[code]
            elif code == len(table) and last:
                word = last + last[:1]
            else:
                raise CorruptData(f"code {code}")
            out += word
            if last and len(table) < 4096:
                table.append(last + word[:1])
            last = word
        return bytes(out)


class RunLength:
    def encode(self, data):
        return b"".join(bytes((n, byte)) for byte, run in groupby(data) for n in self.parts(sum(1 for _ in run)))

    @staticmethod
    def parts(n):
        while n:
            yield min(n, 255)
            n -= min(n, 255)

    def decode(self, blob):
        return b"".join(blob[i + 1 : i + 2] * blob[i] for i in range(0, len(blob), 2))


class BurrowsWheeler(RunLength):
    def encode(self, data):
        order = sorted(range(len(data)), key=lambda i: data[i:] + data[:i])
        last = bytes(data[i - 1] for i in order)
        recent, front = list(range(256)), bytearray()
        for byte in last:
            at = recent.index(byte)
            front.append(at)
            recent.insert(0, recent.pop(at))
        return struct.pack("<H", order.index(0) if order else 0) + super().encode(front)

    def decode(self, blob):
        (at,) = struct.unpack_from("<H", blob)
        recent, last = list(range(256)), bytearray()
        for i in super().decode(blob[2:]):
            last.append(recent[i])
            recent.insert(0, recent.pop(i))
        order = sorted(range(len(last)), key=last.__getitem__)
        out = bytearray()
        for _ in last:
            at = order[at]
            out.append(last[at])
        return bytes(out)


rng = random.Random(3)
SAMPLES = {
    "empty": b"", "one": b"x", "run": b"a" * 150, "words": b"the rain in spain stays mainly in the plain; " * 5, "bytes": bytes(range(256)), "noise": rng.randbytes(120), "dna": "".join(rng.choice("ACGT") for _ in range(200)).encode(),
    "utf8": "héllo wörld — ünïcode 😀 ".encode() * 3,
}
for name, data in SAMPLES.items():
    line = [f"{name:>6} {len(data):>4}"]
    for codec in (Huffman(), LZ77(), LZW(), RunLength(), BurrowsWheeler()):
        blob = codec.encode(data)
        back = codec.decode(blob)
        assert back == data, (name, type(codec), back)
        line.append(f"{type(codec).__name__}={len(blob)}:{binascii.crc32(blob):08x}")
    print(*line)
lengths = Huffman.lengths(b"abracadabra")
print({chr(k): v for k, v in sorted(lengths.items())}, {chr(k): f"{c:0{n}b}" for k, (c, n) in Huffman.canonical(lengths).items()})
print(list(islice(LZ77().tokens(b"abcabcabcabcd"), 5)), LZ77().encode(b"aaaaaaaa").hex(":"), RunLength().encode(b"aaab").hex())
blob = Huffman().encode(b"some text to encode")
for bad in (lambda: Huffman().decode(b"abc"), lambda: Huffman().decode(blob[:-4]), lambda: LZ77().decode(b"\x05\x01a"), lambda: LZW().decode(b"\0\0\0\x05\xff\xff\xff"), lambda: LZW().decode(b"\0\0\0\x05"), lambda: BitReader(b"").bit(), lambda: RunLength.parts("x").__next__()):
    try:
        print(bad())
    except CorruptData as e:
        print("corrupt:", e, repr(e.__cause__), e.__suppress_context__)
    except TypeError as e:
        print(type(e).__name__, e)
w = BitWriter()
for i, width in enumerate((3, 5, 1, 13, 2)):
    w.write(i, width)
data = w.finish()
r = BitReader(data)
print(data.hex(), [r.read(width) for width in (3, 5, 1, 13, 2)])
