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
