/**
 * 网站标识 that a page shows in its frame, as 《政府网站发展指引》 asks of header and footer: who runs the site, that it is
 * registered, how it is searched and by whom it can be used. Compact, because every page of a site carries it.
 */
export interface SiteMarks {
  /** 网站标识码: ten digits, or `bm` and eight. */
  readonly siteCode?: string;
  /** ICP备案号. */
  readonly icp?: string;
  /** 公安机关备案号. */
  readonly police?: string;
  readonly has: readonly SiteMark[];
  readonly search?: SearchForm;
}

/**
 * `partyMark` 党政机关网站标识; `errorReport` 我为政府网站找错; `ipv6` the site says that it supports IPv6; `barrierFree`
 * 无障碍; `elderly` 适老化; `search` a search box or link; `scripted` header or footer are put in by a script or a frame,
 * so that what is not there may yet be shown to readers.
 */
export type SiteMark = 'partyMark' | 'errorReport' | 'ipv6' | 'barrierFree' | 'elderly' | 'search' | 'scripted';

/** 检索表单 that asks by address alone (GET), so that it can be tried. */
export interface SearchForm {
  /** Absolute, without query. */
  readonly action: string;
  /** Name of the field for the words. */
  readonly field: string;
  /** Hidden fields that go with it. */
  readonly fixed: Readonly<Record<string, string>>;
}
