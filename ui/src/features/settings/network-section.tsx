import type { ReactNode } from 'react';
import type { WireSettings } from '../../../../backend/contract/api.ts';
import { collectErrors } from './collect-errors.ts';
import { DraftSection } from './draft-section.tsx';
import { isCertificate, isProxy } from './network-rules.ts';
import { TextSetting } from '../../components/form/text-setting.tsx';
import { useDraft } from './use-draft.ts';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Proxy and certificate authority. */
export function NetworkSection({ settings }: { readonly settings: WireSettings }): ReactNode {
  const draft = useDraft({
    settings,
    read: ({ proxy, certificateAuthority }) => ({ https: proxy.https ?? '', http: proxy.http ?? '', noProxy: proxy.noProxy ?? '', certificate: certificateAuthority ?? '' }),
    write: (all, part) => ({ ...all, proxy: { https: orNull(part.https), http: orNull(part.http), noProxy: orNull(part.noProxy) }, certificateAuthority: orNull(part.certificate) }),
    validate: ({ https, http, certificate }) => collectErrors({ https: isProxy(https), http: isProxy(http), certificate: isCertificate(certificate) }),
  });
  const { part, change, errors } = draft;
  return (
    <DraftSection title="Proxy and certificates" affects="How registries and the catalog are reached. Docker Desktop does not pass its own proxy on to extensions." draft={draft}>
      <TextSetting label="HTTPS proxy" value={part.https} error={errors['https']} placeholder="http://proxy.corp:3128" onChange={(https) => { change({ https }); }} />
      <TextSetting label="HTTP proxy" value={part.http} error={errors['http']} onChange={(http) => { change({ http }); }} />
      <TextSetting label="No proxy for" value={part.noProxy} help="Hosts separated by commas." onChange={(noProxy) => { change({ noProxy }); }} />
      <TextSetting label="Certificate authority (PEM)" isMultiline value={part.certificate} error={errors['certificate']} help="Trusted in addition to the usual ones." onChange={(certificate) => { change({ certificate }); }} />
    </DraftSection>
  );
}
