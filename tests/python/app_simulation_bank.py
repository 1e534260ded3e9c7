# Simulations with a seeded generator: an event queue, the counters of a bank, an epidemic, a market, dice; accounts with transactions.
import heapq
import itertools
import math
import random
from collections import Counter, deque
from contextlib import contextmanager
from dataclasses import dataclass, field


class Simulation:
    """Processes are generators that yield how long they wait, or a Resource that they want."""

    def __init__(self, seed):
        self.now, self.queue, self.numbers, self.random, self.trace = 0.0, [], itertools.count(), random.Random(seed), []

    def start(self, process, delay=0.0, value=None):
        heapq.heappush(self.queue, (self.now + delay, next(self.numbers), process, value))

    def run(self, until=math.inf):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, process, value = heapq.heappop(self.queue)
            try:
                wish = process.send(value)
            except StopIteration as stop:
                self.trace.append((round(self.now, 2), process.__name__, stop.value))
                continue
            match wish:
                case int() | float():
                    self.start(process, wish)
                case Resource():
                    wish.request(process)
                case _:
                    process.throw(TypeError(f"cannot wait for {wish!r}"))


class Resource:
    def __init__(self, simulation, size):
        self.simulation, self.free, self.waiting, self.longest = simulation, size, deque(), 0

    def request(self, process):
        if self.free:
            self.free -= 1
            self.simulation.start(process, 0, self)
        else:
            self.waiting.append(process)
            self.longest = max(self.longest, len(self.waiting))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        if self.waiting:
            self.simulation.start(self.waiting.popleft(), 0, self)
        else:
            self.free += 1


def bank(seed, counters, customers):
    sim = Simulation(seed)
    desk = Resource(sim, counters)
    waits = []

    def customer(patience):
        arrived = sim.now
        with (yield desk):
            waited = sim.now - arrived
            waits.append(waited)
            if waited > patience:
                return "gave up"
            yield sim.random.expovariate(1 / 4)
        return "served"

    def door():
        for i in range(customers):
            sim.start(customer(sim.random.uniform(5, 15)))
            yield sim.random.expovariate(1 / 2)

    sim.start(door())
    sim.run()
    return Counter(r for _, _, r in sim.trace), max(waits), sum(waits) / len(waits), desk.longest, sim.now


for counters in (1, 2, 3):
    results, worst, mean, longest, end = bank(7, counters, 60)
    print(counters, dict(sorted(results.items(), key=str)), f"{worst:.3f} {mean:.3f} {longest} {end:.2f}")
bad = Simulation(0)


def confused():
    try:
        yield "what"
    except TypeError as e:
        return str(e)


def quick(n):
    for i in range(n):
        yield 1
    return n


bad.start(quick(3))
bad.run(until=1.5)
print(bad.now, len(bad.queue))
bad.run()
bad.start(confused())
try:
    bad.run()
except StopIteration as e:
    print("stopped:", e.value)
print(bad.trace)


