"""All ways to put 10 queens on a board: recursion with lists that are filled and emptied again."""
from harness import main

SIZE = 10


class Board:
    def __init__(self, size):
        self.size = size
        self.free_columns = [True] * size
        self.free_rising = [True] * (2 * size)
        self.free_falling = [True] * (2 * size)
        self.placed = [0] * size
        self.solutions = 0
        self.checksum = 0

    def place(self, row):
        size = self.size
        if row == size:
            self.solutions += 1
            weight = 0
            for column in self.placed:
                weight = weight * 7 + column
            self.checksum = (self.checksum + weight) % 1000003
            return
        for column in range(size):
            rising = row + column
            falling = row - column + size
            if self.free_columns[column] and self.free_rising[rising] and self.free_falling[falling]:
                self.free_columns[column] = self.free_rising[rising] = self.free_falling[falling] = False
                self.placed[row] = column
                self.place(row + 1)
                self.free_columns[column] = self.free_rising[rising] = self.free_falling[falling] = True


def run():
    board = Board(SIZE)
    board.place(0)
    return f"{board.solutions} {board.checksum}"


main(run, rounds=10)
