# Logic: propositional formulas by operators, truth tables, normal forms, a DPLL solver, graph colouring, unification and a Prolog of forty lines.
from __future__ import annotations
import itertools
from collections import Counter
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple


class Formula:
    def __and__(self, other):
        return And(self, other)

    def __or__(self, other):
        return Or(self, other)

    def __invert__(self):
        return Not(self)

    def __rshift__(self, other):
        return Or(Not(self), other)

    def __eq__(self, other):
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self):
        return hash((type(self).__name__, tuple(vars(self).values())))

    def __bool__(self):
        raise TypeError("a formula has no truth of its own")

    @property
    def names(self):
        return sorted(self._names())

    def table(self):
        for values in itertools.product((False, True), repeat=len(self.names)):
            env = dict(zip(self.names, values))
            yield env, self.holds(env)

    def tautology(self):
        return all(v for _, v in self.table())

    def models(self):
        return [env for env, v in self.table() if v]


class Var(Formula):
    def __init__(self, name):
        self.name = name

    def _names(self):
        return {self.name}

    def holds(self, env):
        return env[self.name]

    def nnf(self, positive=True):
        return self if positive else Not(self)

    def __repr__(self):
        return self.name


class Not(Formula):
    def __init__(self, inner):
        self.inner = inner

    def _names(self):
        return self.inner._names()

    def holds(self, env):
        return not self.inner.holds(env)

    def nnf(self, positive=True):
        return self.inner.nnf(not positive)

    def __repr__(self):
        return f"~{self.inner}"


class _Pair(Formula):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def _names(self):
        return self.left._names() | self.right._names()

    def nnf(self, positive=True):
        kind = type(self) if positive else self.dual
        return kind(self.left.nnf(positive), self.right.nnf(positive))

    def __repr__(self):
        return f"({self.left} {self.sign} {self.right})"


class And(_Pair):
    sign = "&"

    def holds(self, env):
        return self.left.holds(env) and self.right.holds(env)


class Or(_Pair):
    sign = "|"

    def holds(self, env):
        return self.left.holds(env) or self.right.holds(env)


And.dual, Or.dual = Or, And


def clauses(f):
    match f:
        case And():
            return clauses(f.left) | clauses(f.right)
        case Or():
            return {a | b for a in clauses(f.left) for b in clauses(f.right) if not any(-x in a for x in b)}
        case Not(inner=Var(name=n)):
            return {frozenset([-number(n)])}
        case Var(name=n):
            return {frozenset([number(n)])}


NUMBERS = {}


def number(name):
    return NUMBERS.setdefault(name, len(NUMBERS) + 1)


class Solver:
    def __init__(self, cnf):
        self.cnf, self.decisions, self.units = [frozenset(c) for c in cnf], 0, 0

    def solve(self, cnf=None, assigned=()):
        cnf = self.cnf if cnf is None else cnf
        assigned = set(assigned)
        while True:
            if any(not c for c in cnf):
                return None
            unit = next((next(iter(c)) for c in cnf if len(c) == 1), None)
            if unit is None:
                break
            self.units += 1
            assigned.add(unit)
            cnf = self.assume(cnf, unit)
        if not cnf:
            return assigned
        counts = Counter(l for c in cnf for l in c)
        literal = min(counts, key=lambda l: (-counts[l], abs(l), -l))
        self.decisions += 1
        for choice in (literal, -literal):
            found = self.solve(self.assume(cnf, choice), assigned | {choice})
            if found is not None:
                return found
        return None

    @staticmethod
    def assume(cnf, literal):
        return [c - {-literal} for c in cnf if literal not in c]


a, b, c = map(Var, "abc")
f = (a >> b) & (b >> c) >> (a >> c)
print(f, f.names, f.tautology(), (a | ~a).tautology(), (a & ~a).models(), (a & ~b | c).models()[:2], (~(a & (b | ~c))).nnf(), a & b == And(a, b) if False else (a & b) == And(a, b), len({a & b, And(a, b), b & a}))
print(sorted(map(sorted, clauses(((a & b) | c).nnf()))), Solver(clauses((a & ~b & (b | c)).nnf())).solve() == {number("a"), -number("b"), number("c")})
for bad in (lambda: bool(a), lambda: a.holds({}), lambda: a and b):
    try:
        print(bad())
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)


def exactly_one(literals):
    yield list(literals)
    yield from ([-x, -y] for x, y in itertools.combinations(literals, 2))


def colouring(edges, colours):
    nodes = sorted({n for e in edges for n in e})
    var = {(n, k): i for i, (n, k) in enumerate(itertools.product(nodes, range(colours)), 1)}
    cnf = [c for n in nodes for c in exactly_one([var[n, k] for k in range(colours)])] + [[-var[x, k], -var[y, k]] for x, y in edges for k in range(colours)]
    s = Solver(cnf)
    model = s.solve()
    return model and {n: k for (n, k), v in var.items() if v in model}, s.decisions


AUSTRALIA = [tuple(e.split("-")) for e in "wa-nt wa-sa nt-sa nt-q sa-q sa-nsw sa-v q-nsw nsw-v".split()]
for k in (2, 3):
    answer, decisions = colouring(AUSTRALIA, k)
    print(k, answer and all(answer[x] != answer[y] for x, y in AUSTRALIA), answer and len(answer), answer is None)


