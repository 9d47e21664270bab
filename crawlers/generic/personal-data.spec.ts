import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
    '统一社会信用代码：113599990014322456',
    '索引号：360426199101010071/2023-43887',
    '明公网安备 35999902000001号',
    '附件 2026050609033341125.pdf',
    '联系电话：0599-5550001',
    '工单号 13800001234567',
  ])('leaves %s alone', (text) => expect(maskPersonalData(text)).toEqual({ text, found: [] }));
});

describe('the vectors of shared/data', () => {
  if (vectors.length === 0) it.skip('shared/data/pii_vectors.csv is missing', () => undefined);
  else
    it.each(vectors)('%s is personal data: %s (%s, %s)', (value = '', expected) => {
      expect(maskPersonalData(value).found.length > 0).toBe(expected === 'true');
    });
});
