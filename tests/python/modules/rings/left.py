from . import right
def name(): return "left of " + right.label
