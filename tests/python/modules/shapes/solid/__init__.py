from ..flat import square
from .. import AREA_UNIT


def cube(x):
    return square(x) * x
