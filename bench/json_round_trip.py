"""json.dumps and json.loads of nested records."""
import json

from harness import main

RECORDS = [
    {
        "id": i,
        "name": "record number %d" % i,
        "score": i / 8,
        "tags": ["a%d" % (i % 7), "long tag \u00e9 %d" % (i % 13), None],
        "nested": {"flag": i % 2 == 0, "values": list(range(i % 9))},
    }
    for i in range(2500)
]


def run():
    text = json.dumps(RECORDS)
    back = json.loads(text)
    again = json.dumps(back, sort_keys=True)
    return "%d %d %s" % (len(text), len(again), back == RECORDS)


main(run, rounds=12)
