/** The number of this page: only style sheets that bear it are taken from a script (`apps/api/security-headers.ts`). */
export const NONCE = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? '';

/**
 * Gives it to every style sheet that a script of ours makes. Ant Design is told the number and writes it itself, but for
 * two places that do not ask: the width of the scroll bar, and the page held still behind a dialog. Markup that got into
 * the page some other way makes its elements by the parser and stays without.
 */
export function markStyleSheets(): void {
  const create = document.createElement.bind(document) as (
    name: string,
    options?: ElementCreationOptions,
  ) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = NONCE;
    return element;
  }) as typeof document.createElement;
}
