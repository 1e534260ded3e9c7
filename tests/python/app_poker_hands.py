# Cards: ordered enums, hands ranked by tuples, wild cards, a seeded tournament, blackjack scores, patience sorting.
import random
from bisect import bisect_left
from collections import Counter
from enum import IntEnum, StrEnum
from functools import total_ordering
from itertools import combinations, groupby, product
from typing import NamedTuple

Rank = IntEnum("Rank", "TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN JACK QUEEN KING ACE", start=2)


class Suit(StrEnum):
    CLUBS, DIAMONDS, HEARTS, SPADES = "♣♦♥♠"


LETTERS = dict(zip("23456789TJQKA", Rank))
NAMES = {v: k for k, v in LETTERS.items()}


class Card(NamedTuple):
    rank: Rank
    suit: Suit

    @classmethod
    def parse(cls, text):
        try:
            rank, suit = text
            return cls(LETTERS[rank.upper()], Suit("♣♦♥♠"["cdhs".index(suit.lower())]))
        except (KeyError, ValueError) as e:
            raise ValueError(f"no card {text!r}") from e

    def __str__(self):
        return NAMES[self.rank] + self.suit


class Kind(IntEnum):
    HIGH = 0
    PAIR = 1
    TWO_PAIRS = 2
    THREE = 3
    STRAIGHT = 4
    FLUSH = 5
    FULL_HOUSE = 6
    FOUR = 7
    STRAIGHT_FLUSH = 8

    @property
    def label(self):
        return self.name.replace("_", " ").lower()


SHAPES = {(4, 1): Kind.FOUR, (3, 2): Kind.FULL_HOUSE, (3, 1, 1): Kind.THREE, (2, 2, 1): Kind.TWO_PAIRS, (2, 1, 1, 1): Kind.PAIR}


@total_ordering
class Hand:
    def __init__(self, cards):
        self.cards = tuple(sorted(cards, reverse=True))
        if len(self.cards) != 5 or len(set(self.cards)) != 5:
            raise ValueError(f"a hand has five different cards, not {len(set(self.cards))}")
        counts = sorted(Counter(c.rank for c in self.cards).items(), key=lambda p: (-p[1], -p[0]))
        ranks, shape = zip(*counts)
        flush = len({c.suit for c in self.cards}) == 1
        if ranks == (14, 5, 4, 3, 2):
            ranks = (5, 4, 3, 2, 1)
        straight = len(ranks) == 5 and ranks[0] - ranks[4] == 4
        kind = Kind.STRAIGHT_FLUSH if straight and flush else SHAPES.get(shape) or (Kind.FLUSH if flush else Kind.STRAIGHT if straight else Kind.HIGH)
        self.value = (kind, ranks)

    @classmethod
    def parse(cls, text):
        return cls(map(Card.parse, text.split()))

    @classmethod
    def best(cls, cards):
        return max(map(cls, combinations(cards, 5)))

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return self.value < other.value

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"<{' '.join(map(str, self.cards))}: {self.value[0].label}>"


for text in ("As Ks Qs Js Ts", "5h 4h 3h 2h Ah", "9c 9d 9h 9s 2c", "3c 3d 3h 6s 6c", "2c 5c 7c 9c Kc", "4c 5d 6h 7s 8c", "Qc Qd Qh 2s 3c", "Jc Jd 4h 4s Ac", "Tc Td 4h 7s Ac", "2c 4d 6h 8s Tc"):
    print(Hand.parse(text), [int(r) for r in Hand.parse(text).value[1]])
a, b = Hand.parse("Jc Jd 4h 4s Ac"), Hand.parse("Jh Js 4c 4d Kc")
print(a > b, a == Hand.parse("Jh Js 4c 4d As"), max(a, b), sorted([b, a, Hand.parse("2c 2d 3h 4s 5c")])[0], len({a, Hand.parse("Jh Js 4c 4d As")}), Hand.best([Card.parse(c) for c in "Ah Kh 2h 3h 4h 5h 9s".split()]))
for bad in ("1c", "2x", "2", "2cc"):
    try:
        Card.parse(bad)
    except ValueError as e:
        print(e, type(e.__cause__).__name__)
for bad in ("2c 3c", "2c 2c 3c 4c 5c"):
    try:
        Hand.parse(bad)
    except ValueError as e:
        print(e)
deck = [Card(*p) for p in product(Rank, Suit)]
rng = random.Random(8)
wins, kinds = Counter(), Counter()
for game in range(12):
    rng.shuffle(deck)
    hands = {name: Hand.best(deck[i * 2 : i * 2 + 2] + deck[40:45]) for i, name in enumerate("ABC")}
    top = max(hands.values())
    winners = [n for n, h in hands.items() if h == top]
    wins["".join(winners)] += 1
    kinds[top.value[0].label] += 1
print(sorted(wins.items()), sorted(kinds.items()), len(deck), min(deck), max(deck), f"{Rank.ACE:d} {Suit.HEARTS} {Kind.FOUR!r}")


def blackjack(cards):
    total = sum(11 if c.rank is Rank.ACE else min(c.rank, 10) for c in cards)
    for c in cards:
        if total > 21 and c.rank is Rank.ACE:
            total -= 10
    return total


print([blackjack([Card.parse(c) for c in text.split()]) for text in ("As Kd", "As Ad", "As Ad 9c", "Td Jd 5c", "As As As As 7c")])
piles = []
for card in deck[:20]:
    at = bisect_left([p[-1] for p in piles], card)
    piles[at:at + 1] = [piles[at] + [card]] if at < len(piles) else [[card]]
print(len(piles), [len(p) for p in piles], " ".join(map(str, (p[0] for p in piles))))
print({str(s): len(list(g)) for s, g in groupby(sorted(deck[:15], key=lambda c: c.suit), key=lambda c: c.suit)})
