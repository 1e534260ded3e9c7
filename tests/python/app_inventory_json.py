# An inventory: dataclasses with validation, inheritance and ordering, JSON with hooks, reports, undo by command objects.
import json
from collections import Counter, defaultdict
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import ClassVar


class Category(Enum):
    TOOL = "tool"
    FOOD = "food"
    BOOK = "book"

    @property
    def tax(self):
        return {Category.TOOL: 20, Category.FOOD: 7, Category.BOOK: 7}[self]


class InventoryError(Exception):
    pass


class OutOfStock(InventoryError):
    def __init__(self, item, wanted):
        self.item, self.wanted = item, wanted
        super().__init__(f"only {item.quantity} of {item.name!r}, {wanted} wanted")


class Unknown(InventoryError, KeyError):
    def __str__(self):
        return f"no item {self.args[0]!r}"


@dataclass(order=True)
class Item:
    sort_key: tuple = field(init=False, repr=False, compare=True)
    sku: str = field(compare=False)
    name: str = field(compare=False)
    price: int = field(compare=False)
    _: KW_ONLY
    quantity: int = field(default=0, compare=False)
    category: Category = field(default=Category.TOOL, compare=False)
    tags: set[str] = field(default_factory=set, compare=False, repr=False)
    discount: InitVar[int] = 0
    count: ClassVar[int] = 0

    def __post_init__(self, discount):
        if self.price < 0:
            raise ValueError(f"price must not be negative: {self.price}")
        if not self.sku.isalnum():
            raise ValueError(f"bad sku {self.sku!r}")
        self.price -= self.price * discount // 100
        self.sort_key = (self.category.value, self.name.casefold())
        type(self).count += 1

    @property
    def value(self):
        return self.price * self.quantity

    @property
    def gross(self):
        return round(self.price * (100 + self.category.tax) / 100, 2)


@dataclass(order=True)
class Perishable(Item):
    best_before: date = field(default=date(2026, 1, 1), compare=False, kw_only=True)

    def is_old(self, today):
        return self.best_before < today


class Encoder(json.JSONEncoder):
    def default(self, o):
        if is_dataclass(o) and not isinstance(o, type):
            data = {f.name: getattr(o, f.name) for f in fields(o) if f.init}
            return {"__type__": type(o).__name__} | data
        match o:
            case Category():
                return {"__enum__": o.name}
            case set() | frozenset():
                return {"__set__": sorted(o)}
            case date():
                return {"__date__": o.isoformat()}
        return super().default(o)


TYPES = {c.__name__: c for c in (Item, Perishable)}


def decode(d):
    match d:
        case {"__type__": name, **rest}:
            return TYPES[name](**rest)
        case {"__enum__": name}:
            return Category[name]
        case {"__set__": items}:
            return set(items)
        case {"__date__": text}:
            return date.fromisoformat(text)
    return d


class Command:
    registry = {}

    def __init_subclass__(cls, verb, **kw):
        super().__init_subclass__(**kw)
        Command.registry[verb] = cls

    def __init__(self, inventory, *args):
        self.inventory, self.args = inventory, args

    def __repr__(self):
        return f"{type(self).__name__}{self.args}"


class Add(Command, verb="add"):
    def do(self):
        sku, n = self.args
        self.inventory[sku].quantity += int(n)

    def undo(self):
        self.inventory[self.args[0]].quantity -= int(self.args[1])


class Take(Command, verb="take"):
    def do(self):
        sku, n = self.args
        item = self.inventory[sku]
        if item.quantity < int(n):
            raise OutOfStock(item, int(n))
        item.quantity -= int(n)

    def undo(self):
        self.inventory[self.args[0]].quantity += int(self.args[1])


class Price(Command, verb="price"):
    def do(self):
        item = self.inventory[self.args[0]]
        self.old, item.price = item.price, int(self.args[1])

    def undo(self):
        self.inventory[self.args[0]].price = self.old


