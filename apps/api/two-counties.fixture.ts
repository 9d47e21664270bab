import { DataSource } from 'typeorm';
import { captureRecord } from '@app/crawling/capture.fixture';
import { appendCaptures } from '@app/crawling/capture-chain.store';
import { CaptureStore } from '@app/crawling/capture.store';
import { StoredCapture } from '@app/crawling/capture';
import { IdentityStore } from '@app/identity/identity.store';
import { Role } from '@app/identity/role';
import { itemOf } from '@app/observation/site.fixture';
import { addAlert, addEvaluation, storedFinding } from '@app/rectification/stored-case.fixture';
import { SiteStore } from '@app/sites/site.store';

/** Stands in every text of 河阳县, so that any answer that tells of it gives itself away. */
export const FOREIGN_MARK = '河阳秘情';

export interface County {
  readonly regionId: number;
  /** Two units; the first has everything, the second an alert. */
  readonly units: readonly [number, number];
  readonly siteId: number;
  readonly alertId: number;
  readonly siblingAlertId: number;
  readonly otherDomainAlertId: number;
  readonly noticeId: number;
  readonly objectionId: number;
  readonly catalogId: number;
  readonly captureId: string;
  readonly entryId: number;
  /** Somebody of the county's office, and the role held there. */
  readonly accountId: number;
  readonly grantId: number;
  readonly reportId: number;
}

export const PASSWORD = 'correct-horse-7';
export const DOMAIN = '财政预决算';

/** 清河县 and 河阳县 of one city, each with units, alerts, a notice, an objection, a catalog, captures and a report. */
export async function twoCounties(db: DataSource, captures: CaptureStore): Promise<{ own: County; foreign: County }> {
  const [city] = await db.query(
    `INSERT INTO region (name, level, virtual_today) VALUES ('明州市', 'city', '2026-11-20') RETURNING id`,
  );
  const own = await county(db, captures, { cityId: city.id, name: '清河县', mark: '清河' });
  const foreign = await county(db, captures, { cityId: city.id, name: '河阳县', mark: FOREIGN_MARK });
  return { own, foreign };
}

async function county(
  db: DataSource,
  captures: CaptureStore,
  { cityId, name, mark }: { readonly cityId: number; readonly name: string; readonly mark: string },
): Promise<County> {
  const [{ id: regionId }] = await db.query(
    `INSERT INTO region (name, level, parent_id, virtual_today) VALUES ($1, 'county', $2, '2026-11-20') RETURNING id`,
    [`明州市${name}`, cityId],
  );
  const first = await addUnit(db, `${mark}财政局`, regionId);
  const second = await addUnit(db, `${mark}白石镇`, regionId);
  const finding = storedFinding({ item: `${mark}预算公开`, explanation: `${mark}：栏目没有内容`, domain: DOMAIN });
  const other = storedFinding({ ...finding, subject: 'item:其他|section', item: `${mark}救助`, domain: '社会救助' });
  const alertId = await addAlert(db, first, finding, { state: 'notified' });
  const otherDomainAlertId = await addAlert(db, first, other);
  const siblingAlertId = await addAlert(db, second, storedFinding({ item: `${mark}村务`, explanation: mark }));
  await addEvaluation(db, first, [finding, other]);
  const place = { db, mark, unitId: first, alertId, regionId };
  const entryId = await addEntries(place);
  const siteId = (await db.query(`SELECT site_id FROM unit_scope WHERE unit_id = $1`, [first]))[0].site_id;
  return {
    regionId,
    units: [first, second],
    siteId,
    alertId,
    siblingAlertId,
    otherDomainAlertId,
    ...(await addCase(place)),
    catalogId: await addCatalog(place),
    entryId,
    ...(await addClerk(place)),
    captureId: await addCapture(place, captures, siteId),
    reportId: await addReport(place),
  };
}

/** On a portal of the county's own. */
async function addUnit(db: DataSource, name: string, regionId: number): Promise<number> {
  const sites = new SiteStore(db);
  const homeUrl = `http://www.r${regionId}.example/`;
  const unit = { name, aliases: [], kind: 'town', registeredOn: null } as const;
  const scope = { homeUrl, pathPrefixes: [], isOwnSite: true, plans: [] };
  await sites.saveUnits(regionId, [
    { unit, scope, siteName: name, email: `${regionId}@qinghe.example`, contact: name },
  ]);
  return (await sites.units()).find((stored) => stored.unit.name === name)!.id;
}

interface CountyPlace {
  readonly db: DataSource;
  readonly mark: string;
  readonly unitId: number;
  readonly alertId: number;
  readonly regionId: number;
}

