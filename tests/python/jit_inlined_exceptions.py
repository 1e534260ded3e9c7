# exceptions that leave inlined calls in hot loops: caught at different depths, with finally, changing the type in mid-loop
class A(Exception): pass
class B(A): pass
log = {"finally": 0}
def leaf(i):
    if i % 11 == 0: raise A(i)
    if i % 13 == 0: raise B(i)
    if i % 17 == 0: return 1 // 0
    return i
def mid(i):
    try: return leaf(i)
    except B as e: return -e.args[0]
    finally: log["finally"] += 1
def top(i):
    try: return mid(i)
    except A: return 0
def run(n):
    total = errors = 0
    for i in range(1, n):
        try: total += top(i)
        except ZeroDivisionError as e:
            errors += 1
            if errors % 10 == 0: total += len(str(e))
    return total, errors
print(run(2500), log)
def deep(n, i):
    if n == 0:
        if i % 50 == 49: raise KeyError(i)
        return i
    return deep(n - 1, i) + 1
def catches(n):
    s = 0
    for i in range(n):
        try: s += deep(i % 8, i)
        except KeyError as e: s -= e.args[0]; tb = e.__traceback__; depth = 0
        else: continue
        while tb is not None: tb = tb.tb_next; depth += 1
        s += depth
    return s
print(catches(1500))
def search(items, x):
    for k, v in enumerate(items):
        if v == x: return k
    raise ValueError(f"no {x}")
def many(n):
    found = missing = 0
    for i in range(n):
        try: found += search(range(10), i % 12)
        except ValueError: missing += 1
    return found, missing
print(many(1000))
def reraises(n):
    seen = 0
    for i in range(n):
        try:
            try: raise A(i) if i % 2 else ValueError(i)
            except A: raise
            except ValueError as e: raise RuntimeError(i) from e
        except A as e: seen += e.args[0]
        except RuntimeError as e: seen += e.__cause__.args[0] * 2
    return seen
print(reraises(1200))
