import { Finding, Warning } from '@app/evaluation/finding';
import { ExpectedWarning, PlantedDefect, Truth } from './county/truth';

export interface UnitResult {
  readonly unit: string;
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

/** A `fail` on an obligation without that planted defect; `nearMiss` = the trap it fell into, where it is a known one. */
export interface FalseAlarm {
  readonly unit: string;
  readonly code: string;
  readonly subject: string;
  readonly item: string | null;
  readonly section: string | null;
  readonly explanation: string;
  readonly nearMiss?: string;
}

export interface Score {
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly PlantedDefect[];
  readonly falseAlarms: readonly FalseAlarm[];
  readonly byCode: Readonly<Record<string, { planted: number; found: number; falseAlarms: number }>>;
}

/** S rules propose: `cannotTell` that rests on having looked is their way to find. */
const PROPOSING = new Set([
  'CNT-03',
  'CNT-04',
  'CNT-05',
  'CNT-07',
  'CNT-10',
  'CNT-12',
  'INT-03',
  'NM-02',
  'PLT-14',
  'PUB-04',
  'PUB-07',
  'PUB-09',
  'TIM-12',
  'TIM-14',
  'TIM-15',
  'PUB-01',
  'PUB-03',
  'PUB-10',
  'PUB-11',
  'PUB-15',
  'CAT-04',
  'CAT-05',
  'CAT-06',
  'CAT-07',
  'CAT-09',
  'CAT-11',
]);
/** Rules whose obligation is one document, one section, or one period. */
const OF_DOCUMENTS = /^(?:CNT-\d\d|INT-04|PUB-(?:05|06|09|15)|TIM-(?:01|02|03|04|07|08|12|13|14|15))$/;
const OF_PERIODS = new Set(['TIM-05', 'TIM-06']);
const OF_SECTIONS = new Set(['PLT-09', 'PLT-10', 'PLT-11', 'PUB-08']);
const PERIOD = /^\d{4}(?:Q[1-4]|H[12]|-\d{2})?$/;

/** Compares what was found with what was planted; a warning (TIM-11) counts like a defect, on its item and day. */
export function score(known: Truth, results: readonly UnitResult[]): Score {
  const truth = { ...known, planted: [...known.planted, ...known.warnings.map(dueSoon)] };
  const found = new Set<PlantedDefect>();
  const falseAlarms: FalseAlarm[] = [];
  for (const { unit, findings } of results)
    for (const finding of findings) {
      const hits = isFound(finding) ? truth.planted.filter((defect) => isSame(defect, unit, finding)) : [];
      hits.forEach((defect) => found.add(defect));
      if (finding.outcome === 'fail' && hits.length === 0 && !isAllowed(truth, unit, finding))
        falseAlarms.push(falseAlarm(truth, unit, finding));
    }
  for (const { unit, warnings } of results)
    for (const warning of warnings) {
      const hit = truth.planted.find((defect) => isWarned(defect, unit, warning));
      if (hit) found.add(hit);
      else falseAlarms.push(falseAlarm(truth, unit, { ...warning, code: WARNING_CODE, explanation: warning.dueOn }));
    }
  return {
    planted: truth.planted.length,
    found: found.size,
    missed: truth.planted.filter((defect) => !found.has(defect)),
    falseAlarms,
    byCode: countsByCode(truth, found, falseAlarms),
  };
}

const WARNING_CODE = 'TIM-11';

/** A day that is about to pass, as a planted defect. */
function dueSoon({ unit, item, row, dueOn }: ExpectedWarning): PlantedDefect {
  const place = { unit, item, row, section: null };
  return { id: `${unit}-${WARNING_CODE}-${row}`, code: WARNING_CODE, ...place, instance: dueOn, note: '临期' };
}

function isWarned({ code, unit, item, instance }: PlantedDefect, where: string, { item: of, dueOn }: Warning): boolean {
  return code === WARNING_CODE && unit === where && item === of && instance === dueOn;
}

function isFound({ code, outcome, unseen }: Finding): boolean {
  return PROPOSING.has(code) ? outcome === 'cannotTell' && !unseen : outcome === 'fail';
}

function isSame(defect: PlantedDefect, unit: string, finding: Finding): boolean {
  if (defect.subject) return defect.code === finding.code && defect.unit === unit && defect.subject === finding.subject;
  if (defect.code !== finding.code || !isSamePlace(defect, unit, finding)) return false;
  if (OF_DOCUMENTS.test(defect.code)) return pathsOf(finding).includes(defect.url ?? '');
  if (OF_SECTIONS.has(defect.code))
    return pathsOf(finding).includes(defect.url ?? '') || finding.section === defect.section;
  if (!OF_PERIODS.has(defect.code) || !defect.instance || !PERIOD.test(defect.instance)) return true;
  return instanceOf(finding) === defect.instance;
}

function isAllowed(truth: Truth, unit: string, finding: Finding): boolean {
  return truth.planted.some(
    (defect) => defect.alsoAllowed?.includes(finding.code) && isSamePlace(defect, unit, finding),
  );
}

function isSamePlace(defect: PlantedDefect, unit: string, finding: Finding): boolean {
  const { item, row, subject } = finding;
  if (defect.unit !== unit) return false;
  // Rules about content look at every article of a site and name its address, whichever row has it.
  if (subject.startsWith('page:')) return pathsOf(finding).includes(defect.url ?? '');
  if (defect.item !== item) return false;
  return defect.row === null || row === null || defect.row === row;
}

/** `item:<key>|<instance>`. */
const instanceOf = ({ subject }: Finding): string => subject.slice(subject.lastIndexOf('|') + 1);

/** Paths of the addresses a finding names: of its subject and of its own. */
function pathsOf({ subject, url }: Pick<Finding, 'subject' | 'url'>): string[] {
  const named = /(?:url:|section:|page:)(\S+)$/.exec(subject)?.[1];
  return [named, url].flatMap((address) => (address && URL.canParse(address) ? [pathOf(new URL(address))] : []));
}

const pathOf = ({ pathname, search }: URL) => pathname + search;

type Accusation = Pick<Finding, 'code' | 'subject' | 'item' | 'section' | 'url' | 'explanation'>;

function falseAlarm(truth: Truth, unit: string, finding: Accusation): FalseAlarm {
  const { code, subject, item, section, explanation } = finding;
  const trap = truth.nearMisses.find(
    (near) =>
      near.unit === unit &&
      near.mustNot.includes(code) &&
      (!near.subject || near.subject === subject) &&
      (near.item === null
        ? item === null && (near.section === null || near.section === section)
        : near.item === item) &&
      (!near.url || pathsOf(finding).includes(near.url)),
  );
  return { unit, code, subject, item, section, explanation, ...(trap ? { nearMiss: trap.id } : {}) };
}

function countsByCode(
  truth: Truth,
  found: ReadonlySet<PlantedDefect>,
  falseAlarms: readonly FalseAlarm[],
): Score['byCode'] {
  const codes = [...truth.planted, ...falseAlarms].map(({ code }) => code);
  return Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [
      code,
      {
        planted: truth.planted.filter((defect) => defect.code === code).length,
        found: [...found].filter((defect) => defect.code === code).length,
        falseAlarms: falseAlarms.filter((alarm) => alarm.code === code).length,
      },
    ]),
  );
}
