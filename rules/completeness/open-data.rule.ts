import { cannotTell, defineRule, fail, notApplicable, pass, unseen, Verdict } from '@app/evaluation/rule';
import { UnitObservation } from '@app/observation/observation';
import { OpenDataset } from '@app/observation/site-facts';
import { topicsOf } from '@app/observation/site-facts-places';
import {
  entryDoubt,
  gonePlaces,
  homeProof,
  listed,
  ofOwnSite,
  pagesSeen,
  placeProof,
  placesFor,
} from '../site-subject';

/** 数据开放 — datasets in the pilot domains that can be downloaded, and asked for by an interface. */
export const openData = defineRule({
  code: 'PUB-13',
  id: 'open-data',
  title: '数据开放不足',
  dimension: '完整性',
  basis:
    '江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》三(九)（每个试点领域2个以上）；皋政办发〔2020〕147号 二(三)3',
  severity: 'low',
  machine: 'A',
  subject: 'site',
  family: 'open-data',
  parameters: { leastDatasets: 2, domains: '' },
  advice: '请在数据开放栏目按试点领域发布可下载的数据集，并提供接口说明。',
  isCurable: true,
  doubts: '数据开放在其他网站（省市平台）上、栏目未读完，或没有见到接口说明；试点领域写入 domains 的逐个计数',

  examine(_site, { observation, parameters }) {
    if (observation.unit.kind !== 'government') return notApplicable('由县级政府门户网站开放');
    return ofOwnSite(observation, (facts) => {
      const [place] = placesFor(facts, 'openData');
      if (place?.state === 'elsewhere')
        return cannotTell(`“${place.name}”在其他网站上，请人工查看数据集`, placeProof(place));
      if (place) return counted(facts.datasets, observation, placeProof(place), parameters);
      const [gone] = gonePlaces(facts, 'openData');
      if (gone) return fail(`“${gone.name}”打不开，网站答复页面不存在`, placeProof(gone));
      const sum = `已读取${pagesSeen(observation)}个页面，未见数据开放栏目`;
      return entryDoubt(observation, '数据开放栏目') ?? fail(sum, homeProof(observation));
    });
  },
});

interface Wanted {
  readonly leastDatasets: number;
  readonly domains: string;
}

function counted(
  datasets: readonly OpenDataset[],
  observation: UnitObservation,
  proof: ReturnType<typeof placeProof>,
  { leastDatasets, domains }: Wanted,
): Verdict {
  const groups = domains.split(/[,，、\s]+/u).filter(Boolean);
  const short = (groups.length > 0 ? groups : ['']).flatMap((domain) => {
    const count = datasets.filter(({ title }) => title.includes(domain)).length;
    return count < leastDatasets ? [`${domain || '数据集'}${count}个`] : [];
  });
  const rests = { ...proof, evidence: [...proof.evidence, ...datasets.map(({ evidence }) => evidence)].slice(0, 20) };
  if (short.length > 0) {
    const unread = unreadPart(observation);
    if (unread) return unseen(`${short.join('、')}，少于${leastDatasets}个，但${unread}，不作认定`, rests);
    return fail(`数据开放栏目有${short.join('、')}，少于${leastDatasets}个`, rests);
  }
  const bare = datasets.filter(({ hasFile }) => !hasFile).map(({ title }) => `“${title}”`);
  if (bare.length > 0) return fail(`${datasets.length}个数据集中${bare.length}个不能下载：${listed(bare, 5)}`, rests);
  if (!datasets.some(({ hasInterface }) => hasInterface))
    return cannotTell(`有${datasets.length}个可下载的数据集，未见接口（API）说明，请核实`, rests);
  return pass(`有${datasets.length}个可下载的数据集，并有接口说明`, rests);
}

function unreadPart({ sections, isComplete, gap }: UnitObservation): string | undefined {
  if (!isComplete) return `本次采集不完整（${gap ?? '原因未记录'}）`;
  const open = sections.filter(({ name, path }) =>
    [name, ...path].some((level) => topicsOf(level).includes('openData')),
  );
  const unread = open.find((section) => !section.isComplete || section.seenSince);
  return unread ? `栏目“${unread.name}”未能读完` : undefined;
}
