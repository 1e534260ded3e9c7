import { describe, expect, it } from "vitest";
import { W_Instance } from "./instance.ts";
import { pyStr, small } from "./testing/values.ts";
import { intern } from "./text.ts";
import { builtinType, computeMro, W_Type, w_object, w_type } from "./type.ts";
import { w_bool, w_int } from "./types.ts";

const heap = (name: string, ...bases: W_Type[]): W_Type => {
  const type = new W_Type(w_type, intern(name), bases.length === 0 ? [w_object] : bases);
  const mro = computeMro(type, type.bases);
  if (mro === null) throw new Error("no order");
  type.mro = mro;
  type.isHeap = true;
  type.hasInstanceDict = true;
  for (const base of type.bases) base.addSubclass(type);
  return type;
};
const name = intern("attribute");

describe("method resolution order", () => {
  it("is C3's for the classes of Barrett et al. 1996", () => {
    const [a, b, c, d, e] = ["A", "B", "C", "D", "E"].map((n) => heap(n)) as [W_Type, W_Type, W_Type, W_Type, W_Type];
    const k1 = heap("K1", a, b, c);
    const k2 = heap("K2", d, b, e);
    const k3 = heap("K3", d, a);
    const z = heap("Z", k1, k2, k3);
    expect(z.mro).toEqual([z, k1, k2, k3, d, a, b, c, e, w_object]);
  });
  it("does not exist when the bases contradict each other", () => {
    const x = heap("X");
    const y = heap("Y");
    const a = heap("A", x, y);
    const b = heap("B", y, x);
    expect(computeMro(new W_Type(w_type, intern("C"), [a, b]), [a, b])).toBe(null);
  });
  it("has int above bool", () => {
    expect(w_bool.isSubtype(w_int)).toBe(true);
    expect(w_int.isSubtype(w_bool)).toBe(false);
  });
});

describe("type", () => {
  it("changes its subclasses' versions when an attribute is added, and forgets cached lookups", () => {
    const base = heap("Base");
    const derived = heap("Derived", base);
    expect(derived.lookup(name)).toBe(null);
    const version = derived.version;
    base.setOwn(name, small(1));
    expect(derived.version).not.toBe(version);
    expect(derived.lookup(name)).not.toBe(null);
  });
  it("keeps its version when an attribute changes again and again", () => {
    const type = heap("Counter");
    type.setOwn(name, small(0));
    type.setOwn(name, small(1));
    const version = type.version;
    const last = small(2);
    type.setOwn(name, last);
    expect(type.version).toBe(version);
    expect(type.lookup(name)).toBe(last);
  });
  it("gives builtin types no version in common", () => {
    expect(builtinType("one").version).not.toBe(builtinType("two").version);
  });
});

describe("instance", () => {
  it("shares its map with instances that got the same attributes in the same order", () => {
    const type = heap("Point");
    const [x, y] = [intern("x"), intern("y")];
    const make = (...names: (typeof x)[]): W_Instance => {
      const instance = new W_Instance(type, null);
      for (const n of names) instance.setAttr(n, pyStr("value"));
      return instance;
    };
    expect(make(x, y).map).toBe(make(x, y).map);
    expect(make(x, y).map).not.toBe(make(y, x).map);
  });
  it("finds the others after one attribute was deleted", () => {
    const instance = new W_Instance(heap("Bag"), null);
    const names = ["a", "b", "c"].map(intern);
    const values = names.map((_, i) => small(i));
    names.forEach((n, i) => {
      instance.setAttr(n, values[i]!);
    });
    instance.delAttr(names[1]!);
    expect(instance.getAttr(names[0]!)).toBe(values[0]);
    expect(instance.getAttr(names[1]!)).toBe(null);
    expect(instance.getAttr(names[2]!)).toBe(values[2]);
  });
});
