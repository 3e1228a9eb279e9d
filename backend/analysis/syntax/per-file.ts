import type { SourceFile } from '../rule.ts';

/** What many rules need of a file, made once for each file and forgotten with it. */
export function perFile<T extends object>(make: (file: SourceFile) => T): (file: SourceFile) => T {
  const made = new WeakMap<SourceFile, T>();
  return (file) => {
    const known = made.get(file);
    if (known !== undefined) return known;
    const fresh = make(file);
    made.set(file, fresh);
    return fresh;
  };
}
