# random and hashlib as programs use them: the same numbers as CPython for a seed, texts as seeds too.
import hashlib
import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.choice('abcdef'), random.uniform(1, 2), random.randrange(0, 1000, 7))
items = list(range(10))
random.shuffle(items)
print(items, random.sample(range(100), 5), random.choices('xyz', k=5), random.choices([1, 2, 3], weights=[5, 1, 1], k=4))
print(*['%.12g' % x for x in (random.gauss(0, 1), random.normalvariate(10, 2), random.expovariate(1.5), random.betavariate(2, 3), random.triangular(0, 1, 0.5))])
print(random.getrandbits(70), random.randbytes(5))
random.seed('text')
print(random.random(), random.randint(0, 10**20))
random.seed(b'bytes')
print(random.random())
r = random.Random(2024)
state = r.getstate()
first = [r.random() for _ in range(3)]
r.setstate(state)
print(first == [r.random() for _ in range(3)], r.randint(-5, 5))
total = 0
for i in range(2000):
    total += r.randint(0, i)
print(total)
print(hashlib.sha256(b'abc').hexdigest(), hashlib.new('md5', b'x').hexdigest(), hashlib.sha512(b'').hexdigest()[:16])
print(sorted(hashlib.algorithms_guaranteed)[:4], hashlib.blake2b(b'q', digest_size=8).hexdigest(), hashlib.sha3_256(b'').hexdigest()[:8])
h = hashlib.sha1()
for i in range(200):
    h.update(str(i).encode())
print(h.hexdigest(), h.name, h.digest_size)
try:
    hashlib.new('nope')
except ValueError as e:
    print(e)
