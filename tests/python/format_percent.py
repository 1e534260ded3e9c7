# % formatting
print("%s %d %f" % ("a", 5, 1.5), "%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42), "%x %X %#x %o %#o" % (255, 255, 255, 8, 8))
print("%.2f %8.3f|%-8.1f|%08.2f %+.1f %e %.3e %g %g %G" % (3.14159, 3.14159, 3.14159, 3.14159, 3.0, 12345.678, 0.00012, 1e10, 0.0001, 1e-10))
print("%r %a %s %.2s %10s|%-10s|" % ("q'", "é", None, "abcdef", "right", "left"), "%c%c" % ("A", 66), "100%%" % ())
print("%(a)s-%(b)03d" % {"a": "x", "b": 7}, "%(k)s %(k)r" % {"k": "v"}, "%s" % [1, 2], "%s" % ((1, 2),), "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 1.239))
print("%d %i %u" % (3.99, -3.99, True), "%x" % -255, "%d" % 2**70, "%s" % 2**70, "%.3d|%5.3d" % (7, -7), "%5s%%" % 50)
print("%g %g %g %g" % (100000, 1000000, 1e-5, 123456789.0), "%f" % float("inf"), "%5.1f|" % float("nan"), "%s" % 1e16)
for args in (("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), ("%z", 1), ("%(a)s", 5), ("%(a)s", {}), ("%", 1), ("%x", 1.5), ("%c", "ab"), ("%s", ()), ("%*d", ("a", 1)), ("plain", 5), ("%f", "1")):
    try:
        print(args[0] % args[1])
    except Exception as e:
        print(repr(args[0]), type(e).__name__ + ":", e)
total = 0
for i in range(3000):
    s = "%05d-%s" % (i, i * 0.5 if i % 2 else i)
    total += len(s)
print(total, s)
print(format(1234.5678, ",.2f"), format(255, "08b"), format("x", ">5"), format(0.1, ".20f"), format(1e300, "f")[:20], format(5, "e"), format(0.5, "%"), format(1, ".0%"), format(2.5, ".0f"), format(3.5, ".0f"))
print(format(12345678, ",d"), format(1234, "010,d"), format(-1234.5, "012,.1f"), format(3, "=+5"), format(-3, "<5") + "|", format(-3, "^7") + "|", format(65, "c"), format(10**20, ".3e"), format(1.0, ""), format(1.0, "g"), format(100000.0, ".3"), format(0.00001234, "g"))
print(str(1e15), str(1e16), str(123456789012345678.0), repr(1e-4), repr(1e-5), 1.5e-10, 100.0, 1e2, 12345.6789e3, 5e-324, 2.2250738585072014e-308)
