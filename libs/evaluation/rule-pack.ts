import { Parameters, Severity } from './rule';
import { RuleSetting } from './rule-setting';

/** One value of a pack with the text it is taken from. */
export interface PackEntry {
  readonly code: string;
  readonly isEnabled?: boolean;
  readonly parameters?: Parameters;
  readonly severity?: Severity;
  readonly rectificationDays?: number;
  /** Document number and clause. */
  readonly basis: string;
  /** The clause was not read in the official text; screens then say 待核对原文. */
  readonly isUnverified?: boolean;
  /** Chinese; what the clause asks for. */
  readonly says: string;
}

/** 规则包 — what the documents of one place ask for, over those of the place above it. Data only. */
export interface RulePack {
  readonly id: string;
  readonly name: string;
  /** Pack of the place above. */
  readonly inherits?: string;
  readonly entries: readonly PackEntry[];
}

/**
 * The entries of a pack after those it inherits, as settings of the whole region; an id that is not known is none.
 * Throws RangeError when packs inherit each other in a circle.
 */
export function packSettings(packs: readonly RulePack[], id: string | null): RuleSetting[] {
  return packLine(packs, id).flatMap((pack) =>
    pack.entries.map(({ basis, isUnverified, says: _says, ...values }) => ({
      ...values,
      origin: { kind: 'pack' as const, pack: pack.id, basis: isUnverified ? `${basis}（待核对原文）` : basis },
    })),
  );
}

/** A pack behind all it inherits, the widest first. */
export function packLine(packs: readonly RulePack[], id: string | null): RulePack[] {
  const line: RulePack[] = [];
  let pack = packs.find((each) => each.id === id);
  while (pack) {
    if (line.includes(pack)) throw new RangeError(`规则包${pack.id}的上级又回到自身`);
    line.unshift(pack);
    const above: string | undefined = pack.inherits;
    pack = packs.find((each) => each.id === above);
  }
  return line;
}
