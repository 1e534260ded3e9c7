# importlib on top of the native import system.
import sys

sys.path.insert(0, "tests/python/modules")

import counter
import importlib
import importlib.util
import importlib.machinery
import importlib.abc

print(counter.count, counter.extra)
counter.extra = "changed"
again = importlib.reload(counter)
print(again is counter, counter.count, counter.extra)
m = importlib.import_module("shapes.solid")
print(m.__name__, importlib.import_module(".ball", "shapes.solid").__name__)
try:
    importlib.import_module("surely_not_there")
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    importlib.import_module(".x")
except TypeError as e:
    print(e)
spec = importlib.util.find_spec("shapes.flat")
print(spec.name, spec.origin[spec.origin.index("tests/"):], spec.parent, type(spec).__name__, type(spec.loader).__name__)
print(importlib.util.find_spec("surely_not_there"), importlib.util.find_spec("sys").origin)
print(importlib.util.find_spec("concurrent.futures").name)
print([getattr(f, "__name__", f) for f in sys.meta_path][:3])
print(type(counter.__spec__) is importlib.machinery.ModuleSpec, type(counter.__loader__).__name__)

spec = importlib.util.spec_from_file_location("loose", "tests/python/modules/counter.py")
loose = importlib.util.module_from_spec(spec)
spec.loader.exec_module(loose)
print(loose.__name__, loose.__file__[-10:], loose.count, "loose" in sys.modules)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    seen = []

    def find_spec(self, name, path, target=None):
        self.seen.append(name)
        if name.startswith("virtual"):
            return importlib.machinery.ModuleSpec(name, self, is_package="." not in name)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.greeting = "made by a finder: " + module.__name__
        if module.__name__ == "virtual.bad":
            raise ValueError("bad module")


finder = Finder()
sys.meta_path.insert(0, finder)
import virtual
import virtual.deep
from virtual import deep2
print(virtual.greeting, virtual.deep.greeting, deep2.greeting)
try:
    import virtual.bad
except ValueError as e:
    print(e, "virtual.bad" in sys.modules)
import portion.part
print(portion.part.value, finder.seen)
sys.meta_path.remove(finder)
try:
    import virtual.more
except ModuleNotFoundError as e:
    print(e)
print(virtual.__spec__.name, virtual.__loader__ is finder, repr(virtual).startswith("<module 'virtual' (<"))
import types
mod = types.ModuleType("handmade", "doc")
print(mod, mod.__doc__, sorted(vars(mod)))
mod.x = 1
sys.modules["handmade"] = mod
from handmade import x
print(x)