class Inventory:
    def __init__(self, items=()):
        self._items = {}
        self._done = []
        for item in items:
            self += item

    def __iadd__(self, item):
        if item.sku in self._items:
            raise InventoryError(f"{item.sku} is there already")
        self._items[item.sku] = item
        return self

    def __getitem__(self, sku):
        try:
            return self._items[sku]
        except KeyError:
            raise Unknown(sku) from None

    def __iter__(self):
        return iter(sorted(self._items.values(), key=lambda item: item.sort_key))

    def __len__(self):
        return len(self._items)

    def __contains__(self, sku):
        return sku in self._items

    def execute(self, line):
        verb, *args = line.split()
        command = Command.registry[verb](self, *args)
        command.do()
        self._done.append(command)

    def undo(self):
        command = self._done.pop()
        command.undo()
        return command

    def report(self):
        groups = defaultdict(list)
        for item in self:
            groups[item.category].append(item)
        for category, items in groups.items():
            print(f"{category.value.upper():-^40}")
            for i in items:
                print(f"{i.sku:<6}{i.name:<16.14}{i.quantity:>5} x {i.price:>6,d} = {i.value:>8,d}"[:60])
        print(f"{'total':<30}{sum(i.value for i in self):>12,d}")


inventory = Inventory([
    Item("T1", "Hammer", 1500, quantity=10, tags={"steel", "hand"}),
    Item("T2", "saw", 2250, quantity=4, discount=10),
    Perishable("F1", "Apple", 40, quantity=200, category=Category.FOOD, best_before=date(2026, 5, 1)),
    Perishable("F2", "bread", 300, category=Category.FOOD),
    Item("B1", "A very long title of a book", 1999, quantity=3, category=Category.BOOK),
])
inventory.report()
print(Item.count, Perishable.count, len(inventory), "T1" in inventory, inventory["T1"], inventory["F1"])
for line in ("add T1 5", "take F1 150", "price B1 2499", "take T2 9", "take X9 1", "fly T1", "add T1 many", "add T1"):
    try:
        inventory.execute(line)
        print("ok", line)
    except OutOfStock as e:
        print("out of stock:", e, e.item.sku, e.wanted)
    except InventoryError as e:
        print(type(e).__name__, e, repr(e))
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
print([i.quantity for i in inventory], inventory.undo(), inventory.undo(), [i.quantity for i in inventory], inventory["B1"].price)
for make in (lambda: Item("x!", "bad", 1), lambda: Item("x", "bad", -1), lambda: Item("x"), lambda: Item("x", "y", 1, 2), lambda: inventory.__iadd__(Item("T1", "again", 1)), lambda: Perishable("P", "n", 1, best_after=3)):
    try:
        print(make())
    except (ValueError, TypeError, InventoryError) as e:
        print(type(e).__name__, e)
text = json.dumps(list(inventory), cls=Encoder, indent=1)
print(text[:420])
back = json.loads(text, object_hook=decode)
print(back == list(inventory), [type(b).__name__ for b in back], back[1].tags, max(back[0], back[0]).name)
try:
    print(back[0] < back[-1])
except TypeError as e:
    print(e)
try:
    json.dumps([object], cls=Encoder)
except TypeError as e:
    print(e)
apple = inventory["F1"]
print(asdict(apple)["best_before"], astuple(replace(apple, quantity=1, discount=0))[:4], apple.is_old(date(2026, 5, 1) + timedelta(days=1)), apple.gross)
print([f.name for f in fields(Perishable)], Item.__match_args__, [f.name for f in fields(Item) if f.kw_only])
totals = Counter()
for i in range(1500):
    sku = ("T1", "T2", "F1")[i % 3]
    try:
        inventory.execute(f"{'add' if i % 4 else 'take'} {sku} {i % 7}")
        totals[sku] += 1
    except OutOfStock:
        totals["out"] += 1
print(totals, [i.quantity for i in inventory])
