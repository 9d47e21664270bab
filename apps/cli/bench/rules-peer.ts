import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The same conditions twice: as an office writes them here, and as json-rules-engine takes them. */
export interface EqualRule {
  readonly expression: string;
  readonly conditions: object;
}

const compare = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });

export const EQUAL_RULES: readonly EqualRule[] = [
  { expression: 'ageDays > 365', conditions: { all: [compare('ageDays', 'greaterThan', 365)] } },
  { expression: 'daysToPublish > 20', conditions: { all: [compare('daysToPublish', 'greaterThan', 20)] } },
  {
    expression: 'titleLength < 6 && !isSituationNote',
    conditions: { all: [compare('titleLength', 'lessThan', 6), compare('isSituationNote', 'equal', false)] },
  },
  {
    expression: 'brokenAttachments > 0 || attachmentCount > 20',
    conditions: {
      any: [compare('brokenAttachments', 'greaterThan', 0), compare('attachmentCount', 'greaterThan', 20)],
    },
  },
  {
    expression: 'unitKind in ["town", "village"] && ageDays > 180',
    conditions: { all: [compare('unitKind', 'in', ['town', 'village']), compare('ageDays', 'greaterThan', 180)] },
  },
  {
    expression: 'publishedOn == "2026-01-01" || issuingBody == ""',
    conditions: { any: [compare('publishedOn', 'equal', '2026-01-01'), compare('issuingBody', 'equal', '')] },
  },
  {
    expression: 'isMatchCertain && documentCount >= 1 && daysToPublish >= 15 && daysToPublish <= 20',
    conditions: {
      all: [
        compare('isMatchCertain', 'equal', true),
        compare('documentCount', 'greaterThanInclusive', 1),
        compare('daysToPublish', 'greaterThanInclusive', 15),
        compare('daysToPublish', 'lessThanInclusive', 20),
      ],
    },
  },
  {
    expression: 'method == "proactive" && (ageDays < 0 || titleLength > 100)',
    conditions: {
      all: [
        compare('method', 'equal', 'proactive'),
        { any: [compare('ageDays', 'lessThan', 0), compare('titleLength', 'greaterThan', 100)] },
      ],
    },
  },
];

const PEER = join(tmpdir(), 'mingjian-bench-rules-peer');
/** The version whose figures stand in the README. */
const PACKAGE = 'json-rules-engine@7.3.1';

/** Set up as its own documentation does: one engine, all rules, a run per record; facts are handed in, none is fetched. */
const PROGRAM = `
const { Engine } = require('json-rules-engine');
const { readFileSync } = require('node:fs');
const { rules, records, seconds } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
(async () => {
  const engine = new Engine(rules.map((conditions, at) => ({ conditions, event: { type: String(at) } })), { allowUndefinedFacts: true });
  const hits = new Array(rules.length).fill(0);
  for (const record of records) for (const { type } of (await engine.run(record)).events) hits[Number(type)] += 1;
  let runs = 0;
  const from = performance.now();
  while (performance.now() - from < seconds * 1000) { await engine.run(records[runs % records.length]); runs += 1; }
  const perSecond = (runs * rules.length) / ((performance.now() - from) / 1000);
  process.stdout.write(JSON.stringify({ perSecond, hits }));
})();
`;

export interface PeerFigures {
  readonly perSecond: number;
  /** How many records each rule hit; equal on both sides, or the comparison is worth nothing. */
  readonly hits: readonly number[];
}

/** json-rules-engine on the same records, in a process of its own; undefined where it cannot be had. */
export function peerFigures(records: readonly object[], seconds: number): PeerFigures | undefined {
  if (!existsSync(join(PEER, 'node_modules', 'json-rules-engine')) && !installed()) return undefined;
  const input = join(PEER, 'input.json');
  writeFileSync(input, JSON.stringify({ rules: EQUAL_RULES.map(({ conditions }) => conditions), records, seconds }));
  writeFileSync(join(PEER, 'program.cjs'), PROGRAM);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['program.cjs', input], {
    cwd: PEER,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`json-rules-engine failed: ${stderr.slice(-400)}`);
  return JSON.parse(stdout) as PeerFigures;
}

function installed(): boolean {
  mkdirSync(PEER, { recursive: true });
  writeFileSync(join(PEER, 'package.json'), '{"private":true}');
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', PACKAGE];
  const { status, stderr } = spawnSync('npm', words, { cwd: PEER, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${PACKAGE} could not be installed: ${stderr.slice(-400)}\n`);
  return status === 0;
}
