// The text form of programs, graphs and traces: what tests are written in and what logs show. It parses back.
//
//   class Node extends Base virtualizable {        ; a comment
//     next ref Node                                ; name, storage, for references the declared class or [array type]
//     readonly key i64
//     quasi version u32                            ; quasi-immutable
//     constant words ref [u16]                     ; immutable with its items
//     method visit:0 (r, i) -> i = Node_visit      ; slot number; the function, or `abstract`
//   }
//   external sin (f) -> f pure
//   request write (r, i) -> i = 3
//   func fact (i) -> i elidable portal loop greens(0) virtualizable(1) effects(raise collect force reads(Node.key) writes(any)) {
//   b0(i0):
//     i1 = int_le i0, 1
//     branch i1 -> b1(), b2() likely               ; also: goto b1(i0) | switch i0 -> 1: b1(), else: b2() | return i0 | return
//   b2():                                          ;       throw r0 | jit_enter portal, r0, i1 | unreachable
//     i2 = int_sub i0, 1
//     i3 = call fact, i2 !120                      ; !n: index of the source position
//     catch b5(i0)                                 ; the block's handler: gets the exception, then these
//     goto b3(i3)
//   ...
//   }
//
// An instruction is `result = operation aux, operands`; aux stands first where the operation's row has one. A value is named by
// its kind and id. Constants: 12, -1.5 1e300 inf -inf nan (floats have a point, an e or a name), null, #1073741824 (a
// reference), @name (a prebuilt object), &name (a function's id). Names that are no identifiers are in double quotes.
//
// A trace is its inputs in brackets, then operations; guards end with the values they keep alive in brackets:
//
//   [i0, r1]
//   label L0, i0, r1
//   i2 = int_lt i0, 10
//   guard_true i2 [i0, r1]
//   i3 = int_add i0, 1
//   jump L0, i3, r1
//
// A label's arguments are values from above it, or, directly behind a jump, new ones.

export { parseGraph, parseProgram, parseTrace, prebuiltsInText, TextError } from "./parse.ts";
export {
  printExit,
  printFunction,
  printGraph,
  printInstruction,
  printOperand,
  printProgram,
  printTrace,
} from "./print.ts";
