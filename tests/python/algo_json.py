# a JSON-like printer and parser
def dump(value, indent=0):
    pad = "  " * (indent + 1)
    if value is None:
        return "null"
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        out = ['"']
        for ch in value:
            if ch in '"\\':
                out.append("\\" + ch)
            elif ch == "\n":
                out.append("\\n")
            elif ord(ch) < 32 or ord(ch) > 126:
                out.append(f"\\u{ord(ch):04x}")
            else:
                out.append(ch)
        return "".join(out) + '"'
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[\n" + ",\n".join(pad + dump(v, indent + 1) for v in value) + "\n" + "  " * indent + "]"
    if isinstance(value, dict):
        if not value:
            return "{}"
        return "{\n" + ",\n".join(f"{pad}{dump(str(k))}: {dump(v, indent + 1)}" for k, v in value.items()) + "\n" + "  " * indent + "}"
    raise TypeError(f"cannot dump {type(value).__name__}")
class Parser:
    def __init__(self, text):
        self.text = text; self.pos = 0
    def error(self, what):
        raise ValueError(f"{what} at {self.pos}")
    def space(self):
        while self.pos < len(self.text) and self.text[self.pos] in " \n\t\r":
            self.pos += 1
    def expect(self, s):
        if not self.text.startswith(s, self.pos):
            self.error(f"expected {s!r}")
        self.pos += len(s)
    def value(self):
        self.space()
        if self.pos >= len(self.text):
            self.error("unexpected end")
        ch = self.text[self.pos]
        if ch == "{":
            return self.members("{", "}", self.member, dict)
        if ch == "[":
            return self.members("[", "]", self.value, list)
        if ch == '"':
            return self.string()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return v
        return self.number()
    def member(self):
        self.space(); key = self.string(); self.space(); self.expect(":")
        return key, self.value()
    def members(self, left, right, item, make):
        self.expect(left); out = []; self.space()
        if self.text.startswith(right, self.pos):
            self.pos += 1
            return make(out)
        while True:
            out.append(item()); self.space()
            if self.text.startswith(",", self.pos):
                self.pos += 1
                continue
            self.expect(right)
            return make(out)
    def string(self):
        self.expect('"'); out = []
        while True:
            if self.pos >= len(self.text):
                self.error("unterminated string")
            ch = self.text[self.pos]; self.pos += 1
            if ch == '"':
                return "".join(out)
            if ch == "\\":
                ch = self.text[self.pos]; self.pos += 1
                if ch == "u":
                    ch = chr(int(self.text[self.pos:self.pos + 4], 16)); self.pos += 4
                else:
                    ch = {"n": "\n", "t": "\t"}.get(ch, ch)
            out.append(ch)
    def number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in "+-.eE0123456789":
            self.pos += 1
        token = self.text[start:self.pos]
        if not token:
            self.error("unexpected character")
        return float(token) if any(c in token for c in ".eE") else int(token)
data = {"name": "Müller \"x\"\n", "list": [1, -2.5, 1e20, True, None, [], {}], "nested": {"deep": {"deeper": [[1], [2, [3]]]}}, "big": 2**70, 5: (1, 2)}
text = dump(data)
print(text)
back = Parser(text).value()
print(back, back["big"] == 2**70, dump(back) == text)
for bad in ("", "[1, 2", '{"a" 1}', "[1,]", '"abc', "{1: 2}", "[true, nul]"):
    try:
        print(Parser(bad).value())
    except ValueError as e:
        print(repr(bad), e)
try:
    dump({1: object})
except TypeError as e:
    print(e)
big = [{"id": i, "value": i * 0.5, "tags": ["t%d" % (i % 3)] * (i % 4)} for i in range(120)]
text = dump(big)
print(len(text), Parser(text).value() == big, sum(r["value"] for r in Parser(text).value()))
