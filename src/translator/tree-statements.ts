// Statements and whole functions: TypeScript's syntax tree to the typed tree. A statement that breaks a rule is reported and skipped,
// so that one run finds what is wrong with all of them.

import ts from "typescript";
import { isRef, NO_SUBSTITUTION, NULL, OBJECT, type RType, type Substitution, substitute, VOID } from "./rtypes.ts";
import { type Diagnostic, RuleError } from "./rules.ts";
import type { FunctionNode, FunctionSource, Sources } from "./sources.ts";
import type { Expr, FunctionTree, Local, Stmt, StmtOf } from "./tree.ts";
import { ExpressionBuilder } from "./tree-expressions.ts";

const K = ts.SyntaxKind;

class StatementBuilder extends ExpressionBuilder {
  private result: RType = VOID;

  declaredSignature(): { params: readonly RType[]; result: RType } {
    const { node, cls } = this.source;
    if (!ts.isClassDeclaration(node)) return this.ownSignature(node);
    if (cls)
      this.self = {
        name: "this",
        type: { k: "class", cls, args: cls.typeParams.map((p) => this.substitution.get(p) ?? OBJECT) },
        temp: false,
      };
    return { params: this.defaultConstructor().params.map((p) => p.type), result: VOID };
  }

  private ownSignature(node: FunctionNode): { params: readonly RType[]; result: RType } {
    const { params, result } = this.signatureOf(node);
    return {
      params: params.map((p) => substitute(p, this.substitution)),
      result: substitute(result, this.substitution),
    };
  }

  function(): FunctionTree {
    const { node, cls } = this.source;
    if (cls && !this.source.isStatic) {
      const type = substitute(
        {
          k: "class",
          cls,
          args: cls.typeParams.map((p) => ({ k: "var", name: "T", symbol: p, bound: OBJECT }) as RType),
        },
        this.substitution,
      );
      this.self = { name: "this", type, temp: false };
    }
    if (ts.isClassDeclaration(node)) return this.defaultConstructor();
    const { params, result } = this.ownSignature(node);
    this.result = result;
    const locals = node.parameters.map((p, i) => this.declare(p.name as ts.Identifier, params[i]!));
    let body: Stmt[];
    const expressionBody = ts.isArrowFunction(node) && !ts.isBlock(node.body);
    if (expressionBody) {
      const value = this.attempt(() => this.coerce(this.expression(node.body as ts.Expression, result), result));
      body = value ? [{ k: "return", value: result.k === "void" ? value : value, node: node.body }] : [];
    } else if (node.body) body = this.statements((node.body as ts.Block).statements);
    else throw new RuleError("not-supported", node, `${this.source.name} has no body`);
    return {
      source: this.source,
      self: this.self,
      params: locals,
      result,
      body: this.source.isConstructor ? this.withInitializers(body) : body,
      temps: this.temps,
      captures: [...this.captures],
      expressionBody,
    };
  }

  /** The constructor of a class that only has initializers: hands its arguments on. */
  private defaultConstructor(): FunctionTree {
    const node = this.source.node as ts.ClassDeclaration;
    const self = this.self!;
    const base = self.type.k === "class" ? this.sources.baseOf(self.type) : null;
    const inherited = base && this.constructorOf(base);
    let params: Local[] = [];
    const body: Stmt[] = [];
    if (base && inherited) {
      let fn = inherited;
      while (ts.isClassDeclaration(fn.source.node)) {
        const next = this.sources.baseOf(fn.owner);
        const above = next && this.constructorOf(next);
        if (!above) break;
        fn = above;
      }
      if (!ts.isClassDeclaration(fn.source.node)) {
        const by = this.sources.classSubstitution(fn.owner);
        const ctor = fn.source.node as FunctionNode;
        params = ctor.parameters.map((p) => ({
          name: p.name.getText(),
          type: substitute(this.parameterType(p), by),
          temp: false,
        }));
      }
      const read = (local: Local): Expr => ({ k: "local", local, type: local.type, node });
      body.push({
        k: "expr",
        expr: { k: "call", callee: { k: "super", cls: base }, args: [self, ...params].map(read), type: VOID, node },
        node,
      });
    }
    return {
      source: this.source,
      self,
      params,
      result: VOID,
      body: this.withInitializers(body),
      temps: this.temps,
      captures: [],
      expressionBody: false,
    };
  }

