# StringIO and BytesIO.
from _io import BytesIO, StringIO, UnsupportedOperation


def shown(action, *args):
    try:
        return repr(action(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


b = BytesIO(b"first\nsecond\r\nthird")
print(b.read(3), b.readline(), b.tell(), b.readlines(), b.read(), b.tell())
print(b.seek(0), b.read1(4), b.seek(2), b.read(2), b.seek(-3, 2), b.read(), b.seek(-2, 1), b.read())
print(b.write(b"!!"), b.getvalue(), b.seek(30), b.write(b"x"), b.getvalue())
print(b.truncate(5), b.getvalue(), b.tell(), b.seek(0), list(b))
print(shown(b.seek, -1), shown(b.seek, 0, 5), shown(b.write, "text"), shown(b.truncate, -1), shown(b.read, "x"))
print(b.readable(), b.writable(), b.seekable(), b.isatty(), b.closed, shown(b.fileno), shown(b.detach))
print(b.close(), b.closed, shown(b.read), shown(b.getvalue), shown(b.tell), shown(lambda: list(b)))
with BytesIO() as b:
    b.writelines([b"a", b"b\n", b"c"])
    print(b.getvalue(), b.readline(), b.seek(0), b.readline(1), b.readline(1), b.readline(5), b.readline(5))
print(b.closed, shown(b.__enter__), shown(BytesIO, "text"), BytesIO(None).read(), BytesIO(initial_bytes=b"k").read())

s = StringIO("first\nsecond\r\nthird\u20ac")
print(repr(s.read(3)), repr(s.readline()), s.tell(), s.readlines(), repr(s.read()))
print(s.seek(0), s.write("FI"), s.getvalue(), s.seek(0, 2), s.write("\U0001f40d"), ascii(s.getvalue()))
print(shown(s.seek, -1), shown(s.seek, 1, 1), shown(s.seek, 0, 3), shown(s.write, b"x"), s.newlines, s.encoding, s.errors)
print(s.truncate(4), repr(s.getvalue()), s.line_buffering)
for newline in (None, "", "\n", "\r", "\r\n"):
    s = StringIO("a\nb\rc\r\nd", newline=newline)
    print(repr(newline), list(s), repr(s.getvalue()), s.newlines)
    s = StringIO(newline=newline)
    s.write("a\nb\r")
    s.write("\nc\r\nd")
    print(repr(s.getvalue()), s.newlines, s.seek(0), repr(s.readline()), repr(s.readline(1)))
print(shown(StringIO, "", "x"), shown(StringIO, 1), StringIO(None).getvalue() == "")
s = StringIO()
for i in range(2000):
    print(i, end=",", file=s)
    if i % 700 == 699:
        s.seek(s.tell() - 2)
text = s.getvalue()
print(len(text), text[:30], text[-30:], sum(map(ord, text)))
s.close()
print(s.closed, shown(s.write, "x"), shown(s.getvalue), shown(next, s))

total = 0
for line in StringIO("".join(f"line {i}\n" for i in range(3000))):
    total += len(line)
print(total)


class Counting(StringIO):
    def __init__(self, *args):
        super().__init__(*args)
        self.count = 0

    def write(self, text):
        self.count += 1
        return super().write(text.upper())


c = Counting("start")
print("one", 2, sep="-", end=".", file=c)
c.extra = 5
print(c.getvalue(), c.count, c.extra, isinstance(c, StringIO))
with c:
    pass
print(c.closed)
print(issubclass(UnsupportedOperation, OSError), issubclass(UnsupportedOperation, ValueError))