async function addCase({ db, mark, unitId, alertId }: CountyPlace): Promise<{ noticeId: number; objectionId: number }> {
  const number = `${mark}督〔2026〕${unitId}号`;
  const content = {
    number,
    title: mark,
    unit: mark,
    office: mark,
    issuedOn: '2026-11-18',
    rectifyBy: '2026-12-02',
    opening: mark,
    problems: [],
    requirements: [mark],
    feedback: [mark],
    contact: mark,
  };
  const [{ id: noticeId }] = await db.query(
    `INSERT INTO notice (year, serial, number, unit_id, state, issued_on, rectify_by, issued_by, content)
     VALUES (2026, $1, $2, $1, 'delivered', '2026-11-18', '2026-12-02', $3, $4) RETURNING id`,
    [unitId, number, mark, content],
  );
  await db.query(`INSERT INTO notice_problem (notice_id, alert_id, ordinal, note) VALUES ($1, $2, 1, $3)`, [
    noticeId,
    alertId,
    mark,
  ]);
  await db.query(`INSERT INTO reply (notice_id, by_name, text) VALUES ($1, $2, $2)`, [noticeId, mark]);
  await db.query(
    `INSERT INTO mail_outbox (key, recipient, subject, body, notice_id) VALUES ($1, 'a@qinghe.example', $1, $1, $2)`,
    [mark, noticeId],
  );
  const [{ id: objectionId }] = await db.query(
    `INSERT INTO objection (alert_id, by_name, reason, file_name, file_sha256) VALUES ($1, $2, $2, $2, repeat('a', 64)) RETURNING id`,
    [alertId, mark],
  );
  await db.query(
    `INSERT INTO formation_ruling (unit_id, url, formed_on, objection_id, ruled_by) VALUES ($1, $2, '2026-11-01', $3, $2)`,
    [unitId, mark, objectionId],
  );
  await db.query(`INSERT INTO alert_event (alert_id, actor, kind, note, key) VALUES ($1, '系统', 'opened', $2, $2)`, [
    alertId,
    mark,
  ]);
  return { noticeId, objectionId };
}

async function addClerk({ db, mark, regionId }: CountyPlace): Promise<{ accountId: number; grantId: number }> {
  const [{ id: accountId }] = await db.query(`INSERT INTO account (login, name) VALUES ($1, $2) RETURNING id`, [
    `clerk${regionId}`,
    mark,
  ]);
  const [{ id: grantId }] = await db.query(
    `INSERT INTO role_grant (account_id, role, region_id, granted_by) VALUES ($1, 'assessor', $2, 'x') RETURNING id`,
    [accountId, regionId],
  );
  return { accountId, grantId };
}

async function addCatalog({ db, mark, unitId }: CountyPlace): Promise<number> {
  const [{ id }] = await db.query(
    `INSERT INTO catalog (unit_id, version, source_name, source_sha256, state, imported_by)
     VALUES ($1, 1, $2, repeat('b', 64), 'inForce', $2) RETURNING id`,
    [unitId, mark],
  );
  await db.query(`INSERT INTO disclosure_item (catalog_id, key, ordinal, content) VALUES ($1, $2, 1, $3)`, [
    id,
    mark,
    itemOf({ name: mark }),
  ]);
  await db.query(`INSERT INTO catalog_change (catalog_id, by_name, kind, detail) VALUES ($1, $2, 'imported', '{}')`, [
    id,
    mark,
  ]);
  await db.query(`INSERT INTO match_decision (unit_id, item_key, section_url, decided_by) VALUES ($1, $2, NULL, $2)`, [
    unitId,
    mark,
  ]);
  await db.query(
    `INSERT INTO unit_schedule (unit_id, catalog_state, calendar_version, first_year) VALUES ($1, 'x', 'x', 2026)`,
    [unitId],
  );
  await db.query(
    `INSERT INTO scheduled_item (unit_id, item_key, item_digest, calendar_version, first_year, name, item_group, is_online)
     VALUES ($1, $2, 'x', 'x', 2026, $2, $2, true)`,
    [unitId, mark],
  );
  await db.query(
    `INSERT INTO obligation_schedule (unit_id, item_key, instance, kind, label, due_on, sentence)
     VALUES ($1, $2, '2026Q4', 'periodic', $2, '2026-12-31', $2)`,
    [unitId, mark],
  );
  return id;
}

