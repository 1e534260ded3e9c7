# Code objects whose functions never ran, and what can be asked of them.
import textwrap
import types


def documented(a, b=1, /, *args, c, **rest):
    "The doc string."
    local = a + b

    def inner(x):
        return x + local

    return inner


def undocumented():
    return "not a doc string"


def other(a, b=1, /, *args, c, **rest):
    "Another doc string."
    return a


# the doc string is the function's own: it does not come with the code
print(documented.__doc__, undocumented.__doc__)
documented.__code__, kept = other.__code__, documented.__code__
print(documented.__doc__, documented(5, c=1))
documented.__code__ = kept
print(documented.__doc__, documented(5, c=1)(2))
documented.__doc__ = None
print(documented.__doc__)
del other.__doc__
print(other.__doc__)
print(types.FunctionType(kept, globals()).__doc__)
print(types.FunctionType(undocumented.__code__, {}).__doc__)

# a function of the library that nobody called
code = textwrap.indent.__code__
print(code.co_name, code.co_argcount, code.co_varnames[:3], code.co_filename.endswith("textwrap.py"))
print(textwrap.indent.__doc__.split()[0], len(list(code.co_lines())) > 3)
print(code == code.replace(), code == code.replace(co_name="other"), hash(code) == hash(code.replace()))
print(code.replace(co_name="x").co_varnames == code.co_varnames)


def nested():
    def never(first, *, second=2):
        """Never called."""

        class Inner:
            "Of a class."

            def method(self):
                return __class__, first

        return [first for _ in range(2)], Inner

    return never


never = nested()
consts = never.__code__.co_consts
print(never.__doc__, never.__code__.co_cellvars, never.__kwdefaults__)
print([c.co_name for c in consts if isinstance(c, types.CodeType)])
inner = next(c for c in consts if isinstance(c, types.CodeType) and c.co_name == "Inner")
print([c.co_qualname for c in inner.co_consts if isinstance(c, types.CodeType)], inner.co_freevars)
print(never(3)[0], never(3)[1].__doc__, never(3)[1]().method()[1])
try:
    never()
except TypeError as error:
    print(error)

# equal code of two compilations, one run and one not
source = "def f(x, y=(1, 2)):\n    'doc'\n    return [x, 'text', 1.5, b'bytes', ..., {x}]\n"
one, two = compile(source, "s.py", "exec"), compile(source, "s.py", "exec")
namespace = {}
exec(one, namespace)
print(namespace["f"](1), one == two, one.co_consts == two.co_consts, namespace["f"].__code__ in two.co_consts)
unicode = compile("def g():\n    'w\u00f6rd \u4e16 \U0001f600'\n    return '\u00e9', '\u4e16\u754c', '\U0001f600', ''\n", "u.py", "exec")
exec(unicode, namespace)
print(ascii(namespace["g"].__doc__), ascii(namespace["g"]()))
