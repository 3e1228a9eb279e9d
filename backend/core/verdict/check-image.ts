import { formatRepository } from '../image/repository.ts';
import { failed, passed, unknown } from './check.ts';
import type { Facts } from './facts.ts';
import type { Check } from './verdict.ts';

/** Is the image at hand the content of the digest that everything else is about? */
export function checkImage({ subject }: Facts): Check {
  const { binding } = subject;
  const values = { repository: formatRepository(subject.repository), digest: subject.digest };
  if (binding.state === 'contradicted') return failed('image', binding.code, values);
  if (subject.digest === null) return unknown('image', 'digest_unknown', values);
  switch (binding.state) {
    case 'unknown':
      return unknown('image', binding.code, { ...values, detail: binding.detail });
    case 'bound':
    case 'direct':
      return passed('image', values);
  }
}
