/** 采集失败的种类 — why a page could not be read. A failure speaks of availability and never of content. */
export const FETCH_FAILURES = {
  refusedAddress: {
    permanent: true,
    text: '地址不允许访问',
    remedy: '核对登记的网址：它指向内网、特殊用途地址或不允许的端口；确需采集内网网站的由管理员逐个放行',
  },
  robots: {
    permanent: true,
    text: '网站 robots.txt 不允许采集',
    remedy: '请主办单位在 robots.txt 中允许 Mingjian 采集该目录，在此之前由人工查看',
  },
  dns: {
    permanent: false,
    text: '域名无法解析',
    remedy: '核对域名是否写错或已停用；下一轮仍不能解析的，请主办单位检查域名解析',
  },
  connect: {
    permanent: false,
    text: '无法建立连接',
    remedy: '系统在下一轮重试；连续多轮如此的，请主办单位检查服务器、端口和防火墙是否拦截本系统的出口地址',
  },
  tls: { permanent: false, text: '证书无效', remedy: '请主办单位更换过期、域名不符或证书链不完整的 HTTPS 证书' },
  timeout: {
    permanent: false,
    text: '连接超时',
    remedy: '系统在本轮末和下一轮重试；首页 15 秒打不开计入可用性探测，连续多轮如此的请主办单位检查服务器',
  },
  tooLarge: { permanent: true, text: '文件超过大小上限', remedy: '网页超过 8 MB，系统不读，由人工查看' },
  badStatus: {
    permanent: false,
    text: '服务器返回错误',
    remedy: '系统在下一轮重试；状态码 403 请主办单位放行本系统的出口地址，5xx 请检查网站程序',
  },
  notFound: {
    permanent: true,
    text: '页面不存在',
    remedy: '核对链接：由网站自己的网页链接到的，请主办单位恢复该页或删除错链',
  },
  throttled: {
    permanent: false,
    text: '网站要求放慢采集',
    remedy: '系统已按网站要求暂停；经常如此的，调大该服务器组的请求间隔或减少每日请求数',
  },
  challenge: {
    permanent: false,
    text: '网站返回验证页面',
    remedy: '请主办单位把本系统的出口地址加入防护白名单；在此之前由人工查看',
  },
  login: { permanent: true, text: '页面要求登录', remedy: '核对栏目是否应当对外公开；应公开的请主办单位取消登录' },
  redirectLoop: { permanent: true, text: '重定向次数过多', remedy: '请主办单位检查网站的跳转设置' },
  wrongHost: {
    permanent: true,
    text: '跳转到其他网站',
    remedy: '核对网站登记信息：已迁移的改登新网址，未迁移的请主办单位检查是否被劫持',
  },
  hijacked: {
    permanent: true,
    text: '网页疑似被篡改',
    remedy: '立即通知主办单位：网页含博彩、色情标题或隐藏的外链（暗链）；清除后由人工发起重新采集',
  },
  softNotFound: {
    permanent: true,
    text: '页面提示不存在',
    remedy: '核对链接；网站对不存在的页面应返回状态码 404，请主办单位恢复该页或删除错链',
  },
  unreadable: {
    permanent: true,
    text: '内容无法解析',
    remedy: '由人工查看；网页本身正常的，请把网址交给系统维护人员',
  },
  browser: {
    permanent: false,
    text: '浏览器未能打开页面',
    remedy: '系统在下一轮重试；经常如此的，检查采集服务器是否装有 Chromium、内存是否足够',
  },
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
