# recorded by python3: words of 64 bits
# What no memory can hold is refused before anything is done, and the program goes on.
import itertools
import struct
from array import array
from collections import deque

B = 1 << 40


def show(text, action):
    try:
        result = action()
        print(text, type(result).__name__)
    except Exception as e:
        print(text, type(e).__name__, e)


show("str *", lambda: "x" * B)
show("str * 62", lambda: "ab" * (1 << 62))
show("list *", lambda: [0] * B)
show("tuple *", lambda: (0,) * B)
show("bytes *", lambda: b"x" * B)
show("array *", lambda: array("i", [0]) * B)
show("bytes", lambda: bytes(B))
show("bytearray", lambda: bytearray(B))
show("bytes 63", lambda: bytes(1 << 63))

for name in "ljust", "rjust", "center", "zfill":
    show(name, lambda: getattr("x", name)(B))
    show(name, lambda: getattr("\u1234", name)(1 << 50))
    show(name, lambda: getattr(b"x", name)(B))
show("expandtabs", lambda: "a\t".expandtabs(B))
show("expandtabs", lambda: b"a\t".expandtabs(B))

show("%*d", lambda: "%*d" % (B, 1))
show("%*s", lambda: "%*s" % (-B, 1))
show("%*d", lambda: "%*d" % (1 << 63, 1))
show("%.*f", lambda: "%.*f" % (B, 1.0))
show("%d", lambda: "%1099511627776d" % 1)
show("%d", lambda: "%99999999999999999999d" % 1)
show("%.d", lambda: "%.99999999999999999999d" % 1)
show("%*d bytes", lambda: b"%*d" % (B, 1))
show("format int", lambda: f"{1:{B}}")
show("format text", lambda: f"{'a':>{B}}")
show("format float", lambda: f"{1.5:{B}}")
show("format digits", lambda: f"{1.5:.{B}f}")
show("format width", lambda: f"{1:{1 << 63}}")
print(f"{'abc':.{B}}")

show("<<", lambda: 1 << B)
show("<<", lambda: 3 << (1 << 62))
show("<<", lambda: -1 << (1 << 80))
show(">>", lambda: (1 << 100) >> B)
print(0 << (1 << 80), (-5) >> (1 << 80), 1 ** (1 << 80), (-1) ** ((1 << 80) + 1), 0 ** (1 << 80))

show("struct", lambda: struct.pack(f"{B}s", b""))
print(struct.calcsize(f"{B}s"), struct.calcsize(f"<{B}i"))
show("to_bytes", lambda: (1).to_bytes(B, "big"))

show("product", lambda: itertools.product("ab", repeat=B))
show("product", lambda: itertools.product("ab", repeat=1 << 62))
show("combinations", lambda: itertools.combinations(range(10), B))
show("permutations", lambda: itertools.permutations(range(10), B))
show("list repeat", lambda: list(itertools.repeat(0, B)))
show("list range", lambda: list(range(B)))
show("tuple range", lambda: tuple(range(B)))
print(len(list(itertools.repeat(0, 5))), list(itertools.combinations("ab", 3)))


class Many:
    def __len__(self):
        return B

    def __iter__(self):
        return iter("abc")


show("list hint", lambda: list(Many()))
show("memoryview", lambda: memoryview(bytes(10)).cast("B", [B]))
print(deque(range(10), B) == deque(range(10)))

# and after all that
print(sum([i for i in range(1000)]), "x" * 10, len(bytes(100)))
