n = 12345
def rnd():
    global n
    n = (n * 6364136223846793005 + 1442695040888963407) % 2**64
    return n >> 11
bad = 0
for i in range(3000):
    x = rnd() / 2**53
    k = i % 12
    if k == 0: v = x
    elif k == 1: v = round(x * 100, 2)
    elif k == 2: v = round(x * 1e6, 3)
    elif k == 3: v = float(rnd() % 10**16)
    elif k == 4: v = round(x, 7)
    elif k == 5: v = -round(x * 1e9, 5)
    elif k == 6: v = x * 1e15
    elif k == 7: v = (rnd() % 1000000) * 10.0 ** (rnd() % 30 - 15)
    elif k == 8: v = float(rnd() % 10**15) / 10 ** (rnd() % 20)
    elif k == 9: v = x * 0.001
    elif k == 10: v = (rnd() % 10**15) / 1e15
    else: v = float(2 ** (rnd() % 60))
    print(repr(v), float(repr(v)) == v) if i % 10 == 0 or float(repr(v)) != v else None
for s in ['1', '-1.5', '.5', '5.', '1e5', '1e-5', '1.5E+3', '-0', '0.0', '+3', '1e22', '123456789012345e22', '123456789012345e-22', '1e400', '00012', '1_0']:
    print(s, float(s))
