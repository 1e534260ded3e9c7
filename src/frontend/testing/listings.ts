// The compiler's expected listings, in listings.txt: for each case a title, a source, and what `dis` shows of it.
//
//   === title
//   source
//   ---
//   listing
//
// To add a case, add it without a listing and run `node scripts/run.mjs src/frontend/testing/record_listings.ts`; then
// read what it wrote.

import { readFileSync } from "node:fs";
import { formatDis } from "../../bytecode/dis.ts";
import { compileToCode } from "../index.ts";

export const listingsFile = "src/frontend/testing/listings.txt";

export interface Listing {
  readonly title: string;
  readonly source: string;
  readonly listing: string;
}

/** The cases of the file, which is looked for from the project's folder. */
export function readListings(): Listing[] {
  return readFileSync(listingsFile, "utf8")
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const titleEnd = section.indexOf("\n");
      const sourceEnd = section.indexOf("\n---\n");
      return {
        title: section.slice(0, titleEnd),
        source: section.slice(titleEnd + 1, sourceEnd),
        listing: section.slice(sourceEnd + 5).trimEnd(),
      };
    });
}

/** What `dis` shows of the source now. */
export function listingOf(source: string): string {
  return formatDis(compileToCode(source, { filename: "x.py", mode: "exec" })).trimEnd();
}
