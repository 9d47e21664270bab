import type { CatalogKind, CatalogRowView, CatalogState, CatalogVersionView } from '../../api/catalog-views';

export const CATALOG_KIND: Record<CatalogKind, string> = {
  standard: '标准目录',
  supplementary: '主动公开补充目录',
  village: '面向村（居）目录',
  enterprise: '公共企事业单位目录',
  negative: '负面清单',
};

export const CATALOG_STATE: Record<CatalogState, string> = {
  draft: '草稿',
  review: '待审核',
  inForce: '已生效',
  superseded: '已被替代',
  rejected: '已退回',
  discarded: '已作废',
};

export const METHOD: Record<CatalogRowView['texts']['method'], string> = {
  unknown: '未载明',
  proactive: '主动公开',
  onRequest: '依申请公开',
  both: '主动公开、依申请公开',
};

/** What happened to a version; a kind not known here is shown as it comes. */
export const CATALOG_CHANGE: Record<string, string> = {
  imported: '导入',
  copied: '由已有版本复制为草稿',
  'edited-change': '修改一行',
  'edited-add': '增加一行',
  'edited-remove': '删除一行',
  submitted: '送审',
  withdrawn: '撤回',
  approved: '审核通过',
  rejected: '退回',
  superseded: '被新版本替代',
  revised: '恢复为草稿',
  discarded: '作废',
};

export const POST_FIELD = {
  division: '责任科室',
  position: '岗位',
  authority: '权限',
  procedure: '程序',
  handlingLimit: '办理时限',
} as const;

/** What is or was in force is never changed itself: the change goes into a copy. */
export function isEditedAsCopy(state: CatalogState): boolean {
  return state === 'inForce' || state === 'superseded';
}

/** 第3版 */
export function versionName({ version }: { version: number }): string {
  return `第${version}版`;
}

/** When a version obliges, in words. */
export function spanInWords(version: CatalogVersionView, today: string): string {
  const { state, effectiveOn: from, effectiveTo: until } = version;
  if (state !== 'inForce' && state !== 'superseded') return '—';
  if (from !== null && until !== null && until < from) return '未曾生效';
  if (from !== null && from > today) return `${from} 起生效`;
  return `${from ?? '自始'} 至 ${until ?? '今'}`;
}
