// The sources: one TypeScript program over all modules that the entry modules reach, and in it the classes and functions
// that may become part of a translated program. Types of the checker become RTypes here.

import path from "node:path";
import ts from "typescript";
import type { FunctionHints, Mutability } from "../ir/types.ts";
import { memo } from "./memo.ts";
import {
  BOOL,
  type ClassRType,
  FLOAT,
  INT,
  type IntStorage,
  intType,
  isRef,
  NEVER,
  NULL,
  OBJECT,
  type RType,
  STRING,
  type Substitution,
  substitute,
  VOID,
} from "./rtypes.ts";
import { RuleError } from "./rules.ts";

/** What a doc comment says to the JIT: `@jit elidable`, `@jit portal greens(a, b) virtualizable(frame)`, ... */
export interface DocHints extends FunctionHints {
  /** Names of green parameters and of the virtualizable one, for portals. */
  portal?: { greens: string[]; virtualizable: string | null };
  quasiImmutable?: boolean;
  immutable?: boolean;
  immutableItems?: boolean;
  virtualizable?: boolean;
  weak?: boolean;
}

export interface FieldSource {
  readonly name: string;
  readonly node: ts.PropertyDeclaration;
  readonly mutability: Mutability;
  /** The collector does not follow it. */
  readonly weak: boolean;
}

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.ArrowFunction
  | ts.FunctionExpression;

/** A function of the source. Constructors that only initialize fields have the class as their node. */
export interface FunctionSource {
  /** `file@offset`: how live function values name their source. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly node: FunctionNode | ts.ClassDeclaration;
  /** The class of a method, static method or constructor. */
  readonly cls: ClassSource | null;
  readonly isStatic: boolean;
  readonly isConstructor: boolean;
  /** Its own type parameters, then its class's. */
  readonly typeParams: readonly object[];
  readonly hints: DocHints;
}

/** A class of the source. */
export class ClassSource {
  /** `file#Name`: how live classes name their source. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly node: ts.ClassDeclaration;
  readonly hints: DocHints;
  readonly typeParams: readonly object[];
  readonly fields: FieldSource[] = [];
  readonly methods = new Map<string, FunctionSource>();
  readonly statics = new Map<string, FunctionSource>();
  construct: FunctionSource | null = null;
  readonly subclasses: ClassSource[] = [];
  /** With type arguments in terms of this class's type parameters. */
  base: ClassRType | null = null;
  constructor(
    id: string,
    name: string,
    file: string,
    node: ts.ClassDeclaration,
    hints: DocHints,
    typeParams: object[],
  ) {
    this.id = id;
    this.name = name;
    this.file = file;
    this.node = node;
    this.hints = hints;
    this.typeParams = typeParams;
  }
  isSubclassOf(other: ClassSource): boolean {
    for (let c: ClassSource | null = this; c; c = c.base?.cls ?? null) if (c === other) return true;
    return false;
  }
}

const TYPED_ARRAYS: Readonly<Record<string, RType>> = {
  I64Array: INT,
  F64Array: FLOAT,
  U8Array: intType("u8"),
  U16Array: intType("u16"),
  U32Array: intType("u32"),
  I32Array: intType("i32"),
};

export const nameOf = (node: ts.Node | undefined): string =>
  node && (ts.isIdentifier(node) || ts.isStringLiteral(node) || ts.isPrivateIdentifier(node)) ? node.text : "";

/** Whether a declaration is one of the module's own: not one of a function's, nor of a block or loop at module level. */
export function isTopLevel(declaration: ts.Node): boolean {
  let n = declaration.parent;
  while (
    ts.isVariableDeclaration(n) ||
    ts.isVariableDeclarationList(n) ||
    ts.isVariableStatement(n) ||
    ts.isBindingElement(n) ||
    ts.isObjectBindingPattern(n) ||
    ts.isArrayBindingPattern(n)
  )
    n = n.parent;
  return ts.isSourceFile(n);
}

/** A variable, parameter or function that closures may capture. */
export const isCapturable = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node);

/** The text of the doc comment directly before a node, "" without one. */
function docComment(file: ts.SourceFile, node: ts.Node): string {
  const ranges = ts.getLeadingCommentRanges(file.text, node.pos) ?? [];
  const last = ranges.filter((r) => file.text.startsWith("/**", r.pos)).at(-1);
  return last ? file.text.slice(last.pos, last.end) : "";
}

