import { DataSource } from 'typeorm';
import { workCalendar } from '@app/calendar/holiday-notices';
import { ObservationStore } from '@app/observation/observation.store';
import { testDatabase } from '@app/platform/test-database.fixture';
import { CaseRefused } from './case';
import { IssueInput } from './issue-notice.store';
import { NoticeRefused } from './notice-alert';
import { RectificationStore } from './rectification.store';
import { addAlert, addEvaluation, addUnit, storedFinding } from './stored-case.fixture';

const TODAY = '2026-11-20';
const calendar = workCalendar();
/** After every recheck of this run, whatever the clock says. */
const LATER = '2999-01-01T00:00:00.000Z';

let db: DataSource;
let drop: () => Promise<void>;
let store: RectificationStore;
let units = 0;

beforeAll(async () => {
  const database = await testDatabase();
  ({ dataSource: db } = database);
  drop = () => database.drop();
  store = new RectificationStore(db);
}, 120_000);
afterAll(() => drop?.());

const issueInput = (alertIds: number[], changes: Partial<IssueInput> = {}): IssueInput => ({
  alertIds,
  today: TODAY,
  calendar,
  office: { name: '清河县人民政府办公室', code: '清政公开督', contact: '沈明，0575-00000000' },
  issuedBy: '沈明',
  publicUrl: 'https://jd.qinghe.example',
  ...changes,
});
const town = (email: string | null = 'bsz@qinghe.example') => addUnit(db, `白石镇${(units += 1)}`, email);
const stateOf = async (alertId: number) =>
  (await db.query(`SELECT state, is_contested FROM alert WHERE id = $1`, [alertId]))[0];
const eventsOf = async (alertId: number) =>
  (await db.query(`SELECT kind FROM alert_event WHERE alert_id = $1 ORDER BY id`, [alertId])).map(
    ({ kind }: { kind: string }) => kind,
  );
const late = () =>
  storedFinding({
    code: 'TIM-01',
    family: 'timeliness',
    subject: 'item:规划|url:1',
    isCurable: false,
    item: '规划许可',
  });
const failing = (changes = {}) => storedFinding({ evidence: seenLater(), explanation: '栏目仍为0条', ...changes });
const passing = () => storedFinding({ outcome: 'pass', evidence: seenLater(), explanation: '栏目已公开3条' });
const seenLater = () => [{ url: 'http://www.qinghe.example/bsz/shjz/', capturedAt: LATER, sha256: 'b1'.repeat(32) }];

async function issued(alert = storedFinding()): Promise<{ unitId: number; alertId: number; noticeId: number }> {
  const unitId = await town();
  const alertId = await addAlert(db, unitId, alert);
  const { id: noticeId } = await store.issueNotice(issueInput([alertId]));
  return { unitId, alertId, noticeId };
}

