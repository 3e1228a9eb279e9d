const SUPPORTING_FOLDER = /(^|\/)(tests?|__tests__|__mocks__|spec|specs|e2e|fixtures?|testdata|test-data|mocks?|examples?|samples?|demos?|benchmarks?|bench|docs?|documentation|website|storybook|\.storybook)\//i;
const SUPPORTING_FILE = /(^|\/)(conftest\.py|test_[^/]*\.py|[^/]*_test\.(py|go)|[^/]*[.-](test|spec|bench|stories|e2e)\.[cm]?[jt]sx?|(vitest|jest|playwright|cypress|karma)\.[^/]*)$/i;
const DOCUMENT = /(^|\/)(readme[^/]*|[^/]*\.(mdx?|rst|adoc|markdown))$/i;
const DOCUMENT_FOLDER = /(^|\/)(docs?|documentation)\/[^/]*\.(txt|html?)$/i;
const FOREIGN = /(^|\/)(node_modules|vendor|third_party|site-packages)\//;

/** Whether a file is a test, an example or a document: what stands there rarely runs. The name alone decides, so its findings weigh less but are never dropped. */
export function isSupporting(path: string): boolean {
  return SUPPORTING_FOLDER.test(path) || SUPPORTING_FILE.test(path) || isDocument(path);
}

/** Whether a file is written for the people who use this server: the hosts that it names are announced. Documents of vendored packages speak of other software. */
export function isDocument(path: string): boolean {
  return !FOREIGN.test(path) && (DOCUMENT.test(path) || DOCUMENT_FOLDER.test(path));
}
