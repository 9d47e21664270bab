import { cannotTell, defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { NamedPlace } from '@app/observation/site-facts';
import { normalName } from '@app/observation/names';
import { homeProof, ofOwnSite, frameDoubt, placeProof, placesFor } from '../site-subject';

const NAME = '政府信息公开';

/** 统一名称、不另设网站 — the entry of the home page is called 政府信息公开 and stays on the site. */
export const directoryName = defineRule({
  code: 'PLT-02',
  id: 'directory-name',
  title: '信息公开专栏名称或位置不规范',
  dimension: '平台',
  basis: '国办公开办函〔2019〕61号（统一名称，不另设专门网站，条款待核对原文）',
  severity: 'medium',
  machine: 'A',
  subject: 'site',
  family: 'directory-name',
  parameters: { platformHosts: '' },
  advice: '请在首页以“政府信息公开”为名设置专栏入口，专栏设在本网站或统一平台上。',
  isCurable: true,
  doubts: '专栏指向另一网站（可能是上级统一平台，平台域名写入 platformHosts 的不再存疑）、入口不在首页，或网站未读完',

  examine(_site, { observation, parameters }) {
    return ofOwnSite(observation, (facts) => {
      const places = placesFor(facts, 'directory');
      const home = places.filter(({ isOnHome }) => isOnHome);
      const named = (one: NamedPlace) => normalName(one.name) === NAME;
      const own = home.find((one) => named(one) && one.state !== 'elsewhere');
      if (own) return pass(`首页设有“${NAME}”专栏`, placeProof(own));
      const away = home.find(named);
      if (away) return elsewhere(away, String(parameters.platformHosts));
      const other = home[0];
      const deep = places.find(named);
      if (!other && !deep) return notApplicable('未见信息公开专栏，由PLT-01判定');
      if (deep) return cannotTell(`“${NAME}”专栏存在，但首页未见以此为名的入口，请核实`, placeProof(deep));
      const sum = `首页专栏名称为“${other?.name}”，未使用统一名称“${NAME}”`;
      return frameDoubt(observation, `“${NAME}”`) ?? fail(sum, homeProof(observation));
    });
  },
});

/** A platform of the region is no 专门网站; which hosts are such is for the region to say. */
function elsewhere(place: NamedPlace, platformHosts: string) {
  const { host, hostname } = new URL(place.url);
  const isPlatform = platformHosts.split(/[,，、\s]+/u).some((name) => name !== '' && name === hostname);
  if (isPlatform) return pass(`“${NAME}”专栏设在统一平台 ${host}`, placeProof(place));
  return cannotTell(`“${NAME}”指向另一网站 ${host}，请核实是统一平台还是另设的专门网站`, placeProof(place));
}
