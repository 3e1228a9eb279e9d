import { passed, unknown } from './check.ts';
import { isCatalogFresh } from './catalog-age.ts';
import type { Facts } from './facts.ts';
import type { Check } from './verdict.ts';

/** Is there a catalog, and is it young enough to prove anything? */
export function checkCatalog(facts: Facts): Check {
  const { catalog } = facts;
  if (!catalog.known) return unknown('catalog', catalog.code, { detail: catalog.detail });
  const values = { 'catalog fetched at': catalog.value.fetchedAt };
  if (isCatalogFresh(facts, catalog.value)) return passed('catalog', values);
  // A rewritten history that waits for acceptance is the reason why the accepted one grew old.
  return unknown('catalog', catalog.value.rewritten === true ? 'catalog_rewritten' : 'catalog_too_old', values);
}
