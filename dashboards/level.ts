import { Severity } from '@app/evaluation/rule';
import { SEVERITY_NAMES } from '@app/rectification/wording';

/** 风险等级 on the national 红 橙 黄 蓝 scale; a colour never stands without its word. */
export interface Level {
  /** 「红（一票否决）」 */
  readonly label: string;
  readonly severities: readonly Severity[];
  /** The same as the web UI's fills (apps/web/look/tokens.ts). */
  readonly fill: string;
}

export const LEVELS: readonly Level[] = [
  level('红', ['veto'], '#c8281f'),
  level('橙', ['high'], '#d96a00'),
  level('黄', ['medium'], '#b58900'),
  level('蓝', ['low', 'tip'], '#2f74c9'),
];

/** Ground of a number that is no reproach: zero, a date, a count of sites; and of doubt. */
export const NEUTRAL = '#838d99';
/** Green only for what is done. */
export const DONE = '#2e8653';
export const OVERDUE = LEVELS[0]!.fill;

/** `severity IN ('low', 'tip')` */
export function isOfLevel({ severities }: Level): string {
  return `severity IN (${severities.map((severity) => `'${severity}'`).join(', ')})`;
}

function level(colour: string, severities: readonly Severity[], fill: string): Level {
  return {
    label: `${colour}（${severities.map((severity) => SEVERITY_NAMES[severity]).join('、')}）`,
    severities,
    fill,
  };
}
