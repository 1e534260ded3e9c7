// Writes the listings of listings.txt anew: node scripts/run.mjs <this file>. Read the difference before committing it.

import { writeFileSync } from "node:fs";
import { listingOf, listingsFile, readListings } from "./listings.ts";

const cases = readListings();
const text = cases.map(({ title, source }) => `=== ${title}\n${source}\n---\n${listingOf(source)}\n\n`).join("");
writeFileSync(listingsFile, `${text.trimEnd()}\n`);
console.log(`${cases.length} listings written`);
