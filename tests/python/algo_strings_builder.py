# builders of text: tables, boxes, templates, html escaping, csv, hex dumps, diffs
class Builder:
    def __init__(self): self.parts = []; self.level = 0
    def line(self, text=""): self.parts.append("  " * self.level + text); return self
    def __enter__(self): self.level += 1; return self
    def __exit__(self, *a): self.level -= 1
    def __str__(self): return "\n".join(self.parts)
    def __iadd__(self, text): return self.line(text)
    def __len__(self): return sum(map(len, self.parts))
b = Builder(); b.line("def f(x):")
with b:
    b += "if x:"
    with b: b.line("return 1").line("# done")
    b += "return 2"
print(b); print(len(b))
def table(rows, heads):
    widths = [max(len(str(r[i])) for r in rows + [heads]) for i in range(len(heads))]
    sep = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    fmt = lambda r: "|" + "|".join(f" {c:>{w}} " if isinstance(c, (int, float)) else f" {c:<{w}} " for c, w in zip(r, widths)) + "|"
    return "\n".join([sep, fmt(heads), sep] + [fmt(r) for r in rows] + [sep])
print(table([["apple", 3, 1.5], ["banana", 12, 0.25], ["fig", 100, 10.0]], ["name", "n", "price"]))
def escape(s): return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
def tag(name, *children, **attrs): return f"<{name}{''.join(f' {k}={chr(34)}{escape(str(v))}{chr(34)}' for k, v in attrs.items())}>" + "".join(children) + f"</{name}>"
print(tag("ul", *(tag("li", escape(t), id=i) for i, t in enumerate(["a<b", 'q"', "x&y"])), cls="c"))
def csv_parse(text):
    rows, row, field, quoted = [], [], "", False
    for ch in text + "\n":
        if quoted:
            if ch == '"': quoted = False
            else: field += ch
        elif ch == '"': quoted = True
        elif ch in ",\n":
            row.append(field); field = ""
            if ch == "\n":
                if row != [""]: rows.append(row)
                row = []
        else: field += ch
    return rows
print(csv_parse('a,b,c\n1,"x, y",3\n"multi\nline",,\n'))
def hexdump(text):
    for i in range(0, len(text), 8):
        chunk = text[i:i + 8]
        yield f"{i:04x} " + " ".join(f"{ord(c):02x}" for c in chunk).ljust(24) + "".join(c if c.isprintable() else "." for c in chunk)
for l in hexdump("Hello,\n\tWorld! ok"): print(l)
def template(text, **values):
    out, i = "", 0
    while True:
        j = text.find("{{", i)
        if j < 0: return out + text[i:]
        k = text.index("}}", j)
        name, _, filt = text[j + 2:k].strip().partition("|")
        v = values[name.strip()]
        out += text[i:j] + str(getattr(v, filt.strip())() if filt else v); i = k + 2
print(template("Hi {{ name|upper }}, {{n}} new {{ what | title }}.", name="ann", n=3, what="mails"))
try: template("{{x}}")
except KeyError as e: print("missing", e)
def diff(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            t[i][j] = t[i + 1][j + 1] + 1 if a[i] == b[j] else max(t[i + 1][j], t[i][j + 1])
    i = j = 0; out = []
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]: out.append(" " + a[i]); i += 1; j += 1
        elif j >= len(b) or i < len(a) and t[i + 1][j] >= t[i][j + 1]: out.append("-" + a[i]); i += 1
        else: out.append("+" + b[j]); j += 1
    return out
print(diff("the quick brown fox".split(), "the slow brown old fox".split()))
s = ""
for i in range(2000): s += "%d:%s;" % (i, "x" * (i % 3))
print(len(s), s[-20:], sum(map(int, (p.split(":")[0] for p in s.split(";") if p))), s.count("xx"))
morse = dict(zip("abcdefghijklmnopqrstuvwxyz", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
back = {v: k for k, v in morse.items()}
code = " ".join(morse[c] for c in "helloworld"); print(code, "".join(back[c] for c in code.split()))
print("\n".join("*" * n + " " * (8 - 2 * n) + "*" * n for n in (1, 2, 3, 4, 3, 2, 1)))
