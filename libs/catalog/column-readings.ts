import { ColumnRole, roleOfLabel } from './catalog-columns';
import { DisclosureItem } from './disclosure-catalog';

/** How one column of an imported table was understood. */
export interface ColumnReading {
  /** Its header as in the file; the lines of a header of several rows joined by `/`. */
  readonly header: string;
  /** 公开时限 …; null where nobody knows the header and only its text is kept. */
  readonly meaning: string | null;
  /** In how many rows it is filled, and what it says first. */
  readonly filled: number;
  readonly example: string;
}

/** Every column that holds anything, in the order in which the rows first fill it. */
export function columnReadings(items: readonly DisclosureItem[]): ColumnReading[] {
  const columns = new Map<string, { filled: number; readonly example: string }>();
  for (const { cells } of items)
    for (const [header, text] of Object.entries(cells)) {
      const column = columns.get(header);
      if (column) column.filled += 1;
      else columns.set(header, { filled: 1, example: text });
    }
  return [...columns].map(([header, { filled, example }]) => {
    const role = roleOfLabel(header);
    return { header, meaning: role ? MEANING[role] : null, filled, example: example.slice(0, LONGEST_EXAMPLE) };
  });
}

const LONGEST_EXAMPLE = 120;

const MEANING: Readonly<Record<ColumnRole, string>> = {
  sequence: '序号',
  level: '公开事项',
  domain: '领域',
  category: '类别',
  content: '公开内容（要素）',
  basis: '公开依据',
  timeLimit: '公开时限',
  unit: '公开主体',
  division: '责任科室',
  position: '岗位',
  authority: '权限',
  procedure: '程序',
  handlingLimit: '办理时限',
  channel: '公开渠道和载体',
  channelTick: '公开渠道和载体（勾选）',
  audience: '公开对象',
  audienceAll: '公开对象：全社会',
  audienceGroup: '公开对象：特定群体',
  method: '公开方式',
  methodProactive: '公开方式：主动公开',
  methodOnRequest: '公开方式：依申请公开',
  tier: '公开层级',
  tierTick: '公开层级（勾选）',
  section: '网站栏目',
  other: '保留原文，不参与判定',
};
