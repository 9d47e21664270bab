/** What the platform needs of a logger; pino's Logger is one. Messages are English sentences for operators. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Hides the password of every address of the form `scheme://user:password@host` in a text. */
export function maskPasswords(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"]{0,200}):[^\s@/"]{1,400}@/gi, '$1:***@');
}
