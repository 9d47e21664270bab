/** For how long a command that got no answer is taken for the same one when it is given again. */
const SAME_MS = 10 * 60_000;

/**
 * One key for one intention: whatever is sent again because no answer came bears the key of the first time, so that the
 * server does it once. An answer ends it; giving the same command anew is then a new intention.
 */
export class CommandKeys {
  private readonly open = new Map<string, { readonly key: string; readonly since: number }>();

  constructor(
    private readonly now = () => Date.now(),
    private readonly make = randomKey,
  ) {}

  keyOf(command: string): string {
    const known = this.open.get(command);
    if (known && this.now() - known.since < SAME_MS) return known.key;
    const key = this.make();
    this.open.set(command, { key, since: this.now() });
    return key;
  }

  answered(command: string): void {
    this.open.delete(command);
  }
}

/** Of two bodies the same text means the same command; a file counts by name, size and time. */
export function commandText(method: string, path: string, body: unknown): string {
  const told = body instanceof FormData ? [...body].map(([name, value]) => [name, valueText(value)]) : (body ?? null);
  return JSON.stringify([method, path, told]);
}

const valueText = (value: FormDataEntryValue) =>
  typeof value === 'string' ? value : [value.name, value.size, value.lastModified];

/** `crypto.randomUUID` is there on https and localhost only, and many offices have neither. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
