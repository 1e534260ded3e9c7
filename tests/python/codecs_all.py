# Every codec with every error handler: UTF-7, UTF-16, UTF-32, charmaps, escapes; incremental and stream forms; codecs.* with other mappings.
import codecs
import io
import random
import warnings

warnings.simplefilter("ignore")
rng = random.Random(5)
def attempt(f, *a):
    try:
        r = f(*a)
    except Exception as e:
        r = (type(e).__name__, str(e))
    print(ascii(r))
names = ["utf-8","utf-16","utf-16-le","utf-16-be","utf-32","utf-32-le","utf-32-be","utf-7","utf-8-sig","cp1252","iso8859-2","koi8-r","cp437","mac-roman","unicode_escape","raw_unicode_escape","ascii","latin-1", "cp037", "charmap"]
handlers = ["strict","ignore","replace","backslashreplace","xmlcharrefreplace","surrogateescape","surrogatepass","nosuch"]
codecs.register_error("mine", lambda e: ("<%s:%d>" % (e.reason[:5], e.end - e.start), e.end))
codecs.register_error("bytes", lambda e: (b"?!", e.end))
codecs.register_error("uni", lambda e: ("\u20ac", e.end))
codecs.register_error("back", lambda e: ("x", -1))
handlers += ["mine", "bytes", "uni"]
texts = ["", "abc", "\xe9\u20ac", "\U0001f600x", "a\ud800b", "\udc80\udcff", "\0\n\t\\+-~", "\u0416\u0430\ufeff", "+\u20ac+-"]
def chosen(k):
    # every pair of a codec and a handler sees some of the inputs, every codec all of them
    return (k * 7 + 3) % 5 == 0


k = 0
for n in names:
    for h in handlers:
        for t in texts:
            k += 1
            if chosen(k):
                print(n, h, ascii(t), end=" ")
                attempt(t.encode, n, h)
datas = [b"", b"abc", b"\xff\xfea\0", b"\xfe\xff\0a", b"\xff\xfe\0\0a\0\0\0", b"\0\0\xfe\xff\0\0\0a", b"\0\xd8\0\xdc", b"\0\xd8a\0", b"\0\xdc", b"a\0b", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\x80\x81\x8d\xff", b"+AGE-", b"+2D3eAA-x", b"+AG", b"+A-", b"\\x4", b"\\u12", b"\\U00110000", b"\\", b"+IKw-+-", b"+!x", b"\xc3", b"\xef\xbb\xbfx", b"\0\0\x11\0", b"\0\xd8\0\0"]
for n in names:
    for h in handlers:
        for d in datas:
            k += 1
            if chosen(k):
                print(n, h, d, end=" ")
                attempt(d.decode, n, h)
for n in names[:-1]:
    for i in range(3):
        d = bytes(rng.choice(b"+-AZa/\0\xd8\xdc\xff\xfe\x80\xe2\x82\xac\\ux19") for _ in range(rng.randrange(12)))
        dec = codecs.getincrementaldecoder(n)("replace")
        out = []
        try:
            for k in range(len(d)):
                out.append(dec.decode(d[k:k+1]))
                out.append(dec.getstate())
            out.append(dec.decode(b"", True))
        except Exception as e: out.append((type(e).__name__, str(e)))
        print(n, d, ascii(out))
    enc = codecs.getincrementalencoder(n)("ignore")
    out = []
    for c in "a\u20ac\xe9+\ud800\U0001f600-":
        try: out.append(enc.encode(c)); out.append(enc.getstate())
        except Exception as e: out.append((type(e).__name__, str(e)))
    print(n, ascii(out), ascii(enc.encode("z", True)))
    attempt(lambda: list(codecs.iterencode(["ab", "", "c"], n)))
    attempt(lambda: list(codecs.iterdecode([b"a", b"\0", b"b", b"\0"], n, "replace")))
    s = codecs.getwriter(n)(b := io.BytesIO(), "replace")
    s.write("line\u20ac\n"); s.writelines(["two\n", "three"])
    print(b.getvalue())
    attempt(lambda: codecs.getreader(n)(io.BytesIO(b.getvalue())).readlines())
    attempt(lambda: [codecs.getreader(n)(io.BytesIO(b.getvalue())).read(3), codecs.getreader(n)(io.BytesIO(b.getvalue())).readline()])
    print(codecs.lookup(n).name)
for f in ("escape_encode", "escape_decode", "utf_16_ex_decode", "utf_32_ex_decode", "charmap_build", "readbuffer_encode"):
    for a in (b"a\\n\\x41\\101\\", b"ab\n'\\\xff", b"\\x4g", b"\\q", "str", b"\xff\xfea\0"):
        for x in ((), ("replace",), ("ignore",), ("strict", 1), ("strict", -1, True), (None,)):
            attempt(getattr(codecs, f), a, *x)
for m in ({97: "xy", 98: None, 99: 0x20ac, 100: "\ufffe", 101: 5.0, 102: 0x110000}, "\ufffeab", None):
    for d in (b"a", b"b", b"c", b"d", b"e", b"f", b"\0\1\2\3"):
        for h in ("strict", "replace", "ignore", "mine"):
            attempt(codecs.charmap_decode, d, h, m)
for m in ({97: 1, 98: b"xyz", 99: None, 100: 300, 101: 5.0, 63: 63, 38: 38, 35: 35, 59: 59, 49: 49, 48: 48, 50: 50, 92: 92, 120: 120, 54: 54, 53: 53}, None):
    for d in "abcdefgff?":
        for h in handlers: attempt(codecs.charmap_encode, d + "ffa", h, m)
for e in (UnicodeEncodeError("utf-8", "a" + chr(0xD800) + chr(0xDC80) + "b", 1, 3, "r"), UnicodeDecodeError("utf-16", b"\0\xd8\xff", 0, 2, "r"), UnicodeDecodeError("ascii", b"\xff\x41\x80", 0, 1, "r"), UnicodeTranslateError("a\ud800b", 1, 2, "r"), ValueError("x"), 5, UnicodeError("u")):
    for h in handlers[:8]:
        attempt(lambda: codecs.lookup_error(h)(e))
attempt(codecs.encode, "abc", "rot13")
attempt(codecs.decode, "nop", "rot-13")
attempt("x".encode, "rot13")
attempt(b"x".decode, "hex")
attempt(codecs.encode, b"x", "hex")
attempt(codecs.encode, b"xx", "base64")
attempt(codecs.decode, b"eHg=\n", "base64")
attempt(codecs.encode, b"x", "quopri")
attempt(codecs.encode, b"x", "uu")
attempt("x".encode, "undefined")
attempt("x".encode, "no-such")
attempt("x".encode, "unicode_internal")
attempt(codecs.lookup, "x\0y")
attempt("b\xfccher".encode, "punycode")
attempt(b"bcher-kva".decode, "punycode");
print(codecs.BOM, codecs.BOM_UTF16_LE, codecs.BOM32_BE)
with io.TextIOWrapper(io.BytesIO(), encoding="utf-16") as f:
    f.write("a\u20ac\n\U0001f600"); f.flush(); print(f.buffer.getvalue()); f.seek(0); print(ascii(f.readline()), ascii(f.read())); 
