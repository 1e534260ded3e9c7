# large ints: products, quotients, conversion, powers, roots, the limit of digits

import math
import sys

sys.set_int_max_str_digits(0)
random_state = 12345
def rnd(bits):
    global random_state
    r = 0
    for i in range(bits // 31 + 1):
        random_state = (random_state * 1103515245 + 12345) % 2147483648
        r = (r << 31) | random_state
    return r >> (31 - bits % 31)
def check():
    for na in (30, 100, 1300, 2100, 5000):
        for nb in (20, 65, 1300, 2050, 3000):
            a = rnd(na); b = rnd(nb) | 1
            p = a * b
            assert p // b == a and p % b == 0, (na, nb)
            q, r = divmod(p + b - 1, b)
            assert q == a and r == b - 1, (na, nb)
            q, r = divmod(a * a + 5, b)
            assert q * b + r == a * a + 5 and 0 <= r < b
            assert (a + b) * (a + b) == a * a + 2 * a * b + b * b
            s = str(a)
            assert int(s) == a
            assert sum(map(int, s)) % 9 == a % 9
            assert int(hex(a), 16) == a and int(bin(a), 2) == a and int(oct(a), 8) == a
            assert math.isqrt(a * a) == a and math.isqrt(a * a + 2 * a) == a
    print("ok")
check()
print(pow(3, 10**30, 10**40), pow(3, -1, 7), pow(3, 5, -7), pow(-3, 5, 7), pow(2, 1000, 10**9 + 7), pow(5, 0, 1), pow(10**50, 10**20, -(10**30 + 57)))
print(len(str(2**20000)), str(7**5000)[-20:], hash(3**5000) % 1000003 >= 0)
print(int("0" * 5000), int("9" * 50) + 1, int("zz" * 20, 36), int("1" * 70, 3))
print(int("12_345_678_901_234"), int("-0x" + "f" * 40, 16))
sys.set_int_max_str_digits(640)
for f in (lambda: str(10**640), lambda: int("1" * 641), lambda: str(10**639)[:3], lambda: int("1" * 640) % 7, lambda: hex(10**700)[:5], lambda: int("f" * 1000, 16) % 7, lambda: "%d" % 10**700, lambda: repr(-(10**640)), lambda: f"{10**640}", lambda: sys.get_int_max_str_digits()):
    try: print(f())
    except ValueError as e: print(e)
