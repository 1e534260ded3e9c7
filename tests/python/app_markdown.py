# Markdown to HTML: blocks by a line reader, inline markup by one regular expression with callbacks, references, tables, a table of contents.
import html
import re
import textwrap
from collections import Counter
from itertools import takewhile
from string import Template

INLINE = re.compile(r"""
    (?P<escape>\\(?P<escaped>[\\`*_{}\[\]()#+.!|-]))
  | (?P<code>(?P<ticks>`+)(?P<inner>.+?)(?<!`)(?P=ticks)(?!`))
  | (?P<image>!\[(?P<alt>[^\]]*)\]\((?P<src>[^\s)]+)(?:\s+"(?P<caption>[^"]*)")?\))
  | (?P<link>\[(?P<label>[^\]]+)\](?:\((?P<href>[^\s)]*)(?:\s+"(?P<title>[^"]*)")?\)|\[(?P<ref>[^\]]*)\]))
  | (?P<auto><(?P<url>https?://[^\s>]+)>)
  | (?P<strong>(?P<s>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=s))
  | (?P<em>(?P<e>[*_])(?=\S)(?P<italic>.+?)(?<=\S)(?P=e))
  | (?P<strike>~~(?P<struck>.+?)~~)
  | (?P<br>[ ]{2,}\n)
""", re.X | re.S)


class Lines:
    def __init__(self, text):
        self.lines, self.at = text.expandtabs(4).splitlines(), 0

    @property
    def peek(self):
        return self.lines[self.at] if self.at < len(self.lines) else None

    def __iter__(self):
        return self

    def __next__(self):
        if self.peek is None:
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]

    def while_(self, test):
        while self.peek is not None and test(self.peek):
            yield next(self)


