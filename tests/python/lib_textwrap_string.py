# textwrap, string, shlex, pprint, reprlib: wrapping with every option, templates, formatters, splitting like a shell, pretty printing.
import pprint
import reprlib
import shlex
import string
import textwrap
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass
from types import MappingProxyType, SimpleNamespace


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


text = "The quick brown fox  jumped over\tthe lazy dog. It was a well-known, extraordinarily-long-hyphenated--word day!\nNew   line here."
for kw in ({}, {"width": 20}, {"width": 20, "initial_indent": "* ", "subsequent_indent": "  "}, {"width": 12, "break_long_words": False}, {"width": 12, "break_on_hyphens": False}, {"width": 25, "replace_whitespace": False}, {"width": 25, "drop_whitespace": False}, {"width": 30, "expand_tabs": False, "tabsize": 4},
           {"width": 20, "max_lines": 2}, {"width": 20, "max_lines": 2, "placeholder": "~"}, {"width": 40, "fix_sentence_endings": True}):
    print(kw, textwrap.wrap(text, **kw))
print(textwrap.fill("a b c " * 5, 10), textwrap.shorten("Hello  world of text", 12), textwrap.shorten("Hello world", 5), textwrap.shorten("one two three", 9, placeholder="…"), textwrap.wrap(""), textwrap.wrap("   "))
attempt(textwrap.wrap, "abc", 0)
attempt(textwrap.wrap, "abc", 5, max_lines=1, placeholder="too long here")
print(repr(textwrap.dedent("    a\n      b\n\n    c\n")), repr(textwrap.dedent("\ta\n\t  b\n  \n")), repr(textwrap.dedent("  a\n\tb")), repr(textwrap.indent("a\n\n b\n", "> ")), repr(textwrap.indent("a\n\nb", "- ", lambda l: True)))

# string
print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords("hello  wORLD foo-bar"), string.capwords("a-b c", "-"))
T = string.Template
t = T("$name owes $$5 to ${other}s and $_x1 $é ${name}")
print(t.safe_substitute(name="Ann"), T("$a-$b").substitute({"a": 1}, b=2), t.get_identifiers(), T("$$ $a").is_valid(), T("$ a").is_valid(), repr(t.template))
attempt(T("$a $b").substitute, a=1)
attempt(T("x $ y").substitute)
attempt(T("a\nbc ${} d").substitute)
attempt(T("$a").substitute, 1, 2)
attempt(T("$self $mapping").substitute, self=1, mapping=2)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+\\.[a-z]+"


print(Percent("%a.b %% %{c.d} $x").substitute({"a.b": 1, "c.d": 2}))


class Lenient(string.Formatter):
    def get_value(self, key, args, kw):
        try:
            return super().get_value(key, args, kw)
        except (KeyError, IndexError):
            return f"<{key}>"

    def convert_field(self, value, conversion):
        return value[::-1] if conversion == "R" else super().convert_field(value, conversion)

    def check_unused_args(self, used, args, kw):
        unused = set(kw) - used
        if unused:
            raise ValueError(f"not used: {sorted(unused)}")


f = string.Formatter()
print(f.format("{0} {1!r:>5} {x[k]} {y.real} {} {{}}", "a", "b", x={"k": 1}, y=2) if False else f.format("{0} {1!r:>5} {x[k]} {y.real} {{}}", "a", "b", x={"k": 1}, y=2), f.format("{} {} {:>{w}}", 1, 2, 3, w=5), list(f.parse("a{b!r:c}d{{e}}{}")), f.vformat("{a}{0}", [1], {"a": 2}))
print(Lenient().format("{a} {0} {b!R} {}", b="xyz") if False else Lenient().format("{a} {0} {b!R}", b="xyz"))
attempt(Lenient().format, "{a}", b=1, c=2)
attempt(f.format, "{} {0}", 1)
attempt(f.format, "{0} {}", 1)
attempt(f.format, "{nope}")
attempt(f.format, "{}")
attempt(f.format, "{0!z}", 1)
attempt(f.format)

# shlex
for line in ("a b  c", "a 'b c' \"d e\" f\\ g", "x=1 y='a'\"b\" # no", "--flag=\"v w\" ''", "a\\\nb", "\"a\\\"b\\n\" 'c\\d'"):
    print(shlex.split(line), shlex.split(line, comments=True), shlex.split(line, posix=False))
attempt(shlex.split, "it's")
attempt(shlex.split, "a\\")
attempt(shlex.split, None)
print(shlex.quote("a b"), shlex.quote("it's"), shlex.quote("safe-1.x"), shlex.quote(""), shlex.join(["echo", "a b", "$x"]), list(shlex.shlex("a+=b(c) 'd e'")), list(shlex.shlex("a && b|c>d; e", punctuation_chars=True)))

# pprint and reprlib
P = namedtuple("P", "name value")


@dataclass
class D:
    label: str
    items: list
    more: dict


data = {"key%d" % i: list(range(i * 3)) for i in range(6)} | {"nested": {"a": {"b": ("tuple",) * 3, "c": {1, 2}}, "long": "word " * 30}, 1: None}
pprint.pprint(data)
pprint.pprint(data, width=40, depth=2, compact=True)
pprint.pprint({"b": 1, "a": 2}, sort_dicts=False)
pprint.pp({"z": 1, "y": [1] * 40}, width=30)
pprint.pprint([OrderedDict(a=1, b=2), defaultdict(list, k=[1]), Counter("aab"), deque([1, 2], 3), MappingProxyType({"a": 1}), SimpleNamespace(a=1, b="x" * 30), P("n", 2), D("l", [1], {"k": "v" * 40}), frozenset({3}), b"bytes" * 20, 10**30], width=50)
pprint.pprint([123456789, 1.5, -10**7], underscore_numbers=True)
loop = [1]
loop.append(loop)
print(pprint.pformat(loop).split(" on ")[0], pprint.isrecursive(loop), pprint.isreadable([1]), pprint.saferepr({"b": 1, "a": 2}), pprint.pformat("short"), pprint.pformat([]), pprint.pformat("a\nb\n" * 3, width=8))
r = reprlib.Repr(maxlist=2, maxstring=10, maxdict=1, maxlevel=2, maxlong=8)
print(reprlib.repr(list(range(50))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(9)}), r.repr([1, 2, 3]), r.repr("a" * 30), r.repr({1: 2, 3: 4}), r.repr([[[[1]]]]), r.repr(10**20), r.repr((1, 2)), reprlib.repr({3, 1, 2}), reprlib.repr(deque(range(9))))


class Node:
    def __init__(self):
        self.children = []

    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        return f"Node({self.children})"


n = Node()
n.children += [n, 1]
print(n)
