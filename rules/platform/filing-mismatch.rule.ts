import {
  cannotTell,
  defineRule,
  fail,
  notApplicable,
  pass,
  Proof,
  RuleContext,
  SubjectOf,
  unseen,
  Verdict,
} from '@app/evaluation/rule';
import { UnitObservation } from '@app/observation/observation';
import { RegisterEntry, textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';
import { spoken } from '../wording';

/** 报送不实 — what is filed of a site in the national system is not what the site shows. */
export const filingMismatch = defineRule({
  code: 'PLT-17',
  id: 'filing-mismatch',
  title: '报送系统登记与实际不一致',
  dimension: '平台',
  basis: '《政府网站发展指引》（国办发〔2017〕47号）网站基本信息报送（条款待核对原文）',
  severity: 'medium',
  machine: 'A',
  subject: 'entry',
  family: 'filing',
  parameters: { validDays: 90 },
  advice: '请在全国政府网站信息报送系统中更正网址和状态。',
  isCurable: true,
  doubts: '登记的网址与监测的网站只差www、登记日期距今过久、首页未能采集、本单位没有独立网站',

  appliesTo: ({ entry }) => entry.kind === 'siteFiling',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { observation, today, parameters } = context;
    if (!observation.scope.isOwnSite) return notApplicable('本单位没有独立网站，不在报送系统中单独登记');
    const filed = `${spoken(entry.occurredOn, today)}导出，登记网址${textIn(entry, 'url')}，状态“${textIn(entry, 'state')}”`;
    const age = (Date.parse(today) - Date.parse(entry.occurredOn)) / 86_400_000;
    if (age > parameters.validDays)
      return unseen(`${filed}，距今超过${parameters.validDays}天，请重新导出`, entryProof(entry));
    return judgeAddress(entry, filed, context) ?? judgeState(entry, filed, context);
  },
});

/** Undefined where the entry names the site that is watched, or another entry of the unit does. */
function judgeAddress(entry: RegisterEntry, filed: string, { observation }: RuleContext): Verdict | undefined {
  const own = hostOf(observation.scope.homeUrl);
  const host = hostOf(textIn(entry, 'url'));
  if (host === own) return undefined;
  const sum = `${filed}；监测的网站为${observation.scope.homeUrl}`;
  if (bare(host) === bare(own)) return cannotTell(`${sum}，只差www，请核实`, proofOf(entry, observation));
  if (filedHosts(observation).includes(own)) return notApplicable(`${sum}，已由另一条登记对应`);
  if (textIn(entry, 'state') === '永久下线') return notApplicable(`${filed}，已下线的网址不再对照`);
  if (!isSeen(observation)) return unseen(`${sum}，但首页未能采集，不作认定`, entryProof(entry));
  return fail(`${sum}，两者不一致`, proofOf(entry, observation));
}

function judgeState(entry: RegisterEntry, filed: string, { observation }: RuleContext): Verdict {
  const isRunning = ['正常运行', '正在整改'].includes(textIn(entry, 'state') ?? '');
  const proof = proofOf(entry, observation);
  if (!isSeen(observation)) return unseen(`${filed}；首页未能采集，是否运行由PLT-12判定`, entryProof(entry));
  return isRunning ? pass(`${filed}，首页可以打开`, proof) : fail(`${filed}，而首页可以打开`, proof);
}

function isSeen({ home, suspended }: UnitObservation): boolean {
  return home !== null && !suspended;
}

function proofOf(entry: RegisterEntry, { home, scope }: UnitObservation): Proof {
  return { url: scope.homeUrl, evidence: [entry.attestation, ...(home ? [home.evidence] : [])] };
}

function filedHosts({ records }: UnitObservation): string[] {
  return (records?.entries ?? [])
    .filter(({ kind, isRevoked }) => kind === 'siteFiling' && !isRevoked)
    .map((entry) => hostOf(textIn(entry, 'url')));
}

/** Scheme, port 80/443 and path do not tell sites apart. */
function hostOf(url = ''): string {
  return URL.canParse(url) ? new URL(url).host.replace(/:(?:80|443)$/, '') : url;
}

const bare = (host: string) => host.replace(/^www\./, '');