describe('issueNotice', () => {
  it('numbers, snapshots, marks the alerts and queues the mail, all at once', async () => {
    const unitId = await town();
    const alertId = await addAlert(db, unitId, storedFinding());
    const { id, number, mailId } = await store.issueNotice(issueInput([alertId]));
    expect(number).toMatch(/^清政公开督〔2026〕\d+号$/);
    const notice = await store.noticeById('all', id);
    expect(notice).toMatchObject({
      state: 'delivered',
      rectifyBy: '2026-11-25',
      problems: 1,
      closedProblems: 0,
      unitId,
    });
    expect(notice?.content.problems[0]).toMatchObject({ alertId, basis: expect.stringContaining('第二十条') });
    expect(notice?.mail).toEqual({ recipient: 'bsz@qinghe.example', state: 'pending', error: null });
    expect(mailId).not.toBeNull();
    expect(await stateOf(alertId)).toMatchObject({ state: 'notified' });
    expect(await eventsOf(alertId)).toEqual(['notified']);
    expect(await store.noticeOfAlert(alertId)).toEqual({ id, number, state: 'delivered' });
  });

  it('keeps the content as it was when the alert changes later', async () => {
    const { alertId, noticeId } = await issued();
    await db.query(`UPDATE alert SET explanation = '改写', finding = '{}' WHERE id = $1`, [alertId]);
    const notice = await store.noticeById('all', noticeId);
    expect(notice?.content.problems[0]?.explanation).toBe('栏目“社会救助”已完整采集，列表0条');
  });

  it('counts serials without gaps when several are issued at the same moment', async () => {
    const before = (await store.notices('all')).length;
    const ids = await Promise.all(Array.from({ length: 4 }, async () => addAlert(db, await town(), storedFinding())));
    const numbers = await Promise.all(ids.map((id) => store.issueNotice(issueInput([id]))));
    const serials = numbers.map(({ number }) => Number(/〕(\d+)号/.exec(number)?.[1])).sort((a, b) => a - b);
    expect(serials).toEqual([1, 2, 3, 4].map((step) => before + step));
  });

  it('issues once when two people press at the same moment', async () => {
    const alertId = await addAlert(db, await town(), storedFinding());
    const both = await Promise.allSettled([1, 2].map(() => store.issueNotice(issueInput([alertId]))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await eventsOf(alertId)).toEqual(['notified']);
  });

  it('leaves nothing behind when one alert is refused', async () => {
    const unitId = await town();
    const good = await addAlert(db, unitId, storedFinding());
    const open = await addAlert(db, unitId, late(), { state: 'open' });
    const before = (await store.notices('all')).length;
    await expect(store.issueNotice(issueInput([good, open]))).rejects.toBeInstanceOf(NoticeRefused);
    expect(await store.notices('all')).toHaveLength(before);
    expect(await stateOf(good)).toMatchObject({ state: 'confirmed' });
  });

  it.each<[string, Partial<IssueInput>, RegExp]>([
    ['an unknown alert', { alertIds: [999_999] }, /没有告警999999/],
    ['nothing', { alertIds: [] }, /没有选择/],
  ])('refuses %s', async (_what, changes, reason) => {
    await expect(store.issueNotice(issueInput([], changes))).rejects.toThrow(reason);
  });

  it('asks for a day where the calendar ends, and refuses one in the past', async () => {
    const alertId = await addAlert(db, await town(), storedFinding());
    await expect(store.issueNotice(issueInput([alertId], { today: '2026-12-31' }))).rejects.toThrow(/工作日历/);
    const past = issueInput([alertId], { rectifyBy: '2026-11-19' });
    await expect(store.issueNotice(past)).rejects.toBeInstanceOf(CaseRefused);
    const set = await store.issueNotice(issueInput([alertId], { today: '2026-12-31', rectifyBy: '2027-01-08' }));
    expect(await store.noticeById('all', set.id)).toMatchObject({ rectifyBy: '2027-01-08' });
  });

  it('queues no mail for a unit without an address', async () => {
    const alertId = await addAlert(db, await town(null), storedFinding());
    const { id, mailId } = await store.issueNotice(issueInput([alertId]));
    expect(mailId).toBeNull();
    expect((await store.noticeById('all', id))?.mail).toBeNull();
  });

  it('drafts without storing anything', async () => {
    const alertId = await addAlert(db, await town(), storedFinding());
    const draft = await store.draftNotice(issueInput([alertId]));
    expect(draft).toMatchObject({ number: '', rectifyBy: '2026-11-25' });
    expect(await stateOf(alertId)).toMatchObject({ state: 'confirmed' });
  });
});

describe('scope', () => {
  it('hides the notices of other units', async () => {
    const { unitId, noticeId } = await issued();
    const other = await town();
    expect(await store.noticeById([other], noticeId)).toBeUndefined();
    expect(await store.noticeById([unitId], noticeId)).toBeDefined();
    expect((await store.notices([other])).map(({ id }) => id)).not.toContain(noticeId);
    const reply = { byAccount: null, byName: '周宁', text: '已整改', links: [] };
    await expect(store.reply([other], noticeId, reply)).rejects.toThrow('没有这份整改通知');
  });
});

describe('reply', () => {
  it('is kept once when sent twice, and again when it says something else', async () => {
    const { unitId, alertId, noticeId } = await issued();
    const reply = { byAccount: null, byName: '周宁', text: '已补发', links: ['http://www.qinghe.example/bsz/1.html'] };
    const ids = [await store.reply([unitId], noticeId, reply), await store.reply([unitId], noticeId, reply)];
    expect(ids[0]).toBe(ids[1]);
    await store.reply([unitId], noticeId, { ...reply, text: '又补发一条' });
    const notice = await store.noticeById('all', noticeId);
    expect(notice).toMatchObject({ state: 'replied', replies: [{ text: '已补发' }, { text: '又补发一条' }] });
    expect(await eventsOf(alertId)).toEqual(['notified', 'replied', 'replied']);
  });

  it('needs words', async () => {
    const { noticeId } = await issued();
    const empty = { byAccount: null, byName: '周宁', text: ' ', links: [] };
    await expect(store.reply('all', noticeId, empty)).rejects.toThrow('请填写整改说明');
  });
});

describe('recheck', () => {
  it('closes what was cured, and says so by mail', async () => {
    const { unitId, alertId, noticeId } = await issued();
    expect(await store.startRecheck(noticeId, '系统')).toMatchObject({ unitId, siteId: expect.any(Number) });
    await db.query(`UPDATE alert SET state = 'resolved', resolved_on = $2 WHERE id = $1`, [alertId, TODAY]);
    await addEvaluation(db, unitId, [passing()]);
    expect(await store.underRecheck(unitId)).toEqual([noticeId]);
    const settled = await store.settle(noticeId, TODAY, null);
    expect(settled).toMatchObject({ notice: 'closed', mailId: expect.any(Number) });
    expect(await store.noticeById('all', noticeId)).toMatchObject({
      state: 'closed',
      closedOn: TODAY,
      closedProblems: 1,
      problemLines: [{ state: 'closed', note: expect.stringContaining('栏目已公开3条') }],
    });
    expect(await eventsOf(alertId)).toEqual(['notified', 'recheck', 'closed']);
    expect(await store.settle(noticeId, TODAY, null)).toBeUndefined();
  });

  it('returns what still fails, and can be rechecked again', async () => {
    const { unitId, alertId, noticeId } = await issued();
    await store.startRecheck(noticeId, '系统');
    await store.startRecheck(noticeId, '系统');
    await addEvaluation(db, unitId, [failing()]);
    expect(await store.settle(noticeId, TODAY, null)).toMatchObject({ notice: 'returned' });
    await store.startRecheck(noticeId, '沈明');
    expect((await store.noticeById('all', noticeId))?.problemLines).toMatchObject([{ state: 'open' }]);
    await addEvaluation(db, unitId, [failing()], { today: '2026-11-21' });
    expect(await store.settle(noticeId, '2026-11-21', null)).toMatchObject({ notice: 'returned' });
    expect(await eventsOf(alertId)).toEqual(['notified', 'recheck', 'returned', 'recheck', 'returned']);
  });

  it('counts the gravest finding of the family', async () => {
    const { unitId, noticeId } = await issued();
    await store.startRecheck(noticeId, '系统');
    await addEvaluation(db, unitId, [
      storedFinding({ code: 'PUB-01', outcome: 'notApplicable' }),
      failing(),
      storedFinding({ code: 'PUB-03', outcome: 'pass' }),
    ]);
    expect(await store.settle(noticeId, TODAY, null)).toMatchObject({ notice: 'returned' });
  });

  it('decides nothing on evidence from before, and nothing before a new evaluation', async () => {
    const { unitId, noticeId } = await issued();
    await addEvaluation(db, unitId, [storedFinding()]);
    await store.startRecheck(noticeId, '系统');
    expect(await store.settle(noticeId, TODAY, null)).toMatchObject({
      notice: 'rechecking',
      problems: [{ state: 'open', note: '复查采集尚未完成' }],
      mailId: null,
    });
    await addEvaluation(db, unitId, [storedFinding()], { today: '2026-11-21' });
    expect(await store.settle(noticeId, TODAY, null)).toMatchObject({
      problems: [{ state: 'open', note: expect.stringContaining('尚未重新采集') }],
    });
  });

  it('keeps the problem open when the crawl was incomplete', async () => {
    const { unitId, noticeId } = await issued();
    await store.startRecheck(noticeId, '系统');
    await addEvaluation(db, unitId, [failing({ outcome: 'cannotTell', unseen: true })], { gap: '连接超时' });
    expect(await store.settle(noticeId, TODAY, null)).toMatchObject({
      notice: 'rechecking',
      problems: [{ state: 'open', note: expect.stringContaining('连接超时') }],
    });
  });

  it('finds what was never answered', async () => {
    const { unitId, noticeId } = await issued();
    expect(await store.overdueUnanswered([unitId], '2026-11-25')).toEqual([]);
    expect(await store.overdueUnanswered([unitId], '2026-11-26')).toEqual([noticeId]);
  });
});

describe('acceptProblem', () => {
  it('closes a lateness on the word of a person', async () => {
    const { alertId, noticeId } = await issued(late());
    await store.startRecheck(noticeId, '系统');
    const decided = { by: '沈明', note: '系统迁移所致，已建立台账', today: TODAY };
    await expect(store.acceptProblem(noticeId, alertId, { ...decided, note: '' })).rejects.toThrow('请写明审定意见');
    expect(await store.acceptProblem(noticeId, alertId, decided)).toBe('closed');
    expect(await stateOf(alertId)).toMatchObject({ state: 'resolved' });
    await expect(store.acceptProblem(noticeId, alertId, decided)).rejects.toThrow(/已销号/);
  });
});

describe('withdrawNotice', () => {
  it('gives the alerts back, so that a corrected notice can be issued', async () => {
    const { alertId, noticeId } = await issued();
    await store.withdrawNotice(noticeId, { by: '沈明', reason: '单位名称有误', today: TODAY });
    expect(await stateOf(alertId)).toMatchObject({ state: 'confirmed' });
    expect(await store.noticeOfAlert(alertId)).toBeNull();
    const again = await store.issueNotice(issueInput([alertId]));
    expect(await store.noticeOfAlert(alertId)).toMatchObject({ id: again.id });
    const twice = store.withdrawNotice(noticeId, { by: '沈明', reason: '再撤', today: TODAY });
    await expect(twice).rejects.toThrow(/已撤销/);
  });
});

describe('objections', () => {
  const objection = { byAccount: null, byName: '周宁', reason: '信息于11月5日变更', formedOn: '2026-11-05' };

  it('keep an alert out of notices until decided', async () => {
    const unitId = await town();
    const alertId = await addAlert(db, unitId, storedFinding());
    const id = await store.raiseObjection([unitId], alertId, objection);
    await expect(store.issueNotice(issueInput([alertId]))).rejects.toThrow(/申诉/);
    await expect(store.raiseObjection([unitId], alertId, objection)).rejects.toThrow(/已有一项申诉/);
    expect(await store.objections([unitId], { state: ['undecided'] })).toMatchObject([{ id, formedOn: '2026-11-05' }]);
    await store.decideObjection(id, { isUpheld: false, decision: '页面载明9月27日成文', by: '沈明', today: TODAY });
    expect(await stateOf(alertId)).toEqual({ state: 'confirmed', is_contested: false });
    expect(await store.objectionOfAlert(alertId)).toMatchObject({ state: 'rejected', decidedBy: '沈明' });
  });

  it('withdraw the problem when upheld, and the notice with its last one', async () => {
    const { unitId, alertId, noticeId } = await issued();
    const id = await store.raiseObjection([unitId], alertId, objection);
    const decided = { isUpheld: true, decision: '经核属实', by: '沈明', today: TODAY };
    await store.decideObjection(id, decided);
    expect(await stateOf(alertId)).toEqual({ state: 'dismissed', is_contested: false });
    expect(await store.noticeById('all', noticeId)).toMatchObject({
      state: 'withdrawn',
      problemLines: [{ state: 'withdrawn', note: '申诉成立：经核属实' }],
    });
    expect(await eventsOf(alertId)).toEqual(['notified', 'contested', 'objectionUpheld']);
    await expect(store.decideObjection(id, decided)).rejects.toThrow('该申诉已经裁定');
  });

  describe('that state a day of formation', () => {
    const URL = 'http://www.qinghe.example/bsz/shjz/1.html';
    const aboutDocument = () =>
      storedFinding({ subject: `item:社会救助 > 救助审批信息|url:${URL}`, family: 'timeliness' });
    const decided = { isUpheld: true, decision: '经核属实', by: '沈明', today: TODAY };
    const rulings = (unitId: number) => new ObservationStore(db).rulings(unitId);

    it('fix it for that unit and document when upheld, the last ruling counting', async () => {
      const [unitId, other] = [await town(), await town()];
      const first = await addAlert(db, unitId, aboutDocument());
      const id = await store.raiseObjection([unitId], first, objection);
      expect(await rulings(unitId)).toEqual({});
      expect(await store.decideObjection(id, decided)).toEqual({ unitId, isRuled: true });
      expect(await rulings(unitId)).toEqual({ [URL]: '2026-11-05' });
      expect(await rulings(other)).toEqual({});

      const second = await addAlert(db, unitId, { ...aboutDocument(), family: 'content' });
      const again = await store.raiseObjection([unitId], second, { ...objection, formedOn: '2026-11-06' });
      await store.decideObjection(again, decided);
      expect(await rulings(unitId)).toEqual({ [URL]: '2026-11-06' });
    });

    it.each([
      ['rejected', { formedOn: '2026-11-05' }, { ...decided, isUpheld: false }],
      ['upheld without a day', { formedOn: null }, decided],
    ])('fix nothing when %s', async (_norm, stated, decision) => {
      const unitId = await town();
      const alertId = await addAlert(db, unitId, aboutDocument());
      const id = await store.raiseObjection([unitId], alertId, { ...objection, ...stated });
      expect(await store.decideObjection(id, decision)).toEqual({ unitId, isRuled: false });
      expect(await rulings(unitId)).toEqual({});
    });

    it('fix nothing about a section, which has no day of formation', async () => {
      const unitId = await town();
      const id = await store.raiseObjection([unitId], await addAlert(db, unitId, storedFinding()), objection);
      expect(await store.decideObjection(id, decided)).toEqual({ unitId, isRuled: false });
      expect(await rulings(unitId)).toEqual({});
    });

    it('are not upheld with a day that has not come, and stay undecided', async () => {
      const unitId = await town();
      const alertId = await addAlert(db, unitId, aboutDocument());
      const id = await store.raiseObjection([unitId], alertId, { ...objection, formedOn: '2099-01-01' });
      await expect(store.decideObjection(id, decided)).rejects.toThrow(/尚未到来/);
      expect(await store.objectionOfAlert(alertId)).toMatchObject({ state: 'undecided' });
      await store.decideObjection(id, { ...decided, isUpheld: false });
    });
  });

  it('reach only alerts of the own unit that still stand', async () => {
    const unitId = await town();
    const resolved = await addAlert(db, unitId, storedFinding(), { state: 'resolved' });
    const open = await addAlert(db, unitId, late(), { state: 'open' });
    await expect(store.raiseObjection([unitId], resolved, objection)).rejects.toThrow(/已消除/);
    await expect(store.raiseObjection([await town()], open, objection)).rejects.toThrow('没有这条告警');
    await expect(store.raiseObjection([unitId], open, { ...objection, reason: '' })).rejects.toThrow('请写明申诉理由');
    await expect(
      store.decideObjection(999_999, { isUpheld: true, decision: '是', by: '沈明', today: TODAY }),
    ).rejects.toThrow('没有这项申诉');
  });
});
