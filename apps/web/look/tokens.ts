/** Every colour and size of the UI. Ant Design, our own style sheet and the charts all read from here. */
export interface Tokens {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly textSoft: string;
  readonly accent: string;
  readonly accentFill: string;
  readonly onAccent: string;
  readonly accentWash: string;
  readonly veto: string;
  readonly high: string;
  readonly medium: string;
  readonly low: string;
  readonly tip: string;
  readonly done: string;
  readonly doubt: string;
  readonly vetoFill: string;
  readonly highFill: string;
  readonly mediumFill: string;
  readonly lowFill: string;
  readonly tipFill: string;
  readonly doubtFill: string;
  readonly doneFill: string;
  readonly hatch: string;
  readonly highlight: string;
}

/** Names without suffix are for text, `…Fill` for marks and bars. Severity is the national 红橙黄蓝 scale. */
export const LIGHT: Tokens = {
  page: '#f4f5f7',
  surface: '#ffffff',
  raised: '#f8f9fb',
  line: '#dfe3e8',
  lineStrong: '#8792a0',
  text: '#1a222d',
  textSoft: '#54606e',
  accent: '#1f3f77',
  accentFill: '#1f3f77',
  onAccent: '#ffffff',
  accentWash: '#e8eef8',
  veto: '#b3221a',
  high: '#a34700',
  medium: '#775a00',
  low: '#1c5cab',
  tip: '#1c5cab',
  done: '#1d6b3d',
  doubt: '#54606e',
  vetoFill: '#c8281f',
  highFill: '#d96a00',
  mediumFill: '#b58900',
  lowFill: '#2f74c9',
  tipFill: '#2f74c9',
  doubtFill: '#838d99',
  doneFill: '#2e8653',
  hatch: '#d5dae1',
  highlight: '#fff0b8',
};

export const DARK: Tokens = {
  page: '#11151b',
  surface: '#1a2029',
  raised: '#202733',
  line: '#323b48',
  lineStrong: '#75818f',
  text: '#e6eaf0',
  textSoft: '#aab4c1',
  accent: '#9dbcf2',
  accentFill: '#37609f',
  onAccent: '#ffffff',
  accentWash: '#24324a',
  veto: '#ff8f85',
  high: '#ffb274',
  medium: '#efcb60',
  low: '#92bbff',
  tip: '#92bbff',
  done: '#85d6a3',
  doubt: '#aab4c1',
  vetoFill: '#e8574c',
  highFill: '#e98429',
  mediumFill: '#cfa21d',
  lowFill: '#5590e0',
  tipFill: '#5590e0',
  doubtFill: '#8792a0',
  doneFill: '#45a06b',
  hatch: '#3a4452',
  highlight: '#5a4a12',
};

export const FONT =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif";
export const FONT_MONO = "ui-monospace, 'SFMono-Regular', Consolas, 'Noto Sans Mono CJK SC', monospace";

/** 正常 and 大字. */
export const FONT_SIZE = { normal: 14, large: 18 } as const;
