# lzma: .xz, .lzma and bare streams, in one piece and in many; checks, filters; what CPython has compressed; files; what is said of wrong data.
import base64
import io
import lzma
import os
import tarfile
import tempfile
import zipfile


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


numbers = Numbers(13)
vocabulary = [bytes(97 + numbers.below(6) for _ in range(1 + numbers.below(7))) for _ in range(30)]
texts = {
    "empty": b"",
    "one": b"a",
    "words": b" ".join(vocabulary[numbers.below(30)] for _ in range(250)),
    "noise": bytes(numbers.below(256) for _ in range(300)),
    "zeros": bytes(3000),
    "runs": b"".join(bytes([numbers.below(4)]) * (1 + numbers.below(300)) for _ in range(20)),
    "steps": b"".join((1000 + 3 * i).to_bytes(4, "little") for i in range(150)),
}

# what another encoder has written: the text is ours
text = texts["words"][:300]
PACKED = {
    "xz": '{Wp48S^xk9=GL@E0stWa8~^|S5YJf5-~lTDi(LRPn8^lH?;i3aBJiGn2m#AnSy(vS&kOK5xqrkO$XQFiFzD_?MYAl$e3L>c$O3~t5BR3|5>+Q9evG8U_yhLsE?zz_FfpRSyG>J-LMjC^@2fs&n;I`M;S@8=6v;~X)(X%OFGCGZApdbkP};$M`E>qOTr_>27G-9z+96!7RkX$NpWrfAncx5bOi%AL4o)%Z00E}~tO5W4=&lw1vBYQl0ssI200dcD',
    "lzma": 'T>t=p0RR90|NsC0{{S$U$p%yJ9`Yk1@ScAN0n1!jSUB9z3-CF)f5aNdSxde!=<Y;Cvn<7YlR_!T0)sve_@?+0RVO8WjHJW(1NQAMUOq1{F`~k|O;eRZDg`p{t3GI(8ZR;76f?^d$x8Uv3eXWRLk&(K|8Yl9+QEMLbpBObG<}{HWoEG2AzZFiw8inC;4`Z!a^3#!{BQ',
    "delta": '{Wp48S^xkF;rk4s0s#X70U-ev97lLo-~lTD%Uu94n7psdYxjTMnPPp7%<IS7%(xmdXZh5_SeFCF9&Wd4VC<SJuVLmi4O2H230(Sk_?mFhjEB=>P7X{#>!{U=gv_rZ9wpz%9^iw2*84@vy>G2g4{sp<v^6DCzo?#(f>(1(EDGK`A+_RJBYD^68sqwApsL7ML$j)*J&ch%Jfe3&7}rTr-Y`__`shKUmv=|w|Jr+;WA8F%7%3PQ0XOHtk*&r#%A5pkItgM=B80S6ui7`k>LN$zm>*bJ6Uf39)R!Q>&Hw-a!5r_AIBc%Q_#VWfE8`Emu2NxVld#<bM<PKmNj-#n00I92tO5W4awNzew&~v-0ssI2018=J',
}
for name, packed in PACKED.items():
    print(name, lzma.decompress(base64.b85decode(packed)) == text)

# compressed sizes are within reason, and everything comes back
DELTA = [{"id": lzma.FILTER_DELTA, "dist": 4}, {"id": lzma.FILTER_LZMA2, "preset": 1}]
ways = {
    "xz": {},
    "quick": {"preset": 0},
    "no check": {"check": lzma.CHECK_NONE},
    "crc32": {"check": lzma.CHECK_CRC32},
    "sha256": {"check": lzma.CHECK_SHA256},
    "delta": {"filters": DELTA},
    "small": {"filters": [{"id": lzma.FILTER_LZMA2, "dict_size": 4096, "lc": 0, "lp": 2, "pb": 0, "nice_len": 8, "mf": lzma.MF_HC3}]},
    "alone": {"format": lzma.FORMAT_ALONE, "preset": 0},
}
bounds = {"empty": 60, "one": 90, "words": 880, "noise": 400, "zeros": 120, "runs": 160, "steps": 280}
for name, text in texts.items():
    for way, options in ways.items():
        packed = lzma.compress(text, **options)
        assert lzma.decompress(packed) == text, (name, way)
        assert len(packed) < bounds[name], (name, way, len(packed))
    print(name, len(text))
print(len(lzma.compress(texts["steps"], filters=DELTA)) < len(lzma.compress(texts["steps"])))
print(lzma.compress(b"").hex(), lzma.compress(b"", format=lzma.FORMAT_ALONE).hex(), lzma.compress(b"abc")[:24].hex())
RAW = [{"id": lzma.FILTER_LZMA2, "dict_size": 65536}]
RAW1 = [{"id": lzma.FILTER_LZMA1, "dict_size": 65536}]
for filters in (RAW, RAW1):
    for text in texts.values():
        assert lzma.decompress(lzma.compress(text, lzma.FORMAT_RAW, filters=filters), lzma.FORMAT_RAW, filters=filters) == text
print(lzma.compress(b"", lzma.FORMAT_RAW, filters=RAW))

# in pieces, with limits
for options in (ways["xz"], ways["alone"], ways["delta"]):
    packer = lzma.LZMACompressor(**options)
    text = texts["words"] + texts["noise"]
    packed = b"".join(packer.compress(text[start : start + 70]) for start in range(0, len(text), 70)) + packer.flush()
    unpacker = lzma.LZMADecompressor()
    out = []
    position = 0
    data = packed + b"what follows"
    while not unpacker.eof:
        piece = b""
        if unpacker.needs_input:
            piece = data[position : position + 1 + numbers.below(40)]
            position += len(piece)
        out.append(unpacker.decompress(piece, 1 + numbers.below(200)))
    print(b"".join(out) == text, unpacker.unused_data + data[position:], unpacker.check, unpacker.needs_input)
