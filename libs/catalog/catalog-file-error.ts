/** A file that cannot be read as a catalog at all; the message is Chinese, one line, and says what to do. */
export class CatalogFileError extends Error {
  override readonly name = 'CatalogFileError';
  /** Bad input, for the command line. */
  readonly exitCode = 2;
}
