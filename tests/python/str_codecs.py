# str.encode and bytes.decode: the codecs, the error handlers, errors of each


def show(fn):
    try:
        print(ascii(fn()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


texts = ["", "abc", "h\xe9llo", "\u20ac\u4e2d", "\U0001f600x", "a\ud800b", "\udc80\udcff", "\udfff", "x\u0100\u0101y"]
codecs = ["utf-8", "UTF8", "ascii", "latin-1", "iso-8859-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32le", "UTF_32_BE"]
handlers = ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"]
for text in texts:
    for codec in codecs:
        show(lambda: text.encode(codec))
        if not text.isascii():
            for handler in handlers[1:]:
                show(lambda: (handler, text.encode(codec, handler)))

datas = [b"", b"abc", b"\xff", b"\xc3\xa9\xe2\x82\xac", b"\xe2\x82", b"\xe2\x82A", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xf5\x80", b"\xc0\x80", b"a\x80b\xff", b"\xf0\x9f\x98", b"\xff\xfea\x00b", b"\xfe\xff\x00a\xd8\x00", b"\x00\xd8a\x00", b"\x00\xdc", b"\x00\x00\x11\x00", b"a\x00\x00\x00", b"\xff\xfe\x00\x00a\x00\x00\x00", b"\x00\xd8\x00\x00", b"abc\x00x"]
for data in datas:
    for codec in codecs:
        show(lambda: data.decode(codec))
        for handler in handlers[1:]:
            show(lambda: (handler, data.decode(codec, handler)))

show(lambda: "abc".encode("no-such"))
show(lambda: b"abc".decode("no-such"))
show(lambda: "abc".encode("ascii", "no-such"))
show(lambda: "abc".encode(1))
show(lambda: b"abc".decode(1))
show(lambda: b"abc".decode("ascii", 1))
show(lambda: str(b"h\xc3\xa9", "utf-8"))
show(lambda: str(b"h\xe9", encoding="latin-1"))
show(lambda: str(b"h\xe9", errors="replace"))
show(lambda: str(bytearray(b"ab"), "ascii"))
show(lambda: str(memoryview(b"ab"), "ascii"))
show(lambda: str("x", "ascii"))
show(lambda: str(1, "ascii"))
show(lambda: str(b"ab"))
show(lambda: str(object=5))
try:
    b"ab\xffcd".decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
try:
    "ab\ud800\ud801".encode()
except UnicodeEncodeError as e:
    print(e.encoding, ascii(e.object), e.start, e.end, e.reason)
total = 0
for i in range(300):
    s = chr(i * 37 % 0xD000) * 3 + "abc"
    for codec in ("utf-8", "utf-16", "utf-32-be"):
        assert s.encode(codec).decode(codec) == s
        total += len(s.encode(codec))
print(total)
