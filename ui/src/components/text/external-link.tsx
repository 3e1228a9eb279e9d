import { createContext, useContext } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';

const OpenerContext = createContext<(url: string) => void>(() => undefined);

/** Gives links their way out of the panel (`openExternal` of the host). */
export const ExternalOpener = OpenerContext.Provider;

interface ExternalLinkProps {
  readonly url: string;
  readonly children: ReactNode;
  readonly label?: string;
  readonly tabIndex?: number;
}

/** A link to a web page. Anything but https is shown as text alone: addresses come from outside. */
export function ExternalLink({ url, children, label, tabIndex }: ExternalLinkProps): ReactNode {
  const open = useContext(OpenerContext);
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return <span>{children}</span>;
  const follow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    open(url);
  };
  return (
    <a className="outer-link" href={url} rel="noreferrer" onClick={follow} aria-label={label} tabIndex={tabIndex}>
      {children}
      <Icon name="external" size={14} />
    </a>
  );
}
