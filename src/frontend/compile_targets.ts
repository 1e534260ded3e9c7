// Assignment targets: storing a register, unpacking, deleting, and augmented assignment.

import { OP } from "../bytecode/opcodes.ts";
import type * as ast from "./ast.ts";
import { constantOperand, expr, operatorIndex } from "./compile_expressions.ts";
import { constantIndex, fromName, sliceBounds } from "./compile_items.ts";
import { assigned, deleteName, loadName, registerOf, storeName } from "./compile_names.ts";
import { fold } from "./fold.ts";
import type { Unit } from "./unit.ts";

/** Assigns the value of a register to a target. */
export function store(u: Unit, node: ast.Expr, from: number): void {
  const { b } = u;
  const mark = b.top;
  switch (node.kind) {
    case "Name":
      storeName(u, node.id, node, from);
      return;
    case "Attribute":
      noteStaticAttribute(u, node);
      checkAttribute(u, node);
      b.emit(fromName(node, node), OP.STORE_ATTR, from, expr(u, node.value), b.site(u.mangle(node.attr)));
      break;
    case "Subscript":
      storeItem(u, node, from);
      break;
    case "Tuple":
    case "List":
      unpack(u, node, from);
      break;
    case "Starred":
      throw u.error("starred assignment target must be in a list or tuple", node);
    default:
      throw u.error("cannot assign to expression", node);
  }
  b.top = mark;
}

function checkAttribute(u: Unit, node: ast.Attribute): void {
  if (node.attr === "__debug__") {
    throw u.error("cannot assign to __debug__", node);
  }
}

/** `self.x = ...` in a method of a class counts for the class's __static_attributes__. */
function noteStaticAttribute(u: Unit, node: ast.Attribute): void {
  if (node.value.kind === "Name" && node.value.id === "self") {
    for (let unit: Unit | null = u; unit !== null; unit = unit.parent) {
      if (unit.frame.kind === "class") {
        unit.staticAttributes.add(node.attr);
        return;
      }
    }
  }
}

function storeItem(u: Unit, node: ast.Subscript, from: number): void {
  const { b } = u;
  const object = expr(u, node.value);
  const k = constantIndex(u, node.slice);
  if (k >= 0) {
    b.emit(node, OP.SET_ITEM_K, object, k, from);
  } else if (node.slice.kind === "Slice" && node.slice.step === null) {
    b.emit(node, OP.SET_SLICE, object, sliceBounds(u, node.slice), from);
  } else {
    b.emit(node, OP.SET_ITEM, object, expr(u, node.slice), from);
  }
}

/** The registers of targets that are locals in consecutive registers; -1 if they are not. */
function consecutiveLocals(u: Unit, targets: readonly ast.Expr[]): number {
  let first = -1;
  for (const [i, node] of targets.entries()) {
    const register = node.kind === "Name" ? registerOf(u, node.id) : -1;
    if (register < 0 || (i > 0 && register !== first + i)) {
      return -1;
    }
    first = i === 0 ? register : first;
  }
  return first;
}

function unpack(u: Unit, node: ast.Tuple | ast.List, from: number): void {
  const { b } = u;
  const targets: ast.Expr[] = [];
  let star = -1;
  for (const [i, elt] of node.elts.entries()) {
    if (elt.kind !== "Starred") {
      targets.push(elt);
      continue;
    }
    if (star >= 0) {
      throw u.error("multiple starred expressions in assignment", node);
    }
    star = i;
    targets.push(elt.value);
  }
  const direct = consecutiveLocals(u, targets);
  const base = direct >= 0 ? direct : b.temps(targets.length);
  if (star < 0) {
    b.emit(node, OP.UNPACK_SEQUENCE, base, from, targets.length);
  } else {
    const after = targets.length - star - 1;
    if (star > 255 || after > 255) {
      throw u.error("too many expressions in star-unpacking assignment", node);
    }
    b.emit(node, OP.UNPACK_EX, base, from, star | (after << 8));
  }
  for (const [i, elt] of targets.entries()) {
    if (direct >= 0) {
      assigned(u, (elt as ast.Name).id);
    } else {
      store(u, elt, base + i);
    }
  }
}

/**
 * Behind `del name` and `name = None`: temporaries that are no longer in use must not keep the object alive, as a weak reference or a
 * finalizer would tell.
 */
export function forgetTemporaries(u: Unit, at: ast.Stmt): void {
  u.b.emit(at, OP.FORGET, u.b.top);
}

/** `targets = value`. */
export function assign(u: Unit, node: ast.Assign): void {
  assignAll(u, node);
  if (givesNone(node.value) && node.targets.some(isNameOrNames)) forgetTemporaries(u, node);
}
function givesNone(value: ast.Expr): boolean {
  if (value.kind === "Tuple") return value.elts.some(givesNone);
  return value.kind === "Constant" && value.value.type === "NoneType";
}
function isNameOrNames(target: ast.Expr): boolean {
  return target.kind === "Name" || (target.kind === "Tuple" && target.elts.some(isNameOrNames));
}
function assignAll(u: Unit, node: ast.Assign): void {
  const { b } = u;
  const mark = b.top;
  const [first] = node.targets;
  if (node.targets.length === 1) {
    if (first!.kind === "Name") {
      assignName(u, first as ast.Name, node.value);
      return;
    }
    if (first!.kind === "Tuple" || first!.kind === "List") {
      if (assignInParallel(u, first.elts, node.value)) {
        return;
      }
    }
    store(u, first!, expr(u, node.value));
    b.top = mark;
    return;
  }
  // A local's own register would not do: an earlier target may assign that local.
  const local = node.value.kind === "Name" && registerOf(u, node.value.id) >= 0;
  const value = local ? expr(u, node.value, b.temp()) : expr(u, node.value);
  for (const target of node.targets) {
    store(u, target, value);
  }
  b.top = mark;
}

