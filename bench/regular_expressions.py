"""Regular expressions over generated log lines: named groups, alternatives, findall, sub with a function."""
import re

from harness import main

LINES = [
    '10.0.%d.%d - user%d [12/Nov/2026:10:%02d:%02d] "%s /path/%d/item?id=%d HTTP/1.1" %d %d'
    % (i % 256, i * 7 % 256, i % 50, i % 60, i * 3 % 60, ("GET", "POST", "PUT")[i % 3], i % 17, i, (200, 404, 500)[i % 3], i * 37)
    for i in range(3000)
]
LINE = re.compile(
    r'(?P<host>\d+\.\d+\.\d+\.\d+) - (?P<user>\w+) \[(?P<when>[^\]]+)\] "(?P<method>GET|POST|PUT) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+)'
)
NUMBER = re.compile(r"\d+")
WORDS = re.compile(r"[A-Za-z]+")


def run():
    total = 0
    users = {}
    for line in LINES:
        m = LINE.match(line)
        total += int(m.group("size"))
        if m["status"] == "200":
            users[m["user"]] = users.get(m["user"], 0) + 1
    text = "\n".join(LINES[:600])
    words = len(WORDS.findall(text))
    doubled = NUMBER.sub(lambda m: str(int(m.group()) * 2), text)
    return "%d %d %d %d" % (total, len(users), words, len(doubled))


main(run, rounds=30)
