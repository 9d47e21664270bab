import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from '../index';
import { isIdNumber, maskPersonalData } from './personal-data';

const VECTORS = join(__dirname, '../../../shared/data/pii_vectors.csv');
const vectors = existsSync(VECTORS)
  ? readFileSync(VECTORS, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(','))
  : [];

describe('maskPersonalData', () => {
  it.each([
    ['张某，身份证号360426199101010071', '3604********0071'],
    ['ID：110111198012010078。', '1101********0078'],
  ])('masks the id number in %s', (text, masked) => {
    const { text: hidden, found } = maskPersonalData(text);
    expect(found).toEqual([{ kind: 'pii-id-card', at: text.search(/\d{17}/), masked }]);
    expect(hidden).not.toMatch(/\d{12}/);
  });

  it('leaves a number with a wrong check digit', () => {
    expect(isIdNumber('360426199101010072')).toBe(false);
    expect(maskPersonalData('证号360426199101010072').found).toEqual([]);
  });

  it('gives positions in the masked text', () => {
    const { text, found } = maskPersonalData('甲360426199101010071，乙360426199101010071');
    expect(found.map(({ at, masked }) => text.slice(at, at + masked.length))).toEqual(
      found.map(({ masked }) => masked),
    );
    expect(found).toHaveLength(2);
  });

  it('masks mobile numbers', () => {
    const { text, found } = maskPersonalData('联系人王某，手机13800001234。');
    expect(text).toBe('联系人王某，手机138****1234。');
    expect(found).toEqual([{ kind: 'pii-mobile', at: 8, masked: '138****1234' }]);
  });

  it('masks bank cards beside a word for them, with a valid Luhn digit', () => {
    expect(maskPersonalData('开户银行：清河农商行，卡号6222020000000000018').found).toEqual([
      expect.objectContaining({ kind: 'pii-bank-card', masked: '6222********0018' }),
    ]);
    expect(maskPersonalData('开户银行：清河农商行，卡号6222020000000000019').found).toEqual([]);
    expect(maskPersonalData('流水6222020000000000018').found).toEqual([]);
  });

  it.each([
    ['手机：138 0000 1234', '手机：138****1234'],
    ['电话+8613800001234', '电话138****1234'],
    ['电话：86-13800001234', '电话：138****1234'],
    ['联系电话：１３８００００１２３４', '联系电话：138****1234'],
    ['身份证：360426 19910101 0071', '身份证：3604********0071'],
    ['身份证编号：360426199101010071', '身份证编号：3604********0071'],
    ['开户银行：清河农商行，卡号6222 0200 0000 0000 018', '开户银行：清河农商行，卡号6222********0018'],
  ])('reads %s as it is printed', (text, hidden) => expect(maskPersonalData(text).text).toBe(hidden));

  it('takes fifteen digits on a line of their own for a number of a person, unless like lines are none', () => {
    expect(maskPersonalData('王某\n110101491001001\n城关镇').found).toHaveLength(1);
    expect(maskPersonalData('项目\n110101491001001\n998877665544332').found).toEqual([]);
    expect(maskPersonalData('项目代码为110101491001001的工程').found).toEqual([]);
  });

  it.each([
    '统一社会信用代码：113599990014322456',
    '索引号：360426199101010071/2023-43887',
    '明公网安备 35999902000001号',
    '附件 2026050609033341125.pdf',
    '联系电话：0599-5550001',
    '工单号 13800001234567',
    '明ICP备05000001号-1',
    '网站标识码：3599990001',
    '值班电话 0599-5550001、5550002',
    '收入 130 2000 1500 万元',
    '2026-11-03 09:12:33',
    '索 引 号 000014349/2018-00222',
  ])('leaves %s alone', (text) => expect(maskPersonalData(text)).toEqual({ text, found: [] }));
});

describe('the vectors of shared/data on a page', () => {
  if (vectors.length === 0) return it.skip('shared/data/pii_vectors.csv is missing', () => undefined);
  const signalsOn = (html: string) =>
    extract({
      url: 'https://a.gov.cn/a.html',
      html: `<h1>清河县公示名单</h1><p>发布时间：2026-11-03</p><div>${html}</div>`,
    })
      .signals.map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('pii-'));
  const TEXT = '<p>经县政府同意，现将有关事项公示如下，公示期为七天，请社会各界予以监督。</p>';

  it.each(vectors)('%s is personal data: %s (%s, %s)', (value = '', expected) => {
    const wanted = expected === 'true' ? ['pii-id-card'] : [];
    expect(signalsOn(`${TEXT}<p>${value}</p>${TEXT}`)).toEqual(wanted);
    expect(signalsOn(`${TEXT}<table><tr><td>王某</td><td>${value}</td></tr></table>`)).toEqual(wanted);
  });
});

describe('the vectors of shared/data', () => {
  if (vectors.length === 0) it.skip('shared/data/pii_vectors.csv is missing', () => undefined);
  else
    it.each(vectors)('%s is personal data: %s (%s, %s)', (value = '', expected) => {
      expect(maskPersonalData(value).found.length > 0).toBe(expected === 'true');
    });
});