/** `name = value`, straight into the name's register if it has one. */
export function assignName(u: Unit, name: ast.Name, value: ast.Expr): void {
  const { b } = u;
  const mark = b.top;
  const register = registerOf(u, name.id);
  if (register >= 0) {
    expr(u, value, register);
    assigned(u, name.id);
  } else {
    storeName(u, name.id, name, expr(u, value));
  }
  b.top = mark;
}

/** `a, b = x, y` without making the tuple: all values first, then the targets from left to right. */
function assignInParallel(u: Unit, targets: readonly ast.Expr[], value: ast.Expr): boolean {
  if (value.kind !== "Tuple" && value.kind !== "List") {
    return false;
  }
  const values = value.elts;
  const starred = (node: ast.Expr) => node.kind === "Starred";
  if (values.length !== targets.length || values.some(starred) || targets.some(starred) || values.length > 16) {
    return false;
  }
  const { b } = u;
  const mark = b.top;
  const registers = targets.map((node) => (node.kind === "Name" ? registerOf(u, node.id) : -1));
  const allLocal = registers.every((register, i) => register >= 0 && registers.indexOf(register) === i);
  // Constants neither raise nor read, and the last value is computed when nothing else is to be read.
  const atOnce = (i: number) => allLocal && (i === values.length - 1 || values.slice(i).every((v) => fold(v) !== null));
  const temporaries = values.map((node, i) => (atOnce(i) ? expr(u, node, registers[i]!) : expr(u, node, b.temp())));
  for (const [i, target] of targets.entries()) {
    store(u, target, temporaries[i]!);
  }
  b.top = mark;
  return true;
}

/** `target op= value`. */
export function augmentedAssign(u: Unit, node: ast.AugAssign): void {
  const { b } = u;
  const mark = b.top;
  const { target } = node;
  const combine = (dst: number, left: number) => {
    const inner = b.top;
    const k = constantOperand(u, node.value);
    const right = k >= 0 ? k : expr(u, node.value);
    b.emit(node, (k >= 0 ? OP.INPLACE_ADD_K : OP.INPLACE_ADD) + operatorIndex[node.op], dst, left, right);
    b.top = inner;
    return dst;
  };
  switch (target.kind) {
    case "Name": {
      const register = registerOf(u, target.id);
      const left = loadName(u, target.id, target, -1);
      if (register >= 0) {
        combine(register, left);
      } else {
        storeName(u, target.id, target, combine(left, left));
      }
      break;
    }
    case "Attribute": {
      checkAttribute(u, target);
      noteStaticAttribute(u, target);
      const object = expr(u, target.value);
      const name = u.mangle(target.attr);
      const value = b.temp();
      b.emit(fromName(target, target), OP.LOAD_ATTR, value, object, b.site(name));
      combine(value, value);
      b.emit(fromName(target, target), OP.STORE_ATTR, value, object, b.site(name));
      break;
    }
    case "Subscript": {
      const object = expr(u, target.value);
      const k = constantIndex(u, target.slice);
      if (k >= 0) {
        const value = b.temp();
        b.emit(target, OP.GET_ITEM_K, value, object, k);
        combine(value, value);
        b.emit(target, OP.SET_ITEM_K, object, k, value);
      } else if (target.slice.kind === "Slice" && target.slice.step === null) {
        const bounds = sliceBounds(u, target.slice);
        const value = b.temp();
        b.emit(target, OP.GET_SLICE, value, object, bounds);
        combine(value, value);
        b.emit(target, OP.SET_SLICE, object, bounds, value);
      } else {
        const index = expr(u, target.slice);
        const value = b.temp();
        b.emit(target, OP.GET_ITEM, value, object, index);
        combine(value, value);
        b.emit(target, OP.SET_ITEM, object, index, value);
      }
      break;
    }
    default:
      throw u.error("illegal expression for augmented assignment", target);
  }
  b.top = mark;
}

export function deleteTarget(u: Unit, node: ast.Expr): void {
  const { b } = u;
  const mark = b.top;
  switch (node.kind) {
    case "Name":
      deleteName(u, node.id, node);
      break;
    case "Attribute":
      b.emit(fromName(node, node), OP.DELETE_ATTR, expr(u, node.value), b.site(u.mangle(node.attr)));
      break;
    case "Subscript": {
      const object = expr(u, node.value);
      b.emit(node, OP.DELETE_ITEM, object, expr(u, node.slice));
      break;
    }
    case "Tuple":
    case "List":
      for (const elt of node.elts) {
        deleteTarget(u, elt);
      }
      break;
    default:
      throw u.error("cannot delete expression", node);
  }
  b.top = mark;
}
