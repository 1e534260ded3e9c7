# Text files: line ends, encodings, places, errors.
import os
from _io import open as io_open


def shown(action, *args, **kwargs):
    try:
        return ascii(action(*args, **kwargs))
    except Exception as e:
        # error numbers are the system's own
        return f"{type(e).__name__}: {getattr(e, 'strerror', None) or e}"


name = "taipan_files_text.tmp"
print(io_open is open)
with open(name, "wb") as f:
    print(f.write(b"one\ntwo\r\nthree\rfour\n\nlast"))
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, newline=newline) as f:
        print(repr(newline), list(f), f.newlines)
    with open(name, newline=newline) as f:
        print(repr(f.read(6)), repr(f.readline()), repr(f.readline(2)), repr(f.read()), f.newlines)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, "w", newline=newline) as f:
        f.write("a\nb\r\n")
        f.writelines(["c", "\n"])
    with open(name, "rb") as f:
        print(repr(newline), f.read())

text = "Stra\u00dfe \u20ac \U0001f40d\nzweite \u017elu\u0165\n"
for encoding in ("utf-8", "UTF8", "latin-1", "ascii"):
    for errors in ("strict", "ignore", "replace"):
        with open(name, "w", encoding=encoding, errors=errors) as f:
            print(encoding, errors, shown(f.write, text), f.encoding, f.errors)
        with open(name, "rb") as f:
            print(f.read())
with open(name, "wb") as f:
    f.write(b"good\nbad \xff\xe2\x82\nend\xe2\x82")
for errors in ("strict", "ignore", "replace"):
    with open(name, encoding="utf-8", errors=errors) as f:
        print(errors, shown(f.readline), shown(f.readline), shown(f.read))
    with open(name, encoding="ascii", errors=errors) as f:
        print(errors, shown(f.read))
with open(name, "wb") as f:
    f.write(b"ab\xe2\x82")
with open(name, encoding="utf-8") as f:
    print(shown(f.read))

with open(name, "w+", encoding="utf-8") as f:
    for i in range(300):
        f.write(f"{i} \u00e9\u20ac\n")
    places = {}
    f.seek(0)
    for i in range(300):
        places[i] = f.tell()
        line = f.readline()
        assert line == f"{i} \u00e9\u20ac\n", (i, line)
    print(places[299], f.tell(), repr(f.read()))
    for i in (250, 3, 77):
        f.seek(places[i])
        print(i, places[i], ascii(f.readline()), ascii(f.read(4)))
    print(f.seek(0, 2), f.seek(0, 1), shown(f.seek, 3, 1), shown(f.seek, -3, 2), shown(f.seek, -3))
    print(f.write("more"), f.seek(places[299]), ascii(f.read()))
    print(f.truncate(10), f.seek(0), ascii(f.read()))
with open(name) as f:
    print(next(f) != "", shown(f.tell))
    print(f.readable(), f.writable(), f.seekable(), f.isatty(), f.name, f.mode, f.line_buffering, type(f.buffer).__name__)
    print(shown(f.write, "x"), shown(f.read, "x"))
f = open(name)
print(f.detach().read(), shown(f.read), shown(f.close))
with open(name, "w") as f:
    print(shown(f.read), shown(f.readline), shown(f.write, b"x"), shown(f.write), shown(next, f))
print(f.closed, shown(f.write, "x"), shown(f.flush), shown(f.__enter__), shown(f.tell), shown(list, f))
with open(name, "a") as f:
    print(f.write("app"), f.tell())
with open(name, "a+") as f:
    print(f.tell(), f.write("ended"), f.seek(0), f.read())
with open(name, "r+") as f:
    print(f.read(3), f.write("XY"), f.seek(0), f.read())
total = count = 0
with open(name, "w") as f:
    for i in range(3000):
        f.write("line %d\n" % i)
        print("", i % 10, sep=" ", file=f)
for line in open(name):
    total += len(line)
    count += 1
print(count, total)
with open(name) as f:
    print(len(f.readlines()), f.readlines())
with open(name) as f:
    print(f.readlines(20))

print(shown(open, name, "rw"), shown(open, name, "rbt"), shown(open, name, "q"), shown(open, name, ""), shown(open, name, "rr"))
print(shown(open, name, "rb", encoding="utf-8"), shown(open, name, "rb", errors="strict"), shown(open, name, "rb", newline=""))
print(shown(open, name, "w", 0), shown(open, name, newline="x"), shown(open))
print(shown(open, "no/such/file"), shown(open, 3.5), shown(open, name + "/x"), shown(open, "."), shown(open, name, "x"))
print(shown(open, "a\0b"), shown(open, -1), shown(open, name, mode=5), shown(open, name, nothing=1))
open(name, "w").close()

os.remove(name)
