import { extract } from '../index';
import { normalNumber, numberOfLine } from './document-number';

describe('numberOfLine', () => {
  it.each([
    '清政发〔2026〕3号',
    '邯山政办【2018】100号',
    '粤科函资字〔2020〕493号',
    '清政办函[2026] 12 号',
    '清财采（2026）第7号',
    '中华人民共和国国务院令第554号',
  ])('reads %s', (line) => expect(numberOfLine(line)).toBe(line));

  it('reads a number in brackets', () => expect(numberOfLine('（清政发〔2026〕3号）')).toBe('清政发〔2026〕3号'));

  it.each([
    '根据《关于申报工作的通知》（社科规划办通字〔2017〕37号）精神',
    '现将清政发〔2026〕3号文件印发给你们',
    '第3号',
    '2026年第3期',
    '',
  ])('does not take the cited number of %s', (line) => expect(numberOfLine(line)).toBeNull());
});

describe('the number behind a title', () => {
  it.each(['国发〔2026〕28号', '财税[2026]4号', '人社厅发（2026）12号'])('is %s', (number) => {
    const html = `<h1>关于做好当前工作的意见（${number}）</h1><p>发布时间：2026-11-03</p><p>各单位要落实责任，按时完成任务。</p>`;
    expect(extract({ url: 'https://a.gov.cn/a.html', html }).documentNumber).toBe(number);
  });
});

describe('normalNumber', () => {
  it.each([
    ['邯山政办【2018】100号', '邯山政办〔2018〕100号'],
    ['清政发（２０２６） 3 号', '清政发〔2026〕3号'],
    ['清政发[2026]第3号', '清政发〔2026〕3号'],
    ['清政发„2026‟3号', '清政发〔2026〕3号'],
    ['清政发〔2026〕3号', '清政发〔2026〕3号'],
    ['中华人民共和国国务院令第554号', '中华人民共和国国务院令第554号'],
  ])('of %s is %s', (printed, normal) => expect(normalNumber(printed)).toBe(normal));

  it('is its own normal form', () => {
    const once = normalNumber('清政发（2026） 3 号');
    expect(normalNumber(once)).toBe(once);
  });
});
