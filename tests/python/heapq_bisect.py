# _heapq and _bisect
import _bisect as bs
import _heapq as hq

def show(label, fn, *args, **kw):
    try:
        print(label, fn(*args, **kw))
    except Exception as e:
        print(label, type(e).__name__, e)

class Key:
    def __init__(self, k): self.k = k
    def __lt__(self, other): return self.k < other.k
    def __repr__(self): return "K%d" % self.k

seed = 12345
def rand(n):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed // 65536 % n

for make in (int, float, str, Key):
    items = [rand(100) for _ in range(60)]
    heap = []
    for x in items:
        hq.heappush(heap, make(x))
    print(heap[:4], [hq.heappop(heap) for _ in range(10)], hq.heapreplace(heap, make(1)), hq.heappushpop(heap, make(0)), hq.heappushpop(heap, make(9)))
    heap = [make(x) for x in items]
    hq.heapify(heap)
    print(heap[:7], [hq.heappop(heap) for _ in range(60)][-5:])
    hq.heapify_max(items)
    for x in range(5):
        hq.heappush_max(items, x * 20)
    print(items[:7], [hq.heappop_max(items) for _ in range(5)], hq.heapreplace_max(items, 77), hq.heappushpop_max(items, 3), hq.heappushpop_max(items, 300))
show("pop", hq.heappop, [])
show("replace", hq.heapreplace, [], 1)
show("pushpop", hq.heappushpop, [], 1)
show("push", hq.heappush, 1, 2)
show("push", hq.heappush, (), 2)
show("pop", hq.heappop, {})
show("mixed", hq.heapify, [1, "a", 2])
show("push", hq.heappush, [])
class Shrink:
    def __lt__(self, other):
        heap.clear()
        return False
heap = [Shrink() for _ in range(10)]
show("mutation", hq.heapify, heap)
heap = [Shrink() for _ in range(10)]
show("mutation", hq.heappop, heap)

data = [1, 3, 3, 3, 7, 9]
for x in (0, 1, 2, 3, 8, 10):
    print(x, bs.bisect_left(data, x), bs.bisect_right(data, x), bs.bisect_left(data, x, 2), bs.bisect_right(data, x, hi=3), bs.bisect_left(data, x, 1, 4))
words = ["kiwi", "fig", "apple", "cherry"]
words.sort(key=len)
bs.insort_left(words, "plum", key=len)
bs.insort_right(words, "pear", key=len)
print(words, bs.bisect_left(words, 5, key=len), bs.bisect_right((1, 2, 2), 2), bs.bisect_right(range(100), 50.5))
class Seq:
    def __len__(self): return 10
    def __getitem__(self, i): return i * i
    def insert(self, i, x): print("insert", i, x)
bs.insort_right(Seq(), 20)
print(bs.bisect_left(Seq(), 16))
show("lo", bs.bisect_left, data, 1, -1)
show("hi", bs.bisect_left, data, 10, 0, 50)
show("args", bs.bisect_left, data)
show("args", bs.bisect_right, data, 1, x=2)
show("args", bs.insort_left, data, 1, 2, 3, 4)
show("args", bs.insort_left, data, y=1)
show("type", bs.bisect_left, 3, 1)
show("mixed", bs.insort_right, data, "a")

total = 0
order = []
for i in range(2000):
    bs.insort_right(order, (i * 7919) % 1009)
    total += bs.bisect_left(order, i % 1009)
    if len(order) > 300:
        del order[::2]
heap = []
for i in range(3000):
    hq.heappush(heap, ((i * 7919) % 1009, i))
    if i % 3:
        total += hq.heappop(heap)[1]
print(total, len(order), len(heap), heap[0])
