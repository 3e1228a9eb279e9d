import type { Answer } from './answers.ts';

const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 100;

/**
 * A page with its Link header (docs.github.com, REST API, using pagination): `per_page` at most 100, numeric addresses of
 * the repository, and no header where all is on one page.
 */
export function paginate(items: readonly unknown[], query: URLSearchParams, { address, wrap }: { readonly address: string; readonly wrap?: (page: readonly unknown[], total: number) => unknown }): Answer {
  const size = Math.min(LARGEST_SIZE, toCount(query.get('per_page'), DEFAULT_SIZE));
  const page = toCount(query.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (rel: string, number: number): string => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(number));
    return `<${address}?${parameters.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link('prev', page - 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
    ...(page > 1 ? [link('first', 1)] : []),
  ];
  const found = items.slice((page - 1) * size, page * size);
  return { status: 200, body: wrap === undefined ? found : wrap(found, items.length), ...(links.length > 0 && { headers: { link: links.join(', ') } }) };
}

function toCount(text: string | null, otherwise: number): number {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : otherwise;
}
