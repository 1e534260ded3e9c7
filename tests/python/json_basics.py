import json
d = {'a': [1, 2.5, None, True, False, 'x"y\\\n\té\u20ac😀'], 'b': {'c': [], 'd': {}, 'e': ()}, '1': -5, 'big': 10**30, 'f': 1e100}
s = json.dumps(d)
print(s)
print(json.dumps(d, ensure_ascii=False))
print(json.dumps(d, indent=2, sort_keys=True))
print(json.loads(s) == {**d, 'b': {'c': [], 'd': {}, 'e': []}})
for bad in ['', '{', '[1,', '[1 2]', '{"a" 1}', '{"a":1,}', '[1,]', '"abc', '"\\q"', '"\\u12"', 'nul', '{1:2}', '[1] x', '"\x01"', '-', '[1.e5]', '{"a":}', '\ufeff1']:
    try:
        print(json.loads(bad))
    except Exception as e:
        print(repr(bad), type(e).__name__, e)
class A: pass
try: json.dumps([{'k': A()}])
except TypeError as e: print(e, e.__notes__)
l = []; l.append(l)
try: json.dumps(l)
except ValueError as e: print(e)
print(json.dumps({1: 2, None: 3, True: 4, 1.5: 6}), json.dumps([float('nan'), float('inf')]))
print(json.dumps(A(), default=lambda o: {'cls': 'A'}))
print(json.loads('{"a": 1, "b": [1, 2.5]}', parse_float=str, object_pairs_hook=list), json.loads('[NaN, -Infinity]'), json.loads('{"x":{"y":1}}', object_hook=lambda d: sorted(d)))
try: json.dumps({(1,2): 3})
except TypeError as e: print(e)
print(json.dumps({(1,2): 3, 'a': 1}, skipkeys=True))
