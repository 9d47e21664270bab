import { Extract, ExtractedPage } from '@app/crawling/extracted-page';
import { channels } from './channels/channels.family';
import { Family } from './family';
import { generic } from './generic/generic.family';
import { readPage } from './generic/read-page';
import { gkmlpt } from './gkmlpt/gkmlpt.family';
import { gongkai } from './gongkai/gongkai.family';
import { hanweb } from './hanweb/hanweb.family';
import { lonsun } from './lonsun/lonsun.family';
import { lpcms } from './lpcms/lpcms.family';
import { openness } from './openness/openness.family';
import { trs } from './trs/trs.family';
import { ucap } from './ucap/ucap.family';
import { vsb } from './vsb/vsb.family';

/** CMS families, the first that recognises a page reads it; `generic` reads the rest. */
export const FAMILIES: readonly Family[] = [
  hanweb,
  gkmlpt,
  vsb,
  openness,
  lonsun,
  gongkai,
  lpcms,
  ucap,
  trs,
  channels,
  generic,
];

/** Reads one decoded page into what it says. Pure; never throws, whatever the markup. */
export const extract: Extract = (page) => readPage(FAMILIES.find((family) => family.recognises(page)) ?? generic, page);

export type ExtractJson = Omit<
  ExtractedPage,
  'family' | 'breadcrumb' | 'sectionName' | 'signedBy' | 'text' | 'links' | 'marks'
>;

/** The public fields of `mingjian extract` (design.md §7). */
export function extractJson(page: ExtractedPage): ExtractJson {
  const {
    family: _family,
    breadcrumb: _breadcrumb,
    sectionName: _section,
    signedBy: _signed,
    text: _text,
    links: _links,
    marks: _marks,
    ...json
  } = page;
  return json;
}
