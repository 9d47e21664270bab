import { Button } from 'antd';
import { usePreferences } from '../look/preferences';

/** 深色 and 大字, as two toggles that say their state. */
export function LookSwitches() {
  const { isDark, isLarge, setDark, setLarge } = usePreferences();
  return (
    <>
      <Button type="text" size="small" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
        {isLarge ? '标准字号' : '大字'}
      </Button>
      <Button type="text" size="small" aria-pressed={isDark} onClick={() => setDark(!isDark)}>
        {isDark ? '浅色' : '深色'}
      </Button>
    </>
  );
}
