import { Capture } from '@app/crawling/capture';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { isSameQuestion, isSearchAnswer, SearchQuestion, searchQuestionOf } from '@app/crawling/search-trial';
import { normalName } from './names';
import { pageIdentity } from './page-identity';
import { SearchTrial } from './site-facts';

const FIRST_RESULTS = 10;
/** What sites say when a search finds nothing. */
const NOTHING =
  /(?:没有|未能?|暂未|抱歉[^。]{0,6}未)(?:找到|检索到|搜索到|查询到|查到)|(?:共|约|找到|检索到|搜索到|查询到)[^\d。]{0,8}\b0\s?(?:条|个|篇)|无相关(?:结果|信息|内容)|暂无(?:相关)?(?:结果|数据|信息)|(?:结果|记录)(?:为|:|：)\s?0/u;

interface ReadPage {
  readonly capture: Capture;
  readonly page: ExtractedPage;
}

/** Answers of the site's own search are no pages of the unit: they are left out of what was seen, and say how it works. */
export function apartFromSearch<P extends ReadPage>(
  pages: readonly P[],
  homeUrl: string,
): { readonly pages: readonly P[]; readonly search?: SearchTrial } {
  const home = pages.find(({ capture, page }) => [capture.url, page.url].some((url) => isSamePage(url, homeUrl)));
  const form = home?.page.marks?.search;
  if (!form) return { pages };
  const isAnswer = ({ capture, page }: P) => isSearchAnswer(capture.url, form) || isSearchAnswer(page.url, form);
  const search = searchTrialOf(home.page, pages.filter(isAnswer));
  return { pages: pages.filter((one) => !isAnswer(one)), ...(search ? { search } : {}) };
}

const isSamePage = (one: string, other: string) => pageIdentity(one) === pageIdentity(other);

/** 试检索: where the home page let us ask and an answer was read. */
function searchTrialOf(home: ExtractedPage, answers: readonly ReadPage[]): SearchTrial | undefined {
  const question = searchQuestionOf(home);
  const answer = question && answers.find(({ capture }) => isSameQuestion(capture.url, question.url));
  if (!question || !answer) return undefined;
  const { capturedAt, sha256 } = answer.capture;
  return {
    ...question,
    outcome: outcomeOf(answer.page, question),
    evidence: { url: question.url, capturedAt, sha256 },
  };
}

function outcomeOf({ entries, links, text }: ExtractedPage, { query }: SearchQuestion): SearchTrial['outcome'] {
  const words = normalName(query);
  const isNamed = ({ title }: { readonly title: string }) => normalName(title).includes(words);
  if (entries.slice(0, FIRST_RESULTS).some(isNamed)) return 'hit';
  const linked = links.map((link) => ({ title: link.text })).filter(({ title }) => title.length >= query.length);
  if (linked.slice(0, FIRST_RESULTS).some(isNamed)) return 'hit';
  return entries.length === 0 && NOTHING.test(text) ? 'none' : 'miss';
}
