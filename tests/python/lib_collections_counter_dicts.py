# Counter, OrderedDict, defaultdict, ChainMap, UserDict, UserList, UserString: corners, subclasses, reprs, errors.
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict
import copy


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


# Counter
c = Counter("abracadabra")
print(c, c.most_common(), c.most_common(0), c.most_common(1), list(c), c["zzz"], "zzz" in c)
print(Counter(a=3, b=-1), Counter([("x", 1), ("x", 1)]), Counter({"a": 2.5, "b": "z"}.keys()), Counter())
print(c + Counter(a=-10, z=1), c - Counter(a=2, z=5), c & Counter(a=2, b=9), c | Counter(b=7), -Counter(a=1, b=-2), +Counter(a=1, b=-2, c=0))
c -= Counter("aaa")
c += Counter("zz")
c &= Counter(a=1, b=5, r=5, z=1)
c |= Counter(q=2)
print(c, sum(c.values()), c.total(), len(c))
c.update({"q": 3}, a=10)
c.update(z=1)
c.subtract(a=1, nope=2)
c.subtract("zzzz")
print(c, sorted(c.items()), list((+c).elements()))
print(Counter("ab") == Counter("ba"), Counter("ab") == Counter(a=1, b=1, c=0), Counter("ab") <= Counter("aabb"), Counter("ab") < Counter("ab"), Counter("abc") >= Counter("a"), Counter(a=1) != Counter(a=1), Counter("a") == {"a": 1})
del c["not there"]
attempt(Counter, 5)
attempt(Counter, "a", "b")
attempt(lambda: Counter("a") + 5)
attempt(lambda: Counter("a") < 5)
attempt(Counter.fromkeys, "abc")
attempt(lambda: Counter(a="x").most_common(1))
attempt(lambda: Counter([[]]))
attempt(lambda: Counter(a="x") + Counter(a="y"))
print(copy.copy(c) == c, type(c.copy()).__name__, c.pop("q"), c.setdefault("new", 4), dict(Counter(a=1)))


class Words(Counter):
    def __missing__(self, key):
        return -1


w = Words("to be or not to be".split())
print(w, w["question"], type(w + w).__name__, type(w.copy()).__name__, w.most_common(1))

# OrderedDict
o = OrderedDict(a=1, b=2)
o["c"] = 3
o["a"] = 10
print(o, list(o), o.popitem(last=False), o.popitem(), o, len(o), o.get("z"), o.pop("z", "default"))
o.update([("x", 1), ("y", 2)])
o.move_to_end("b")
print(list(o.items()), list(reversed(o)), list(reversed(o.items())), list(reversed(o.values())))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), OrderedDict(a=1) | {"b": 2}, {"b": 2} | OrderedDict(a=1))
attempt(o.move_to_end, "nope")
attempt(o.popitem, "bad", 2)
attempt(OrderedDict().popitem)
attempt(o.pop, "nope")
attempt(OrderedDict, 5)
attempt(lambda: [o.pop(k) for k in o])
print(OrderedDict.fromkeys([3, 1, 2], "v"), repr(OrderedDict()), copy.deepcopy(OrderedDict(k=[1])))
r = OrderedDict()
r["self"] = r
print(r)


class LastUpdated(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)


l = LastUpdated(a=1, b=2)
l["a"] = 3
l["c"] = 0
l["b"] = 1
print(l, type(l.copy()).__name__, LastUpdated.fromkeys("xy"))

# defaultdict
d = defaultdict(list, {"k": [0]}, extra=[9])
d["k"].append(1)
d["new"].append(2)
print(d, d.default_factory, d.get("absent"), "absent" in d, sorted(d))
d.default_factory = None
attempt(lambda: d["absent"])
d.default_factory = lambda: "made"
print(d["made"], type(d | {"q": 1}).__name__, d.copy() == d, dict(d))
attempt(defaultdict, 5)
attempt(defaultdict, list, 5)
attempt(lambda: defaultdict(lambda: 1 // 0)["k"])
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
t["a"]["d"]
print([(k, sorted(v)) for k, v in t.items()])


class Squares(defaultdict):
    def __missing__(self, key):
        self[key] = key * key
        return self[key]


s = Squares()
print(s[4], s[5], s, Squares(int))

# ChainMap
base, local = {"a": 1, "b": 2}, {"b": 20, "c": 30}
m = ChainMap(local, base)
print(m, len(m), list(m), sorted(m.items()), m["b"], m.get("zz", 0), m.maps[1] is base, bool(ChainMap()), bool(m))
m["a"] = 100
child = m.new_child()
child["z"] = 26
print(base, local, child.parents == m, child.maps[0], m.new_child(x=1, m={"y": 2}), dict(child))
del child["z"]
attempt(child.__delitem__, "a")
attempt(child.pop, "zz")
attempt(child.popitem)
attempt(lambda: child["none"])
print(m | {"new": 1}, {"new": 0, "b": 5} | m, m.copy().maps[1] is base, ChainMap.fromkeys("ab", 0), child.pop("none", None) if False else "-")


class Deep(ChainMap):
    def __setitem__(self, key, value):
        for mapping in self.maps:
            if key in mapping:
                mapping[key] = value
                return
        self.maps[0][key] = value


deep = Deep({}, {"x": 1}, {"y": 2})
deep["y"] = 22
deep["w"] = 3
print(deep, list(deep))


# User*
class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __missing__(self, key):
        return f"no {key}"


u = Upper(a=1, b=2)
u.update(c=3)
u |= {"d": 4}
print(u, u["A"], u["zz"], "a" in u, u.data, len(u), type(u | {"e": 1}).__name__, u.setdefault("F", 1), u.copy(), u.get("nope"), u == {"A": 1, "B": 2, "C": 3, "D": 4, "F": 1})
ul = UserList([3, 1, 2])
ul.sort()
ul += (9,)
print(ul, ul[1:], type(ul[1:]).__name__, ul + [1], [0] + ul, ul * 2, ul == [1, 2, 3, 9], ul < [2], ul.index(9), ul.pop(), ul.count(1), ul.copy(), list(reversed(ul)), 3 in ul)


class Stack(UserList):
    def push(self, x):
        self.append(x)
        return self


print(Stack().push(1).push(2), Stack([1])[0:1].push(5), type(Stack() + Stack()).__name__)
us = UserString("Hello")
print(us, repr(us), us.upper(), type(us.upper()).__name__, us + " you", "say " + us, us * 2, us[0], us[1:3], "ell" in us, us == "Hello", len(us), hash(us) == hash("Hello"), us.split("l"), us.center(11, "*"), us < "Z", "%s" % us, int(UserString("42")))
attempt(lambda: us.nope)
attempt(UserList, 5)
counts = Counter()
order = OrderedDict()
for i in range(3000):
    k = "k%d" % (i % 17)
    counts[k] += i & 3
    order[k] = i
    order.move_to_end(k, last=i % 2 == 0)
    if i % 100 == 0:
        order.popitem(last=False)
print(counts.most_common(3), list(order.items())[:4], counts.total())
