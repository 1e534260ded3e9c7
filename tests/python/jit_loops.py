# loop shapes: nested, with exits, calls, recursion and exceptions inside
def nested(n):
    s = 0
    for i in range(n):
        for j in range(i, n):
            if (i ^ j) & 3 == 0:
                continue
            if j - i > 40:
                break
            s += i * j
        else:
            s -= 1
    return s
print(nested(90))
def triple(n):
    count = 0
    for a in range(1, n):
        for b in range(a, n):
            c2 = a * a + b * b
            c = int(c2 ** 0.5)
            if c < n and c * c == c2:
                count += 1
    return count
print(triple(150))
def while_true(n):
    i = 0
    while True:
        i += 1
        if i % 2: continue
        if i > n: return i
print(while_true(4000))
def bridge_heavy(n):
    state = 0; out = [0] * 5
    for i in range(n):
        if state == 0: state = 1 if i % 3 else 2
        elif state == 1: state = 3 if i % 5 else 0
        elif state == 2: state = 4 if i % 7 else 1
        elif state == 3: state = 0
        else: state = 2 if i % 2 else 3
        out[state] += 1
    return out
print(bridge_heavy(6000))
def helper(x):
    if x % 3 == 0: return x
    if x % 3 == 1: return helper(x - 1) + 1
    return helper(x + 1) - 1
def calls(n):
    s = 0
    for i in range(n):
        s += helper(i)
    return s
print(calls(3000))
def fails_late(n):
    s = 0
    for i in range(n):
        try:
            if i % 100 == 99:
                s += [1][i]
            else:
                s += 1
        except IndexError:
            s += 1000
    return s
print(fails_late(4000))
def deep_exception(n, at):
    if n == 0:
        if at % 4 == 0: raise KeyError(at)
        return at
    return deep_exception(n - 1, at)
def catching(n):
    good = bad = 0
    for i in range(n):
        try:
            good += deep_exception(i % 6, i)
        except KeyError as e:
            bad += e.args[0]
    return good, bad
print(catching(2500))
def generator_loop(n):
    def produce(k):
        for i in range(k):
            if i % 5 == 4:
                yield -i
            yield i
    s = 0
    for x in produce(n):
        s = s * 3 % 1000003 + x
    return s
print(generator_loop(3000))
def short_circuit(n):
    c = 0
    for i in range(n):
        if i > 10 and i % 2 == 0 or i % 7 == 3 and not i % 3 == 0:
            c += 1
        c += (i and 1) or 5
        d = i % 4 or "zero"
        if d == "zero": c += 1
        x = 1 if i < n / 2 else 2.5
        c += x
    return c
print(short_circuit(3000))
def chained(n):
    return sum(1 for i in range(n) if 10 <= i < 100 != 50 or 0 < i % 9 <= 3 < i)
print(chained(2000))
def comprehension_heavy(n):
    return [sum([j for j in range(i) if j % 2]) for i in range(n)][-3:], {i: i * i for i in range(n)}[n - 1], len({i % 10 for i in range(n)}), sum(i * j for i in range(30) for j in range(i) if i != j)
print(comprehension_heavy(100))
def local_functions(n):
    s = 0
    for i in range(n):
        def f(x, y=i): return x + y
        s += f(1)
        s += (lambda z: z * i)(2)
    return s
print(local_functions(2000))
def strings_in_loop(n):
    s = "x"; h = 0
    for i in range(n):
        s = (s + str(i))[-10:]
        if s[0] == "1": h += 1
        if s.startswith("2"): h += len(s)
        if "99" in s: h += 100
    return s, h
print(strings_in_loop(2500))
def slicing(n):
    a = list(range(20)); s = 0
    for i in range(n):
        a = a[1:] + a[:1]
        s += a[0] * a[-1] + sum(a[i % 5:i % 5 + 3])
    return s, a[:4]
print(slicing(1500))
def swap_types(n):
    a, b = 1, "s"
    count = 0
    for i in range(n):
        a, b = b, a
        if isinstance(a, str): count += len(a)
        else: count += a
    return count
print(swap_types(3001))
while_count = 0
x = 100000
while x > 1:
    x = x / 1.01 if x > 50 else x - 1
    while_count += 1
print(while_count)
for n in range(3):
    for i in range(1500):
        if i == 1200 + n: break
    print(n, i, end=" ")
print()
