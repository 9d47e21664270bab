import type { CatalogVersionView } from '../../api/catalog-views';
import { CATALOG_STATE } from './words';

/** 草稿, 待审核, 现行 …: a version that was replaced may still be in force for some days. */
export function VersionTag({ version }: { version: Pick<CatalogVersionView, 'state' | 'isInForce'> }) {
  if (version.isInForce) return <span className="tag tag-done">现行</span>;
  const look = version.state === 'review' ? 'tag-active' : version.state === 'rejected' ? 'tag-returned' : '';
  return <span className={`tag ${look}`}>{CATALOG_STATE[version.state]}</span>;
}