  /** Field initializers run directly behind the super call, or first where there is no base class. They are marked by their nodes. */
  private withInitializers(body: Stmt[]): Stmt[] {
    const self = this.self!;
    const inits: Stmt[] = [];
    for (const field of this.source.cls!.fields) {
      const { initializer } = field.node;
      if (!initializer) continue;
      const stmt = this.attempt((): Stmt => {
        const type = substitute(this.sources.fieldType(field), this.substitution);
        const value = this.coerce(this.expression(initializer, type), type);
        const object: Expr = { k: "local", local: self, type: self.type, node: field.node };
        if (self.type.k !== "class") throw new Error("a constructor outside a class");
        return {
          k: "expr",
          expr: {
            k: "assign",
            place: { k: "field", object, field: { owner: self.type, name: field.name }, type },
            value,
            type,
            node: field.node,
          },
          node: field.node,
        };
      });
      if (stmt) inits.push(stmt);
    }
    const at = body.findIndex((s) => s.k === "expr" && s.expr.k === "call" && s.expr.callee.k === "super") + 1;
    return [...body.slice(0, at), ...inits, ...body.slice(at)];
  }

  private attempt<T>(make: () => T): T | null {
    try {
      return make();
    } catch (e) {
      if (!(e instanceof RuleError)) throw e;
      this.report(e);
      return null;
    }
  }

  private declare(name: ts.Identifier, type: RType, loose = false): Local {
    const local: Local = { name: name.text, type, temp: false, loose };
    const symbol = this.sources.checker.getSymbolAtLocation(name);
    if (symbol) this.locals.set(symbol, local);
    return local;
  }

  private statements(nodes: readonly ts.Statement[]): Stmt[] {
    const out: Stmt[] = [];
    for (const node of nodes) this.attempt(() => this.statement(node, out));
    return out;
  }
  private single(node: ts.Statement): Stmt {
    const out: Stmt[] = [];
    this.attempt(() => this.statement(node, out));
    return out.length === 1 ? out[0]! : { k: "block", body: out, node };
  }

  private statement(node: ts.Statement, out: Stmt[]): void {
    switch (node.kind) {
      case K.EmptyStatement:
        return;
      case K.VariableStatement:
        out.push(...this.declarations((node as ts.VariableStatement).declarationList));
        return;
      case K.ExpressionStatement:
        out.push({ k: "expr", expr: this.expression(discarded((node as ts.ExpressionStatement).expression)), node });
        return;
      case K.Block:
        out.push({ k: "block", body: this.statements((node as ts.Block).statements), node });
        return;
      case K.IfStatement: {
        const { expression, thenStatement, elseStatement } = node as ts.IfStatement;
        const cond = this.condition(expression);
        out.push({
          k: "if",
          cond,
          yes: this.single(thenStatement),
          no: elseStatement ? this.single(elseStatement) : null,
          node,
        });
        return;
      }
      case K.WhileStatement:
      case K.DoStatement: {
        const loop = node as ts.WhileStatement;
        const cond = loop.expression.kind === K.TrueKeyword ? null : this.condition(loop.expression);
        out.push({
          k: "loop",
          init: [],
          cond,
          update: null,
          body: this.single(loop.statement),
          testFirst: node.kind === K.WhileStatement,
          node,
        });
        return;
      }
      case K.ForStatement:
        out.push(this.forLoop(node as ts.ForStatement));
        return;
      case K.ForOfStatement:
        out.push(this.forOf(node as ts.ForOfStatement));
        return;
      case K.ForInStatement:
        throw new RuleError("no-loop-over", node, "for-in");
      case K.SwitchStatement:
        out.push(this.switch(node as ts.SwitchStatement));
        return;
      case K.BreakStatement:
      case K.ContinueStatement: {
        const jump = node as ts.BreakOrContinueStatement;
        out.push({ k: node.kind === K.BreakStatement ? "break" : "continue", label: jump.label?.text ?? null, node });
        return;
      }
      case K.LabeledStatement: {
        const labeled = node as ts.LabeledStatement;
        out.push({ k: "labeled", label: labeled.label.text, body: this.single(labeled.statement), node });
        return;
      }
      case K.ReturnStatement: {
        const { expression } = node as ts.ReturnStatement;
        const value = expression ? this.coerce(this.expression(expression, this.result), this.result) : null;
        out.push({ k: "return", value, node });
        return;
      }
      case K.ThrowStatement:
        out.push(this.throw(node as ts.ThrowStatement));
        return;
      case K.TryStatement:
        out.push(this.try(node as ts.TryStatement));
        return;
      case K.FunctionDeclaration:
      case K.ClassDeclaration:
        throw new RuleError("no-closure", node, "a declaration inside a body");
      default:
        throw new RuleError("not-supported", node, node.getText().slice(0, 40));
    }
  }

