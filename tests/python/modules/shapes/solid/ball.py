from .. import flat
from . import cube as _cube
from ..flat import *

PI = 3


def ball(r):
    return 4 * PI * _cube(r) // 3


names = sorted(n for n in dir() if not n.startswith("__"))
