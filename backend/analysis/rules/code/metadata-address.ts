import type { Hit, Rule, SourceFile } from '../../rule.ts';
import { listPlaces } from '../../syntax/places.ts';
import { toHit } from './to-hit.ts';

/** The addresses where clouds hand out keys to whoever asks from inside, also as one number. */
const ADDRESS = /\b169\.254\.169\.254\b|\b169\.254\.170\.2\b|\bmetadata\.google\.internal\b|\bfd00:ec2::254\b|\b100\.100\.100\.200\b|\b0xa9fea9fe\b|(?<!\d)2852039166(?!\d)|\[::ffff:a9fe:a9fe\]/gi;
/** Words of a list of addresses that are refused. */
const REFUSED = /block|den(?:y|ied)|forbid|refus|reject|private|ssrf|link.?local|disallow|banned|unsafe|restricted|internal_?(?:hosts|ips)/i;
const AROUND = 600;

function* check(file: SourceFile): Iterable<Hit> {
  if (file.root === null) return;
  for (const place of listPlaces(file, ADDRESS)) {
    const around = file.text.slice(Math.max(0, place.start - AROUND), place.end + AROUND);
    if (REFUSED.test(around)) yield toHit(place, `The metadata address ${place.text} is named, as it seems to refuse it.`, 'info');
    else yield toHit(place, `The metadata service of a cloud is named: ${place.text}. It hands out keys of the machine.`);
  }
}

export const metadataAddress: Rule = {
  id: 'metadata-address',
  title: 'Metadata service of a cloud',
  severity: 'high',
  why: 'On a cloud’s machines these addresses give out keys of the machine’s role without asking for any. A server in a container has no reason to speak to them.',
  mend: 'Use the library of the cloud, with keys that the person gives, and refuse link-local addresses in everything that makes requests.',
  matches: [
    { path: 'a.ts', text: "const reply = await fetch('http://169.254.169.254/latest/meta-data/iam/security-credentials/');\n", severity: 'high' },
    { path: 'b.py', text: 'import requests\nkey = requests.get("http://metadata.google.internal/computeMetadata/v1/", headers={"Metadata-Flavor": "Google"})\n', severity: 'high' },
    { path: 'c.go', text: 'package main\nconst address = "http://[fd00:ec2::254]/latest/meta-data/"\n', severity: 'high' },
    { path: 'd.ts', text: "const blockedHosts = ['169.254.169.254', 'metadata.google.internal'];\n", severity: 'info' },
  ],
  ignores: [
    { path: 'a.ts', text: "// 169.254.169.254 is where clouds keep keys\nconst version = '169.254.1';\n" },
    { path: 'b.py', text: '"""Never asks 169.254.169.254."""\nHOST = "10.0.0.1"\n' },
    { path: 'c.go', text: 'package main\n// metadata.google.internal\nvar port = 8080\n' },
  ],
  check,
};
