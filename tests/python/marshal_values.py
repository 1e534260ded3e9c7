# marshal: the bytes of values in the versions without numbered objects, round trips in all versions, damaged bytes, files.
import array
import io
import marshal

VALUES = [
    None, True, False, ..., StopIteration, 0, 1, -1, 2**31 - 1, -(2**31), 2**31, -(2**31) - 1, 2**45, -(2**63), 2**63, 10**40, -(10**40),
    0.0, -0.0, 1.5, float("inf"), 1e-300, 0.1, 1 + 2j, complex(-0.0, 1e10), "", "plain", "n" * 300, "\xe9\u4e2d\U0001f600", "\ud800", b"", b"\x00\xff",
    (), (1,), (1, (2, (3,))), tuple(range(300)), [], [1, "two", [3.0]], {}, {"a": 1, 2: [None]}, set(), {1}, frozenset(), frozenset([(1, 2)]),
    {"b", "a", "c", 5, (1,)}, frozenset("spam"), bytearray(b"array"), memoryview(b"view"), array.array("H", [1, 2]),
]  # fmt: skip


def same(a, b):
    if isinstance(a, (bytearray, memoryview, array.array)):
        a = bytes(a)
    return type(a) is type(b) and repr(a) == repr(b) or a == b and isinstance(a, (set, frozenset))


print("-- bytes")
for value in VALUES:
    shown = marshal.dumps(value, 2).hex()
    print(shown if len(shown) < 100 else (shown[:40], len(shown)))
for value in (1.5, 1 - 2j, 0.1, "text"):
    print([marshal.dumps(value, version).hex() for version in (0, 1, 2)])
print("-- round trips")
for version in range(6):
    print(version, all(same(value, marshal.loads(marshal.dumps(value, version))) for value in VALUES))
piece = slice(1, (2, 3), None)
print(marshal.loads(marshal.dumps(piece)), marshal.version)
shared = ["shared"]
again = marshal.loads(marshal.dumps([shared, (shared, "text"), "text"]))
print(again[0] is again[1][0], again)
apart = marshal.loads(marshal.dumps([shared, shared], 2))
print(apart[0] is apart[1])
cycle = [1]
cycle.append((cycle, {"me": cycle}))
again = marshal.loads(marshal.dumps(cycle))
print(again[1][0] is again, again[1][1]["me"] is again)
names = marshal.loads(marshal.dumps(["name", "name"]))
print(names[0] is names[1])
print(marshal.dumps({3, 1, 2}, 5) == marshal.dumps({2, 3, 1}, 5))


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print("-- refused")


class Text(str):
    pass


class Items(list):
    pass


class Raw(bytes):
    pass


for value in (object(), len, Text("x"), Items([1]), [1, [object()]], {1: range(3)}, int, ValueError()):
    print(attempt(marshal.dumps, value))
print(attempt(marshal.dumps, piece, 4), marshal.loads(marshal.dumps(Raw(b"raw"))))
deep = []
for _ in range(1400):
    deep = [deep]
print(len(marshal.dumps(deep, 2)), type(marshal.loads(marshal.dumps(deep))))
for _ in range(1000):
    deep = [deep]
print(attempt(marshal.dumps, deep), attempt(marshal.loads, b"[\x01\x00\x00\x00" * 3000), sep="\n")
print(attempt(marshal.dumps, len.__class__, allow_code=False))
print(attempt(marshal.loads, "text"), attempt(marshal.loads), attempt(marshal.dumps), attempt(marshal.dumps, 1, "x"), sep="\n")

print("-- damaged")
for data in (
    b"", b"?", b"q", b"0", b"i", b"i\x01\x00", b"l\x01\x00\x00\x00", b"l\x01\x00\x00\x00\x00\x80", b"l\x01\x00\x00\x00\x00\x00", b"l\x00\x00\x00\x00",
    b"l\x00\x00\x00\x80", b"g1234", b"f", b"f\x03abc", b"f\x031.5", b"s\x05\x00\x00\x00abc", b"s\xff\xff\xff\xff", b"u\x01\x00\x00\x00\xff", b"u\xff\xff\xff\xff",
    b"(\xff\xff\xff\xff", b")\x02i\x01\x00\x00\x00", b")\x010", b"[\x01\x00\x00\x000", b"[\xff\xff\xff\xff", b"<\xff\xff\xff\xff", b"<\x01\x00\x00\x000",
    b"<\x01\x00\x00\x00[\x00\x00\x00\x00", b"{", b"{0", b"{i\x01\x00\x00\x000", b"{[\x00\x00\x00\x00N0", b":NN0", b":NN", b"r\x00\x00\x00\x00", b"r\xff\xff\xff\xff",
    b"\xbe\x01\x00\x00\x00r\x00\x00\x00\x00", b"\xba\x01\x00r\x00\x00\x00\x00", b"\xdb\x01\x00\x00\x00r\x00\x00\x00\x00", b"z\x05abc", b"Z", b"a\x03\x00\x00\x00abc", b"\xfa\x01ar",
    b"\xa9\x02\xfa\x03onenothing", b"c", b"\xe9\x01\x00\x00\x00trailing",
):  # fmt: skip
    if data != b"c":
        print(data[:20], attempt(marshal.loads, data))

print("-- files")
file = io.BytesIO()
for value in (1, "two", [3, (4,)], {"five": 6.0}):
    print(marshal.dump(value, file, 2), end=" ")
file.write(b"the rest")
file.seek(0)
print([marshal.load(file) for _ in range(4)], file.read())
file.seek(len(file.getvalue()))
print(attempt(marshal.load, file), attempt(marshal.load, io.StringIO("text")), attempt(marshal.load, 5), attempt(marshal.dump, 1, 5), sep="\n")


class Boasting(io.BytesIO):
    def readinto(self, buffer):
        return super().readinto(buffer) + 1000


class Short(io.BytesIO):
    def readinto(self, buffer):
        return super().readinto(memoryview(buffer)[:1])


class Shrinking(io.BytesIO):
    def read(self, size=-1):
        return "text"


for cls in (Boasting, Short, Shrinking):
    print(attempt(marshal.load, cls(marshal.dumps([1, "two", 3.0], 2))))
