import { NoticeAlert } from './notice-alert';

/** A confirmed late publication of 白石镇 with everything a notice needs; every case changes what it is about. */
export function confirmedAlert(changes: Partial<NoticeAlert> = {}): NoticeAlert {
  return {
    id: 7,
    unit: '白石镇人民政府',
    kind: 'violation',
    state: 'confirmed',
    isContested: false,
    code: 'TIM-01',
    ruleTitle: '超期公开',
    severity: 'high',
    item: '乡村建设规划许可结果',
    row: 12,
    section: '信息公开 > 法定主动公开内容 > 乡村规划',
    url: 'http://www.qinghe.example/bsz/xcgh/202611/t20261106_31.html',
    explanation: '成文9月27日 → 20个工作日 → 10月30日，11月6日公开，已超期5个工作日',
    basis: '《中华人民共和国政府信息公开条例》第二十六条；白石镇政务公开事项标准目录第12行',
    advice: '请说明超期原因，并在今后形成信息后20个工作日内公开。',
    isCurable: false,
    deadline: { on: '2026-10-30', sentence: '成文9月27日 → 20个工作日 → 10月30日', steps: [] },
    dueOn: '2026-10-30',
    evidence: [
      {
        url: 'http://www.qinghe.example/bsz/xcgh/202611/t20261106_31.html',
        capturedAt: '2026-11-17T18:14:05.000Z',
        sha256: '3f'.repeat(32),
      },
    ],
    ...changes,
  };
}

/** A section read to its end and found empty: curable by publishing. */
export function emptySectionAlert(changes: Partial<NoticeAlert> = {}): NoticeAlert {
  return confirmedAlert({
    id: 8,
    code: 'PUB-02',
    ruleTitle: '有栏目无内容',
    severity: 'medium',
    item: '救助审批信息',
    row: 31,
    section: '信息公开 > 社会救助',
    url: 'http://www.qinghe.example/bsz/shjz/',
    explanation: '栏目“社会救助”已完整采集，列表0条，未见救助审批信息',
    basis: '《中华人民共和国政府信息公开条例》第二十条；白石镇政务公开事项标准目录第31行',
    advice: '请在栏目中公开救助审批信息；本期确未发生的，请发布情况说明。',
    isCurable: true,
    deadline: null,
    dueOn: null,
    evidence: [
      {
        url: 'http://www.qinghe.example/bsz/shjz/',
        capturedAt: '2026-11-18T18:20:00.000Z',
        sha256: 'a0'.repeat(32),
      },
    ],
    ...changes,
  });
}
