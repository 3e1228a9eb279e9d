/** Characters, sequences and ends that git refuses in a reference (git-check-ref-format(1)). */
const REFUSED_IN_REFERENCE = /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|^[-./]|[./]$|^@$/;
const MAX_REFERENCE_LENGTH = 200;
const MAX_PATH_LENGTH = 500;
const SERVER_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9]|[._-](?![._-]*$)){0,99}$/;

/** A branch that may be named to git: no text that git would take for an option, a range or another reference. */
export function isBranchName(text: string): boolean {
  return text.length > 0 && text.length <= MAX_REFERENCE_LENGTH && !REFUSED_IN_REFERENCE.test(text);
}

/** A path inside of a repository: relative, with `/`, without `.` and `..`, controls or backslashes. */
export function isInnerPath(text: string): boolean {
  if (text.length === 0 || text.length > MAX_PATH_LENGTH || /[\0-\x1f\x7f\\]/.test(text)) return false;
  return text.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..' && segment.toLowerCase() !== '.git');
}

/** A name that can be a folder, a part of a branch name and a part of a check's name. */
export function isServerName(text: string): boolean {
  return SERVER_NAME.test(text) && isBranchName(`automation/update-pin-${text}`);
}
