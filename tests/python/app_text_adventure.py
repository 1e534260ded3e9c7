# A text adventure: a world from a table, a parser of commands by regular expressions and match, states with entry hooks, saving by JSON and pickle-free copies.
import json
import re
import textwrap
from collections import Counter, defaultdict
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from enum import Enum, Flag, auto
from functools import partialmethod


class Direction(Enum):
    NORTH = ("n", 0, -1)
    SOUTH = ("s", 0, 1)
    EAST = ("e", 1, 0)
    WEST = ("w", -1, 0)

    def __init__(self, short, dx, dy):
        self.short, self.step = short, (dx, dy)

    @property
    def opposite(self):
        return next(d for d in Direction if d.step == tuple(-v for v in self.step))

    @classmethod
    def _missing_(cls, value):
        for member in cls:
            if str(value).lower() in (member.short, member.name.lower()):
                return member


class Trait(Flag):
    FIXED = auto()
    LIT = auto()
    LOCKED = auto()
    OPEN = auto()
    FOOD = auto()


@dataclass
class Thing:
    name: str
    text: str = "Nothing special."
    traits: Trait = Trait(0)
    inside: list = field(default_factory=list)

    def __str__(self):
        article = "some" if self.name.endswith("s") else "an" if self.name[0] in "aeiou" else "a"
        extra = [t.name.lower() for t in self.traits if t in (Trait.LIT, Trait.OPEN, Trait.LOCKED)]
        return f"{article} {self.name}" + (f" ({', '.join(extra)})" if extra else "")


@dataclass
class Room:
    name: str
    text: str
    exits: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)
    dark: bool = False
    visits: int = 0


WORLD = """
hall: A wide hall with a dusty carpet. | n=library e=kitchen | lamp,chest*!
library: Shelves up to the ceiling; most books are gone. | s=hall w=cellar? | book
kitchen: It smells of old soup. | w=hall | apple%,knife
cellar: Damp walls. Something glitters. | e=library | crown
"""


def build(text):
    rooms = {}
    for line in text.strip().splitlines():
        m = re.fullmatch(r"(?P<name>\w+): (?P<text>[^|]+) \| (?P<exits>[^|]*) \| (?P<things>.*)", line)
        room = Room(m["name"], m["text"], dark=m["name"] == "cellar")
        for d, to, secret in re.findall(r"(\w)=(\w+)(\??)", m["exits"]):
            room.exits[Direction(d)] = (to, not secret)
        for name, marks in re.findall(r"(\w+)([*!%]*)", m["things"]):
            traits = Trait(0)
            for mark in marks:
                traits |= {"*": Trait.FIXED, "!": Trait.LOCKED, "%": Trait.FOOD}[mark]
            room.things[name] = Thing(name, traits=traits)
        rooms[room.name] = room
    rooms["hall"].things["chest"].inside.append(Thing("key"))
    rooms["library"].things["book"].text = "It tells of a passage in the west wall."
    return rooms


class Refusal(Exception):
    pass


class Command:
    table = []

    def __init__(self, pattern, *aliases):
        self.patterns = [re.compile(p + r"\s*\Z", re.I) for p in (pattern, *aliases)]

    def __call__(self, f):
        self.table.append((self, f))
        return f

    @classmethod
    def find(cls, line):
        for command, f in cls.table:
            for p in command.patterns:
                if m := p.match(line):
                    return f, {k: v for k, v in m.groupdict().items() if v}
        return None, None


