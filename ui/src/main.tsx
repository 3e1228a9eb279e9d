import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { chooseTransport } from './lib/choose-transport.ts';
import { createHost } from './lib/host.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
createRoot(root).render(<App connect={() => ({ transport: chooseTransport(), host: createHost() })} />);
