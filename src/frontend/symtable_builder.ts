// Builds the scopes of a program by one walk over its tree, and reports what the walk can see to be wrong: declarations
// after use, duplicate parameters, yields in the wrong place.

import type * as ast from "./ast.ts";
import { awaitsItself } from "./awaits.ts";
import { branchesOf, elseOf } from "./elif.ts";
import { annotatedParts, givenDefaults } from "./function_parts.ts";
import type { SourceText } from "./source.ts";
import { suspiciousAssert, suspiciousCall, suspiciousCompare, suspiciousSubscript } from "./suspicious.ts";
import {
  conditionalAnnotations,
  type Declaration,
  resolveScopes,
  Scope,
  type ScopeKind,
  type SymbolTable,
  seesClass,
  USE,
} from "./symtable.ts";
import type { SyntaxWarning } from "./syntax_error.ts";

/** Symbol tables of a module. Throws PythonSyntaxError. */
export function buildSymbolTable(
  tree: ast.Program,
  source: SourceText,
  futureAnnotations = false,
  topLevelAwait = false,
  onWarning: (warning: SyntaxWarning) => void = () => {},
): SymbolTable {
  const builder = new Builder(source, futureAnnotations, onWarning);
  const root = new Scope("module", "top", null, 0, null);
  root.isCoroutine = topLevelAwait && awaitsItself(tree);
  builder.scopes.set(tree, root);
  builder.scope = root;
  if (tree.kind === "Expression") {
    builder.expr(tree.body);
  } else {
    builder.body(tree.body);
  }
  resolveScopes(root, builder.nonlocals, source);
  return { root, scopes: builder.scopes, valueScopes: builder.valueScopes };
}

const comprehensionNames = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
} as const;

/** Statements whose bodies may not be executed, or not to their ends. */
const compoundKinds: ReadonlySet<ast.Stmt["kind"]> = new Set([
  "If",
  "For",
  "AsyncFor",
  "While",
  "Try",
  "TryStar",
  "With",
  "AsyncWith",
  "Match",
]);

const lookingNames = new Set([
  "locals",
  "vars",
  "dir",
  "eval",
  "exec",
  "_getframe",
  "currentframe",
  "f_back",
  "f_locals",
]);

type ComprehensionNode = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp;

/** What an expression that no annotation may contain is called in errors. */
const annotationWords = {
  "type parameters": "the definition of a generic",
  "type alias": "a type alias",
  "type bound": "a TypeVar bound",
  "type default": "a TypeVar default",
  annotations: "an annotation",
} as const;
/** The same where a comprehension within it may not bind a variable of its surroundings. */
const annotationPlaces = {
  "type parameters": "within the definition of a generic",
  "type alias": "in a type alias",
  "type bound": "in a TypeVar bound",
  "type default": "in a TypeVar bound",
} as const;

class Builder {
  readonly scopes = new Map<object, Scope>();
  readonly valueScopes = new Map<object, Scope>();
  readonly nonlocals: Declaration[] = [];
  /** Where names were declared global or nonlocal. */
  private readonly declarations = new Map<Scope, Map<string, ast.Located>>();
  scope!: Scope;
  private inIterable = 0;
  /** In an annotation that is walked for its errors only. */
  private unevaluated = false;
  /** In a `finally` block, and not in a function or a loop within it. */
  private inFinally = false;
  /** How many compound statements of the scope surround the statement at hand. */
  private compoundDepth = 0;
  /** The function-like scopes whose comprehension's iteration variables are being bound. */
  private bindingIteration = false;

  constructor(
    private readonly source: SourceText,
    private readonly futureAnnotations: boolean,
    private readonly onWarning: (warning: SyntaxWarning) => void,
  ) {}

  private warn(message: string | null, node: ast.Located): void {
    if (message !== null && !this.unevaluated) {
      const { line, column, endLine, endColumn } = this.source.errorAt(message, node);
      this.onWarning({ message, line, column, endLine, endColumn });
    }
  }

  private error(message: string, node: ast.Located): Error {
    return this.source.errorAt(message, node);
  }