def queens(n):
    var = {(r, c): r * n + c + 1 for r in range(n) for c in range(n)}
    cnf = [cl for r in range(n) for cl in exactly_one([var[r, c] for c in range(n)])]
    cnf += [[-var[p], -var[q]] for p, q in itertools.combinations(var, 2) if p[0] != q[0] and (p[1] == q[1] or abs(p[0] - q[0]) == abs(p[1] - q[1]))]
    model = Solver(cnf).solve()
    return model and [next(c for c in range(n) if var[r, c] in model) for r in range(n)]


print([(q := queens(n)) and len(set(q)) for n in (2, 3, 4, 5)])
pigeons = lambda n, m: [[p * m + h + 1 for h in range(m)] for p in range(n)] + [[-(p * m + h + 1), -(q * m + h + 1)] for h in range(m) for p, q in itertools.combinations(range(n), 2)]
print([Solver(pigeons(n, 3)).solve() is None for n in (2, 3, 4)])


# a Prolog
class Term(NamedTuple):
    name: str
    args: tuple = ()

    def __str__(self):
        if self.name == ".":
            items, t = [], self
            while isinstance(t, Term) and t.name == ".":
                items.append(str(t.args[0]))
                t = t.args[1]
            return f"[{', '.join(items)}{'' if t == Term('[]') else f'|{t}'}]"
        return f"{self.name}({', '.join(map(str, self.args))})" if self.args else self.name


@dataclass(frozen=True)
class Logic:
    name: str
    n: int = 0

    def __str__(self):
        return f"_{self.name}{self.n or ''}"


def parse(text):
    import re

    tokens = re.findall(r"[a-z]\w*|[A-Z_]\w*|\d+|:-|[()\[\],|.]", text)
    at = 0

    def term():
        nonlocal at
        t = tokens[at]
        at += 1
        if t == "[":
            items, tail = [], Term("[]")
            while tokens[at] != "]":
                items.append(term())
                if tokens[at] == "|":
                    at += 1
                    tail = term()
                elif tokens[at] == ",":
                    at += 1
            at += 1
            return reduce(lambda rest, x: Term(".", (x, rest)), reversed(items), tail)
        if t[0].isupper() or t[0] == "_":
            return Logic(t)
        args = []
        if at < len(tokens) and tokens[at] == "(":
            while tokens[at] in "(,":
                at += 1
                args.append(term())
            at += 1
        return Term(t, tuple(args))

    while at < len(tokens):
        head, body = term(), []
        while tokens[at] in (":-", ","):
            at += 1
            body.append(term())
        at += 1
        yield head, body


def walk(t, s):
    while isinstance(t, Logic) and t in s:
        t = s[t]
    return t


def unify(a, b, s):
    a, b = walk(a, s), walk(b, s)
    match a, b:
        case _ if a == b:
            return s
        case Logic(), _:
            return {**s, a: b}
        case _, Logic():
            return {**s, b: a}
        case Term(f, xs), Term(g, ys) if f == g and len(xs) == len(ys):
            for x, y in zip(xs, ys):
                s = unify(x, y, s)
                if s is None:
                    return None
            return s


def rename(t, n):
    return Logic(t.name, n) if isinstance(t, Logic) else Term(t.name, tuple(rename(x, n) for x in t.args))


def resolve(t, s):
    t = walk(t, s)
    return Term(t.name, tuple(resolve(x, s) for x in t.args)) if isinstance(t, Term) else t


class Prolog:
    def __init__(self, text):
        self.rules, self.fresh, self.steps = list(parse(text)), itertools.count(1), 0

    def prove(self, goals, s):
        if not goals:
            yield s
            return
        goal, *rest = goals
        for head, body in self.rules:
            self.steps += 1
            n = next(self.fresh)
            s2 = unify(goal, rename(head, n), s)
            if s2 is not None:
                yield from self.prove([rename(b, n) for b in body] + rest, s2)

    def ask(self, text, limit=5):
        goals = [g for head, body in parse(text) for g in [head, *body]]
        names = sorted({v for g in goals for v in self.variables(g)}, key=lambda v: v.name)
        return [", ".join(f"{v.name}={resolve(v, s)}" for v in names) or "yes" for s in itertools.islice(self.prove(goals, {}), limit)] or ["no"]

    def variables(self, t):
        return {t} if isinstance(t, Logic) else set().union(*map(self.variables, t.args))


p = Prolog("""
parent(ann, bob). parent(bob, cid). parent(bob, dan). parent(dan, eve).
grand(X, Z) :- parent(X, Y), parent(Y, Z).
anc(X, Y) :- parent(X, Y). anc(X, Z) :- parent(X, Y), anc(Y, Z).
append([], L, L). append([H|T], L, [H|R]) :- append(T, L, R).
member(X, L) :- append(_A, [X|_B], L).
rev([], []). rev([H|T], R) :- rev(T, S), append(S, [H], R).
add(0, Y, Y). add(s(X), Y, s(Z)) :- add(X, Y, Z).
""")
for q in ("grand(ann, W).", "anc(X, eve).", "append(X, Y, [1, 2]).", "member(b, [a, b, c]).", "rev([1, 2, 3, 4], R).", "add(s(s(0)), s(0), N).", "add(A, B, s(s(0))).", "parent(eve, X).", "append([1], T, [1, 2, 3]), rev(T, R)."):
    print(q, p.ask(q))
print(p.steps, Term("f", (Logic("X"), Term("a"))), unify(Term("f", (Logic("X"),)), Term("g", ()), {}), str(Term(".", (Term("1"), Logic("T")))))
