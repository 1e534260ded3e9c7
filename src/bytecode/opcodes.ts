// The opcode table: one row an opcode, with its number, its operands and its meaning. docs/internals/bytecode.md has the
// prose (registers, calls, exceptions, generators); this table is the authority.
//
// An instruction is four u16 words: opcode, a, b, c. Operand kinds, in the order a b c:
//
//   dst     register that is written                src     register that is read
//   mod     register that is read, then written     run[n]  reads the n registers that begin here
//   out[n]  writes the n registers that begin here  io[n]   reads the n registers that begin here, writes the first
//   k       index into the code's constants         name    index into the code's names
//   site    index into the code's sites (name and   n       a plain number
//           inline cache)                           -       unused, 0
//   delta   short jump: to pc + 1 + delta           lo hi   long jump: to lo | hi << 16, absolute
//   klo khi constant klo | khi << 16                cell    index of a JIT cell (0 is the function's entry)
//
// The length of a run is written in terms of the operands: `c+1`, `2c`, `2`; `ex` is (c & 255) + 1 + (c >> 8).
// All operands are read before anything is written, and nothing is written when the instruction raises.
// In the meanings, R[x] is register x, K[x] a constant, N[x] a name, S[x] a site.
//
// Families have regular numbers, so that `opcode - OP.ADD` is an operator's index (`binaryOperators`, `comparisons`).

type RowOf<Name extends string, Code extends number> = readonly [
  name: Name,
  code: Code,
  operands: string,
  meaning: string,
];

