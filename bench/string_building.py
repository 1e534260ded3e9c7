"""Building strings: concatenation in a loop, join, formatting, slices, replace."""
from harness import main


def run():
    text = ""
    for i in range(20000):
        text += chr(97 + i % 26)
    rows = []
    for i in range(6000):
        rows.append("%d:%s" % (i, text[i : i + 5]) + f"|{i:>6}|{i / 4:.2f}|")
    page = "\n".join(rows)
    page = page.replace("abc", "<ABC>")
    marks = 0
    for c in page:
        if c == "|":
            marks += 1
    parts = page.split("|")
    back = "-".join(reversed(parts[:2000]))
    return "%d %d %d %s" % (len(page), marks, len(parts), back[50:90].replace("\n", "/"))


main(run, rounds=20)
