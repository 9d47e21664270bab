import { App, Button } from 'antd';
import type { SiteRow } from '../../api/views';
import { send } from '../api/client';
import { useCommand } from '../parts/use-command';
import { isRunning } from './site-words';

/** 立即采集; a round that is running goes on. */
export function CrawlButton({ site, onAsked }: { site: SiteRow; onAsked: () => void }) {
  const { message } = App.useApp();
  const { isRunning: isAsking, run } = useCommand();
  const crawl = () =>
    run(async () => {
      await send('POST', `/api/sites/${site.id}/crawl`);
      message.success(`已安排采集“${site.name}”`);
      onAsked();
    });
  return (
    <Button
      size="small"
      loading={isAsking}
      disabled={isRunning(site)}
      aria-label={`立即采集 ${site.name}`}
      onClick={() => void crawl()}
    >
      立即采集
    </Button>
  );
}
