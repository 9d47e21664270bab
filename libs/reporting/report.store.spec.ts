import { DataSource } from 'typeorm';
import { workCalendar } from '@app/calendar/holiday-notices';
import { Finding } from '@app/evaluation/finding';
import { testDatabase } from '@app/platform/test-database.fixture';
import { RectificationStore } from '@app/rectification/rectification.store';
import { addAlert, addEvaluation, addUnit, storedFinding } from '@app/rectification/stored-case.fixture';
import { ReportStore } from './report.store';
import { period } from './report.fixture';

const TODAY = '2026-11-20';
const calendar = workCalendar();

let db: DataSource;
let drop: () => Promise<void>;
let store: ReportStore;

beforeAll(async () => {
  const database = await testDatabase();
  ({ dataSource: db } = database);
  drop = () => database.drop();
  store = new ReportStore(db);
}, 120_000);
afterAll(() => drop?.());
beforeEach(() => db.query('TRUNCATE unit, region, site, server_group, report CASCADE'));

const timely = (instance: string, dueOn: string, changes: Partial<Finding> = {}) =>
  storedFinding({
    code: 'TIM-06',
    title: '固定日期未公开',
    family: 'timeliness',
    subject: `item:财政收支情况|${instance}`,
    item: '财政收支情况',
    dueOn,
    outcome: 'pass',
    publishedOn: dueOn,
    ...changes,
  });
const missed = (instance: string, dueOn: string) => timely(instance, dueOn, { outcome: 'fail', publishedOn: null });
const town = (name = '白石镇人民政府') => addUnit(db, name);
const write = (kind: 'monthly' | 'quarterly' | 'annual', name: string) =>
  store.write({
    period: period(kind, name),
    region: '明州市清河县',
    office: '清河县人民政府办公室',
    today: TODAY,
    calendar,
    by: '沈明',
  });

describe('records', () => {
  it('puts a finding into the period of its due date', async () => {
    await addEvaluation(db, await town(), [timely('2026Q2', '2026-07-20'), missed('2026Q3', '2026-10-20')]);
    const due = async (kind: 'monthly' | 'quarterly' | 'annual', name: string) =>
      (await store.records(period(kind, name), TODAY))[0]?.obligations;
    expect(await due('quarterly', '2026Q3')).toMatchObject({ due: 1, onTime: 1 });
    expect(await due('monthly', '2026-10')).toMatchObject({ due: 1, missing: 1 });
    expect(await due('monthly', '2026-09')).toMatchObject({ due: 0 });
    expect(await due('annual', '2026')).toMatchObject({ due: 2, missing: 1 });
  });

  it('judges by the newest evaluation that looked back into the period', async () => {
    const unitId = await town();
    await addEvaluation(db, unitId, [missed('2026Q3', '2026-10-20')], { today: '2026-11-01' });
    await addEvaluation(db, unitId, [timely('2026Q3', '2026-10-20')], { today: '2026-11-20' });
    await addEvaluation(db, unitId, [], { today: '2027-02-01', since: '2027-01-01' });
    expect((await store.records(period('monthly', '2026-10'), TODAY))[0]?.obligations).toMatchObject({ onTime: 1 });
  });

  it('joins the alert of the same subject and family, and its notice', async () => {
    const unitId = await town();
    const finding = missed('2026Q3', '2026-10-20');
    await addEvaluation(db, unitId, [finding]);
    const alertId = await addAlert(db, unitId, finding);
    await addAlert(db, unitId, { ...finding, family: 'dating' });
    const { number } = await new RectificationStore(db).issueNotice({
      alertIds: [alertId],
      today: '2026-11-02',
      calendar,
      office: { name: '清河县人民政府办公室', code: '清政公开督', contact: '' },
      issuedBy: '沈明',
      publicUrl: null,
    });
    const [record] = await store.records(period('monthly', '2026-10'), TODAY);
    expect(record?.violations).toMatchObject([{ alertId, notice: number, isConfirmed: true, effect: 'missing' }]);
    expect(record?.notices).toMatchObject({
      issued: 1,
      problems: 1,
      overdue: 1,
      late: [{ alertId, rectifyBy: '2026-11-05', closedOn: null }],
    });
  });

  it('leaves out what is contested or dismissed', async () => {
    const unitId = await town();
    const findings = [missed('2026Q3', '2026-10-20'), missed('2026-09', '2026-10-15')];
    await addEvaluation(db, unitId, findings);
    await addAlert(db, unitId, findings[0]!, { isContested: true });
    await addAlert(db, unitId, findings[1]!, { state: 'dismissed' });
    const [record] = await store.records(period('monthly', '2026-10'), TODAY);
    expect(record).toMatchObject({ violations: [], contested: 1, obligations: { due: 0 } });
  });

  it('does not forget a unit that was never evaluated', async () => {
    await town();
    expect(await store.records(period('annual', '2026'), TODAY)).toMatchObject([
      { unit: '白石镇人民政府', coverage: { items: 0 }, obligations: { due: 0 } },
    ]);
  });
});

