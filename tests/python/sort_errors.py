# A sort that fails gives the list its items back.


class Odd:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        raise ValueError("no order")


items = [1, 2, 3, "4"]
for i in range(3):
    try:
        items.sort()
    except TypeError as e:
        print(i, e, items)

try:
    items.sort(key=lambda x: 1 // (x - 2) if isinstance(x, int) else 0)
except ZeroDivisionError:
    print(items)

try:
    items.sort(reverse=True)
except TypeError:
    print(items)

odd = [Odd(1), Odd(2)]
try:
    odd.sort()
except ValueError as e:
    print(e, [o.n for o in odd])

grown = [3, 1, 2]
try:
    grown.sort(key=lambda x: grown.append(x) or x)
except ValueError as e:
    print(e, grown)

try:
    print(sorted([2, "a"]))
except TypeError as e:
    print(e)
