import { defineRule, fail, pass } from '@app/evaluation/rule';
import { PlaceTopic } from '@app/observation/site-facts';
import { gonePlaces, homeProof, ofOwnSite, placeDoubt, placesFor } from '../site-subject';

const BLOCKS: readonly (readonly [name: string, topic: PlaceTopic])[] = [
  ['政府信息公开指南', 'guide'],
  ['政府信息公开制度', 'system'],
  ['法定主动公开内容', 'content'],
  ['政府信息公开年度报告', 'annualReport'],
];

/** 专栏四块 — guide, rules, statutory content and annual reports, by the names sites give them. */
export const directoryBlocks = defineRule({
  code: 'PLT-01',
  id: 'directory-blocks',
  title: '信息公开专栏内容不全',
  dimension: '平台',
  basis: '国办公开办函〔2019〕61号（政府信息公开平台四项内容，条款待核对原文）；苏府办〔2020〕250号 二(六)',
  severity: 'high',
  machine: 'A',
  subject: 'site',
  family: 'directory-blocks',
  parameters: { leastBlocks: 4 },
  advice: '请在政府信息公开专栏设置指南、制度、法定主动公开内容和年度报告四项内容。',
  isCurable: true,
  doubts: '网站未读完、有栏目未能读取或首页由脚本载入；没有独立网站的单位不适用',

  examine(_site, { observation, parameters: { leastBlocks } }) {
    return ofOwnSite(observation, (facts) => {
      const missing = BLOCKS.filter(([, topic]) => placesFor(facts, topic).length === 0);
      const seen = BLOCKS.length - missing.length;
      const proof = homeProof(observation);
      if (seen >= leastBlocks) return pass(`信息公开专栏应有${leastBlocks}项内容，见到${seen}项`, proof);
      const names = missing.map(
        ([name, topic]) => `${name}${gonePlaces(facts, topic).length > 0 ? '（链接打不开）' : ''}`,
      );
      const wanted = names.join('、');
      const sum = `信息公开专栏应有${leastBlocks}项内容，见到${seen}项，未见${wanted}`;
      return placeDoubt(observation, wanted) ?? fail(sum, proof);
    });
  },
});
