import { DataSource } from 'typeorm';
import { AlertState, fingerprintOf } from '@app/alerting/alert';
import { digestOf } from '@app/alerting/digest';
import { LocalDate, spokenDay } from '@app/calendar/local-date';
import { CaptureStore } from '@app/crawling/capture.store';
import { Finding } from '@app/evaluation/finding';
import { Evidence } from '@app/observation/observation';
import { NoticeCase } from '@app/observation/unit-records';
import { composeNotice, officeOf } from '@app/rectification/notice';
import { SiteStore } from '@app/sites/site.store';
import { sectionEmpty } from '../../rules/completeness/section-empty.rule';
import { CasePlan, CASES } from '../sandbox/county/cases';
import { rowNumber } from '../sandbox/county/catalog-table';
import { county } from '../sandbox/county/county';
import { ServedSite } from '../sandbox/serve';
import { keepPage } from './sandbox-history';

const OFFICER = '县政府办公室监督员';
const SYSTEM = '系统';

/**
 * Lays down how earlier rounds and the office left some empty sections: alerts with their line of life, notices and a
 * reply, each on a capture of that day. The sections are still empty, so the first round finds the same problems again.
 */
export async function installCases(
  db: DataSource,
  captures: CaptureStore,
  served: readonly ServedSite[],
): Promise<void> {
  const { region } = county();
  for (const plan of CASES) {
    const place = await placeOf(db, plan, served);
    const foundOn = plan.own.kind === 'notice' ? plan.own.issuedOn : plan.own.returnedOn;
    const { finding, evidence } = await foundEmpty(db, captures, { place, foundOn });
    if (plan.own.kind === 'notice') await keepNotice(db, { place, finding, own: plan.own, region });
    else
      await keepAlert(db, place, finding, {
        state: 'open',
        firstOn: '2026-07-06',
        events: [
          [SYSTEM, 'opened', '2026-07-06', finding.explanation],
          [SYSTEM, 'resolved', plan.own.resolvedOn, '栏目有新的信息'],
          [SYSTEM, 'reopened', plan.own.returnedOn, `栏目又没有任何内容（${evidence.capturedAt.slice(0, 10)}采集）`],
        ],
      });
  }
}

interface CasePlace {
  readonly unitId: number;
  readonly unit: string;
  readonly siteId: number;
  readonly served: ServedSite;
  readonly bases: Readonly<Record<string, string>>;
  readonly path: string;
  readonly itemKey: string;
  readonly item: string;
  readonly row: number;
}

/** The row, its section and where they are stored. */
async function placeOf(
  db: DataSource,
  { unitId, itemKey }: CasePlan,
  served: readonly ServedSite[],
): Promise<CasePlace> {
  const { units, channels } = county();
  const unit = units.find(({ id }) => id === unitId);
  const index = unit?.catalog.rows.findIndex(({ levels }) => levels.join(' > ') === itemKey) ?? -1;
  const row = unit?.catalog.rows[index];
  const channel = channels.find((each) => each.unitId === unitId && each.path.join(' > ') === row?.at);
  const site = served.find(({ id }) => id === unit?.siteId);
  const stored = (await new SiteStore(db).units()).find((each) => each.unit.name === unit?.name);
  if (!unit || !row || !channel || !site || !stored) throw new Error(`the county has no section for ${itemKey}`);
  return {
    unitId: stored.id,
    unit: unit.name,
    siteId: stored.siteId,
    served: site,
    bases: Object.fromEntries(served.map(({ id, url }) => [id, url])),
    path: channel.url,
    itemKey,
    item: row.levels.at(-1) ?? '',
    row: rowNumber(unit, index),
  };
}

