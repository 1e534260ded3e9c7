# A forward-chaining rule engine: facts as tuples, patterns with variables, conflict resolution, explanations; and a JSON schema validator.
import re
from collections import namedtuple
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from numbers import Number
from types import MappingProxyType


class Var(str):
    def __repr__(self):
        return f"?{self}"


def parse(text):
    """'likes ?x pizza' to a pattern."""
    return tuple(Var(w[1:]) if w.startswith("?") else int(w) if w.lstrip("-").isdigit() else w for w in text.split())


def unify(pattern, fact, bound):
    if len(pattern) != len(fact):
        return None
    result = dict(bound)
    for p, f in zip(pattern, fact):
        if isinstance(p, Var):
            if result.setdefault(p, f) != f:
                return None
        elif p != f:
            return None
    return result


@dataclass
class Rule:
    name: str
    when: list
    then: list
    unless: list = field(default_factory=list)
    test: object = None
    salience: int = 0
    number: int = field(default_factory=count().__next__, repr=False)

    def matches(self, facts):
        def go(patterns, bound, used):
            if not patterns:
                yield bound, used
                return
            first, *rest = patterns
            for fact in facts:
                b = unify(first, fact, bound)
                if b is not None:
                    yield from go(rest, b, used + (fact,))

        for bound, used in go(self.when, {}, ()):
            if any(unify(tuple(bound.get(w, w) if isinstance(w, Var) else w for w in p), f, {}) is not None for p in self.unless for f in facts):
                continue
            if self.test is None or self.test(**bound):
                yield bound, used


Firing = namedtuple("Firing", "rule bound used new")


class Engine:
    def __init__(self):
        self.facts, self.rules, self.why, self.log = {}, [], {}, []

    def rule(self, *when, unless=(), salience=0):
        def decorate(f):
            self.rules.append(Rule(f.__name__, [parse(w) for w in when], [parse(t) for t in (f.__doc__ or "").split(";") if t.strip()], [parse(u) for u in unless], f, salience))
            return f

        return decorate

    def tell(self, *texts):
        for text in texts:
            self.facts.setdefault(parse(text) if isinstance(text, str) else text, len(self.facts))
        return self

    def run(self, limit=200):
        fired = set()
        for step in range(limit):
            agenda = []
            for rule in self.rules:
                for bound, used in rule.matches(self.facts):
                    key = (rule.name, used)
                    if key not in fired:
                        agenda.append((-rule.salience, -max(self.facts[u] for u in used), rule.number, key, rule, bound, used))
            if not agenda:
                return step
            *_, key, rule, bound, used = min(agenda, key=lambda a: a[:3])
            fired.add(key)
            new = []
            for template in rule.then:
                fact = tuple(bound[w] if isinstance(w, Var) else w for w in template)
                if fact not in self.facts:
                    self.tell(fact)
                    self.why[fact] = (rule.name, used)
                    new.append(fact)
            self.log.append(Firing(rule.name, MappingProxyType(bound), used, new))
        raise RuntimeError(f"no end after {limit} steps")

    def ask(self, text):
        return [b for f in self.facts if (b := unify(parse(text), f, {})) is not None]

    def explain(self, fact, depth=0):
        yield "  " * depth + " ".join(map(str, fact))
        if fact in self.why:
            name, used = self.why[fact]
            yield "  " * depth + f"  by {name}:"
            for u in used:
                yield from self.explain(u, depth + 2)


e = Engine()


@e.rule("parent ?x ?y")
def ancestors(x, y):
    """ancestor ?x ?y"""
    return True


@e.rule("ancestor ?x ?y", "parent ?y ?z")
def more_ancestors(x, y, z):
    """ancestor ?x ?z"""
    return True


@e.rule("parent ?p ?a", "parent ?p ?b", salience=5)
def siblings(p, a, b):
    """sibling ?a ?b; sibling ?b ?a"""
    return a != b


@e.rule("age ?x ?n", unless=["adult ?x"])
def grown(x, n):
    """adult ?x"""
    return n >= 18


@e.rule("person ?x", unless=["parent ?any ?x"], salience=-10)
def orphan(x):
    """root ?x"""
    return True


e.tell("parent ann bob", "parent bob cid", "parent bob dan", "parent cid eve", "age ann 70", "age eve 3", "age dan 18", "person ann", "person bob")
print(e.run(), "steps", len(e.facts), "facts")
print([b for b in e.ask("ancestor ?who eve")], e.ask("sibling cid ?s"), e.ask("adult ?x"), e.ask("root ?x"), e.ask("ancestor ann ?y"), e.ask("nothing"))
print("\n".join(e.explain(parse("ancestor ann eve"))))
for firing in e.log[:4]:
    print(firing.rule, dict(firing.bound), firing.new)