attempt(unpacker.decompress, b"")
unpacker = lzma.LZMADecompressor()
print(unpacker.check, unpacker.eof, unpacker.needs_input, unpacker.unused_data)
packed = lzma.compress(texts["zeros"])
print(unpacker.decompress(packed, 10), unpacker.needs_input, unpacker.check)
print(len(unpacker.decompress(b"")), unpacker.eof)
print(lzma.decompress(lzma.compress(b"one") + lzma.compress(b"two") + b"rest"))

# more than a chunk, and a dictionary that is smaller than the text
large = b"".join(bytes([97 + numbers.below(3)]) * (1 + numbers.below(30)) for _ in range(800)) * 12
packed = lzma.compress(large, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096, "preset": 0}])
print(len(large) > 131072, lzma.decompress(packed) == large, len(packed) < len(large) // 4)

# files
folder = tempfile.mkdtemp()
path = os.path.join(folder, "text.xz")
with lzma.open(path, "wt", encoding="utf-8", preset=1) as file:
    file.write("first\nsecond\n")
with lzma.open(path, "ab") as file:
    file.write(b"third")
with lzma.open(path, "rt", encoding="utf-8") as file:
    print(file.read().splitlines())
with lzma.LZMAFile(path) as file:
    print(file.readline(), file.tell(), file.seek(2), file.read(3), file.peek(1)[:1])
with tarfile.open(os.path.join(folder, "files.tar.xz"), "w:xz") as archive:
    archive.add(path, "text.xz")
with tarfile.open(os.path.join(folder, "files.tar.xz")) as archive:
    print(archive.getnames(), lzma.decompress(archive.extractfile("text.xz").read()))
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
    archive.writestr("words", texts["words"])
with zipfile.ZipFile(buffer) as archive:
    print(archive.getinfo("words").compress_type, archive.read("words") == texts["words"])
for name in os.listdir(folder):
    os.remove(os.path.join(folder, name))
os.rmdir(folder)

# filters' properties
for filter in (
    {"id": 33}, {"id": 33, "dict_size": 5000}, {"id": 3, "dist": 7}, {"id": lzma.FILTER_LZMA1, "lc": 1, "pb": 0}, {"id": 4},
    {"id": 4, "start_offset": 16}, {"id": 99}, {}, 3, {"id": 33, "surprise": 1}, {"id": 33, "preset": 99},
):  # fmt: skip
    attempt(lzma._encode_filter_properties, filter)
for arguments in ((33, b"\x10"), (33, b""), (3, b"\x05"), (lzma.FILTER_LZMA1, b"]\0\0\1\0"), (4, b"abcd"), (99, b"")):
    attempt(lzma._decode_filter_properties, *arguments)
print([lzma.is_check_supported(number) for number in (0, 1, 2, 4, 10, 99)], lzma.FILTER_LZMA1, lzma.PRESET_EXTREME)

# wrong data and arguments
good = lzma.compress(b"hello hello hello")
for bad in (b"", b"abc", b"hello, this is not compressed", good[:-1], good[:20], good[:-1] + b"A", good[:8] + b"xxxx" + good[12:]):
    attempt(lzma.decompress, bad)
for at in range(len(good)):
    for bit in (1, 16):
        try:
            found = lzma.decompress(good[:at] + bytes([good[at] ^ bit]) + good[at + 1 :])
        except lzma.LZMAError:
            continue
        print("not noticed", at, bit, found)
attempt(lzma.decompress, good, memlimit=1000)
attempt(lzma.LZMADecompressor, format=9)
attempt(lzma.LZMADecompressor, format=lzma.FORMAT_RAW)
attempt(lzma.LZMADecompressor, filters=RAW)
attempt(lzma.LZMADecompressor, format=lzma.FORMAT_RAW, filters=RAW, memlimit=1)
attempt(lzma.LZMADecompressor, format=lzma.FORMAT_RAW, filters={})
for options in (
    {"format": 0}, {"format": 9}, {"check": 1, "format": 2}, {"check": 99}, {"check": 2}, {"preset": 10}, {"preset": -1}, {"preset": 2**40},
    {"preset": 3, "filters": []}, {"filters": []}, {"filters": [{}]}, {"filters": [3]}, {"filters": 3}, {"filters": [{"id": 3}] * 5},
    {"filters": [{"id": 99}]}, {"filters": [{"id": 3, "dist": 0}, {"id": 33}]}, {"filters": [{"id": 33, "dict_size": 1}]},
    {"filters": [{"id": 33}, {"id": 3}]}, {"filters": [{"id": 3}]}, {"format": 3}, {"format": 2, "filters": [{"id": 33}]},
    {"filters": [{"id": lzma.FILTER_LZMA1}]}, {"filters": [{"id": 33, "mode": 5}]}, {"surprise": 1},
):  # fmt: skip
    attempt(lzma.LZMACompressor, **options)
packer = lzma.LZMACompressor()
attempt(packer.compress, "text")
packer.flush()
attempt(packer.flush)
attempt(packer.compress, b"")
print(lzma.LZMAError.__mro__[1], lzma.LZMAError.__module__)