const HINT_WORDS: Readonly<Record<string, Exclude<keyof DocHints, "portal">>> = {
  elidable: "elidable",
  opaque: "opaque",
  unroll: "unroll",
  noinline: "noinline",
  "quasi-immutable": "quasiImmutable",
  immutable: "immutable",
  "immutable-items": "immutableItems",
  virtualizable: "virtualizable",
  weak: "weak",
};

/** The hints in a doc comment: `@jit` and one or more words. */
export function parseHints(comment: string): DocHints {
  const hints: DocHints = {};
  for (const match of comment.matchAll(/@jit\s+([^\n@*]*(?:\([^)]*\)[^\n@*]*)*)/g)) {
    const text = match[1]!;
    const parts = [...text.matchAll(/([\w-]+)\s*(?:\(([^)]*)\))?/g)].map((m) => ({
      word: m[1]!,
      names: (m[2] ?? "")
        .split(",")
        .map((s) => s.trim())
        .filter((s) => s !== ""),
    }));
    if (parts[0]?.word === "portal") {
      const named = (word: string) => parts.find((p) => p.word === word)?.names ?? [];
      hints.portal = { greens: named("greens"), virtualizable: named("virtualizable")[0] ?? null };
      continue;
    }
    // words after the last hint are prose
    for (const [i, { word }] of parts.entries()) {
      const hint = HINT_WORDS[word];
      if (!hint && i === 0) throw new RuleError("not-supported", null, `unknown hint @jit ${word}`);
      if (!hint) break;
      hints[hint] = true;
    }
  }
  return hints;
}

/** TypeScript's own declarations, parsed once a process. */
const LIBRARY_FILES = new Map<string, ts.SourceFile | undefined>();

export class Sources {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly root: string;
  /** Absolute names of the modules that are ours, in the order of the program. */
  readonly files: ts.SourceFile[] = [];
  private readonly classesByNode = new Map<ts.Node, ClassSource>();
  readonly classesById = new Map<string, ClassSource>();
  private readonly functionsByNode = new Map<ts.Node, FunctionSource>();
  readonly functionsById = new Map<string, FunctionSource>();
  private readonly resolved = new Map<ts.Type, RType>();