loop = Engine()
loop.rules.append(Rule("up", [parse("n ?x")], [], test=lambda x: loop.tell(("n", x + 1)) is loop if x < 30 and ("n", x + 1) not in loop.facts else False))
try:
    loop.tell("n 0").run(5)
except RuntimeError as error:
    print(type(error).__name__, error)


# --- schemas
class SchemaError(ValueError):
    def __init__(self, path, message):
        super().__init__(f"{path or '$'}: {message}")


TYPES = {"object": Mapping, "string": str, "number": Number, "integer": int, "boolean": bool, "null": type(None), "array": (list, tuple)}
CHECKS = {}


def check(*names):
    def decorate(f):
        CHECKS.update(dict.fromkeys(names, f))
        return f

    return decorate


@check("type")
def _(value, want, schema, path):
    wants = [want] if isinstance(want, str) else want
    if not any(isinstance(value, TYPES[w]) and (w == "boolean" or not isinstance(value, bool)) for w in wants):
        yield path, f"{value!r} is not of type {' or '.join(wants)}"


@check("minimum", "maximum", "multipleOf", "exclusiveMinimum")
def _(value, limit, schema, path):
    if isinstance(value, Number) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            yield path, f"{value} is less than {schema['minimum']}"
        if value > schema.get("maximum", value):
            yield path, f"{value} is greater than {schema['maximum']}"
        if "multipleOf" in schema and value % schema["multipleOf"]:
            yield path, f"{value} is no multiple of {schema['multipleOf']}"


@check("enum")
def _(value, options, schema, path):
    if value not in options:
        yield path, f"{value!r} is not one of {options}"


@check("minLength", "maxLength", "pattern")
def _(value, want, schema, path):
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield path, f"length {len(value)}"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield path, f"{value!r} does not match {schema['pattern']!r}"


@check("properties", "required", "additionalProperties")
def _(value, want, schema, path):
    if isinstance(value, Mapping):
        for key in schema.get("required", ()):
            if key not in value:
                yield path, f"{key!r} is required"
        for key, item in value.items():
            if key in schema.get("properties", {}):
                yield from validate(item, schema["properties"][key], f"{path}.{key}")
            elif schema.get("additionalProperties") is False:
                yield path, f"{key!r} is not allowed"


@check("items", "minItems", "uniqueItems")
def _(value, want, schema, path):
    if isinstance(value, Sequence) and not isinstance(value, str):
        for i, item in enumerate(value):
            yield from validate(item, schema.get("items", {}), f"{path}[{i}]")
        if len(value) < schema.get("minItems", 0):
            yield path, f"only {len(value)} items"
        if schema.get("uniqueItems") and any(v in value[:i] for i, v in enumerate(value)):
            yield path, "items are not unique"


@check("anyOf", "oneOf", "not")
def _(value, options, schema, path):
    if "not" in schema and not list(validate(value, schema["not"], path)):
        yield path, "must not match"
    good = sum(not list(validate(value, o, path)) for o in schema.get("anyOf", schema.get("oneOf", ())))
    if "anyOf" in schema and not good or "oneOf" in schema and good != 1:
        yield path, f"matches {good} of the options"


def validate(value, schema, path=""):
    seen = set()
    for key, want in schema.items():
        f = CHECKS.get(key)
        if f is None:
            raise SchemaError(path, f"unknown keyword {key!r}")
        if f not in seen:
            seen.add(f)
            yield from f(value, want, schema, path)


PERSON = {"type": "object", "required": ["name", "age"], "additionalProperties": False, "properties": {
    "name": {"type": "string", "minLength": 2, "pattern": "^[A-Z]"}, "age": {"type": "integer", "minimum": 0, "maximum": 150}, "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True},
    "mail": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": "@"}]}, "even": {"multipleOf": 2, "not": {"enum": [4]}}}}
for value in ({"name": "Ann", "age": 3}, {"name": "x"}, {"name": "ann", "age": -1, "q": 1}, {"name": "Bob", "age": True, "tags": ["a", "c", "a"]}, {"name": "Cy", "age": 2.5, "mail": "x", "even": 3}, {"name": "Di", "age": 1, "mail": None, "even": 4}, [], 5):
    print(value, "->", [f"{p or '$'}: {m}" for p, m in validate(value, PERSON)] or "valid")
try:
    list(validate(1, {"typo": 1}))
except SchemaError as error:
    print(error)
