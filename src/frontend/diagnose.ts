import { StatementParser } from "./parse_statements.ts";
import type { PythonSyntaxError } from "./syntax_error.ts";
import type { TokenStream } from "./token_stream.ts";
export class DiagnosingParser extends StatementParser {
  constructor(
    tokens: TokenStream,
    private readonly failedAt: number,
  ) {
    super(tokens);
  }
  diagnose(_rule: (parser: StatementParser) => unknown): PythonSyntaxError {
    return this.source.error("invalid syntax", this.tokens.rangeOf(this.failedAt));
  }
}
