# A template engine: lexing by re.split, a tree of nodes compiled to Python source and run by exec, filters, inheritance, escaping.
import html
import re
from collections import ChainMap
from textwrap import dedent


class TemplateError(Exception):
    def __init__(self, message, line):
        super().__init__(f"{message} (line {line})")
        self.line = line


class Safe(str):
    def __html__(self):
        return self


FILTERS = {"upper": str.upper, "title": str.title, "length": len, "default": lambda v, d="": d if v in (None, "") else v, "join": lambda v, sep=", ": sep.join(map(str, v)), "safe": Safe,
           "money": lambda v: f"{v:,.2f}", "truncate": lambda v, n=10: v if len(v) <= n else v[: n - 1].rstrip() + "…", "reverse": lambda v: v[::-1], "sort": sorted, "first": lambda v: next(iter(v), None)}


def register(name=None):
    def decorate(f):
        FILTERS[name or f.__name__] = f
        return f

    return decorate


@register()
def plural(n, one="", many="s"):
    return one if n == 1 else many


@register("wrap")
def wrap_in(v, tag):
    return Safe(f"<{tag}>{escape(v)}</{tag}>")


def escape(value):
    if hasattr(value, "__html__"):
        return value.__html__()
    return html.escape(str(value))


class Builder:
    def __init__(self):
        self.lines, self.depth = [], 0

    def add(self, line):
        self.lines.append("    " * self.depth + line)

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, *exc):
        self.depth -= 1

    def __str__(self):
        return "\n".join(self.lines)


EXPRESSION = re.compile(r"\s*(?P<value>\"[^\"]*\"|'[^']*'|-?\d+(?:\.\d+)?|[A-Za-z_][\w.]*)(?P<filters>(?:\s*\|\s*\w+(?::(?:\"[^\"]*\"|'[^']*'|[\w.]+))*)*)\s*\Z")


def value_code(text):
    if text[0] in "\"'" or text[0] in "-0123456789":
        return text
    first, *rest = text.split(".")
    return f"get(context, {first!r}{''.join(f', {r!r}' for r in rest)})"


def expression(text, line):
    m = EXPRESSION.match(text)
    if not m:
        raise TemplateError(f"bad expression {text.strip()!r}", line)
    code = value_code(m["value"])
    for part in re.findall(r"\|\s*(\w+)((?::(?:\"[^\"]*\"|'[^']*'|[\w.]+))*)", m["filters"]):
        name, arguments = part
        if name not in FILTERS:
            raise TemplateError(f"no filter {name!r}", line)
        given = [value_code(a) for a in re.findall(r":(\"[^\"]*\"|'[^']*'|[\w.]+)", arguments)]
        code = f"filters[{name!r}]({', '.join([code, *given])})"
    return code


def get(context, name, *path):
    value = context.get(name)
    for step in path:
        if value is None:
            return None
        try:
            value = value[step]
        except (TypeError, KeyError, IndexError):
            try:
                value = getattr(value, step)
            except AttributeError:
                value = value[int(step)] if step.isdigit() and isinstance(value, (list, tuple)) and int(step) < len(value) else None
        if callable(value):
            value = value()
    return value


class Loop:
    def __init__(self, items):
        self.items, self.index = list(items), 0

    def __iter__(self):
        for self.index, item in enumerate(self.items, 1):
            yield item

    @property
    def first(self):
        return self.index == 1

    @property
    def last(self):
        return self.index == len(self.items)


