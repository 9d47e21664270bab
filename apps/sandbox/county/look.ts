/** How the frame of a site differs from what is asked of it; sites not named have a search that a script sends. */
export interface SiteLook {
  /** Lines of the footer and words of the toolbar that are left out. */
  readonly omits?: readonly ('icp' | 'police' | 'access')[];
  /** `script`: sent by script; `finds`, `nothing`: asks by address, and finds, or never does; `none`: no search at all. */
  readonly search?: 'script' | 'finds' | 'nothing' | 'none';
  /** What the site calls 政府信息公开. */
  readonly directoryName?: string;
  /** Further links of the home page; what they lead to stands in `pages`, or does not. */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  readonly pages?: Readonly<Record<string, string>>;
}

const LOOKS: Readonly<Record<string, SiteLook>> = {
  finance: { search: 'finds' },
  health: { search: 'nothing' },
  market: { search: 'script' },
  civil: { search: 'finds', omits: ['access'], directoryName: '信息公开' },
  edu: {
    omits: ['icp', 'police'],
    links: [
      { text: '学生资助系统', href: '/zfxxgk/xszz/index.html' },
      { text: '旧版页面', href: '/old/index.html' },
    ],
    pages: {
      '/old/index.html':
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>澳门银河娱乐城官网-在线注册平台</title></head><body><h1>欢迎</h1><p>页面内容已被替换。</p></body></html>',
    },
  },
};

export function lookOf({ id }: { readonly id: string }): SiteLook {
  return LOOKS[id] ?? {};
}