async function addCapture(
  { db, mark, regionId }: CountyPlace,
  captures: CaptureStore,
  siteId: number,
): Promise<string> {
  const url = `http://www.r${regionId}.example/${encodeURIComponent(mark)}/page.html`;
  const record = captureRecord(`<p>${mark}</p>`, { url, finalUrl: url });
  const [stored] = (await captures.putAll([record])) as [StoredCapture];
  const [{ id: roundId }] = await db.query(`SELECT max(id) AS id FROM crawl_round WHERE site_id = $1`, [siteId]);
  const capture = { ...record, bytes: record.body.length, ...stored };
  const [id] = (await appendCaptures(db, { siteId, roundId }, [capture])) as [string];
  await db.query(`INSERT INTO document (capture_id, kind, page) VALUES ($1, 'article', $2)`, [
    id,
    { title: mark, text: mark, kind: 'article', entries: [], links: [], attachments: [], dates: [], signals: [] },
  ]);
  await db.query(
    `INSERT INTO crawl_task (round_id, url, key, priority, depth, state, capture_id) VALUES ($1, $2, $2, 1, 1, 'done', $3)`,
    [roundId, url, id],
  );
  await db.query(
    `INSERT INTO sighting (site_id, url, first_seen_on, last_seen_on) VALUES ($1, $2, '2026-11-01', '2026-11-18')`,
    [siteId, url],
  );
  await db.query(`INSERT INTO site_probe (site_id, probed_at, duration_ms, outcome) VALUES ($1, now(), 10, 'opened')`, [
    siteId,
  ]);
  await db.query(
    `INSERT INTO page_visit (site_id, key, url, kind, via, depth, list_page, round_id, capture_id, digest, visits, changes,
       first_visit_at, last_visit_at, last_changed_at, next_visit_at)
     VALUES ($1, $2, $2, 'article', 'http', 1, 0, $3, $4, 'x', 1, 0, now(), now(), now(), now())`,
    [siteId, url, roundId, id],
  );
  await db.query(`INSERT INTO screenshot_request (capture_id, requested_by) VALUES ($1, $2)`, [id, mark]);
  return id;
}

/** What people entered and tried out. */
async function addEntries({ db, mark, unitId }: CountyPlace): Promise<number> {
  const [{ id: entryId }] = await db.query(
    `INSERT INTO register_entry (unit_id, kind, key, version, content, occurred_on, digest, source, entered_by, as_of)
     VALUES ($1, 'disclosureRequest', $2, 1, $3, '2026-10-01', $2, 'form', $2, '2026-11-18') RETURNING id`,
    [unitId, mark, { note: mark }],
  );
  const [{ id: settingId }] = await db.query(
    `INSERT INTO rule_setting (line, version, code, unit_id, effective_from, content, created_by)
     VALUES (nextval('rule_setting_line'), 1, 'TIM-01', $1, '2026-01-01', $2, $3) RETURNING id`,
    [unitId, { reason: mark }, mark],
  );
  await db.query(
    `INSERT INTO rule_setting_change (setting_id, by_login, by_name, kind, note) VALUES ($1, 'x', $2, 'draft', $2)`,
    [settingId, mark],
  );
  const [{ id: backtestId }] = await db.query(
    `INSERT INTO rule_backtest (asked_by, asked_name, content, from_on, to_on) VALUES ('x', 'x', '{}', '2026-07-01', '2026-09-30') RETURNING id`,
  );
  await db.query(`INSERT INTO rule_backtest_unit (backtest_id, unit_id, summary) VALUES ($1, $2, $3)`, [
    backtestId,
    unitId,
    { mark },
  ]);
  await db.query(
    `INSERT INTO rule_backtest_flip (backtest_id, unit_id, code, subject, content) VALUES ($1, $2, 'TIM-01', $3, $4)`,
    [backtestId, unitId, mark, { mark }],
  );
  const [{ id: previewId }] = await db.query(
    `INSERT INTO calendar_preview (asked_by, edit, version_before) VALUES ('x', '{}', 'x') RETURNING id`,
  );
  await db.query(
    `INSERT INTO moved_deadline (preview_id, unit_id, item_key, instance, content) VALUES ($1, $2, $3, 'x', $4)`,
    [previewId, unitId, mark, { mark }],
  );
  return entryId;
}

async function addReport({ db, mark, regionId }: CountyPlace): Promise<number> {
  const [{ id }] = await db.query(
    `INSERT INTO report (kind, period, content, created_by, region_id) VALUES ('monthly', '2026-10', $1, $2, $3) RETURNING id`,
    [{ title: mark, totals: {} }, mark, regionId],
  );
  return id;
}

/** An account of each role, reaching 清河县 and no further; the contact belongs to its first unit. */
export async function accountsOf(
  identity: IdentityStore,
  { regionId, units }: County,
  roles: readonly Role[],
): Promise<void> {
  for (const role of roles) {
    const isUnit = role === 'unitOfficer';
    await identity.createAccount(
      {
        login: role,
        name: role,
        role,
        unitId: isUnit ? units[0] : null,
        regionId: isUnit ? null : regionId,
        domain: role === 'domainOwner' ? DOMAIN : null,
      },
      PASSWORD,
    );
  }
}
