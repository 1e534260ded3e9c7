"""Sorting with keys: functions, attributes, tuples, reverse, stability."""
from harness import main


class Person:
    def __init__(self, name, age, score):
        self.name = name
        self.age = age
        self.score = score

    def __lt__(self, other):
        return self.score < other.score


def people(n):
    seed = 7
    found = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        found.append(Person("n%d" % (seed % 997), seed // 65536 % 90, seed / 2147483648))
    return found


PEOPLE = people(8000)


def run():
    by_age = sorted(PEOPLE, key=lambda p: p.age)
    by_name = sorted(by_age, key=lambda p: p.name, reverse=True)
    by_both = sorted(PEOPLE, key=lambda p: (p.age, p.name))
    by_score = sorted(PEOPLE[:3000])
    numbers = sorted(p.score for p in PEOPLE)
    again = sorted(numbers)
    words = sorted([p.name for p in PEOPLE], key=str.upper)
    return " ".join(
        [by_age[100].name, by_name[100].name, by_both[-1].name, by_score[5].name, "%.6f" % again[4000], words[17]]
    )


main(run, rounds=20)
