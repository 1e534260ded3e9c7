# bytes: literals, indexing, methods, conversions
b = b"hello \x00\xff\n"
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], bytes([65, 66, 67]), bytes(3), bytes("é", "utf-8"), b"" == bytes(), bool(b""), bool(b"x"))
print(list(b"abc"), 97 in b"abc", b"bc" in b"abc", b"a" + b"b", b"ab" * 3, b"a" < b"b", b"abc" == b"abc", b"abc" == "abc", hash(b"x") == hash(b"x"))
print("héllo €".encode(), "abc".encode("ascii"), b"h\xc3\xa9".decode(), b"abc".decode("ascii"), b"\xe9".decode("latin-1"), "é".encode("latin-1"))
print(b"a,b,c".split(b","), b" a b ".split(), b",".join([b"x", b"y"]), b"abc".startswith(b"ab"), b"abc".endswith(b"c"), b"abcabc".find(b"c"), b"abcabc".rfind(b"c"), b"abc".find(b"z"), b"aXbX".replace(b"X", b"--"), b"abca".count(b"a"))
print(b"  x ".strip(), b"AbC".lower(), b"AbC".upper(), b"\x01\xab".hex(), bytes.fromhex("01 ab ff"), b"abc".index(b"b"), repr(b"it's"), repr(b'"'), b"\\ \t")
for f in (lambda: b"abc"[5], lambda: b"a" + "b", lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: bytes([256]), lambda: bytes("x"), lambda: b"abc".index(b"z"), lambda: b"a" < "a", lambda: bytes.fromhex("0g")):
    try: print(f())
    except Exception as e: print(type(e).__name__ + ":", e)
checksum = 0
data = bytes(range(256)) * 8
for x in data: checksum = (checksum * 31 + x) % 65521
print(checksum, sum(data), max(data), data[255:258], {b"k": 1}[b"k"], sorted([b"b", b"a"]))
