import { addMonths, LocalDate, localDate } from '@app/calendar/local-date';
import { PrintedValidity } from './content-page';
import { ContentSource, numbersCited, possibleNumbers } from './content-source';

/** 废止、失效 by what texts of the site print: 有效期 in the document itself, or a later text that repeals its 文号. */
export function validityNotes(sources: readonly ContentSource[]): ReadonlyMap<string, PrintedValidity> {
  const numbered = new Map<string, ContentSource[]>();
  for (const source of sources) {
    const number = source.document.documentNumber;
    if (number) numbered.set(number, [...(numbered.get(number) ?? []), source]);
  }
  const notes = new Map<string, PrintedValidity>();
  for (const source of sources) {
    const until = source.document.documentNumber ? endOf(source.page.text) : undefined;
    if (until) notes.set(source.id, { ...notes.get(source.id), until });
    for (const number of repealedIn(source.page.text))
      for (const repealed of numbered.get(number) ?? [])
        if (repealed !== source && isLater(source, repealed))
          notes.set(repealed.id, { ...notes.get(repealed.id), ...repealedBy(source) });
  }
  return notes;
}

function repealedBy({ document }: ContentSource): PrintedValidity {
  const { url, title, publishedOn, listedOn, evidence } = document;
  return evidence ? { repealedBy: { url, title, publishedOn: publishedOn ?? listedOn, evidence } } : {};
}

function isLater({ document: one }: ContentSource, { document: other }: ContentSource): boolean {
  const [a, b] = [one.publishedOn ?? one.listedOn, other.publishedOn ?? other.listedOn];
  return a !== null && b !== null && a >= b;
}

/** 《…》（清政发〔2019〕3号）同时废止; what is repealed in part stays in force. */
function repealedIn(text: string): string[] {
  if (!/废止|失效/u.test(text)) return [];
  return text.split(/[。；\n]/u).flatMap((sentence) => {
    if (
      !/废止|失效/u.test(sentence) ||
      /(?:条款?|部分|内容|项)(?:予以|同时)?(?:废止|失效)|未废止|不再废止|除.{0,30}外/u.test(sentence)
    )
      return [];
    const own = sentence.replace(/(?:根据|依据|按照|依照)[^，]{0,200}，/gu, '');
    return numbersCited(own.slice(0, 600)).flatMap(possibleNumbers);
  });
}

const UNTIL = /有效期(?:限)?(?:截?至|到)\s?(\d{4})年(\d{1,2})月(\d{1,2})日/u;
const TERM =
  /自\s?(\d{4})年(\d{1,2})月(\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效)[，,]\s?(?:试行期|有效期)(?:为|限为)?\s?([一二三四五12345])\s?年/u;

function endOf(text: string): LocalDate | undefined {
  const until = UNTIL.exec(text);
  if (until) return localDate(Number(until[1]), Number(until[2]), Number(until[3]));
  const term = TERM.exec(text);
  const from = term && localDate(Number(term[1]), Number(term[2]), Number(term[3]));
  const years = '一二三四五'.indexOf(term?.[4] ?? '') + 1 || Number(term?.[4]);
  return from && years > 0 ? addMonths(from, years * 12) : undefined;
}
