# Template strings: t"..." and string.templatelib (Python 3.14). The source is run through exec, so that older tools can read this file.
source = r'''
from string.templatelib import Template, Interpolation, convert

name, width, items = "Ann", 8, [1, 2]
t = t"Hello {name}! {items[0] + 1:>{width}} {name!r:^10} {width=}"
print(t)
print(type(t), type(t.interpolations[0]), Template, Interpolation)
print(t.strings)
print(t.values)
for i in t.interpolations:
    print(i, i.value, i.expression, i.conversion, repr(i.format_spec))
print(list(t))
print(list(t""), list(t"abc"), list(t"{1}{2}"))
print(type(iter(t)), iter(t) is iter(t))
print(t"" .strings, t"{1}".strings, t"{1}{2} ".strings)

def render(template):
    parts = []
    for part in template:
        match part:
            case str() as text:
                parts.append(text)
            case Interpolation(value, _, conversion, spec):
                parts.append(format(convert(value, conversion), spec))
    return "".join(parts)

for n in range(40):
    text = render(t"{n:>4}|{n * n:x}|{str(n)!r}|{n=}")
    assert text == f"{n:>4}|{n * n:x}|{str(n)!r}|{n=}", text
print(text)

print(t"a{1}b" + t"c{2}d")
print((t"a{1}b" t"more{3}").strings)
both = t"{1}" + t"{2}"
print(both.strings, both.values)

def attempt(f):
    try:
        print("value", f())
    except BaseException as e:
        print(type(e).__name__, e)

attempt(lambda: t"a" + "b")
attempt(lambda: "b" + t"a")
attempt(lambda: t"a" + 1)
attempt(lambda: 1 + t"a")
attempt(lambda: t"a" * 2)
attempt(lambda: Template("a", "b", Interpolation(3, "x", "r", ".2"), Interpolation(4), "c"))
attempt(lambda: Template())
attempt(lambda: Template(1))
attempt(lambda: Template("a", b=1))
attempt(lambda: Interpolation())
attempt(lambda: Interpolation(1, 2))
attempt(lambda: Interpolation(1, "a", 3))
attempt(lambda: Interpolation(1, "a", "x"))
attempt(lambda: Interpolation(1, "a", "rr"))
attempt(lambda: Interpolation(1, "a", "r", 3))
attempt(lambda: Interpolation(1, "a", "r", "3", 4))
attempt(lambda: Interpolation(value=1, expression="e", conversion=None, format_spec="f"))
attempt(lambda: Interpolation(1, nonsense=3))
attempt(lambda: Interpolation.__match_args__)
attempt(lambda: Template.__match_args__)
attempt(lambda: setattr(t, "strings", 1))
attempt(lambda: setattr(t.interpolations[0], "value", 1))
attempt(lambda: setattr(t, "other", 1))
attempt(lambda: t == t)
attempt(lambda: t"a" == t"a")
attempt(lambda: type("Sub", (Template,), {}))
attempt(lambda: type("Sub", (Interpolation,), {}))
attempt(lambda: Interpolation[int])
attempt(lambda: Template[int])
attempt(lambda: t"{1/0}")
attempt(lambda: t.interpolations[0].__reduce__())
attempt(lambda: t.__reduce__()[1])
attempt(lambda: next(iter(t"")))
attempt(lambda: str(t"{1!s}"))
attempt(lambda: f"{t'a{1}'}")
attempt(lambda: len(t))
attempt(lambda: convert(1, "q"))
attempt(lambda: [type(part).__name__ for part in t])
attempt(lambda: hash(t) == hash(t))
attempt(lambda: rt"\n{1}\t".strings)
attempt(lambda: t"{ name }".interpolations[0].expression)
attempt(lambda: t"{{{name}}}".strings)
attempt(lambda: t"{name!r}".interpolations[0].conversion)
attempt(lambda: t"{name:{width}.{width}}".interpolations[0].format_spec)
attempt(lambda: t"{t'{name}'}".values[0].values)
attempt(lambda: t"{(lambda x: x * 2)(4)}".values)
attempt(lambda: Template.__module__ + Template.__qualname__ + Interpolation.__module__ + type(iter(t)).__module__)
attempt(lambda: sorted(n for n in dir(Template) if n not in dir(object) and n != "__module__"))
attempt(lambda: sorted(n for n in dir(Interpolation) if n not in dir(object) and n != "__module__"))
attempt(lambda: sorted(n for n in dir(type(iter(t))) if n not in dir(object) and n != "__module__"))
import copy
attempt(lambda: copy.copy(t) is t)
attempt(lambda: copy.deepcopy(t).strings)
'''
exec(source)
