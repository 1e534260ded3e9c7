# recursion: plain, mutual, deep, with closures and accumulators
# recorded by python3: endless recursion through __repr__ is too deep for Pyodide
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def fact(n):
    return 1 if n == 0 else n * fact(n - 1)
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)
def depth(tree):
    return 0 if tree is None else 1 + max(depth(tree[0]), depth(tree[1]))
def flatten(x):
    out = []
    for item in x:
        if isinstance(item, list):
            out.extend(flatten(item))
        else:
            out.append(item)
    return out
print(fib(18), fact(30), even(300), odd(301), ackermann(2, 5), len(hanoi(8)), hanoi(3))
print(gcd(2**64 * 15, 2**60 * 35), depth(((None, None), (None, (None, None)))), flatten([1, [2, [3, [4, []]]], 5]))
def collatz(n, steps=0):
    if n == 1:
        return steps
    return collatz(n // 2 if n % 2 == 0 else 3 * n + 1, steps + 1)
print(max((collatz(n), n) for n in range(1, 300)))
def power_set(items):
    if not items:
        return [[]]
    rest = power_set(items[1:])
    return rest + [[items[0]] + r for r in rest]
print(power_set([1, 2, 3]))
def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
class Deep:
    def __repr__(self):
        return "<" + repr(self) + ">"
try:
    repr(Deep())
except RecursionError:
    print("repr too deep")
print(sum(fib(k) for k in range(15)))
def count_down(n):
    while n > 0:
        n -= 1
    return n
def nest(n, f):
    return f(n) if n < 3 else nest(n - 1, lambda x: f(x) + 1)
print(count_down(5000), nest(100, lambda x: x))
def sum_digits(n):
    return n if n < 10 else n % 10 + sum_digits(n // 10)
print([sum_digits(9 ** k) for k in range(0, 60, 10)])
