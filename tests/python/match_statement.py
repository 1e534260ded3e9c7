# match: literals, captures, sequences, mappings, classes, guards, alternatives
def kind(x):
    match x:
        case 0: return "zero"
        case 1 | 2 | 3: return "small"
        case True | None: return "never true, or none"
        case -1: return "minus one"
        case "hi" | "ho": return f"greeting {x}"
        case int(n) if n > 100: return f"big {n}"
        case int() | float(): return "number"
        case []: return "empty"
        case [a]: return f"one {a}"
        case [a, b]: return f"two {a} {b}"
        case [first, *rest] if first == "all": return f"all {rest}"
        case (1, _, *mid, 9): return f"1..9 {mid}"
        case [[x, y], {"k": v}]: return f"nested {x} {y} {v}"
        case {"type": "circle", "r": r, **rest}: return f"circle {r} {rest}"
        case {"type": t}: return f"type {t}"
        case {}: return "mapping"
        case str() as s: return f"text {s}"
        case _: return type(x).__name__
for x in (0, 2, 1.0, None, -1, "hi", 500, 50, 2.5, [], [7], (1, 2), ["all", 1, 2], [1, 2, 3, 9], [[1, 2], {"k": "v"}], {"type": "circle", "r": 2, "z": 1}, {"type": 5}, {"a": 1}, "else", {1}, [1, 2, 3, 4]):
    print(repr(x), "->", kind(x))
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Colored(Point):
    def __init__(self, x, y, c): super().__init__(x, y); self.color = c
class Color:
    RED = 1; BLUE = 2
def where(p):
    match p:
        case Point(0, 0): return "origin"
        case Colored(x=x, color=Color.RED): return f"red at {x}"
        case Point(0, y): return f"y axis {y}"
        case Point(x, y=0): return f"x axis {x}"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(): return "point"
        case [Point(x=a), Point(x=b)]: return f"pair {a} {b}"
        case Color.BLUE: return "blue"
    return "nothing"
for p in (Point(0, 0), Colored(5, 1, 1), Point(0, 3), Point(4, 0), Point(2, 2), Point(1, 2), [Point(1, 2), Point(3, 4)], 2, "x"):
    print(where(p))
def walk(tree):
    match tree:
        case ("add", l, r): return walk(l) + walk(r)
        case ("mul", l, r): return walk(l) * walk(r)
        case ("neg", v): return -walk(v)
        case int() | float() as v: return v
        case _: raise ValueError(f"bad node {tree!r}")
tree = ("add", 1, ("mul", 2, ("neg", 3)))
print(walk(tree), sum(walk(("add", i, ("mul", i, 0.5 if i > 900 else 2))) for i in range(1000)))
try: walk(("sub", 1))
except ValueError as e: print(e)
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
def state_machine(n):
    state, counts = "a", {"a": 0, "b": 0, "c": 0}
    for i in range(n):
        counts[state] += 1
        match state, i % 3:
            case "a", 0: state = "b"
            case "a" | "b", 1: state = "c"
            case "c", _: state = "a"
            case other, _: state = other
    return counts
print(state_machine(2000))
match = 5; case = [match]; print(match, case)