  /** `generic`: the class whose type parameters the scope has. */
  private within(
    kind: ScopeKind,
    name: string,
    node: object & { lineno?: number },
    work: () => void,
    generic: string | null = null,
  ): Scope {
    const outer = this.scope;
    const className = kind === "class" ? name : (generic ?? outer.className);
    const scope = new Scope(kind, name, outer, node.lineno ?? outer.lineno, className);
    if (generic !== null) {
      scope.mangled = new Set();
    } else if (kind !== "class") {
      scope.mangled = outer.mangled;
    }
    this.scopes.set(node, scope);
    // inIterable stays: an assignment expression in a lambda within an iterable is refused, too
    const { bindingIteration, compoundDepth, inFinally } = this;
    this.compoundDepth = 0;
    this.inFinally = false;
    this.bindingIteration = false;
    this.scope = scope;
    work();
    this.scope = outer;
    this.inFinally = inFinally;
    this.bindingIteration = bindingIteration;
    this.compoundDepth = compoundDepth;
    return scope;
  }

  private use(name: string, bits: number): string {
    const mangled = this.scope.mangle(name);
    this.scope.use(mangled, bits);
    return mangled;
  }

  /** Binds a name that stands in the source at `node`. */
  private bind(name: string, node: ast.Located, bits = 0): void {
    if (name === "__debug__") {
      throw this.error("cannot assign to __debug__", node);
    }
    if (this.bindingIteration && this.scope.has(this.scope.mangle(name), USE.GLOBAL | USE.NONLOCAL)) {
      throw this.error(`comprehension inner loop cannot rebind assignment expression target '${name}'`, node);
    }
    this.use(name, USE.BOUND | bits | (this.bindingIteration ? USE.ITERATION : 0));
  }

  // ------------------------------------------------------------------------------------------------------- statements

  body(statements: readonly ast.Stmt[]): void {
    for (const statement of statements) {
      this.stmt(statement);
    }
  }

  stmt(node: ast.Stmt): void {
    const compound = compoundKinds.has(node.kind);
    this.compoundDepth += compound ? 1 : 0;
    this.stmtOfKind(node);
    this.compoundDepth -= compound ? 1 : 0;
  }

