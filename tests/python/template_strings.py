# t-strings (PEP 750), which the standard library uses.
name, items = "World", [1, 2]
t = t"Hello {name!r:>{3 + 7}} and {items[0] + 1}{name=}!"
print(t.strings, t.values)
for i in t.interpolations:
    print(i.value, repr(i.expression), i.conversion, repr(i.format_spec))
print([part if isinstance(part, str) else part.value for part in t])
print(repr(t"a{1}"), t"".strings, list(t"{1}{2}"))
Template, Interpolation = type(t), type(t.interpolations[0])
print(Template, Interpolation)
both = t"x{1}" + t"y{2}z"
print(both.strings, both.values)
made = Template("a", "b", Interpolation(5, "five", "s", ".2f"), Interpolation(6), "c")
print(made.strings, made.interpolations, list(made))
for wrong in (lambda: t + "x", lambda: Template(1), lambda: Interpolation()):
    try:
        print(wrong())
    except TypeError as e:
        print(e)


def render(template):
    return "".join(p if isinstance(p, str) else format(p.value, p.format_spec) for p in template)


total = 0
for n in range(2000):
    total += len(render(t"{n} of {n * 2:>6}"))
print(total)
