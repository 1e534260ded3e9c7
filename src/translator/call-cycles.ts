// Which functions of the untranslated program count their depth: those on cycles of a call graph made from names alone. A call of a
// method may reach every method of that name; a call of a function value every function that is used as a value.

import type { FunctionSource, Sources } from "./sources.ts";
import type { Trees } from "./trees.ts";
import { eachExpression } from "./walk.ts";

export interface CallDepth {
  counts(source: FunctionSource): boolean;
}

/** The members of all cycles. */
export function onCycles<T>(nodes: Iterable<T>, successors: (node: T) => Iterable<T>): Set<T> {
  return new Set(components(nodes, successors).flat());
}

/** The strongly connected components with a cycle in them (Tarjan 1972, iterative). */
export function components<T>(nodes: Iterable<T>, successors: (node: T) => Iterable<T>): T[][] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const onStack = new Set<T>();
  const stack: T[] = [];
  const cyclic: T[][] = [];
  const selfCalling = new Set<T>();
  let next = 0;
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { node: T; rest: Iterator<T> }[] = [];
    const open = (node: T): void => {
      index.set(node, next);
      low.set(node, next++);
      stack.push(node);
      onStack.add(node);
      work.push({ node, rest: successors(node)[Symbol.iterator]() });
    };
    open(root);
    while (work.length > 0) {
      const { node, rest } = work.at(-1)!;
      const step = rest.next();
      if (!step.done) {
        const to = step.value;
        if (to === node) selfCalling.add(node);
        if (!index.has(to)) open(to);
        else if (onStack.has(to)) low.set(node, Math.min(low.get(node)!, index.get(to)!));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(node)!));
      if (low.get(node) !== index.get(node)) continue;
      const members: T[] = [];
      let member: T;
      do {
        member = stack.pop()!;
        onStack.delete(member);
        members.push(member);
      } while (member !== node);
      if (members.length > 1 || selfCalling.has(node)) cyclic.push(members);
    }
  }
  return cyclic;
}

/** Analyses all functions of the program that follow the rules. */
export function callCycles(sources: Sources, trees: Trees): CallDepth {
  const calls = new Map<FunctionSource, Set<FunctionSource | string>>();
  const methods = new Map<string, FunctionSource[]>();
  const values: FunctionSource[] = [];
  const constructors = (id: string): FunctionSource[] => {
    const found: FunctionSource[] = [];
    for (let c = sources.classesById.get(id); c; c = c.base?.cls) if (c.construct) found.push(c.construct);
    return found.slice(0, 1);
  };
  for (const source of sources.functionsById.values()) {
    if (source.file.startsWith("src/rts/")) continue;
    if (source.cls && !source.isStatic && !source.isConstructor) {
      const name = source.name.split(".")[1]!;
      const list = methods.get(name);
      if (list) list.push(source);
      else methods.set(name, [source]);
    }
    // functions that stand nowhere by name can only be called as values
    if (!source.cls) values.push(source);
    const { tree } = trees.generic(source);
    const out = new Set<FunctionSource | string>();
    calls.set(source, out);
    if (!tree) continue;
    eachExpression(tree.body, (e) => {
      if (e.k === "new") for (const c of constructors(e.cls.cls.id)) out.add(c);
      if (e.k !== "call") return;
      const { callee } = e;
      if (callee.k === "function") out.add(callee.fn.source);
      else if (callee.k === "indirect") out.add("value");
      else if (callee.k === "super") for (const c of constructors(callee.cls.cls.id)) out.add(c);
      else if (callee.exact) {
        const method = sources.method(callee.cls, callee.name);
        if (method) out.add(method.method);
      } else out.add(`.${callee.name}`);
    });
  }
  const successors = (node: FunctionSource | string): Iterable<FunctionSource | string> => {
    if (typeof node !== "string") return calls.get(node) ?? [];
    return node === "value" ? values : (methods.get(node.slice(1)) ?? []);
  };
  const cyclic = onCycles<FunctionSource | string>(calls.keys(), successors);
  return { counts: (source) => cyclic.has(source) && !source.isConstructor };
}
