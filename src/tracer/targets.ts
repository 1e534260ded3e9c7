// What the tracer knows of each place it may trace or has traced: a portal with given greens.

import type { Word } from "../ir/meanings.ts";
import { Token } from "../ir/trace.ts";
import type { FunctionDecl } from "../ir/types.ts";
import type { CompiledCode } from "./driver-protocol.ts";
import type { VirtualizableLayout } from "./virtualizable.ts";

/** One argument of a label: a red parameter of the portal, or a slot of its virtualizable. */
export type LabelArgument = { kind: "red"; parameter: number } | { kind: "slot"; slot: number };

/** A label that other traces may jump to. */
export interface LabelInfo {
  readonly token: Token;
  readonly layout: VirtualizableLayout | null;
  readonly args: readonly LabelArgument[];
  /** By slot: an iteration changes it, so that memory need not have it at the label. The others memory must have. */
  readonly carried: readonly boolean[];
}

export class Target {
  readonly portal: FunctionDecl;
  /** The values of the green parameters, in the order of `portal.greens`. */
  readonly greens: readonly Word[];
  readonly name: string;
  /** Cells that count visits of this place. */
  readonly cells = new Set<number>();
  code: CompiledCode | null = null;
  label: LabelInfo | null = null;
  aborts = 0;
  /** Bridges that hang on its code, directly or on other bridges. */
  bridges = 0;
  /** Operations of its code, without bridges. */
  compiledOps = 0;
  /** Some trace calls its code by the cell, which must go on to have some. */
  called = false;
  /** Other places whose traces jump to this one's label. */
  readonly linkedFrom = new Set<Target>();
  constructor(portal: FunctionDecl, greens: readonly Word[], name: string) {
    this.portal = portal;
    this.greens = greens;
    this.name = name;
  }
}

export const greensOf = (portal: FunctionDecl, args: readonly Word[]): Word[] =>
  portal.portal!.greens.map((i) => args[i]!);
export const targetKey = (portal: FunctionDecl, greens: readonly Word[]): string => `${portal.id}:${greens.join(",")}`;

/** All targets of a session, by portal and greens. Greens that are references must be pinned (session.ts does). */
export class Targets {
  private readonly byKey = new Map<string, Target>();
  find(portal: FunctionDecl, greens: readonly Word[]): Target | undefined {
    return this.byKey.get(targetKey(portal, greens));
  }
  get(portal: FunctionDecl, greens: readonly Word[], name: () => string): Target {
    const key = targetKey(portal, greens);
    let target = this.byKey.get(key);
    if (!target) {
      target = new Target(portal, greens, name());
      this.byKey.set(key, target);
    }
    return target;
  }
  all(): Iterable<Target> {
    return this.byKey.values();
  }
  newToken(name: string): Token {
    return new Token(name);
  }
}
