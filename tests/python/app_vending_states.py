# State machines: transitions declared by decorators and tables, guards, entry hooks, history; a vending machine, a traffic light, a tokenizer of numbers, Moore and Mealy.
import re
from collections import Counter, defaultdict
from enum import Enum, auto
from functools import partial


class TransitionError(Exception):
    def __init__(self, machine, event):
        super().__init__(f"{type(machine).__name__} cannot {event!r} in {machine.state.name}")
        self.event = event


def on(source, event, target, *, when=None):
    def decorate(f):
        f.__dict__.setdefault("transitions", []).append((source, event, target, when))
        return f

    return decorate


class Machine:
    table = {}

    def __init_subclass__(cls, initial=None, **kw):
        super().__init_subclass__(**kw)
        cls.table = defaultdict(list, {k: list(v) for k, v in cls.table.items()})
        if initial is not None:
            cls.initial = initial
        for name, f in vars(cls).items():
            for source, event, target, when in getattr(f, "transitions", ()):
                for s in source if isinstance(source, tuple) else (source,):
                    cls.table[s, event].append((target, when, name))

    def __init__(self):
        self.state, self.history = self.initial, []

    def __getattr__(self, name):
        if any(event == name for _, event in type(self).table):
            return partial(self.fire, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def fire(self, event, *args):
        for target, when, action in type(self).table.get((self.state, event), ()):
            if when is None or when(self, *args):
                result = getattr(self, action)(*args)
                self.history.append((self.state.name, event))
                if target is not None:
                    self.state = target
                    getattr(self, f"enter_{target.name.lower()}", lambda: None)()
                return result
        raise TransitionError(self, event)

    @classmethod
    def dot(cls):
        return "\n".join(sorted(f"{s.name} -{e}-> {(t or s).name}" for (s, e), ts in cls.table.items() for t, _, _ in ts))


class S(Enum):
    IDLE = auto()
    PAYING = auto()
    VENDING = auto()
    BROKEN = auto()


class Vending(Machine, initial=S.IDLE):
    prices = {"tea": 30, "soup": 75}

    def __init__(self):
        super().__init__()
        self.credit, self.stock, self.out = 0, Counter(tea=2, soup=1), []

    @on((S.IDLE, S.PAYING), "coin", S.PAYING, when=lambda self, n: n in (5, 10, 50))
    def insert(self, n):
        self.credit += n
        return self.credit

    @on((S.IDLE, S.PAYING), "coin", None)
    def reject(self, n):
        self.out.append(("rejected", n))

    @on(S.PAYING, "choose", S.VENDING, when=lambda self, item: self.stock[item] > 0 and self.credit >= self.prices[item])
    def sell(self, item):
        self.stock[item] -= 1
        self.credit -= self.prices[item]
        self.out.append(item)

    @on(S.PAYING, "choose", None)
    def refuse(self, item):
        return "sold out" if not self.stock[item] else f"{self.prices[item] - self.credit} more"

    @on(S.PAYING, "cancel", S.IDLE)
    @on(S.VENDING, "done", S.IDLE)
    def change(self):
        back, self.credit = self.credit, 0
        return [c for c in (50, 10, 5) for _ in range(back // c) if (back := back - c) >= 0]

    @on((S.IDLE, S.PAYING, S.VENDING), "kick", S.BROKEN)
    def kick(self): ...

    def enter_broken(self):
        self.out.append("alarm")


class Repairable(Vending):
    @on(S.BROKEN, "repair", S.IDLE)
    def fix(self):
        self.out.clear()
        return "fixed"


v = Vending()
for event, *args in (("coin", 10), ("coin", 7), ("choose", "tea"), ("coin", 50), ("choose", "soup"), ("choose", "tea"), ("done",), ("cancel",), ("coin", 50), ("cancel",), ("choose", "tea"), ("kick",), ("coin", 5)):
    try:
        print(event, *args, "->", getattr(v, event)(*args), v.state.name, v.credit)
    except TransitionError as e:
        print("error:", e, e.event)
print(v.out, v.stock, v.history)
r = Repairable()
r.coin(5), r.kick(), r.fire("repair") if r.state is S.BROKEN else r.fire("kick")
print(r.state, r.out, ("repair" in dir(r)), Repairable.dot() != Vending.dot(), len(Vending.table), len(Repairable.table))
print(Vending.dot())
for bad in (lambda: v.repair(), lambda: v.nope, lambda: r.choose(), lambda: Machine().state):
    try:
        print(bad())
    except (TransitionError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
# table driven: which texts are numbers
CLASSES = [(re.compile(p), k) for p, k in ((r"\d", "digit"), (r"[+-]", "sign"), (r"\.", "dot"), (r"[eE]", "exp"))]
DELTA = {("start", "sign"): "signed", ("start", "digit"): "int", ("start", "dot"): "point", ("signed", "digit"): "int", ("signed", "dot"): "point", ("int", "digit"): "int", ("int", "dot"): "frac", ("int", "exp"): "e", ("point", "digit"): "frac", ("frac", "digit"): "frac", ("frac", "exp"): "e", ("e", "sign"): "esign", ("e", "digit"): "exp", ("esign", "digit"): "exp", ("exp", "digit"): "exp"}


def classify(text):
    state = "start"
    for i, c in enumerate(text):
        kind = next((k for p, k in CLASSES if p.match(c)), "other")
        state = DELTA.get((state, kind))
        if state is None:
            return f"error at {i}"
    return state if state in ("int", "frac", "exp") else "incomplete"


for text in ("12", "-3.5", ".5", "5.", "1e10", "1e+", "+", "", "1..2", "2E-7", "abc", "-.e"):
    try:
        real = float(text) == float(text)
    except ValueError:
        real = False
    print(repr(text), classify(text), (classify(text) in ("int", "frac", "exp")) == real)
light = {"red": ("green", 3), "green": ("yellow", 2), "yellow": ("red", 1)}
state, left, seen = "red", 3, Counter()
for tick in range(400):
    seen[state] += 1
    left -= 1
    if not left:
        state, left = light[state]
print(seen, state)
