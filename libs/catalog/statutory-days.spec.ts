import { statutoryDays } from './statutory-days';
import { TimeLimit } from './time-limit';

const limit = (wording: string, amount: number, unit: TimeLimit['unit'] = 'day'): TimeLimit => ({
  kind: 'afterEvent',
  amount,
  unit,
  wording,
});

describe('statutoryDays', () => {
  it.each<[TimeLimit, string | undefined]>([
    [limit('作出行政处罚决定之日起7日内', 7), '第八十五条'],
    [limit('作出行政处罚决定之日起20日内', 20), undefined],
    [limit('行政许可决定作出之日起20日内', 20), '第八十二条'],
    [limit('行政复议决定作出之日起10日内', 10), '第八十八条'],
    [limit('作出行政处罚决定之日起7个工作日内', 7, 'workday'), undefined],
    [limit('批复后20日内', 20), undefined],
  ])('%j: %s', (given, article) => {
    const caution = statutoryDays(given);
    if (article === undefined) expect(caution).toBeUndefined();
    else expect(caution).toContain(article);
  });
});
