# Events: decorators that register handlers, descriptors that notify, priorities, weak listeners, once, wildcards, replay.
import fnmatch
import heapq
import inspect
import itertools
import weakref
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps


class StopEvent(Exception):
    """Raised by a handler that wants no other to run."""


@dataclass(order=True)
class Handler:
    priority: int
    number: int
    call: object = field(compare=False)
    once: bool = field(default=False, compare=False)

    def resolve(self):
        return self.call() if isinstance(self.call, weakref.ReferenceType) else self.call


@dataclass
class Event:
    name: str
    data: dict
    handled: list = field(default_factory=list, repr=False)

    def __getattr__(self, key):
        try:
            return self.__dict__["data"][key]
        except KeyError:
            raise AttributeError(f"event {self.__dict__.get('name')!r} has no {key!r}") from None


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)
        self.counter = itertools.count()
        self.log, self.errors, self.muted = [], [], 0

    def on(self, *names, priority=0, once=False, weak=False):
        def decorate(f):
            call = f
            if weak:
                call = weakref.WeakMethod(f) if inspect.ismethod(f) else weakref.ref(f)
            for name in names:
                heapq.heappush(self.handlers[name], Handler(-priority, next(self.counter), call, once))
            return f

        return decorate

    once = property(lambda self: partial(self.on, once=True))

    def off(self, f, name=None):
        removed = 0
        for key in [name] if name else list(self.handlers):
            before = self.handlers[key]
            self.handlers[key] = after = [h for h in before if h.resolve() != f]
            heapq.heapify(after)
            removed += len(before) - len(after)
        return removed

    def emit(self, name, /, **data):
        event = Event(name, data)
        if self.muted:
            return event
        self.log.append(name)
        found = sorted(itertools.chain.from_iterable(hs for pattern, hs in self.handlers.items() if fnmatch.fnmatchcase(name, pattern)))
        for handler in found:
            f = handler.resolve()
            if f is None:
                continue
            try:
                result = f(event)
            except StopEvent:
                event.handled.append("stop")
                break
            except Exception as e:
                self.errors.append(e)
                e.add_note(f"while handling {name}")
            else:
                event.handled.append(result)
            finally:
                if handler.once:
                    for hs in self.handlers.values():
                        if handler in hs:
                            hs.remove(handler)
        return event

    @contextmanager
    def mute(self):
        self.muted += 1
        try:
            yield self
        finally:
            self.muted -= 1


bus = Bus()


class Observable:
    """A data descriptor that tells the bus of changes, after validators agreed."""

    def __init__(self, default=None, *validators):
        self.default, self.validators = default, list(validators)

    def __set_name__(self, owner, name):
        self.name, self.slot = name, f"_{name}"
        owner.observed = getattr(owner, "observed", ()) + (name,)

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.slot, self.default)

    def __set__(self, obj, value):
        for check in self.validators:
            problem = check(value)
            if problem:
                raise ValueError(f"{type(obj).__name__}.{self.name}: {problem}")
        old = self.__get__(obj)
        if old != value:
            setattr(obj, self.slot, value)
            bus.emit(f"{type(obj).__name__.lower()}.{self.name}", source=obj, old=old, new=value)

    def __delete__(self, obj):
        if not hasattr(obj, self.slot):
            raise AttributeError(f"{self.name} is not set")
        delattr(obj, self.slot)
        bus.emit(f"{type(obj).__name__.lower()}.deleted", source=obj, name=self.name)

    def validator(self, f):
        self.validators.append(f)
        return f


def emits(name):
    def decorate(f):
        signature = inspect.signature(f)

        @wraps(f)
        def wrapper(*args, **kw):
            bound = signature.bind(*args, **kw)
            bound.apply_defaults()
            with_self = dict(itertools.islice(bound.arguments.items(), 1, None))
            bus.emit(f"{name}.before", **with_self)
            try:
                result = f(*args, **kw)
            except Exception as e:
                bus.emit(f"{name}.failed", error=type(e).__name__, **with_self)
                raise
            bus.emit(f"{name}.after", result=result, **with_self)
            return result

        return wrapper

    return decorate


class Thermostat:
    target = Observable(20, lambda v: "not a number" if not isinstance(v, (int, float)) else None)
    mode = Observable("off")

    @target.validator
    def _(value):
        if not 5 <= value <= 30:
            return f"{value} is out of range"

    def __repr__(self):
        return f"<Thermostat {self.target} {self.mode}>"

    @emits("heat")
    def heat(self, degrees, *, fast=False):
        self.target += degrees
        return self.target


seen = []


@bus.on("thermostat.*")
def record(event):
    seen.append((event.name, event.data.get("old"), event.data.get("new")))
    return "recorded"


@bus.on("thermostat.target", priority=10)
def first(event):
    if event.new == 13:
        raise StopEvent
    return f"first {event.old}->{event.new}"


@bus.once("thermostat.mode")
def only_once(event):
    return f"once {event.new}"


@bus.on("heat.*", "custom", priority=-1)
def heating(event):
    seen.append((event.name, sorted(event.data)))
    return event.degrees


t = Thermostat()
t.target = 21
t.target = 21
t.mode = "auto"
t.mode = "manual"
t.target = 13
print(t, seen, bus.log)
seen.clear()
for value in ("hot", 50, 4):
    try:
        t.target = value
    except ValueError as e:
        print(e)
print(t.heat(2), t.heat(degrees=3, fast=True), seen)
seen.clear()
for call in (lambda: t.heat(100), lambda: t.heat(), lambda: t.heat(1, 2), lambda: t.heat(1, slow=True)):
    try:
        call()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(seen, t.heat.__name__, Thermostat.observed, Thermostat.target is Thermostat.__dict__["target"], vars(t))
seen.clear()
event = bus.emit("custom", x=1)
print(event, event.handled, [(type(e).__name__, str(e), e.__notes__) for e in bus.errors], event.x)
del t.mode
try:
    del t.mode
except AttributeError as e:
    print(e)
print(t, seen[-1])


class Listener:
    def __init__(self, name):
        self.name, self.heard = name, []
        bus.on("thermostat.target", weak=True)(self.hear)

    def hear(self, event):
        self.heard.append(event.new)
        return self.name


a, b = Listener("a"), Listener("b")
t.target = 25
print(a.heard, b.heard, bus.emit("thermostat.target", old=1, new=2).handled)
with bus.mute():
    t.target = 6
with bus.mute(), bus.mute():
    t.mode = "x"
print(a.heard, t, bus.muted, bus.off(record), bus.off(record), bus.off(a.hear, "thermostat.target"))
print(bus.emit("thermostat.target", old=1, new=3).handled, bus.emit("nobody").handled, {k: len(v) for k, v in bus.handlers.items()})
total = itertools.count()
bus.on("tick.[ab]", priority=1)(lambda e: next(total) and e.n)
bus.on("tick.?")(lambda e: e.n * 2)
print(sum(sum(bus.emit(f"tick.{'abc'[i % 3]}", n=i).handled) for i in range(300)), next(total), len(bus.log))
