"""A package."""
from . import flat
from .flat import square as sq

__all__ = ["flat", "solid", "AREA_UNIT"]
AREA_UNIT = "m2"
_private = 1
loaded = [__name__, __package__, __spec__.parent]


def __getattr__(name):
    if name == "computed":
        return "computed on demand"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return ["AREA_UNIT", "computed"]
