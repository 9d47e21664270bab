import { Rule } from '@app/evaluation/rule';
import { OwnCase } from '@app/observation/unit-records';
import { readEntry } from '@app/registers/read-entry';
import { RegisterEntry, RegisterKindId } from '@app/registers/register-kind';
import { registerKind } from '@app/registers/register-kinds';
import { findingsOf, Given } from './rule-input.fixture';

/** Texts of an entry's cells by column, and how it was registered. */
export interface GivenEntry {
  readonly texts: Readonly<Record<string, string>>;
  readonly asOf?: string;
  readonly isRevoked?: boolean;
}

/** An entry as the register would give it, read like any other. */
export function entryOf(kind: RegisterKindId, given: GivenEntry): RegisterEntry {
  const { entry, problems } = readEntry(registerKind(kind), given.texts);
  if (!entry) throw new Error(problems.map(({ message }) => message).join('；'));
  return {
    kind,
    ...entry,
    asOf: given.asOf ?? '2026-11-18',
    source: 'import',
    ...(given.isRevoked ? { isRevoked: true } : {}),
    attestation: {
      url: `台账：${registerKind(kind).title} ${entry.key}（第1版）`,
      capturedAt: '2026-11-18T02:00:00.000Z',
      sha256: 'c'.repeat(64),
    },
  };
}

/** A site with such records and nothing else of note. */
export function withRecords(
  entries: readonly RegisterEntry[],
  { cases = [], ...given }: Given & { readonly cases?: readonly OwnCase[] } = {},
): Given {
  return { ...given, site: { records: { entries, cases }, ...given.site } };
}

/** What a rule says of the last entry given, or of the one subject there is. */
export function recordFinding(rule: Rule, given: Given) {
  return findingsOf(rule, given).at(-1);
}

export function recordOutcome(rule: Rule, given: Given): string {
  const finding = recordFinding(rule, given);
  if (!finding) return 'none';
  return finding.unseen ? 'unseen' : finding.outcome;
}
