import { CopyOutlined, ExportOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';

/** A crawled URL: text to read and copy, and a link only where it is http or https. */
export function ExternalUrl({ url }: { url: string }) {
  return (
    <span>
      <span className="mono">{url}</span>
      <CopyButton text={url} what="网址" />
      <OpenLink url={url}>打开原网页</OpenLink>
    </span>
  );
}

/** Opens in a new tab without telling the site who looked; nothing for other schemes, since pages may print any. */
export function OpenLink({ url, children }: { url: string; children: React.ReactNode }) {
  if (!/^https?:\/\//i.test(url)) return null;
  return (
    <a href={url} target="_blank" rel="noreferrer" style={{ whiteSpace: 'nowrap' }}>
      {children} <ExportOutlined aria-hidden="true" />
    </a>
  );
}

/** SHA-256 of a capture, short, with the whole of it to copy. */
export function Hash({ sha256 }: { sha256: string }) {
  return (
    <span>
      <Tooltip title={sha256}>
        <span className="mono">{sha256.slice(0, 12)}</span>
      </Tooltip>
      <CopyButton text={sha256} what="校验值" />
    </span>
  );
}

function CopyButton({ text, what }: { text: string; what: string }) {
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      message.success(`已复制${what}`);
    } catch {
      message.warning(`浏览器不允许复制，请手工选取${what}。`);
    }
  };
  return (
    <Button
      type="link"
      size="small"
      icon={<CopyOutlined aria-hidden="true" />}
      aria-label={`复制${what}`}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    />
  );
}
