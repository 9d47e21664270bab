import type { CaptureView } from '../../api/views';
import { ExternalUrl, Hash } from '../parts/external';
import { clockTime } from '../words/days';
import { CAPTURE_VIA } from '../words/labels';

/** 采集事实: what proves that these bytes came from there at that time. */
export function CaptureFacts({ capture }: { capture: CaptureView }) {
  const { chain, tls, headers, statusLine, address } = capture;
  return (
    <div className="stack">
      <dl className="facts">
        <dt>网址</dt>
        <dd>
          <ExternalUrl url={capture.url} />
        </dd>
        {capture.finalUrl !== capture.url && (
          <>
            <dt>转到</dt>
            <dd>
              <ExternalUrl url={capture.finalUrl} />
            </dd>
          </>
        )}
        <dt>采集时间</dt>
        <dd>
          {clockTime(capture.capturedAt)}（北京时间） · {CAPTURE_VIA[capture.via]}
        </dd>
        <dt>应答</dt>
        <dd>{statusLine ?? capture.status}</dd>
        <dt>服务器地址</dt>
        <dd>{address ?? '未记录'}</dd>
        <dt>内容</dt>
        <dd>
          {capture.contentType ?? '未注明类型'}，{capture.bytes.toLocaleString('zh-CN')} 字节
        </dd>
        <dt>校验值</dt>
        <dd>
          SHA-256 <Hash sha256={capture.sha256} />
        </dd>
        <dt>证据链</dt>
        <dd>
          第 {chain.position} 环，链值 <Hash sha256={chain.value} />
          ，记录 <Hash sha256={chain.recordSha256} />
          <div>
            <Integrity capture={capture} />
          </div>
        </dd>
        <dt>证书</dt>
        <dd>{tls ? <Certificate tls={tls} /> : '未使用加密连接'}</dd>
      </dl>
      {headers.length > 0 && (
        <details>
          <summary>应答头（{headers.length}）</summary>
          <table className="dates-table mono">
            <tbody>
              {headers.map(({ name, value }, index) => (
                <tr key={index}>
                  <th scope="row" style={{ width: '14rem' }}>
                    {name}
                  </th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}

export function Integrity({ capture }: { capture: CaptureView }) {
  if (capture.isIntact === null)
    return <span className="unseen">内容已于 {clockTime(capture.expiredAt ?? '')} 期满删除，链值保留</span>;
  if (capture.isIntact) return <span className="tag tag-done">✓ 与证据链相符</span>;
  return <span className="tag tag-returned">✕ 内容缺失或与证据链不符，不能作为证据</span>;
}

function Certificate({ tls }: { tls: NonNullable<CaptureView['tls']> }) {
  return (
    <>
      {tls.subject}，{tls.issuer} 签发
      <div className="soft">
        有效期 {tls.validFrom.slice(0, 10)} 至 {tls.validTo.slice(0, 10)}；{tls.protocol}，{tls.cipher}
      </div>
      <div className="mono small">{tls.fingerprint256}</div>
    </>
  );
}
