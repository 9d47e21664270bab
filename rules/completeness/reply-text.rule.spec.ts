import { Given, outcomeOf, SITE } from '../rule-input.fixture';
import { siteFacts } from '../site-input.fixture';
import { replyText } from './reply-text.rule';

const URL_ = `${SITE}jyta/1.html`;
const reply = (length: number, hasAttachment = false, document = {}): Given => ({
  documents: [{ url: URL_, title: '关于县人大第33号建议的答复', ...document }],
  site: { siteFacts: siteFacts({ replies: { [URL_]: { length, hasAttachment } } }) },
});

describe('建议提案答复未公开全文 PUB-15', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes at 200 characters', reply(200), 'pass'],
    ['proposes at 199', reply(199), 'cannotTell'],
    ['is unseen when the text may be in a file', reply(199, true), 'unseen'],
    ['is unseen when the page was not read', reply(500, false, { evidence: null }), 'unseen'],
    ['says nothing of a 情况说明', reply(20, false, { isSituationNote: true }), 'notApplicable'],
    ['looks at replies only', reply(20, false, { title: '关于县人大建议办理工作的通知' }), 'none'],
    ['is unseen in an old observation', { ...reply(20), site: {} }, 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(replyText, given)).toBe(outcome);
  });
});
