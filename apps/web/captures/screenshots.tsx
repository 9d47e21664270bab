import { App, Button } from 'antd';
import type { CaptureView } from '../../api/views';
import { send } from '../api/client';
import { Empty } from '../parts/loaded';
import { useCommand } from '../parts/use-command';
import { useReloadWhile } from '../parts/use-reload-while';
import { supervises } from '../session/roles';
import { useSession } from '../session/session';
import { clockTime } from '../words/days';

/** Pictures of the live page: what it looks like now, not what it looked like when it was captured. */
export function Screenshots({ capture, onChanged }: { capture: CaptureView; onChanged: () => void }) {
  const { account } = useSession();
  const { message } = App.useApp();
  const { isRunning, run } = useCommand();
  const isPending = capture.screenshots.some(({ state }) => state === 'pending');
  useReloadWhile(isPending, onChanged);
  const take = () =>
    run(async () => {
      await send('POST', `/api/captures/${capture.id}/screenshot`);
      message.success('已安排截图，完成后显示在这里');
      onChanged();
    });
  if (capture.via === 'screenshot') return <Picture id={capture.id} takenAt={capture.capturedAt} />;
  const mayTake = supervises(account);
  return (
    <div className="stack">
      <div className="actions">
        {mayTake && (
          <Button type="primary" loading={isRunning || isPending} onClick={() => void take()}>
            {isPending ? '正在截图' : '现在截图'}
          </Button>
        )}
        <span className="soft">截图是网页现在的样子，另有采集时间和校验值，记入证据链；每个网站每分钟最多一张。</span>
      </div>
      {capture.screenshots.length === 0 && <Empty>还没有截图。</Empty>}
      {capture.screenshots.map((request) => (
        <figure key={request.id} className="stack">
          <figcaption>
            {request.requestedBy} 于 {clockTime(request.requestedAt)} 申请
            {request.state === 'pending' && '，正在等待浏览器打开网页…'}
            {request.warning && <div className="unseen">{request.warning}</div>}
          </figcaption>
          {request.screenshotId && <Picture id={request.screenshotId} takenAt={request.takenAt} />}
        </figure>
      ))}
    </div>
  );
}

function Picture({ id, takenAt }: { id: string; takenAt: string | null }) {
  const time = takenAt ? clockTime(takenAt) : '';
  return <img className="capture-image" src={`/api/captures/${id}/image`} alt={`${time} 的网页截图`} />;
}
