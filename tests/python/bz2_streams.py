# bz2: streams in one piece and in many, whose bytes are bzip2's; files, several streams behind each other; what is said of wrong data.
import bz2
import io
import os
import tarfile
import tempfile
import zipfile
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


numbers = Numbers(11)
vocabulary = [bytes(97 + numbers.below(6) for _ in range(1 + numbers.below(7))) for _ in range(30)]
texts = {
    "empty": b"",
    "one": b"a",
    "twice": b"aa",
    "words": b" ".join(vocabulary[numbers.below(30)] for _ in range(350)),
    "noise": bytes(numbers.below(256) for _ in range(400)),
    "zeros": bytes(5000),
    "runs": b"".join(bytes([numbers.below(4)]) * (1 + numbers.below(300)) for _ in range(20)),
    "period": b"abcab" * 60,
    "all": bytes(range(256)),
}
for name, text in texts.items():
    packed = bz2.compress(text)
    print(name, len(text), len(packed), zlib.crc32(packed), bz2.decompress(packed) == text)

# in pieces, with limits
packer = bz2.BZ2Compressor(1)
pieces = [packer.compress(texts["words"][start : start + 50]) for start in range(0, len(texts["words"]), 50)]
packed = b"".join(pieces) + packer.flush()
print(packed == bz2.compress(texts["words"], 1), packed[:10])
unpacker = bz2.BZ2Decompressor()
out = []
position = 0
while not unpacker.eof:
    piece = b""
    if unpacker.needs_input:
        piece = (packed + b"what follows")[position : position + 1 + numbers.below(30)]
        position += len(piece)
    out.append(unpacker.decompress(piece, 1 + numbers.below(200)))
print(b"".join(out) == texts["words"], unpacker.unused_data + (packed + b"what follows")[position:], unpacker.needs_input)
attempt(unpacker.decompress, b"")
print(bz2.decompress(packed + bz2.compress(b"second") + b"not a third") == texts["words"] + b"second")

# more than one block, and a run across their border
long = (texts["noise"] * 260)[:99950] + b"x" * 700
packed = bz2.compress(long, 1)
print(len(long), len(packed), zlib.crc32(packed), bz2.decompress(packed) == long)

# files
folder = tempfile.mkdtemp()
path = os.path.join(folder, "text.bz2")
with bz2.open(path, "wt", encoding="utf-8", compresslevel=5) as file:
    file.write("first\nsecond\n")
with bz2.open(path, "ab") as file:
    file.write(b"third")
with bz2.open(path, "rt", encoding="utf-8") as file:
    print(file.read().splitlines())
with bz2.BZ2File(path) as file:
    print(file.readline(), file.tell(), file.seek(2), file.read(3), file.peek(1)[:1], file.seekable())
with tarfile.open(os.path.join(folder, "files.tar.bz2"), "w:bz2") as archive:
    archive.add(path, "text.bz2")
with tarfile.open(os.path.join(folder, "files.tar.bz2")) as archive:
    print(archive.getnames(), bz2.decompress(archive.extractfile("text.bz2").read()))
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
    archive.writestr("words", texts["words"])
with zipfile.ZipFile(buffer) as archive:
    print(archive.getinfo("words").compress_size, archive.read("words") == texts["words"])
for name in os.listdir(folder):
    os.remove(os.path.join(folder, name))
os.rmdir(folder)

# wrong data and arguments
good = bz2.compress(b"hello hello hello")
for bad in (b"", b"B", b"hello", b"BZh0", good[:3] + b"x" + good[4:], good[:-1], good[:20]):
    attempt(bz2.decompress, bad)
results = {}
for at in range(len(good)):
    try:
        bz2.decompress(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
        found = "fine"
    except (OSError, ValueError) as error:
        found = f"{type(error).__name__} {error}"
    results[found] = results.get(found, 0) + 1
for found in sorted(results):
    print(results[found] > 0, found)
attempt(bz2.compress, "text")
attempt(bz2.compress, b"", 0)
attempt(bz2.BZ2Compressor, 10)
packer = bz2.BZ2Compressor()
attempt(packer.flush)
attempt(packer.flush)
attempt(packer.compress, b"")
attempt(bz2.BZ2Decompressor().decompress, "text")
attempt(bz2.open, io.BytesIO(), "rw")