  private stmtOfKind(node: ast.Stmt): void {
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDef(node);
        return;
      case "ClassDef":
        this.classDef(node);
        return;
      case "Return":
        this.warnOfJump("return", node);
        this.opt(node.value);
        if (node.value !== null) {
          this.scope.valueReturn ??= node;
        }
        return;
      case "Delete":
        this.exprs(node.targets);
        return;
      case "Assign":
        this.expr(node.value);
        this.exprs(node.targets);
        return;
      case "TypeAlias":
        this.typeAlias(node);
        return;
      case "AugAssign":
        this.expr(node.target);
        if (node.target.kind === "Name") {
          this.use(node.target.id, USE.USED);
        }
        this.expr(node.value);
        return;
      case "AnnAssign":
        this.annAssign(node);
        return;
      case "For":
      case "AsyncFor":
        this.expr(node.target);
        this.expr(node.iter);
        this.bodyWhere(node.body, false);
        this.body(node.orelse);
        return;
      case "While":
        this.expr(node.test);
        this.bodyWhere(node.body, false);
        this.body(node.orelse);
        return;
      case "If":
        for (const branch of branchesOf(node)) {
          this.expr(branch.test);
          this.body(branch.body);
        }
        this.body(elseOf(node));
        return;
      case "With":
      case "AsyncWith":
        for (const item of node.items) {
          this.expr(item.contextExpr);
          this.opt(item.optionalVars);
        }
        this.body(node.body);
        return;
      case "Match":
        this.expr(node.subject);
        for (const arm of node.cases) {
          this.pattern(arm.pattern);
          this.opt(arm.guard);
          this.body(arm.body);
        }
        return;
      case "Raise":
        this.opt(node.exc);
        this.opt(node.cause);
        return;
      case "Try":
      case "TryStar":
        this.body(node.body);
        for (const handler of node.handlers) {
          this.opt(handler.type);
          if (handler.name !== null) {
            this.bind(handler.name, handler);
            this.scope.deletions.add(this.scope.mangle(handler.name));
          }
          this.body(handler.body);
        }
        this.body(node.orelse);
        this.bodyWhere(node.finalbody, true);
        return;
      case "Assert":
        this.warn(suspiciousAssert(node), node);
        this.expr(node.test);
        this.opt(node.msg);
        return;
      case "Import":
        for (const alias of node.names) {
          const name = alias.asname ?? alias.name.split(".", 1)[0]!;
          this.bind(name, alias, USE.IMPORTED);
        }
        return;
      case "ImportFrom":
        for (const alias of node.names) {
          if (alias.name === "*") {
            if (this.scope.kind !== "module") {
              throw this.error("import * only allowed at module level", alias);
            }
          } else {
            this.bind(alias.asname ?? alias.name, alias, USE.IMPORTED);
          }
        }
        return;
      case "Global":
        this.declare(node, USE.GLOBAL);
        return;
      case "Nonlocal":
        if (this.scope.kind === "module") {
          throw this.error("nonlocal declaration not allowed at module level", node);
        }
        this.declare(node, USE.NONLOCAL);
        return;
      case "Expr":
        this.expr(node.value);
        return;
      case "Break":
        this.warnOfJump("break", node);
        return;
      case "Continue":
        this.warnOfJump("continue", node);
        return;
      case "Pass":
        return;
    }
  }

  private bodyWhere(statements: readonly ast.Stmt[], inFinally: boolean): void {
    const outer = this.inFinally;
    this.inFinally = inFinally;
    this.body(statements);
    this.inFinally = outer;
  }

  /** PEP 765: what leaves a `finally` block swallows the exception. */
  private warnOfJump(word: string, node: ast.Stmt): void {
    if (this.inFinally) {
      this.warn(`'${word}' in a 'finally' block`, node);
    }
  }

  private declare(node: ast.Global | ast.Nonlocal, bit: number): void {
    const word = bit === USE.GLOBAL ? "global" : "nonlocal";
    for (const name of node.names) {
      const mangled = this.scope.mangle(name);
      const uses = this.scope.symbols.get(mangled)?.uses ?? 0;
      const problem =
        (uses & USE.PARAMETER) !== 0
          ? `name '${name}' is parameter and ${word}`
          : (uses & USE.ANNOTATED) !== 0
            ? `annotated name '${name}' can't be ${word}`
            : (uses & USE.BOUND) !== 0
              ? `name '${name}' is assigned to before ${word} declaration`
              : (uses & USE.USED) !== 0
                ? `name '${name}' is used prior to ${word} declaration`
                : (uses & (USE.GLOBAL | USE.NONLOCAL) & ~bit) !== 0
                  ? `name '${name}' is nonlocal and global`
                  : null;
      if (problem !== null) {
        const contradicts = problem.endsWith("is nonlocal and global");
        throw this.error(problem, contradicts ? this.declarations.get(this.scope)!.get(mangled)! : node);
      }
      this.scope.use(mangled, bit);
      this.noteDeclaration(mangled, node);
      if (bit === USE.NONLOCAL) {
        this.nonlocals.push({ scope: this.scope, name: mangled, node });
      }
    }
  }

  private noteDeclaration(name: string, node: ast.Located): void {
    let names = this.declarations.get(this.scope);
    if (names === undefined) {
      names = new Map();
      this.declarations.set(this.scope, names);
    }
    names.set(name, node);
  }

  private functionDef(node: ast.FunctionDef | ast.AsyncFunctionDef): void {
    this.bind(node.name, node);
    this.exprs(node.decoratorList);
    this.defaults(node.args);
    const work = () => {
      this.functionAnnotations(node);
      const scope = this.within("function", node.name, node, () => {
        this.parameters(node.args);
        this.scope.isCoroutine = node.kind === "AsyncFunctionDef";
        this.body(node.body);
      });
      if (scope.isCoroutine && scope.isGenerator && scope.valueReturn !== null) {
        throw this.error("'return' with value in async generator", scope.valueReturn);
      }
    };
    this.withTypeParams(node.name, node.typeParams, work, givenDefaults(node.args));
  }

  private classDef(node: ast.ClassDef): void {
    this.bind(node.name, node);
    this.exprs(node.decoratorList);
    const work = () => {
      const generic = node.typeParams.length > 0;
      this.exprs(node.bases);
      this.keywords(node.keywords);
      if (generic) {
        this.scope.use(".type_params", USE.BOUND);
        this.scope.use(".generic_base", USE.BOUND);
      }
      this.within("class", node.name, node, () => {
        if (generic) {
          this.scope.use(".type_params", USE.USED);
        }
        this.body(node.body);
      });
    };
    this.withTypeParams(node.name, node.typeParams, work, [], node.name);
  }

  private defaults(args: ast.Arguments): void {
    this.exprs(args.defaults);
    for (const value of args.kwDefaults) {
      this.opt(value);
    }
  }

  private parameters(args: ast.Arguments): void {
    const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
    for (const extra of [args.vararg, args.kwarg]) {
      if (extra !== null) {
        all.push(extra);
      }
    }
    for (const parameter of all) {
      if (parameter.arg === "__debug__") {
        throw this.error("cannot assign to __debug__", parameter);
      }
      const name = this.scope.mangle(parameter.arg);
      if (this.scope.has(name, USE.PARAMETER)) {
        throw this.error(`duplicate argument '${parameter.arg}' in function definition`, parameter);
      }
      this.scope.use(name, USE.PARAMETER);
      this.scope.parameters.push(name);
    }
  }

  /** The annotations of a function's parameters and result, in a scope that hangs on its `args`. */
  private functionAnnotations(node: ast.FunctionDef | ast.AsyncFunctionDef): void {
    const annotations = annotatedParts(node);
    if (annotations.length > 0) {
      this.within("annotations", "__annotate__", node.args, () => {
        this.scope.use(".format", USE.PARAMETER);
        this.scope.parameters.push(".format");
        if (!this.futureAnnotations) {
          this.exprs(annotations.map(([, annotation]) => annotation));
        }
      });
      if (this.futureAnnotations) {
        for (const [, annotation] of annotations) {
          this.checkAnnotation(annotation);
        }
      }
    }
  }

  /** An annotation that is not evaluated here: it is walked for its errors, in a scope that nobody keeps. */
  private checkAnnotation(annotation: ast.Expr): void {
    const outer = this.unevaluated;
    this.unevaluated = true;
    this.within("annotations", "__annotate__", {}, () => this.expr(annotation));
    this.unevaluated = outer;
    this.scope.children.pop();
  }

  private annAssign(node: ast.AnnAssign): void {
    const { target } = node;
    if (target.kind === "Name") {
      const name = this.scope.mangle(target.id);
      const uses = this.scope.symbols.get(name)?.uses ?? 0;
      if ((uses & (USE.GLOBAL | USE.NONLOCAL)) !== 0 && this.scope.kind !== "module" && node.simple) {
        const word = (uses & USE.GLOBAL) !== 0 ? "global" : "nonlocal";
        throw this.error(`annotated name '${target.id}' can't be ${word}`, node);
      }
      if (node.simple) {
        this.bind(target.id, target, USE.ANNOTATED);
      } else if (node.value !== null) {
        this.bind(target.id, target);
      }
    } else {
      this.expr(target);
    }
    this.variableAnnotation(node);
    this.opt(node.value);
  }

  private variableAnnotation(node: ast.AnnAssign): void {
    const { scope } = this;
    if (scope.isFunctionLike || !node.simple || this.futureAnnotations) {
      this.checkAnnotation(node.annotation);
    }
    if (scope.isFunctionLike) {
      return;
    }
    if (!node.simple) {
      if (!this.futureAnnotations) {
        this.expr(node.annotation);
      }
      return;
    }
    scope.annotated.push(node);
    if (this.compoundDepth > 0) {
      scope.conditional.add(node);
    }
    if (scope.annotations === null) {
      scope.annotations = this.within("annotations", "__annotate__", {}, () => {
        this.scope.use(".format", USE.PARAMETER);
        this.scope.parameters.push(".format");
      });
    }
    if (!this.futureAnnotations) {
      if (scope.conditional.size > 0) {
        scope.annotations.frees.add(conditionalAnnotations);
      }
      this.scope = scope.annotations;
      this.expr(node.annotation);
      this.scope = scope;
    }
  }

  private typeAlias(node: ast.TypeAlias): void {
    this.expr(node.name);
    const { id } = node.name as ast.Name;
    this.withTypeParams(id, node.typeParams, () => this.typeValue("type alias", id, node.value));
  }

  /** An expression that is computed on demand, in a function of its own. */
  private typeValue(kind: ScopeKind, name: string, value: ast.Expr): void {
    const scope = this.within(kind, name, {}, () => {
      this.scope.use(".format", USE.PARAMETER);
      this.scope.parameters.push(".format");
      this.expr(value);
    });
    this.valueScopes.set(value, scope);
  }

  /** `given` are the parameters of the function that makes the type parameters; see compile_generics.ts. */
  private withTypeParams(
    owner: string,
    params: readonly ast.TypeParam[],
    work: () => void,
    given: readonly string[] = [],
    genericClass: string | null = null,
  ): void {
    if (params.length === 0) {
      work();
      return;
    }
    const all = () => {
      for (const parameter of given) {
        this.scope.use(parameter, USE.PARAMETER);
        this.scope.parameters.push(parameter);
      }
      let defaultSeen = false;
      for (const param of params) {
        if (genericClass !== null) {
          this.scope.mangled!.add(param.name);
        }
        const name = this.scope.mangle(param.name);
        if (this.scope.has(name, USE.TYPE_PARAMETER)) {
          throw this.error(`duplicate type parameter '${param.name}'`, param);
        }
        this.scope.use(name, USE.BOUND | USE.TYPE_PARAMETER);
        const { defaultValue } = param;
        if (param.kind === "TypeVar" && param.bound !== null) {
          this.typeValue("type bound", param.name, param.bound);
        }
        if (defaultValue !== null) {
          this.typeValue("type default", param.name, defaultValue);
        } else if (defaultSeen) {
          throw this.error(`non-default type parameter '${param.name}' follows default type parameter`, param);
        }
        defaultSeen ||= defaultValue !== null;
      }
      work();
    };
    this.within("type parameters", `<generic parameters of ${owner}>`, params, all, genericClass);
  }

  // ------------------------------------------------------------------------------------------------------ expressions

  private exprs(nodes: readonly ast.Expr[]): void {
    for (const node of nodes) {
      this.expr(node);
    }
  }

  private opt(node: ast.Expr | null): void {
    if (node !== null) {
      this.expr(node);
    }
  }

  private keywords(keywords: readonly ast.Keyword[]): void {
    for (const keyword of keywords) {
      this.expr(keyword.value);
    }
  }

  expr(node: ast.Expr): void {
    switch (node.kind) {
      case "Name":
        this.name(node);
        return;
      case "Constant":
        return;
      case "Attribute":
        this.noteLook(node.attr);
        this.expr(node.value);
        return;
      case "Starred":
        this.expr(node.value);
        return;
      case "Subscript":
        this.warn(suspiciousSubscript(node), node.value);
        this.expr(node.value);
        this.expr(node.slice);
        return;
      case "Call":
        this.warn(suspiciousCall(node), node.func);
        this.expr(node.func);
        this.exprs(node.args);
        this.keywords(node.keywords);
        return;
      case "BinOp":
        this.binOp(node);
        return;
      case "UnaryOp":
        this.expr(node.operand);
        return;
      case "BoolOp":
      case "JoinedStr":
      case "TemplateStr":
        this.exprs(node.values);
        return;
      case "Compare":
        this.warn(suspiciousCompare(node), node);
        this.expr(node.left);
        this.exprs(node.comparators);
        return;
      case "IfExp":
        this.expr(node.test);
        this.expr(node.body);
        this.expr(node.orelse);
        return;
      case "Tuple":
      case "List":
      case "Set":
        this.exprs(node.elts);
        return;
      case "Dict":
        for (const [i, value] of node.values.entries()) {
          this.opt(node.keys[i]!);
          this.expr(value);
        }
        return;
      case "Slice":
        this.opt(node.lower);
        this.opt(node.upper);
        this.opt(node.step);
        return;
      case "FormattedValue":
      case "Interpolation":
        this.expr(node.value);
        this.opt(node.formatSpec);
        return;
      case "NamedExpr":
        this.namedExpr(node);
        return;
      case "Lambda":
        this.defaults(node.args);
        this.within("lambda", "<lambda>", node, () => {
          this.parameters(node.args);
          this.expr(node.body);
        });
        return;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        this.comprehension(node);
        return;
      case "Yield":
      case "YieldFrom":
        this.yield(node);
        if (node.value !== null) {
          this.expr(node.value);
        }
        return;
      case "Await":
        this.forbidInAnnotation(node, "await expression");
        // a generator expression that awaits is an asynchronous generator
        if (this.scope.kind === "comprehension") {
          this.scope.isCoroutine = true;
        }
        this.expr(node.value);
        return;
    }
  }

  /** Chains of operators may be long: no recursion to the left. */
  private binOp(node: ast.BinOp): void {
    const rights: ast.Expr[] = [];
    let left: ast.Expr = node;
    for (; left.kind === "BinOp"; left = left.left) {
      rights.push(left.right);
    }
    this.expr(left);
    for (let right = rights.pop(); right !== undefined; right = rights.pop()) {
      this.expr(right);
    }
  }

  private name(node: ast.Name): void {
    if (node.ctx === "Load") {
      this.use(node.id, USE.USED);
      this.noteLook(node.id);
      // Zero-argument super() looks for the cell __class__.
      if (node.id === "super" && this.scope.isFunctionLike) {
        this.scope.use("__class__", USE.USED);
      }
      return;
    }
    if (node.ctx === "Del") {
      if (node.id === "__debug__") {
        throw this.error("cannot delete __debug__", node);
      }
      this.scope.deletions.add(this.scope.mangle(node.id));
    }
    this.bind(node.id, node);
  }

  private namedExpr(node: ast.NamedExpr): void {
    this.forbidInAnnotation(node, "named expression");
    const { id } = node.target as ast.Name;
    if (id === "__debug__") {
      throw this.error("cannot assign to __debug__", node.target);
    }
    if (this.inIterable > 0) {
      throw this.error("assignment expression cannot be used in a comprehension iterable expression", node);
    }
    const name = this.scope.mangle(id);
    this.expr(node.value);
    // PEP 572: within comprehensions the target belongs to the scope that holds them all.
    let scope = this.scope;
    for (; scope.kind === "comprehension"; scope = scope.parent!) {
      if (scope.has(name, USE.ITERATION)) {
        throw this.error(`assignment expression cannot rebind comprehension iteration variable '${id}'`, node.target);
      }
    }
    if (scope === this.scope) {
      scope.use(name, USE.BOUND);
      this.noteWalrus(name, scope);
      return;
    }
    // the annotations of a generic function belong to its type parameters
    const owner = scope.kind === "annotations" ? scope.parent! : scope;
    const word = annotationPlaces[owner.kind as keyof typeof annotationPlaces];
    if (word !== undefined) {
      throw this.error(`assignment expression within a comprehension cannot be used ${word}`, node.target);
    }
    if (scope.kind === "class") {
      throw this.error("assignment expression within a comprehension cannot be used in a class body", node.target);
    } else if (scope.kind === "module" || scope.has(name, USE.GLOBAL)) {
      scope.use(name, scope.kind === "module" ? USE.BOUND : USE.GLOBAL);
      for (let inner = this.scope; inner !== scope; inner = inner.parent!) {
        inner.use(name, USE.GLOBAL);
      }
    } else {
      if (!scope.has(name, USE.NONLOCAL)) {
        scope.use(name, USE.BOUND);
      }
      for (let inner = this.scope; inner !== scope; inner = inner.parent!) {
        inner.use(name, USE.NONLOCAL);
      }
    }
    this.noteWalrus(name, scope);
  }

  /** The scopes from here up to the one that has the variable. */
  private noteWalrus(name: string, owner: Scope): void {
    for (let at = this.scope; ; at = at.parent!) {
      at.walrusTargets.add(name);
      if (at === owner) {
        return;
      }
    }
  }

  private comprehension(node: ComprehensionNode): void {
    const [first, ...others] = node.generators;
    this.inIterable++;
    this.expr(first!.iter);
    this.inIterable--;
    const scope = this.within("comprehension", comprehensionNames[node.kind], node, () => {
      this.scope.isGenerator = node.kind === "GeneratorExp";
      this.iterationTarget(first!.target);
      this.exprs(first!.ifs);
      for (const generator of others) {
        this.iterationTarget(generator.target);
        this.inIterable++;
        this.expr(generator.iter);
        this.inIterable--;
        this.exprs(generator.ifs);
      }
      if (node.kind === "DictComp") {
        this.expr(node.key);
        this.expr(node.value);
      } else {
        this.expr(node.elt);
      }
      this.scope.isCoroutine ||= node.generators.some((generator) => generator.isAsync);
    });
    const around = this.scope;
    if (scope.isCoroutine && node.kind !== "GeneratorExp" && around.kind === "comprehension") {
      around.isCoroutine = true;
    }
    // within a class, and where its names are seen, a comprehension does not see them
    scope.inlined = node.kind !== "GeneratorExp" && around.kind !== "class" && !seesClass(around);
    if (!scope.inlined) {
      scope.use(".0", USE.PARAMETER);
      scope.parameters.push(".0");
    }
  }

  /** The variables of comprehensions around a name by which frames are looked at must be found there. */
  private noteLook(name: string): void {
    for (let { scope } = this; scope.kind === "comprehension" && lookingNames.has(name); scope = scope.parent!) {
      scope.looksAtFrames = true;
    }
  }

  private iterationTarget(target: ast.Expr): void {
    this.bindingIteration = true;
    this.expr(target);
    this.bindingIteration = false;
  }

  private yield(node: ast.Yield | ast.YieldFrom): void {
    this.forbidInAnnotation(node, "yield expression");
    if (this.scope.kind === "comprehension") {
      const what = {
        "<listcomp>": "list comprehension",
        "<setcomp>": "set comprehension",
        "<dictcomp>": "dict comprehension",
      };
      const name = what[this.scope.name as keyof typeof what] ?? "generator expression";
      throw this.error(`'yield' inside ${name}`, node);
    }
    this.scope.isGenerator = true;
  }

  private forbidInAnnotation(node: ast.Expr, what: string): void {
    const word = annotationWords[this.scope.kind as keyof typeof annotationWords];
    if (word !== undefined) {
      throw this.error(`${what} cannot be used within ${word}`, node);
    }
  }

  // --------------------------------------------------------------------------------------------------------- patterns

  private pattern(node: ast.Pattern): void {
    switch (node.kind) {
      case "MatchValue":
        this.expr(node.value);
        return;
      case "MatchSingleton":
        return;
      case "MatchSequence":
      case "MatchOr":
        node.patterns.forEach((pattern) => {
          this.pattern(pattern);
        });
        return;
      case "MatchMapping":
        this.exprs(node.keys);
        node.patterns.forEach((pattern) => {
          this.pattern(pattern);
        });
        this.capture(node.rest, node);
        return;
      case "MatchClass":
        this.expr(node.cls);
        for (const pattern of [...node.patterns, ...node.kwdPatterns]) {
          this.pattern(pattern);
        }
        return;
      case "MatchStar":
        this.capture(node.name, node);
        return;
      case "MatchAs":
        if (node.pattern !== null) {
          this.pattern(node.pattern);
        }
        this.capture(node.name, node);
        return;
    }
  }

  private capture(name: string | null, node: ast.Located): void {
    if (name !== null) {
      this.bind(name, node);
    }
  }
}
