# A regular expression engine: parser to a tree, Thompson NFA, subset construction to a DFA, minimization; compared with re on many texts.
import itertools
import random
import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import singledispatch


class PatternError(ValueError):
    pass


@dataclass(frozen=True)
class Chars:
    chars: frozenset


@dataclass(frozen=True)
class Seq:
    parts: tuple


@dataclass(frozen=True)
class Alt:
    options: tuple


@dataclass(frozen=True)
class Repeat:
    inner: object
    low: int
    high: int | None


ALPHABET = frozenset("abcdef0123 _-")
CLASSES = {"d": frozenset("0123"), "w": ALPHABET - frozenset(" -"), "s": frozenset(" ")}


class Parser:
    def __init__(self, text):
        self.text, self.at = text, 0

    def peek(self):
        return self.text[self.at : self.at + 1]

    def eat(self, c):
        if self.peek() == c:
            self.at += 1
            return True
        return False

    def parse(self):
        tree = self.alternatives()
        if self.at < len(self.text):
            raise PatternError(f"unbalanced {self.peek()!r} at {self.at}")
        return tree

    def alternatives(self):
        options = [self.sequence()]
        while self.eat("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Alt(tuple(options))

    def sequence(self):
        parts = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.repeated())
        return parts[0] if len(parts) == 1 else Seq(tuple(parts))

    def repeated(self):
        node = self.atom()
        while True:
            if self.eat("*"):
                node = Repeat(node, 0, None)
            elif self.eat("+"):
                node = Repeat(node, 1, None)
            elif self.eat("?"):
                node = Repeat(node, 0, 1)
            elif m := re.compile(r"\{(\d+)(?:(,)(\d*))?\}").match(self.text, self.at):
                self.at = m.end()
                low = int(m[1])
                high = low if not m[2] else int(m[3]) if m[3] else None
                if high is not None and high < low:
                    raise PatternError(f"{{{low},{high}}} is upside down")
                node = Repeat(node, low, high)
            else:
                return node

    def atom(self):
        start = self.at
        if self.eat("("):
            if self.text.startswith("?:", self.at):
                self.at += 2
            inner = self.alternatives()
            if not self.eat(")"):
                raise PatternError(f"missing ) for ( at {start}")
            return inner
        if self.eat("["):
            return self.set(start)
        if self.eat("."):
            return Chars(ALPHABET)
        c = self.peek()
        if c in "*+?":
            raise PatternError(f"nothing to repeat at {start}")
        self.at += 1
        if c == "\\":
            return Chars(self.escape())
        return Chars(frozenset(c))

    def escape(self):
        c = self.peek()
        if not c:
            raise PatternError("pattern ends with a backslash")
        self.at += 1
        if c.lower() in CLASSES:
            s = CLASSES[c.lower()]
            return ALPHABET - s if c.isupper() else s
        return frozenset(c)

    def set(self, start):
        negated, chars, first = self.eat("^"), set(), True
        while first or self.peek() != "]":
            first = False
            c = self.peek()
            if not c:
                raise PatternError(f"unterminated set at {start}")
            self.at += 1
            if c == "\\":
                chars |= self.escape()
            elif self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
                end = self.text[self.at + 1]
                self.at += 2
                if end < c:
                    raise PatternError(f"bad range {c}-{end}")
                chars |= {chr(x) for x in range(ord(c), ord(end) + 1)}
            else:
                chars.add(c)
        self.at += 1
        return Chars(ALPHABET - chars if negated else frozenset(chars))


@singledispatch
def unparse(node):
    raise TypeError(node)


@unparse.register
def _(node: Chars):
    if node.chars == ALPHABET:
        return "."
    return "".join(sorted(node.chars)) if len(node.chars) == 1 else f"[{''.join(sorted(node.chars))}]"


@unparse.register
def _(node: Seq):
    return "".join(f"({unparse(p)})" if isinstance(p, Alt) else unparse(p) for p in node.parts)


@unparse.register
def _(node: Alt):
    return "|".join(map(unparse, node.options))


@unparse.register
def _(node: Repeat):
    inner = unparse(node.inner)
    inner = inner if isinstance(node.inner, Chars) else f"({inner})"
    return inner + {(0, None): "*", (1, None): "+", (0, 1): "?"}.get((node.low, node.high), f"{{{node.low},{'' if node.high is None else node.high}}}")


