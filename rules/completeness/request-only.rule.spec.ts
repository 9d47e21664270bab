import { Given, outcomeOf, SITE } from '../rule-input.fixture';
import { NO_FACTS, siteFacts } from '../site-input.fixture';
import { requestOnly } from './request-only.rule';

const URL_ = `${SITE}czxx/content_1.html`;
const sent = (given: Given, urls = [URL_]): Given => ({
  ...given,
  site: { siteFacts: siteFacts({ onRequestOnly: urls }) },
});
const one = { documents: [{ url: URL_, title: '低保对象名单' }] };
const two = { documents: [...one.documents, { url: `${SITE}czxx/content_2.html` }] };
const onRequestSection = { section: { path: ['依申请公开', '财政信息'] } };

describe('主动公开事项只在依申请渠道提供 PUB-10', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['proposes when all that is there sends to an application', sent(one), 'cannotTell'],
    ['passes when one text is open', sent(two), 'pass'],
    ['passes when none sends there', sent(one, []), 'pass'],
    ['proposes for a section of applications', sent({ ...one, ...onRequestSection }, []), 'cannotTell'],
    ['leaves an item without texts to others', sent({}), 'notApplicable'],
    ['does not apply to items on request', sent({ ...one, item: { method: 'onRequest' } }), 'notApplicable'],
    ['is unseen in an old observation', { ...one, site: NO_FACTS }, 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(requestOnly, given)).toBe(outcome);
  });
});
