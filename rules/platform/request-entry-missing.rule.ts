import { defineRule, fail, pass } from '@app/evaluation/rule';
import { entryDoubt, gonePlaces, homeProof, ofOwnSite, placeProof, placesFor } from '../site-subject';

/** 依申请公开入口 — a section, a form or a link, or a guide that says how to apply. */
export const requestEntryMissing = defineRule({
  code: 'PLT-05',
  id: 'request-entry-missing',
  title: '无依申请公开入口',
  dimension: '平台',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十七条、第二十九条（条款待核对原文）；苏府办〔2020〕250号 二(五)',
  severity: 'high',
  machine: 'A',
  subject: 'site',
  family: 'request-entry',
  parameters: { acceptsGuide: true },
  advice: '请在政府信息公开专栏设置依申请公开入口，列明申请方式和受理机构。',
  isCurable: true,
  doubts: '网站未读完、有栏目未能读取，或首页有没有文字的图片链接；公开指南列明申请方式的视为有渠道（acceptsGuide）',

  examine(_site, { observation, parameters: { acceptsGuide } }) {
    return ofOwnSite(observation, (facts) => {
      const [entry] = placesFor(facts, 'onRequest');
      if (entry) return pass(`设有依申请公开入口“${entry.name}”`, placeProof(entry));
      const { requestChannel } = facts;
      if (requestChannel && acceptsGuide)
        return pass('公开指南列明了申请方式', { url: requestChannel.url, evidence: [requestChannel.evidence] });
      const [gone] = gonePlaces(facts, 'onRequest');
      if (gone) return fail(`依申请公开入口“${gone.name}”打不开，网站答复页面不存在`, placeProof(gone));
      const sum = '已读取的各页面均未见依申请公开入口，公开指南也未列明申请方式';
      return entryDoubt(observation, '依申请公开入口') ?? fail(sum, homeProof(observation));
    });
  },
});
