// A module as checked JavaScript with instrumentation. The module's text is edited in place and keeps its lines:
//
//   * bodies of functions that follow the rules are written from their typed trees; others (module-level helpers in full TypeScript) stay
//   * fields without initializer get the null of their type
//   * function and arrow expressions, and functions inside functions: __fn(id, f, () => ({ captured variables }))
//   * at the end: __fn for the module's functions, __cls for its classes, __mod with a thunk for the values of all module-level names
//
// esbuild then strips the types. From __fn, __cls and __mod live.ts finds a live function's source and captured constants, a live
// object's class, and a name's live value.

import ts from "typescript";
import { emitBody, zeroOf } from "./emit-js.ts";
import { RuleError } from "./rules.ts";
import { type FunctionNode, type FunctionSource, isCapturable, isTopLevel, type Sources } from "./sources.ts";
import type { FunctionTree } from "./tree.ts";

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface EmitContext {
  readonly sources: Sources;
  /** The typed tree of a function, null when it breaks rules. */
  tree(source: FunctionSource): FunctionTree | null;
  /** Whether the function lies on a cycle of the call graph. */
  countsDepth(source: FunctionSource): boolean;
}

const RUNTIME = [
  "__int",
  "__mul",
  "__rem",
  "__at",
  "__i8",
  "__u8",
  "__i16",
  "__u16",
  "__i32",
  "__u32",
  "__as",
  "__stack",
  "__enter",
  "__caught",
];

class ModuleEmitter {
  private readonly edits: Edit[] = [];
  private readonly tail: string[] = [];
  private readonly context: EmitContext;
  private readonly file: ts.SourceFile;
  constructor(context: EmitContext, file: ts.SourceFile) {
    this.context = context;
    this.file = file;
  }

  module(runtimePath: string): string {
    const { sources } = this.context;
    const names: string[] = [];
    for (const node of this.file.statements) {
      if (ts.isVariableStatement(node)) {
        if (sources.hasModifier(node, ts.SyntaxKind.DeclareKeyword)) continue;
        for (const d of node.declarationList.declarations) this.boundNames(d.name, names);
      } else if (ts.isFunctionDeclaration(node) && node.name && node.body) names.push(node.name.text);
      else if (ts.isClassDeclaration(node) && node.name) names.push(node.name.text);
      this.visit(node);
    }
    const relative = JSON.stringify(sources.relative(this.file));
    const module = `__mod(${relative}, () => ({ ${names.join(", ")} }));`;
    // checked-runtime is itself bundled as it is: it uses src/rts, which must not import it before it is there
    const imports = `import { ${RUNTIME.join(", ")} } from ${JSON.stringify(runtimePath)};`;
    return `${this.apply()}\n${imports}\n${this.tail.join("\n")}\n${module}\n`;
  }
  private boundNames(name: ts.BindingName, out: string[]): void {
    if (ts.isIdentifier(name)) out.push(name.text);
    else for (const e of name.elements) if (ts.isBindingElement(e)) this.boundNames(e.name, out);
  }

  private insert(at: number, text: string): void {
    this.edits.push({ from: at, to: at, text });
  }
  private apply(): string {
    const { text } = this.file;
    // edits do not nest: a body that is replaced is not visited. Insertions at one place keep their order.
    const sorted = this.edits.map((e, i) => ({ e, i })).sort((a, b) => a.e.from - b.e.from || a.i - b.i);
    let out = "";
    let at = 0;
    for (const { e } of sorted) {
      out += text.slice(at, e.from) + e.text;
      at = Math.max(at, e.to);
    }
    return out + text.slice(at);
  }

  private visit(node: ts.Node): void {
    if (ts.isClassDeclaration(node)) this.class(node);
    else if (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node))
      this.function(node);
    else ts.forEachChild(node, (child) => this.visit(child));
  }

  private class(node: ts.ClassDeclaration): void {
    const { sources } = this.context;
    const cls = sources.classOfNode(node);
    for (const member of node.members) {
      if ((ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member)) && cls) {
        if (member.body) this.body(member);
      } else if (ts.isPropertyDeclaration(member) && cls && !member.initializer)
        this.emptyField(
          member,
          cls.fields.some((f) => f.node === member),
        );
      else this.visit(member);
    }
    if (cls) this.tail.push(`__cls(${JSON.stringify(cls.id)}, ${cls.name});`);
  }
  private emptyField(member: ts.PropertyDeclaration, isField: boolean): void {
    if (!isField) return;
    const { sources } = this.context;
    let zero = "null";
    try {
      const field = sources.classOfNode(member.parent as ts.ClassDeclaration)!.fields.find((f) => f.node === member)!;
      zero = zeroOf(sources.fieldType(field));
    } catch (e) {
      if (!(e instanceof RuleError)) throw e;
    }
    const end = member.type ? member.type.end : member.name.end;
    this.insert(end, ` = ${zero}${member.type ? "" : ""}`);
  }

  private function(node: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression): void {
    if (!node.body) return;
    const source = this.context.sources.functionOf(node);
    if (ts.isFunctionDeclaration(node)) {
      const registration = (): string =>
        `__fn(${JSON.stringify(source.id)}, ${source.name}, ${this.captureThunk(node)});`;
      if (ts.isSourceFile(node.parent)) {
        if (node.name) this.tail.push(registration());
      } else if (ts.isBlock(node.parent)) this.insert(node.parent.getStart(this.file) + 1, ` ${registration()}`);
      this.body(node);
      return;
    }
    this.insert(node.getStart(this.file), `__fn(${JSON.stringify(source.id)}, `);
    this.body(node);
    this.insert(node.end, `, ${this.captureThunk(node)})`);
  }

  /** Replaces a body that follows the rules; visits one that does not. */
  private body(node: FunctionNode): void {
    const { sources } = this.context;
    const source = sources.functionOf(node);
    const tree = this.context.tree(source);
    if (!tree) {
      for (const p of node.parameters) this.visit(p);
      this.visit(node.body!);
      return;
    }
    const text = emitBody(sources, tree, { countDepth: this.context.countsDepth(source) });
    this.edits.push({ from: node.body!.getStart(this.file), to: node.body!.end, text });
  }

  /** The variables of enclosing functions and blocks that a function reads. */
  private captureThunk(node: FunctionNode): string {
    const names = new Set<string>();
    const visit = (n: ts.Node): void => {
      const isName = ts.isIdentifier(n) && !(ts.isPropertyAccessExpression(n.parent) && n.parent.name === n);
      if (isName) this.capture(n, node, names);
      ts.forEachChild(n, visit);
    };
    visit(node);
    return names.size ? `() => ({ ${[...names].join(", ")} })` : "null";
  }
  private capture(n: ts.Identifier, node: FunctionNode, names: Set<string>): void {
    if (ts.isTypeNode(n.parent) || names.has(n.text)) return;
    const declaration = this.context.sources.symbolAt(n)?.valueDeclaration;
    if (!declaration || declaration.getSourceFile() !== this.file) return;
    if (!isCapturable(declaration) || isTopLevel(declaration)) return;
    for (let d: ts.Node = declaration; d; d = d.parent) if (d === node) return; // the function's own
    names.add(n.text);
  }
}

/** The module's text for esbuild (still TypeScript: types outside of bodies are stripped there). */
export function emitModule(context: EmitContext, file: ts.SourceFile, runtimePath: string): string {
  return new ModuleEmitter(context, file).module(runtimePath);
}
