import { modelKeyRequestSchema, modelSettingsRequestSchema, reviewFileSchema, REVIEW_FILES, reviewOptionsRequestSchema } from '../../../backend/contract/review.ts';
import type { WireFinding, WireModelSettings, WireReview, WireReviewOptions, WireReviewTarget } from '../../../backend/contract/review.ts';
import type { Answer } from './fake-backend.ts';
import { modelSettingsOf, optionsOf, reviewOf, REVIEWS, summaryOf } from './wire-reviews.ts';

/** The part of the API that is about reviews, over reviews in memory. */
export class FakeReviews {
  reviews: readonly WireReview[] = REVIEWS;
  options: WireReviewOptions = optionsOf();
  settings: WireModelSettings = modelSettingsOf();
  /** Keys that were handed over, as the backend alone would know them. */
  readonly keys = new Map<string, { readonly key: string; readonly keep: string }>();
  /** Targets that options were asked for. */
  readonly targets: WireReviewTarget[] = [];

  /** One request; null where it is about something else. */
  handle(method: string, url: URL, body: unknown): Answer | null {
    const [, , resource = '', first = '', ...rest] = url.pathname.split('/').map((part) => decodeURIComponent(part));
    switch (`${method} ${resource}`) {
      case 'GET reviews': return this.read(first, rest, url.searchParams);
      case 'DELETE reviews': return this.remove(first);
      case 'POST review-options': {
        this.targets.push(reviewOptionsRequestSchema.parse(body).target);
        return ok(this.options);
      }
      case 'GET model-settings': return ok(this.settings);
      case 'PUT model-settings': {
        this.settings = { ...this.settings, ...modelSettingsRequestSchema.parse(body) };
        return ok(this.settings);
      }
      case 'PUT model-keys': return this.setKey(body);
      case 'DELETE sources': {
        this.settings = { ...this.settings, cache: { sources: 0, bytes: 0 } };
        return ok({});
      }
      default: return null;
    }
  }

  /** Stores what a job found, as the newest. */
  add(change: Partial<WireReview>): string {
    const review = reviewOf({ id: `review-${this.reviews.length + 1}`, endedAt: '2026-06-15T12:00:00Z', ...change });
    this.reviews = [review, ...this.reviews];
    return review.id;
  }

  private read(first: string, rest: readonly string[], query: URLSearchParams): Answer {
    if (first === '') return this.page(query);
    if (first === 'compare') return this.compare(query.get('older') ?? '', query.get('newer') ?? '');
    const review = this.find(first);
    if (review === undefined) return NOT_FOUND;
    if (rest.length === 0) return ok(review);
    const name = REVIEW_FILES.find((file) => file === rest[1]);
    return rest[0] !== 'files' || name === undefined ? NOT_FOUND : ok(reviewFileSchema.parse({ fileName: `${review.title}-${name}`, text: name === 'report.md' ? review.report : JSON.stringify(review) }));
  }

  private page(query: URLSearchParams): Answer {
    const [offset, limit, subject] = [Number(query.get('offset')), Number(query.get('limit')), query.get('subject')];
    if (!(limit >= 1 && limit <= 100)) return { status: 400, body: { code: 'request_malformed', message: 'The limit is at most 100.', hint: '' } };
    const found = this.reviews.filter((review) => subject === null || (review.server ?? review.project) === subject);
    return ok({ total: found.length, offset, reviews: found.slice(offset, offset + limit).map(summaryOf) });
  }

  private compare(olderId: string, newerId: string): Answer {
    const [older, newer] = [this.find(olderId), this.find(newerId)];
    if (older === undefined || newer === undefined) return NOT_FOUND;
    const nameOf = ({ rule, file, evidence }: WireFinding): string => JSON.stringify([rule, file, evidence]);
    const [inOlder, inNewer] = [new Set(older.findings.map(nameOf)), new Set(newer.findings.map(nameOf))];
    return ok({
      older: summaryOf(older), newer: summaryOf(newer),
      added: newer.findings.filter((finding) => !inOlder.has(nameOf(finding))),
      removed: older.findings.filter((finding) => !inNewer.has(nameOf(finding))),
      unchanged: newer.findings.filter((finding) => inOlder.has(nameOf(finding))),
    });
  }

  private remove(id: string): Answer {
    if (this.find(id) === undefined) return NOT_FOUND;
    this.reviews = this.reviews.filter((review) => review.id !== id);
    return ok({});
  }

  private setKey(body: unknown): Answer {
    const { provider, key, keep } = modelKeyRequestSchema.parse(body);
    if (key === null) this.keys.delete(provider);
    else this.keys.set(provider, { key, keep });
    this.settings = { ...this.settings, keys: { ...this.settings.keys, [provider]: key === null ? 'none' : keep } };
    return ok(this.settings);
  }

  private find(id: string): WireReview | undefined {
    return this.reviews.find((review) => review.id === id);
  }
}

const NOT_FOUND: Answer = { status: 404, body: { code: 'not_found', message: 'There is no such review.', hint: 'It may have been deleted.' } };

function ok(body: unknown): Answer {
  return { status: 200, body };
}
