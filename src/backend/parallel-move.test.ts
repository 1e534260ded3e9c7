import { describe, expect, it } from "vitest";
import type { Value } from "../ir/graph.ts";
import { type MoveGroup, newMoveGroup } from "./lir.ts";
import { type MoveTarget, moveAll } from "./parallel-move.ts";
import { FIRST_SLOT, type Location } from "./trace-input.ts";

const INT = 0;
const FLOAT = 1;

/** Locations with a text in each. Registers 0..15 hold integers, 16..31 floats; slots hold either. */
class Locations implements MoveTarget {
  readonly contents = new Map<Location, string>();
  private check(location: Location, cls: number): void {
    if (location < FIRST_SLOT && location >> 4 !== cls) throw new Error(`location ${location} is not of class ${cls}`);
  }
  at(location: Location): string {
    return this.contents.get(location) ?? `old ${location}`;
  }
  move(target: Location, source: Location, cls: number): void {
    this.check(target, cls);
    this.check(source, cls);
    this.contents.set(target, this.at(source));
  }
  constant(target: Location, value: Value, cls: number): void {
    this.check(target, cls);
    this.contents.set(target, String(value));
  }
  exchange(a: Location, b: Location, cls: number): void {
    this.check(a, cls);
    this.check(b, cls);
    const kept = this.at(a);
    this.contents.set(a, this.at(b));
    this.contents.set(b, kept);
  }
}

/** Each move is target, source, class. */
function check(moves: readonly [Location, Location, number][]): void {
  const group: MoveGroup = newMoveGroup();
  for (const [target, source, cls] of moves) {
    group.targets.push(target);
    group.sources.push(source);
    group.classes.push(cls);
  }
  const locations = new Locations();
  moveAll(group, locations);
  const found = moves.map(([target]) => `${target}: ${locations.at(target)}`);
  expect(found).toEqual(moves.map(([target, source]) => `${target}: old ${source}`));
}

describe("parallel moves", () => {
  it("chains, swaps and copies", () => {
    check([[1, 2, INT]]);
    check([
      [1, 2, INT],
      [2, 3, INT],
      [32, 2, INT],
      [33, 1, INT],
    ]);
    check([
      [1, 2, INT],
      [2, 1, INT],
      [17, 18, FLOAT],
      [18, 17, FLOAT],
      [32, 33, INT],
      [33, 32, FLOAT],
    ]);
  });

  it("a cycle through memory holds both classes: no float comes to an integer's register", () => {
    const [a, b, c]: [Location, Location, number][] = [
      [32, 0, INT],
      [33, 32, FLOAT],
      [0, 33, INT],
    ];
    for (const moves of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ])
      check(moves);
  });

  it("random moves", () => {
    let seed = 1;
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % n;
    };
    const pick = <T>(list: T[]): T => list.splice(random(list.length), 1)[0]!;
    for (let round = 0; round < 2000; round++) {
      // what each location holds before, and so which locations it may go to
      const places = [0, 1, 2, 16, 17, 32, 33, 34, 35, 36, 37];
      const classes = places.map((place) => (place < FIRST_SLOT ? place >> 4 : random(2)));
      const targets = [...places];
      const moves: [Location, Location, number][] = [];
      const count = 1 + random(places.length);
      for (let i = 0; i < count; i++) {
        const target = pick(targets);
        // mostly permutations, where cycles are
        const taken = new Set(random(8) === 0 ? [] : moves.map(([, source]) => source));
        const fitting = places.filter(
          (place, k) => !taken.has(place) && (target >= FIRST_SLOT || classes[k] === target >> 4),
        );
        if (fitting.length === 0) continue;
        const source = pick(fitting);
        moves.push([target, source, classes[places.indexOf(source)]!]);
      }
      check(moves);
    }
  });
});
