import { CaptureRecord } from './capture';

/** A page of a fictional county as the fetcher hands it to the store. */
export function captureRecord(body: string | Buffer, changes: Partial<CaptureRecord> = {}): CaptureRecord {
  return {
    url: 'http://www.qinghe.example/zwgk/',
    finalUrl: 'http://www.qinghe.example/zwgk/index.html',
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [
      ['Server', 'nginx'],
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '77'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ],
    capturedAt: '2026-11-20T02:03:04.567Z',
    address: '192.0.2.7',
    tls: null,
    contentType: 'text/html; charset=utf-8',
    via: 'http',
    body: Buffer.from(body),
    ...changes,
  };
}
