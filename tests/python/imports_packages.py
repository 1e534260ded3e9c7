# Packages beside the script: relative imports, submodules, star imports, what modules say of themselves.
import sys

sys.path.insert(0, "tests/python/modules")

def short(place):
    """Without the part of a path that depends on where the tests are."""
    text = str(place)
    at = text.find("tests/python")
    return text if at < 0 else text[:text.index("/")] + text[at:]


import shapes
import shapes.solid.ball as ball
import shapes.solid.ball
from shapes import *
from shapes import sq, flat as f2, solid as s2

print(shapes.__name__, shapes.__package__, shapes.__doc__, short(shapes.__file__), short(list(shapes.__path__)))
print(ball.__name__, ball.__package__, short(ball.__file__), hasattr(ball, "__path__"))
print(shapes.loaded, shapes.flat is flat is f2, s2 is solid is shapes.solid)
print(sq(5), solid.cube(3), ball.ball(2), flat.circle(2), AREA_UNIT)
print(ball.names)
print("_private" in globals(), "loaded" in globals())
print(shapes.computed, dir(shapes))
try:
    shapes.nothing
except AttributeError as e:
    print(e)
print(short(repr(shapes)), short(repr(ball)), repr(sys))
print(shapes.__spec__.name, short(shapes.__spec__.origin), shapes.__spec__.parent, short(shapes.__spec__.submodule_search_locations))
print(ball.__spec__.parent, ball.__spec__.has_location, type(shapes.__spec__).__name__)
print(shapes.__loader__.name, short(shapes.__loader__.path), type(shapes.__loader__).__name__)

import portion
import portion.part
print(portion.part.value, portion.__file__ if hasattr(portion, "__file__") else None)
print(short(list(portion.__path__)), portion.__spec__.origin)

import rings.left
print(rings.left.name(), rings.right.other())

import replaced
print(replaced.answer, type(replaced).__name__)
from replaced import answer
print(answer)

m = __import__("shapes.solid.ball")
print(m.__name__)
m = __import__("shapes.solid.ball", fromlist=["ball"])
print(m.__name__)
m = __import__("flat", {"__package__": "shapes"}, None, ["square"], 1)
print(m.__name__, m.square(4))
print(sorted(n for n in sys.modules if n.startswith(("shapes", "rings", "portion"))))


def inside():
    import shapes.flat
    from shapes.flat import square, circle as c
    total = 0
    for i in range(3000):
        from shapes import flat as again
        import shapes.solid as deep
        total += again.square(i) % 7 + deep.cube(1)
    return total, c(1), square(2), shapes.flat.__name__


print(inside())
del sys.modules["shapes.flat"]
import shapes.flat as fresh
print(fresh is f2, fresh is shapes.flat, f2.square is fresh.square)
