import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Application } from '../app/application/application.ts';
import { answerError, CodedAnswer } from './answer-error.ts';
import { imageRoutes } from './image-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { statusRoutes } from './status-routes.ts';

const MAX_BODY_BYTES = 1024 * 1024;

/** The HTTP interface of the panel, without transport: paths under `/api`, JSON in and out, every failure `{code, message, hint}`. */
export function createApi(application: Application): Hono {
  const api = new Hono();
  api.use('/api/*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => { throw new CodedAnswer('request_malformed'); } }));
  api.route('/api', statusRoutes(application));
  api.route('/api', imageRoutes(application));
  api.route('/api', jobRoutes(application));
  api.route('/api', settingsRoutes(application));
  api.route('/api', reviewRoutes(application));
  api.route('/api', modelRoutes(application));
  api.notFound(() => answerError(new CodedAnswer('not_found')));
  api.onError((error) => answerError(error));
  return api;
}
