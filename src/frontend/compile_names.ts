// Loading, storing and deleting names, each wherever it lives.

import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type { Unit } from "./unit.ts";

/** The value of a name, in `dst`, or in a register of its own choice when dst is -1: then a local's own register, if it can be. */
export function loadName(u: Unit, id: string, at: Position, dst: number): number {
  const name = u.mangle(id);
  const variable = u.lookup(name);
  const { b } = u;
  if (variable.kind === "register") {
    if (!b.isAssigned(variable.variable)) {
      b.emit(at, OP.CHECK_BOUND, variable.register, b.name(name));
      b.setAssigned(variable.variable);
    }
    // An assignment expression further right must not change what was read here.
    if (dst < 0 && !u.scope.walrusTargets.has(name)) {
      return variable.register;
    }
    dst = dst < 0 ? b.temp() : dst;
    b.move(at, dst, variable.register);
    return dst;
  }
  dst = dst < 0 ? b.temp() : dst;
  switch (variable.kind) {
    case "cell":
      b.emit(at, OP.LOAD_CELL, dst, variable.register);
      break;
    case "global":
      b.emit(at, OP.LOAD_GLOBAL, dst, b.sharedSite(name));
      break;
    case "namespace":
      b.emit(at, OP.LOAD_NAME, dst, b.sharedSite(name));
      break;
    case "namespace or cell": {
      const namespace = b.temp();
      b.emit(at, OP.LOAD_LOCALS, namespace);
      b.emit(at, OP.LOAD_DICT_OR_CELL, dst, namespace, variable.register);
      b.top = namespace;
      break;
    }
    case "class or global": {
      const namespace = b.temp();
      b.emit(at, OP.LOAD_CELL, namespace, u.cellRegister("__classdict__"));
      b.emit(at, OP.LOAD_DICT_OR_GLOBAL, dst, namespace, b.sharedSite(name));
      b.top = namespace;
      break;
    }
    case "class or cell": {
      const namespace = b.temp();
      b.emit(at, OP.LOAD_CELL, namespace, u.cellRegister("__classdict__"));
      b.emit(at, OP.LOAD_DICT_OR_CELL, dst, namespace, variable.register);
      b.top = namespace;
      break;
    }
  }
  return dst;
}

/** The register an expression may write directly when its value is assigned to the name, or -1. `assigned` must follow. */
export function registerOf(u: Unit, id: string): number {
  const variable = u.lookup(u.mangle(id));
  return variable.kind === "register" ? variable.register : -1;
}

/** Notes that the name's register was written. */
export function assigned(u: Unit, id: string): void {
  const variable = u.lookup(u.mangle(id));
  if (variable.kind === "register") {
    u.b.setAssigned(variable.variable);
  }
}

/** Assigns the value of a register to a name. */
export function storeName(u: Unit, id: string, at: Position, from: number): void {
  const name = u.mangle(id);
  const variable = u.lookup(name);
  const { b } = u;
  switch (variable.kind) {
    case "register":
      b.move(at, variable.register, from);
      b.setAssigned(variable.variable);
      return;
    case "cell":
    case "namespace or cell":
    case "class or cell":
      b.emit(at, OP.STORE_CELL, from, variable.register);
      return;
    case "global":
    case "class or global":
      b.emit(at, OP.STORE_GLOBAL, from, b.sharedSite(name));
      return;
    case "namespace":
      b.emit(at, OP.STORE_NAME, from, b.sharedSite(name));
      return;
  }
}

export function deleteName(u: Unit, id: string, at: Position): void {
  const name = u.mangle(id);
  const variable = u.lookup(name);
  const { b } = u;
  switch (variable.kind) {
    case "register":
      if (!b.isAssigned(variable.variable)) {
        b.emit(at, OP.CHECK_BOUND, variable.register, b.name(name));
      }
      b.emit(at, OP.CLEAR, variable.register);
      b.setUnassigned(variable.variable);
      return;
    case "cell":
    case "namespace or cell":
    case "class or cell":
      b.emit(at, OP.DELETE_CELL, variable.register);
      return;
    case "global":
    case "class or global":
      b.emit(at, OP.DELETE_GLOBAL, b.sharedSite(name));
      return;
    case "namespace":
      b.emit(at, OP.DELETE_NAME, b.sharedSite(name));
      return;
  }
}

/** Unbinds the name of an except clause: `name = None; del name`, which never fails. */
export function unbindName(u: Unit, id: string, at: Position): void {
  const variable = u.lookup(u.mangle(id));
  if (variable.kind === "register") {
    u.b.emit(at, OP.CLEAR, variable.register);
    u.b.setUnassigned(variable.variable);
    return;
  }
  const none = u.b.temp();
  u.b.emit(at, OP.LOAD_CONST, none, u.b.constant({ type: "NoneType" }));
  storeName(u, id, at, none);
  deleteName(u, id, at);
  u.b.top = none;
}