class Markdown:
    def __init__(self):
        self.references, self.toc, self.slugs, self.stats = {}, [], Counter(), Counter()

    def inline(self, text):
        out, at = [], 0
        for m in INLINE.finditer(text):
            out.append(html.escape(text[at : m.start()], quote=False))
            kind = next(k for k in ("escape", "code", "image", "link", "auto", "strong", "em", "strike", "br") if m[k] is not None)
            self.stats[kind] += 1
            out.append(getattr(self, f"inline_{kind}")(m))
            at = m.end()
        out.append(html.escape(text[at:], quote=False))
        return "".join(out)

    def inline_escape(self, m):
        return html.escape(m["escaped"])

    def inline_code(self, m):
        return f"<code>{html.escape(m['inner'].strip())}</code>"

    def inline_image(self, m):
        caption = f' title="{html.escape(m["caption"])}"' if m["caption"] else ""
        return f'<img src="{m["src"]}" alt="{html.escape(m["alt"])}"{caption}>'

    def inline_link(self, m):
        href, title = m["href"], m["title"]
        if href is None:
            key = (m["ref"] or m["label"]).lower()
            if key not in self.references:
                return html.escape(m[0])
            href, title = self.references[key]
        attributes = {"href": href} | ({"title": title} if title else {})
        return f"<a {' '.join(f'{k}={chr(34)}{html.escape(v)}{chr(34)}' for k, v in attributes.items())}>{self.inline(m['label'])}</a>"

    def inline_auto(self, m):
        return f'<a href="{m["url"]}">{m["url"]}</a>'

    def inline_strong(self, m):
        return f"<strong>{self.inline(m['bold'])}</strong>"

    def inline_em(self, m):
        return f"<em>{self.inline(m['italic'])}</em>"

    def inline_strike(self, m):
        return f"<del>{self.inline(m['struck'])}</del>"

    def inline_br(self, m):
        return "<br>\n"

    def convert(self, text):
        def define(m):
            self.references[m[1].lower()] = (m[2], m[3])
            return ""

        text = re.sub(r'^\[([^\]]+)\]:\s*(\S+)(?:\s+"([^"]*)")?\s*$', define, text, flags=re.M)
        return "\n".join(self.blocks(Lines(text)))

    def blocks(self, lines):
        while (line := lines.peek) is not None:
            if not line.strip():
                next(lines)
            elif m := re.match(r"(#{1,6})\s+(.*?)\s*#*$", line):
                next(lines)
                yield self.heading(len(m[1]), m[2])
            elif re.match(r"\s{0,3}([-*_])(\s*\1){2,}\s*$", line):
                next(lines)
                yield "<hr>"
            elif m := re.match(r"(`{3,}|~{3,})\s*(\w*)", line):
                next(lines)
                body = list(takewhile(lambda l: not l.startswith(m[1]), lines))
                language = f' class="language-{m[2]}"' if m[2] else ""
                yield f"<pre><code{language}>{html.escape(chr(10).join(body))}</code></pre>"
            elif line.startswith("    "):
                body = textwrap.dedent("\n".join(lines.while_(lambda l: l.startswith("    ") or not l.strip()))).strip("\n")
                yield f"<pre><code>{html.escape(body)}</code></pre>"
            elif line.lstrip().startswith(">"):
                inner = [re.sub(r"^\s*> ?", "", l) for l in lines.while_(lambda l: l.strip())]
                yield "<blockquote>\n" + "\n".join(self.blocks(Lines("\n".join(inner)))) + "\n</blockquote>"
            elif re.match(r"\s*([-*+]|\d+\.)\s", line):
                yield self.list(lines)
            elif "|" in line and lines.at + 1 < len(lines.lines) and re.fullmatch(r"\s*\|?(\s*:?-+:?\s*\|?)+", lines.lines[lines.at + 1]):
                yield self.table(lines)
            else:
                body = list(lines.while_(lambda l: l.strip() and not re.match(r"#|>|```|\s*[-*+]\s|\s*=+\s*$|\s*-+\s*$", l)))
                under = lines.peek or ""
                if body and re.fullmatch(r"\s*(=+|-+)\s*", under):
                    next(lines)
                    yield self.heading(1 if "=" in under else 2, " ".join(body))
                else:
                    if not body:
                        body = [next(lines)]
                    yield f"<p>{self.inline(chr(10).join(l.lstrip() for l in body))}</p>"

    def heading(self, level, text):
        slug = re.sub(r"\W+", "-", text.lower()).strip("-")
        self.slugs[slug] += 1
        if self.slugs[slug] > 1:
            slug += f"-{self.slugs[slug]}"
        self.toc.append((level, text, slug))
        return f'<h{level} id="{slug}">{self.inline(text)}</h{level}>'

    def list(self, lines):
        first = re.match(r"(\s*)([-*+]|\d+\.)(\s+)", lines.peek)
        indent, ordered = len(first[1]), first[2][0].isdigit()
        items = []
        while (line := lines.peek) is not None:
            m = re.match(r"(\s*)([-*+]|\d+\.)(\s+)(.*)", line)
            if m and len(m[1]) == indent and m[2][0].isdigit() == ordered:
                next(lines)
                items.append([m[4]])
            elif items and line.strip() and (len(line) - len(line.lstrip())) > indent:
                items[-1].append(next(lines))
            else:
                break
        out = []
        for head, *rest in items:
            task = re.match(r"\[([ x])\] (.*)", head)
            text = f"<input type=checkbox{' checked' * (task[1] == 'x')}> {self.inline(task[2])}" if task else self.inline(head)
            nested = "\n" + "\n".join(self.blocks(Lines(textwrap.dedent("\n".join(rest))))) if rest else ""
            out.append(f"<li>{text}{nested}</li>")
        tag = "ol" if ordered else "ul"
        start = f" start={int(first[2][:-1])}" if ordered and first[2] != "1." else ""
        return f"<{tag}{start}>\n" + "\n".join(out) + f"\n</{tag}>"

    def table(self, lines):
        split = lambda l: [c.strip() for c in re.split(r"(?<!\\)\|", l.strip().strip("|"))]
        head = split(next(lines))
        aligns = [{(True, True): "center", (False, True): "right", (True, False): "left"}.get((c.startswith(":"), c.endswith(":"))) for c in split(next(lines))]
        row = lambda cells, tag: "<tr>" + "".join(f"<{tag}{f' align={a}' if a else ''}>{self.inline(c)}</{tag}>" for c, a in zip(cells, aligns)) + "</tr>"
        body = [row(split(l), "td") for l in lines.while_(lambda l: "|" in l)]
        return "\n".join(["<table>", row(head, "th"), *body, "</table>"])

    def contents(self):
        return "\n".join(f"{'  ' * (level - 1)}- {text} (#{slug})" for level, text, slug in self.toc)


SOURCE = r'''
Title *here*
============

A paragraph with **bold**, *italic*, __both *nested*__, ~~gone~~, `code <b>` and ``a ` tick``.
Line two with two spaces  
and an escape \*not italic\* & <tags> © 2 * 3 * 4 snake_case_name.

## Lists ##
- one
- two [link](http://x.org "Title & more"), [by ref][r], [R][], [unknown][u]
  1. nested
  2. again **b**
- [x] done
- [ ] open
* * *
3. third
4. fourth

> quoted *text*
> - with list
>> deeper

```python
def f(x):
    return x < 1 and "s"
```

    indented code
      more

| Name | Value | Mid |
|:-----|------:|:---:|
| a | 1 | `x` |
| b \| c | **2** | |

### Lists
![alt "q"](img.png "cap") <https://auto.example/a?b=c>
Last - not a list

Lists
-----
[r]: http://ref.example "Ref"
[R]: /relative
'''
m = Markdown()
result = m.convert(SOURCE)
print(result)
print(m.contents())
print(dict(m.stats), m.references)
page = Template("<title>$title</title>\n<body>${body}</body>")
print(len(page.substitute(title=html.escape(m.toc[0][1]), body=result)))
for bad in ("**open", "a * b", "[x](", "`unclosed", "*a **b* c**", "", "#nospace", "####### seven", "1) no", "\\", "***x***", "_a_b_", "> ", "|a|b|\n|--|--|"):
    print(repr(bad), "->", repr(Markdown().convert(bad)))
words = Counter(re.findall(r"[a-z]{3,}", re.sub(r"<[^>]+>", " ", result).lower()))
print(words.most_common(6))
