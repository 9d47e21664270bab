import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { CaptureStore } from '@app/crawling/capture.store';
import { ProbeStore } from '@app/crawling/probe.store';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { IdentityStore } from '@app/identity/identity.store';
import { oneTimePassword } from '@app/identity/password-hash.client';
import { Role } from '@app/identity/role';
import { SiteManners, SiteStore } from '@app/sites/site.store';
import { county } from '../sandbox/county/county';
import { SitePlan } from '../sandbox/county/plan';
import { probesOf } from '../sandbox/county/probes';
import { writeCountyFiles } from '../sandbox/files';
import { score } from '../sandbox/score';
import { importCatalog, importUnits } from './import.command';
import { importRegister } from './import-register.command';
import { installCases } from './sandbox-cases';
import { installEarlierRounds, installHistory } from './sandbox-history';

/** Where the sandbox of a data folder keeps its things; its ports are chosen once, because evidence quotes addresses. */
export interface SandboxPlace {
  readonly folder: string;
  readonly accountsFile: string;
  /** For the process that serves the county's sites. */
  environment(): Record<string, string>;
}

const REGION = '明州市清河县';

/** Each sandbox site is its own server and may be read without a pause; what hangs is given up soon. */
const SANDBOX_MANNERS: SiteManners = { delayMs: 0, backOffMs: 200, timeoutMs: 3_000, allowsPrivate: true };

export function sandboxPlace(dataDir: string): SandboxPlace {
  const folder = join(dataDir, 'sandbox');
  return {
    folder,
    accountsFile: join(dataDir, 'demo-accounts.json'),
    environment: () => ({
      SANDBOX_PORTS: readFileSync(join(folder, 'ports.json'), 'utf8').replace(/[[\]\s]/g, ''),
      SANDBOX_STATE: join(folder, 'state.json'),
    }),
  };
}

/** Imports the county the way a real one is imported: from its lists and catalog files. */
export async function installSandbox(
  db: DataSource,
  place: SandboxPlace,
  { captures, say }: { captures: CaptureStore; say: (sentence: string) => void },
): Promise<void> {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const { today, sites } = county();
  const ports = await keptPorts(join(place.folder, 'ports.json'), sites.length);
  const urls = sites.map((site, index) => ({ ...site, url: `http://127.0.0.1:${ports[index]}` }));
  const files = await writeCountyFiles(place.folder, urls);
  const imported = await importUnits(db, files.units, { region: REGION, today, manners: SANDBOX_MANNERS });
  await db.query(`UPDATE region SET rule_pack = 'all'`);
  let rows = 0;
  for (const { unit, kind, file } of files.catalogs)
    rows += (await importCatalog(db, { file, unit, kind })).added.length;
  for (const { kind, file } of files.registers) await importRegister(db, { kind, file, by: '演示导入' });
  await installHistory(db, captures, urls);
  await installEarlierRounds(db, captures, urls);
  await installCases(db, captures, urls);
  await installProbes(db, urls);
  await createAccounts(db, place.accountsFile);
  say(`已导入 ${imported.added.length} 个单位、${sites.length} 个网站、${rows} 个目录事项；演示日期 ${today}。`);
}

/** The probes of the week before, as they would have been kept. */
async function installProbes(db: DataSource, served: readonly (SitePlan & { readonly url: string })[]): Promise<void> {
  const probes = new ProbeStore(db);
  for (const { id, homeUrl } of await new SiteStore(db).sites()) {
    const site = served.find(({ url }) => homeUrl === `${url}/`);
    if (site) await probes.save(id, probesOf(site));
  }
}

/** Judges the newest evaluation of every unit against what was planted. */
export async function scoreSandbox(db: DataSource, place: SandboxPlace) {
  const evaluations = new EvaluationStore(db);
  const truth = JSON.parse(readFileSync(join(place.folder, 'truth.json'), 'utf8'));
  const results = [];
  for (const id of (await evaluations.latestIds()).values()) {
    const stored = await evaluations.get(id);
    if (stored) results.push(stored.evaluation);
  }
  const { planted, found, missed, falseAlarms, byCode } = score(truth, results);
  const alertList = await openAlerts(db);
  return {
    alerts: alertList.length,
    truth: { planted, found, missed: missed.length, falseAlarms: falseAlarms.length, byCode },
    details: { missed, falseAlarms },
    alertList,
  };
}

async function openAlerts(db: DataSource) {
  return db.query(
    `SELECT a.kind, u.name AS unit, a.code, a.item, a.row, a.section, a.subject, a.state, a.due_on::text AS "dueOn", a.explanation
       FROM alert a JOIN unit u ON u.id = a.unit_id WHERE a.state NOT IN ('resolved', 'dismissed') ORDER BY a.fingerprint`,
  );
}

/** Every role but the administrator, whose one-time password is said at the first start as everywhere. */
async function createAccounts(db: DataSource, file: string): Promise<void> {
  const identity = new IdentityStore(db);
  const wanted: { login: string; name: string; role: Role; unitId?: number; domain?: string }[] = [
    { login: 'jiandu', name: '县政府办公室监督员', role: 'supervisor' },
    { login: 'kaoping', name: '考评组', role: 'assessor' },
    { login: 'lingyu', name: '义务教育领域主管部门', role: 'domainOwner', domain: '义务教育' },
    { login: 'lingdao', name: '分管副县长', role: 'leader' },
    { login: 'pingyi', name: '第三方评议员', role: 'reviewer' },
    { login: 'shenji', name: '审计员', role: 'auditor' },
    ...(await new SiteStore(db).units()).map(({ id, unit }) => ({
      login: `unit${id}`,
      name: `${unit.name}联络员`,
      role: 'unitOfficer' as const,
      unitId: id,
    })),
  ];
  const accounts = [];
  for (const account of wanted) {
    const password = oneTimePassword();
    if (await identity.createAccount(account, password)) accounts.push({ ...account, password });
  }
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
}

async function keptPorts(file: string, count: number): Promise<number[]> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const ports = await freePorts(count);
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/** Below the ports that systems give to outgoing connections: one of those could hold ours at any later start. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count; tries += 1) {
    if (tries === PORTS) throw new Error('演示网站没有可用的端口');
    const port = FIRST_PORT + randomInt(PORTS);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
