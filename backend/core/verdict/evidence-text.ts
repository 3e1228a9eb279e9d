/** Longer texts from outside (a label may have 1 MB) are cut: evidence is read by people. */
export const MAX_EVIDENCE_LENGTH = 200;

/**
 * Control and format characters, line and paragraph separators, lone surrogates: they forge lines in a terminal, or
 * turn the reading direction of what follows.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text from outside as it may stand in evidence: printable, on one line, at most `MAX_EVIDENCE_LENGTH` long. */
export function toEvidenceText(text: string): string {
  const cut = text.length > MAX_EVIDENCE_LENGTH ? `${text.slice(0, MAX_EVIDENCE_LENGTH - 1)}…` : text;
  return cut.replace(UNPRINTABLE, '\uFFFD');
}
