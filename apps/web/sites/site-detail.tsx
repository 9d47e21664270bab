import { App, Button, Tabs } from 'antd';
import { Link, useParams } from 'react-router-dom';
import type { SiteView } from '../../api/views';
import { send } from '../api/client';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { useCommand } from '../parts/use-command';
import { useReloadWhile } from '../parts/use-reload-while';
import { clockTime } from '../words/days';
import { completeness } from '../words/labels';
import { CrawlButton } from './crawl-button';
import { SiteFailures } from './site-failures';
import { SiteHealth } from './site-health';
import { SitePace } from './site-pace';
import { SiteSections } from './site-sections';
import { failedPages, isRunning, pagesRead } from './site-words';
import './sites.css';

/** 网站: its sections, what could not be seen and why, whether it can be trusted, and how its server is treated. */
export function SiteDetail() {
  const { id } = useParams();
  const query = useQuery(`/api/sites/${encodeURIComponent(id ?? '')}`);
  const [address, setAddress] = useAddress();
  useReloadWhile(query.data ? isRunning(query.data) : false, query.reload);
  return (
    <Loaded query={query} what="网站">
      {(site) => (
        <>
          <Head site={site} onChanged={query.reload} />
          <section className="block">
            <Tabs
              size="small"
              activeKey={address.get('tab') ?? 'sections'}
              onChange={(tab) => setAddress(() => new URLSearchParams({ tab }))}
              destroyOnHidden
              items={[
                { key: 'sections', label: `栏目 ${site.sections.length}`, children: <SiteSections site={site} /> },
                { key: 'failures', label: `未能采集 ${failedPages(site)}`, children: <SiteFailures site={site} /> },
                { key: 'health', label: '轮次与可用性', children: <SiteHealth site={site} /> },
                { key: 'pace', label: '采集约定', children: <SitePace site={site} onChanged={query.reload} /> },
              ]}
            />
          </section>
        </>
      )}
    </Loaded>
  );
}

function Head({ site, onChanged }: { site: SiteView; onChanged: () => void }) {
  const { round } = site;
  return (
    <div className="stack" style={{ marginBottom: 12 }}>
      <div className="head small" style={{ margin: 0 }}>
        <Link to="/sites">返回网站列表</Link>
      </div>
      <div className="head" style={{ margin: 0 }}>
        <h1>{site.name}</h1>
        <ExternalUrl url={site.homeUrl} />
        <span className="actions">
          <CrawlButton site={site} onAsked={onChanged} />
        </span>
      </div>
      {site.suspended && <Suspended site={site} onChanged={onChanged} />}
      <p>
        {!round && '尚未采集。'}
        {round?.state === 'running' &&
          `${clockTime(round.startedAt)} 开始${SCOPE[round.scope]}采集，已读 ${round.pages} 页，待读 ${round.pending} 页。`}
        {round?.finishedAt &&
          `${clockTime(round.finishedAt)} 完成${SCOPE[round.scope]}采集，读到 ${pagesRead(round)} 页${round.expectedPages === null ? '' : '（上一完整轮）'}；${site.gap ?? completeness(failedPages(site))}。`}
        {site.nextRoundAt && ` 下次采集 ${clockTime(site.nextRoundAt)}。`}
        {site.restsUntil && ` 服务器组退避中，${clockTime(site.restsUntil)} 之前不访问。`}
      </p>
    </div>
  );
}

const SCOPE = { full: '全量', incremental: '增量' };

/** Nothing is concluded from a round that is not trusted; a person who has looked says that the site has changed. */
function Suspended({ site, onChanged }: { site: SiteView; onChanged: () => void }) {
  const { message } = App.useApp();
  const { isRunning: isAsking, run } = useCommand();
  const accept = () =>
    run(async () => {
      await send('POST', `/api/sites/${site.id}/redesign`);
      message.success('已确认改版，重新采集后恢复评判');
      onChanged();
    });
  return (
    <div className="alarm" role="alert">
      <b>暂停评判</b>
      <span>{site.suspended}。本轮不作任何问题判断；请打开网站核对，确属改版且内容读取正常的，请确认。</span>
      <Button size="small" loading={isAsking} onClick={() => void accept()}>
        确认改版并重新采集
      </Button>
    </div>
  );
}