const table = [
  // ------------------------------------------------------------------------------------------------------------- moves
  ["NOP", 0, "- - -", "nothing"],
  ["MOVE", 1, "dst src -", "R[a] = R[b]; also moves cells and null selves"],
  ["MOVE2", 2, "out[2] src src", "R[a], R[a+1] = R[b], R[c]; neither source is a or a+1"],
  ["LOAD_CONST", 3, "dst klo khi", "R[a] = K[b | c << 16]"],
  ["CHECK_BOUND", 4, "src name -", "UnboundLocalError naming N[b] when R[a] is null"],
  ["CLEAR", 5, "dst - -", "R[a] = null: the local is unbound from here on"],

  // ------------------------------------------------------------------------------------------- names of other places
  ["COPY_FREE_VARS", 6, "out[b] n -", "R[a+i] = the function's closure[i] for i < b: the free variables' cells"],
  ["NEW_CELL", 7, "dst - -", "R[a] = a new empty cell"],
  ["NEW_CELL_FROM", 8, "dst src -", "R[a] = a new cell that holds R[b], a parameter"],
  [
    "LOAD_CELL",
    9,
    "dst src -",
    "R[a] = content of cell R[b]; empty: UnboundLocalError (cellvar) or NameError (freevar)",
  ],
  ["STORE_CELL", 10, "src src -", "content of cell R[b] = R[a]"],
  ["DELETE_CELL", 11, "src - -", "empties cell R[a]; empty already: error as LOAD_CELL"],
  ["LOAD_GLOBAL", 12, "dst site -", "R[a] = global, else builtin S[b]; else NameError"],
  ["STORE_GLOBAL", 13, "src site -", "global S[b] = R[a]"],
  ["DELETE_GLOBAL", 14, "site - -", "deletes global S[a]; else NameError"],
  ["LOAD_NAME", 15, "dst site -", "R[a] = S[b] in the frame's namespace, else global, else builtin; else NameError"],
  ["STORE_NAME", 16, "src site -", "S[b] in the frame's namespace = R[a]"],
  ["DELETE_NAME", 17, "site - -", "deletes S[a] from the frame's namespace; else NameError"],
  ["LOAD_LOCALS", 18, "dst - -", "R[a] = the frame's namespace (class bodies)"],
  ["LOAD_DICT_OR_GLOBAL", 19, "dst src site", "R[a] = S[c] in mapping R[b], else as LOAD_GLOBAL"],
  ["LOAD_DICT_OR_CELL", 20, "dst src src", "R[a] = the name of cell R[c] in mapping R[b], else as LOAD_CELL"],
  ["LOAD_COMMON", 21, "dst n -", "R[a] = what `commonObjects` names at b"],

  // -------------------------------------------------------------------------------------------------------- attributes
  ["LOAD_ATTR", 22, "dst src site", "R[a] = R[b].S[c]"],
  ["STORE_ATTR", 23, "src src site", "R[b].S[c] = R[a]"],
  ["DELETE_ATTR", 24, "src site -", "del R[a].S[b]"],
  [
    "LOAD_METHOD",
    25,
    "out[2] src site",
    "R[a], R[a+1] = function, R[b] when R[b].S[c] would bind; else attribute, null",
  ],
  [
    "LOAD_SUPER_ATTR",
    26,
    "dst run[3] site",
    "R[a] = super().S[c]; R[b..b+2] are `super`, class, self (see bytecode.md)",
  ],
  ["LOAD_SUPER_METHOD", 27, "out[2] run[3] site", "as LOAD_SUPER_ATTR, but a pair as LOAD_METHOD"],
  ["LOAD_SPECIAL", 28, "out[2] src n", "a pair as LOAD_METHOD, of type(R[b])'s method `specialMethods` names at c"],

  // ------------------------------------------------------------------------------------------------------------- items
  ["GET_ITEM", 29, "dst src src", "R[a] = R[b][R[c]]"],
  ["GET_ITEM_K", 30, "dst src k", "R[a] = R[b][K[c]]"],
  ["SET_ITEM", 31, "src src src", "R[a][R[b]] = R[c]"],
  ["SET_ITEM_K", 32, "src k src", "R[a][K[b]] = R[c]"],
  ["DELETE_ITEM", 33, "src src -", "del R[a][R[b]]"],
  ["GET_SLICE", 34, "dst src run[2]", "R[a] = R[b][R[c]:R[c+1]]"],
  ["SET_SLICE", 35, "src run[2] src", "R[a][R[b]:R[b+1]] = R[c]"],
  ["BUILD_SLICE", 36, "dst run[3] -", "R[a] = slice(R[b], R[b+1], R[b+2])"],

  // ---------------------------------------------------------------------------------------------------------- displays
  ["BUILD_TUPLE", 37, "dst run[c] n", "R[a] = (R[b], ..., R[b+c-1])"],
  ["BUILD_LIST", 38, "dst run[c] n", "R[a] = [R[b], ..., R[b+c-1]]"],
  ["BUILD_SET", 39, "dst run[c] n", "R[a] = {R[b], ..., R[b+c-1]}"],
  ["BUILD_MAP", 40, "dst run[2c] n", "R[a] = {R[b]: R[b+1], ...}, c pairs"],
  ["BUILD_STRING", 41, "dst run[c] n", "R[a] = the strings R[b] ... R[b+c-1] joined"],
  ["LIST_APPEND", 42, "src src -", "appends R[b] to list R[a]"],
  ["SET_ADD", 43, "src src -", "adds R[b] to set R[a]"],
  ["MAP_ADD", 44, "src src src", "R[a][R[b]] = R[c], for a dict R[a]"],
  ["LIST_EXTEND", 45, "src src -", "extends list R[a] with iterable R[b] (in a display or call: `*x`)"],
  ["SET_UPDATE", 46, "src src -", "adds the items of iterable R[b] to set R[a]"],
  ["DICT_UPDATE", 47, "src src -", "updates dict R[a] with mapping R[b]"],
  [
    "DICT_MERGE",
    48,
    "src src src",
    "the same, but TypeError for keys that are there; R[c] is the callee, for the message",
  ],
  ["LIST_TO_TUPLE", 49, "dst src -", "R[a] = tuple(list R[b])"],
  ["UNPACK_SEQUENCE", 50, "out[c] src n", "R[a] ... = the c items of R[b]; ValueError before anything is written"],
  ["UNPACK_EX", 51, "out[ex] src n", "c & 255 items, a list, c >> 8 items; ValueError before anything is written"],

  // ------------------------------------------------------------------------------------------------- formatted strings
  ["FORMAT_SIMPLE", 52, "dst src -", "R[a] = format(R[b]); a str stays itself"],
  ["FORMAT_WITH_SPEC", 53, "dst src src", "R[a] = format(R[b], R[c])"],
  ["CONVERT", 54, "dst src n", "R[a] = str, repr, ascii (c = 1, 2, 3) of R[b]"],

  // ------------------------------------------------------------------------------------------------------------- calls
  ["CALL", 55, "dst run[c+1] n", "R[a] = R[b](R[b+1], ..., R[b+c])"],
  ["CALL_METHOD", 56, "dst run[c+2] n", "R[a] = R[b](R[b+1] unless null, R[b+2], ..., R[b+1+c])"],
  ["CALL_KW", 57, "io[b+1] n k", "R[a] = R[a](R[a+1], ..., R[a+b]); the last are keywords, named by tuple K[c]"],
  ["CALL_METHOD_KW", 58, "io[b+2] n k", "the same with a self or null in R[a+1]; arguments R[a+2], ..., R[a+1+b]"],
  ["CALL_EX", 59, "dst run[2] -", "R[a] = R[b](*R[b+1])"],
  ["CALL_EX_KW", 60, "dst run[3] -", "R[a] = R[b](*R[b+1], **R[b+2]); R[b+2] is a dict of ours"],
  [
    "MAKE_FUNCTION",
    61,
    "dst k -",
    "R[a] = function of code K[b]; its closure: our registers closureFrom[i] of that code",
  ],
  ["SET_FUNCTION_ATTRIBUTE", 62, "src src n", "sets what `functionAttributes` names at c of function R[a] to R[b]"],
  ["RETURN", 63, "src - -", "returns R[a]"],
  ["RETURN_K", 64, "k - -", "returns K[a]"],

  // -------------------------------------------------------------------------------------------------------- generators
  [
    "RETURN_GENERATOR",
    65,
    "- - -",
    "first instruction: returns a generator that owns this frame; it goes on behind here",
  ],
  [
    "YIELD",
    66,
    "dst src -",
    "suspends, giving R[b]; goes on behind with R[a] = the value sent, or raises what is thrown",
  ],
  ["GET_YIELD_FROM_ITER", 67, "dst src -", "R[a] = iterator that `yield from R[b]` delegates to"],
  ["YIELD_FROM", 68, "mod src -", "sends R[a] to iterator R[b]; see bytecode.md. At its end R[a] = result"],
  ["GET_AWAITABLE", 69, "dst src n", "R[a] = iterator of awaitable R[b]; c: 0 await, 1 __aenter__, 2 __aexit__"],
  ["GET_AITER", 70, "dst src -", "R[a] = R[b].__aiter__()"],
  ["GET_ANEXT", 71, "dst src -", "R[a] = awaitable iterator of R[b].__anext__()"],

  // ----------------------------------------------------------------------------------------------------------- looping
  ["GET_ITER", 72, "dst src -", "R[a] = iter(R[b])"],
  ["FOR_ITER", 73, "dst src delta", "R[a] = next(R[b]); exhausted: jumps, leaving R[a]"],
  [
    "LOOP",
    74,
    "lo hi cell",
    "jumps backward to the loop's header; the only backward jump; c names the loop's JIT cell",
  ],
  ["JUMP", 75, "lo hi -", "jumps forward"],

  // ----------------------------------------------------------------------------------------------------------- unaries
  ["NEGATIVE", 76, "dst src -", "R[a] = -R[b]"],
  ["POSITIVE", 77, "dst src -", "R[a] = +R[b]"],
  ["INVERT", 78, "dst src -", "R[a] = ~R[b]"],
  ["NOT", 79, "dst src -", "R[a] = not R[b]"],

  // ------------------------------------------------------------------------------------- binaries, 13 operators a family
  ["ADD", 80, "dst src src", "R[a] = R[b] + R[c]"],
  ["SUBTRACT", 81, "dst src src", "R[a] = R[b] - R[c]"],
  ["MULTIPLY", 82, "dst src src", "R[a] = R[b] * R[c]"],
  ["MATRIX_MULTIPLY", 83, "dst src src", "R[a] = R[b] @ R[c]"],
  ["TRUE_DIVIDE", 84, "dst src src", "R[a] = R[b] / R[c]"],
  ["FLOOR_DIVIDE", 85, "dst src src", "R[a] = R[b] // R[c]"],
  ["MODULO", 86, "dst src src", "R[a] = R[b] % R[c]"],
  ["POWER", 87, "dst src src", "R[a] = R[b] ** R[c]"],
  ["LEFT_SHIFT", 88, "dst src src", "R[a] = R[b] << R[c]"],
  ["RIGHT_SHIFT", 89, "dst src src", "R[a] = R[b] >> R[c]"],
  ["AND", 90, "dst src src", "R[a] = R[b] & R[c]"],
  ["OR", 91, "dst src src", "R[a] = R[b] | R[c]"],
  ["XOR", 92, "dst src src", "R[a] = R[b] ^ R[c]"],

  ["ADD_K", 93, "dst src k", "R[a] = R[b] + K[c]"],
  ["SUBTRACT_K", 94, "dst src k", "R[a] = R[b] - K[c]"],
  ["MULTIPLY_K", 95, "dst src k", "R[a] = R[b] * K[c]"],
  ["MATRIX_MULTIPLY_K", 96, "dst src k", "R[a] = R[b] @ K[c]"],
  ["TRUE_DIVIDE_K", 97, "dst src k", "R[a] = R[b] / K[c]"],
  ["FLOOR_DIVIDE_K", 98, "dst src k", "R[a] = R[b] // K[c]"],
  ["MODULO_K", 99, "dst src k", "R[a] = R[b] % K[c]"],
  ["POWER_K", 100, "dst src k", "R[a] = R[b] ** K[c]"],
  ["LEFT_SHIFT_K", 101, "dst src k", "R[a] = R[b] << K[c]"],
  ["RIGHT_SHIFT_K", 102, "dst src k", "R[a] = R[b] >> K[c]"],
  ["AND_K", 103, "dst src k", "R[a] = R[b] & K[c]"],
  ["OR_K", 104, "dst src k", "R[a] = R[b] | K[c]"],
  ["XOR_K", 105, "dst src k", "R[a] = R[b] ^ K[c]"],

  ["INPLACE_ADD", 106, "dst src src", "R[a] = R[b] += R[c]: __iadd__ and so on first"],
  ["INPLACE_SUBTRACT", 107, "dst src src", "R[a] = R[b] -= R[c]"],
  ["INPLACE_MULTIPLY", 108, "dst src src", "R[a] = R[b] *= R[c]"],
  ["INPLACE_MATRIX_MULTIPLY", 109, "dst src src", "R[a] = R[b] @= R[c]"],
  ["INPLACE_TRUE_DIVIDE", 110, "dst src src", "R[a] = R[b] /= R[c]"],
  ["INPLACE_FLOOR_DIVIDE", 111, "dst src src", "R[a] = R[b] //= R[c]"],
  ["INPLACE_MODULO", 112, "dst src src", "R[a] = R[b] %= R[c]"],
  ["INPLACE_POWER", 113, "dst src src", "R[a] = R[b] **= R[c]"],
  ["INPLACE_LEFT_SHIFT", 114, "dst src src", "R[a] = R[b] <<= R[c]"],
  ["INPLACE_RIGHT_SHIFT", 115, "dst src src", "R[a] = R[b] >>= R[c]"],
  ["INPLACE_AND", 116, "dst src src", "R[a] = R[b] &= R[c]"],
  ["INPLACE_OR", 117, "dst src src", "R[a] = R[b] |= R[c]"],
  ["INPLACE_XOR", 118, "dst src src", "R[a] = R[b] ^= R[c]"],

  ["INPLACE_ADD_K", 119, "dst src k", "R[a] = R[b] += K[c]"],
  ["INPLACE_SUBTRACT_K", 120, "dst src k", "R[a] = R[b] -= K[c]"],
  ["INPLACE_MULTIPLY_K", 121, "dst src k", "R[a] = R[b] *= K[c]"],
  ["INPLACE_MATRIX_MULTIPLY_K", 122, "dst src k", "R[a] = R[b] @= K[c]"],
  ["INPLACE_TRUE_DIVIDE_K", 123, "dst src k", "R[a] = R[b] /= K[c]"],
  ["INPLACE_FLOOR_DIVIDE_K", 124, "dst src k", "R[a] = R[b] //= K[c]"],
  ["INPLACE_MODULO_K", 125, "dst src k", "R[a] = R[b] %= K[c]"],
  ["INPLACE_POWER_K", 126, "dst src k", "R[a] = R[b] **= K[c]"],
  ["INPLACE_LEFT_SHIFT_K", 127, "dst src k", "R[a] = R[b] <<= K[c]"],
  ["INPLACE_RIGHT_SHIFT_K", 128, "dst src k", "R[a] = R[b] >>= K[c]"],
  ["INPLACE_AND_K", 129, "dst src k", "R[a] = R[b] &= K[c]"],
  ["INPLACE_OR_K", 130, "dst src k", "R[a] = R[b] |= K[c]"],
  ["INPLACE_XOR_K", 131, "dst src k", "R[a] = R[b] ^= K[c]"],

  // ------------------------------------------------------------------------------------ comparisons, 6 a family, in order
  ["LT", 132, "dst src src", "R[a] = R[b] < R[c]"],
  ["LE", 133, "dst src src", "R[a] = R[b] <= R[c]"],
  ["EQ", 134, "dst src src", "R[a] = R[b] == R[c]"],
  ["NE", 135, "dst src src", "R[a] = R[b] != R[c]"],
  ["GT", 136, "dst src src", "R[a] = R[b] > R[c]"],
  ["GE", 137, "dst src src", "R[a] = R[b] >= R[c]"],

  ["LT_K", 138, "dst src k", "R[a] = R[b] < K[c]"],
  ["LE_K", 139, "dst src k", "R[a] = R[b] <= K[c]"],
  ["EQ_K", 140, "dst src k", "R[a] = R[b] == K[c]"],
  ["NE_K", 141, "dst src k", "R[a] = R[b] != K[c]"],
  ["GT_K", 142, "dst src k", "R[a] = R[b] > K[c]"],
  ["GE_K", 143, "dst src k", "R[a] = R[b] >= K[c]"],

  // Jumps decide by the truth of the comparison's result: not (x < y) is not x >= y.
  ["JUMP_IF_LT", 144, "src src delta", "jumps if R[a] < R[b]"],
  ["JUMP_IF_LE", 145, "src src delta", "jumps if R[a] <= R[b]"],
  ["JUMP_IF_EQ", 146, "src src delta", "jumps if R[a] == R[b]"],
  ["JUMP_IF_NE", 147, "src src delta", "jumps if R[a] != R[b]"],
  ["JUMP_IF_GT", 148, "src src delta", "jumps if R[a] > R[b]"],
  ["JUMP_IF_GE", 149, "src src delta", "jumps if R[a] >= R[b]"],

  ["JUMP_IF_NOT_LT", 150, "src src delta", "jumps unless R[a] < R[b]"],
  ["JUMP_IF_NOT_LE", 151, "src src delta", "jumps unless R[a] <= R[b]"],
  ["JUMP_IF_NOT_EQ", 152, "src src delta", "jumps unless R[a] == R[b]"],
  ["JUMP_IF_NOT_NE", 153, "src src delta", "jumps unless R[a] != R[b]"],
  ["JUMP_IF_NOT_GT", 154, "src src delta", "jumps unless R[a] > R[b]"],
  ["JUMP_IF_NOT_GE", 155, "src src delta", "jumps unless R[a] >= R[b]"],

  ["JUMP_IF_LT_K", 156, "src k delta", "jumps if R[a] < K[b]"],
  ["JUMP_IF_LE_K", 157, "src k delta", "jumps if R[a] <= K[b]"],
  ["JUMP_IF_EQ_K", 158, "src k delta", "jumps if R[a] == K[b]"],
  ["JUMP_IF_NE_K", 159, "src k delta", "jumps if R[a] != K[b]"],
  ["JUMP_IF_GT_K", 160, "src k delta", "jumps if R[a] > K[b]"],
  ["JUMP_IF_GE_K", 161, "src k delta", "jumps if R[a] >= K[b]"],

  ["JUMP_IF_NOT_LT_K", 162, "src k delta", "jumps unless R[a] < K[b]"],
  ["JUMP_IF_NOT_LE_K", 163, "src k delta", "jumps unless R[a] <= K[b]"],
  ["JUMP_IF_NOT_EQ_K", 164, "src k delta", "jumps unless R[a] == K[b]"],
  ["JUMP_IF_NOT_NE_K", 165, "src k delta", "jumps unless R[a] != K[b]"],
  ["JUMP_IF_NOT_GT_K", 166, "src k delta", "jumps unless R[a] > K[b]"],
  ["JUMP_IF_NOT_GE_K", 167, "src k delta", "jumps unless R[a] >= K[b]"],

  // ------------------------------------------------------------------------------------------ identity, membership, truth
  ["IS", 168, "dst src src", "R[a] = R[b] is R[c]"],
  ["IS_NOT", 169, "dst src src", "R[a] = R[b] is not R[c]"],
  ["IN", 170, "dst src src", "R[a] = R[b] in R[c]"],
  ["NOT_IN", 171, "dst src src", "R[a] = R[b] not in R[c]"],
  ["JUMP_IF_IS", 172, "src src delta", "jumps if R[a] is R[b]"],
  ["JUMP_IF_NOT_IS", 173, "src src delta", "jumps if R[a] is not R[b]"],
  ["JUMP_IF_IN", 174, "src src delta", "jumps if R[a] in R[b]"],
  ["JUMP_IF_NOT_IN", 175, "src src delta", "jumps if R[a] not in R[b]"],
  ["JUMP_IF_NONE", 176, "src - delta", "jumps if R[a] is None"],
  ["JUMP_IF_NOT_NONE", 177, "src - delta", "jumps if R[a] is not None"],
  ["JUMP_IF_TRUE", 178, "src - delta", "jumps if R[a] is true, by bool()"],
  ["JUMP_IF_FALSE", 179, "src - delta", "jumps if R[a] is false, by bool()"],

  // -------------------------------------------------------------------------------------------------------- exceptions
  ["RAISE", 180, "src - -", "raise R[a] (an exception or a class)"],
  ["RAISE_FROM", 181, "src src -", "raise R[a] from R[b]"],
  ["RAISE_CURRENT", 182, "- - -", "raise: the exception being handled again, or RuntimeError"],
  ["RERAISE", 183, "src - -", "exception R[a] goes on: no new context, no traceback entry for this frame"],
  ["PUSH_EXC", 184, "dst src -", "R[a] = the exception handled so far (or null); R[b] is now the one being handled"],
  ["POP_EXC", 185, "src - -", "R[a] (or null) is again the exception being handled"],
  [
    "JUMP_IF_NOT_EXC_MATCH",
    186,
    "src src delta",
    "jumps unless exception R[a] matches R[b]; TypeError if R[b] is no class or tuple",
  ],
  [
    "EXC_GROUP_MATCH",
    187,
    "out[2] run[2] -",
    "except*: of group R[b] by R[b+1]; R[a] = rest or None, R[a+1] = match or None",
  ],
  [
    "EXC_GROUP_RERAISE",
    188,
    "dst run[2] -",
    "except*: R[a] = what is to be raised, or None; R[b] original, R[b+1] list of results",
  ],
  ["WITH_EXCEPT", 189, "dst run[2] src", "R[a] = R[b](R[b+1] unless null, type(e), e, its traceback), e = R[c]"],

  // ----------------------------------------------------------------------------------------------------------- imports
  ["IMPORT_NAME", 190, "dst name run[2]", "R[a] = __import__(N[b], globals, locals, fromlist R[c+1], level R[c])"],
  ["IMPORT_FROM", 191, "dst src name", "R[a] = name N[c] of module R[b], else submodule; else ImportError"],
  ["IMPORT_STAR", 192, "src - -", "from R[a] import *"],

  // ---------------------------------------------------------------------------------------------------------- matching
  ["GET_LENGTH", 193, "dst src -", "R[a] = len(R[b])"],
  ["MATCH_SEQUENCE", 194, "dst src -", "R[a] = whether R[b] is a sequence for `match`"],
  ["MATCH_MAPPING", 195, "dst src -", "R[a] = whether R[b] is a mapping for `match`"],
  ["MATCH_KEYS", 196, "dst src src", "R[a] = tuple of mapping R[b]'s values at keys R[c] (a tuple), or None"],
  [
    "MATCH_CLASS",
    197,
    "dst run[3] n",
    "R[a] = tuple of attributes, or None: subject R[b], class R[b+1], names R[b+2], c by position",
  ],

  // ------------------------------------------------------------------------------------------------------- rare things
  ["SETUP_ANNOTATIONS", 198, "- - -", "makes __annotations__ = {} in the frame's namespace unless there"],
  ["INTRINSIC_1", 199, "dst src n", "R[a] = `intrinsics` at c, of R[b]"],
  ["INTRINSIC_2", 200, "dst run[2] n", "R[a] = `intrinsics` at c, of R[b] and R[b+1]"],
  [
    "BUILD_INTERPOLATION",
    201,
    "dst run[4] -",
    "R[a] = Interpolation(R[b], text R[b+1], conversion R[b+2], spec R[b+3])",
  ],
  ["BUILD_TEMPLATE", 202, "dst run[2] -", "R[a] = Template of strings R[b] and interpolations R[b+1] (tuples)"],
  ["FORGET", 203, "n - -", "R[a] and all behind it = null: no temporary keeps alive what was deleted"],
] as const satisfies readonly RowOf<string, number>[];

