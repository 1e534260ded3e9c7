# inspect and traceback: signatures and binding, kinds of objects, members, sources, frames, formatted stacks and exceptions.
import inspect
import io
import sys
import traceback
from functools import partial, wraps
from inspect import Parameter, Signature, signature


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


def f(a, b: int, /, c=3, *args: str, d, e=5, **kw) -> bool:
    """Doc of f.

    More.
    """
    return True


class Base:
    """Base doc."""

    x: int = 1

    def __init__(self, p, *, q=2):
        self.p = p

    def method(self, y):
        """method doc"""

    @classmethod
    def make(cls, z=0): ...

    @staticmethod
    def static(w): ...

    @property
    def prop(self):
        """prop doc"""
        return 1


class Derived(Base):
    def method(self, y): ...

    async def co(self): ...

    def gen(self):
        yield 1


s = signature(f)
print(s, list(s.parameters), [(p.name, p.kind.description, p.default is p.empty, p.annotation) for p in s.parameters.values()], s.return_annotation)
print(signature(Base), signature(Base(1).method), signature(Base.method), signature(Base.make), signature(Base.static), signature(partial(f, 1, e=9)), signature(lambda: 0), signature(Derived.gen))
b = s.bind(1, 2, 3, 4, 5, d=6, z=7)
print(b, b.args, b.kwargs, b.arguments)
b = s.bind_partial(1)
b.apply_defaults()
print(b.arguments)
for args, kw in (((), {}), ((1, 2), {}), ((1,), {"d": 1}), ((1, 2), {"d": 1, "a": 5}), ((1, 2), {"b": 3, "d": 4})):
    attempt(s.bind, *args, **kw)
print(s.replace(return_annotation=int), s.replace(parameters=list(s.parameters.values())[:2]), Signature([Parameter("x", Parameter.POSITIONAL_ONLY), Parameter("y", Parameter.KEYWORD_ONLY, default=1, annotation=int)]), s == signature(f), repr(s.parameters["c"]), s.parameters["b"].replace(annotation=str))
attempt(Signature, [Parameter("x", Parameter.KEYWORD_ONLY), Parameter("y", Parameter.POSITIONAL_ONLY)])
attempt(Parameter, "1x", Parameter.POSITIONAL_ONLY)
attempt(Parameter, "x", Parameter.VAR_POSITIONAL, default=1)
attempt(Signature, [Parameter("x", Parameter.POSITIONAL_OR_KEYWORD)] * 2)
attempt(signature, 5)


@wraps(f)
def wrapper(*args, **kw): ...


print(signature(wrapper), signature(wrapper, follow_wrapped=False), inspect.unwrap(wrapper) is f)
checks = "isfunction ismethod isclass ismodule isbuiltin isgenerator isgeneratorfunction iscoroutinefunction isroutine isdatadescriptor ismethoddescriptor isabstract iscode isframe istraceback".split()
for name, o in {"f": f, "method": Base(1).method, "class": Base, "module": sys, "len": len, "gen": Derived(1).gen(), "genf": Derived.gen, "co": Derived.co, "prop": Base.prop, "append": [].append, "descriptor": str.upper, "code": f.__code__, "5": 5}.items():
    print(name, [c for c in checks if getattr(inspect, c)(o)])
print(inspect.getdoc(f), inspect.getdoc(Derived), inspect.cleandoc("  a\n    b\n\n"), [n for n, _ in inspect.getmembers(Derived(1)) if not n.startswith("__")], [n for n, _ in inspect.getmembers(Derived, inspect.isfunction)], [(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Derived) if not a.name.startswith("__")])
print(inspect.getmro(Derived), inspect.getmodulename("/a/b.py"), inspect.getattr_static(Derived(1), "prop") is Base.__dict__["prop"], inspect.getattr_static(5, "nope", "none"), inspect.get_annotations(f), inspect.getcallargs(f, 1, 2, d=3) if False else "")


def outer():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name


print(outer())


def bare(text):
    """Without the lines of carets."""
    return "\n".join(l for l in text.splitlines() if not l or not set(l) <= set(" |~^"))


# traceback
def deep(n):
    if n:
        deep(n - 1)
    raise ValueError(f"bottom {n}")


def chained():
    try:
        deep(1)
    except ValueError as e:
        e.add_note("a note\nof two lines")
        raise KeyError("outer") from e


try:
    chained()
except KeyError as error:
    e = error
te = traceback.TracebackException.from_exception(e, capture_locals=False)
print(te.exc_type_str, str(te), te.__cause__.exc_type_str, [x.name for x in te.stack], te.__suppress_context__)
print(bare("".join(traceback.format_exception(e))))
print(traceback.format_exception_only(e), traceback.format_exception_only(ValueError("a\nb")), traceback.format_exception_only(type("Mine", (Exception,), {"__module__": "lib.x"})()), traceback.format_exception_only(SyntaxError("bad", ("f.py", 3, 5, "x = = 1\n"))))
print([(x.name, x.line) for x in traceback.extract_tb(e.__traceback__)], traceback.extract_tb(e.__traceback__, limit=-1)[0].name, len(list(traceback.walk_tb(e.__traceback__))))
print(traceback.format_list([("file.py", 3, "func", "x = 1"), traceback.FrameSummary("g.py", 9, "h", lookup_line=False, line="y")]), traceback.FrameSummary("a", 1, "b", line="c") == ("a", 1, "b", "c"))
out = io.StringIO()
traceback.print_exception(e.__cause__, file=out, chain=False, limit=1)
traceback.print_tb(e.__traceback__, limit=1, file=out)
print(bare(out.getvalue()))
try:
    raise ExceptionGroup("many", [ValueError(1), ExceptionGroup("inner", [TypeError("t")])])
except ExceptionGroup as group:
    print("".join(traceback.TracebackException.from_exception(group, max_group_depth=1).format_exception_only(show_group=True)), traceback.format_exception_only(group))
print(repr(traceback.StackSummary.from_list([("f", 1, "n", None)])), "".join(traceback.StackSummary.from_list([("f", 1, "n", "l")] * 6).format()))
