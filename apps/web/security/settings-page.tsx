import { App, Button, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import type { SecuritySettingsView } from '../../api/views';
import { send, sentenceOf } from '../api/client';
import { useQuery } from '../api/use-query';
import { Loaded, Refusal } from '../parts/loaded';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';
import './security.css';

type NumberKey = Exclude<
  keyof SecuritySettingsView,
  'needsSecondFactor' | 'revision' | 'changedBy' | 'changedAt' | 'limits'
>;

const ROWS: readonly { key: NumberKey; name: string; unit: string; hint: string }[] = [
  { key: 'minPasswordLength', name: '密码最短', unit: '位', hint: '另须含大小写字母、数字、符号中的三种' },
  { key: 'passwordDays', name: '密码有效期', unit: '天', hint: '0 为不过期；到期后登录须先修改' },
  { key: 'keptPasswords', name: '不得重用', unit: '个', hint: '最近用过的密码；0 为只是不能与当前的相同' },
  { key: 'failuresBeforeLock', name: '连续输错', unit: '次', hint: '达到后锁定；解锁后再错，锁定时间加倍，最长十六倍' },
  { key: 'lockMinutes', name: '首次锁定', unit: '分钟', hint: '' },
  { key: 'idleMinutes', name: '闲置退出', unit: '分钟', hint: '没有操作满此时间，须重新登录' },
  { key: 'sessionHours', name: '最长登录', unit: '小时', hint: '无论是否使用，满此时间须重新登录' },
];

/** 登录安全设置 */
export function SettingsPage() {
  const query = useQuery('/api/security/settings');
  return (
    <>
      <div className="head">
        <h1>登录安全设置</h1>
        <span className="soft">对整个平台的账号生效，改动记入操作记录。</span>
      </div>
      <Loaded query={query} what="登录安全设置">
        {(settings) => <Editor key={settings.revision} settings={settings} onSaved={query.reload} />}
      </Loaded>
    </>
  );
}

function Editor({ settings, onSaved }: { settings: SecuritySettingsView; onSaved: () => void }) {
  const { account } = useSession();
  const { message } = App.useApp();
  const [draft, setDraft] = useState(settings);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const mayChange = account.roles.includes('admin');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  const save = async () => {
    const { limits: _limits, changedAt: _at, changedBy: _by, ...wish } = draft;
    setRunning(true);
    setProblem(null);
    try {
      await send('PUT', '/api/security/settings', wish);
      message.success('设置已保存，即刻生效');
      onSaved();
    } catch (reason) {
      setProblem(sentenceOf(reason));
    } finally {
      setRunning(false);
    }
  };
  return (
    <section className="block">
      <div className="setting-rows">
        <label className="setting-row">
          <span>必须有动态口令</span>
          <span>
            <Switch
              disabled={!mayChange}
              checked={draft.needsSecondFactor}
              onChange={(needsSecondFactor) => setDraft({ ...draft, needsSecondFactor })}
            />
          </span>
          <span className="small soft">监督人员和系统管理员登录时；打开后，尚未启用的人（包括您）须先启用才能继续</span>
        </label>
        {ROWS.map(({ key, name, unit, hint }) => (
          <label key={key} className="setting-row">
            <span>{name}</span>
            <InputNumber
              disabled={!mayChange}
              min={settings.limits[key]?.[0]}
              max={settings.limits[key]?.[1]}
              precision={0}
              suffix={unit}
              value={draft[key]}
              onChange={(value) => setDraft({ ...draft, [key]: value ?? settings[key] })}
            />
            <span className="small soft">{hint}</span>
          </label>
        ))}
      </div>
      {problem && <Refusal sentence={problem} onRetry={onSaved} />}
      <div className="security-line">
        {mayChange && (
          <Button type="primary" disabled={!isChanged} loading={isRunning} onClick={() => void save()}>
            保存
          </Button>
        )}
        {mayChange && isChanged && <Button onClick={() => setDraft(settings)}>放弃改动</Button>}
        <span className="soft">
          {settings.changedAt ? `${clockTime(settings.changedAt)} 由 ${settings.changedBy} 修改` : '尚未改动过'}
        </span>
      </div>
    </section>
  );
}
