# What most programs begin with: see code-cache.mjs.
import collections, dataclasses, datetime, enum, functools, itertools, json, os, re, sys, typing


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0

    def norm(self) -> float:
        return (self.x**2 + self.y**2) ** 0.5


print(1)
