// Expressions as source again, in the form that CPython gives annotations under `from __future__ import annotations`: single quotes, one space
// around operators, no parentheses but needed ones.

import type * as ast from "./ast.ts";
import { bytesRepr, floatRepr, strRepr } from "./python_repr.ts";

/** How tightly things bind, from what needs parentheses nearly everywhere to what never does. */
const P = {
  tuple: 0,
  test: 1,
  or: 2,
  and: 3,
  not: 4,
  compare: 5,
  bitOr: 6,
  bitXor: 7,
  bitAnd: 8,
  shift: 9,
  sum: 10,
  term: 11,
  factor: 12,
  power: 13,
  await: 14,
  atom: 15,
} as const;

const binary: Record<ast.Operator, readonly [string, number]> = {
  Add: ["+", P.sum],
  Sub: ["-", P.sum],
  Mult: ["*", P.term],
  MatMult: ["@", P.term],
  Div: ["/", P.term],
  Mod: ["%", P.term],
  FloorDiv: ["//", P.term],
  LShift: ["<<", P.shift],
  RShift: [">>", P.shift],
  BitOr: ["|", P.bitOr],
  BitXor: ["^", P.bitXor],
  BitAnd: ["&", P.bitAnd],
  Pow: ["**", P.power],
};
const unary: Record<ast.UnaryOperator, readonly [string, number]> = {
  Invert: ["~", P.factor],
  Not: ["not ", P.not],
  UAdd: ["+", P.factor],
  USub: ["-", P.factor],
};
const comparison: Record<ast.CompareOperator, string> = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
};

export function unparse(node: ast.Expr): string {
  return write(node, P.test);
}

function parenthesized(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}

const list = (nodes: readonly ast.Expr[]): string => nodes.map((node) => write(node, P.test)).join(", ");

/** `level`: what stands around the expression binds so tightly. */
function write(node: ast.Expr, level: number): string {
  switch (node.kind) {
    case "BoolOp": {
      const own = node.op === "And" ? P.and : P.or;
      const values = node.values.map((value) => write(value, own + 1));
      return parenthesized(values.join(node.op === "And" ? " and " : " or "), level > own);
    }
    case "NamedExpr":
      return parenthesized(`${write(node.target, P.atom)} := ${write(node.value, P.atom)}`, level > P.tuple);
    case "BinOp": {
      const [sign, own] = binary[node.op];
      const right = node.op === "Pow";
      const text = `${write(node.left, own + (right ? 1 : 0))} ${sign} ${write(node.right, own + (right ? 0 : 1))}`;
      return parenthesized(text, level > own);
    }
    case "UnaryOp": {
      const [sign, own] = unary[node.op];
      return parenthesized(sign + write(node.operand, own), level > own);
    }
    case "Lambda": {
      const { args, posonlyargs } = node.args;
      const head = args.length + posonlyargs.length > 0 ? "lambda " : "lambda";
      return parenthesized(`${head}${parameters(node.args)}: ${write(node.body, P.test)}`, level > P.test);
    }
    case "IfExp": {
      const [body, test] = [node.body, node.test].map((part) => write(part, P.test + 1));
      return parenthesized(`${body} if ${test} else ${write(node.orelse, P.test)}`, level > P.test);
    }
    case "Dict": {
      const items = node.values.map((value, i) => {
        const key = node.keys[i] ?? null;
        return key === null ? `**${write(value, P.bitOr)}` : `${write(key, P.test)}: ${write(value, P.test)}`;
      });
      return `{${items.join(", ")}}`;
    }
    case "Set":
      return `{${list(node.elts)}}`;
    case "ListComp":
      return `[${write(node.elt, P.test)}${clauses(node.generators)}]`;
    case "SetComp":
      return `{${write(node.elt, P.test)}${clauses(node.generators)}}`;
    case "GeneratorExp":
      return `(${write(node.elt, P.test)}${clauses(node.generators)})`;
    case "DictComp":
      return `{${write(node.key, P.test)}: ${write(node.value, P.test)}${clauses(node.generators)}}`;
    case "Await":
      return parenthesized(`await ${write(node.value, P.atom)}`, level > P.await);
    case "Yield":
      return node.value === null ? "(yield)" : `(yield ${write(node.value, P.test)})`;
    case "YieldFrom":
      return `(yield from ${write(node.value, P.test)})`;
    case "Compare": {
      const rest = node.ops.map((op, i) => ` ${comparison[op]} ${write(node.comparators[i]!, P.compare + 1)}`);
      return parenthesized(write(node.left, P.compare + 1) + rest.join(""), level > P.compare);
    }
    case "Call":
      return write(node.func, P.atom) + args(node);
    case "FormattedValue":
    case "JoinedStr":
      return `f${strRepr(formatted(node))}`;
    case "Interpolation":
    case "TemplateStr":
      return `t${strRepr(formatted(node))}`;
    case "Constant":
      return (node.prefix ?? "") + constant(node.value);
    case "Attribute": {
      // `1.real` would be a float
      const isInt = node.value.kind === "Constant" && node.value.value.type === "int";
      return `${write(node.value, P.atom)}${isInt ? " ." : "."}${node.attr}`;
    }
    case "Subscript":
      return `${write(node.value, P.atom)}[${write(node.slice, P.tuple)}]`;
    case "Starred":
      return `*${write(node.value, P.bitOr)}`;
    case "Name":
      return node.id;
    case "List":
      return `[${list(node.elts)}]`;
    case "Tuple": {
      if (node.elts.length === 0) {
        return "()";
      }
      return parenthesized(list(node.elts) + (node.elts.length === 1 ? "," : ""), level > P.tuple);
    }
    case "Slice": {
      const [lower, upper, step] = [node.lower, node.upper, node.step].map((part) =>
        part === null ? null : write(part, P.test),
      );
      return `${lower ?? ""}:${upper ?? ""}${step === null ? "" : `:${step}`}`;
    }
  }
}

