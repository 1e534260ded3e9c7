from . import left
label = "right"
def other(): return left.name()
