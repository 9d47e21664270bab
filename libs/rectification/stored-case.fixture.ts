import { DataSource } from 'typeorm';
import { AlertKind, AlertState, fingerprintOf } from '@app/alerting/alert';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { Finding } from '@app/evaluation/finding';
import { UnitObservation } from '@app/observation/observation';
import { ObservationStore } from '@app/observation/observation.store';
import { SiteStore } from '@app/sites/site.store';

/** A finding of 白石镇 that failed on an empty section; every case changes what it is about. */
export function storedFinding(changes: Partial<Finding> = {}): Finding {
  return {
    code: 'PUB-02',
    rule: 'section-empty',
    title: '有栏目无内容',
    family: 'completeness',
    machine: 'A',
    subject: 'item:社会救助 > 救助审批信息|section',
    item: '救助审批信息',
    itemKey: '社会救助 > 救助审批信息',
    row: 31,
    section: '信息公开 > 社会救助',
    outcome: 'fail',
    unseen: false,
    severity: 'high',
    url: 'http://www.qinghe.example/bsz/shjz/',
    explanation: '栏目“社会救助”已完整采集，列表0条',
    basis: '《中华人民共和国政府信息公开条例》第二十条',
    advice: '请在栏目中公开救助审批信息。',
    isCurable: true,
    evidence: [
      {
        url: 'http://www.qinghe.example/bsz/shjz/',
        capturedAt: '2026-11-18T01:00:00.000Z',
        sha256: 'a0'.repeat(32),
      },
    ],
    deadline: null,
    dueOn: null,
    publishedOn: null,
    ...changes,
  };
}

/** A unit with a site of its own; answers its id. */
export async function addUnit(db: DataSource, name: string, email: string | null = null): Promise<number> {
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-20');
  const homeUrl = `http://www.qinghe.example/${encodeURIComponent(name)}/`;
  const unit = { name, aliases: [], kind: 'town', registeredOn: null } as const;
  const scope = { homeUrl, pathPrefixes: [], isOwnSite: true, plans: [] };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: name, email, contact: null }]);
  return (await sites.units()).find((stored) => stored.unit.name === name)!.id;
}

export interface StoredAlert {
  readonly kind?: AlertKind;
  readonly state?: AlertState;
  readonly isContested?: boolean;
  readonly firstFoundOn?: string;
  readonly resolvedOn?: string | null;
}

/** The alert of a finding; answers its id. */
export async function addAlert(
  db: DataSource,
  unitId: number,
  finding: Finding,
  alert: StoredAlert = {},
): Promise<number> {
  const { kind = 'violation', state = 'confirmed', isContested = false, firstFoundOn = '2026-11-18' } = alert;
  const [{ id }] = await db.query(
    `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, item, row, section, url, explanation,
       due_on, digest, is_contested, finding, first_found_on, last_found_on, resolved_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'digest', $15, $16, $17, $17, $18) RETURNING id`,
    [
      fingerprintOf(String(unitId), finding.subject, finding.family),
      unitId,
      kind,
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
      finding.dueOn,
      isContested,
      JSON.stringify(finding),
      firstFoundOn,
      alert.resolvedOn ?? null,
    ],
  );
  return id;
}

export interface StoredEvaluation {
  readonly today?: string;
  readonly since?: string;
  readonly gap?: string | null;
  readonly coverage?: { readonly items: number; readonly onlineVerifiable: number; readonly judged: number };
}

/** A finished round of the unit's site with its observation, evaluation and findings; answers the evaluation's id. */
export async function addEvaluation(
  db: DataSource,
  unitId: number,
  findings: readonly Finding[],
  evaluation: StoredEvaluation = {},
): Promise<number> {
  const { today = '2026-11-20', since = '2026-01-01', gap = null } = evaluation;
  const [{ id: roundId }] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state, gap, finished_at)
     SELECT site_id, 'recheck', $2, 'finished', $3, now() FROM unit_scope WHERE unit_id = $1 RETURNING id`,
    [unitId, today, gap],
  );
  const seen: Partial<UnitObservation> = { observedOn: today, gap, sections: [], items: [] };
  const observationId = await new ObservationStore(db).save(unitId, roundId, seen as UnitObservation);
  const id = await new EvaluationStore(db).save(observationId, unitId, {
    unit: '',
    today,
    since,
    rulesetVersion: 'spec',
    coverage: evaluation.coverage ?? { items: 40, onlineVerifiable: 30, judged: 20 },
    findings,
    warnings: [],
  });
  await db.query(`UPDATE evaluation SET reconciled_at = now() WHERE id = $1`, [id]);
  return id;
}
