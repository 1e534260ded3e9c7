# json: hooks, encoders of one's own, files of text, deep nesting, mistakes.
import json
from json import JSONDecodeError, JSONDecoder, JSONEncoder


class Money:
    def __init__(self, n):
        self.n = n


class Encoder(JSONEncoder):
    def default(self, o):
        if isinstance(o, Money):
            return {'money': o.n}
        return super().default(o)


print(json.dumps([Money(5), {'k': Money(6)}], cls=Encoder), Encoder(indent=1).encode({'a': Money(1)}))
print(list(Encoder().iterencode({'a': [1, Money(2)]})))
print(json.loads('{"money": 5, "x": [{"money": 1}]}', object_hook=lambda d: ('M', d['money']) if len(d) == 1 else d))
print(json.loads('[1.10, 2, NaN, -Infinity, 1e3]', parse_float=lambda s: 'f' + s, parse_int=lambda s: 'i' + s, parse_constant=lambda s: 'c' + s))
print(json.loads(b'{"a": "\xc3\xa9"}'), json.loads(bytearray(b'[1]')), JSONDecoder().raw_decode('[1] tail'), json.loads('  "a\\u00e9\\ud83d\\ude00\\n"  '))
print(json.loads('"a\nb"', strict=False), json.dumps('\x7f\x80\u2028', ensure_ascii=False), json.dumps({'b': 1, 'a': 2}, sort_keys=True, separators=(',', ':')))


class Int(int):
    def __repr__(self):
        return 'Int!'


class Float(float):
    def __repr__(self):
        return 'Float!'


class List(list):
    pass


class Dict(dict):
    def items(self):
        return [('own', 1)]


print(json.dumps([Int(3), Float(2.5), List([1]), Dict(a=2), (1, 2), {Int(4): Float(1.5)}]))
for bad in ('[', '{"a"', '{"a":', '[1,,2]', 'tru', '[1}', '{"a":1 "b"}', "{'a':1}", '01', '1.', '.5', '"\\ud83d', '"\\x"', '\t', '[1]]'):
    try:
        print(repr(bad), json.loads(bad))
    except JSONDecodeError as e:
        print(repr(bad), e.msg, e.pos, e.lineno, e.colno)
for value in ({1, 2}, object, 1j, b'x'):
    try:
        json.dumps([value])
    except TypeError as e:
        print(e)
try:
    json.dumps(float('nan'), allow_nan=False)
except ValueError as e:
    print(e)
a = {}
a['self'] = [a]
try:
    json.dumps(a)
except ValueError as e:
    print(e)
deep = json.loads('[' * 900 + '{"k":' * 30 + '1' + '}' * 30 + ']' * 900)
print(len(json.dumps(deep)))
records = [{'id': i, 'name': 'n%d' % i, 'tags': ['a', 'b'], 'v': i / 4, 'ok': i % 2 == 0, 'no': None} for i in range(300)]
text = json.dumps(records)
print(len(text), json.loads(text) == records, len(json.dumps(records, indent=2)))
