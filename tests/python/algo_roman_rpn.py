# roman numerals, RPN calculator, tokenizer and recursive descent expression parser
PAIRS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
def to_roman(n):
    if not 0 < n < 4000:
        raise ValueError(f"{n} out of range")
    out = ""
    for value, letters in PAIRS:
        while n >= value:
            out += letters; n -= value
    return out
def from_roman(s):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for a, b in zip(s, s[1:] + " "):
        v = values[a]
        total += -v if values.get(b, 0) > v else v
    return total
print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)], all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
try:
    to_roman(0)
except ValueError as e:
    print(e)
def rpn(text):
    ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "//": lambda a, b: a // b, "**": lambda a, b: a ** b}
    stack = []
    for token in text.split():
        if token in ops:
            if len(stack) < 2:
                raise ValueError("stack underflow at " + token)
            b, a = stack.pop(), stack.pop()
            stack.append(ops[token](a, b))
        else:
            stack.append(float(token) if "." in token else int(token))
    if len(stack) != 1:
        raise ValueError(f"{len(stack)} values left")
    return stack[0]
for text in ("3 4 + 2 *", "5 1 2 + 4 * + 3 -", "2 64 **", "1.5 2 *", "7 2 //", "1 +", "1 2", "1 0 /", "a"):
    try:
        print(text, "=", rpn(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
def tokens(text):
    i = 0
    while i < len(text):
        ch = text[i]
        if ch.isspace():
            i += 1
        elif ch.isdigit():
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            yield "num", text[i:j]; i = j
        elif ch.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield "name", text[i:j]; i = j
        elif text[i:i + 2] in ("**", "=="):
            yield "op", text[i:i + 2]; i += 2
        elif ch in "+-*/()=,":
            yield "op", ch; i += 1
        else:
            raise SyntaxError(f"bad character {ch!r} at {i}")
    yield "end", ""
class Calc:
    def __init__(self): self.vars = {"pi": 3}
    def run(self, text):
        self.toks = list(tokens(text)); self.i = 0
        if len(self.toks) > 2 and self.toks[0][0] == "name" and self.toks[1][1] == "=":
            name = self.toks[0][1]; self.i = 2
            self.vars[name] = value = self.expr()
        else:
            value = self.expr()
        if self.toks[self.i][0] != "end":
            raise SyntaxError("unexpected " + self.toks[self.i][1])
        return value
    def take(self, *ops):
        if self.toks[self.i][1] in ops and self.toks[self.i][0] == "op":
            self.i += 1
            return self.toks[self.i - 1][1]
        return None
    def expr(self):
        v = self.term()
        while op := self.take("+", "-"):
            v = v + self.term() if op == "+" else v - self.term()
        return v
    def term(self):
        v = self.unary()
        while op := self.take("*", "/"):
            v = v * self.unary() if op == "*" else v / self.unary()
        return v
    def unary(self):
        return -self.unary() if self.take("-") else self.power()
    def power(self):
        v = self.atom()
        return v ** self.unary() if self.take("**") else v
    def atom(self):
        kind, text = self.toks[self.i]; self.i += 1
        if kind == "num":
            return float(text) if "." in text else int(text)
        if kind == "name":
            return self.vars[text]
        if text == "(":
            v = self.expr()
            if not self.take(")"):
                raise SyntaxError("missing )")
            return v
        raise SyntaxError(f"unexpected {text or 'end'}")
c = Calc()
for line in ("1 + 2 * 3", "(1 + 2) * -3", "2 ** 3 ** 2", "-2 ** 2", "x = 10 / 4", "x * x - 0.25", "y = x", "unknown", "1 +", "(1", "1 $ 2", "2 2", "1 / 0"):
    try:
        print(line, "=>", c.run(line))
    except Exception as e:
        print(line, "=>", type(e).__name__, e)
total = 0
for i in range(400):
    total += c.run(f"({i} + 3) * 2 - {i} / 4")
print(total)
