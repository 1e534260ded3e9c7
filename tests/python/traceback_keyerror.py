# uncaught KeyError in a nested call, after output in several ways
import sys
table = {"a": {"x": 1}, "b": {}}
def look(k1, k2):
    row = table[k1]
    return row[k2]
def safe(k1, k2, default=None):
    try:
        return look(k1, k2)
    except KeyError:
        return default
print(look("a", "x"), safe("b", "x"), safe("zz", "x", "none"), end=" ")
hits = sum(1 for i in range(3000) if safe("ab"[i % 2], "x"))
print(hits)
sys.stdout.write("no newline at the end")
look("b", "x")
