import { cannotTell, defineRule, notApplicable, pass, SubjectOf, unseen, Verdict } from '@app/evaluation/rule';
import { flagIn, textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';
import { spoken } from '../wording';

/** 新媒体无互动 — menus that lead nowhere, comments nobody answers. Only ever a proposal: few accounts must have either. */
export const accountIdle = defineRule({
  code: 'NM-02',
  id: 'account-idle',
  title: '政务新媒体无有效互动',
  dimension: '互动',
  basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）政务新媒体单项否决指标“互动回应差”（条款待核对原文）',
  severity: 'medium',
  machine: 'S',
  subject: 'entry',
  family: 'account-interaction',
  parameters: {},
  advice: '请恢复菜单和互动功能，安排专人回复留言；无力维护的账号按规定注销或归并。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：账号类型不同，应有的互动功能也不同',

  appliesTo: ({ entry }) => entry.kind === 'socialAccount',

  examine({ entry }: SubjectOf<'entry'>, { today }): Verdict {
    const state = textIn(entry, 'state');
    if (state !== '正常运行') return notApplicable(`账号${state}`);
    const [hasMenu, hasReply] = [flagIn(entry, 'hasMenu'), flagIn(entry, 'hasReply')];
    const seen = `${spoken(entry.occurredOn, today)}核查`;
    const missing = [
      ...(hasMenu === false ? ['菜单或互动功能无效'] : []),
      ...(hasReply === false ? ['留言无人回复'] : []),
    ];
    if (missing.length > 0) return cannotTell(`${seen}，${missing.join('、')}，请核实`, entryProof(entry));
    if (hasMenu === undefined && hasReply === undefined) return unseen(`${seen}，没有登记互动情况`, entryProof(entry));
    return pass(`${seen}，互动功能有效`, entryProof(entry));
  },
});
