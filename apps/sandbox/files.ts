import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { CatalogKind } from '@app/catalog/catalog-version';
import { writeCatalog, writeSideCatalog } from './catalog-file.writer';
import { county } from './county/county';
import { UnitPlan } from './county/plan';
import { truth } from './county/truth';
import { RegisterFile, writeRegisterFiles } from './register-files.writer';

export interface CountyFiles {
  readonly units: string;
  readonly catalogs: readonly { readonly unit: string; readonly kind: CatalogKind; readonly file: string }[];
  readonly registers: readonly RegisterFile[];
  readonly truth: string;
}

const KINDS = {
  government: '政府',
  department: '部门',
  town: '乡镇',
  enterprise: '公共企事业单位',
  village: '村居',
} as const;

/** Writes units.xlsx with the addresses of `sites`, the catalogs in their own formats, the registers and truth.json, into `folder`. */
export async function writeCountyFiles(
  folder: string,
  sites: readonly { readonly id: string; readonly url: string }[],
): Promise<CountyFiles> {
  await mkdir(join(folder, 'catalogs'), { recursive: true });
  const { units } = county();
  const bases = new Map(sites.map(({ id, url }) => [id, url]));
  const unitsFile = join(folder, 'units.xlsx');
  await unitsWorkbook(units, bases).xlsx.writeFile(unitsFile);
  const catalogs = [];
  for (const unit of units) {
    const path = join(folder, 'catalogs', unit.name);
    catalogs.push({ unit: unit.name, kind: 'standard' as const, file: await writeCatalog(unit, `${path}目录`) });
    for (const side of unit.sideCatalogs ?? [])
      catalogs.push({ unit: unit.name, kind: side.kind, file: await writeSideCatalog(side, path) });
  }
  const registers = await writeRegisterFiles(join(folder, 'registers'), county(), bases);
  const truthFile = join(folder, 'truth.json');
  await writeFile(truthFile, JSON.stringify(truth(county()), null, 2));
  return { units: unitsFile, catalogs, registers, truth: truthFile };
}

function unitsWorkbook(units: readonly UnitPlan[], bases: ReadonlyMap<string, string>): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  const register = book.addWorksheet('单位');
  register.addRow(['名称', '别名', '类型', '登记日期', '联络人', '邮箱']);
  const sites = book.addWorksheet('网站');
  sites.addRow(['单位', '网站名称', '首页网址', '范围前缀', '独立网站']);
  const plans = book.addWorksheet('栏目保障');
  plans.addRow(['单位', '栏目', '更新标准']);
  for (const unit of units) {
    const base = bases.get(unit.siteId);
    if (!base) throw new RangeError(`no address for site ${unit.siteId}`);
    register.addRow([
      unit.name,
      unit.aliases.join('、'),
      KINDS[unit.kind],
      unit.registeredOn,
      unit.contact,
      unit.email,
    ]);
    const siteName = county().sites.find(({ id }) => id === unit.siteId)?.name ?? '';
    sites.addRow([unit.name, siteName, base + unit.homePath, unit.scope.join('\n'), unit.isOwnSite ? '是' : '否']);
    for (const { path, updateLimit } of unit.channels) if (updateLimit) plans.addRow([unit.name, path, updateLimit]);
  }
  for (const sheet of [register, sites, plans]) sheet.columns.forEach((column) => (column.width = 28));
  return book;
}
