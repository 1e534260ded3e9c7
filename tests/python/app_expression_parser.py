# An expression language: tokens by re, a Pratt parser, a tree of dataclasses, an evaluator, simplification and derivatives.
from __future__ import annotations
import math
import re
from dataclasses import dataclass, field
from typing import Callable, Iterator


class ParseError(SyntaxError):
    def __init__(self, message, position):
        super().__init__(message)
        self.position = position

    def __str__(self):
        return f"{self.args[0]} at {self.position}"


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    position: int = field(compare=False)


TOKEN = re.compile(r"""
    (?P<space>\s+)
  | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op>\*\*|//|<=|>=|==|!=|[-+*/%^<>=(),?:!])
""", re.VERBOSE)


def tokenize(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise ParseError(f"unexpected character {text[position]!r}", position)
        if match.lastgroup != "space":
            yield Token(match.lastgroup, match[0], position)
        position = match.end()
    yield Token("end", "", position)


class Node:
    def eval(self, env):
        raise NotImplementedError

    def __add__(self, other):
        return Binary("+", self, other)

    def __mul__(self, other):
        return Binary("*", self, other)


@dataclass(frozen=True)
class Number(Node):
    value: float

    def eval(self, env):
        return self.value

    def __str__(self):
        return f"{self.value:g}"


@dataclass(frozen=True)
class Name(Node):
    id: str

    def eval(self, env):
        try:
            return env[self.id]
        except KeyError:
            raise NameError(f"unknown variable {self.id!r}") from None

    def __str__(self):
        return self.id


OPERATORS: dict[str, tuple[int, bool, Callable]] = {
    "=": (1, True, None), "?": (2, True, None),
    "<": (3, False, lambda a, b: float(a < b)), ">": (3, False, lambda a, b: float(a > b)), "<=": (3, False, lambda a, b: float(a <= b)),
    ">=": (3, False, lambda a, b: float(a >= b)), "==": (3, False, lambda a, b: float(a == b)), "!=": (3, False, lambda a, b: float(a != b)),
    "+": (4, False, lambda a, b: a + b), "-": (4, False, lambda a, b: a - b),
    "*": (5, False, lambda a, b: a * b), "/": (5, False, lambda a, b: a / b), "//": (5, False, lambda a, b: a // b), "%": (5, False, math.fmod),
    "**": (7, True, lambda a, b: a**b), "^": (7, True, lambda a, b: a**b),
}
FUNCTIONS = {"sin": math.sin, "cos": math.cos, "sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "hypot": math.hypot}


@dataclass(frozen=True)
class Binary(Node):
    op: str
    left: Node
    right: Node

    def eval(self, env):
        if self.op == "=":
            env[self.left.id] = value = self.right.eval(env)
            return value
        return OPERATORS[self.op][2](self.left.eval(env), self.right.eval(env))

    def __str__(self):
        level, right_first, _ = OPERATORS[self.op]

        def show(side, tight):
            text = str(side)
            if isinstance(side, Binary):
                inner = OPERATORS[side.op][0]
                if inner < level or inner == level and tight:
                    return f"({text})"
            return text

        return f"{show(self.left, right_first)} {self.op} {show(self.right, not right_first)}"


@dataclass(frozen=True)
class Unary(Node):
    op: str
    operand: Node

    def eval(self, env):
        value = self.operand.eval(env)
        if self.op == "!":
            return float(math.factorial(int(value)))
        return -value if self.op == "-" else value

    def __str__(self):
        return f"{self.operand}!" if self.op == "!" else f"{self.op}{self.operand}"


@dataclass(frozen=True)
class Choice(Node):
    test: Node
    yes: Node
    no: Node

    def eval(self, env):
        return (self.yes if self.test.eval(env) else self.no).eval(env)

    def __str__(self):
        return f"({self.test} ? {self.yes} : {self.no})"


@dataclass(frozen=True)
class Call(Node):
    function: str
    arguments: tuple[Node, ...]

    def eval(self, env):
        if self.function not in FUNCTIONS:
            raise NameError(f"unknown function {self.function!r}")
        return FUNCTIONS[self.function](*(a.eval(env) for a in self.arguments))

    def __str__(self):
        return f"{self.function}({', '.join(map(str, self.arguments))})"


class Parser:
    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.at = 0

    @property
    def current(self):
        return self.tokens[self.at]

    def advance(self):
        token = self.current
        self.at += 1
        return token

    def expect(self, text):
        if self.current.text != text:
            raise ParseError(f"expected {text!r}, got {self.current.text or 'end'!r}", self.current.position)
        return self.advance()

    def parse(self):
        node = self.expression(0)
        if self.current.kind != "end":
            raise ParseError(f"unexpected {self.current.text!r}", self.current.position)
        return node

    def expression(self, minimum):
        left = self.prefix()
        while True:
            token = self.current
            if token.text == "!":
                self.advance()
                left = Unary("!", left)
                continue
            entry = OPERATORS.get(token.text)
            if entry is None or entry[0] < minimum:
                return left
            level, right_first, _ = entry
            self.advance()
            if token.text == "?":
                yes = self.expression(0)
                self.expect(":")
                left = Choice(left, yes, self.expression(level))
                continue
            if token.text == "=" and not isinstance(left, Name):
                raise ParseError("cannot assign to this", token.position)
            left = Binary(token.text, left, self.expression(level + (not right_first)))

    def prefix(self):
        token = self.advance()
        match token:
            case Token("number", text):
                return Number(float(text))
            case Token("name", name) if self.current.text == "(":
                self.advance()
                arguments = []
                while self.current.text != ")":
                    arguments.append(self.expression(0))
                    if self.current.text != ")":
                        self.expect(",")
                self.advance()
                return Call(name, tuple(arguments))
            case Token("name", name):
                return Name(name)
            case Token("op", "-" | "+" as op):
                return Unary(op, self.expression(6))
            case Token("op", "("):
                inner = self.expression(0)
                self.expect(")")
                return inner
            case Token(kind="end"):
                raise ParseError("unexpected end", token.position)
        raise ParseError(f"unexpected {token.text!r}", token.position)


def simplify(node):
    match node:
        case Binary(op, left, right):
            left, right = simplify(left), simplify(right)
            match op, left, right:
                case _, Number(a), Number(b) if op in "+-*":
                    return Number(OPERATORS[op][2](a, b))
                case ("+", Number(0), x) | ("+", x, Number(0)) | ("-", x, Number(0)) | ("*", Number(1), x) | ("*", x, Number(1)) | ("^", x, Number(1)):
                    return x
                case ("*", Number(0), _) | ("*", _, Number(0)):
                    return Number(0.0)
            return Binary(op, left, right)
        case Unary("-", Number(value)):
            return Number(-value)
        case Call(name, arguments):
            return Call(name, tuple(map(simplify, arguments)))
    return node


def derive(node, x):
    match node:
        case Number():
            return Number(0.0)
        case Name(id):
            return Number(float(id == x))
        case Binary("+" | "-" as op, a, b):
            return Binary(op, derive(a, x), derive(b, x))
        case Binary("*", a, b):
            return derive(a, x) * b + a * derive(b, x)
        case Binary("^" | "**", a, Number(n)):
            return Number(n) * Binary("^", a, Number(n - 1)) * derive(a, x)
        case Call("sin", (a,)):
            return Call("cos", (a,)) * derive(a, x)
        case _:
            raise TypeError(f"cannot derive {type(node).__name__}")


env = {"pi": math.pi, "x": 3.0}
for source in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "(2 ^ 3) ^ 2", "10 - 4 - 3", "10 - (4 - 3)", "7 // 2 + 7 % 4", "x > 2 ? x * 2 : 0", "a = b = 4 + 1", "a * b",
               "max(1, x, 2) + min(4, 5)", "sqrt(16) + hypot(3, 4)", "5! / 3!", "1e3 + .5", "sin(pi / 2)", "1 < 2 == 1", "x ? 1 : 0 ? 2 : 3"]:
    tree = Parser(source).parse()
    print(f"{source} -> {tree} = {tree.eval(env):.6g}", Parser(str(tree)).parse().eval(env) == tree.eval(env))
for source in ["", "1 +", "(1", "1 2", "3 = 4", "1 $ 2", "f(1, ", "a ? b", ")", "nope + 1", "f(1)", "1 / 0", "sqrt(-1)", "max()"]:
    try:
        print(Parser(source).parse().eval(env))
    except ParseError as e:
        print(f"{source!r}: parse error: {e}", e.position)
    except (ArithmeticError, ValueError, TypeError, NameError) as e:
        print(f"{source!r}: {type(e).__name__}: {e}")
print(Parser("a + b * 2").parse(), repr(Parser("a + 2").parse()), Parser("1+x").parse() == Parser("1 +  x").parse(), hash(Parser("1").parse()) == hash(Number(1.0)))
for source in ["x ^ 3 + 2 * x", "sin(x * x)", "5 * x - 3", "x * y", "x / 2"]:
    try:
        d = derive(Parser(source).parse(), "x")
        print(f"d/dx {source} = {d} = {simplify(simplify(d))}")
    except TypeError as e:
        print(e)
tree = Parser("x * x - 2 * x + (x > 50 ? 1 : x / 4)").parse()
print(sum(tree.eval({"x": float(i)}) for i in range(200)))
tokens = sum(1 for i in range(60) for _ in tokenize(f"a{i} + {i}.5 * (b - {i}) // 7"))
print(tokens)
