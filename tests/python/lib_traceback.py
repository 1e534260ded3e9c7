# the module traceback: printing, formatting, extracting, summaries, TracebackException, linecache
import io
import linecache
import sys
import traceback

def fail(n):
    if n == 0:
        raise ValueError("at the bottom")
    fail(n - 1)

def chained():
    try:
        fail(0)
    except ValueError as error:
        raise KeyError("outer") from error

def within():
    try:
        fail(0)
    except ValueError:
        {}["missing"]

for call in [lambda: fail(2), chained, within, lambda: 1 / 0]:
    try:
        call()
    except Exception as error:
        print(traceback.format_exception_only(error))
        frames = traceback.extract_tb(error.__traceback__)
        print([(frame.name, frame.lineno, frame.line) for frame in frames])
        print(len(traceback.format_tb(error.__traceback__)), error.__cause__, error.__context__)
        print([line.split("\n")[0].split(",")[-1] for line in traceback.format_tb(error.__traceback__, limit=1)])
        out = io.StringIO()
        traceback.print_exc(file=out)
        print(out.getvalue().count("line"), out.getvalue().splitlines()[-1])
        kept = traceback.TracebackException.from_exception(error)
        print(kept.exc_type_str, str(kept), len(kept.stack), kept.__cause__ is not None)

def stack():
    return traceback.extract_stack()
print([entry.name for entry in stack()][-2:])
entry = traceback.FrameSummary("file.py", 3, "function", line="some code")
print(entry, tuple(entry), entry.line)
print("".join(traceback.format_list([("file.py", 3, "function", "the line"), ("other.py", 4, "<module>", None)])), end="")
error = ValueError("with notes")
error.add_note("a note")
error.add_note("two\nlines")
print("".join(traceback.format_exception(error)), end="")
group = ExceptionGroup("several", [ValueError(1), ExceptionGroup("inner", [TypeError(2)])])
print("".join(traceback.format_exception(group)), end="")
try:
    compile("x = (1,\ny = 2\n", "source.py", "exec")
except SyntaxError as error:
    print("".join(traceback.format_exception_only(error)), end="")
linecache.cache["made up"] = (6, None, ["one\n", "two\n"], "made up")
print(repr(linecache.getline("made up", 2)), repr(linecache.getline("made up", 9)), linecache.getlines("no such file"))
try:
    exec(compile("\nraise OSError(2, 'no')", "made up", "exec"))
except OSError as error:
    print(traceback.format_tb(error.__traceback__)[-1].splitlines())
def recurse(n):
    return recurse(n - 1) if n else 1 / 0
try:
    recurse(10)
except ZeroDivisionError as error:
    print([line for line in "".join(traceback.format_exception(error)).splitlines() if "repeated" in line])
