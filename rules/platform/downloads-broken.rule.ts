import { defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { LooseAttachments } from '@app/observation/site-facts';
import { listed, ofSite } from '../site-subject';

const STATES: Readonly<Record<LooseAttachments['broken'][number]['state'], string>> = {
  notFound: '不存在',
  empty: '为空文件',
  wrongType: '打开的不是该文件',
};

/** 下载可用 — attachments outside the catalog's rows; those of rows are PUB-06, so that one file is one problem. */
export const downloadsBroken = defineRule({
  code: 'PLT-04',
  id: 'downloads-broken',
  title: '网站附件下载不可用',
  dimension: '平台',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十四条（下载）',
  severity: 'medium',
  machine: 'A',
  subject: 'site',
  family: 'downloads-broken',
  parameters: { leastPercent: 100 },
  advice: '请修复或重新上传不能下载的附件。',
  isCurable: true,
  doubts: '不存疑：只计本网站上已读取的附件，超时、限制访问和其他网站的附件不计；目录事项的附件由PUB-06判定',

  examine(_site, { observation, parameters: { leastPercent } }) {
    return ofSite(observation, ({ attachments: { tried, failed, broken } }) => {
      if (tried === 0) return notApplicable('目录事项以外没有读取到附件');
      const percent = Math.floor(((tried - failed) / tried) * 1000) / 10;
      const [first] = broken;
      if (percent >= leastPercent || !first)
        return pass(`试下载附件${tried}个，可用${tried - failed}个，占${percent}%，不低于${leastPercent}%`);
      const names = broken.map(({ name, state }) => `“${name}”${STATES[state]}`);
      return fail(
        `试下载附件${tried}个，${failed}个不可用，可用率${percent}%，低于${leastPercent}%：${listed(names, 5)}`,
        { url: first.url, evidence: [...new Set(broken.map(({ from }) => from))] },
      );
    });
  },
});
