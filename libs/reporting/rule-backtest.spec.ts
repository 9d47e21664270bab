import { workCalendar } from '@app/calendar/holiday-notices';
import { fingerprintOf } from '@app/alerting/alert';
import { trialOf } from '@app/evaluation/backtest';
import { evaluationRule, itemOf, observationOf, SITE, UNIT } from '@app/evaluation/evaluation.fixture';
import { fail, notApplicable, pass } from '@app/evaluation/rule';
import { SettingContent, SettingVersion } from '@app/evaluation/setting-version';
import { UnitObservation } from '@app/observation/observation';
import { StandingAlerts, UnitTrial } from './rule-backtest';

const evidence = [{ url: SITE, capturedAt: '2026-08-01T02:00:00Z', sha256: 'a'.repeat(64) }];
/** Fails on rows with fewer documents than `least`. */
const scarce = evaluationRule({
  parameters: { least: 2 },
  examine: (subject, { parameters }) => {
    if (subject.kind !== 'item') return notApplicable('');
    const { documents } = subject.item;
    return documents.length < (parameters.least as number)
      ? fail(`只有${documents.length}条`, { url: SITE, evidence })
      : pass('足够');
  },
});
const platform = evaluationRule({
  code: 'TST-02',
  family: 'platform',
  examine: () => fail('平台', { url: SITE, evidence }),
});
const sources = { ruleset: { version: 'v', rules: [scarce, platform] }, pack: null, versions: [] as SettingVersion[] };
const proposal = (changes: Partial<SettingContent>): SettingContent => ({
  code: 'TST-01',
  effectiveFrom: '2026-11-20',
  reason: '试算',
  ...changes,
});
const period = { kind: 'quarterly', name: 'p', label: 'p', from: '2026-07-01', to: '2026-09-30' } as const;

const seen = (observedOn: string, documents: number): UnitObservation => ({
  ...observationOf([
    {
      ...itemOf(
        '及时公开',
        Array.from({ length: documents }, () => ({})),
      ),
      isCertain: true,
    },
  ]),
  observedOn,
});
function tried(
  changes: Partial<SettingContent>,
  observations: UnitObservation[],
  standing: StandingAlerts = new Map(),
) {
  const trial = trialOf(sources, { content: proposal(changes) }, '2026-11-18');
  const unit = new UnitTrial(UNIT, { trial, calendar: workCalendar(), period, standing });
  for (const observation of observations) unit.add(observation);
  return unit;
}

describe('a setting tried on what was seen', () => {
  it('shows what flips, since when and how often', () => {
    const unit = tried({ parameters: { least: 3 } }, [
      seen('2026-07-06', 2),
      seen('2026-07-13', 2),
      seen('2026-07-20', 3),
    ]);
    expect(unit.flipLines()).toMatchObject([
      {
        code: 'TST-01',
        subject: 'item:招生信息',
        firstOn: '2026-07-06',
        lastOn: '2026-07-13',
        times: 2,
        before: { outcome: 'pass' },
        after: { outcome: 'fail', explanation: '只有2条' },
        alertId: null,
      },
    ]);
    expect(unit.result()).toMatchObject({ observations: 3, from: '2026-07-06', to: '2026-07-20', flips: 1, toFail: 1 });
  });

  it('shows the gravest day of a subject, not the last', () => {
    const unit = tried({ isEnabled: false }, [seen('2026-07-06', 1), seen('2026-07-20', 2)]);
    expect(unit.flipLines()).toMatchObject([
      { before: { outcome: 'fail' }, firstOn: '2026-07-06', lastOn: '2026-07-20', times: 2 },
    ]);
  });

  it('counts alerts that would have been raised, and those that would not', () => {
    expect(tried({ parameters: { least: 3 } }, [seen('2026-07-06', 2)]).result()).toMatchObject({
      alertsOpened: 1,
      alertsClosed: 0,
    });
    expect(tried({ parameters: { least: 1 } }, [seen('2026-07-06', 1)]).alertDifferences()).toMatchObject([
      { code: 'TST-01', item: '招生信息', before: 'violation', after: null },
    ]);
  });

  it('weighs them in the score of the unit', () => {
    const { scoreBefore, scoreAfter } = tried({ parameters: { least: 1 } }, [seen('2026-07-06', 1)]).result();
    expect([scoreBefore?.total, scoreAfter?.total]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(scoreAfter!.total).toBeGreaterThan(scoreBefore!.total);
  });

  it('leaves out of the score what people dismissed, on both sides', () => {
    const dismissed = new Map([
      [
        fingerprintOf(UNIT, 'item:招生信息', 'completeness'),
        {
          id: 7,
          kind: 'violation',
          state: 'dismissed',
          isContested: false,
          firstFoundOn: '2026-07-06',
          notice: null,
        } as const,
      ],
    ]);
    const unit = tried({ parameters: { least: 1 } }, [seen('2026-07-06', 1)], dismissed);
    expect(unit.result().scoreBefore).toEqual(unit.result().scoreAfter);
    expect(unit.flipLines()[0]?.alertId).toBe(7);
  });

  it('shows a rule switched off, and one of another severity', () => {
    expect(tried({ isEnabled: false }, [seen('2026-07-06', 1)]).flipLines()[0]).toMatchObject({
      before: { outcome: 'fail' },
      after: { outcome: 'notApplicable', explanation: '规则停用：试算' },
    });
    const [flip] = tried({ severity: 'low' }, [seen('2026-07-06', 1)]).flipLines();
    expect([flip?.before?.severity, flip?.after?.severity]).toEqual(['medium', 'low']);
  });

  it('shows a rule that the office just wrote against nothing', () => {
    const definition = {
      title: '没有信息',
      dimension: '完整性',
      subject: 'item',
      expression: '!known(documentCount)',
      explanation: '“{itemName}”不知有几条',
      basis: '县办通知',
      advice: '请公开',
      severity: 'low',
    } as const;
    const unit = tried({ code: 'ZDY-01', definition }, [seen('2026-07-06', 1)]);
    expect(unit.flipLines()).toMatchObject([{ code: 'ZDY-01', before: null, after: { outcome: 'cannotTell' } }]);
    expect(unit.result()).toMatchObject({ toDoubt: 1, alertsOpened: 1 });
  });

  it('holds for the whole period, whatever the days of the setting', () => {
    expect(
      tried({ parameters: { least: 3 }, effectiveFrom: '2027-01-01' }, [seen('2026-07-06', 2)]).flipLines(),
    ).toHaveLength(1);
  });

  it('takes the place of the version before it in its line', () => {
    const version: SettingVersion = {
      id: 3,
      line: 5,
      version: 1,
      state: 'approved',
      createdBy: 'zhang',
      content: proposal({ parameters: { least: 1 }, effectiveFrom: '2026-01-01' }),
    };
    const trial = trialOf(
      { ...sources, versions: [version] },
      { content: proposal({ severity: 'low' }), line: 5 },
      '2026-11-18',
    );
    expect(trial.before.settings).toMatchObject([{ parameters: { least: 1 } }]);
    expect(trial.after.settings).toMatchObject([{ severity: 'low' }]);
    expect(trial.after.settings[0]?.parameters).toBeUndefined();
    expect([...trial.families]).toEqual(['completeness']);
  });

  it('of a period without observations says nothing', () => {
    expect(tried({ severity: 'low' }, []).result()).toMatchObject({
      observations: 0,
      from: null,
      flips: 0,
      scoreBefore: null,
    });
  });
});
