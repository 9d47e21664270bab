import { AttachmentState } from '@app/observation/observation';
import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { attachmentUnusable } from './attachment-unusable.rule';

const withAttachments = (...states: AttachmentState[]): Given => ({
  documents: [
    {
      attachments: states.map((state, at) => ({
        name: `附件${at + 1}.pdf`,
        url: `http://jyj.qinghe.example/${at}.pdf`,
        state,
      })),
    },
  ],
});

describe('附件不可用 PUB-06', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['fails when it does not exist', withAttachments('notFound'), 'fail'],
    ['fails when it is empty', withAttachments('empty'), 'fail'],
    ['fails when it is another kind of file', withAttachments('wrongType'), 'fail'],
    ['fails when one of two is broken', withAttachments('ok', 'notFound'), 'fail'],
    ['passes when all can be had', withAttachments('ok', 'ok'), 'pass'],
    ['is unseen when one was not read', withAttachments('ok', 'unread'), 'unseen'],
    ['fails when one is broken and one unread', withAttachments('unread', 'empty'), 'fail'],
    ['says nothing without attachments', withAttachments(), 'none'],
    ['cannot tell on an uncertain match', { ...withAttachments('empty'), match: { isCertain: false } }, 'cannotTell'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(attachmentUnusable, given)).toBe(outcome);
  });

  it('names the file and what is wrong with it', () => {
    expect(findingsOf(attachmentUnusable, withAttachments('ok', 'notFound'))[0]?.explanation).toBe(
      '“关于财政收支情况的通知”的附件“附件2.pdf”不存在（404）',
    );
  });
});
