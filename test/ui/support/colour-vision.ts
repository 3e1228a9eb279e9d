type Channels = readonly [number, number, number];

/** Linear light of a colour such as `#00664f` (WCAG 2.2, relative luminance). */
function linearOf(colour: string): Channels {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Contrast of two colours (WCAG 2.2, contrast ratio). */
export function contrastOf(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = linearOf(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Full dichromacy, on linear light (Machado, Oliveira, Fernandes 2009, severity 1.0). */
export const EYES: Readonly<Record<string, readonly [Channels, Channels, Channels]>> = {
  'usual eyes': [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
};

/** CIE L*a*b* (D65) of a colour as those eyes see it. */
function labOf(colour: string, matrix: readonly [Channels, Channels, Channels]): Channels {
  const light = linearOf(colour);
  const [red, green, blue] = matrix.map((row) => Math.min(1, Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))) as [number, number, number];
  const curve = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : (value * (24389 / 27) + 16) / 116);
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far two colours are apart for those eyes (CIE 1976). */
export function distanceOf(one: string, other: string, eyes: string): number {
  const matrix = EYES[eyes];
  if (matrix === undefined) throw new Error('no such eyes');
  const [a, b] = [labOf(one, matrix), labOf(other, matrix)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
