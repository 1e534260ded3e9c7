# A diff tool: Myers' algorithm, unified and side by side output, patches that apply and refuse, three-way merge; compared with difflib.
import difflib
import io
import re
from collections import namedtuple
from itertools import chain, groupby, zip_longest

Op = namedtuple("Op", "tag text old new")


class PatchError(Exception):
    def __init__(self, line, expected, found):
        super().__init__(f"line {line}: expected {expected!r}, found {found!r}")
        self.line = line


def myers(a, b):
    n, m = len(a), len(b)
    v, trace = {1: 0}, []
    for d in range(n + m + 1):
        trace.append(v.copy())
        for k in range(-d, d + 1, 2):
            x = v[k + 1] if k == -d or k != d and v[k - 1] < v[k + 1] else v[k - 1] + 1
            y = x - k
            while x < n and y < m and a[x] == b[y]:
                x, y = x + 1, y + 1
            v[k] = x
            if x >= n and y >= m:
                return backtrack(trace, a, b, d)
    return []


def backtrack(trace, a, b, d):
    ops, x, y = [], len(a), len(b)
    for d in range(d, -1, -1):
        v, k = trace[d], x - y
        k0 = k + 1 if k == -d or k != d and v[k - 1] < v[k + 1] else k - 1
        x0 = v[k0]
        y0 = x0 - k0
        while x > x0 and y > y0:
            x, y = x - 1, y - 1
            ops.append(Op(" ", a[x], x, y))
        if d:
            if x == x0:
                y -= 1
                ops.append(Op("+", b[y], x, y))
            else:
                x -= 1
                ops.append(Op("-", a[x], x, y))
    return ops[::-1]


class Hunk(list):
    @property
    def header(self):
        old, new = [o for o in self if o.tag != "+"], [o for o in self if o.tag != "-"]
        side = lambda ops, first: f"{first + (1 if ops else 0)}" + (f",{len(ops)}" if len(ops) != 1 else "")
        return f"@@ -{side(old, self[0].old)} +{side(new, self[0].new)} @@"


def hunks(ops, context=2):
    near = set(chain.from_iterable(range(i - context, i + context + 1) for i, o in enumerate(ops) if o.tag != " "))
    for keep, group in groupby(enumerate(ops), key=lambda p: p[0] in near):
        if keep:
            yield Hunk(o for _, o in group)


def unified(a, b, names=("a", "b"), context=2):
    parts = list(hunks(myers(a, b), context))
    if parts:
        yield f"--- {names[0]}"
        yield f"+++ {names[1]}"
    for hunk in parts:
        yield hunk.header
        yield from (o.tag + o.text for o in hunk)


def apply(lines, patch):
    out, at = [], 0
    for line in patch:
        if line.startswith(("---", "+++")):
            continue
        if m := re.match(r"@@ -(\d+)(?:,(\d+))? \+", line):
            start = int(m[1]) - (0 if m[2] == "0" else 1)
            out += lines[at:start]
            at = start
            continue
        tag, text = line[0], line[1:]
        if tag in " -":
            found = lines[at] if at < len(lines) else None
            if found != text:
                raise PatchError(at + 1, text, found)
            at += 1
        if tag in " +":
            out.append(text)
    return out + lines[at:]