type Rows = (typeof table)[number];
export type OpName = Rows[0];

/** Opcode numbers by name, with literal types: `OP.ADD` has type 80. */
export const OP = Object.fromEntries(table.map(([name, code]) => [name, code])) as {
  readonly [R in Rows as R[0]]: R[1];
};

/** What `LOAD_COMMON` loads, by number. */
export const commonObjects = [
  "AssertionError",
  "NotImplementedError",
  "__build_class__",
  "StopAsyncIteration",
] as const;

/** The methods `LOAD_SPECIAL` looks up on the type, by number. */
export const specialMethods = ["__enter__", "__exit__", "__aenter__", "__aexit__"] as const;

/** The attributes `SET_FUNCTION_ATTRIBUTE` sets, by number. Defaults are a tuple, keyword defaults a dict. */
export const functionAttributes = ["__defaults__", "__kwdefaults__", "__annotations__", "__annotate__"] as const;

/** What `INTRINSIC_1` and `INTRINSIC_2` compute, by number, with the count of arguments. */
export const intrinsics = [
  ["print", 1], // the value of an expression statement in interactive mode, to sys.displayhook
  ["async_gen_wrap", 1], // a value yielded by an async generator
  ["typevar", 1], // of a name
  ["paramspec", 1],
  ["typevartuple", 1],
  ["subscript_generic", 1], // Generic[...] of a tuple of type parameters
  ["typealias", 1], // of a tuple (name, type parameters or None, function that computes the value)
  ["typevar_with_bound", 2], // name, function that computes the bound
  ["typevar_with_constraints", 2],
  ["set_function_type_params", 2], // function, tuple; gives the function
  ["set_typeparam_default", 2],
] as const;

