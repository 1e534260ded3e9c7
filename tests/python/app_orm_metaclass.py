# A small object-relational layer: a metaclass collecting field descriptors, queries built by operators, an in-memory database, migrations, signals.
import itertools
import operator
import re
from collections import defaultdict
from datetime import date
from functools import reduce


class ValidationError(ValueError):
    def __init__(self, field, message):
        super().__init__(f"{field}: {message}")
        self.field = field


class DoesNotExist(LookupError):
    pass


class MultipleFound(LookupError):
    pass


class Condition:
    def __init__(self, text, test):
        self.text, self.test = text, test

    def __and__(self, other):
        return Condition(f"({self.text} AND {other.text})", lambda o: self.test(o) and other.test(o))

    def __or__(self, other):
        return Condition(f"({self.text} OR {other.text})", lambda o: self.test(o) or other.test(o))

    def __invert__(self):
        return Condition(f"NOT {self.text}", lambda o: not self.test(o))

    def __bool__(self):
        raise TypeError("use & and | to join conditions")


class Field:
    kind, counter = object, itertools.count()

    def __init__(self, *, default=None, null=False, unique=False, check=None):
        self.default, self.null, self.unique, self.check = default, null, unique, check
        self.order = next(Field.counter)

    def __set_name__(self, owner, name):
        self.name, self.owner = name, owner

    def __get__(self, obj, owner=None):
        return self if obj is None else obj._data.get(self.name)

    def __set__(self, obj, value):
        value = self.clean(value)
        if obj._data.get(self.name) != value:
            obj._dirty.add(self.name)
        obj._data[self.name] = value

    def clean(self, value):
        if value is None:
            if not self.null:
                raise ValidationError(self.name, "must not be null")
            return None
        if not isinstance(value, self.kind):
            try:
                value = self.convert(value)
            except (TypeError, ValueError) as e:
                raise ValidationError(self.name, f"{value!r} is no {self.kind.__name__}") from e
        if self.check and not self.check(value):
            raise ValidationError(self.name, f"{value!r} is not allowed")
        return value

    def convert(self, value):
        return self.kind(value)

    def _compare(sign, function):
        def method(self, other):
            return Condition(f"{self.name} {sign} {other!r}", lambda o: (v := getattr(o, self.name)) is not None and function(v, other))

        return method

    __eq__, __ne__ = _compare("=", operator.eq), _compare("<>", operator.ne)
    __lt__, __le__, __gt__, __ge__ = _compare("<", operator.lt), _compare("<=", operator.le), _compare(">", operator.gt), _compare(">=", operator.ge)
    __hash__ = object.__hash__

    def in_(self, *values):
        return Condition(f"{self.name} IN {values!r}", lambda o: getattr(o, self.name) in values)

    def like(self, pattern):
        regex = re.compile(re.escape(pattern).replace("%", ".*").replace("_", "."), re.I)
        return Condition(f"{self.name} LIKE {pattern!r}", lambda o: bool(regex.fullmatch(getattr(o, self.name) or "")))

    def sql(self):
        return f"{self.name} {type(self).__name__.removesuffix('Field').upper()}{'' if self.null else ' NOT NULL'}{' UNIQUE' * self.unique}"


class IntField(Field):
    kind = int


class TextField(Field):
    kind = str

    def __init__(self, max_length=100, **kw):
        super().__init__(**kw)
        self.max_length = max_length

    def clean(self, value):
        value = super().clean(value)
        if value is not None and len(value) > self.max_length:
            raise ValidationError(self.name, f"longer than {self.max_length}")
        return value


class DateField(Field):
    kind = date

    def convert(self, value):
        return date.fromisoformat(value)


class ForeignKey(Field):
    def __init__(self, to, **kw):
        super().__init__(**kw)
        self.to = to

    def __set_name__(self, owner, name):
        super().__set_name__(owner, name)
        if not owner.__dict__.get("_abstract"):
            setattr(self.to, f"{owner.__name__.lower()}_set", property(lambda obj: owner.objects.filter(self == obj)))

    @property
    def kind(self):
        return self.to

    def convert(self, value):
        return self.to.objects.get(self.to.id == value)


class Query:
    def __init__(self, model, conditions=(), order=(), limit=None):
        self.model, self.conditions, self.order, self.limit = model, tuple(conditions), tuple(order), limit

    def filter(self, *conditions, **equal):
        return Query(self.model, self.conditions + conditions + tuple(getattr(self.model, k) == v for k, v in equal.items()), self.order, self.limit)

    def order_by(self, *names):
        return Query(self.model, self.conditions, names, self.limit)

    def __iter__(self):
        rows = [o for o in self.model._rows.values() if all(c.test(o) for c in self.conditions)]
        for name in reversed(self.order):
            rows.sort(key=operator.attrgetter(name.lstrip("-")), reverse=name.startswith("-"))
        return iter(rows[: self.limit])

    def __len__(self):
        return sum(1 for _ in self)

    def __getitem__(self, index):
        if isinstance(index, slice) and index.start is None:
            return Query(self.model, self.conditions, self.order, index.stop)
        return list(self)[index]

    def get(self, *conditions, **equal):
        match list(self.filter(*conditions, **equal)):
            case [one]:
                return one
            case []:
                raise DoesNotExist(f"no {self.model.__name__} with {' AND '.join(c.text for c in self.filter(*conditions, **equal).conditions)}")
            case many:
                raise MultipleFound(f"{len(many)} {self.model.__name__}s")

    def values(self, *names):
        return [tuple(getattr(o, n) for n in names) for o in self]

    def group(self, name):
        groups = defaultdict(list)
        for o in self:
            groups[getattr(o, name)].append(o)
        return dict(groups)

    def delete(self):
        doomed = list(self)
        for o in doomed:
            del self.model._rows[o.id]
        return len(doomed)

    @property
    def sql(self):
        where = f" WHERE {' AND '.join(c.text for c in self.conditions)}" if self.conditions else ""
        order = " ORDER BY " + ", ".join(f"{n.lstrip('-')}{' DESC' * n.startswith('-')}" for n in self.order) if self.order else ""
        return f"SELECT * FROM {self.model._table}{where}{order}{f' LIMIT {self.limit}' if self.limit else ''}"


