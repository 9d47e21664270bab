import { Unit } from '@app/sites/unit';
import { ItemObservation, ObservedDocument, UnitObservation } from '@app/observation/observation';
import { isReprintTitle, isSameOrgan, namesOrgan, organOfTitle, organsIn } from '@app/observation/organ';

/** 谁制作、谁公开: whose document it is by what the page prints. `why` is Chinese and ends without a full stop. */
export type Publisher = { readonly kind: 'own' } | { readonly kind: 'other' | 'unknown'; readonly why: string };

/**
 * The printed signature decides; without one the printed issuer, unless title, document number or source speak of
 * another organ; without both only the source, and only on the unit's own site.
 * Source: 《政府信息公开条例》第十条.
 */
export function publisherOf(
  document: ObservedDocument,
  item: { readonly item: Pick<ItemObservation['item'], 'unit'> },
  observation: UnitObservation,
): Publisher {
  const { unit, scope } = observation;
  const names = [unit.name, ...unit.aliases, ...organsIn(item.item.unit ?? '')];
  const isOwn = (printed: string) => organsIn(printed).some((organ) => isSameOrgan(organ, names));
  const { signedBy, issuingBody, source } = document;
  if (signedBy) return isOwn(signedBy) ? ledBy(signedBy, names) : other(`落款为“${signedBy}”`);
  const foreign = foreignSign(document, isOwn, unit.kind);
  if (foreign) return other(foreign);
  if (issuingBody) return isOwn(issuingBody) ? ledBy(issuingBody, names) : other(`发布机构为“${issuingBody}”`);
  if (source && scope.isOwnSite && isOwn(source)) return OWN;
  return { kind: 'unknown', why: '页面未载明发布机构和落款，不能确定是否为本单位制作' };
}

const OWN: Publisher = { kind: 'own' };
const other = (why: string): Publisher => ({ kind: 'other', why: `${why}，不是本单位制作` });

/** 条例第十条第三款: what several organs made together is published by the one that led, and that one signs first. */
function ledBy(printed: string, names: readonly string[]): Publisher {
  const [first = printed] = organsIn(printed);
  return isSameOrgan(first, names) || !namesOrgan(first)
    ? OWN
    : { kind: 'other', why: `“${printed}”联合制作，由牵头的“${first}”负责公开` };
}

function foreignSign(
  document: ObservedDocument,
  isOwn: (printed: string) => boolean,
  kind: Unit['kind'],
): string | undefined {
  const { title, source, documentNumber } = document;
  const organ = organOfTitle(title);
  if (organ && !isOwn(organ)) return `标题载明为“${organ}”的文件`;
  if (isReprintTitle(title)) return '标题载明为转发';
  const superior = kind === 'department' || kind === 'enterprise' ? GOVERNMENT_NUMBER : CENTRAL_NUMBER;
  if (documentNumber && superior.test(documentNumber)) return `文号“${documentNumber}”为上级机关文号`;
  if (source && namesOrgan(source) && !isOwn(source)) return `来源为“${source}”`;
  return undefined;
}

/** 国发, 国办发, 中办发 …: nobody's below. */
const CENTRAL_NUMBER = /^(?:国发|国办|国务院|中发|中办|国令)/u;
/** 苏政办发, 清政发, 苏府办: numbers of a government, which a bureau does not give. */
const GOVERNMENT_NUMBER =
  /^(?:国发|国办|国务院|中发|中办|国令|[一-龥]{1,4}(?:政(?:办|规)?[发函字规]|府(?:办)?[发函字规〔]|府办))/u;
