import { AttachmentContent, ExtractFile } from '@app/crawling/attachment-content';
import { ClaimedDate, ExtractedPage, PageSignal } from '@app/crawling/extracted-page';
import { contentMarks } from './generic/content-marks';
import { firstNumber, normalNumber } from './generic/document-number';
import { maskPage } from './generic/mask-page';
import { datesIn } from './generic/printed-dates';
import { NO_SIGNATURE, signatureOf } from './generic/signature';

const MAX_TEXT = 20_000;
const MAX_DATES = 120;
const TOP_LINES = 12;
const LAST_LINES = 400;

/**
 * An attached file in the form of a page: its text, its own 发文字号, the dates it prints, and the files of an archive. It
 * has no title and no day of publication: those are the page's that offers it. Personal numbers are masked.
 */
export const attachmentPage: ExtractFile = (url, content) => {
  const lines = content.text.split('\n').map((text) => ({ text }));
  const isProse = content.kind !== 'xlsx' && content.kind !== 'xls';
  const number = isProse ? firstNumber(lines.slice(0, TOP_LINES)) : null;
  const { signedOn, organ } = isProse ? signatureOf(lines.slice(0, LAST_LINES)) : NO_SIGNATURE;
  return maskPage({
    ...bare(url),
    documentNumber: number,
    ...(number ? { documentNumberNormal: normalNumber(number) } : {}),
    formedOn: signedOn,
    attachments: content.entries.map(({ name }) => ({ name, url: '' })),
    dates: datesOf(lines, signedOn),
    signals: [...signalsOf(content), ...contentMarks(content.text.slice(0, MAX_TEXT))],
    signedBy: organ,
    text: content.text.slice(0, MAX_TEXT),
  });
};

function bare(url: string): ExtractedPage {
  return {
    url,
    kind: 'other',
    title: null,
    publishedOn: null,
    formedOn: null,
    documentNumber: null,
    indexNumber: null,
    issuingBody: null,
    source: null,
    validity: null,
    attachments: [],
    entries: [],
    nextPages: [],
    dates: [],
    signals: [],
    family: 'attachment',
    breadcrumb: [],
    sectionName: null,
    signedBy: null,
    text: '',
    links: [],
  };
}

function datesOf(lines: readonly { readonly text: string }[], signedOn: string | null): ClaimedDate[] {
  const found = new Map<string, ClaimedDate>();
  const add = (claim: ClaimedDate) => found.set(`${claim.value}|${claim.from}`, claim);
  if (signedOn) add({ value: signedOn, from: 'signature' });
  for (const { text } of lines) {
    if (found.size >= MAX_DATES) break;
    for (const { value } of datesIn(text)) add({ value, from: 'text' });
  }
  return [...found.values()].slice(0, MAX_DATES);
}

function signalsOf({ isScanned, isCut }: AttachmentContent): PageSignal[] {
  return [
    ...(isScanned ? [{ kind: 'scanned-attachment', at: 'file' }] : []),
    ...(isCut ? [{ kind: 'cut-attachment', at: 'file' }] : []),
  ];
}