def merge(base, mine, theirs):
    """Three ways; conflicts are marked."""

    def changes(other):
        matcher = difflib.SequenceMatcher(None, base, other, autojunk=False)
        return [(i1, i2, other[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]

    left, right, out, at, conflicts = changes(mine), changes(theirs), [], 0, 0
    while left or right:
        first = min([c[0] for c in left[:1]] + [c[0] for c in right[:1]])
        out += base[at:first]
        l = left[0] if left and left[0][0] == first else None
        r = right[0] if right and right[0][0] == first else None
        if l is None and left and r and left[0][0] < r[1]:
            l = left[0]
        if r is None and right and l and right[0][0] < l[1]:
            r = right[0]
        if l and r and l != r:
            out += ["<<<<<<<", *l[2], "=======", *r[2], ">>>>>>>"]
            conflicts += 1
        else:
            out += (l or r)[2]
        at = max(c[1] for c in (l, r) if c)
        if l:
            left.pop(0)
        if r:
            right.pop(0)
    return out + base[at:], conflicts


def side_by_side(a, b, width=14):
    for tag, group in groupby(myers(a, b), key=lambda o: o.tag == " "):
        group = list(group)
        left, right = [o.text for o in group if o.tag != "+"], [o.text for o in group if o.tag != "-"]
        for l, r in zip_longest(left, right):
            mark = " " if tag else "<" if r is None else ">" if l is None else "|"
            yield f"{(l or '')[:width]:<{width}} {mark} {(r or '')[:width]}".rstrip()


a = """the quick brown fox
jumps over
the lazy dog
and runs
away
into the forest
where it lives
with friends
""".splitlines()
b = """the quick red fox
jumps over
the dog
and runs
away
quickly
into the forest
where it lives
""".splitlines()
patch = list(unified(a, b, ("old.txt", "new.txt"), 1))
print("\n".join(patch))
print(apply(a, patch) == b, apply([], list(unified([], b))) == b, apply(a, list(unified(a, []))) == [], list(unified(a, a)), apply(a, []) == a)
print("\n".join(side_by_side(a, b)))
for lines in (a[1:], b, a[:3]):
    try:
        print(apply(lines, patch))
    except PatchError as e:
        print(type(e).__name__, e, e.line)
for x, y in (("abcabba", "cbabac"), ("", "abc"), ("same", "same"), ("kitten", "sitting"), ("aaaa", "aa")):
    print(x, y, "".join(o.tag + o.text for o in myers(x, y)), sum(o.tag != " " for o in myers(x, y)))
mine, theirs = a.copy(), a.copy()
mine[0] = "THE QUICK BROWN FOX"
mine.insert(4, "inserted by me")
theirs[7:] = ["with many friends"]
theirs[0] = "a quick brown fox"
theirs[2] = mine[2] = "the sleepy dog"
merged, conflicts = merge(a, mine, theirs)
print("\n".join(merged), conflicts)

# difflib
print("".join(difflib.unified_diff([l + "\n" for l in a], [l + "\n" for l in b], "old", "new", "date1", "date2", n=0)))
print("\n".join(difflib.ndiff(a[:3], b[:3])))
print("".join(difflib.context_diff(["x\n", "y\n"], ["x\n", "z\n"], "f", "t")))
s = difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3), s.quick_ratio() >= s.ratio(), s.real_quick_ratio() >= s.quick_ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match(0, 5, 0, 5))
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", ["y"]), difflib.get_close_matches("wheel", ["heel", "weel", "whale"], n=1, cutoff=0.5), list(difflib.restore(difflib.ndiff(a, b), 2)) == b, list(difflib.IS_LINE_JUNK(l) for l in ("#", "x", "")))
s = difflib.SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd")
print(s.find_longest_match(), [list(g) for g in difflib.SequenceMatcher(None, "abcdefghijklm", "abcdXfghijklY").get_grouped_opcodes(1)], difflib.SequenceMatcher(None, [1, 2, (3,)], [2, (3,)]).ratio())
for f in (lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.restore([], 3)), lambda: list(difflib.unified_diff([1], ["a"])), lambda: difflib.SequenceMatcher(None, [[1]], [[1]]).ratio()):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
html = difflib.HtmlDiff(wrapcolumn=30).make_table(a[:2], b[:2], "from", "to")
print(len(html) > 500, html.count("diff_chg"), html.count("<tr>"))
out = io.StringIO()
out.writelines(l + "\n" for l in unified([str(i) for i in range(60)], [str(i) for i in range(60) if i % 13], context=0))
print(out.getvalue().replace("\n", " "))
