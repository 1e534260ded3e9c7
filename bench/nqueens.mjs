import { main } from "./harness.mjs";

const SIZE = 10;

class Board {
  constructor(size) {
    this.size = size;
    this.freeColumns = new Array(size).fill(true);
    this.freeRising = new Array(2 * size).fill(true);
    this.freeFalling = new Array(2 * size).fill(true);
    this.placed = new Array(size).fill(0);
    this.solutions = 0;
    this.checksum = 0;
  }
  place(row) {
    const size = this.size;
    if (row === size) {
      this.solutions++;
      let weight = 0;
      for (const column of this.placed) weight = weight * 7 + column;
      this.checksum = (this.checksum + weight) % 1000003;
      return;
    }
    for (let column = 0; column < size; column++) {
      const rising = row + column;
      const falling = row - column + size;
      if (this.freeColumns[column] && this.freeRising[rising] && this.freeFalling[falling]) {
        this.freeColumns[column] = this.freeRising[rising] = this.freeFalling[falling] = false;
        this.placed[row] = column;
        this.place(row + 1);
        this.freeColumns[column] = this.freeRising[rising] = this.freeFalling[falling] = true;
      }
    }
  }
}

main(() => {
  const board = new Board(SIZE);
  board.place(0);
  return `${board.solutions} ${board.checksum}`;
}, 10);
