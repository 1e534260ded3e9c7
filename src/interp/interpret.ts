// The bytecode loop: the two portals of the interpreter. What an instruction means is in src/bytecode/opcodes.ts; how
// registers, exceptions and generators work, in docs/internals/bytecode.md.
//
// At a merge point only the portal's parameters are live: the loop reads the arrays that it works on again behind it.

import { OP } from "../bytecode/opcodes.ts";
import {
  type int,
  intAnd,
  intShr,
  jitEnter,
  jitMergePoint,
  jitTick,
  jitTickFunction,
  newArray,
  pendingActions,
  privateArray,
  promote,
  weAreJitted,
} from "../rts/index.ts";
import { runActions } from "./actions.ts";
import {
  add,
  compareValue,
  equal,
  floorDivide,
  greaterOrEqual,
  greaterThan,
  inplaceAdd,
  inplaceMultiply,
  inplaceSubtract,
  lessOrEqual,
  lessThan,
  modulo,
  multiply,
  notEqual,
  subtract,
  trueDivide,
} from "./arith.ts";
import { loadAttr, loadMethod, loadSpecial, loadSuper, storeAttr, superMethod } from "./attributes.ts";
import { W_FrameBuiltin } from "./builtin.ts";
import { W_Cell } from "./cell.ts";
import type { W_Code } from "./code.ts";
import { aiterOf, anextOf, awaitableOf, newGenerator, yieldFromIterator } from "./coroutine.ts";
import type { W_Dict } from "./dict.ts";
import { OperationError, raise0, raiseInts, w_RecursionError, w_SystemError } from "./errors.ts";
import { matchGroup, prepareReraise } from "./exceptiongroup.ts";
import {
  caught,
  errorOf,
  exceptionMatches,
  raised,
  raisedFrom,
  setContext,
  type W_BaseException,
} from "./exceptions.ts";
import { asciiRepr, format } from "./formatspec.ts";
import { Frame, surface } from "./frame.ts";
import { W_Function } from "./function.ts";
import { delegate } from "./generator.ts";
import { importFrom, importName, importStar } from "./importing.ts";
import {
  buildMap,
  buildSet,
  callExit,
  callWithKeywords,
  commonObject,
  copyClosure,
  currentError,
  emptyCell,
  extendDisplay,
  formatWithSpec,
  intrinsic,
  intrinsic2,
  isTrue,
  joinRegisters,
  loadItem,
  makeFunction,
  mergeKeywords,
  setFunctionAttribute,
  setupAnnotations,
  starArguments,
  storeItem,
  unboundLocal,
  unpack,
  unpackStar,
  updateDisplay,
} from "./instructions.ts";
import { newBool, newInt } from "./int.ts";
import { newList, type W_List } from "./list.ts";
import { isMatchMapping, isMatchSequence, matchClass, matchKeys } from "./matching.ts";
import { deleteGlobal, deleteName, loadGlobal, loadName, lookupMapping, storeGlobal, storeName } from "./namespaces.ts";
import {
  AND,
  EQ,
  FLOORDIV,
  GE,
  GT,
  INVERT,
  LE,
  LSHIFT,
  LT,
  MATMUL,
  MOD,
  NE,
  NEG,
  OR,
  POS,
  POW,
  RSHIFT,
  TRUEDIV,
  type W_Object,
  XOR,
} from "./object.ts";
import { binary, contains, delItem, getItem, inplace, is, iter, len, setItem, unary } from "./operations.ts";
import type { W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { W_Slice } from "./slice.ts";
import { state } from "./state.ts";
import { w_super } from "./super.ts";
import { W_Interpolation, W_Template } from "./templates.ts";
import { emptyStr } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { newTuple, type W_Tuple } from "./tuple.ts";

/** What an empty register holds. */
const nothing = null as unknown as W_Object;

/**
 * A call of a Python function: makes the frame and runs it. `regs` is the register file, with the parameters filled in; the frame keeps it.
 * @jit portal greens(code)
 */
export function runFunction(code: W_Code, func: W_Function, regs: W_Object[]): W_Object {
  jitMergePoint(code, func, regs);
  if (pendingActions() !== 0) runActions();
  const depth = state.depth + 1;
  if (depth > state.recursionLimit) throw recursionError();
  state.depth = depth;
  const frame = new Frame(func, privateArray(regs, code.filledCount, code.registerCount), null, depth);
  if (weAreJitted() && !code.body().looksAtFrames && !state.realFrames) {
    frame.shadowed = true;
    state.frames[depth] = func;
  } else state.frames[depth] = frame;
  const result = interpret(code, 0, frame);
  state.depth = depth - 1;
  return result;
}

/** Calls a function whose registers have been prepared: through its compiled code, when there is some. */
export function callFunction(code: W_Code, func: W_Function, regs: W_Object[]): W_Object {
  const cell = code.body().cells[0]!;
  if (jitTickFunction(cell)) return jitEnter(runFunction, cell, code, func, regs);
  return runFunction(code, func, regs);
}

/** Runs the body of a module or class: its names live in a mapping. */
export function runBody(func: W_Function, namespace: W_Object): W_Object {
  const depth = state.depth + 1;
  if (depth > state.recursionLimit) throw recursionError();
  state.depth = depth;
  const code = func.code;
  const regs = newArray<W_Object>(code.registerCount);
  const frame = new Frame(func, regs, namespace, depth);
  state.frames[depth] = frame;
  const result = interpret(code, 0, frame);
  state.depth = depth - 1;
  return result;
}

function recursionError(): OperationError {
  return raise0(w_RecursionError, "maximum recursion depth exceeded");
}

/** Copies argument registers; unrolled in traces. @jit unroll */
function copyArguments(from: W_Object[], first: int, count: int, to: W_Object[], at: int): void {
  for (let i = 0; i < count; i++) to[at + i] = from[first + i]!;
}

/** Before a call: whoever looks has to find the calling frame. */
function noteCall(frame: Frame, callee: W_Object): void {
  if (frame.shadowed) {
    if (!weAreJitted() || callee instanceof W_FrameBuiltin || callee === w_super) surface(frame);
    else state.positions[frame.depth] = frame.pc;
  }
}

/** Empties the registers from `first` on. @jit unroll */
function forget(regs: W_Object[], first: int): void {
  for (let i = first; i < regs.length; i++) regs[i] = nothing;
}

/** R[base](arguments) */
function callRun(frame: Frame, callee: W_Object, regs: W_Object[], first: int, count: int): W_Object {
  noteCall(frame, callee);
  if (callee instanceof W_Function) {
    const code = promote(callee.code);
    if (code.isSimple && code.argCount === count) {
      const args = newArray<W_Object>(code.registerCount);
      copyArguments(regs, first, count, args, 0);
      return callFunction(code, callee, args);
    }
  }
  switch (count) {
    case 0:
      return callee.call0();
    case 1:
      return callee.call1(regs[first]!);
    case 2:
      return callee.call2(regs[first]!, regs[first + 1]!);
    case 3:
      return callee.call3(regs[first]!, regs[first + 1]!, regs[first + 2]!);
    default:
      return callee.call(runOf(regs, first, count), null);
  }
}
/** A fresh array of registers. */
function runOf(regs: W_Object[], first: int, count: int): W_Object[] {
  const items = newArray<W_Object>(count);
  copyArguments(regs, first, count, items, 0);
  return items;
}
/** The arguments of a method pair: a null self is left out. */
function methodArguments(regs: W_Object[], self: int, count: int): W_Object[] {
  return regs[self] === null ? runOf(regs, self + 1, count) : runOf(regs, self, count + 1);
}

/**
 * The bytecode loop.
 * @jit portal greens(code, pc) virtualizable(frame)
 */
export function interpret(code: W_Code, pc: int, frame: Frame): W_Object {
  for (;;) {
    jitMergePoint(code, pc, frame);
    if (!weAreJitted() && frame.shadowed) surface(frame);
    try {
      const body = code.body();
      const instructions = body.instructions;
      const constants = body.constants;
      const regs = frame.regs;
      for (;;) {
        const at = pc * 4;
        const a = instructions[at + 1]!;
        const b = instructions[at + 2]!;
        const c = instructions[at + 3]!;
        frame.pc = pc;
        pc = pc + 1;
        switch (instructions[at]!) {
          case OP.NOP:
            continue;
          case OP.MOVE:
            regs[a] = regs[b]!;
            continue;
          case OP.MOVE2: {
            const second = regs[c]!;
            regs[a] = regs[b]!;
            regs[a + 1] = second;
            continue;
          }
          case OP.LOAD_CONST:
            regs[a] = constants[b + c * 65536]!;
            continue;
          case OP.CHECK_BOUND:
            if (regs[a] === null) throw unboundLocal(body.names[b]!);
            continue;
          case OP.CLEAR:
            regs[a] = nothing;
            continue;
          case OP.FORGET:
            forget(regs, a);
            continue;

          // --- names of other places
          case OP.COPY_FREE_VARS:
            copyClosure(frame.func, regs, a, b);
            continue;
          case OP.NEW_CELL:
            regs[a] = new W_Cell();
            continue;
          case OP.NEW_CELL_FROM: {
            const cell = new W_Cell();
            cell.value = regs[b]!;
            regs[a] = cell;
            continue;
          }
          case OP.LOAD_CELL: {
            const value = (regs[b] as W_Cell).value;
            if (value === null) throw emptyCell(code, b);
            regs[a] = value;
            continue;
          }
          case OP.STORE_CELL:
            (regs[b] as W_Cell).value = regs[a]!;
            continue;
          case OP.DELETE_CELL:
            if ((regs[a] as W_Cell).value === null) throw emptyCell(code, a);
            (regs[a] as W_Cell).value = null;
            continue;
          case OP.LOAD_GLOBAL:
            regs[a] = loadGlobal(frame.func, body.sites[b]!);
            continue;
          case OP.STORE_GLOBAL:
            storeGlobal(frame.func.globals, body.sites[b]!, regs[a]!);
            continue;
          case OP.DELETE_GLOBAL:
            deleteGlobal(frame.func.globals, body.sites[a]!);
            continue;
          case OP.LOAD_NAME:
            regs[a] = loadName(frame, body.sites[b]!);
            continue;
          case OP.STORE_NAME:
            storeName(frame, body.sites[b]!, regs[a]!);
            continue;
          case OP.DELETE_NAME:
            deleteName(frame, body.sites[a]!);
            continue;
          case OP.LOAD_LOCALS:
            regs[a] = frame.namespace!;
            continue;
          case OP.LOAD_DICT_OR_GLOBAL: {
            const value = lookupMapping(regs[b]!, body.sites[c]!.name);
            regs[a] = value === null ? loadGlobal(frame.func, body.sites[c]!) : value;
            continue;
          }
          case OP.LOAD_DICT_OR_CELL: {
            const found = lookupMapping(regs[b]!, code.cellName(c));
            const value = found === null ? (regs[c] as W_Cell).value : found;
            if (value === null) throw emptyCell(code, c);
            regs[a] = value;
            continue;
          }
          case OP.LOAD_COMMON:
            regs[a] = commonObject(frame.func, b);
            continue;

          // --- attributes
          case OP.LOAD_ATTR:
            regs[a] = loadAttr(regs[b]!, body.sites[c]!);
            continue;
          case OP.STORE_ATTR:
            storeAttr(regs[b]!, body.sites[c]!, regs[a]!);
            continue;
          case OP.DELETE_ATTR:
            regs[a]!.delAttr(body.sites[b]!.name);
            continue;
          case OP.LOAD_METHOD: {
            const object = regs[b]!;
            const method = loadMethod(object, body.sites[c]!);
            if (method !== null) {
              regs[a] = method;
              regs[a + 1] = object;
            } else {
              regs[a] = loadAttr(object, body.sites[c]!);
              regs[a + 1] = nothing;
            }
            continue;
          }
          case OP.LOAD_SUPER_ATTR:
            regs[a] = loadSuper(regs[b]!, regs[b + 1]!, regs[b + 2]!, body.sites[c]!.name);
            continue;
          case OP.LOAD_SUPER_METHOD: {
            const self = regs[b + 2]!;
            const method = superMethod(regs[b]!, regs[b + 1]!, self, body.sites[c]!.name);
            if (method !== null) {
              regs[a] = method;
              regs[a + 1] = self;
            } else {
              regs[a] = loadSuper(regs[b]!, regs[b + 1]!, self, body.sites[c]!.name);
              regs[a + 1] = nothing;
            }
            continue;
          }
          case OP.LOAD_SPECIAL: {
            const object = regs[b]!;
            const method = loadSpecial(object, c);
            if (method.isMethodDescriptor()) {
              regs[a] = method;
              regs[a + 1] = object;
            } else {
              regs[a] = method.descrGet(object, object.getType());
              regs[a + 1] = nothing;
            }
            continue;
          }

          // --- items
          case OP.GET_ITEM:
            regs[a] = loadItem(regs[b]!, regs[c]!);
            continue;
          case OP.GET_ITEM_K:
            regs[a] = loadItem(regs[b]!, constants[c]!);
            continue;
          case OP.SET_ITEM:
            storeItem(regs[a]!, regs[b]!, regs[c]!);
            continue;
          case OP.SET_ITEM_K:
            storeItem(regs[a]!, constants[b]!, regs[c]!);
            continue;
          case OP.DELETE_ITEM:
            delItem(regs[a]!, regs[b]!);
            continue;
          case OP.GET_SLICE:
            regs[a] = getItem(regs[b]!, new W_Slice(regs[c]!, regs[c + 1]!, w_None));
            continue;
          case OP.SET_SLICE:
            setItem(regs[a]!, new W_Slice(regs[b]!, regs[b + 1]!, w_None), regs[c]!);
            continue;
          case OP.BUILD_SLICE:
            regs[a] = new W_Slice(regs[b]!, regs[b + 1]!, regs[b + 2]!);
            continue;

          // --- displays
          case OP.BUILD_TUPLE:
            regs[a] = newTuple(runOf(regs, b, c));
            continue;
          case OP.BUILD_LIST:
            regs[a] = newList(runOf(regs, b, c), c);
            continue;
          case OP.BUILD_SET:
            regs[a] = buildSet(regs, b, c);
            continue;
          case OP.BUILD_MAP:
            regs[a] = buildMap(regs, b, c);
            continue;
          case OP.BUILD_STRING:
            regs[a] = joinRegisters(regs, b, c);
            continue;
          case OP.BUILD_INTERPOLATION:
            regs[a] = new W_Interpolation(regs[b]!, regs[b + 1]!, regs[b + 2]!, regs[b + 3]!);
            continue;
          case OP.BUILD_TEMPLATE:
            regs[a] = new W_Template(regs[b] as W_Tuple, regs[b + 1] as W_Tuple);
            continue;
          case OP.LIST_APPEND:
            (regs[a] as W_List).append(regs[b]!);
            continue;
          case OP.SET_ADD:
            (regs[a] as W_Set).add(regs[b]!);
            continue;
          case OP.MAP_ADD:
            (regs[a] as W_Dict).set(regs[b]!, regs[c]!);
            continue;
          case OP.LIST_EXTEND:
            extendDisplay(regs[a] as W_List, regs[b]!);
            continue;
          case OP.SET_UPDATE:
            (regs[a] as W_Set).addAll(regs[b]!);
            continue;
          case OP.DICT_UPDATE:
            updateDisplay(regs[a] as W_Dict, regs[b]!);
            continue;
          case OP.DICT_MERGE:
            mergeKeywords(regs[a] as W_Dict, regs[b]!, regs[c]!);
            continue;
          case OP.LIST_TO_TUPLE:
            regs[a] = newTuple((regs[b] as W_List).toArray());
            continue;
          case OP.UNPACK_SEQUENCE:
            unpack(regs[b]!, regs, a, c);
            continue;
          case OP.UNPACK_EX:
            unpackStar(regs[b]!, regs, a, intAnd(c, 255), intShr(c, 8));
            continue;

          // --- formatted strings
          case OP.FORMAT_SIMPLE:
            regs[a] = format(regs[b]!, emptyStr);
            continue;
          case OP.FORMAT_WITH_SPEC:
            regs[a] = formatWithSpec(regs[b]!, regs[c]!);
            continue;
          case OP.CONVERT:
            regs[a] = c === 1 ? regs[b]!.str() : c === 2 ? regs[b]!.repr() : asciiRepr(regs[b]!);
            continue;

          // --- calls
          case OP.CALL:
            regs[a] = callRun(frame, regs[b]!, regs, b + 1, c);
            continue;
          case OP.CALL_METHOD:
            regs[a] =
              regs[b + 1] === null
                ? callRun(frame, regs[b]!, regs, b + 2, c)
                : callRun(frame, regs[b]!, regs, b + 1, c + 1);
            continue;
          case OP.CALL_KW:
            noteCall(frame, regs[a]!);
            regs[a] = regs[a]!.call(runOf(regs, a + 1, b), (constants[c] as W_Tuple).items);
            continue;
          case OP.CALL_METHOD_KW:
            noteCall(frame, regs[a]!);
            regs[a] = regs[a]!.call(methodArguments(regs, a + 1, b), (constants[c] as W_Tuple).items);
            continue;
          case OP.CALL_EX:
            noteCall(frame, regs[b]!);
            regs[a] = regs[b]!.call(starArguments(regs[b]!, regs[b + 1]!), null);
            continue;
          case OP.CALL_EX_KW:
            noteCall(frame, regs[b]!);
            regs[a] = callWithKeywords(regs[b]!, starArguments(regs[b]!, regs[b + 1]!), regs[b + 2] as W_Dict);
            continue;
          case OP.MAKE_FUNCTION:
            regs[a] = makeFunction(constants[b] as W_Code, frame.func, regs);
            continue;
          case OP.SET_FUNCTION_ATTRIBUTE:
            setFunctionAttribute(regs[a] as W_Function, c, regs[b]!);
            continue;
          case OP.RETURN:
            return regs[a]!;
          case OP.RETURN_K:
            return constants[a]!;

          // --- generators
          case OP.RETURN_GENERATOR:
            frame.pc = pc;
            return newGenerator(code, frame);
          case OP.YIELD:
            frame.pc = pc;
            frame.generator!.destination = a;
            frame.generator!.yielded = true;
            return regs[b]!;
          case OP.GET_YIELD_FROM_ITER:
            regs[a] = yieldFromIterator(code, regs[b]!);
            continue;
          case OP.GET_AWAITABLE:
            regs[a] = awaitableOf(regs[b]!, c);
            continue;
          case OP.GET_AITER:
            regs[a] = aiterOf(regs[b]!);
            continue;
          case OP.GET_ANEXT:
            regs[a] = anextOf(regs[b]!);
            continue;
          case OP.YIELD_FROM: {
            const value = delegate(frame.generator!, regs[b]!, regs[a]!);
            if (value !== null) {
              frame.pc = pc - 1;
              frame.generator!.destination = a;
              frame.generator!.yielded = true;
              return value;
            }
            regs[a] = frame.generator!.takeResult();
            continue;
          }

          // --- looping
          case OP.GET_ITER:
            regs[a] = iter(regs[b]!);
            continue;
          case OP.FOR_ITER: {
            const item = regs[b]!.next();
            if (item === null) pc = pc + c;
            else regs[a] = item;
            continue;
          }
          case OP.LOOP: {
            // what it raises belongs to the loop's last line
            if (pendingActions() !== 0) runActions();
            pc = a + b * 65536;
            const cell = body.cells[c]!;
            if (jitTick(cell)) return jitEnter(interpret, cell, code, pc, frame);
            break;
          }
          case OP.JUMP:
            pc = a + b * 65536;
            continue;

          // --- unaries
          case OP.NEGATIVE:
            regs[a] = unary(NEG, regs[b]!);
            continue;
          case OP.POSITIVE:
            regs[a] = unary(POS, regs[b]!);
            continue;
          case OP.INVERT:
            regs[a] = unary(INVERT, regs[b]!);
            continue;
          case OP.NOT:
            regs[a] = newBool(!isTrue(regs[b]!));
            continue;

          // --- binaries
          case OP.ADD:
            regs[a] = add(regs[b]!, regs[c]!);
            continue;
          case OP.SUBTRACT:
            regs[a] = subtract(regs[b]!, regs[c]!);
            continue;
          case OP.MULTIPLY:
            regs[a] = multiply(regs[b]!, regs[c]!);
            continue;
          case OP.MATRIX_MULTIPLY:
            regs[a] = binary(MATMUL, regs[b]!, regs[c]!);
            continue;
          case OP.TRUE_DIVIDE:
            regs[a] = trueDivide(regs[b]!, regs[c]!);
            continue;
          case OP.FLOOR_DIVIDE:
            regs[a] = floorDivide(regs[b]!, regs[c]!);
            continue;
          case OP.MODULO:
            regs[a] = modulo(regs[b]!, regs[c]!);
            continue;
          case OP.POWER:
            regs[a] = binary(POW, regs[b]!, regs[c]!);
            continue;
          case OP.LEFT_SHIFT:
            regs[a] = binary(LSHIFT, regs[b]!, regs[c]!);
            continue;
          case OP.RIGHT_SHIFT:
            regs[a] = binary(RSHIFT, regs[b]!, regs[c]!);
            continue;
          case OP.AND:
            regs[a] = binary(AND, regs[b]!, regs[c]!);
            continue;
          case OP.OR:
            regs[a] = binary(OR, regs[b]!, regs[c]!);
            continue;
          case OP.XOR:
            regs[a] = binary(XOR, regs[b]!, regs[c]!);
            continue;
          case OP.ADD_K:
            regs[a] = add(regs[b]!, constants[c]!);
            continue;
          case OP.SUBTRACT_K:
            regs[a] = subtract(regs[b]!, constants[c]!);
            continue;
          case OP.MULTIPLY_K:
            regs[a] = multiply(regs[b]!, constants[c]!);
            continue;
          case OP.MATRIX_MULTIPLY_K:
            regs[a] = binary(MATMUL, regs[b]!, constants[c]!);
            continue;
          case OP.TRUE_DIVIDE_K:
            regs[a] = trueDivide(regs[b]!, constants[c]!);
            continue;
          case OP.FLOOR_DIVIDE_K:
            regs[a] = floorDivide(regs[b]!, constants[c]!);
            continue;
          case OP.MODULO_K:
            regs[a] = modulo(regs[b]!, constants[c]!);
            continue;
          case OP.POWER_K:
            regs[a] = binary(POW, regs[b]!, constants[c]!);
            continue;
          case OP.LEFT_SHIFT_K:
            regs[a] = binary(LSHIFT, regs[b]!, constants[c]!);
            continue;
          case OP.RIGHT_SHIFT_K:
            regs[a] = binary(RSHIFT, regs[b]!, constants[c]!);
            continue;
          case OP.AND_K:
            regs[a] = binary(AND, regs[b]!, constants[c]!);
            continue;
          case OP.OR_K:
            regs[a] = binary(OR, regs[b]!, constants[c]!);
            continue;
          case OP.XOR_K:
            regs[a] = binary(XOR, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_ADD:
            regs[a] = inplaceAdd(regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_SUBTRACT:
            regs[a] = inplaceSubtract(regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_MULTIPLY:
            regs[a] = inplaceMultiply(regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_MATRIX_MULTIPLY:
            regs[a] = inplace(MATMUL, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_TRUE_DIVIDE:
            regs[a] = inplace(TRUEDIV, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_FLOOR_DIVIDE:
            regs[a] = inplace(FLOORDIV, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_MODULO:
            regs[a] = inplace(MOD, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_POWER:
            regs[a] = inplace(POW, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_LEFT_SHIFT:
            regs[a] = inplace(LSHIFT, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_RIGHT_SHIFT:
            regs[a] = inplace(RSHIFT, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_AND:
            regs[a] = inplace(AND, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_OR:
            regs[a] = inplace(OR, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_XOR:
            regs[a] = inplace(XOR, regs[b]!, regs[c]!);
            continue;
          case OP.INPLACE_ADD_K:
            regs[a] = inplaceAdd(regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_SUBTRACT_K:
            regs[a] = inplaceSubtract(regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_MULTIPLY_K:
            regs[a] = inplaceMultiply(regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_MATRIX_MULTIPLY_K:
            regs[a] = inplace(MATMUL, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_TRUE_DIVIDE_K:
            regs[a] = inplace(TRUEDIV, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_FLOOR_DIVIDE_K:
            regs[a] = inplace(FLOORDIV, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_MODULO_K:
            regs[a] = inplace(MOD, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_POWER_K:
            regs[a] = inplace(POW, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_LEFT_SHIFT_K:
            regs[a] = inplace(LSHIFT, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_RIGHT_SHIFT_K:
            regs[a] = inplace(RSHIFT, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_AND_K:
            regs[a] = inplace(AND, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_OR_K:
            regs[a] = inplace(OR, regs[b]!, constants[c]!);
            continue;
          case OP.INPLACE_XOR_K:
            regs[a] = inplace(XOR, regs[b]!, constants[c]!);
            continue;

          // --- comparisons
          case OP.LT:
            regs[a] = compareValue(LT, regs[b]!, regs[c]!);
            continue;
          case OP.LE:
            regs[a] = compareValue(LE, regs[b]!, regs[c]!);
            continue;
          case OP.EQ:
            regs[a] = compareValue(EQ, regs[b]!, regs[c]!);
            continue;
          case OP.NE:
            regs[a] = compareValue(NE, regs[b]!, regs[c]!);
            continue;
          case OP.GT:
            regs[a] = compareValue(GT, regs[b]!, regs[c]!);
            continue;
          case OP.GE:
            regs[a] = compareValue(GE, regs[b]!, regs[c]!);
            continue;
          case OP.LT_K:
            regs[a] = compareValue(LT, regs[b]!, constants[c]!);
            continue;
          case OP.LE_K:
            regs[a] = compareValue(LE, regs[b]!, constants[c]!);
            continue;
          case OP.EQ_K:
            regs[a] = compareValue(EQ, regs[b]!, constants[c]!);
            continue;
          case OP.NE_K:
            regs[a] = compareValue(NE, regs[b]!, constants[c]!);
            continue;
          case OP.GT_K:
            regs[a] = compareValue(GT, regs[b]!, constants[c]!);
            continue;
          case OP.GE_K:
            regs[a] = compareValue(GE, regs[b]!, constants[c]!);
            continue;
          case OP.JUMP_IF_LT:
            if (lessThan(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_LE:
            if (lessOrEqual(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_EQ:
            if (equal(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NE:
            if (notEqual(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_GT:
            if (greaterThan(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_GE:
            if (greaterOrEqual(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_LT:
            if (!lessThan(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_LE:
            if (!lessOrEqual(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_EQ:
            if (!equal(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_NE:
            if (!notEqual(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_GT:
            if (!greaterThan(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_GE:
            if (!greaterOrEqual(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_LT_K:
            if (lessThan(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_LE_K:
            if (lessOrEqual(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_EQ_K:
            if (equal(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NE_K:
            if (notEqual(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_GT_K:
            if (greaterThan(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_GE_K:
            if (greaterOrEqual(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_LT_K:
            if (!lessThan(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_LE_K:
            if (!lessOrEqual(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_EQ_K:
            if (!equal(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_NE_K:
            if (!notEqual(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_GT_K:
            if (!greaterThan(regs[a]!, constants[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_GE_K:
            if (!greaterOrEqual(regs[a]!, constants[b]!)) pc = pc + c;
            continue;

          // --- identity, membership, truth
          case OP.IS:
            regs[a] = newBool(is(regs[b]!, regs[c]!));
            continue;
          case OP.IS_NOT:
            regs[a] = newBool(!is(regs[b]!, regs[c]!));
            continue;
          case OP.IN:
            regs[a] = newBool(contains(regs[c]!, regs[b]!));
            continue;
          case OP.NOT_IN:
            regs[a] = newBool(!contains(regs[c]!, regs[b]!));
            continue;
          case OP.JUMP_IF_IS:
            if (is(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_IS:
            if (!is(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_IN:
            if (contains(regs[b]!, regs[a]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_IN:
            if (!contains(regs[b]!, regs[a]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_NONE:
            if (regs[a] === w_None) pc = pc + c;
            continue;
          case OP.JUMP_IF_NOT_NONE:
            if (regs[a] !== w_None) pc = pc + c;
            continue;
          case OP.JUMP_IF_TRUE:
            if (isTrue(regs[a]!)) pc = pc + c;
            continue;
          case OP.JUMP_IF_FALSE:
            if (!isTrue(regs[a]!)) pc = pc + c;
            continue;

          // --- exceptions
          case OP.RAISE:
            throw raised(regs[a]!);
          case OP.RAISE_FROM:
            throw raisedFrom(regs[a]!, regs[b]!);
          case OP.RAISE_CURRENT:
            throw currentError();
          case OP.RERAISE:
            throw errorOf(regs[a]!);
          case OP.PUSH_EXC: {
            const handled = regs[b]!;
            regs[a] = (code.makesGenerator ? frame.generator!.enterHandler() : state.handled) as W_Object;
            state.handled = handled;
            continue;
          }
          case OP.POP_EXC:
            if (code.makesGenerator && regs[a] === null) frame.generator!.leaveHandlers();
            else state.handled = regs[a]!;
            continue;
          case OP.JUMP_IF_NOT_EXC_MATCH:
            if (!exceptionMatches(regs[a]!, regs[b]!)) pc = pc + c;
            continue;
          case OP.EXC_GROUP_MATCH:
            matchGroup(regs[b]!, regs[b + 1]!, regs, a, frame, pc - 1);
            continue;
          case OP.EXC_GROUP_RERAISE:
            regs[a] = prepareReraise(regs[b]!, regs[b + 1] as W_List);
            continue;
          case OP.WITH_EXCEPT:
            regs[a] = callExit(regs[b]!, regs[b + 1]!, regs[c] as W_BaseException);
            continue;

          // --- imports
          case OP.IMPORT_NAME:
            regs[a] = importName(frame.func, body.names[b]!, regs[c]!, regs[c + 1]!, frame.namespace);
            continue;
          case OP.IMPORT_FROM:
            regs[a] = importFrom(regs[b]!, body.names[c]!);
            continue;
          case OP.IMPORT_STAR:
            importStar(regs[a]!, frame.namespace!);
            continue;

          // --- matching
          case OP.GET_LENGTH:
            regs[a] = newInt(len(regs[b]!));
            continue;
          case OP.MATCH_SEQUENCE:
            regs[a] = newBool(isMatchSequence(regs[b]!));
            continue;
          case OP.MATCH_MAPPING:
            regs[a] = newBool(isMatchMapping(regs[b]!));
            continue;
          case OP.MATCH_KEYS:
            regs[a] = matchKeys(regs[b]!, regs[c] as W_Tuple);
            continue;
          case OP.MATCH_CLASS:
            regs[a] = matchClass(regs[b]!, regs[b + 1]!, regs[b + 2] as W_Tuple, c);
            continue;
          case OP.SETUP_ANNOTATIONS:
            setupAnnotations(frame.namespace!);
            continue;
          case OP.INTRINSIC_1:
            regs[a] = intrinsic(c, regs[b]!, frame.func.globals);
            continue;
          case OP.INTRINSIC_2:
            regs[a] = intrinsic2(c, regs[b]!, regs[b + 1]!, frame.func.globals);
            continue;
          default:
            throw raiseInts(w_SystemError, "bytecode %d is not implemented", null, instructions[at]!, 0);
        }
        break;
      }
    } catch (e) {
      if (!(e instanceof OperationError)) throw e;
      pc = handlerOf(code, pc - 1, frame, e);
    }
  }
}

/** After an exception at an instruction: the handler's position, its register filled; throws the error on when there is none. */
function handlerOf(code: W_Code, pc: int, frame: Frame, error: OperationError): int {
  state.depth = frame.depth;
  const opcode = code.body().instructions[pc * 4]!;
  const again = opcode === OP.RERAISE || (opcode === OP.RAISE_CURRENT && error.traceback !== null);
  if (!again) {
    if (error.traceback === null && state.handled !== null) setContext(error.value() as W_BaseException, state.handled);
    error.traceback = new Traceback(frame, pc, error.traceback);
  }
  const row = code.handlerRow(pc);
  if (row < 0) {
    // the frame stays where the exception was raised, not where a handler let it go on
    if (again && error.traceback !== null && error.traceback.frame === frame) frame.pc = error.traceback.pc;
    // the frame is left: native code that catches the error goes on in its caller
    state.depth = frame.depth - 1;
    throw error;
  }
  frame.regs[code.body().exceptionTable[row + 3]!] = caught(error);
  return code.body().exceptionTable[row + 2]!;
}
