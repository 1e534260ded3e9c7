# carets of all kinds, spans over several lines, groups with boxes, notes, hints
class Meta:
    def __init__(self): self.value = 1
    def get(self, key): return {"a": [1, 2]}[key][5]["b"]
    def add(self, x): return (self.value + x
                              ) * (
                              1 // 0)
def fail(kind, m):
    if kind == 0: return m.get("a")
    if kind == 1: return m.add(3)
    if kind == 2: return m.valeu
    if kind == 3: return undefned
    if kind == 4: m.get(
        "a")["x"](1,
        2)(
        [y for y in 3])
    if kind == 5:
        x = (m . missing ( 1 )
             + 3)
        return x
    if kind == 6:
        value_of_it = 3
        return valueofit
    if kind == 7: assert m.value == 2, "caf\u00e9"
    if kind == 8: "日本語" + 4; return "é" @ 3
    if kind == 9: a, b = m.value, 1; c = a ** b / 0
    if kind == 10: m[1:2]
    if kind == 11: del m.nothing; m.value.real = 3
    if kind == 12: raise ValueError("multi\nline")
    if kind == 13: return - "a"
    if kind == 14: "日本語" ** len(u"é"); return 1
errors = []
for i in range(15):
    try: fail(i, Meta())
    except Exception as e:
        if i % 4 == 0: e.add_note(f"note {i}"); e.add_note("second\nline")
        errors.append(e)
try:
    try: fail(12, Meta())
    except ValueError as e: raise KeyError("key") from e
except KeyError as e: errors.append(e)
try:
    try: fail(12, Meta())
    except ValueError as e: fail(9, Meta())
except ZeroDivisionError as e: errors.append(e)
raise ExceptionGroup("many", [ExceptionGroup("inner", errors[:3]), *errors[3:]])
