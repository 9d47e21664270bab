import { Parser } from 'htmlparser2';
import { CatalogFileError } from './catalog-file-error';

export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parser's stack costs its own length with every element; documents nest some dozens deep. */
const DEEPEST = 1_000;

/**
 * Walks XML with local names (`w:tbl` → `tbl`); attributes keep their local names, too. Never expands entities of a DTD;
 * fails only where elements nest deeper than any document, with CatalogFileError.
 */
export function walkXml(xml: string, { open, text, close }: XmlEvents): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if ((depth += 1) > DEEPEST) throw new CatalogFileError('文件已损坏：元素嵌套过深');
        open?.(local(name), localNames(attributes));
      },
      ontext: (data) => text?.(data),
      onclosetag: (name) => {
        depth -= 1;
        close?.(local(name));
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
}

/** Targets of a part's relationships by id. */
export function relationships(xml: string | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  walkXml(xml ?? '', {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target);
    },
  });
  return targets;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}
