import { Navigate, useSearchParams } from 'react-router-dom';
import { useQuery } from '../api/use-query';
import { ExternalUrl } from '../parts/external';
import { Empty, Loaded } from '../parts/loaded';

/** The capture behind a piece of evidence (`url` and `sha256`), or the newest of an address (`url` alone). */
export function CaptureByAddress() {
  const [address] = useSearchParams();
  const [url, sha256] = [address.get('url') ?? '', address.get('sha256')];
  return sha256 ? <ByEvidence url={url} sha256={sha256} /> : <ByUrl url={url} />;
}

function ByEvidence({ url, sha256 }: { url: string; sha256: string }) {
  const query = useQuery(`/api/captures/evidence?${new URLSearchParams({ url, sha256 })}`);
  return (
    <Loaded query={query} what="快照">
      {({ id }) => <Navigate to={`/captures/${id}`} replace />}
    </Loaded>
  );
}

function ByUrl({ url }: { url: string }) {
  const query = useQuery(`/api/captures?${new URLSearchParams({ url })}`);
  return (
    <Loaded query={query} what="快照">
      {(rows) => {
        const newest = rows.find(({ via }) => via !== 'screenshot') ?? rows[0];
        if (newest) return <Navigate to={`/captures/${newest.id}`} replace />;
        return (
          <>
            <h1>快照</h1>
            <Empty>
              这个网址还没有快照：从未采集成功，因此不知道它的内容。
              <br />
              <ExternalUrl url={url} />
            </Empty>
          </>
        );
      }}
    </Loaded>
  );
}