class ModelMeta(type):
    models = {}

    @classmethod
    def __prepare__(meta, name, bases, table=None, abstract=False):
        return {"_abstract": abstract}

    def __new__(meta, name, bases, namespace, table=None, abstract=False):
        cls = super().__new__(meta, name, bases, namespace)
        fields = {}
        for base in reversed(cls.__mro__):
            fields |= {k: v for k, v in vars(base).items() if isinstance(v, Field)}
        cls._fields = dict(sorted(fields.items(), key=lambda p: p[1].order))
        cls._table = table or name.lower() + "s"
        if not abstract:
            cls._rows, cls._ids = {}, itertools.count(1)
            meta.models[name] = cls
        return cls

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kw):
        if cls._abstract:
            raise TypeError(f"{cls.__name__} is abstract")
        return super().__call__(*args, **kw)

    @property
    def objects(cls):
        return Query(cls)

    def __len__(cls):
        return len(cls._rows)

    def __repr__(cls):
        return f"<model {cls.__name__}>"


class Model(metaclass=ModelMeta, abstract=True):
    id = IntField(null=True)
    hooks = defaultdict(list)

    def __init__(self, **values):
        self._data, self._dirty = {}, set()
        unknown = values.keys() - self._fields.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for name, field in self._fields.items():
            default = field.default() if callable(field.default) else field.default
            setattr(self, name, values.get(name, default))

    def save(self):
        for name, field in self._fields.items():
            if field.unique and any(getattr(o, name) == getattr(self, name) for o in self._rows.values() if o is not self):
                raise ValidationError(name, f"{getattr(self, name)!r} is taken")
        if self.id is None:
            self.id = next(self._ids)
        self._rows[self.id] = self
        changed, self._dirty = sorted(self._dirty), set()
        for hook in self.hooks[type(self).__name__]:
            hook(self, changed)
        return self

    @classmethod
    def create(cls, **values):
        return cls(**values).save()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._data.items() if not isinstance(v, Model))})"

    @classmethod
    def ddl(cls):
        return f"CREATE TABLE {cls._table} ({', '.join(f.sql() for f in cls._fields.values())})"


class Author(Model):
    name = TextField(20, unique=True)
    born = DateField(null=True)


class Timed(Model, abstract=True):
    year = IntField(check=lambda y: 1400 < y < 2100)


class Book(Timed, table="library"):
    title = TextField()
    author = ForeignKey(Author)
    pages = IntField(default=lambda: 100)


saved = []
Model.hooks["Book"].append(lambda o, changed: saved.append((o.title, changed)))
a = Author.create(name="Ursula", born="1929-10-21")
b = Author.create(name="Stanisław")
for title, author, year, pages in (("Dispossessed", a, 1974, 341), ("Solaris", b, "1961", 204), ("Lathe", 1, 1971, 184), ("Cyberiad", b, 1965, 295)):
    Book.create(title=title, author=author, year=year, pages=pages)
print(ModelMeta.models, Book.ddl(), Author.ddl(), list(Book._fields))
print(a, Book.objects[0], len(Book), len(Book.objects), [x.title for x in a.book_set], b.book_set.order_by("-pages")[0])
q = Book.objects.filter((Book.year > 1962) & ~(Book.pages < 200) | Book.title.like("sol%"), author=b).order_by("-year", "title")
print(q.values("title", "year", "pages"))
print(Book.objects.filter(Book.year >= 1965, Book.title.in_("Lathe", "Nope")).order_by("title")[:1].sql, {k.name: len(v) for k, v in Book.objects.group("author").items()})
book = Book.objects.get(title="Lathe")
book.title, book.pages = "The Lathe of Heaven", 184
book.save()
print(saved[-1], book)
for bad in (lambda: Book.objects.get(title="none"), lambda: Book.objects.get(author=b), lambda: Author.create(name="Ursula"), lambda: Author(name=None), lambda: Author(name="x" * 30), lambda: Book(title="T", author=a, year=99), lambda: Book(title="T", author=a, year="x"), lambda: Book(title="T", author=77, year=2000), lambda: Author(nme="x"),
            lambda: Model(), lambda: Timed(year=2000), lambda: bool(Book.year > 5), lambda: Author(name="A", born="1929-13-01"), lambda: setattr(a, "born", 5), lambda: [x for x in Book.objects if Book.year == 1 and Book.pages == 2]):
    try:
        print(bad())
    except (ValidationError, LookupError, TypeError) as e:
        print(type(e).__name__, e, type(e.__cause__).__name__)
print(Book.objects.filter(Book.pages > 300).delete(), len(Book), reduce(operator.and_, [Book.year > 1, Book.pages > 2]).text)
for i in range(150):
    Book.create(title=f"B{i}", author=(a, b)[i % 2], year=1900 + i, pages=i)
print(sum(x.pages for x in Book.objects.filter(Book.year > 1950, Book.title.like("b%5"), author=b)), len(saved))