class Game:
    def __init__(self, world=WORLD):
        self.rooms, self.at, self.bag = build(world), "hall", {}
        self.score, self.turns, self.state, self.out, self.undo_stack = 0, 0, "playing", [], []
        self.events = defaultdict(list)
        self.enter()

    @property
    def room(self):
        return self.rooms[self.at]

    def say(self, text, *args):
        self.out += textwrap.wrap(text.format(*args), 70)

    def enter(self):
        self.room.visits += 1
        for hook in self.events[self.at]:
            hook(self)
        self.look(brief=self.room.visits > 1)

    def has_light(self):
        return any(Trait.LIT in t.traits for t in self.bag.values())

    def here(self, name):
        if self.room.dark and not self.has_light():
            raise Refusal("It is too dark to see.")
        try:
            return self.room.things[name]
        except KeyError:
            raise Refusal(f"There is no {name} here.") from None

    def held(self, name):
        if name not in self.bag:
            raise Refusal(f"You have no {name}.")
        return self.bag[name]

    @Command(r"(look|l)")
    def look(self, brief=False):
        if self.room.dark and not self.has_light():
            self.say("Darkness.")
            return
        self.say("[{}] {}", self.room.name.title(), "" if brief else self.room.text)
        if self.room.things:
            self.say("You see {}.", ", ".join(map(str, self.room.things.values())))
        self.say("Exits: {}", ", ".join(sorted(d.name.lower() for d, (_, seen) in self.room.exits.items() if seen)))

    @Command(r"(go\s+)?(?P<where>north|south|east|west|[nsew])")
    def go(self, where):
        match self.room.exits.get(Direction(where)):
            case (to, True):
                self.at = to
                self.enter()
            case _:
                raise Refusal("You cannot go that way.")

    north, south = partialmethod(go, "n"), partialmethod(go, "s")

    @Command(r"(take|get)\s+(the\s+)?(?P<name>\w+)(\s+from\s+(the\s+)?(?P<source>\w+))?")
    def take(self, name, source=None):
        if source:
            box = self.here(source)
            if Trait.OPEN not in box.traits:
                raise Refusal(f"The {source} is closed.")
            for thing in box.inside:
                if thing.name == name:
                    box.inside.remove(thing)
                    break
            else:
                raise Refusal(f"There is no {name} in it.")
        elif name == "all":
            for n in [n for n, t in self.room.things.items() if Trait.FIXED not in t.traits]:
                self.take(n)
            return
        else:
            thing = self.here(name)
            if Trait.FIXED in thing.traits:
                raise Refusal(f"The {name} is too heavy.")
            del self.room.things[name]
        self.bag[name] = thing
        self.score += 10 if name == "crown" else 1
        self.say("Taken: {}.", name)
        if name == "crown":
            self.state = "won"

    @Command(r"drop\s+(the\s+)?(?P<name>\w+)")
    def drop(self, name):
        self.room.things[name] = self.held(name)
        del self.bag[name]
        self.say("Dropped.")

    @Command(r"(light|switch on)\s+(the\s+)?(?P<name>\w+)")
    def light(self, name):
        if name != "lamp":
            raise Refusal(f"The {name} does not burn.")
        self.held(name).traits ^= Trait.LIT
        self.say("The lamp is {}.", "on" if Trait.LIT in self.held(name).traits else "off")

    @Command(r"(open|unlock)\s+(the\s+)?(?P<name>\w+)(\s+with\s+(the\s+)?(?P<tool>\w+))?")
    def open(self, name, tool=None):
        thing = self.here(name)
        if not thing.traits & (Trait.LOCKED | Trait.OPEN):
            raise Refusal("That does not open.")
        if Trait.LOCKED in thing.traits:
            if tool is None:
                raise Refusal("It is locked.")
            if self.held(tool).name != "knife":
                raise Refusal(f"The {tool} does not help.")
            thing.traits = thing.traits & ~Trait.LOCKED | Trait.OPEN
        self.say("The {} contains {}.", name, ", ".join(map(str, thing.inside)) or "nothing")

    @Command(r"(read|examine|x)\s+(the\s+)?(?P<name>\w+)")
    def examine(self, name):
        self.say((self.bag.get(name) or self.here(name)).text)
        if name == "book" and self.at == "library":
            to, _ = self.room.exits[Direction.WEST]
            self.room.exits[Direction.WEST] = (to, True)
            self.say("You find the passage.")

    @Command(r"eat\s+(the\s+)?(?P<name>\w+)")
    def eat(self, name):
        if Trait.FOOD not in self.held(name).traits:
            raise Refusal("You would not like that.")
        del self.bag[name]
        self.say("Delicious.")

    @Command(r"(inventory|inv|i)")
    def inventory(self):
        self.say("You carry {}.", ", ".join(map(str, self.bag.values())) or "nothing")

    @Command(r"undo")
    def undo(self):
        if not self.undo_stack:
            raise Refusal("Nothing to undo.")
        vars(self).update(self.undo_stack.pop())
        self.say("Undone.")

    def play(self, line):
        self.out = []
        f, arguments = Command.find(line.strip())
        if f is None:
            self.say("I do not understand {!r}.", line)
            return self.out
        before = {k: deepcopy(v) for k, v in vars(self).items() if k not in ("out", "undo_stack", "events")}
        try:
            f(self, **arguments)
            self.turns += 1
            if f is not Game.undo:
                self.undo_stack.append(before)
        except Refusal as e:
            self.say(str(e))
        if self.state == "won":
            self.say("You have won with {} points in {} turns.", self.score, self.turns)
        return self.out

    def save(self):
        return json.dumps({"at": self.at, "bag": {k: asdict(t) for k, t in self.bag.items()}, "things": {n: [t.name for t in r.things.values()] for n, r in self.rooms.items()}}, default=lambda o: o.value, sort_keys=True)


game = Game()
game.events["kitchen"].append(lambda g: g.say("A mouse runs away.") if g.room.visits == 1 else None)
print("\n".join(game.out))
for line in """look
take lamp
take the chest
open chest
open chest with sword
dance wildly
e
get all
i
eat knife
eat apple
go west
unlock the chest with knife
take gold from chest
take key from chest
x lamp
w
north
w
read book
west
take crown
light lamp
look
e
drop knife
s
undo
undo
undo
n
w
get crown""".splitlines():
    print(">", line)
    print("\n".join("  " + o for o in game.play(line)))
print(game.save())
print(game.state, game.score, game.turns, Direction("N").opposite, Direction.EAST.step, [d.short for d in Direction])
try:
    Direction("up")
except ValueError as e:
    print(e)
count = Counter(re.search(r"\w+", p.pattern.replace("(", ""))[0] for c, f in Command.table for p in c.patterns)
print(sorted(count), len(Command.table), repr(Thing("apples")), Trait.LIT | Trait.OPEN, Trait(0))
