# base64, binascii, hashlib, hmac, uuid, struct, codecs, html, urllib.parse, quopri: bytes in and out, and what is refused.
import base64
import binascii
import codecs
import hashlib
import hmac
import html
import io
import quopri
import secrets
import struct
import urllib.parse as up
import uuid
from html.parser import HTMLParser


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


data = bytes(range(0, 256, 7)) + b"end"
for enc, dec in ((base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode), (base64.b32hexencode, base64.b32hexdecode), (base64.z85encode, base64.z85decode), (base64.encodebytes, base64.decodebytes), (binascii.hexlify, binascii.unhexlify)):
    print(enc.__name__, enc(data), dec(enc(data)) == data, enc(b""))
print(base64.b64encode(b"\xfb\xff", b"-_"), base64.b64decode("_-__", "-_") if False else base64.b64decode(b"-_8=", b"-_"), base64.b64decode("YW Jj\nZA=="), base64.a85encode(b"\0\0\0\0    ", foldspaces=True, adobe=True), base64.a85encode(b"abc" * 9, wrapcol=20), base64.b32decode("mfrgg===", casefold=True), base64.b32decode("MFRGG0I=", map01="I") if False else "", base64.b16decode("0aFf", True))
for f, *args in ((base64.b64decode, "abc"), (base64.b64decode, "a"), (base64.b32decode, "a"), (base64.b16decode, "xx"), (base64.b64encode, "str"), (base64.b85decode, "~~~~~\x01"), (base64.a85decode, "z~"), (base64.b64decode, "é"), (binascii.unhexlify, "abc"), (binascii.unhexlify, "zz"), (binascii.a2b_base64, "ab!c")):
    attempt(f, *args)
attempt(base64.b64decode, "ab!cd", validate=True)
print(binascii.crc32(b"hello"), binascii.crc_hqx(b"hello", 0), binascii.hexlify(b"abcdef", "-", 2), binascii.b2a_base64(b"x", newline=False), quopri.encodestring("é=\t end ".encode()), quopri.decodestring(b"=C3=A9=\nx"), b"\x01\xff".hex(":"), bytes.fromhex("de ad"))

# digests
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
    h = hashlib.new(name, b"abc")
    h.update(b"def")
    copy = h.copy()
    copy.update(b"!")
    print(h.name, h.digest_size, h.block_size, h.hexdigest()[:24], copy.hexdigest()[:8], h.digest()[:2])
print(hashlib.shake_128(b"x").hexdigest(8), hashlib.blake2b(b"x", digest_size=4, key=b"k", salt=b"s", person=b"p").hexdigest(), hashlib.sha256(b"").hexdigest()[:16], sorted(hashlib.algorithms_guaranteed)[:3], hashlib.md5(b"a", usedforsecurity=False).hexdigest())
attempt(hashlib.new, "nope")
attempt(hashlib.sha256, "str")
attempt(hashlib.sha256(b"").update, 5)
attempt(hashlib.blake2b, digest_size=65)
m = hmac.new(b"key", b"message", "sha256")
print(m.hexdigest()[:20], m.name, m.digest_size, hmac.digest(b"k", b"m", "md5").hex(), hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"), hmac.new(b"k" * 100, digestmod=hashlib.sha1).hexdigest()[:10])
attempt(hmac.new, b"k", b"m")
attempt(hmac.new, "k", b"m", "sha1")
attempt(hmac.compare_digest, "é", "é")
attempt(hmac.compare_digest, "a", b"a")
print(hashlib.file_digest(io.BytesIO(b"file"), "sha1").hexdigest()[:10])
u = uuid.UUID("12345678123456781234567812345678")
print(u, repr(u), u.hex, u.int, u.bytes[:3], u.fields, u.version, u.variant, u.urn, uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "x"), uuid.UUID(int=5), uuid.UUID("{%s}" % u) == u, uuid.UUID(bytes=u.bytes) == u, u < uuid.UUID(int=2**127), uuid.uuid4().version, len(str(uuid.uuid4())), uuid.uuid8(1, 2, 3), uuid.NIL)
attempt(uuid.UUID, "12")
attempt(uuid.UUID)
attempt(uuid.UUID, int=-1)
attempt(lambda: setattr(u, "int", 1))
print(len(secrets.token_bytes(5)), len(secrets.token_hex(4)), secrets.randbelow(1), secrets.choice([7]), secrets.compare_digest("a", "a"))

# html and urls
print(html.escape("<a href=\"x\">'&'</a>"), html.escape("'\"", quote=False), html.unescape("&lt;&eacute;&#233;&#x1F600;&amp;amp;&nosuch;&copy &#0;&notin;&not1"))


class Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.out = []

    def handle_starttag(self, tag, attrs):
        self.out.append((tag, attrs))

    def handle_startendtag(self, tag, attrs):
        self.out.append((tag + "/", attrs))

    def handle_endtag(self, tag):
        self.out.append("/" + tag)

    def handle_data(self, data):
        if data.strip():
            self.out.append(data.strip() + f"@{self.getpos()}")

    def handle_comment(self, data):
        self.out.append(f"<!{data}>")

    def handle_decl(self, decl):
        self.out.append(decl)


