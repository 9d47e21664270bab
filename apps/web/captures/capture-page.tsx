import { Button, Tabs } from 'antd';
import { useParams } from 'react-router-dom';
import type { CaptureView } from '../../api/views';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Loaded } from '../parts/loaded';
import { useAddress } from '../parts/use-address';
import { useKeys } from '../parts/use-keys';
import { clockTime } from '../words/days';
import { CaptureChange } from './capture-change';
import { CaptureFacts, Integrity } from './capture-facts';
import { CaptureText } from './capture-text';
import './captures.css';
import { CaptureTimes, PageLife } from './page-life';
import { Screenshots } from './screenshots';

const TABS = ['text', 'change', 'picture', 'facts'] as const;

/** 快照查看器 — one capture: what it says, what changed, what the page looks like, and what proves it. */
export function CapturePage() {
  const { id } = useParams();
  return <CaptureById key={id} id={id ?? ''} />;
}

function CaptureById({ id }: { id: string }) {
  const query = useQuery(`/api/captures/${encodeURIComponent(id)}`);
  return (
    <Loaded query={query} what="快照">
      {(capture) => (
        <>
          <Head capture={capture} />
          <div className="capture">
            <section className="block" aria-label="快照">
              <Sides capture={capture} onChanged={query.reload} />
            </section>
            <aside className="stack">
              {capture.via !== 'screenshot' && <PageLife capture={capture} />}
              <CaptureTimes capture={capture} />
            </aside>
          </div>
        </>
      )}
    </Loaded>
  );
}

function Head({ capture }: { capture: CaptureView }) {
  return (
    <>
      <div className="head" style={{ marginBottom: 4 }}>
        <h1>快照：{capture.title ?? '（无标题）'}</h1>
        <span className="actions">
          {capture.expiredAt === null && (
            <>
              <Button size="small" href={`/api/captures/${capture.id}/raw`} download>
                下载原始内容
              </Button>
              <Button size="small" href={`/api/captures/${capture.id}/warc`} download>
                下载 WARC
              </Button>
            </>
          )}
        </span>
      </div>
      <p style={{ marginBottom: 10 }}>
        {clockTime(capture.capturedAt)} 采集 <Integrity capture={capture} /> <ExternalUrl url={capture.url} />
      </p>
    </>
  );
}

/** The chosen side stands in the address bar, so that a comparison can be sent to a colleague. */
function Sides({ capture, onChanged }: { capture: CaptureView; onChanged: () => void }) {
  const [address, setAddress] = useAddress();
  const wanted = address.get('tab');
  const tab = TABS.find((each) => each === wanted) ?? (capture.via === 'screenshot' ? 'picture' : 'text');
  const open = (next: string) =>
    setAddress((now) => {
      now.set('tab', next);
      return now;
    });
  useKeys(Object.fromEntries(TABS.map((each, index) => [String(index + 1), () => open(each)])));
  return (
    <Tabs
      size="small"
      activeKey={tab}
      onChange={open}
      destroyOnHidden
      tabBarExtraContent={
        <span className="keys soft small">
          键盘：<kbd>1</kbd>–<kbd>4</kbd> 换页
        </span>
      }
      items={[
        { key: 'text', label: '内容', children: <CaptureText capture={capture} /> },
        { key: 'change', label: '变化', children: <CaptureChange id={capture.id} from={address.get('from')} /> },
        {
          key: 'picture',
          label: `截图${capture.screenshots.length > 0 ? ` ${capture.screenshots.length}` : ''}`,
          children: <Screenshots capture={capture} onChanged={onChanged} />,
        },
        { key: 'facts', label: '采集事实', children: <CaptureFacts capture={capture} /> },
      ]}
    />
  );
}
