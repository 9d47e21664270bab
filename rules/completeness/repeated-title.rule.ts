import { normalName } from '@app/observation/names';
import { ObservedSection } from '@app/observation/observation';
import { pageIdentity } from '@app/observation/page-identity';
import { defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { entryIdentity } from '@app/observation/sections';

/** 标题即栏目名、重复标题 — a list from whose titles nobody can tell its texts apart. */
export const repeatedTitle = defineRule({
  code: 'PUB-08',
  id: 'repeated-title',
  title: '标题即栏目名或重复',
  dimension: '完整性',
  basis: '国办公开办函〔2019〕61号（便于检索、查阅，条款待核对原文）；地方季度通报口径（以本地方案为准）',
  severity: 'low',
  machine: 'A',
  subject: 'section',
  family: 'titles',
  parameters: { same: 10, named: 1 },
  advice: '请在标题中写明期间、对象或文号，使各条信息可以区分。',
  isCurable: true,
  doubts: '栏目未能读取；只有一条信息的栏目不判标题与栏目同名，网址相同或没有网址的条目不重复计',

  appliesTo: ({ section }) => section.entries.length > 1,

  examine({ section }, { parameters }) {
    const { entries, evidence, name, url } = section;
    if (evidence.length === 0) return unseen(`栏目“${name}”未能读取，不作判断`);
    const proof = { url, evidence };
    const own = distinct(section);
    if (own.length < 2) return notApplicable(`栏目“${name}”只有一条信息`);
    const named = own.filter(({ title }) => normalName(title) !== '' && normalName(title) === normalName(name));
    if (named.length >= parameters.named && named.length > 0)
      return fail(`栏目“${name}”有${named.length}条信息的标题就是栏目名称，看不出内容`, proof);
    const [title = '', count = 0] = mostCommon(own.map((entry) => entry.title));
    if (count > parameters.same)
      return fail(`栏目“${name}”有${count}条信息同题“${title.slice(0, 40)}”，不能区分`, proof);
    return pass(`栏目“${name}”的${entries.length}条信息标题可以区分`, proof);
  },
});

/** Entries with an address of their own; the section's page and what is listed twice are left out. */
function distinct({ entries, url }: ObservedSection) {
  const seen = new Set<string>([pageIdentity(url)]);
  return entries.filter((entry) => {
    const id = entryIdentity(entry);
    if (entry.url === '' || seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

function mostCommon(titles: readonly string[]): [string, number] {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].reduce<[string, number]>((best, each) => (each[1] > best[1] ? each : best), ['', 0]);
}
