/** 已废止或已被替代的依据 — how catalogs cite a text that is no longer in force, and what took its place. */
export interface RepealedText {
  readonly name: string;
  readonly cited: RegExp;
  /** What followed, from which day. */
  readonly successor: string;
  /** Known without the official text at hand. */
  readonly isUnverified: boolean;
}

const text = (name: string, cited: RegExp, successor: string, isUnverified = true): RepealedText => ({
  name,
  cited,
  successor,
  isUnverified,
});

const CIVIL_CODE = '《中华人民共和国民法典》（2021年1月1日施行）';

/**
 * 国令第492号 is named by the rule list; the others are texts whose end is stated in their successor's closing article.
 * A law that was only amended keeps its name and does not belong here.
 */
export const REPEALED_TEXTS: readonly RepealedText[] = [
  text(
    '2007年《政府信息公开条例》（国务院令第492号）',
    /(?:国务院令|国令)第?492号|《(?:中华人民共和国)?政府信息公开条例》[（(](?:2007|2008)/u,
    '国务院令第711号（2019年5月15日施行）',
    false,
  ),
  text('《物权法》', /《(?:中华人民共和国)?物权法》/u, CIVIL_CODE),
  text('《合同法》', /《(?:中华人民共和国)?合同法》/u, CIVIL_CODE),
  text('《婚姻法》', /《(?:中华人民共和国)?婚姻法》/u, CIVIL_CODE),
  text('《继承法》', /《(?:中华人民共和国)?继承法》/u, CIVIL_CODE),
  text('《收养法》', /《(?:中华人民共和国)?收养法》/u, CIVIL_CODE),
  text('《担保法》', /《(?:中华人民共和国)?担保法》/u, CIVIL_CODE),
  text('《侵权责任法》', /《(?:中华人民共和国)?侵权责任法》/u, CIVIL_CODE),
  text('《民法总则》', /《(?:中华人民共和国)?民法总则》/u, CIVIL_CODE),
  text(
    '《环境噪声污染防治法》',
    /《(?:中华人民共和国)?环境噪声污染防治法》/u,
    '《中华人民共和国噪声污染防治法》（2022年6月5日施行）',
  ),
  text('《城市规划法》', /《(?:中华人民共和国)?城市规划法》/u, '《中华人民共和国城乡规划法》（2008年1月1日施行）'),
  text(
    '《城市房屋拆迁管理条例》',
    /《城市房屋拆迁管理条例》/u,
    '《国有土地上房屋征收与补偿条例》（国务院令第590号，2011年1月21日施行）',
  ),
];
