import { z } from 'zod';

/**
 * What `docker extension validate` checks without a registry, as far as it is documented (the pages "Extension image
 * labels", "The metadata.json file" and "Multi-arch" of the Extensions SDK) or seen in its published answers.
 */

/** Labels without which an extension is refused; empty ones are refused as well. */
export const REQUIRED_LABELS = [
  'org.opencontainers.image.title',
  'org.opencontainers.image.description',
  'org.opencontainers.image.vendor',
  'com.docker.desktop.extension.api.version',
  'com.docker.desktop.extension.icon',
  'com.docker.extension.screenshots',
  'com.docker.extension.detailed-description',
  'com.docker.extension.publisher-url',
  'com.docker.extension.changelog',
  'com.docker.extension.categories',
] as const;

const CATEGORIES = [
  'ci-cd', 'container-orchestration', 'cloud-deployment', 'cloud-development', 'database', 'kubernetes', 'networking',
  'image-registry', 'security', 'testing-tools', 'utility-tools', 'volumes',
] as const;

const text = z.string().trim().min(1);
const address = z.url({ protocol: /^https$/ });
const picture = z.url({ protocol: /^https$/ }).regex(/\.(svg|png|jpe?g)$/);
const title = text.regex(/^(?!.*extension)/i, 'a title does not say that it is an extension');
const VERSION = String.raw`\d+(\.\d+){0,2}`;
const constraint = z.string().regex(new RegExp(String.raw`^(>=|<=|>|<|=|\^|~)? ?${VERSION}(, ?(>=|<=|>|<|=|\^|~)? ?${VERSION})*$`));

const labelSchema = z.looseObject({
  'org.opencontainers.image.title': title,
  'org.opencontainers.image.description': text,
  'org.opencontainers.image.vendor': text,
  'com.docker.desktop.extension.api.version': constraint,
  'com.docker.desktop.extension.icon': picture,
  'com.docker.extension.screenshots': json(z.array(z.strictObject({ alt: text, url: picture })).min(1)),
  'com.docker.extension.detailed-description': html(),
  'com.docker.extension.publisher-url': address,
  'com.docker.extension.changelog': html(),
  'com.docker.extension.categories': text.transform((value) => value.split(',')).pipe(z.array(z.enum(CATEGORIES)).min(1)),
  'com.docker.extension.additional-urls': json(z.array(z.strictObject({ title: text, url: address }))).optional(),
  'com.docker.extension.account-info': z.literal('required').optional(),
});

const relative = text.regex(/^\/?[\w.-]+(\/[\w.-]+)*$/).refine((path) => !path.split('/').includes('..'));
const program = z.strictObject({ path: relative });
const programs = z.array(z.strictObject({ darwin: z.array(program).optional(), windows: z.array(program).optional(), linux: z.array(program).optional() }));

/** `metadata.json`: other keys, also the older `name` and `provider`, are refused. */
export const metadataSchema = z.strictObject({
  icon: relative,
  ui: z.strictObject({ 'dashboard-tab': z.strictObject({ title, root: relative, src: relative }) }).optional(),
  vm: z
    .strictObject({ image: text.optional(), composefile: relative.optional(), exposes: z.strictObject({ socket: text.regex(/^[\w.-]+$/) }).optional() })
    .refine(({ image, composefile }) => (image === undefined) !== (composefile === undefined), 'either an image or a Compose file')
    .optional(),
  host: z.strictObject({ binaries: programs }).optional(),
});

/** Names of the labels that would be refused; empty when all is well. */
export function listLabelProblems(labels: Readonly<Record<string, string>>): string[] {
  const result = labelSchema.safeParse(labels);
  return result.success ? [] : [...new Set(result.error.issues.map(({ path }) => String(path[0])))];
}

/** Places in `metadata.json` that would be refused, as `a.b`. */
export function listMetadataProblems(metadata: unknown): string[] {
  const result = metadataSchema.safeParse(metadata);
  return result.success ? [] : result.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [issue.path.join('.')]));
}

function json<T extends z.ZodType>(schema: T) {
  const parsed = z.string().transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: String(error) });
      return z.NEVER;
    }
  });
  return parsed.pipe(schema);
}

/** Text, or HTML whose elements are closed, and which runs nothing. */
function html() {
  return text.refine((value) => isBalanced(value)).refine((value) => !/<\s*(script|iframe|style|object)\b|\son\w+\s*=|javascript:/i.test(value));
}

function isBalanced(value: string): boolean {
  const open: string[] = [];
  for (const [, close, name = '', selfClosing] of value.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
    if (selfClosing === '/' || /^(br|hr|img)$/i.test(name)) continue;
    if (close !== '/') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}
