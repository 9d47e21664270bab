import { RulePack } from '@app/evaluation/rule-pack';

const OGI = '《中华人民共和国政府信息公开条例》（国务院令第711号）';
const INDICATORS = '国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》';
const PLATFORM = '国办公开办函〔2019〕61号';

/**
 * 全国 — what the regulations and the national indicators say, by document and clause. Duties that only local documents
 * name are off, until the pack of a place turns them on.
 */
export const national: RulePack = {
  id: 'national',
  name: '全国',
  entries: [
    { code: 'TIM-01', basis: `${OGI}第二十六条`, says: '自形成或者变更之日起20个工作日内及时公开', severity: 'high' },
    { code: 'CAT-06', basis: `${OGI}第二十六条`, says: '目录时限不得宽于20个工作日', parameters: { workdays: 20 } },
    { code: 'INT-05', basis: `${OGI}第三十三条`, says: '20个工作日内答复，延长不超过20个工作日', parameters: { workdays: 20, extension: 20 } },
    { code: 'TIM-06', basis: `${OGI}第四十九条、第五十条`, isUnverified: true, says: '每年1月31日、3月31日前公布年度报告', severity: 'high' },
    { code: 'PUB-06', basis: `${OGI}第二十四条`, says: '具备信息检索、查阅、下载等功能', severity: 'medium' },
    { code: 'PLT-04', basis: `${OGI}第二十四条`, says: '附件均可下载', parameters: { leastPercent: 100 } },
    { code: 'PLT-01', basis: `${PLATFORM}（四个板块）`, isUnverified: true, says: '指南、制度、法定主动公开内容、年度报告四个板块', parameters: { leastBlocks: 4 } },
    { code: 'PLT-02', basis: `${PLATFORM} 二`, says: '统一名称，不得另设专门网站', severity: 'medium' },
    { code: 'PLT-08', basis: `${INDICATORS} 单项否决“首页不更新”`, says: '监测2周首页无更新', parameters: { days: 14 }, severity: 'veto' },
    { code: 'PLT-09', basis: `${INDICATORS} 单项否决“栏目不更新”第1项`, says: '动态、要闻类2周内更新', parameters: { days: 14 } },
    { code: 'PLT-10', basis: `${INDICATORS} 单项否决“栏目不更新”第1项`, says: '通知公告、政策文件类6个月内更新', parameters: { months: 6 } },
    { code: 'PLT-12', basis: `${INDICATORS} 单项否决“站点无法访问”`, says: '每天间隔访问20次以上，一周内超过15秒打不开的占比达到5%', parameters: { probesADay: 20, percent: 5 }, severity: 'veto' },
    { code: 'INT-01', basis: `${INDICATORS} 单项否决“互动回应差”第2项`, says: '1年内存在超过3个月未回应的有效留言', parameters: { months: 3, withinMonths: 12 }, severity: 'veto' },
    { code: 'INT-02', basis: `${INDICATORS} 单项否决“互动回应差”第1项`, says: '提供网上有效咨询建言渠道', severity: 'veto' },
    { code: 'NM-01', basis: `${INDICATORS} 政务新媒体“内容不更新”`, says: '监测时间点前2周内有更新', parameters: { days: 14 }, severity: 'veto' },
    { code: 'SRV-01', basis: `${INDICATORS} 单项否决“服务不实用”第2项`, isUnverified: true, says: '重点要素类别缺失4类及以上的事项不足5个', parameters: { mostMissing: 3, vetoGuides: 5 } },
    { code: 'TIM-04', basis: '国办发〔2016〕80号', isUnverified: true, says: '解读材料原则上同时、最迟3个工作日内发布', parameters: { workdays: 3 } },
    { code: 'INT-08', basis: '国办发〔2016〕80号、国办发〔2016〕61号', isUnverified: true, says: '特别重大、重大突发事件5小时、24小时，其他48小时', parameters: { graveHours: 5, briefingHours: 24, otherHours: 48 } },
    { code: 'TIM-02', basis: '国办发〔2018〕118号', isUnverified: true, says: '行政许可、行政处罚决定7个工作日内公开', severity: 'high' },
    { code: 'TIM-08', basis: '《重大行政决策程序暂行条例》（国务院令第713号）', isUnverified: true, says: '公开征求意见一般不少于30日', parameters: { days: 30 } },
    { code: 'CAT-10', basis: `${OGI}（未要求负面清单附审核记录）`, isUnverified: true, says: '写明依据和理由', parameters: { needsReview: false } },
    { code: 'CAT-11', basis: '国家层面文件未作要求', says: '村居目录与镇级目录对应，由地方规定', isEnabled: false },
    { code: 'PUB-13', basis: '国家层面文件未定数量', says: '数据集数量由地方规定', isEnabled: false },
    { code: 'PUB-15', basis: '国家层面文件未作要求', says: '建议提案答复全文由地方规定', isEnabled: false },
    { code: 'TIM-09', basis: '国家层面文件未定期限', says: '办事信息变更1个工作日由地方规定', isEnabled: false },
    { code: 'TIM-10', basis: '国家层面文件未定期限', says: '方案30个工作日由地方规定', isEnabled: false },
    { code: 'INT-04', basis: '国家层面文件未作要求', says: '征集采纳情况反馈由地方规定', isEnabled: false },
    { code: 'MEC-01', basis: '国家层面文件未定次数', says: '年度培训、年度评估由地方规定', isEnabled: false },
    { code: 'MEC-02', basis: '国家层面文件未定权重', says: '考核权重由地方规定', isEnabled: false },
  ],
}; // prettier-ignore