/** What PUB-02 said of the section on that day, on its page as it was kept. */
async function foundEmpty(
  db: DataSource,
  captures: CaptureStore,
  { place, foundOn }: { readonly place: CasePlace; readonly foundOn: LocalDate },
): Promise<{ finding: Finding; evidence: Evidence }> {
  const { siteId, bases, served, path, item } = place;
  const page = { siteId: served.id, on: foundOn, path, county: county(), isAsToday: true };
  const evidence = await keepPage(db, captures, { page, siteId, bases, base: served.url });
  const { code, id, title, family, machine, severity, basis, advice, isCurable } = sectionEmpty;
  const finding: Finding = {
    ...{ code, rule: id, title, family, machine, severity, basis, advice, isCurable },
    subject: `item:${place.itemKey}`,
    item,
    itemKey: place.itemKey,
    row: place.row,
    section: item,
    outcome: 'fail',
    unseen: false,
    url: evidence.url,
    explanation: `截至${spokenDay(foundOn)}，栏目“${item}”共0条，没有任何内容`,
    evidence: [evidence],
    deadline: null,
    dueOn: null,
    publishedOn: null,
  };
  return { finding, evidence };
}

type Event = readonly [actor: string, kind: string, on: LocalDate, note: string];

interface AlertLife {
  readonly state: AlertState;
  readonly firstOn: LocalDate;
  readonly events: readonly Event[];
}

async function keepAlert(
  db: DataSource,
  { unitId, unit }: CasePlace,
  finding: Finding,
  { state, firstOn, events }: AlertLife,
): Promise<number> {
  const [{ id }] = await db.query(
    `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, item, row, section, url, explanation,
       digest, finding, first_found_on, last_found_on)
     VALUES ($1, $2, 'violation', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id`,
    [
      fingerprintOf(unit, finding.subject, finding.family),
      unitId,
      state,
      finding.code,
      finding.family,
      finding.severity,
      finding.subject,
      finding.item,
      finding.row,
      finding.section,
      finding.url,
      finding.explanation,
      digestOf(finding),
      JSON.stringify(finding),
      firstOn,
      events.at(-1)?.[2] ?? firstOn,
    ],
  );
  for (const [actor, kind, on, note] of events)
    await db.query(`INSERT INTO alert_event (alert_id, at, actor, kind, note, key) VALUES ($1, $2, $3, $4, $5, $6)`, [
      id,
      morningOf(on),
      actor,
      kind,
      note,
      `${id}-history-${kind}`,
    ]);
  return id;
}

interface KeptNotice {
  readonly place: CasePlace;
  readonly finding: Finding;
  readonly own: NoticeCase;
  readonly region: string;
}

async function keepNotice(db: DataSource, { place, finding, own, region }: KeptNotice): Promise<void> {
  const { number, issuedOn, rectifyBy, state } = own;
  const alertId = await keepAlert(db, place, finding, {
    state: 'notified',
    firstOn: issuedOn,
    events: [
      [SYSTEM, 'opened', issuedOn, finding.explanation],
      [OFFICER, 'confirmed', issuedOn, ''],
      [OFFICER, 'notified', issuedOn, `列入${number}，整改期限${rectifyBy}`],
    ],
  });
  const alert = { ...finding, id: alertId, unit: place.unit, ruleTitle: finding.title };
  const content = composeNotice({
    ...{ number, unit: place.unit, issuedOn, rectifyBy, office: officeOf(region).name, contact: '' },
    alerts: [{ ...alert, kind: 'violation', state: 'confirmed', isContested: false }],
  });
  const [, serial] = /〔\d+〕(\d+)号$/.exec(number) ?? [];
  const [{ id }] = await db.query(
    `INSERT INTO notice (year, serial, number, unit_id, state, issued_on, rectify_by, issued_by, content, created_at)
     VALUES (2026, $1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [serial, number, place.unitId, state, issuedOn, rectifyBy, OFFICER, JSON.stringify(content), morningOf(issuedOn)],
  );
  await db.query(`INSERT INTO notice_problem (notice_id, alert_id, ordinal) VALUES ($1, $2, 1)`, [id, alertId]);
  if (state === 'replied')
    await db.query(`INSERT INTO reply (notice_id, by_name, text, at) VALUES ($1, $2, $3, $4)`, [
      id,
      `${place.unit}联络员`,
      '正在整理，本周内上传栏目。',
      morningOf(rectifyBy),
    ]);
}

const morningOf = (day: LocalDate) => `${day}T02:30:00.000Z`;
