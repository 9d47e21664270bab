import { Consultation, ConsultationFeedback } from './content-page';
import { bareName, CONSULTS, ContentSource, INTERPRETS, namesQuoted, RESULT } from './content-source';
import { consultationWindow } from './printed-window';

/**
 * 征集与反馈配对 — each call for opinions with the text that says what came of it: the same name in 《》, or the same subject
 * once the words of calling and answering are taken away. What is left unpaired beside it is doubt.
 */
export function consultationsIn(sources: readonly ContentSource[]): ReadonlyMap<string, Consultation> {
  const calls = sources.filter(
    ({ document: { title } }) => CONSULTS.test(title) && !isResult(title) && !INTERPRETS.test(title),
  );
  const results = sources.filter(({ document: { title } }) => isResult(title) && /征求|征集|意见|建议/u.test(title));
  const bySubject = new Map<string, ContentSource>();
  for (const result of results) for (const subject of subjectsOf(result)) bySubject.set(subject, result);
  const answering = new Set<ContentSource>();
  const pairs = calls.map((call) => {
    const result = subjectsOf(call)
      .map((subject) => bySubject.get(subject))
      .find(Boolean);
    if (result) answering.add(result);
    return { call, result };
  });
  const unclear = results.filter((result) => !answering.has(result));
  return new Map(pairs.map(({ call, result }) => [call.id, consultationOf(call, result, unclear)]));
}

function isResult(title: string): boolean {
  return RESULT.test(title.replace(/[《〈][^《》〈〉]*[》〉]/gu, ''));
}

function consultationOf(
  call: ContentSource,
  result: ContentSource | undefined,
  unclear: readonly ContentSource[],
): Consultation {
  const { text } = call.page;
  const day = call.document.publishedOn ?? call.document.listedOn ?? '';
  return {
    window: consultationWindow(text) ?? null,
    isShortnessExplained: SHORT_BECAUSE.test(text),
    feedback: result ? feedbackOf(result) : ownFeedback(call),
    unclear: unclear.filter(({ document }) => (document.publishedOn ?? document.listedOn ?? '9999') >= day).length,
    isListComplete: call.section?.isComplete === true && call.document.isUnlisted !== true,
  };
}

const SHORT_BECAUSE =
  /(?:时间|情况|任务|工作)(?:较为|比较|较)?(?:紧急|紧迫|紧)|因.{2,40}(?:缩短|紧急|急需)|应急(?:处置|需要)|缩短.{0,12}(?:期限|时间)/u;
const SUBSTANTIAL =
  /采纳|未收到|没有收到|未提出|无(?:反馈)?意见|收到.{0,20}(?:意见|建议).{0,10}[\d一二三四五六七八九十]+\s?[条件份个]|[\d一二三四五六七八九十]+\s?[条件份个].{0,10}(?:意见|建议)|理由|不予/u;
const OWN =
  /(?:意见|建议)(?:的)?(?:采纳|反馈|收集|征集)(?:情况|结果)|征集结果|(?:期间|截至).{0,30}(?:未收到|共收到|收到).{0,20}(?:意见|建议)/u;

function feedbackOf({ document, page, files }: ContentSource): ConsultationFeedback {
  const { url, title, publishedOn, listedOn } = document;
  const texts = [title, page.text, ...files.map(({ text }) => text)];
  return {
    url,
    title,
    publishedOn: publishedOn ?? listedOn,
    isSubstantial: texts.some((text) => SUBSTANTIAL.test(text)),
  };
}

/** Some offices write the result into the page of the call itself. */
function ownFeedback({ document, page }: ContentSource): ConsultationFeedback | null {
  if (!OWN.test(page.text)) return null;
  return { url: document.url, title: document.title, publishedOn: null, isSubstantial: true };
}

/** The names in 《》, otherwise the title without the words of calling and answering. */
function subjectsOf({ document: { title } }: ContentSource): string[] {
  const quoted = namesQuoted(title)
    .map(bareName)
    .filter((name) => name.length >= 4);
  if (quoted.length > 0) return quoted;
  const subject = bareName(title.replace(WORDS, ''));
  return subject.length >= 4 ? [subject] : [];
}

const WORDS =
  /^.{0,24}?(?=关于)|关于|对|面向社会|公开|向社会|征求|征集|听取|意见建议|意见|建议|采纳|反馈|结果|情况|汇总|答复|说明|通报|的|公告|通知|公示|启事|函|社会|公众|期间/gu;