describe('write', () => {
  it('freezes the figures: what changes later is not in it', async () => {
    const unitId = await town();
    await addEvaluation(db, unitId, [missed('2026Q3', '2026-10-20')], { today: '2026-11-19' });
    const { id, content } = await write('monthly', '2026-10');
    await addEvaluation(db, unitId, [timely('2026Q3', '2026-10-20')]);
    expect(content.totals).toMatchObject({ due: 1, missing: 1 });
    expect(await store.byId(id)).toEqual(JSON.parse(JSON.stringify(content)));
    const again = await write('monthly', '2026-10');
    expect(again.content.totals).toMatchObject({ due: 1, missing: 0 });
    expect(await store.list()).toMatchObject([
      { id: again.id, kind: 'monthly', period: '2026-10', createdBy: '沈明', totals: { missing: 0 } },
      { id, title: '明州市清河县2026年10月政务公开在线监督情况的报告', totals: { missing: 1 } },
    ]);
  });

  it('asks for rectification ten working days on, and compares with the last bulletin', async () => {
    const findings = [timely('2026Q1', '2026-04-20'), timely('2026Q2', '2026-07-20')];
    await addEvaluation(db, await town(), findings);
    await addEvaluation(db, await town('教育局'), [findings[0]!, missed('2026Q2', '2026-07-20')]);
    const second = await write('quarterly', '2026Q2');
    const third = await write('quarterly', '2026Q3');
    expect(second.content.ranking.map(({ place, change }) => [place, change])).toEqual([
      [1, null],
      [1, null],
    ]);
    expect(third.content.ranking.map(({ unit, place, change }) => [unit, place, change])).toEqual([
      ['白石镇人民政府', 1, 0],
      ['教育局', 2, -1],
    ]);
    expect(third.content.rectifyBy).toBe('2026-12-04');
  });

  it('writes a report about nothing', async () => {
    expect((await write('annual', '2026')).content.totals).toMatchObject({ units: 0, due: 0 });
    expect(await store.byId(999_999)).toBeUndefined();
  });
});

describe('latestPeriod', () => {
  it('is unknown before the first evaluation', async () => {
    await town();
    expect(await store.latestPeriod('monthly')).toBeUndefined();
    expect(await store.periods()).toEqual({ monthly: [], quarterly: [], annual: [] });
  });

  it('is the last period in which something was judged; what is due later does not count', async () => {
    await addEvaluation(db, await town(), [
      timely('2026Q2', '2026-07-20'),
      missed('2026Q3', '2026-10-20'),
      timely('maxAge', '2027-02-01'),
      storedFinding({ outcome: 'cannotTell', subject: 'item:x' }),
    ]);
    expect((await store.latestPeriod('monthly'))?.name).toBe('2026-10');
    expect((await store.latestPeriod('quarterly'))?.name).toBe('2026Q4');
    expect(await store.periods()).toEqual({
      monthly: ['2026-10', '2026-07'],
      quarterly: ['2026Q4', '2026Q3'],
      annual: ['2026'],
    });
  });

  it('counts what has no due date on the day it was judged', async () => {
    await addEvaluation(db, await town(), [storedFinding()]);
    expect((await store.latestPeriod('monthly'))?.name).toBe('2026-11');
  });
});
