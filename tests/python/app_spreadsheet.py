# A spreadsheet: formulas turned to Python through re, dependency graph, cycles, incremental recalculation, ranges, formatting.
import math
import re
from collections import defaultdict
from functools import cached_property
from operator import itemgetter


class CellError(Exception):
    code = "#ERR!"


class CycleError(CellError):
    code = "#CYCLE!"


class RefError(CellError):
    code = "#REF!"


def column(name):
    n = 0
    for c in name:
        n = n * 26 + ord(c) - 64
    return n


def letters(n):
    out = ""
    while n:
        n, r = divmod(n - 1, 26)
        out = chr(65 + r) + out
    return out


REF = re.compile(r"\$?([A-Z]{1,2})\$?(\d{1,3})")
RANGE = re.compile(rf"({REF.pattern}):({REF.pattern})")
TOKENS = re.compile(rf"""(?P<string>"[^"]*")|(?P<range>{RANGE.pattern})|(?P<ref>{REF.pattern})|(?P<name>[A-Z]+)(?=\()|(?P<number>\d+\.?\d*)|(?P<op><>|[<>]=?|[-+*/^&=(),%])|(?P<space>\s+)|(?P<bad>.)""")


def flat(args):
    for a in args:
        if isinstance(a, list):
            yield from (x for x in a if x not in (None, ""))
        else:
            yield a


FUNCTIONS = {
    "SUM": lambda *a: sum(flat(a)), "AVG": lambda *a: (v := list(flat(a))) and sum(v) / len(v), "MAX": lambda *a: max(flat(a), default=0), "MIN": lambda *a: min(flat(a), default=0), "COUNT": lambda *a: sum(1 for _ in flat(a)),
    "IF": lambda test, yes, no=False: yes if test else no, "ROUND": round, "SQRT": math.sqrt, "CONCAT": lambda *a: "".join(map(show, flat(a))), "LEN": len, "AND": lambda *a: all(flat(a)), "INDEX": lambda r, i: r[int(i) - 1], "UPPER": str.upper,
}


