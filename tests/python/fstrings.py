# f-strings: conversions, specs, nesting, debugging form
name, n, pi, items = "World", 42, 3.14159265, [1, "two"]
print(f"Hello {name}!", f"{n}", f"{n + 1}", f"{name!r}", f"{name!s:>8}|", f"{'é'!a}", f"{items}", f"{{}} {{{n}}}")
print(f"{pi:.2f} {pi:10.3f}| {pi:<10.1f}| {pi:e} {pi:.0f} {pi:+.1f} {pi:08.2f} {-pi:08.2f}")
print(f"{n:d} {n:5}| {n:<5}| {n:^5}| {n:05} {n:+d} {n:x} {n:#x} {n:X} {n:o} {n:b} {n:#010b} {n:c} {n:,} {1234567:,} {1234567:_} {2**70:,}")
print(f"{name:10}| {name:>10}| {name:^10}| {name:*^11}| {name:.3}| {name:-<8.2}|")
width, prec = 12, 4
print(f"{pi:{width}.{prec}f}|", f"{name:{'*'}^{width}}|", f"{n:{'0' + str(6)}d}")
print(f"{n=} {n = } {name=} {name=!s} {pi=:.2f} {n+1=} {items[0]=}")
print(f"{'nested ' + f'{n * 2}'}", f"{', '.join(f'<{i}>' for i in items)}", f"{(lambda x: x * 2)(5)}", f"{ {'a': 1}['a'] }")
print(f"{True} {None} {1.0} {1e100} {0.1 + 0.2} {float('nan')} {-0.0} {(1,)} {...}", f"{True:d} {True:5}| {False:>6}|")
print("multi " f"{n} " "parts" f" {name}", f"""triple
{n}""", rf"\d{n}", f"\x41\t{n}", f"tab\t{'a' 'b'}")
class Temp:
    def __init__(self, c): self.c = c
    def __format__(self, spec): return f"{self.c * 9 / 5 + 32:.1f}F" if spec == "f" else f"{self.c}C[{spec}]"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
t = Temp(20); print(f"{t} {t:f} {t:xyz} {t!s} {t!r} {t!r:>6}", format(t, "q"), "{:f} {!r}".format(t, t), str(t))
table = [("apple", 1.5, 3), ("kiwi", 0.25, 12)]
for fruit, price, count in table:
    print(f"{fruit:<10}|{price:>8.2f}|{count:>5d}|{price * count:>9,.3f}")
out = 0
for i in range(3000):
    out += len(f"{i}:{i * 0.5:.1f}")
print(out)
for f in (lambda: f"{n:q}", lambda: f"{name:d}", lambda: f"{pi:d}", lambda: f"{items:5}", lambda: f"{None:>5}", lambda: f"{n:.2}", lambda: f"{name:+}", lambda: f"{n!r:d}", lambda: f"{name:=5}", lambda: f"{n:,x}", lambda: f"{n:5 5}"):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y[1]} {z.c}".format(x=1, y=[1, 2], z=t), "{:>{w}}".format("r", w=4), "{0!r:^7}".format("s"), "{{{}}}".format(5))
for args in (("{} {}", 1), ("{a}",), ("{", 1), ("}", 1), ("{0} {}", 1), ("{!x}", 1), ("{0.nope}", 1)):
    try:
        print(args[0].format(*args[1:]))
    except Exception as e:
        print(type(e).__name__ + ":", e)
