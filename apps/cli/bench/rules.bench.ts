import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import { addDays } from '@app/calendar/local-date';
import { workCalendar } from '@app/calendar/holiday-notices';
import { CalendarStore } from '@app/calendar/calendar.store';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { evaluate } from '@app/evaluation/evaluate';
import { readExpression } from '@app/evaluation/expression';
import { factsOf, Facts } from '@app/evaluation/rule-facts';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { ItemObservation, ObservedDocument, ObservedSection, UnitObservation } from '@app/observation/observation';
import { ObservationStore } from '@app/observation/observation.store';
import { storedFacts } from '@app/observation/stored-facts';
import { migrate, openDatabase } from '@app/platform/database.client';
import { startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { BacktestRuns } from '@app/reporting/backtest-run.store';
import { BacktestThreads } from '@app/reporting/backtest-threads.client';
import { SiteStore } from '@app/sites/site.store';
import { ruleset } from '../../../rules';
import type { Figures } from './main';
import { EQUAL_RULES, peerFigures } from './rules-peer';

const UNITS = 500;
const ITEMS = 120;
/** What a trial takes of a quarter: one observation a fortnight. */
const SAMPLES = 7;
const DAYS_APART = 14;
const FROM = '2026-07-01';
const TO = '2026-09-30';
const TODAY = '2026-11-18';
const SECONDS = 4;

/**
 * Conditions per second beside json-rules-engine on equal rules and records; findings per second of the whole ruleset;
 * and a trial of a quarter of 500 units with 120 rows on a real PostgreSQL.
 */
export async function bench(): Promise<Figures> {
  const observation = observed(0, FROM);
  const calendar = workCalendar();
  const records = observation.items.flatMap((item) =>
    item.documents.map((document) =>
      factsOf({ kind: 'document', item, document }, { observation, calendar, today: TO }),
    ),
  );
  const own = conditionsPerSecond(records);
  const peer = peerFigures(records, SECONDS);
  const whole = findingsPerSecond(observation);
  const trial = await quarter();
  return {
    conditions: EQUAL_RULES.length,
    records: records.length,
    ownConditionsPerSecond: Math.round(own.perSecond),
    ...(peer
      ? {
          peerConditionsPerSecond: Math.round(peer.perSecond),
          timesThePeer: Math.round((own.perSecond / peer.perSecond) * 10) / 10,
          hitsAreEqual: JSON.stringify(own.hits) === JSON.stringify(peer.hits),
        }
      : { peer: 'not available' }),
    ...whole,
    ...trial,
    rssMegabytes: Math.round(process.memoryUsage().rss / 1_048_576),
  };
}

function conditionsPerSecond(records: readonly Facts[]): { perSecond: number; hits: number[] } {
  const expressions = EQUAL_RULES.map(({ expression }) => {
    const read = readExpression(expression, 'document');
    if ('problem' in read) throw new Error(`${expression}: ${read.problem.message}`);
    return read.expression;
  });
  const hits = expressions.map(
    (expression) => records.filter((record) => JSON.stringify(expression.run(record, {})) === '{"value":true}').length,
  );
  let runs = 0;
  const from = performance.now();
  while (performance.now() - from < SECONDS * 1000) {
    const record = records[runs % records.length] as Facts;
    for (const expression of expressions) expression.run(record, {});
    runs += 1;
  }
  return { perSecond: (runs * expressions.length) / ((performance.now() - from) / 1000), hits };
}

function findingsPerSecond(observation: UnitObservation): Figures {
  const calendar = workCalendar();
  let [findings, evaluations] = [0, 0];
  const from = performance.now();
  while (performance.now() - from < SECONDS * 1000) {
    findings += evaluate(ruleset, observation, { today: TO, calendar }).findings.length;
    evaluations += 1;
  }
  const seconds = (performance.now() - from) / 1000;
  return {
    rules: ruleset.rules.length,
    unitEvaluationsPerSecond: Math.round((evaluations / seconds) * 10) / 10,
    findingsPerSecond: Math.round(findings / seconds),
  };
}

async function quarter(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjian-bench-'));
  const server = await startEmbeddedPostgres(folder, SILENT, { disposable: true });
  try {
    const db = await openDatabase({ databaseUrl: server.url, databasePoolSize: 2 }, SILENT);
    await migrate(db);
    await stored(db);
    const [settings, sites] = [new RuleSettingStore(db), new SiteStore(db)];
    const threads = new BacktestThreads(join(__dirname, '../../worker/backtest.thread.js'), db);
    const [observations, calendars] = [new ObservationStore(db), new CalendarStore(db)];
    const runs = new BacktestRuns(ruleset, settings, observations, calendars, sites, db, threads);
    const content = { code: 'TIM-05', severity: 'high' as const, effectiveFrom: TODAY, reason: '量测' };
    const from = performance.now();
    const run = await runs.begin({ content, from: FROM, to: TO });
    let [units, judged, flips, most] = [0, 0, 0, 0];
    for await (const { result } of run.outcomes()) {
      units += 1;
      judged += result.observations;
      flips += result.flips;
      most = Math.max(most, process.memoryUsage().rss);
    }
    const backtestSeconds = Math.round(performance.now() - from) / 1000;
    await db.destroy();
    return {
      backtestUnits: units,
      backtestItems: ITEMS,
      backtestObservations: judged,
      backtestFlips: flips,
      backtestSeconds,
      backtestPeakMegabytes: Math.round(most / 1_048_576),
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Eight kinds of bureaus, written once each and given to all units of their kind under their own names. */
async function stored(db: DataSource): Promise<void> {
  await db.query(`INSERT INTO region (name, virtual_today) VALUES ('明州市清河县', $1)`, [TODAY]);
  await db.query(
    `INSERT INTO unit (region_id, name, kind) SELECT r.id, '清河县第' || n || '局', 'department' FROM region r, generate_series(1, $1::int) n`,
    [UNITS],
  );
  await db.query(`INSERT INTO server_group (name) VALUES ('one')`);
  await db.query(
    `INSERT INTO site (name, home_url, server_group) SELECT name, 'http://u' || id || '.qinghe.example/', 'one' FROM unit`,
  );
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const day = addDays(FROM, sample * DAYS_APART);
    await db.query(
      `INSERT INTO crawl_round (site_id, reason, today, state, finished_at) SELECT id, 'scheduled', $1, 'finished', now() FROM site`,
      [day],
    );
    for (let kind = 0; kind < WORDINGS.length; kind += 1)
      await db.query(
        `INSERT INTO observation (unit_id, round_id, observed_on, facts, digest)
         SELECT u.id, r.id, $1, $2::jsonb || jsonb_build_object('unit', jsonb_build_object('name', u.name, 'aliases', '[]'::jsonb, 'kind', u.kind, 'registeredOn', NULL)), $1::text
           FROM unit u JOIN site s ON s.name = u.name JOIN crawl_round r ON r.site_id = s.id AND r.today = $1 WHERE u.id % $3 = $4`,
        [day, JSON.stringify(storedFacts(observed(kind, day))), WORDINGS.length, kind],
      );
  }
}

const unitName = (at: number) => `清河县第${at}局`;
const home = (at: number) => `http://u${at}.qinghe.example/`;

const WORDINGS = [
  '信息形成或者变更之日起20个工作日内公开',
  '自作出行政决定之日起7个工作日内公开',
  '每季度首月20日前公开上季度情况',
  '每月10日前公开',
  '每年1月31日前公开上一年度报告',
  '每季度结束后15个工作日内公开',
  '最迟6个月内必须有更新',
  '及时公开',
];
const LIMITS = WORDINGS.map((wording) => readTimeLimits(wording));

/** A bureau with 120 rows in 40 sections and three documents a row, some late, some missing. */
function observed(unit: number, day: string): UnitObservation {
  const sections = Array.from({ length: 40 }, (_each, at) => section(unit, at, day));
  const items = Array.from({ length: ITEMS }, (_each, row) =>
    item(unit, row, { day, section: sections[row % 40] as ObservedSection }),
  );
  return {
    unit: { name: unitName(unit), aliases: [], kind: 'department', registeredOn: null },
    scope: { homeUrl: home(unit), pathPrefixes: [], isOwnSite: true, plans: [] },
    observedOn: day,
    home: { evidence: evidence(home(unit), day), newestOn: addDays(day, -(unit % 20)), isPortal: false },
    items,
    sections,
    failures: [],
    articles: { read: 400, dated: 396 },
    isComplete: true,
    gap: null,
    pagesRead: 460,
  };
}

function section(unit: number, at: number, day: string): ObservedSection {
  const url = `${home(unit)}s${at}/index.html`;
  const entries = Array.from({ length: 15 }, (_each, index) => ({
    title: `关于第${at}类第${index}项工作的通知`,
    url: `${home(unit)}s${at}/${index}.html`,
    publishedOn: addDays(day, -index * 9 - (at % 30)),
  }));
  return {
    url,
    name: `第${at}类信息`,
    path: ['政务公开', `第${at}类信息`],
    evidence: [evidence(url, day)],
    entries,
    isComplete: true,
    gap: null,
  };
}

function item(
  unit: number,
  row: number,
  { day, section: own }: { day: string; section: ObservedSection },
): ItemObservation {
  const name = `第${row}项公开事项`;
  const at = (row + unit) % WORDINGS.length;
  return {
    key: `领域 > ${name}`,
    item: {
      row: row + 4,
      group: '领域',
      name,
      levels: ['领域', name],
      elements: ['名称', '内容'],
      basis: ['《政府信息公开条例》'],
      timeLimit: WORDINGS[at] ?? null,
      limits: LIMITS[at] ?? [],
      unit: unitName(unit),
      channels: [{ name: '政府网站', selected: true }],
      audience: '全社会',
      method: 'proactive',
      tiers: ['县级'],
      section: own.name,
      cells: {},
    },
    section: own,
    basis: 'explicit',
    isCertain: true,
    documents:
      row % 11 === 0 ? [] : Array.from({ length: 3 }, (_each, index) => document(unit, row, { day, index, own })),
    elsewhere: [],
    candidates: [],
  };
}

function document(
  unit: number,
  row: number,
  { day, index, own }: { day: string; index: number; own: ObservedSection },
): ObservedDocument {
  const url = `${home(unit)}d${row}/${index}.html`;
  const publishedOn = addDays(day, -index * 40 - (row % 25));
  const formedOn = addDays(publishedOn, -((row + index) % 33));
  return {
    url,
    title: `关于第${row}项工作第${index}次情况的通知`,
    publishedOn,
    formedOn,
    listedOn: publishedOn,
    documentNumber: null,
    issuingBody: unitName(unit),
    signedBy: unitName(unit),
    source: null,
    validity: null,
    dates: [
      { value: publishedOn, from: 'box', label: '发布日期' },
      { value: formedOn, from: 'box', label: '成文日期' },
    ],
    signals: [],
    attachments: index === 0 ? [{ name: '附件1.docx', url: `${url}.docx`, state: 'ok' }] : [],
    sectionUrl: own.url,
    isSituationNote: false,
    evidence: evidence(url, day),
    firstSeenOn: publishedOn,
    lastSeenOn: day,
  };
}

function evidence(url: string, day: string) {
  return { url, capturedAt: `${day}T02:00:00.000Z`, sha256: 'a'.repeat(64) };
}