def show(value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value == int(value):
            return str(int(value))
        case float():
            return f"{value:.4g}"
    return str(value)


class Cell:
    def __init__(self, sheet, name, source):
        self.sheet, self.name, self.source = sheet, name, source

    @cached_property
    def parsed(self):
        """The code and the names it needs."""
        if not self.source.startswith("="):
            return None, ()
        out, needs = [], []
        for m in TOKENS.finditer(self.source, 1):
            text = m[0]
            match m.lastgroup if m.lastgroup in TOKENS.groupindex else next(k for k, v in m.groupdict().items() if v is not None):
                case "string":
                    out.append(repr(text[1:-1]))
                case "range":
                    a, b = (REF.fullmatch(t).groups() for t in text.split(":"))
                    cells = [f"{letters(c)}{r}" for r in range(int(a[1]), int(b[1]) + 1) for c in range(column(a[0]), column(b[0]) + 1)]
                    needs += cells
                    out.append(f"[{', '.join(f'v({c!r})' for c in cells)}]")
                case "ref":
                    needs.append(text.replace("$", ""))
                    out.append(f"n({needs[-1]!r})")
                case "name":
                    if text not in FUNCTIONS:
                        raise CellError(f"no function {text}")
                    out.append(f"F[{text!r}]")
                case "op":
                    out.append({"^": "**", "=": "==", "<>": "!=", "&": "+"}.get(text, text))
                case "number":
                    out.append(text)
                case "bad":
                    raise CellError(f"unexpected {text!r} in {self.source}")
        try:
            return compile("".join(out), f"<{self.name}>", "eval"), tuple(dict.fromkeys(needs))
        except SyntaxError as e:
            raise CellError(f"bad formula {self.source}") from e

    def literal(self):
        for kind in (int, float):
            try:
                return kind(self.source)
            except ValueError:
                continue
        return {"TRUE": True, "FALSE": False}.get(self.source, self.source)


class Sheet:
    def __init__(self):
        self.cells, self.values, self.users, self.computed = {}, {}, defaultdict(set), []

    def __setitem__(self, name, source):
        if not REF.fullmatch(name):
            raise KeyError(name)
        old = self.cells.pop(name, None)
        if old is not None:
            for need in self.needs(old):
                self.users[need].discard(name)
        if source is not None:
            cell = self.cells[name] = Cell(self, name, str(source))
            for need in self.needs(cell):
                self.users[need].add(name)
        self.forget(name)

    def __delitem__(self, name):
        self[name] = None

    def needs(self, cell):
        try:
            return cell.parsed[1]
        except CellError:
            return ()

    def forget(self, name, seen=None):
        seen = set() if seen is None else seen
        if name not in seen:
            seen.add(name)
            self.values.pop(name, None)
            for user in sorted(self.users[name]):
                self.forget(user, seen)

    def value(self, name, path=()):
        if name in path:
            raise CycleError(" -> ".join(path[path.index(name) :] + (name,)))
        if name not in self.values:
            cell = self.cells.get(name)
            if cell is None:
                return None
            self.computed.append(name)
            try:
                code, needs = cell.parsed
                if code is None:
                    value = cell.literal()
                else:
                    def number(n, required=True):
                        v = self.value(n, path + (name,))
                        return 0 if v is None else v

                    value = eval(code, {"__builtins__": {}, "F": FUNCTIONS, "v": lambda n: self.value(n, path + (name,)), "n": number})
            except CellError:
                raise
            except ZeroDivisionError:
                raise CellError("#DIV/0!") from None
            except (TypeError, ValueError, IndexError, NameError) as e:
                raise CellError(f"{type(e).__name__}: {e}") from e
            self.values[name] = value
        return self.values[name]

    def __getitem__(self, name):
        try:
            return self.value(name)
        except CellError as e:
            return e.args[0] if str(e).startswith("#") else e.code

    def why(self, name):
        try:
            self.value(name)
        except CellError as e:
            return f"{type(e).__name__}: {e}"

    def __str__(self):
        positions = [(column(c), int(r)) for c, r in (REF.fullmatch(n).groups() for n in self.cells)]
        width, height = max(map(itemgetter(0), positions)), max(map(itemgetter(1), positions))
        rows = [[""] + [letters(c) for c in range(1, width + 1)]] + [[str(r)] + [show(self[f"{letters(c)}{r}"]) for c in range(1, width + 1)] for r in range(1, height + 1)]
        sizes = [max(map(len, col)) for col in zip(*rows)]
        return "\n".join("|".join(v.rjust(s) if re.fullmatch(r"-?[\d.]*", v) else v.ljust(s) for v, s in zip(row, sizes)).rstrip() for row in rows)


print([(n, column(n), letters(column(n))) for n in ("A", "Z", "AA", "AZ", "BA", "ZZ")])
s = Sheet()
for name, source in {"A1": "item", "B1": "price", "C1": "count", "D1": "total", "A2": "apple", "B2": "0.5", "C2": "10", "D2": "=B2*C2", "A3": "pear", "B3": "=B2+0.25", "C3": 4, "D3": "=B3*$C$3", "A4": "all", "C4": "=SUM(C2:C3)", "D4": "=SUM(D2:D3)", "E2": '=IF(D2>=5,"big","small")', "E3": "=IF(D3>D2, 1, 0)", "E4": "=ROUND(D4/C4, 2)", "F1": "=A2&\"/\"&UPPER(A3)", "F2": "=C2^2-3*-2", "F3": "=MAX(B2:D3)", "F4": "=COUNT(A1:D4)"}.items():
    s[name] = source
print(s)
s.computed.clear()
s["B2"] = "1"
print(s["D4"], s["E2"], s["A2"], s.computed)
s.computed.clear()
s["C3"] = "=C2/2"
print(s["D4"], s["F3"], s.computed)
for name, source in (("G1", "=G2"), ("G2", "=G3+1"), ("G3", "=G1"), ("H1", "=1/0"), ("H2", "=H1+1"), ("H3", "=NOPE(1)"), ("H4", "=1+"), ("H5", "=A1*2-A2"), ("H6", "=SQRT(-1)"), ("H7", "=INDEX(B2:B3, 5)"), ("H8", "=1 ? 2"), ("H9", "=G9")):
    s[name] = source
    print(name, source, s[name], s.why(name))
s["G3"] = "5"
print(s["G1"], s["G2"])
del s["G3"]
print(s["G1"], s["A9"])
try:
    s["1A"] = 5
except KeyError as e:
    print("KeyError", e)
big = Sheet()
for i in range(1, 61):
    big[f"A{i}"] = i
    big[f"B{i}"] = f"=A{i}*2" + (f"+B{i-1}" if i > 1 else "")
print(big["B60"], len(big.computed))
big["A30"] = 1000
print(big["B60"], len(big.computed), big["B29"])