  constructor(root: string, entryModules: readonly string[], overlay: ReadonlyMap<string, string> = new Map()) {
    this.root = root;
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      types: [],
    };
    const host = ts.createCompilerHost(options, true);
    const files = new Map([...overlay].map(([name, text]) => [path.resolve(root, name), text]));
    const { getSourceFile, fileExists, readFile } = host;
    host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
    host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
    host.getSourceFile = (name, ...rest) => {
      const text = files.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
      const load = (): ts.SourceFile | undefined => getSourceFile.call(host, name, ...rest);
      return name.endsWith(".d.ts") ? memo(LIBRARY_FILES, name, load) : load();
    };
    this.program = ts.createProgram({
      rootNames: entryModules.map((m) => path.resolve(root, m)),
      options,
      host,
    });
    this.checker = this.program.getTypeChecker();
    for (const file of this.program.getSourceFiles()) {
      if (file.isDeclarationFile || this.program.isSourceFileFromExternalLibrary(file)) continue;
      this.files.push(file);
    }
    this.requireSyntax();
    for (const file of this.files) ts.forEachChild(file, (node) => this.indexStatement(file, node));
    for (const cls of this.classesById.values()) this.linkBase(cls);
    for (const file of this.files) this.indexFunctions(file);
  }

  private requireSyntax(): void {
    const problems = this.files.flatMap((file) => this.program.getSyntacticDiagnostics(file));
    if (problems.length === 0) return;
    const text = problems.map((d) => {
      const at = d.file.getLineAndCharacterOfPosition(d.start);
      return `${this.relative(d.file)}:${at.line + 1}:${at.character + 1}: ${ts.flattenDiagnosticMessageText(d.messageText, " ")}`;
    });
    throw new Error(text.join("\n"));
  }

  private indexFunctions(node: ts.Node): void {
    if (ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      if (node.body) this.functionOf(node);
    }
    ts.forEachChild(node, (child) => this.indexFunctions(child));
  }

  /** Path of a file from the root, with forward slashes: how everything outside names it. */
  relative(file: ts.SourceFile | string): string {
    return path.relative(this.root, typeof file === "string" ? file : file.fileName).replaceAll("\\", "/");
  }
  isLibrary(file: ts.SourceFile): boolean {
    return this.relative(file).startsWith("src/rts/");
  }

  /** Whether a module begins with "use raw memory". */
  usesRawMemory(file: ts.SourceFile): boolean {
    const first = file.statements[0];
    return (
      !!first &&
      ts.isExpressionStatement(first) &&
      ts.isStringLiteral(first.expression) &&
      first.expression.text === "use raw memory"
    );
  }

  private indexStatement(file: ts.SourceFile, node: ts.Node): void {
    if (ts.isClassDeclaration(node)) this.indexClass(file, node);
  }

  private indexClass(file: ts.SourceFile, node: ts.ClassDeclaration): void {
    const name = nameOf(node.name);
    const relative = this.relative(file);
    const params = (node.typeParameters ?? []).map((p) => this.checker.getSymbolAtLocation(p.name)!);
    const cls = new ClassSource(`${relative}#${name}`, name, relative, node, this.hintsOf(node), params);
    this.classesByNode.set(node, cls);
    this.classesById.set(cls.id, cls);
    let needsConstructor = false;
    for (const member of node.members) {
      const isStatic =
        ts.canHaveModifiers(member) && !!ts.getModifiers(member)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
      if (ts.isPropertyDeclaration(member)) {
        if (isStatic || this.hasModifier(member, ts.SyntaxKind.DeclareKeyword)) continue;
        const hints = this.hintsOf(member);
        const isReadonly = this.hasModifier(member, ts.SyntaxKind.ReadonlyKeyword);
        cls.fields.push({
          name: nameOf(member.name),
          node: member,
          mutability: hints.quasiImmutable
            ? "quasi-immutable"
            : hints.immutableItems
              ? "immutable-items"
              : isReadonly || hints.immutable || cls.hints.immutable
                ? "immutable"
                : "mutable",
          weak: hints.weak === true,
        });
        if (member.initializer) needsConstructor = true;
      } else if (ts.isMethodDeclaration(member)) {
        const source = this.addFunction(file, member, `${name}.${nameOf(member.name)}`, cls, isStatic);
        (isStatic ? cls.statics : cls.methods).set(nameOf(member.name), source);
      } else if (ts.isConstructorDeclaration(member) && member.body) {
        cls.construct = this.addFunction(file, member, `${name}.constructor`, cls, false);
      }
    }
    if (!cls.construct && needsConstructor)
      cls.construct = this.addFunction(file, node, `${name}.constructor`, cls, false);
  }

  hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
    return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some((m) => m.kind === kind);
  }

  private linkBase(cls: ClassSource): void {
    const clause = cls.node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword);
    const expression = clause?.types[0];
    if (!expression) return;
    const type = this.checker.getTypeAtLocation(expression);
    const found = this.classOf(type.symbol);
    if (!found) return; // a class of JavaScript's: instances cannot be frozen or made in bodies
    const args = this.checker.getTypeArguments(type as ts.TypeReference).slice(0, found.typeParams.length);
    cls.base = { k: "class", cls: found, args: args.map((a) => this.resolve(a, expression)) };
    found.subclasses.push(cls);
  }

  hintsOf(node: ts.Node): DocHints {
    const file = node.getSourceFile();
    let holder: ts.Node = node;
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      const declaration = node.parent;
      if (!ts.isVariableDeclaration(declaration)) return {};
      holder = declaration.parent.parent;
    }
    const comment = docComment(file, holder);
    return comment.includes("@jit") ? parseHints(comment) : {};
  }

  private addFunction(
    file: ts.SourceFile,
    node: FunctionNode | ts.ClassDeclaration,
    name: string,
    cls: ClassSource | null,
    isStatic: boolean,
  ): FunctionSource {
    const relative = this.relative(file);
    const own = ts.isClassDeclaration(node)
      ? []
      : (node.typeParameters ?? []).map((p) => this.checker.getSymbolAtLocation(p.name)!);
    const source: FunctionSource = {
      id: `${relative}@${node.getStart(file)}${ts.isClassDeclaration(node) ? "c" : ""}`,
      name,
      file: relative,
      node,
      cls,
      isStatic,
      isConstructor: ts.isConstructorDeclaration(node) || ts.isClassDeclaration(node),
      typeParams: isStatic ? own : [...own, ...(cls?.typeParams ?? [])],
      hints: ts.isClassDeclaration(node) ? {} : this.hintsOf(node),
    };
    this.functionsByNode.set(node, source);
    this.functionsById.set(source.id, source);
    return source;
  }

  /** The file of our modules that exports a function of that name, null without one. */
  exportedFunction(name: string): string | null {
    for (const file of this.files)
      for (const node of file.statements)
        if (
          ts.isFunctionDeclaration(node) &&
          node.name?.text === name &&
          this.hasModifier(node, ts.SyntaxKind.ExportKeyword)
        )
          return file.fileName;
    return null;
  }

  /** The source of a function declaration, method or function expression. */
  functionOf(node: FunctionNode): FunctionSource {
    const found = this.functionsByNode.get(node);
    if (found) return found;
    let name = nameOf(node.name);
    if (!name && ts.isVariableDeclaration(node.parent)) name = nameOf(node.parent.name);
    if (!name && ts.isPropertyAssignment(node.parent)) name = nameOf(node.parent.name);
    if (!name) {
      const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
      name = `function${line + 1}`;
    }
    return this.addFunction(node.getSourceFile(), node, name, null, false);
  }

  classOf(symbol: ts.Symbol | undefined): ClassSource | null {
    const declaration = symbol?.declarations?.find(ts.isClassDeclaration);
    return (declaration && this.classesByNode.get(declaration)) ?? null;
  }
  classOfNode(node: ts.ClassDeclaration): ClassSource | null {
    return this.classesByNode.get(node) ?? null;
  }

  /** The symbol behind imports and re-exports. */
  symbolAt(node: ts.Node): ts.Symbol | undefined {
    let symbol = this.checker.getSymbolAtLocation(node);
    if (node.parent && ts.isShorthandPropertyAssignment(node.parent))
      symbol = this.checker.getShorthandAssignmentValueSymbol(node.parent);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.checker.getAliasedSymbol(symbol);
    return symbol;
  }

  /** The field of that name in a class or its bases, with the owner's type as seen from `cls`. */
  field(cls: ClassRType, name: string): { owner: ClassRType; field: FieldSource } | null {
    for (let c: ClassRType | null = cls; c; c = this.baseOf(c)) {
      const field = c.cls.fields.find((f) => f.name === name);
      if (field) return { owner: c, field };
    }
    return null;
  }
  /** The method of that name in a class or its bases. */
  method(cls: ClassRType, name: string): { owner: ClassRType; method: FunctionSource } | null {
    for (let c: ClassRType | null = cls; c; c = this.baseOf(c)) {
      const method = c.cls.methods.get(name);
      if (method) return { owner: c, method };
    }
    return null;
  }
  baseOf(cls: ClassRType): ClassRType | null {
    const base = cls.cls.base;
    return base && (substitute(base, this.classSubstitution(cls)) as ClassRType);
  }
  classSubstitution(cls: ClassRType): Substitution {
    return new Map(cls.cls.typeParams.map((p, i) => [p, cls.args[i] ?? OBJECT]));
  }

  /** The declared type of a field, in terms of its class's type parameters. */
  fieldType(field: FieldSource): RType {
    const { node } = field;
    if (node.questionToken) throw new RuleError("no-optional", node, `field ${field.name}`);
    if (node.type) return this.resolve(this.checker.getTypeFromTypeNode(node.type), node);
    const literal = node.initializer && this.numberLiteral(node.initializer);
    if (literal) return literal;
    return this.resolve(this.checker.getTypeAtLocation(node), node);
  }

  /** INT or FLOAT for a number literal with or without a sign, null for anything else. */
  numberLiteral(node: ts.Expression): RType | null {
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
      return this.numberLiteral(node.operand);
    if (ts.isParenthesizedExpression(node)) return this.numberLiteral(node.expression);
    if (!ts.isNumericLiteral(node)) return null;
    const text = node.getText();
    return !/^0[xob]/i.test(text) && /[.eE]/.test(text) ? FLOAT : INT;
  }

  /**
   * The number kind of a module-level initializer that tsc types as a plain number: a float when a float literal, `/` or a
   * function of Math stands in it, else an int. The live value is checked against it later.
   */
  numberKindOfInitializer(node: ts.Expression): RType {
    let isFloat = false;
    const visit = (n: ts.Node): void => {
      if (ts.isNumericLiteral(n) && this.numberLiteral(n) === FLOAT) isFloat = true;
      if (ts.isBinaryExpression(n) && n.operatorToken.kind === ts.SyntaxKind.SlashToken) isFloat = true;
      if (ts.isPropertyAccessExpression(n) && n.expression.getText() === "Math") isFloat = true;
      if (ts.isIdentifier(n)) {
        const type = this.checker.getTypeAtLocation(n);
        if (type.getProperty("__kind")) {
          if (this.tryResolve(type)?.k === "float") isFloat = true;
        } else {
          const declaration = this.symbolAt(n)?.valueDeclaration;
          const initializer =
            declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
          if (initializer && initializer !== node && this.numberKindOfInitializer(initializer).k === "float")
            isFloat = true;
        }
      }
      ts.forEachChild(n, visit);
    };
    visit(node);
    return isFloat ? FLOAT : INT;
  }

  tryResolve(type: ts.Type): RType | null {
    try {
      return this.resolve(type, null);
    } catch (e) {
      if (e instanceof RuleError) return null;
      throw e;
    }
  }

  /** The RType of a type of the checker. Throws a RuleError where it has none. */
  resolve(type: ts.Type, node: ts.Node | null): RType {
    return memo(this.resolved, type, () => this.resolveNew(type, node));
  }

  private resolveNew(type: ts.Type, node: ts.Node | null): RType {
    const F = ts.TypeFlags;
    const { flags } = type;
    const text = (): string => `type ${this.checker.typeToString(type)}`;
    if (flags & (F.Any | F.Unknown)) throw new RuleError("no-any", node, text());
    if (flags & F.Null) return NULL;
    if (flags & (F.Void | F.Undefined)) return VOID;
    if (flags & F.Never) return NEVER;
    if (flags & F.BooleanLike) return BOOL;
    if (flags & F.StringLike) return STRING;
    if (flags & F.NumberLiteral) return Number.isInteger((type as ts.NumberLiteralType).value) ? INT : FLOAT;
    if (flags & F.Number) throw new RuleError("number-kind", node, text());
    if (flags & F.NonPrimitive) return OBJECT;
    if (flags & F.TypeParameter) return this.resolveVariable(type as ts.TypeParameter, node);
    if (type.isUnion()) return this.resolveUnion(type, node);
    if (type.isIntersection()) return this.resolveIntersection(type, node);
    if (flags & F.Object) return this.resolveObject(type as ts.ObjectType, node);
    throw new RuleError("not-supported", node, text());
  }

  private resolveVariable(type: ts.TypeParameter, node: ts.Node | null): RType {
    const constraint = this.checker.getBaseConstraintOfType(type);
    if ((type as unknown as { isThisType?: boolean }).isThisType && constraint) return this.resolve(constraint, node);
    const bound =
      constraint && !(constraint.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any))
        ? this.resolve(constraint, node)
        : OBJECT;
    return { k: "var", name: type.symbol.name, symbol: type.symbol, bound };
  }

  private resolveUnion(type: ts.UnionType, node: ts.Node | null): RType {
    const members = type.types.filter((t) => !(t.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
    const types = members.map((t) => this.resolve(t, node)).filter((t) => t.k !== "never");
    const hasNull = members.length !== type.types.length;
    const mixed = (): RuleError => new RuleError("no-union", node, `type ${this.checker.typeToString(type)}`);
    const first = types[0];
    if (!first) return NULL;
    if (types.every((t) => t.k === first.k && !isRef(t)) && first.k !== "var" && first.k !== "fn") {
      if (hasNull) throw mixed();
      if (first.k === "int")
        return types.every((t) => (t as { storage: IntStorage }).storage === first.storage) ? first : INT;
      return first;
    }
    if (types.length === 1) {
      if (hasNull && !isRef(first) && first.k !== "fn") throw mixed();
      return first;
    }
    const joined = types.reduce<RType | null>((a, b) => a && this.join(a, b), first);
    if (!joined) throw mixed();
    return joined;
  }

  /** The least type above both, or null: for references only. */
  join(a: RType, b: RType): RType | null {
    if (a === b) return a;
    if (a.k === "null" && (isRef(b) || b.k === "fn")) return b;
    if (b.k === "null" && (isRef(a) || a.k === "fn")) return a;
    if (a.k === "class" && b.k === "class") {
      for (let c: ClassRType | null = a; c; c = this.baseOf(c)) if (b.cls.isSubclassOf(c.cls)) return c;
      return null;
    }
    if (a.k === "array" && b.k === "array")
      return a.item.k === b.item.k && (a.item.k !== "int" || a.item === b.item) ? a : null;
    if (a.k === "fn" && b.k === "fn") return a;
    if (a.k === "object" && isRef(b)) return a;
    if (b.k === "object" && isRef(a)) return b;
    if (a.k === b.k && a.k !== "var") return a;
    if (a.k === "var" && b.k === "var" && a.symbol === b.symbol) return a;
    return null;
  }

  private resolveIntersection(type: ts.IntersectionType, node: ts.Node | null): RType {
    const storage = this.flavour(type, "__storage");
    if (storage) return intType(storage as IntStorage);
    const kind = this.flavour(type, "__kind");
    if (kind) return kind === "int" ? INT : FLOAT;
    const parts = type.types.map((t) => this.tryResolve(t)).filter((t): t is RType => t !== null);
    const classes = parts.filter((t): t is ClassRType => t.k === "class");
    const best = classes.find((c) => classes.every((o) => c.cls.isSubclassOf(o.cls))) ?? classes.at(-1) ?? parts[0];
    if (!best) throw new RuleError("no-structural", node, `type ${this.checker.typeToString(type)}`);
    return best;
  }

  private flavour(type: ts.Type, property: string): string | null {
    const symbol = type.getProperty(property);
    if (!symbol) return null;
    const declared = this.checker.getTypeOfSymbol(symbol);
    const literals = declared.isUnion() ? declared.types : declared.isIntersection() ? declared.types : [declared];
    for (const t of literals) if (t.isStringLiteral()) return t.value;
    return null;
  }

  private resolveObject(type: ts.ObjectType, node: ts.Node | null): RType {
    const { checker } = this;
    const symbol = type.symbol as ts.Symbol | undefined;
    const text = (): string => `type ${checker.typeToString(type)}`;
    if (checker.isTupleType(type)) throw new RuleError("not-supported", node, text());
    if (checker.isArrayType(type)) {
      const item = this.resolve(checker.getTypeArguments(type as ts.TypeReference)[0]!, node);
      if (item.k === "int" || item.k === "float" || item.k === "bool") throw new RuleError("array-items", node, text());
      return { k: "array", item };
    }
    if (symbol && symbol.flags & ts.SymbolFlags.Class) {
      if (checker.getDeclaredTypeOfSymbol(symbol) !== ((type as ts.TypeReference).target ?? type))
        throw new RuleError("no-structural", node, text());
      const declaration = symbol.declarations?.find(ts.isClassDeclaration);
      const typed = TYPED_ARRAYS[symbol.name];
      if (typed && declaration && this.isLibrary(declaration.getSourceFile())) return { k: "array", item: typed };
      const cls = this.classOf(symbol);
      if (cls) {
        const args = checker.getTypeArguments(type as ts.TypeReference).slice(0, cls.typeParams.length);
        return { k: "class", cls, args: args.map((a) => this.resolve(a, node)) };
      }
    }
    const signatures = type.getCallSignatures();
    if (signatures.length === 1 && type.getConstructSignatures().length === 0 && !signatures[0]!.typeParameters) {
      const signature = signatures[0]!;
      return {
        k: "fn",
        params: signature.parameters.map((p) => this.resolve(checker.getTypeOfSymbol(p), node)),
        result: this.resolve(signature.getReturnType(), node),
      };
    }
    if (symbol && /^(Map|Set|WeakMap|WeakSet|Date|RegExp|Promise|Error)$/.test(symbol.name))
      throw new RuleError("no-host-object", node, text());
    throw new RuleError("no-structural", node, text());
  }

  /** `file:line` of a node, for FunctionDecl.source and positions. */
  position(node: ts.Node): { file: string; line: number; column: number } {
    const file = node.getSourceFile();
    const at = file.getLineAndCharacterOfPosition(node.getStart(file));
    return { file: this.relative(file), line: at.line + 1, column: at.character + 1 };
  }
}
