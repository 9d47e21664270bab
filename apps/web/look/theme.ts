import { theme, type ThemeConfig } from 'antd';
import { FONT, FONT_MONO, FONT_SIZE, type Tokens } from './tokens';

/** Ant Design's theme made of our tokens. */
export function antTheme(tokens: Tokens, isDark: boolean, isLarge: boolean): ThemeConfig {
  const fontSize = isLarge ? FONT_SIZE.large : FONT_SIZE.normal;
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...sizes(fontSize),
      colorPrimary: tokens.accentFill,
      colorInfo: tokens.accentFill,
      colorLink: tokens.accent,
      colorSuccess: tokens.doneFill,
      colorWarning: tokens.highFill,
      colorError: tokens.vetoFill,
      colorErrorText: tokens.veto,
      colorText: tokens.text,
      colorTextSecondary: tokens.textSoft,
      colorTextTertiary: tokens.textSoft,
      colorTextDescription: tokens.textSoft,
      colorTextPlaceholder: tokens.textSoft,
      colorBgLayout: tokens.page,
      colorBgContainer: tokens.surface,
      colorBorder: tokens.lineStrong,
      colorBorderSecondary: tokens.line,
    },
    components: {
      Table: {
        headerBg: tokens.raised,
        rowHoverBg: tokens.raised,
        rowSelectedBg: tokens.accentWash,
        rowSelectedHoverBg: tokens.accentWash,
        cellPaddingBlockSM: 6,
        cellPaddingInlineSM: 8,
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', defaultBorderColor: tokens.lineStrong },
      Input: { activeShadow: 'none' },
      // Text in the colour of filled buttons is too dark on a dark ground.
      Tabs: {
        itemSelectedColor: tokens.accent,
        itemActiveColor: tokens.accent,
        itemHoverColor: tokens.accent,
        inkBarColor: tokens.accent,
      },
      Pagination: { itemActiveColor: tokens.accent, itemActiveColorHover: tokens.accent },
    },
  };
}

function sizes(fontSize: number): ThemeConfig['token'] {
  return {
    fontFamily: FONT,
    fontFamilyCode: FONT_MONO,
    fontSize,
    lineHeight: 1.6,
    controlHeight: Math.round(fontSize * 2.2),
    borderRadius: 4,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  };
}

/** Makes the tokens readable for the style sheet as `--veto`, `--veto-fill` … */
export function writeTokens(root: HTMLElement, tokens: Tokens, isDark: boolean, isLarge: boolean): void {
  for (const [name, value] of Object.entries(tokens)) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value as string);
  }
  root.style.setProperty('--font', FONT);
  root.style.setProperty('--font-mono', FONT_MONO);
  root.style.setProperty('--font-size', `${isLarge ? FONT_SIZE.large : FONT_SIZE.normal}px`);
  root.style.colorScheme = isDark ? 'dark' : 'light';
}
