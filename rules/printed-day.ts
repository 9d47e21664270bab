import { UnitObservation } from '@app/observation/observation';
import { RegisterEntry, textIn } from '@app/registers/register-kind';

/**
 * What the page an entry names prints instead of the day registered; Chinese, undefined where both agree or the page was
 * not read. One address is one page whether it is written with http or https.
 */
export function publishedElsewhere(entry: RegisterEntry, { items }: UnitObservation): string | undefined {
  const [url, registered] = [textIn(entry, 'url'), textIn(entry, 'publishedOn')];
  if (!url || !registered) return undefined;
  const page = items
    .flatMap(({ documents }) => documents)
    .find((document) => addressOf(document.url) === addressOf(url));
  if (!page?.publishedOn || page.publishedOn === registered) return undefined;
  return `登记的公开日期${registered}与网页载明的${page.publishedOn}不一致，请核实`;
}

function addressOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
