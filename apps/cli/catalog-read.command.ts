import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { DisclosureCatalog } from '@app/catalog/disclosure-catalog';

/** `mingjian catalog read FILE` — every row of the catalog, and what could not be read. Throws CatalogFileError. */
export async function catalogRead(path: string): Promise<DisclosureCatalog> {
  return readCatalogFile(path);
}
