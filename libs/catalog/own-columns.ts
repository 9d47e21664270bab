import { isDitto } from './catalog-cells';
import { ColumnRole, roleOfLabel } from './catalog-columns';
import { DisclosureItem } from './disclosure-catalog';

/**
 * Cells that stand in no field of the item, by header and in the table's order: columns of its own (备注, 咨询电话), and
 * a second or unreadable text beside a field, such as 更新频率 next to 公开时限. Nothing of the table is lost with them.
 */
export function ownColumns(item: DisclosureItem): [label: string, text: string][] {
  return Object.entries(item.cells).filter(([label, text]) => isOwn(roleOfLabel(label), text, item));
}

function isOwn(role: ColumnRole | undefined, text: string, item: DisclosureItem): boolean {
  switch (role) {
    case undefined:
    case 'other':
    case 'category':
      return true;
    case 'method':
      return item.method === 'unknown';
    case 'tier':
      return item.tiers.length === 0;
    case 'audience':
      return item.audience === null;
    case 'timeLimit':
      return !isDitto(text) && text !== item.timeLimit;
    case 'unit':
      return !isDitto(text) && text !== item.unit;
    case 'section':
      return !isDitto(text) && text !== item.section && !LINK_WORD.test(text);
    default:
      return false;
  }
}

/** The words of a link whose address is the item's section. */
const LINK_WORD = /^(?:点击|查看|链接|直达|详情|进入|一键)/;
