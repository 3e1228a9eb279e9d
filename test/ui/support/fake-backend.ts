import type { WireError, WireImageRow, WireJob, WireSettingsAnswer, WireStatus } from '../../../backend/contract/api.ts';
import { jobRequestSchema, settingsSchema } from '../../../backend/contract/api.ts';
import { acceptHeadRequestSchema, acceptKeyRequestSchema, keyRequestSchema, worldRequestSchema } from '../../../backend/contract/requests.ts';
import { toRefusal, toUnreachable } from '../../../ui/src/lib/backend-problem.ts';
import type { Transport } from '../../../ui/src/lib/transport.ts';
import { FakeJobs } from './fake-jobs.ts';
import { FakeReviews } from './fake-reviews.ts';
import { settingsAnswerOf, statusOf } from './wire-answers.ts';
import { ROWS } from './wire-rows.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** How a path misbehaves: an error answer, no backend at all, or no answer ever. */
export type Fault = WireError | 'unreachable' | 'hang' | { readonly garbage: unknown };

/** The API of the backend over rows in memory. It accepts and answers only what the contract allows. */
export class FakeBackend {
  status: WireStatus = statusOf();
  rows: readonly WireImageRow[] = ROWS;
  settings: WireSettingsAnswer = settingsAnswerOf();
  readonly reviews = new FakeReviews();
  readonly jobs = new FakeJobs((review) => this.reviews.add(review));
  /** By method and beginning of the path, e.g. `GET /api/images`. */
  readonly faults = new Map<string, Fault>();
  /** Every request that came, e.g. `POST /api/jobs`. */
  readonly requests: string[] = [];

  /** One request of the API. */
  handle(method: string, path: string, body: unknown): Answer {
    this.requests.push(`${method} ${path}`);
    const url = new URL(path, 'http://localhost');
    const aboutReviews = this.reviews.handle(method, url, body);
    if (aboutReviews !== null) return aboutReviews;
    const [, , resource = '', ...rest] = url.pathname.split('/');
    const argument = decodeURIComponent(rest.join('/'));
    switch (`${method} ${resource}`) {
      case 'POST session': return ok({});
      case 'GET status': return ok(this.status);
      case 'GET images': return this.page(Number(url.searchParams.get('offset')), Number(url.searchParams.get('limit')));
      case 'POST jobs': return { status: 202, body: this.jobs.start(jobRequestSchema.parse(body), this.rows) };
      case 'GET jobs': return argument === '' ? ok({ jobs: this.jobs.list() }) : this.job(argument, Number(url.searchParams.get('since')));
      case 'DELETE jobs': return ok(this.jobs.cancel(argument));
      case 'POST world': return this.switchWorld(worldRequestSchema.parse(body).world);
      case 'GET settings': return ok(this.settings);
      case 'PUT settings': return this.save(settingsSchema.parse(body));
      case 'POST keys': return argument === 'accept' ? this.accept(acceptKeyRequestSchema.parse(body).fingerprint) : this.addKey(keyRequestSchema.parse(body));
      case 'DELETE keys': return this.setKeys(this.settings.keys.filter((key) => key.fingerprint !== argument));
      case 'POST catalog': return this.acceptHead(acceptHeadRequestSchema.parse(body).head);
      case 'GET export': return ok({ text: `# Report of ${url.searchParams.get('key') ?? 'all'}`, fileName: `report.${url.searchParams.get('format') === 'json' ? 'json' : 'md'}` });
      case 'DELETE data': return ok({});
      default: return { status: 404, body: { code: 'not_found', message: 'There is no such thing.', hint: '' } };
    }
  }

  /** The fault of a request, if it has one. */
  faultOf(method: string, path: string): Fault | null {
    const name = `${method} ${path}`;
    for (const [start, fault] of this.faults) if (name.startsWith(start)) return fault;
    return null;
  }

  /** The way that the panel uses inside a test. */
  transport(): Transport {
    return {
      send: async ({ method, path, body }) => {
        const fault = this.faultOf(method, path);
        if (fault === 'unreachable') throw toUnreachable();
        if (fault === 'hang') return new Promise(() => undefined);
        if (fault !== null) {
          if ('garbage' in fault) return fault.garbage;
          throw toRefusal(fault) ?? toUnreachable();
        }
        const answer = this.handle(method, path, structuredClone(body));
        if (answer.status >= 400) throw toRefusal(answer.body) ?? toUnreachable();
        return structuredClone(answer.body);
      },
    };
  }

  private page(offset: number, limit: number): Answer {
    if (!(limit >= 1 && limit <= 200)) return { status: 400, body: { code: 'request_malformed', message: 'The limit is at most 200.', hint: '' } };
    return ok({ total: this.rows.length, offset, rows: this.rows.slice(offset, offset + limit) });
  }

  private job(id: string, since: number): Answer {
    const job: WireJob | null = this.jobs.get(id, since);
    return job === null ? { status: 404, body: { code: 'not_found', message: 'This job is not known.', hint: '' } } : ok(job);
  }

  private switchWorld(world: WireStatus['world']): Answer {
    this.status = { ...this.status, world };
    return ok(this.status);
  }

  private save(settings: WireSettingsAnswer['settings']): Answer {
    this.settings = { ...this.settings, settings: { ...settings, registryAuth: settings.registryAuth.map(({ token, ...entry }) => ({ ...entry, hasToken: entry.hasToken || token !== undefined })) } };
    this.status = { ...this.status, offline: settings.offline };
    return ok(this.settings);
  }

  private accept(fingerprint: string): Answer {
    return this.setKeys([...this.settings.keys.filter((key) => key.fingerprint !== fingerprint), { name: 'Accepted key', fingerprint, pem: '', validFrom: null, validUntil: null, origin: 'accepted' }]);
  }

  private addKey({ name, pem }: { readonly name: string; readonly pem: string }): Answer {
    return this.setKeys([...this.settings.keys, { name, fingerprint: 'q1w2e3r4t5y6u7i8o9p0asdfghjklzxcvbnmQWERTY0=', pem, validFrom: null, validUntil: null, origin: 'configured' }]);
  }

  private setKeys(keys: WireSettingsAnswer['keys']): Answer {
    this.settings = { ...this.settings, keys };
    return ok(this.settings);
  }

  private acceptHead(head: string): Answer {
    this.status = { ...this.status, catalog: { ...this.status.catalog, state: 'ready', head, pendingHead: null } };
    return ok(this.status.catalog);
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}