function clauses(generators: readonly ast.Comprehension[]): string {
  const texts = generators.map(({ isAsync, target, iter, ifs }) => {
    const tests = ifs.map((test) => ` if ${write(test, P.test + 1)}`);
    return ` ${isAsync ? "async for" : "for"} ${write(target, P.tuple)} in ${write(iter, P.test + 1)}${tests.join("")}`;
  });
  return texts.join("");
}

function args({ args, keywords }: ast.Call): string {
  const [only] = args;
  if (args.length === 1 && keywords.length === 0 && only!.kind === "GeneratorExp") {
    return write(only!, P.test);
  }
  const named = keywords.map(({ arg, value }) => `${arg === null ? "**" : `${arg}=`}${write(value, P.test)}`);
  return `(${[...args.map((value) => write(value, P.test)), ...named].join(", ")})`;
}

/** The parameters of a lambda. */
function parameters({ posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults }: ast.Arguments): string {
  const parts: string[] = [];
  const positional = [...posonlyargs, ...args];
  const withDefault = ({ arg }: ast.Arg, value: ast.Expr | null | undefined): string =>
    value ? `${arg}=${write(value, P.test)}` : arg;
  for (const [i, parameter] of positional.entries()) {
    parts.push(withDefault(parameter, defaults[i - positional.length + defaults.length]));
    if (i + 1 === posonlyargs.length) {
      parts.push("/");
    }
  }
  if (vararg !== null || kwonlyargs.length > 0) {
    parts.push(`*${vararg?.arg ?? ""}`);
  }
  parts.push(...kwonlyargs.map((parameter, i) => withDefault(parameter, kwDefaults[i])));
  if (kwarg !== null) {
    parts.push(`**${kwarg.arg}`);
  }
  return parts.join(", ");
}

/** What stands between the quotes of an f-string or t-string. */
function formatted(node: ast.Expr): string {
  switch (node.kind) {
    case "JoinedStr":
    case "TemplateStr":
      return node.values.map(formatted).join("");
    case "FormattedValue":
    case "Interpolation": {
      const value = node.kind === "Interpolation" ? node.str : write(node.value, P.test + 1);
      const text = typeof value === "string" ? value : constant(value);
      const conversion = node.conversion < 0 ? "" : `!${String.fromCharCode(node.conversion)}`;
      const spec = node.formatSpec === null ? "" : `:${formatted(node.formatSpec)}`;
      return `{${text.startsWith("{") ? " " : ""}${text}${conversion}${spec}}`;
    }
    case "Constant":
      return node.value.type === "str" ? node.value.value.replace(/[{}]/g, "$&$&") : constant(node.value);
    default:
      return write(node, P.test);
  }
}

function constant(value: ast.ConstantValue): string {
  switch (value.type) {
    case "NoneType":
      return "None";
    case "ellipsis":
      return "...";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return String(value.value);
    case "float":
      return floatRepr(value.value);
    case "complex":
      return complexRepr(value.real, value.imag);
    case "str":
      return strRepr(value.value);
    case "bytes":
      return bytesRepr(value.value);
  }
}

function complexRepr(real: number, imag: number): string {
  const part = `${floatRepr(imag, false)}j`;
  if (real === 0 && !Object.is(real, -0)) {
    return part;
  }
  return `(${floatRepr(real, false)}${part.startsWith("-") ? "" : "+"}${part})`;
}
