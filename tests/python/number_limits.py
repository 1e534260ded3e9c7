# Numbers at their limits: huge counts and exponents, signs of zero, hashes of negative numbers, sums and lengths without loss, % formatting.
from decimal import Decimal as D
from fractions import Fraction as F
import sys
import cmath, math
print(cmath.acosh(complex(0.0,math.nan)), cmath.acos(complex(0.0,math.nan)))
calls = (lambda: int('42', 2**70), lambda: int('42', -2**70), lambda: round(5, 2**70), lambda: round(5, -5000), lambda: int('5', 'a'), lambda: int('5', None), lambda: 0/-10**30, lambda: 0/-5, lambda: 0/10**50,
  lambda: pow(3,-1,-5), lambda: pow(3,-1,1), lambda: pow(3,-1,-1), lambda: pow(2,-3,-7), lambda: pow(2,-1,4),
  lambda: b'no' % b'1', lambda: b'x' % 7, lambda: b'no' % bytearray(b'1'), lambda: bytearray(b'no') % b'1',lambda: 'no' % b'1', lambda: b'no' % [1], lambda: b'%s' % 'a',
  lambda: '%#.117x' % 1, lambda: '%#.5o|%#5.3X|%-#8.3x|%#08.3x|%08.3d|%+.3d|% .3x' % (8,1,1,1,-5,5,5),
  lambda: b'%#.5x' % 1, lambda: '%c' % 3.14, lambda: '%c' % 'ab', lambda: '%*d' % (3.0, 1), lambda: '%*d' % ('a',1), lambda: '%*d' % (True,1), lambda: '%.*f' % (-5, 1.5), 
  lambda: (-0.0)**float('-inf'), lambda: 0.0**-1, lambda: 0**-1, lambda: (-0.0)**-3.5, lambda: float(b'123\xa0'), lambda: float(b'12\xc2\xa03'), lambda: float(b' 12 '), lambda: int(b'12\xa0'), lambda: int('\xa012'), lambda: float('\xa012'),
  lambda: complex(1,'1'), lambda: complex(None), lambda: complex(1,None), lambda: complex('1',1), lambda: complex([],1), lambda: complex(1,[]), lambda: complex(imag='1'), lambda: complex('1',imag=2), lambda: pow(1+1j,1+1j,1+1j), lambda: pow(1.5,2,3), lambda: pow(1,2,3.5), lambda: pow(2,'a',3), lambda: float.__getformat__(1), lambda: float('1_0'), lambda: float('1__0'), lambda: math.comb(-2**1000,1), lambda: math.comb(10,-2**1000), lambda: math.comb(1,2**1000), lambda: math.comb(2**1000,3)==2**1000*(2**1000-1)*(2**1000-2)//6, lambda: math.perm(2**1000,2**900), lambda: math.perm(-2**1000,1), lambda: math.perm(1, -2**1000), lambda: math.perm(2**1000,2)==2**1000*(2**1000-1), lambda: math.perm(5), lambda: math.perm(-5), lambda: math.factorial(-10**100), lambda: math.factorial(2.0), lambda: math.ldexp(math.inf,-10**100), lambda: math.ldexp(1.0,10**100), lambda: math.ldexp(1,-10**100), lambda: math.ldexp(0.0,10**100), lambda: math.ldexp(1,2.0), lambda: math.fsum([1e308,1e308]), lambda: math.fsum([1e308,-1e308, math.inf]), lambda: math.fsum([math.inf,-math.inf]), lambda: math.fsum([1e308,1e308,-1e308]), lambda: math.lcm(120,0,84.0), lambda: math.prod([1,2],start=None), lambda: math.prod(['a',2],start=3), lambda: math.hypot(1777447687.707, 1.0), lambda: math.hypot(3,4,12), lambda: math.hypot(math.inf, math.nan), lambda: math.hypot(math.nan,1), lambda: math.hypot(), lambda: math.hypot(1e-320,1e-320), lambda: math.hypot(1e308,1e308), lambda: math.hypot(-3), lambda: math.dist((1,2,3),(4,5,6.5)), lambda: math.dist([1],[2,3]), lambda: math.dist((math.inf,),(math.inf,)), lambda: math.sumprod([10,2.5],[3,-12]), lambda: math.sumprod([1e300,1e300],[1e300,-1e300]),
  lambda: '%d' % '1', lambda: '%x' % 3.5, lambda: '%i' % None, lambda: '%(a' % {}, lambda: '%(a)' % {'a':1}, lambda: '%' % (), lambda: '%z' % 1, lambda: '%s %s' % (1,), lambda: '%(a)s' % 1, lambda: '%(a)s' % (1,), lambda: '%5c|%-5c|%05c' % (65,'b','c'), lambda: '%lld %hd %Lf' % (1,2,3), lambda: '%s' % (), lambda: '%5.1s|%-5.2r' % ('abc','abc'), lambda: '%g' % '1', lambda: '%f' % 10**400, lambda: '%e' % None, lambda: '%d' % float('nan'), lambda: '%d' % float('inf'), lambda: '%x' % -255, lambda: '%#x %#X %#o %#b' % (1,1,1,1))
for f in calls:
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)

print(hash(-1), hash(-2), hash(-5), hash(-1.0), hash(D(-1)), hash(F(-1)), F(-1).__hash__(), hash(-10**30) == hash(F(-10**30)), hash(-0.5) == hash(F(-1, 2)) == hash(D("-0.5")))
print({-1: "a"}[F(-1)], {F(-7, 3): 1}[F(-7, 3)], {-3: 1}.get(-3), hash(complex(-1, 0)), hash(range(0)) == hash(range(3, 3, 2)), hash(range(10**30, 10**30 + 1)) == hash(range(10**30, 10**30 + 5, 7)))
negatives = {-i for i in range(300)}
print(len(negatives), all(-i in negatives for i in range(300)))
class H:
    def __hash__(self): return self.h
for h in (-1, 2**31 - 2, -2**31, -7):
    a = H(); a.h = h; print(hash(a), a in {a})
nan = float("nan")
print({nan: 1}[nan], len({nan, float("nan")}), hash(nan) == object.__hash__(nan))
print(sys.maxsize == 2**63 - 1 or sys.maxsize == 2**31 - 1, sys.maxsize in (2**63 - 1, 2**31 - 1), "aXbX".replace("X", "-", sys.maxsize))
print(math.factorial(60), math.comb(100, 50), math.perm(30, 12))
for n in range(200):
    h = math.hypot(n + 0.1, n / 7, 3.3)
    if n % 25 == 0: print(h, math.dist((n, 1.1), (0.3, n)), math.sumprod([n, 0.1, n], [3, 0.3, -3]))
class Price(float):
    def __str__(self): return "priced"
    def __float__(self): return 42.0
class Count(int):
    def __str__(self): return "counted"
class Name(str):
    def __str__(self): return "named"
print(f"{Price(1)} {Count(2)} {Name('x')}", "{} {} {}".format(Price(1), Count(2), Name("x")), format(Name("x"), "3") + "|", f"{Count(2):3}", f"{Price(1):.1f}", float(Price(1)))
