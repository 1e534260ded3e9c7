# the module warnings: filters, registries, stacklevel, recording, warnings as errors
import warnings

def show(caught):
    for w in caught:
        print(w.category.__name__, str(w.message), w.lineno)
    print(len(caught))

def deprecated():
    warnings.warn("old", DeprecationWarning, stacklevel=2)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for i in range(3):
        warnings.warn("again")
        deprecated()
show(caught)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for i in range(3):
        warnings.warn("once a line")
        warnings.warn("number %d" % i)
show(caught)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("once")
    for i in range(3):
        warnings.warn("once")
    warnings.warn("once")
show(caught)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("module")
    for i in range(3):
        warnings.warn("per module")
    warnings.warn("per module")
show(caught)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for make in [lambda: warnings.warn("raised"), lambda: warnings.warn(RuntimeWarning("an object")), deprecated]:
        try:
            make()
        except Warning as warning:
            print(type(warning).__name__, warning)
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", message="no.*")
    warnings.filterwarnings("error", category=FutureWarning)
    warnings.warn("nothing to see")
    warnings.warn("yes")
    try:
        warnings.warn("later", FutureWarning)
    except FutureWarning as warning:
        print(repr(warning))
show(caught)
for bad in [lambda: warnings.warn("x", int), lambda: warnings.warn("x", 3), lambda: warnings.simplefilter("loud"), lambda: warnings.warn()]:
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
registry = {}
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for line in [5, 5, 6]:
        warnings.warn_explicit("explicit", UserWarning, "some.py", line, registry=registry)
show(caught)
print(sorted(str(key) for key in registry if key != "version"))
print(warnings.formatwarning("text", UserWarning, "file.py", 7, "the line"), end="")
def shown(message, category, filename, lineno, file=None, line=None):
    print("shown:", message, category.__name__, lineno)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = shown
    warnings.warn("by hand")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    exec(compile("def f():\n    return '\\d'\n", "source", "exec"))
    for i in range(3):
        eval("'\\q'")
show(caught)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        compile("x = 1\ny = '\\d'\n", "source", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.lineno)
