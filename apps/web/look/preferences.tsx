import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { NONCE } from './nonce';
import { antTheme, writeTokens } from './theme';
import { DARK, LIGHT, type Tokens } from './tokens';

const CSP = { nonce: NONCE };

interface Preferences {
  isDark: boolean;
  isLarge: boolean;
  tokens: Tokens;
  setDark(on: boolean): void;
  setLarge(on: boolean): void;
}

const PreferencesContext = createContext<Preferences | null>(null);

/** Light or dark, ordinary or large text: a choice of this browser, kept in it. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [isDark, setDark] = useStoredSwitch('mingjian.dark');
  const [isLarge, setLarge] = useStoredSwitch('mingjian.large');
  const tokens = isDark ? DARK : LIGHT;
  const theme = useMemo(() => antTheme(tokens, isDark, isLarge), [tokens, isDark, isLarge]);
  useLayoutEffect(() => writeTokens(document.documentElement, tokens, isDark, isLarge), [tokens, isDark, isLarge]);

  return (
    <PreferencesContext value={{ isDark, isLarge, tokens, setDark, setLarge }}>
      <ConfigProvider
        locale={zhCN}
        theme={theme}
        csp={CSP}
        button={{ autoInsertSpace: false }}
        modal={{ closable: { 'aria-label': '关闭' } }}
      >
        <AntApp component={false} message={{ maxCount: 3 }} notification={{ placement: 'bottomRight' }}>
          {children}
        </AntApp>
      </ConfigProvider>
    </PreferencesContext>
  );
}

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences outside of PreferencesProvider');
  return preferences;
}

function useStoredSwitch(key: string): [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(() => readStored(key) === '1');
  const change = (on: boolean) => {
    writeStored(key, on ? '1' : null);
    setOn(on);
  };
  return [isOn, change];
}

/** The browser may forbid storage; a preference is then kept until the tab closes. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see readStored.
  }
}
