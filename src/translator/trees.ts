// Typed trees, each built once: for JavaScript with type variables as they are, for graphs with them substituted.

import { memo } from "./memo.ts";
import type { RType, Substitution } from "./rtypes.ts";
import type { FunctionSource, Sources } from "./sources.ts";
import { buildTree, signatureOf, type TreeResult } from "./tree-statements.ts";

export class Trees {
  private readonly sources: Sources;
  private readonly built = new Map<FunctionSource, TreeResult>();
  constructor(sources: Sources) {
    this.sources = sources;
  }
  generic(source: FunctionSource): TreeResult {
    return memo(this.built, source, () => buildTree(this.sources, source));
  }
  signature(source: FunctionSource, substitution: Substitution): { params: readonly RType[]; result: RType } {
    return signatureOf(this.sources, source, substitution);
  }
  instance(source: FunctionSource, substitution: Substitution): TreeResult {
    return substitution.size === 0 ? this.generic(source) : buildTree(this.sources, source, substitution);
  }
}
