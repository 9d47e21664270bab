import { Tabs } from 'antd';
import { useSearchParams } from 'react-router-dom';
import type { NameWorklist } from '../../api/worklist-views';
import { send } from '../api/client';
import { type Query, useQuery } from '../api/use-query';
import { Loaded } from '../parts/loaded';
import { LimitTab } from './limit-tab';
import { type NameWords, NameTab } from './name-tab';

const ORGANS: NameWords = {
  what: '单位名称',
  decide: (name, meaning) =>
    send('POST', '/api/worklists/organs', { name, unitId: typeof meaning === 'number' ? meaning : null }),
  undo: (name) => send('POST', '/api/worklists/organs/undo', { name }),
  choose: '对应到单位',
  none: '不是登记范围内的单位',
  empty: '没有待对应的单位名称。目录中的公开主体都能对应到单位名册。',
  says: '目录中的公开主体不在单位名册里。对应一次，所有目录中的同一名称一并生效。',
};

const DOMAINS: NameWords = {
  what: '领域名称',
  decide: (name, meaning) => send('POST', '/api/worklists/domains', { name, domain: String(meaning) }),
  undo: (name) => send('POST', '/api/worklists/domains/undo', { name }),
  choose: '对应到领域',
  fresh: '作为新的领域',
  empty: '没有待对应的领域名称。目录中的领域都在字典里。',
  says: '目录标题或“领域”一栏的名称不在领域字典里。可作为已有领域的别名，或登记为新的领域。',
};

/** 待办清单: words of catalogs that only a person can place. What is decided once holds for the same words everywhere. */
export function Worklists() {
  const [address, setAddress] = useSearchParams();
  const limits = useQuery('/api/worklists/limits');
  const organs = useQuery('/api/worklists/organs');
  const domains = useQuery('/api/worklists/domains');
  return (
    <>
      <div className="head">
        <h1>待办清单</h1>
        <span className="soft">系统读不懂的目录文字由人工确定；在此之前不推算期限，不作判断。</span>
      </div>
      <Tabs
        activeKey={address.get('tab') ?? 'limits'}
        onChange={(tab) => setAddress({ tab })}
        items={[
          {
            key: 'limits',
            label: `时限待解读${countOf(limits)}`,
            children: (
              <Loaded query={limits} what="时限待解读">
                {(list) => <LimitTab list={list} onDecided={limits.reload} />}
              </Loaded>
            ),
          },
          { key: 'organs', label: `单位名称待对应${countOf(organs)}`, children: nameTab(organs, ORGANS) },
          { key: 'domains', label: `领域待对应${countOf(domains)}`, children: nameTab(domains, DOMAINS) },
        ]}
      />
    </>
  );
}

function nameTab(query: Query<NameWorklist>, words: NameWords) {
  return (
    <Loaded query={query} what={words.what}>
      {(list) => <NameTab list={list} words={words} onDecided={query.reload} />}
    </Loaded>
  );
}

function countOf({ data }: Query<{ waiting: readonly unknown[] }>): string {
  return data ? `（${data.waiting.length}）` : '';
}
