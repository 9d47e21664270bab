import { cannotTell, defineRule, fail, pass } from '@app/evaluation/rule';
import { entryDoubt, gonePlaces, homeProof, ofOwnSite, pagesSeen, placeProof, placesFor } from '../site-subject';

/** 无咨询建言渠道 — letters, messages or questions to the office; petitions and reports of misconduct do not count. */
export const consultationChannelMissing = defineRule({
  code: 'INT-02',
  id: 'consultation-channel-missing',
  title: '无网上咨询建言渠道',
  dimension: '互动',
  basis:
    '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“互动回应差”第1项（网上信访、纪检举报等除外）',
  severity: 'veto',
  machine: 'A',
  subject: 'site',
  family: 'consultation-channel',
  parameters: {},
  advice: '请开设网上咨询建言渠道（领导信箱、在线咨询、留言板等），或链接到统一的互动平台。',
  isCurable: true,
  doubts: '只见到“互动交流”一类的栏目名称，网站未读完、有栏目未能读取，或首页有没有文字的图片链接',

  examine(_site, { observation }) {
    return ofOwnSite(observation, (facts) => {
      const [channel] = placesFor(facts, 'consultation');
      if (channel) return pass(`设有咨询建言渠道“${channel.name}”`, placeProof(channel));
      const [vague] = placesFor(facts, 'interaction');
      if (vague) return cannotTell(`有“${vague.name}”栏目，未见明确的咨询建言渠道，请核实`, placeProof(vague));
      const [gone] = gonePlaces(facts, 'consultation');
      if (gone) return fail(`咨询建言渠道“${gone.name}”打不开，网站答复页面不存在`, placeProof(gone));
      const sum = `已读取${pagesSeen(observation)}个页面，未见网上咨询建言渠道（信访、举报渠道不计）`;
      return entryDoubt(observation, '咨询建言渠道') ?? fail(sum, homeProof(observation));
    });
  },
});
