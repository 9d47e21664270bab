import { ExtractedPage, PageSignal } from '@app/crawling/extracted-page';
import { MAY_HOLD, maskPersonalData } from './personal-data';
import { privateDetails } from './private-details';

/**
 * The page with every personal number masked wherever it was read, and a signal for each in title, text and entries.
 * Nothing behind this function sees the numbers (个人信息保护法; design.md §9).
 */
export function maskPage(page: ExtractedPage): ExtractedPage {
  const signals: PageSignal[] = [];
  const noted = (text: string, place: string, isOffset = false): string => {
    if (!MAY_HOLD.test(text)) return text;
    const { text: hidden, found } = maskPersonalData(text);
    for (const { kind, at, masked } of found) signals.push({ kind, at: isOffset ? `${place}:${at}` : place, masked });
    return hidden;
  };
  const silent = (text: string): string => (MAY_HOLD.test(text) ? maskPersonalData(text).text : text);
  const title = page.title === null ? null : noted(page.title, 'title');
  const text = noted(page.text, 'text', true);
  return {
    ...page,
    title,
    source: page.source === null ? null : silent(page.source),
    text,
    entries: page.entries.map((entry, index) => ({ ...entry, title: noted(entry.title, `entries[${index}]`) })),
    attachments: page.attachments.map(({ name, url }) => ({ name: silent(name), url })),
    links: page.links.map(({ url, text }) => ({ url, text: silent(text) })),
    signals: [...page.signals, ...signals, ...privateDetails(text)],
  };
}
