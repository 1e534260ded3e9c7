# Repeating sequences by counts that no memory has room for.
# recorded by python3: Pyodide counts with 32 bits


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def attempt(f):
    try:
        return len(f())
    except (OverflowError, MemoryError, TypeError) as e:
        return type(e).__name__, str(e)


for text in ["a|-5", b"xyz", [1, 2, 3], [1.5], ["x"], (1, 2), ""]:
    print(repr(text))
    for count in [0, -1, 2, 2**62, 2**63, -(2**63), -(2**70), 2**70, Index(3), Index(2**62), 1.5]:
        if isinstance(text, bytes) and isinstance(count, float):
            continue
        if not text and not isinstance(count, float):
            count = min(count if isinstance(count, int) else count.value, 2**62)
        print("   ", attempt(lambda: text * count), attempt(lambda: count * text))

total = 0
for i in range(3000):
    total += len("ab" * (i % 5)) + len([i] * (i % 3)) + len((i,) * (i % 4))
print(total)
