/** Bad usage, bad input or a refused address: one line on stderr, exit 2. */
export class UsageError extends Error {
  readonly exitCode = 2;
}
