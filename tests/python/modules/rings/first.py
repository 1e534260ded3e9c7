before = 1
from .second import b
a = 1