/** The operators of the binary families, in their order; `opcode - OP.ADD` and so on index it. */
export const binaryOperators = ["+", "-", "*", "@", "/", "//", "%", "**", "<<", ">>", "&", "|", "^"] as const;

/** The comparisons of the comparison families, in their order (CPython's Py_LT ... Py_GE). */
export const comparisons = ["<", "<=", "==", "!=", ">", ">="] as const;

// ------------------------------------------------------------------------------------------- the table, made ready for use

export type OperandKind =
  | "none"
  | "dst"
  | "src"
  | "mod"
  | "run"
  | "out"
  | "io"
  | "k"
  | "name"
  | "site"
  | "n"
  | "delta"
  | "lo"
  | "hi"
  | "klo"
  | "khi"
  | "cell";

export interface OpInfo {
  readonly name: OpName;
  readonly code: number;
  /** Kinds of a, b, c. */
  readonly operands: readonly [OperandKind, OperandKind, OperandKind];
  /** For operands of kind run, out and io: how many registers, given a, b, c; null for the others. */
  readonly lengths: readonly [RunLength | null, RunLength | null, RunLength | null];
  readonly meaning: string;
  /** Position (0 to 2) of the operand of kind delta, or -1. */
  readonly delta: number;
  /** Whether the next instruction can follow. */
  readonly fallsThrough: boolean;
}