class NFA:
    def __init__(self, tree):
        self.edges, self.free, self.count = defaultdict(list), defaultdict(list), itertools.count()
        self.start, self.end = self.build(tree)

    def build(self, node):
        a, b = next(self.count), next(self.count)
        match node:
            case Chars(chars):
                self.edges[a].append((chars, b))
            case Seq(parts):
                at = a
                for part in parts:
                    s, e = self.build(part)
                    self.free[at].append(s)
                    at = e
                self.free[at].append(b)
            case Alt(options):
                for option in options:
                    s, e = self.build(option)
                    self.free[a].append(s)
                    self.free[e].append(b)
            case Repeat(inner, low, high):
                at = a
                for _ in range(low):
                    s, e = self.build(inner)
                    self.free[at].append(s)
                    at = e
                if high is None:
                    s, e = self.build(inner)
                    self.free[at] += [s, b]
                    self.free[e] += [s, b]
                else:
                    for _ in range(high - low):
                        self.free[at].append(b)
                        s, e = self.build(inner)
                        self.free[at].append(s)
                        at = e
                    self.free[at].append(b)
        return a, b

    def closure(self, states):
        seen, todo = set(states), list(states)
        while todo:
            for s in self.free[todo.pop()]:
                if s not in seen:
                    seen.add(s)
                    todo.append(s)
        return frozenset(seen)

    def step(self, states, c):
        return self.closure({to for s in states for chars, to in self.edges[s] if c in chars})

    def matches(self, text):
        states = self.closure([self.start])
        for c in text:
            states = self.step(states, c)
        return self.end in states


@dataclass
class DFA:
    table: dict = field(default_factory=dict)
    accepting: set = field(default_factory=set)

    @classmethod
    def of(cls, nfa):
        dfa, numbers, todo = cls(), {}, deque([nfa.closure([nfa.start])])
        numbers[todo[0]] = 0
        while todo:
            states = todo.popleft()
            n = numbers[states]
            if nfa.end in states:
                dfa.accepting.add(n)
            row = dfa.table[n] = {}
            for c in sorted(ALPHABET):
                to = nfa.step(states, c)
                if to:
                    if to not in numbers:
                        numbers[to] = len(numbers)
                        todo.append(to)
                    row[c] = numbers[to]
        return dfa

    def minimized(self):
        block = {s: int(s in self.accepting) for s in self.table}
        while True:
            key = {s: (block[s], tuple(sorted((c, block[t]) for c, t in row.items()))) for s, row in self.table.items()}
            names = {}
            fresh = {s: names.setdefault(key[s], len(names)) for s in self.table}
            if len(names) == len(set(block.values())):
                break
            block = fresh
        return DFA({block[s]: {c: block[t] for c, t in row.items()} for s, row in self.table.items()}, {block[s] for s in self.accepting}), block[0]

    def matches(self, text, state=0):
        for c in text:
            state = self.table[state].get(c)
            if state is None:
                return False
        return state in self.accepting


PATTERNS = ["a", "ab|cd", "(a|b)*abb", "a?b+c*", "[a-c]+[^a-c]", r"\d{2,3}(-\d+)?", r"\w+\s\w+", "(?:a|ab)(c|bcd)(d*)", "((a*)*b)?", ".{3}", "a{2}|b{1,}", "", "(|a)b", r"[\d_]+", "(ab?){2}"]
rng = random.Random(9)
texts = ["", "a", "ab", "abb", "aabb", "abcd", "12-3", "123", "a b", "abc", "bbb", "aa", "_1", "abab", "aba"] + ["".join(rng.choice("abcd01 -") for _ in range(rng.randrange(1, 7))) for _ in range(12)]
for pattern in PATTERNS:
    tree = Parser(pattern).parse()
    nfa = NFA(tree)
    dfa = DFA.of(nfa)
    small, start = dfa.minimized()
    real = re.compile(pattern, re.A)
    found = [t for t in texts if dfa.matches(t)]
    agree = all(bool(real.fullmatch(t)) == (t in found) == nfa.matches(t) == small.matches(t, start) for t in texts)
    print(f"{pattern!r} -> {unparse(tree)!r} nfa {next(nfa.count)} dfa {len(dfa.table)} min {len(small.table)} {agree} {found[:5]}")
for bad in ("(", "a)", "*a", "[a", "a{3,1}", "[z-a]", "a\\", "(?:a"):
    try:
        print(Parser(bad).parse())
    except PatternError as e:
        print(repr(bad), e)
print(Parser("a|b").parse(), hash(Parser("ab").parse()) == hash(Parser("(ab)").parse()))
