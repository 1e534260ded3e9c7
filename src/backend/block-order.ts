// The order in which a graph's blocks are emitted, and how often each is expected to run: reverse postorder with loops kept
// together and cold blocks (what raises, handles or cannot be reached) at the end.

import { type Block, type Edge, type Graph, successors } from "../ir/graph.ts";

export interface BlockOrder {
  /** Reachable blocks; the entry first. */
  readonly order: Block[];
  /** By block id. */
  readonly frequency: Float64Array;
  /** By block id: edges that lead to it. */
  readonly predecessors: Int32Array;
}

const LOOP_WEIGHT = 8;
const COLD_WEIGHT = 1 / 64;
const MAX_DEPTH = 5;

/** `edgesOf` answers a block's edges that can be taken: less than `successors` where a condition is constant. */
export function orderBlocks(graph: Graph, edgesOf: (block: Block) => Edge[] = successors): BlockOrder {
  const count = graph.blocks.length;
  const predecessors = new Int32Array(count);
  const predLists: number[][] = graph.blocks.map(() => []);
  const state = new Uint8Array(count); // 0 unseen, 1 on the path, 2 done
  const post: Block[] = [];
  const backEdges: [number, number][] = [];
  const visit = (root: Block): void => {
    const stack: { block: Block; edges: Edge[]; at: number }[] = [{ block: root, edges: edgesOf(root), at: 0 }];
    state[root.id] = 1;
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.at === top.edges.length) {
        state[top.block.id] = 2;
        post.push(top.block);
        stack.pop();
        continue;
      }
      const { target } = top.edges[top.at++];
      predecessors[target.id]++;
      predLists[target.id].push(top.block.id);
      if (state[target.id] === 1) backEdges.push([top.block.id, target.id]);
      else if (state[target.id] === 0) {
        state[target.id] = 1;
        stack.push({ block: target, edges: edgesOf(target), at: 0 });
      }
    }
  };
  visit(graph.entry);

  // Loops: what reaches a back edge's source without passing its target.
  const depth = new Uint8Array(count);
  const member = new Int32Array(count).fill(-1);
  const byHeader = new Map<number, number[]>();
  for (const [source, header] of backEdges) byHeader.set(header, [...(byHeader.get(header) ?? []), source]);
  for (const [header, sources] of byHeader) {
    member[header] = header;
    depth[header]++;
    const work = [...sources];
    while (work.length > 0) {
      const b = work.pop()!;
      if (member[b] === header) continue;
      member[b] = header;
      depth[b]++;
      work.push(...predLists[b]);
    }
  }

  const cold = new Uint8Array(count);
  for (const block of post) {
    if (block.handler) cold[block.handler.target.id] = 1;
    const { exit } = block;
    if (exit.kind === "throw" || exit.kind === "unreachable") cold[block.id] = 1;
    if (exit.kind === "branch" && exit.likely !== undefined) {
      const rare = exit.likely ? exit.no.target : exit.yes.target;
      if (predecessors[rare.id] === 1) cold[rare.id] = 1;
    }
  }
  // What only leads to cold blocks is cold (postorder: successors first), and what only cold blocks lead to (the other way round).
  for (const block of post) {
    const edges = edgesOf(block);
    const normal = block.handler ? edges.slice(0, -1) : edges;
    if (normal.length > 0 && normal.every((e) => cold[e.target.id] === 1)) cold[block.id] = 1;
  }
  for (let i = post.length - 1; i >= 0; i--) {
    const preds = predLists[post[i].id];
    if (preds.length > 0 && preds.every((p) => cold[p] === 1)) cold[post[i].id] = 1;
  }
  cold[graph.entry.id] = 0;

  const frequency = new Float64Array(count);
  for (const block of post) {
    frequency[block.id] = LOOP_WEIGHT ** Math.min(depth[block.id], MAX_DEPTH) * (cold[block.id] ? COLD_WEIGHT : 1);
  }

  // A second walk for the order: what leaves a loop is visited first, and so stands behind it.
  state.fill(0);
  post.length = 0;
  backEdges.length = 0;
  const plain = edgesOf;
  edgesOf = (block) => plain(block).sort((a, b) => depth[a.target.id] - depth[b.target.id]);
  predecessors.fill(0);
  visit(graph.entry);
  const order = post.reverse();
  return {
    order: [...order.filter((b) => !cold[b.id]), ...order.filter((b) => cold[b.id])],
    frequency,
    predecessors,
  };
}