o = Outline()
o.feed("<!DOCTYPE html><p class=a id='b&amp;c' checked>Hi &lt;you&gt;<br/><!-- note --></P>\n<script>a < b && c</script><img src=x>text")
o.close()
print(o.out)
url = "https://user:pw@host.example:8080/a/b;p?q=1&r=a%20b&q=2&e=#frag"
p = up.urlparse(url)
print(p, p.hostname, p.port, p.username, p.password, p.geturl() == url, p._replace(scheme="ftp").geturl(), up.urlsplit(url).netloc)
print(up.parse_qs(p.query), up.parse_qsl(p.query, keep_blank_values=True), up.quote("a b/é?&"), up.quote("a/b", safe=""), up.quote_plus("a b+c"), up.unquote("%C3%A9%zz+"), up.unquote_plus("a+b%2B"), up.urlencode({"a": "1 2", "b": ["x", "y"]}, doseq=True), up.urlencode([("k", "é&")]), up.quote_from_bytes(b"\xff a"), up.unquote_to_bytes("%ff"), up.urldefrag(url)[1])
for rel in ("c", "../c", "/c", "//h/c", "?x", "#y", "", "http://z/", "./d/../e"):
    print(rel, up.urljoin("http://a/b/c/d;p?q", rel), end=" ")
print()
attempt(lambda: up.urlparse("http://h:x/").port)
attempt(lambda: up.urlparse("http://h:99999/").port)
attempt(up.urlsplit, "http://[::1")
attempt(up.urlencode, 5)
attempt(up.parse_qs, "a&b", strict_parsing=True)
attempt(up.quote, 5)
attempt(up.urljoin, "a", b"b")

# codecs
print(codecs.encode("abc", "rot13"), codecs.decode(b"616263", "hex"), codecs.lookup("UTF8").name, codecs.lookup("latin-1").name, codecs.BOM_UTF8, codecs.escape_decode(b"a\\n\\x41")[0] if hasattr(codecs, "escape_decode") else b"a\nA", "é".encode("cp1252"), b"\x80".decode("cp1252"), "ab\u1234".encode("ascii", "xmlcharrefreplace"), "a\u1234".encode("latin-1", "backslashreplace"), b"a\xff".decode("utf-8", "replace"), b"a\xff".decode("ascii", "surrogateescape").encode("ascii", "surrogateescape"), "x\u00e9".encode("ascii", "namereplace") if False else "")
d = codecs.getincrementaldecoder("utf-8")()
print([d.decode(bytes([b])) for b in "é😀".encode()], d.decode(b"", True))
reader = codecs.getreader("utf-8")(io.BytesIO("é\nb\n".encode()))
print(reader.readline(), list(reader))
codecs.register_error("stars", lambda e: ("*" * (e.end - e.start), e.end))
print("aéü b".encode("ascii", "stars"), b"a\xff\xfeb".decode("ascii", "stars"))
for f in (lambda: "é".encode("ascii"), lambda: b"\xff".decode("utf-8"), lambda: b"\xe2\x82".decode(), lambda: "a".encode("nope"), lambda: "a".encode("ascii", "nope"), lambda: "é".encode("ascii", "nope"), lambda: codecs.lookup("x y"), lambda: codecs.encode(5, "hex"), lambda: "\ud800".encode(), lambda: codecs.decode(b"zz", "hex")):
    attempt(f)

# struct
S = struct.Struct("<hIb3s?xd")
packed = S.pack(-2, 4000000000, -1, b"abcd", True, 1.5)
print(packed.hex(), S.unpack(packed), S.size, S.format, struct.calcsize("@ihb"), struct.pack(">3H", 1, 2, 3), struct.unpack("!f", struct.pack("!f", 0.1)), list(struct.iter_unpack("<Bh", bytes(range(6)))), struct.pack("5p", b"abcdefg"), struct.unpack_from("<H", b"\0\1\2", 1), struct.pack("<q", -(2**63)), struct.pack("e", 1.5))
for f in (lambda: struct.pack("b", 200), lambda: struct.pack("H", -1), lambda: struct.pack("i", "x"), lambda: struct.pack("2i", 1), lambda: struct.unpack("i", b"abc"), lambda: struct.pack("z", 1), lambda: struct.pack("<n", 1), lambda: struct.pack("s", "str"), lambda: struct.pack("f", 1e300), lambda: struct.unpack_from("i", b"ab"), lambda: struct.pack_into("i", bytearray(2), 0, 1), lambda: struct.pack("?", 2), lambda: struct.pack("c", b"ab"), lambda: S.unpack(b"")):
    attempt(f)
total = 0
for i in range(400):
    block = struct.pack(">IH", i * 7919, i)
    total ^= binascii.crc32(base64.b64encode(block)) + sum(struct.unpack(">HHH", block))
print(total, hashlib.sha1(b"".join(struct.pack("<d", i / 3) for i in range(300))).hexdigest()[:16])
