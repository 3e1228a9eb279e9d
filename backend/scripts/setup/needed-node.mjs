/** The oldest Node that the dependencies accept. */
export const NEEDED_NODE = '24.15.0';

/** Whether a version like `v24.21.0` is at least the needed one. */
export function isNewEnough(version) {
  const [have, need] = [toNumbers(version), toNumbers(NEEDED_NODE)];
  for (const [index, part] of need.entries()) if (have[index] !== part) return have[index] > part;
  return true;
}

function toNumbers(version) {
  return version.replace(/^v/, '').split('-')[0].split('.').map(Number);
}
