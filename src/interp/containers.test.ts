import { describe, expect, it } from "vitest";
import { W_Dict } from "./dict.ts";
import { type OperationError, w_IndexError, w_KeyError, w_TypeError } from "./errors.ts";
import { W_Float } from "./float.ts";
import type { W_Int } from "./int.ts";
import { EMPTY, FLOATS, INTS, OBJECTS, W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { getItem, setItem } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { W_Slice } from "./slice.ts";
import { sortList } from "./sort.ts";
import { fromPyInt, fromPyStr, pyInt, pyStr, random, small } from "./testing/values.ts";
import { newTuple } from "./tuple.ts";

const errorType = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return (error as OperationError).type;
  }
  return null;
};
const listOf = (...values: W_Object[]): W_List => {
  const list = new W_List();
  for (const value of values) list.append(value);
  return list;
};
const text = (object: W_Object): string => fromPyStr(object.repr());
const slice = (start: number | null, stop: number | null, step: number | null): W_Slice =>
  new W_Slice(
    start === null ? w_None : small(start),
    stop === null ? w_None : small(stop),
    step === null ? w_None : small(step),
  );

describe("list", () => {
  it("keeps ints and floats unboxed until something else comes", () => {
    const list = listOf(small(1), small(2));
    expect(list.kind).toBe(INTS);
    list.append(new W_Float(0.5));
    expect(list.kind).toBe(OBJECTS);
    expect(text(list)).toBe("[1, 2, 0.5]");
    expect(listOf(new W_Float(1), new W_Float(2)).kind).toBe(FLOATS);
    expect(listOf(pyInt(2n ** 70n)).kind).toBe(OBJECTS);
    list.clear();
    expect(list.kind).toBe(EMPTY);
  });
  it("finds a NaN by identity", () => {
    const nan = new W_Float(Number.NaN);
    expect(listOf(new W_Float(1), nan).contains(nan)).toBe(1);
    expect(listOf(nan).contains(new W_Float(Number.NaN))).toBe(0);
  });
  it("assigns and deletes slices as JavaScript's splice does, whatever its kind", () => {
    const next = random(7);
    for (let round = 0; round < 400; round++) {
      const kind = Math.floor(next() * 3);
      const make = (n: number): W_Object => (kind === 0 ? small(n) : kind === 1 ? new W_Float(n) : pyStr(String(n)));
      const model = Array.from({ length: Math.floor(next() * 12) }, () => Math.floor(next() * 100));
      const list = listOf(...model.map(make));
      const from = Math.floor(next() * 14) - 1;
      const to = Math.max(from, Math.floor(next() * 14) - 1);
      const low = Math.min(from < 0 ? Math.max(from + model.length, 0) : from, model.length);
      const high = Math.max(low, Math.min(to < 0 ? Math.max(to + model.length, 0) : to, model.length));
      const added = Array.from({ length: Math.floor(next() * 4) }, () => Math.floor(next() * 100));
      model.splice(low, high - low, ...added);
      if (added.length === 0) list.delItem(slice(from, to, null));
      else setItem(list, slice(from, to, null), listOf(...added.map(make)));
      expect(text(list)).toBe(text(listOf(...model.map(make))));
    }
  });
  it("selects with steps, backward too", () => {
    const list = listOf(...[0, 1, 2, 3, 4, 5].map(small));
    expect(text(getItem(list, slice(null, null, -2)))).toBe("[5, 3, 1]");
    expect(text(getItem(list, slice(-2, null, null)))).toBe("[4, 5]");
    list.delItem(slice(null, null, 2));
    expect(text(list)).toBe("[1, 3, 5]");
    expect(errorType(() => getItem(list, small(3)))).toBe(w_IndexError);
  });
  it("is written once where it contains itself", () => {
    const list = listOf(small(1));
    list.append(list);
    expect(text(list)).toBe("[1, [...]]");
    expect(text(list)).toBe("[1, [...]]");
  });
  it("sorts stably, reversed too", () => {
    const next = random(11);
    const pairs = Array.from({ length: 300 }, (_, i) => [Math.floor(next() * 20), i] as const);
    const key = { call1: (pair: W_Object) => getItem(pair, small(0)) } as unknown as W_Object;
    for (const reverse of [false, true]) {
      const list = listOf(...pairs.map(([a, b]) => newTuple([small(a), small(b)])));
      sortList(list, key, reverse);
      const expected = [...pairs].sort((x, y) => (reverse ? y[0] - x[0] : x[0] - y[0]));
      expect(text(list)).toBe(`[${expected.map(([a, b]) => `(${a}, ${b})`).join(", ")}]`);
    }
  });
});

describe("dict", () => {
  it("does what a Map does, in the same order, through insertions and deletions", () => {
    const next = random(3);
    const dict = new W_Dict();
    const model = new Map<string, number>();
    for (let i = 0; i < 5000; i++) {
      const n = Math.floor(next() * 300);
      const key = n % 2 === 0 ? pyStr(`k${n}`) : small(n * 1024);
      const name = text(key);
      if (next() < 0.6) {
        dict.set(key, small(i));
        model.set(name, i);
      } else {
        expect(dict.delete(key)).toBe(model.delete(name));
      }
      expect(dict.count).toBe(model.size);
    }
    expect(text(dict)).toBe(`{${[...model].map(([k, v]) => `${k}: ${v}`).join(", ")}}`);
    for (const [name, value] of model)
      expect(fromPyInt(dict.get(name.startsWith("'") ? pyStr(name.slice(1, -1)) : pyInt(BigInt(name))))).toBe(
        BigInt(value),
      );
  });
  it("takes equal numbers of different types for one key", () => {
    const dict = new W_Dict();
    dict.set(small(1), pyStr("int"));
    dict.set(new W_Float(1), pyStr("float"));
    expect(text(dict)).toBe("{1: 'float'}");
  });
  it("says what an unhashable object was to be used for", () => {
    const dict = new W_Dict();
    let message = "";
    try {
      dict.set(new W_List(), w_None);
    } catch (error) {
      message = fromPyStr((error as OperationError).value().str());
    }
    expect(message).toBe("cannot use 'list' as a dict key (unhashable type: 'list')");
  });
  it("raises KeyError with the key itself", () => {
    expect(errorType(() => getItem(new W_Dict(), small(1)))).toBe(w_KeyError);
    expect(errorType(() => getItem(small(1), small(1)))).toBe(w_TypeError);
  });
  it("keeps a global's cell when the global is deleted", () => {
    const globals = new W_Dict();
    globals.hasCells = true;
    const name = pyStr("x");
    globals.set(name, small(1));
    const cell = globals.findCell(name)!;
    const version = globals.version;
    globals.delete(name);
    expect(globals.get(name)).toBe(null);
    globals.set(name, small(2));
    expect(globals.findCell(name)).toBe(cell);
    expect((cell.value as W_Int).value).toBe(2);
    expect(globals.version).toBe(version);
    expect(cell.fixed).toBe(null);
  });
});
