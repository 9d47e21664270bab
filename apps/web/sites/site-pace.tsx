import { App, Button, Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import type { SiteView } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { holds } from '../session/roles';
import { useSession } from '../session/session';
import { spokenHours, spokenSeconds } from './site-words';

type Group = SiteView['group'];

/** 采集约定: how the server of the site is treated; for every site on it. */
export function SitePace({ site, onChanged }: { site: SiteView; onChanged: () => void }) {
  const { account } = useSession();
  const { group } = site;
  return (
    <div className="halves">
      <dl className="facts">
        <dt>服务器组</dt>
        <dd>
          {group.name}（{group.origin === 'manual' ? '人工指定' : '按地址、证书、平台推定'}），共 {group.sites.length}{' '}
          个网站
        </dd>
        <dt>请求间隔</dt>
        <dd>
          {(group.delayMs / 1000).toLocaleString('zh-CN')} 秒，同时 {group.concurrency} 个请求
        </dd>
        <dt>每日请求数</dt>
        <dd>
          今日已用 {group.requestsToday.toLocaleString('zh-CN')}
          {group.dailyRequests === null ? '，不限' : ` / ${group.dailyRequests.toLocaleString('zh-CN')}`}
        </dd>
        <dt>全量采集时段</dt>
        <dd>{spokenHours(group.bulk)}</dd>
        <dt>退避</dt>
        <dd>
          {group.backOffMs === 0
            ? '近来没有异常'
            : `连续异常 ${group.troubles} 次，最近一次退避 ${spokenSeconds(group.backOffMs / 1000)}`}
        </dd>
      </dl>
      {holds(account, 'admin') ? (
        <PaceForm key={JSON.stringify(group)} site={site} onChanged={onChanged} />
      ) : (
        <p className="soft">采集约定由系统管理员修改。</p>
      )}
    </div>
  );
}

function PaceForm({ site, onChanged }: { site: SiteView; onChanged: () => void }) {
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const [draft, setDraft] = useState<Pick<Group, 'delayMs' | 'concurrency' | 'dailyRequests' | 'bulk'>>(site.group);
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const save = () =>
    run(async () => {
      const { delayMs, concurrency, dailyRequests, bulk } = draft;
      await send('PUT', `/api/sites/${site.id}/manners`, { delayMs, concurrency, dailyRequests, bulk });
      message.success('已保存，从下一批网页起生效');
      onChanged();
    });
  const { bulk, dailyRequests } = draft;
  return (
    <form
      className="site-pace"
      aria-label="修改采集约定"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label>
        <span>请求间隔（秒）</span>
        <InputNumber
          min={0}
          max={86_400}
          step={0.5}
          value={draft.delayMs / 1000}
          onChange={(seconds) => change({ delayMs: Math.round((seconds ?? 1) * 1000) })}
        />
      </label>
      <label>
        <span>同时请求数</span>
        <InputNumber
          min={1}
          max={16}
          precision={0}
          value={draft.concurrency}
          onChange={(count) => change({ concurrency: count ?? 1 })}
        />
      </label>
      <label>
        <span>每日请求数上限</span>
        <InputNumber
          min={1}
          max={10_000_000}
          precision={0}
          placeholder="不限"
          value={dailyRequests}
          onChange={(count) => change({ dailyRequests: count })}
        />
      </label>
      <Checkbox
        checked={bulk !== null}
        onChange={({ target }) => change({ bulk: target.checked ? { from: 22, until: 6 } : null })}
      >
        全量采集限定时段
      </Checkbox>
      {bulk && (
        <div className="actions">
          <InputNumber
            aria-label="从（时）"
            min={0}
            max={23}
            precision={0}
            value={bulk.from}
            onChange={(from) => change({ bulk: { ...bulk, from: from ?? 0 } })}
          />
          时至
          <InputNumber
            aria-label="到（时）"
            min={0}
            max={23}
            precision={0}
            value={bulk.until}
            onChange={(until) => change({ bulk: { ...bulk, until: until ?? 0 } })}
          />
          时（北京时间）
        </div>
      )}
      <div>
        <Button type="primary" htmlType="submit" loading={isRunning}>
          保存
        </Button>{' '}
        <span className="soft small">适用于该服务器组的 {site.group.sites.length} 个网站。</span>
      </div>
    </form>
  );
}
