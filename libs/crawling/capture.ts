/** 采集失败的种类 — why a page could not be read. A failure speaks of availability and never of content. */
export const FETCH_FAILURES = {
  refusedAddress: { permanent: true, text: '地址不允许访问', remedy: '核对网址；内网地址须由管理员放行' },
  robots: { permanent: true, text: '网站 robots.txt 不允许采集', remedy: '与网站主办单位商定采集许可' },
  dns: { permanent: false, text: '域名无法解析', remedy: '核对域名；稍后重试' },
  connect: { permanent: false, text: '无法建立连接', remedy: '稍后重试' },
  tls: { permanent: false, text: '证书无效', remedy: '请主办单位更新证书' },
  timeout: { permanent: false, text: '连接超时', remedy: '稍后重试' },
  tooLarge: { permanent: true, text: '文件超过大小上限', remedy: '人工查看' },
  badStatus: { permanent: false, text: '服务器返回错误', remedy: '稍后重试' },
  notFound: { permanent: true, text: '页面不存在', remedy: '核对链接' },
  throttled: { permanent: false, text: '网站要求放慢采集', remedy: '降低采集频率后重试' },
  challenge: { permanent: false, text: '网站返回验证页面', remedy: '与网站主办单位商定采集许可' },
  login: { permanent: true, text: '页面要求登录', remedy: '核对栏目是否对外公开' },
  redirectLoop: { permanent: true, text: '重定向次数过多', remedy: '请主办单位检查网站设置' },
  wrongHost: { permanent: true, text: '跳转到其他网站', remedy: '核对网站登记信息' },
  softNotFound: { permanent: true, text: '页面提示不存在', remedy: '核对链接' },
  unreadable: { permanent: true, text: '内容无法解析', remedy: '人工查看' },
  browser: { permanent: false, text: '浏览器未能打开页面', remedy: '稍后重试' },
} as const;

export type FetchFailureKind = keyof typeof FETCH_FAILURES;

/** 采集失败 of one URL. `status` is the HTTP status where there was one. */
export interface FetchFailure {
  readonly url: string;
  readonly kind: FetchFailureKind;
  readonly status?: number;
  readonly at: string;
  /** What exactly was met, in Chinese: the refused range, the host it led to, the rule that saw a challenge page. */
  readonly detail?: string;
  /** Retry-After in milliseconds, where the site named one. */
  readonly retryAfterMs?: number;
}

/** 网页快照 — the bytes a URL returned at one moment, named by their SHA-256. Bytes live in the capture store. */
export interface Capture {
  /** The URL asked for. */
  readonly url: string;
  /** The URL that answered, after redirects on the same site. */
  readonly finalUrl: string;
  readonly status: number;
  /** ISO instant in real time, never the virtual today. */
  readonly capturedAt: string;
  readonly sha256: string;
  readonly contentType: string | null;
  readonly bytes: number;
  /** `browser` when the bytes are the DOM after scripts ran. */
  readonly via: 'http' | 'browser';
}

/** TLS 证书摘要 — what the server showed when the connection was made. Days are not judged here: a capture was taken all the same. */
export interface TlsSummary {
  /** e.g. `TLSv1.3` */
  readonly protocol: string;
  /** IANA name of the cipher suite. */
  readonly cipher: string;
  /** Distinguished names, e.g. `C=CN, O=清河县人民政府办公室, CN=www.qinghe.example`. */
  readonly subject: string;
  readonly issuer: string;
  /** ISO instants. */
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-256 of the certificate, hex with colons. */
  readonly fingerprint256: string;
}

/** What a server said besides the body, and who said it. */
export interface ResponseHead {
  readonly statusText: string;
  /** `1.1` */
  readonly httpVersion: string;
  /** In the order and spelling they arrived, repeated ones repeated; header bytes as latin1. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The IP address that answered. */
  readonly address: string | null;
  readonly tls: TlsSummary | null;
}

/** One capture with its bytes, as it goes into the store. */
export interface CaptureRecord extends ResponseHead {
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly capturedAt: string;
  readonly contentType: string | null;
  readonly via: 'http' | 'browser' | 'screenshot';
  /** Content coding undone. Empty for an answer 304, whose bytes are those of `before`. */
  readonly body: Buffer;
  /** Hash of `body`, where the caller has worked it out already. */
  readonly sha256?: string;
  /** The newest stored capture of this URL: the same bytes are then referred to instead of stored again. */
  readonly before?: StoredBefore;
}

/** Where a record lies: a file of the store and one gzip member of it. */
export interface CaptureLocation {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

export interface StoredBefore {
  readonly url: string;
  readonly capturedAt: string;
  readonly sha256: string;
  readonly location: CaptureLocation;
}

export interface StoredCapture {
  readonly sha256: string;
  /** The record that holds the bytes; an earlier one where they were stored already. */
  readonly location: CaptureLocation;
  /** The record of this very capture, with its headers; `location` unless the bytes were stored already. */
  readonly record: CaptureLocation;
  /** SHA-256 of that record as it lies in the file, so that headers, address and certificate are proved as well. */
  readonly recordSha256: string;
}
