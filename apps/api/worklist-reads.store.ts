import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { needsMeaning, meaningKey } from '@app/catalog/limit-meaning';
import { TimeLimit } from '@app/catalog/time-limit';
import { resolveUnitNames } from '@app/catalog/unit-names';
import { domainDictionary, domainOf } from '@app/catalog/domains';
import { DomainAliasStore } from '@app/catalog/domain-alias.store';
import { OrganNameStore } from '@app/sites/organ-name.store';
import { WorklistRow, WorklistUse } from './worklist-views';

/** A wording or name with every row it stands in. */
export interface Usage {
  readonly key: string;
  readonly text: string;
  readonly uses: readonly WorklistUse[];
}

/** What catalogs in force say that nobody has read yet. */
@Injectable()
export class WorklistReads {
  constructor(
    private readonly db: DataSource,
    private readonly organNames: OrganNameStore,
    private readonly aliases: DomainAliasStore,
  ) {}

  /** Wordings that need a person, decided ones too; the most used first. */
  async wordings(): Promise<Usage[]> {
    const rows: (WorklistUse & { limits: TimeLimit[] })[] = await this.db.query(
      `${USES}, i.content->'limits' AS limits ${IN_FORCE} AND c.kind <> 'negative'
          AND (i.content->'limits' @> '[{"kind": "unparsed"}]' OR i.content->'limits' @> '[{"kind": "periodic", "period": "unspecified"}]')
        ${ORDER}`,
    );
    const lines = rows.flatMap(({ limits, ...use }) =>
      limits.filter(needsMeaning).map(({ wording }) => ({ key: meaningKey(wording), text: wording, use })),
    );
    return grouped(lines);
  }

  /** 公开主体 names that mean no unit of the register and were not decided. */
  async organs(): Promise<Usage[]> {
    const [units, decisions] = await Promise.all([this.organNames.register(), this.organNames.decisions()]);
    const known = new Map<string, readonly string[]>();
    const unresolved = (text: string, own: number) => {
      const key = `${own}\n${text}`;
      const names = known.get(key) ?? resolveUnitNames(text, units, { own, decisions }).unresolved;
      known.set(key, names);
      return names;
    };
    return grouped(
      (await this.texts('unit')).flatMap(({ text, ...use }) =>
        unresolved(text, use.unitId).map((name) => ({ key: name, text: name, use })),
      ),
    );
  }

  /** 领域 of a column or title that the dictionary does not know. */
  async domains(): Promise<Usage[]> {
    const dictionary = domainDictionary(await this.aliases.aliases());
    const lines = (await this.texts('domain')).filter(({ text }) => !domainOf(text, dictionary));
    return grouped(lines.map(({ text, ...use }) => ({ key: text, text, use })));
  }

  /** Units whose catalogs in force name this 公开主体. */
  async unitsNaming(name: string): Promise<number[]> {
    const rows = await this.texts('unit');
    return [...new Set(rows.filter(({ text }) => text.includes(name)).map(({ unitId }) => unitId))];
  }

  private async texts(field: 'unit' | 'domain'): Promise<(WorklistUse & { text: string })[]> {
    return this.db.query(
      `${USES}, i.content->>'${field}' AS text ${IN_FORCE} AND i.content->>'${field}' <> '' ${ORDER}`,
    );
  }
}

const USES = `
  SELECT u.id AS "unitId", u.name AS "unitName", c.kind, (i.content->>'row')::int AS row, i.content->>'name' AS item`;

const IN_FORCE = `
    FROM catalog c JOIN unit u ON u.id = c.unit_id JOIN region r ON r.id = u.region_id JOIN disclosure_item i ON i.catalog_id = c.id
   WHERE c.state IN ('inForce', 'superseded')
     AND (c.effective_on IS NULL OR c.effective_on <= coalesce(r.virtual_today, (now() AT TIME ZONE 'Asia/Shanghai')::date))
     AND (c.effective_to IS NULL OR c.effective_to >= coalesce(r.virtual_today, (now() AT TIME ZONE 'Asia/Shanghai')::date))`;

const ORDER = `ORDER BY u.id, c.kind, i.ordinal`;

function grouped(lines: readonly { key: string; text: string; use: WorklistUse }[]): Usage[] {
  const found = new Map<string, { key: string; text: string; uses: WorklistUse[] }>();
  for (const { key, text, use } of lines) {
    const known = found.get(key);
    if (known) known.uses.push(use);
    else found.set(key, { key, text, uses: [use] });
  }
  return [...found.values()].sort((a, b) => b.uses.length - a.uses.length || (a.key < b.key ? -1 : 1));
}

const USES_SHOWN = 10;

export function worklistRow({ text, uses }: Usage): WorklistRow {
  return {
    text,
    rows: uses.length,
    units: new Set(uses.map(({ unitId }) => unitId)).size,
    uses: uses.slice(0, USES_SHOWN),
  };
}
