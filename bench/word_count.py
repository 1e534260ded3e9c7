"""Counting the words of a generated text: splitting, lower case, a dict of counts, sorting by count."""
from harness import main

SYLLABLES = ["ka", "lo", "mi", "tu", "re", "san", "dor", "vel", "Po", "qui"]


def make_text(words):
    seed = 42
    text = []
    for i in range(words):
        word = ""
        seed = (seed * 1103515245 + 12345) % 2147483648
        rank = seed // 65536 % 1000
        n = rank * rank // 1000
        while True:
            word += SYLLABLES[n % 10]
            n //= 10
            if n == 0:
                break
        text.append(word + (".\n" if i % 12 == 11 else "," if i % 7 == 6 else ""))
    return " ".join(text)


TEXT = make_text(60000)


def run():
    counts = {}
    for line in TEXT.splitlines():
        for word in line.split():
            word = word.strip(".,").lower()
            counts[word] = counts.get(word, 0) + 1
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]
    return str(len(counts)) + " " + str(top)


main(run, rounds=20)