# an epidemic on a torus
def epidemic(seed, size=12, days=25, infect=0.25, recover=0.2):
    rng = random.Random(seed)
    grid = [["S"] * size for _ in range(size)]
    grid[size // 2][size // 2] = "I"
    history = []
    for day in range(days):
        fresh = [row[:] for row in grid]
        for y, x in itertools.product(range(size), repeat=2):
            if grid[y][x] == "I":
                if rng.random() < recover:
                    fresh[y][x] = "R"
                for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                    ny, nx = (y + dy) % size, (x + dx) % size
                    if grid[ny][nx] == "S" and rng.random() < infect:
                        fresh[ny][nx] = "I"
        grid = fresh
        history.append(Counter(itertools.chain.from_iterable(grid)))
    return history, grid


history, grid = epidemic(3)
print([(h["S"], h["I"], h["R"]) for h in history[::6]], "".join(grid[4]))
print(max(range(len(history)), key=lambda d: history[d]["I"]))


# accounts
class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(account, amount)
        self.account, self.amount = account, amount

    def __str__(self):
        return f"{self.account.owner} lacks {self.amount - self.account.balance}"


class Frozen(Exception):
    pass


@dataclass
class Account:
    owner: str
    balance: int = 0
    frozen: bool = False
    history: list = field(default_factory=list, repr=False)

    def change(self, amount, reason):
        if self.frozen:
            raise Frozen(self.owner)
        if self.balance + amount < 0:
            raise InsufficientFunds(self, -amount)
        self.balance += amount
        self.history.append((reason, amount))


class Bank:
    def __init__(self, **balances):
        self.accounts = {k: Account(k, v) for k, v in balances.items()}
        self.depth, self.failures = 0, []

    @contextmanager
    def transaction(self, name):
        before = {k: (a.balance, a.frozen, len(a.history)) for k, a in self.accounts.items()}
        self.depth += 1
        try:
            yield self
        except Exception as e:
            for k, (balance, frozen, n) in before.items():
                a = self.accounts[k]
                a.balance, a.frozen = balance, frozen
                del a.history[n:]
            e.add_note(f"rolled back {name} at depth {self.depth}")
            self.failures.append((name, type(e).__name__))
            raise
        finally:
            self.depth -= 1

    def transfer(self, a, b, amount):
        with self.transaction(f"{a}->{b}"):
            self.accounts[b].change(amount, f"from {a}")
            self.accounts[a].change(-amount, f"to {b}")

    @property
    def total(self):
        return sum(a.balance for a in self.accounts.values())


b = Bank(ann=100, bob=50, cid=0)
b.transfer("ann", "bob", 30)
for action in (lambda: b.transfer("cid", "ann", 10), lambda: b.transfer("bob", "eve", 1), lambda: setattr(b.accounts["cid"], "frozen", True) or b.transfer("ann", "cid", 5)):
    try:
        action()
    except (InsufficientFunds, KeyError, Frozen) as e:
        print(type(e).__name__, e, e.__notes__, e.args)
try:
    with b.transaction("all"):
        b.transfer("ann", "bob", 70)
        print([a.balance for a in b.accounts.values()])
        with b.transaction("inner"):
            b.accounts["bob"].frozen = True
            b.transfer("bob", "ann", 1)
except Frozen as e:
    print(e.__notes__)
print(list(b.accounts.values()), b.total, b.failures, b.accounts["bob"].history)
try:
    errors = []
    for a, c, n in (("ann", "bob", 1000), ("bob", "nobody", 1), ("bob", "ann", 5)):
        try:
            b.transfer(a, c, n)
        except Exception as e:
            errors.append(e)
    raise ExceptionGroup("batch", errors)
except* KeyError as g:
    print("unknown", [str(e) for e in g.exceptions])
except* InsufficientFunds as g:
    print("funds", [(str(e), e.account.owner) for e in g.exceptions])
rng = random.Random(1)
b.accounts["cid"].frozen = False
for i in range(400):
    try:
        b.transfer(*rng.sample(list(b.accounts), 2), rng.randrange(60))
    except InsufficientFunds:
        pass
print([a.balance for a in b.accounts.values()], b.total, len(b.failures), [len(a.history) for a in b.accounts.values()])
prices, cash, shares = [100.0], 1000.0, 0
for day in range(120):
    prices.append(round(prices[-1] * math.exp(rng.gauss(0.0005, 0.02)), 2))
    mean = sum(prices[-10:]) / len(prices[-10:])
    if prices[-1] < mean * 0.99 and cash >= prices[-1]:
        bought = cash // prices[-1]
        shares, cash = shares + bought, cash - bought * prices[-1]
    elif prices[-1] > mean * 1.01 and shares:
        shares, cash = 0, cash + shares * prices[-1]
print(prices[-3:], f"{cash + shares * prices[-1]:.2f}", min(prices), max(prices))
dice = Counter(sum(rng.choices(range(1, 7), k=2)) for _ in range(600))
print([dice[i] for i in range(2, 13)])
