import type { ListedWordView, WordEditView } from '../../api/word-list-views';
import { editBefore, spokenEdit, wordBody, wordDraft, wordsSought } from './word-edits';

const word = (change: Partial<ListedWordView>): ListedWordView => ({
  wording: '布署',
  instead: '部署',
  kind: 'typo',
  isGrave: false,
  isShipped: true,
  places: 0,
  ...change,
});
const edit = (change: Partial<WordEditView>): WordEditView => ({
  wording: '帐号',
  instead: '账号',
  kind: 'typo',
  isGrave: false,
  isActive: true,
  reason: '统一用字',
  by: '办公室',
  at: '2026-11-18T02:00:00.000Z',
  ...change,
});

describe('wordsSought', () => {
  const words = [
    word({}),
    word({ wording: '一国两治', instead: '一国两制', kind: 'expression', isGrave: true, places: 2 }),
    word({ wording: '帐号', instead: '账号', isShipped: false }),
    word({ wording: '按装置', instead: '', kind: 'right' }),
  ];
  it.each<[sought: string, only: string, found: string[]]>([
    ['', '', ['布署', '一国两治', '帐号', '按装置']],
    [' 部署 ', '', ['布署']],
    ['一国', 'typo', []],
    ['', 'typo', ['布署', '帐号']],
    ['', 'expression', ['一国两治']],
    ['', 'grave', ['一国两治']],
    ['', 'right', ['按装置']],
    ['', 'own', ['帐号']],
    ['', 'found', ['一国两治']],
    ['没有', '', []],
  ])('%j of %j', (sought, only, found) => {
    expect(wordsSought(words, { sought, only }).map(({ wording }) => wording)).toEqual(found);
  });
});

describe('a draft', () => {
  it('begins empty, or as the word stands', () => {
    expect(wordDraft()).toEqual({ wording: '', instead: '', kind: 'typo', isGrave: false, reason: '' });
    expect(wordDraft(word({ kind: 'expression', isGrave: true }))).toEqual({
      wording: '布署',
      instead: '部署',
      kind: 'expression',
      isGrave: true,
      reason: '',
    });
  });

  it('sends no other wording with an exception', () => {
    expect(
      wordBody({ wording: ' 按装置 ', instead: '安装置', kind: 'right', isGrave: true, reason: ' 误报 ' }),
    ).toEqual({
      wording: '按装置',
      instead: '',
      kind: 'right',
      isGrave: false,
      reason: '误报',
    });
    expect(wordBody({ ...wordDraft(word({ isGrave: true })), reason: '多次出现' }).isGrave).toBe(true);
  });
});

describe('an edit in words', () => {
  it.each<[said: string, now: Partial<WordEditView>, before: WordEditView | undefined, isShipped: boolean]>([
    ['增加：错别字，应为“账号”', {}, undefined, false],
    ['改为：错别字，应为“账号”', {}, undefined, true],
    ['改为：不规范表述（严重），应为“账号”', { kind: 'expression', isGrave: true }, edit({}), false],
    ['恢复：错别字，应为“账号”', {}, edit({ isActive: false }), false],
    ['停用', { isActive: false }, edit({}), false],
    ['增加：不算错误', { kind: 'right', instead: '' }, undefined, false],
  ])('%s', (said, now, before, isShipped) => expect(spokenEdit(edit(now), before, isShipped)).toBe(said));

  it('knows the one before it, of the same word', () => {
    const edits = [edit({ isActive: false }), edit({ wording: '按排' }), edit({ reason: '第一次' })];
    expect([0, 1, 2].map((index) => editBefore(edits, index)?.reason)).toEqual(['第一次', undefined, undefined]);
  });
});