  private declarations(list: ts.VariableDeclarationList): Stmt[] {
    const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
    return list.declarations.map((node): Stmt => {
      if (!ts.isIdentifier(node.name)) throw new RuleError("no-spread", node, node.getText());
      const { name, type, initializer } = node;
      if (type) {
        const declared = this.typeNode(type);
        // declared even when the initializer breaks a rule, so that later statements are judged
        const local = this.declare(name, declared);
        const init = initializer ? this.coerce(this.expression(initializer, declared), declared) : null;
        return { k: "let", local, init, isConst, node };
      }
      if (!initializer) throw new RuleError("number-kind", node, `${name.text} has no type`);
      const init = this.expression(initializer);
      const loose = !isConst && init.type.k === "int";
      const local = this.declare(name, this.inferred(node, init, isConst), loose);
      return { k: "let", local, init: this.coerce(init, local.type), isConst, node };
    });
  }

  /** The type of a variable without an annotation. */
  private inferred(node: ts.VariableDeclaration, init: Expr, isConst: boolean): RType {
    const { type } = init;
    if (type.k === "int") return type;
    if (!isRef(type) && type.k !== "var") return type;
    if (type === NULL) return this.resolve(this.sources.checker.getTypeAtLocation(node.name), node);
    if (isConst) return type;
    const declared = this.sources.tryResolve(
      this.sources.checker.getTypeOfSymbol(this.sources.checker.getSymbolAtLocation(node.name)!),
    );
    return declared && (isRef(declared) || declared.k === "var") ? substitute(declared, this.substitution) : type;
  }

  private forLoop(node: ts.ForStatement): Stmt {
    const { initializer, condition, incrementor, statement } = node;
    let init: Stmt[] = [];
    if (initializer && ts.isVariableDeclarationList(initializer)) init = this.declarations(initializer);
    else if (initializer) init = [{ k: "expr", expr: this.expression(initializer), node: initializer }];
    const cond = condition ? this.condition(condition) : null;
    const update = incrementor ? this.expression(incrementor) : null;
    return { k: "loop", init, cond, update, body: this.single(statement), testFirst: true, node };
  }

  private forOf(node: ts.ForOfStatement): Stmt {
    if (node.awaitModifier) throw new RuleError("no-generator", node, "for await");
    const array = this.expression(node.expression);
    if (array.type.k !== "array") throw new RuleError("no-loop-over", node, node.expression.getText());
    const { initializer } = node;
    if (!ts.isVariableDeclarationList(initializer)) throw new RuleError("no-loop-over", node, initializer.getText());
    const declaration = initializer.declarations[0]!;
    if (!ts.isIdentifier(declaration.name)) throw new RuleError("no-spread", declaration, declaration.getText());
    const isConst = (initializer.flags & ts.NodeFlags.Const) !== 0;
    const local = this.declare(declaration.name, array.type.item);
    return { k: "forOf", local, isConst, array, body: this.single(node.statement), node };
  }

