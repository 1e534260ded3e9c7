# Error handlers of codecs that change the exception; what UnicodeErrors say of themselves.
import codecs
import gc


def once(change, answer):
    done = []

    def handler(exc):
        if done:
            raise exc
        done.append(exc)
        change(exc)
        return answer

    codecs.register_error("test.once", handler)
    return "test.once"


def put(value):
    def change(exc):
        exc.object = value

    return change


def forget(exc):
    del exc.object


decoders = [
    lambda errors: b"\xff".decode("utf-8", errors),
    lambda errors: b"\xffabc".decode("ascii", errors),
    lambda errors: codecs.utf_8_decode(b"a\xff", errors),
    lambda errors: codecs.charmap_decode(b"\xff", errors, {0x61: "A"}),
    lambda errors: b"++".decode("utf-7", errors),
    lambda errors: b"\xff".decode("utf-16", errors),
    lambda errors: b"\\u123g".decode("unicode-escape", errors),
    lambda errors: b"\\u123g".decode("raw-unicode-escape", errors),
]
for change, answer in [
    (put(42), ("x", 0)),
    (put(b""), ("x", 0)),
    (forget, ("x", 0)),
    (put(b"aaaa"), ("x", 7)),
    (put(b"aaaa"), ("x", -4)),
    (put(b"aa\xff\xff"), ("x", 2)),
]:
    for decode in decoders:
        try:
            print(ascii(decode(once(change, answer))))
        except Exception as e:
            print(type(e).__name__, e)

for cls, obj in (UnicodeEncodeError, "xxxxx"), (UnicodeDecodeError, b"xxxxx"), (UnicodeTranslateError, "xxxxx"):
    for start, end in (1, 5), (1, 2), (1000, 5), (1000, 1001), (-1, 0), (-5, -4), (4, 5), (5, 6), (3, 2), (0, 0):
        place = (obj, start, end, "reason")
        error = cls(*place) if cls is UnicodeTranslateError else cls("codec", *place)
        print(error, error.start, error.end)
    for value in 42, None, "", bytearray(b"abc"):
        error.object = value
        try:
            print(error)
        except TypeError as e:
            print(e)
    error = cls.__new__(cls)
    print([getattr(error, name) for name in ("encoding", "object", "start", "end", "reason") if hasattr(error, name)])
    error.object = obj
    print(error)
    error.start = 1
    error.end = 2
    print(error)
    for act in (lambda: setattr(error, "start", "a"), lambda: delattr(error, "end")):
        try:
            act()
        except TypeError as e:
            print(e)
    del error.object
    print(repr(str(error)))
error = UnicodeDecodeError("codec", bytearray(b"abc"), 1, 2, "reason")
print(error, error.object)

# the registered handlers, with places that lie outside of the object
for name in "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass":
    handler = codecs.lookup_error(name)
    for error in [
        42,
        RuntimeError("x"),
        UnicodeError("x"),
        UnicodeEncodeError("ascii", "a\u3042b", 1, 2, "ouch"),
        UnicodeDecodeError("ascii", bytearray(b"a\xffb"), 1, 2, "ouch"),
        UnicodeTranslateError("a\u3042b", 1, 2, "ouch"),
        UnicodeEncodeError("utf-8", "\ud800", 0, 1, "z"),
        UnicodeEncodeError("ascii", "abc", 1, 100, "z"),
        UnicodeEncodeError("ascii", "abc", -10, 1, "z"),
        UnicodeEncodeError("ascii", "abc", 5, 1, "z"),
        UnicodeDecodeError("utf-8", b"abc", 5, 20, "z"),
        UnicodeTranslateError("abc", 2, 1, "z"),
    ]:
        try:
            print(name, ascii(handler(error)))
        except Exception as e:
            print(name, type(e).__name__, ascii(str(e)))

# __init__ called again
error = ImportError("test", name="n", path="p")
error.__init__()
print(error.msg, error.name, error.path, repr(str(error)))
error = AttributeError("x", name="n", obj=1)
error.__init__()
print(error.name, error.obj)
error = NameError("x", name="n")
error.__init__()
print(error.name)
error = SystemExit(3)
error.__init__()
print(error.code)

# a finalizer may collect: that neither waits for the others nor runs them within itself
class Collecting:
    running = 0
    most = 0
    finished = 0

    def __del__(self):
        Collecting.running += 1
        Collecting.most = max(Collecting.most, Collecting.running)
        gc.collect()
        Collecting.running -= 1
        Collecting.finished += 1


def drop(count):
    things = [Collecting() for _ in range(count)]
    for thing in things:
        thing.others = things


drop(10)
for _ in range(10):
    gc.collect()
print(Collecting.finished)
