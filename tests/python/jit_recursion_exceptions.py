# recursion that is traced: trees, mutual calls, exceptions from the bottom, memo tables, results of other types
class Found(Exception): pass
class Node:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
def build(lo, hi): return None if lo >= hi else Node((lo + hi) // 2, build(lo, (lo + hi) // 2), build((lo + hi) // 2 + 1, hi))
tree = build(0, 300)
def total(n): return 0 if n is None else n.v + total(n.l) + total(n.r)
def find(n, v):
    if n is None: raise KeyError(v)
    if n.v == v: raise Found(n)
    return find(n.l if v < n.v else n.r, v)
def height(n): return 0 if n is None else 1 + max(height(n.l), height(n.r))
print(total(tree), height(tree))
hits = misses = 0
for i in range(900):
    try: find(tree, i % 400 if i % 3 else -i)
    except Found as e: hits += e.args[0].v == i % 400
    except KeyError: misses += 1
print(hits, misses)
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(sum(even(i % 40) for i in range(300)))
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(ack(2, 6))
def collatz(n, memo):
    if n in memo: return memo[n]
    memo[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1, memo)
    return memo[n]
memo = {1: 0}; print(max((collatz(i, memo), i) for i in range(1, 600)))
def perms(xs, out, depth=0):
    if depth == len(xs): out.append(tuple(xs)); return
    for i in range(depth, len(xs)):
        xs[depth], xs[i] = xs[i], xs[depth]
        try: perms(xs, out, depth + 1)
        finally: xs[depth], xs[i] = xs[i], xs[depth]
out = []; perms([1, 2, 3, 4, 5], out); print(len(out), out[-1], len(set(out)))
def limit(n): return limit(n + 1)
import sys
for _ in range(3):
    try: limit(0)
    except RecursionError as e: print(str(e)[:32])
    print(total(tree.l))
def evaluate(e):
    match e:
        case ("+", a, b): return evaluate(a) + evaluate(b)
        case ("*", a, b): return evaluate(a) * evaluate(b)
        case ("/", a, b):
            try: return evaluate(a) / evaluate(b)
            except ZeroDivisionError: return float("inf")
        case _: return e
print(sum(evaluate(("+", ("*", i, 2), ("/", 1, i % 10 - 5))) for i in range(400) if i % 10 != 5), evaluate(("/", 1, 0)))
