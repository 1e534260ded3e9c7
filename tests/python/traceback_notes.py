# custom exception: module-qualified name only outside of __main__, notes, from None
class Problem(Exception):
    def __str__(self):
        return "problem %s" % (self.args,)
def work():
    try:
        raise KeyError("inner")
    except KeyError:
        e = Problem(1, "two")
        e.add_note("a note")
        e.add_note("another\nwith two lines")
        raise e from None
class Outer:
    class Nested(Exception):
        pass
try:
    raise Outer.Nested("x")
except Outer.Nested as e:
    print(type(e).__qualname__, type(e).__name__)
work()
