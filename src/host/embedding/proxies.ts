// Proxies: Python objects as JavaScript sees them. The state behind a proxy is found by a WeakMap; a disposed one has handle 0.

import { inspect } from "node:util";
import { EMBED } from "../../interp/embed-operations.ts";
import type { Core, Lifetime } from "./core.ts";
import { NOTHING } from "./messages.ts";
import type { PyProxy, ToJsOptions } from "./types.ts";

interface ProxyState {
  readonly core: Core;
  /** Keeps the instance: see Core. */
  readonly lifetime: Lifetime;
  handle: number;
  readonly iterable: boolean;
}
const states = new WeakMap<object, ProxyState>();

/** null: it is no proxy of a Python object. */
export function handleOfProxy(value: object): { readonly core: Core; readonly handle: number } | null {
  return states.get(value) ?? null;
}

function ask(state: ProxyState, operation: number, ...args: unknown[]): unknown {
  state.core.mustLive();
  if (state.handle === 0) throw new Error("the proxy has been disposed");
  return state.core.call(operation, state.handle, args);
}
const orUndefined = (value: unknown): unknown => (value === NOTHING ? undefined : value);

function lengthOf(state: ProxyState): unknown {
  return orUndefined(ask(state, EMBED.getAttr, "__len__")) === undefined ? undefined : ask(state, EMBED.len);
}
function dispose(state: ProxyState): void {
  if (state.handle !== 0) state.core.forget(state);
}
function* iterate(state: ProxyState): IterableIterator<unknown> {
  const iterator = ask(state, EMBED.iter) as object;
  const of = states.get(iterator)!;
  try {
    for (;;) {
      const item = ask(of, EMBED.next);
      if (item === NOTHING) return;
      yield item;
    }
  } finally {
    dispose(of);
  }
}

/** What a proxy has of its own, by name. */
const MEMBERS: Readonly<Record<string, (state: ProxyState) => unknown>> = {
  type: (state) => ask(state, EMBED.type),
  length: lengthOf,
  get: (state) => (key: unknown) => orUndefined(ask(state, EMBED.getItem, key)),
  set: (state) => (key: unknown, value: unknown) => void ask(state, EMBED.setItem, key, value),
  has: (state) => (key: unknown) => ask(state, EMBED.contains, key),
  delete: (state) => (key: unknown) => ask(state, EMBED.delItem, key),
  call:
    (state) =>
    (args: readonly unknown[] = [], kwargs: object = {}) =>
      callWith(state, args, kwargs),
  callKwargs:
    (state) =>
    (...args: unknown[]) => {
      const kwargs = args.pop();
      if (typeof kwargs !== "object" || kwargs === null)
        throw new TypeError("callKwargs: the last argument is an object of keyword arguments");
      return callWith(state, args, kwargs);
    },
  getAttr: (state) => (name: string) => orUndefined(ask(state, EMBED.getAttr, name)),
  setAttr: (state) => (name: string, value: unknown) => void ask(state, EMBED.setAttr, name, value),
  toJs: (state) => (options?: ToJsOptions) => {
    ask(state, EMBED.type);
    return state.core.call(EMBED.toJs, state.handle, [], options);
  },
  toString: (state: ProxyState) => () => ask(state, EMBED.str),
  dispose: (state) => () => dispose(state),
  destroy: (state) => () => dispose(state),
};
/** The same, by symbol. */
function symbolMember(state: ProxyState, key: symbol): unknown {
  switch (key) {
    case Symbol.dispose:
      return () => dispose(state);
    case Symbol.iterator:
      return state.iterable ? () => iterate(state) : undefined;
    case Symbol.toPrimitive:
      return (hint: string) => {
        const text = ask(state, EMBED.str) as string;
        return hint === "number" ? Number(text) : text;
      };
    default:
      return undefined;
  }
}

function callWith(state: ProxyState, args: readonly unknown[], kwargs: object): unknown {
  state.core.mustLive();
  if (state.handle === 0) throw new Error("the proxy has been disposed");
  return state.core.callObject(state.handle, args, kwargs);
}

/** Traps of the proxies of one kind: the target tells the state. */
const traps: ProxyHandler<object> = {
  get(target, key) {
    const state = states.get(target)!;
    if (typeof key === "symbol") return symbolMember(state, key);
    if (Object.hasOwn(MEMBERS, key)) return MEMBERS[key]!(state);
    return orUndefined(ask(state, EMBED.getAttr, key));
  },
  has(target, key) {
    const state = states.get(target)!;
    if (typeof key === "symbol") return symbolMember(state, key) !== undefined;
    return Object.hasOwn(MEMBERS, key) || ask(state, EMBED.getAttr, key) !== NOTHING;
  },
  set(target, key, value) {
    if (typeof key === "symbol" || Object.hasOwn(MEMBERS, key)) return false;
    ask(states.get(target)!, EMBED.setAttr, key, value);
    return true;
  },
  deleteProperty(target, key) {
    if (typeof key === "symbol" || Object.hasOwn(MEMBERS, key)) return false;
    ask(states.get(target)!, EMBED.delAttr, key);
    return true;
  },
  apply(target, _self, args) {
    return callWith(states.get(target)!, args, {});
  },
  defineProperty: () => false,
  ownKeys: () => [],
  getOwnPropertyDescriptor: () => undefined,
};

export function makeProxy(
  core: Core,
  lifetime: Lifetime,
  handle: number,
  callable: boolean,
  iterable: boolean,
): { readonly proxy: PyProxy; readonly state: ProxyState } {
  const state: ProxyState = { core, lifetime, handle, iterable };
  const target: Record<PropertyKey, unknown> = callable ? (bare(() => {}) as never) : {};
  Object.defineProperty(target, inspect.custom, {
    configurable: true,
    value: () => (state.handle === 0 ? "[PyProxy: disposed]" : ask(state, EMBED.repr)),
  });
  const proxy = new Proxy(target, traps) as unknown as PyProxy;
  states.set(target, state);
  states.set(proxy, state);
  return { proxy, state };
}
/** A function without properties of its own, which a proxy would have to show. */
function bare(fn: () => void): () => void {
  delete (fn as { name?: string }).name;
  delete (fn as { length?: number }).length;
  return fn;
}