  private switch(node: ts.SwitchStatement): Stmt {
    const value = this.expression(node.expression);
    if (value.type.k !== "int" && value.type.k !== "string")
      throw new RuleError("not-supported", node.expression, "a switch on neither an int nor a string");
    const clauses: StmtOf<"switch">["clauses"][number][] = [];
    for (const clause of node.caseBlock.clauses) {
      const isDefault = ts.isDefaultClause(clause);
      const tests = isDefault ? [] : [this.coerce(this.expression(clause.expression), value.type)];
      clauses.push({ tests, isDefault, body: this.statements(clause.statements) });
    }
    return { k: "switch", value, clauses, node };
  }

  private throw(node: ts.ThrowStatement): Stmt {
    const { expression } = node;
    if (ts.isNewExpression(expression) && expression.expression.getText() === "Error") {
      const text = expression.arguments?.[0];
      return { k: "trap", message: text && ts.isStringLiteral(text) ? text.text : (text?.getText() ?? "Error"), node };
    }
    const value = this.expression(node.expression);
    if (!this.isThrowable(value.type)) throw new RuleError("throwable-only", node, node.getText());
    return { k: "throw", value, node };
  }
  private isThrowable(type: RType): boolean {
    if (type.k === "never") return true;
    const throwable = this.throwable();
    return type.k === "class" && throwable.k === "class" && type.cls.isSubclassOf(throwable.cls);
  }
  private throwable(): RType {
    const cls = this.sources.classesById.get("src/rts/errors.ts#Throwable");
    if (!cls) throw new RuleError("throwable-only", null, "the program does not import Throwable");
    return { k: "class", cls, args: [] };
  }

  private try(node: ts.TryStatement): Stmt {
    const body = this.single(node.tryBlock);
    let local: Local | null = null;
    let handler: Stmt | null = null;
    if (node.catchClause) {
      const name = node.catchClause.variableDeclaration?.name;
      if (name && !ts.isIdentifier(name)) throw new RuleError("no-spread", name, name.getText());
      if (name) local = this.declare(name, this.throwable());
      handler = this.single(node.catchClause.block);
    }
    const finalizer = node.finallyBlock ? this.single(node.finallyBlock) : null;
    return { k: "try", body, local, handler, finalizer, node };
  }
}

/** The parameter and result types of a function, without the object. Throws a RuleError where they have no RType. */
export function signatureOf(
  sources: Sources,
  source: FunctionSource,
  substitution: Substitution,
): { params: readonly RType[]; result: RType } {
  return new StatementBuilder(sources, source, substitution).declaredSignature();
}

/** `void x` as a statement is x: how sources say that a parameter is not used. */
const discarded = (node: ts.Expression): ts.Expression => (ts.isVoidExpression(node) ? node.expression : node);

export interface TreeResult {
  readonly tree: FunctionTree | null;
  readonly errors: readonly Diagnostic[];
}

/** The typed tree of a function; null, with the reasons, when it breaks rules. */
export function buildTree(
  sources: Sources,
  source: FunctionSource,
  substitution: Substitution = NO_SUBSTITUTION,
): TreeResult {
  const builder = new StatementBuilder(sources, source, substitution);
  try {
    const tree = builder.function();
    return { tree: builder.errors.length === 0 ? tree : null, errors: builder.errors };
  } catch (e) {
    if (!(e instanceof RuleError)) throw e;
    const at = sources.position(e.node ?? source.node);
    return { tree: null, errors: [...builder.errors, { ...at, rule: e.rule, message: e.message }] };
  }
}