class Template:
    LEXER = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.S)

    def __init__(self, source, loader=None):
        self.loader, self.parent, self.blocks = loader or {}, None, {}
        self.code = self.compile(dedent(source))
        namespace = {"get": get, "escape": escape, "filters": FILTERS, "Loop": Loop, "ChainMap": ChainMap}
        exec(compile(self.code, "<template>", "exec"), namespace)
        self.functions = {k[6:]: f for k, f in namespace.items() if k.startswith("block_")}

    def compile(self, source):
        top = Builder()
        self.current = {"": Builder()}
        stack, line = [], 1
        builders = [("", self.current[""])]
        for token in self.LEXER.split(source):
            out = builders[-1][1]
            out.depth = max(out.depth, 1)
            if token.startswith("{{"):
                out.add(f"write(escape({expression(token[2:-2], line)}))")
            elif token.startswith("{%"):
                words = token[2:-2].split()
                match words:
                    case ["if" | "elif" as word, *rest]:
                        test = " ".join(rest)
                        negated = test.startswith("not ")
                        if word == "elif":
                            out.depth -= 1
                        out.add(f"{word} {'not ' * negated}{expression(test.removeprefix('not '), line)}:")
                        out.depth += 1
                        if word == "if":
                            stack.append(("if", line))
                        out.add("pass")
                    case ["else"] if stack:
                        out.depth -= 1
                        out.add("else:")
                        out.depth += 1
                        out.add("pass")
                    case ["for", *names, "in", items]:
                        stack.append(("for", line))
                        out.add(f"loop = Loop({expression(items, line)} or ())")
                        out.add("for item in loop:")
                        out.depth += 1
                        names = [n.strip(",") for n in names]
                        values = "{" + ", ".join(f"{n!r}: item[{i}]" for i, n in enumerate(names)) + "}" if len(names) > 1 else f"{{{names[0]!r}: item}}"
                        out.add(f"context = context.new_child({values} | {{'loop': loop}})")
                    case ["block", name]:
                        stack.append(("block", line))
                        out.add(f"blocks[{name!r}](context, write, blocks)")
                        self.current[name] = builder = Builder()
                        builders.append((name, builder))
                    case ["extends", name]:
                        name = name.strip("\"'")
                        if name not in self.loader:
                            raise TemplateError(f"no template {name!r}", line)
                        self.parent = Template(self.loader[name], self.loader)
                    case ["include", name]:
                        out.add(f"write({Template(self.loader[name], self.loader).render_static()!r})")
                    case ["set", name, "=", *value]:
                        out.add(f"context[{name!r}] = {expression(' '.join(value), line)}")
                    case [word] if word.startswith("end"):
                        if not stack or stack[-1][0] != word[3:]:
                            raise TemplateError(f"{word} does not close {stack[-1][0] if stack else 'anything'}", line)
                        stack.pop()
                        if word == "endblock":
                            builders.pop()
                        else:
                            if word == "endfor":
                                out.add("context = context.parents")
                            out.depth -= 1
                    case _:
                        raise TemplateError(f"unknown tag {' '.join(words)!r}", line)
            elif token and not token.startswith("{#"):
                out.add(f"write({token!r})")
            line += token.count("\n")
        if stack:
            raise TemplateError(f"{stack[-1][0]} is not closed", stack[-1][1])
        for name, builder in self.current.items():
            top.add(f"def block_{name}(context, write, blocks):")
            with top:
                top.add("pass")
            top.lines += builder.lines
        return str(top)

    def all_blocks(self):
        return (self.parent.all_blocks() if self.parent else {}) | {k: v for k, v in self.functions.items() if k or not self.parent}

    def render(self, **context):
        out = []
        blocks = self.all_blocks()
        blocks[""](ChainMap({}, context), out.append, blocks)
        return "".join(out)

    def render_static(self):
        return self.render()


loader = {
    "base": "<html>{% block title %}Untitled{% endblock %}|{% block body %}{% endblock %}|{% include footer %}</html>",
    "footer": "(c) {{ year|default:'2026' }}",
    "page": "{% extends 'base' %}{% block title %}{{ title|upper }}{% endblock %}ignored{% block body %}{% for x in items %}[{{ x }}]{% endfor %}{% endblock %}",
}


class User:
    def __init__(self, name, tags):
        self.name, self.tags = name, tags

    def shout(self):
        return self.name.upper() + "!"


users = [User("Ann <b>", ["x", "y"]), User("Bob", [])]
source = """\
    {# a comment
    over two lines #}Hello {{ user.name }}{{ "!" }}
    {% if users %}{{ users|length }} user{{ users|length|plural }}:
    {% for u in users %}{{ loop.index }}. {{ u.name }} {{ u.shout }}{% if u.tags %} ({{ u.tags|join:"/" }}){% else %} -{% endif %}{% if not loop.last %};{% endif %}
    {% endfor %}{% elif other %}other{% else %}nobody{% endif %}
    {{ html }} {{ html|safe }} {{ html|wrap:"em" }} {{ missing }} {{ missing.deep|default:"none" }} {{ price|money }} {{ long|truncate:8 }} {{ list.1 }} {{ list.9 }} {{ d.k.j }}
    {% set total = list|first %}{{ total }}{% for k, v in pairs %} {{ k }}={{ v }}{% endfor %}
"""
t = Template(source)
context = dict(user=users[0], users=users, html="<i>&'\"", price=1234567.891, long="a long sentence", list=[3, 1, 2], d={"k": {"j": 5}}, pairs=[("a", 1), ("b", 2)])
print(t.render(**context))
print(Template(source).render(other=1, price=0, long='', list=[0], pairs=()))
print(Template(loader["page"], loader).render(title="my page", items="ab"), Template(loader["base"], loader).render())
print(Template("{% if a %}{% if b %}AB{% else %}A{% endif %}{% endif %}").code)
for bad in ("{% if x %}", "{% endif %}", "{% for x in y %}{% endif %}", "{{ x | nope }}", "{{ 1 + }}", "\n\n{% what %}", "{% extends 'nope' %}", "{{ }}", "{% else %}"):
    try:
        print(Template(bad).render())
    except TemplateError as e:
        print(repr(bad), "->", e, e.line)
table = Template("{% for row in rows %}{% for c in row %}{{ c|default:'-' }}{% if not loop.last %},{% endif %}{% endfor %};{% endfor %}")
text = table.render(rows=[[i * j if (i + j) % 5 else None for j in range(8)] for i in range(20)])
print(len(text), text[:60], hash(text) == hash(table.render(rows=[[i * j if (i + j) % 5 else None for j in range(8)] for i in range(20)])))
