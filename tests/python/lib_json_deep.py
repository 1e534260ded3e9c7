# json: every option of dumps and loads, subclasses of builtin types, encoders and decoders, streaming, errors with positions.
import io
import json
import math
from collections import OrderedDict, namedtuple
from enum import IntEnum, StrEnum
from json import JSONDecodeError, JSONDecoder, JSONEncoder


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except JSONDecodeError as e:
        print("JSONDecodeError", e, "|", e.msg, e.pos, e.lineno, e.colno)
    except Exception as e:
        print(type(e).__name__, e, *getattr(e, "__notes__", []))


class Color(IntEnum):
    RED = 1


class Mode(StrEnum):
    FAST = "fast"


class I(int):
    def __repr__(self):
        return "I!"


class F(float):
    def __repr__(self):
        return "F!"


class S(str):
    def __str__(self):
        return "S!"


P = namedtuple("P", "x y")
print(json.dumps([Color.RED, Mode.FAST, I(5), F(2.5), S("s"), P(1, 2), True, None]), json.dumps({Color.RED: 1, Mode.FAST: 2, I(7): 3, F(1.5): 4, None: 5, False: 6, "a": 7}))
data = {"b": [1, 2, {"c": []}], "a": {}, "é": "ü\u2028\x7f\x00\"\\/\b\f", "n": [1e16, 1e-7, -0.0, 1.0, 10**25, 0.1]}
for kw in ({}, {"indent": 2}, {"indent": "\t", "sort_keys": True}, {"indent": 0}, {"separators": (",", ":")}, {"ensure_ascii": False, "indent": 1, "separators": (";", "=")}):
    print(json.dumps(data, **kw))
print(json.dumps([float("nan"), float("inf"), -math.inf]), json.dumps([]), json.dumps({}, indent=4), json.dumps([[]], indent=1), json.dumps("\ud800"), json.dumps("😀"), json.dumps("😀", ensure_ascii=False))
attempt(json.dumps, math.nan, allow_nan=False)
attempt(json.dumps, {"a": [1, {2}]})
attempt(json.dumps, {(1,): 2})
attempt(json.dumps, {(1,): 2, "x": 1}, skipkeys=True)
attempt(json.dumps, {"a": 1, 2: 3}, sort_keys=True)
loop = {}
loop["me"] = [loop]
attempt(json.dumps, loop)
attempt(json.dumps, object)
attempt(json.dumps, 1, default=5)
attempt(json.dumps, {1, 2}, default=sorted)
attempt(json.dumps, b"x", default=lambda o: o)
attempt(json.dumps, [1 + 2j], default=lambda o: [o.real, o.imag])


class Encoder(JSONEncoder):
    def default(self, o):
        if isinstance(o, (set, frozenset)):
            return {"set": sorted(o)}
        if hasattr(o, "to_json"):
            return o.to_json()
        return super().default(o)

    def iterencode(self, o, _one_shot=False):
        yield from super().iterencode(o, _one_shot)


class Thing:
    def to_json(self):
        return ["thing", {1}]


print(json.dumps({"t": Thing(), "s": {3, 1}}, cls=Encoder), Encoder(indent=1).encode([Thing()]), list(JSONEncoder().iterencode([1, {"a": "b"}])), "".join(Encoder().iterencode({"k": {2}})))
attempt(json.dumps, [Ellipsis], cls=Encoder)
out = io.StringIO()
json.dump({"k": [1, 2]}, out, indent=1)
print(out.getvalue(), json.load(io.StringIO(out.getvalue())), json.load(io.BytesIO(b'{"a": "\xc3\xa9"}')))

# loads
for text in ('{"a": [1, -2.5e3, true, false, null, "\\u00e9\\ud83d\\ude00\\n"]}', " [ ] ", "-0", "-0.0", "1E5", "12345678901234567890123", '"\\/"', "[[[[]]]]", '{"a":1,"a":2}', "NaN", "[Infinity,-Infinity]", '"\\ud800"', b'"bytes"', "\ufeff1".encode("utf-8"), bytearray(b"[1]"), '"a"'.encode("utf-16"), "5".encode("utf-32")):
    attempt(json.loads, text)
for text in ("", " ", "[", "[1", "[1,", "[1,]", "[,1]", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{a:1}", "{'a':1}", '"', '"a\n"', '"\\x"', '"\\u12g4"', '"\\', "tru", "nan", "01", "1.", ".5", "+1", "- 1", "1e", "--1", "[1 2]", '{"a" 1}', '{"a":1 "b":2}', "1 2", "[1]\n\n x", "\ufeff[]", '\n\n  {"k": \n  ?}', '["a"\t"b"]'):
    attempt(json.loads, text)
attempt(json.loads, 5)
attempt(json.loads, None)
attempt(json.loads, '"a\tb"', strict=False)
print(json.loads('{"b": 1, "a": [2]}', object_pairs_hook=OrderedDict), json.loads('{"a": {"b": 1}}', object_hook=lambda d: tuple(d.items())), json.loads("[1.5, 2, 3e2]", parse_float=str, parse_int=lambda s: int(s) * 10), json.loads("[NaN, -Infinity]", parse_constant=lambda c: f"<{c}>"), json.loads('{"a":1}', object_hook=lambda d: 1, object_pairs_hook=lambda p: 2))
attempt(json.loads, '{"a": 1}', object_hook=lambda d: 1 // 0)
attempt(json.loads, "1", parse_int=5)


class Decoder(JSONDecoder):
    def __init__(self, **kw):
        super().__init__(object_hook=self.hook, **kw)

    def hook(self, d):
        return set(d["set"]) if "set" in d else d


print(json.loads('[{"set": [1, 1]}, {"x": 2}]', cls=Decoder))
decoder = JSONDecoder()
print(decoder.raw_decode('{"a": 1} rest'), decoder.raw_decode("  [1]", 2), decoder.decode(" 7 "))
attempt(decoder.raw_decode, " 1")
attempt(decoder.decode, "7 8")
text, at, values = "1 [2] \"three\" {\"f\": 4} ", 0, []
while at < len(text):
    value, at = decoder.raw_decode(text, at)
    values.append(value)
    while at < len(text) and text[at].isspace():
        at += 1
print(values)
e = JSONDecodeError("what", "a\nbc\nd", 4)
print(e, e.args, e.doc, e.pos, e.lineno, e.colno, isinstance(e, ValueError), repr(e))
big = [{"id": i, "name": f"n{i}é", "tags": ["a", "b"] * (i % 3), "v": i / 7} for i in range(150)]
dumped = json.dumps(big, sort_keys=True)
print(len(dumped), json.loads(dumped) == big, json.loads(json.dumps(big, indent=3)) == big, sum(x["v"] for x in json.loads(dumped)))
deep = "[" * 200 + "]" * 200
print(json.dumps(json.loads(deep)) == deep)