export type RunLength = (a: number, b: number, c: number) => number;

const noFallThrough: ReadonlySet<string> = new Set<OpName>([
  "RETURN",
  "RETURN_K",
  "JUMP",
  "LOOP",
  "RAISE",
  "RAISE_FROM",
  "RAISE_CURRENT",
  "RERAISE",
]);

function parseRunLength(text: string): RunLength {
  if (text === "ex") {
    return (_a, _b, c) => (c & 255) + 1 + (c >> 8);
  }
  const parts = /^(\d*)([bc]?)(?:\+(\d))?$/.exec(text);
  if (parts === null) {
    throw new Error(`opcode table: run length ${text}`);
  }
  const factor = parts[1] === "" ? 1 : Number(parts[1]);
  const plus = Number(parts[3] ?? 0);
  switch (parts[2]) {
    case "b":
      return (_a, b) => factor * b + plus;
    case "c":
      return (_a, _b, c) => factor * c + plus;
    default:
      return () => factor;
  }
}

function parseOperand(text: string): [OperandKind, RunLength | null] {
  // every start parses the table: no pattern for the many that are plain
  const bracket = text.indexOf("[");
  if (bracket > 0) {
    return [text.slice(0, bracket) as "run" | "out" | "io", parseRunLength(text.slice(bracket + 1, -1))];
  }
  return [text === "-" ? "none" : (text as OperandKind), null];
}

/** The rows by opcode. */
export const opInfo: readonly OpInfo[] = table.map(([name, code, operands, meaning], index) => {
  if (code !== index) {
    throw new Error(`opcode table: ${name} stands at ${index}`);
  }
  const [a, b, c] = operands.split(" ").map(parseOperand) as [ReturnType<typeof parseOperand>, never, never];
  const kinds = [a[0], (b as typeof a)[0], (c as typeof a)[0]] as const;
  return {
    name,
    code,
    operands: kinds,
    lengths: [a[1], (b as typeof a)[1], (c as typeof a)[1]],
    meaning,
    delta: kinds.indexOf("delta"),
    fallsThrough: !noFallThrough.has(name),
  };
});
