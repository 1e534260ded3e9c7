# Templates of str.format that are broken, and what string.Formatter makes of them.

import string


class Point:
    x = 3
    names = {"a]": 1, "{": "open", "!": "bang", ":": "colon", "0": "text zero", 0: "zero"}


templates = """{ } {0 {0! {0!} {0!z} {0!rr} {0!r {0: {0:{ {0:{} {0:{}} {0:{1:{2}}} {0.} {0[} {0[]} {0[a]x} {0[a} {a.b.} {}{0} {0}{} {:{0}} {[}
{]} {!} {!x} {-1} {99999999999999999999999} {0[99999999999999999999999]} {0[-1]} {a!s!r} {a{b}} {{} {}} {:}} {0.names[{]} {0.names[!]}
{0.names[:]} {0.names[0]} {0.names[00]} {0.x:{1}} {0.x:{1}{2}} {0.x!r:>{2}} {a:b:c} {0.x.y} {0.x[1]} {:,_} {:_,} {:,} {:,s} {:.3d} {:z}""".split()
for template in templates:
    for arguments in [(Point(), 5, 7), ("text", "*<", 8)]:
        try:
            result = template.format(*arguments, a="A")
        except Exception as e:
            result = f"{type(e).__name__}: {e}"
        print(template, "->", result)
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as e:
        parsed = f"ValueError: {e}"
    print("   ", parsed)

# what stands in front of the fault is read
parts = string.Formatter().parse("a{x!r:>{w}}b{{c}}{0[k].y}{")
try:
    for part in parts:
        print(part)
except ValueError as e:
    print("ValueError:", e)

for name in ["0", "a.b[c][0].d", "", ".x", "0[a]b", "a[", "a[]", "a.", "12a[007]"]:
    try:
        first, rest = string._string.formatter_field_name_split(name)
        print(repr(name), repr(first), list(rest))
    except ValueError as e:
        print(repr(name), "ValueError:", e)


class Quoting(string.Formatter):
    def convert_field(self, value, conversion):
        if conversion == "q":
            return f"<<{value}>>"
        return super().convert_field(value, conversion)

    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"no {key}") if isinstance(key, str) else args[key]


print(Quoting().format("{0!q:>8} {missing!r} {a!q:^{width}}|", 1, a="x", width=9))
print("{m[k]} {m[1]}".format_map({"m": {"k": 1, 1: 2}}), "{0}".format_map.__name__)
