# repeated frames are folded in a traceback
def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)
try:
    down(3)
except ValueError as e:
    depth = 0
    tb = e.__traceback__
    while tb is not None:
        depth += 1
        tb = tb.tb_next
    print(depth)
down(10)
