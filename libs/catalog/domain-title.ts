import { GridRow, squeezed } from './grid';

/**
 * 领域 named by a title line above a table: （一）重大建设项目领域, 清河县社会救助领域基层政务公开标准目录. Undefined for
 * any other text, and for titles of many at once (试点领域, 各领域).
 */
export function domainInTitle(text: string): string | undefined {
  const title = squeezed(text);
  if (title.length > 80) return undefined;
  const name = TITLE.exec(title.replace(NUMBERING, ''))?.[1]?.replace(PLACE, '').replace(ORGAN, '');
  return name === undefined || name.length < 2 || MANY.test(name) ? undefined : name;
}

/** As `domainInTitle`, for a row with one text and nothing else in it. */
export function domainOfRow({ cells }: GridRow): string | undefined {
  const own = cells.filter(({ text, mergedFrom }) => mergedFrom !== 'left' && squeezed(text) !== '');
  return own.length === 1 && own[0]?.mergedFrom === undefined ? domainInTitle(own[0]?.text ?? '') : undefined;
}

/** 领域 as a column gives it; 无 and dashes are none. */
export function domainInCell(text: string | null): string | undefined {
  const name = squeezed(text ?? '').replace(/领域$/, '');
  return /^(?:无|[-—–/]*)$/.test(name) ? undefined : name;
}

const NUMBERING = /^(?:附件\d{0,3}[:：.、]?)?(?:第?[（(]?[一二三四五六七八九十百\d]{1,4}[)）、.．:：][、.．]?)?/;
const TITLE =
  /^(.{2,40}?)领域(?:基层)?(?:政务|政府信息)?(?:主动)?(?:公开)?(?:事项)?(?:标准化?)?(?:事项)?(?:目录|指引|清单|一览表)?(?:[（(【《].{0,20})?[:：…]*$/;
/** 明州市清河县社会救助 → 社会救助; 城市综合执法, 城乡规划, 社区矫正 and 市政服务 begin with no place. */
const PLACE = /^.{2,14}(?:省|自治区|(?<!城)市(?!政)|县|(?<![社小校园])区|旗|镇|(?<!城)乡|街道)(?=.{2})/;
/** 民政局社会救助 → 社会救助; 政府采购 and 公共资源交易 begin with no organ. */
const ORGAN = /^.{1,12}?(?:局|委员会|管委会|办公室|(?<=人民)政府|中心|总队|支队|大队)(?=.{2})/;
const MANY = /试点|^各|\d个|[一二三四五六七八九十]个|^(?:全部|有关|相关|重点|所有|其他)$|^(?:公开|所属|事项)$/;
