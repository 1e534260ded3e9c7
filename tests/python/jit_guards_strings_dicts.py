# hot loops over strings and dictionaries whose shape changes
def count_words(n):
    counts = {}
    words = ["alpha", "beta", "gamma", "delta"]
    for i in range(n):
        w = words[i % len(words)]
        if i == n // 2: words.append("epsilon"); words.insert(0, 42)
        counts[w] = counts.get(w, 0) + 1
        if i % 1000 == 999: counts = dict(sorted(counts.items(), key=str))
    return counts
print(count_words(4000))
def key_types(n):
    d = {}
    for i in range(n):
        k = i % 50
        if i > n // 3: k = float(k) if i % 2 else k
        if i > n // 2: k = (k,) if i % 3 == 0 else k
        if i > 3 * n // 4: k = str(k)
        d[k] = i
        if k in d and i % 97 == 0: del d[k]
    return len(d), sum(d.values()), list(d)[:3]
print(key_types(3000))
def parse(n):
    text = "12,34.5,x,,-7," * n
    total = 0; floats = 0.0; bad = 0
    for part in text.split(","):
        try:
            total += int(part)
        except ValueError:
            try: floats += float(part)
            except ValueError: bad += 1
    return total, floats, bad
print(parse(400))
def scan(n):
    text = "let x = 10; if (x > 5) { y = x * 2 } else { z = 'é漢' }" * n
    kinds = {"alpha": 0, "digit": 0, "space": 0, "other": 0, "wide": 0}
    for ch in text:
        if ch > "\u00ff": kinds["wide"] += 1
        elif ch.isalpha(): kinds["alpha"] += 1
        elif ch.isdigit(): kinds["digit"] += 1
        elif ch == " ": kinds["space"] += 1
        else: kinds["other"] += 1
    return kinds
print(scan(60))
def compare_strings(n):
    words = ["pear", "apple", "fig", "", "Apple", "apples", "é"]
    less = equal = 0
    for i in range(n):
        a, b = words[i % 7], words[i * 3 % 7]
        if a < b: less += 1
        elif a == b: equal += 1
        if a + b > b + a: less += 100
    return less, equal
print(compare_strings(3000))
def reverse_words(n):
    s = "one two three four"
    for i in range(n):
        s = " ".join(reversed(s.split())) if i % 2 else s[1:] + s[0]
    return s
print(reverse_words(2001))
def list_of_lists(n):
    rows = [[0] * 5 for _ in range(5)]
    for i in range(n):
        r, c = i % 5, i * 3 % 5
        rows[r][c] += 1 if i < n // 2 else 0.5
        if i == 3 * n // 4: rows[2][2] = "text"; rows[3] = tuple(rows[3])
        if isinstance(rows[r], tuple): rows[r] = list(rows[r])
        if isinstance(rows[r][c], str): rows[r][c] = len(rows[r][c])
    return rows
print(list_of_lists(3000))
def sliding(n):
    window, out = [], 0
    for i in range(n):
        window.append(i * 37 % 101)
        if len(window) > 10: window.pop(0)
        if i % 3 == 0: window.sort()
        elif i % 3 == 1: window.reverse()
        out += window[0] - window[-1] + max(window) * min(window)
        if i == n - 100: window = [float(w) for w in window]
    return out
print(sliding(2500))
def nested_dicts(n):
    tree = {}
    for i in range(n):
        node = tree
        for ch in str(i * 7 % 300):
            node = node.setdefault(ch, {})
        node["#"] = node.get("#", 0) + 1
    def total(t): return sum(total(v) if isinstance(v, dict) else v for v in t.values())
    return total(tree), sorted(tree), len(tree["1"])
print(nested_dicts(2000))
def sets_loop(n):
    seen, dup = set(), 0
    x = 1
    for i in range(n):
        x = x * 1103515245 % 2**31
        k = x % 500 if i < n // 2 else str(x % 500)
        if k in seen: dup += 1
        seen.add(k)
    return len(seen), dup
print(sets_loop(3000))
def truthiness(n):
    values = [0, 1, "", "a", [], [0], None, 0.0, 2.5, (), {}, {1: 1}]
    t = 0
    for i in range(n):
        v = values[i % len(values)]
        if v: t += 1
        if not v and v is not None: t += 2
        t += len(v) if isinstance(v, (str, list, tuple, dict)) and v else 0
    return t
print(truthiness(3600))
