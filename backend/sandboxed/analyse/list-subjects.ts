import { join } from 'node:path';
import { isDocument } from '../../analysis/is-supporting.ts';
import { createProjectView, type ProjectDocument } from '../../analysis/project-view.ts';
import type { ProjectView } from '../../analysis/rule.ts';
import { CodedError } from '../../core/coded-error.ts';
import type { AnalysisInput } from '../protocol/analysis-messages.ts';
import { readSource } from './read-source.ts';
import { walkTree, type TreeListing } from './walk-tree.ts';

/** Where the trees lie; in the sandbox the two mounts. */
export interface Trees {
  readonly head: string;
  readonly base: string;
}

/** What is to be analysed, and what is known around it. */
export interface Subjects {
  readonly head: TreeListing;
  /** Regular files of the base, reached over folders alone; null for a full review. */
  readonly base: ReadonlySet<string> | null;
  readonly project: ProjectView;
}

/** Documents that are read for the hosts they name. */
const DOCUMENTS = 200;

/**
 * Lists the files under review; the rest of the repository is context: its documents are read, its names are known.
 * @throws CodedError `source_directory_missing`
 */
export function listSubjects({ mode, directory, context }: AnalysisInput, trees: Trees): Subjects {
  const head = walkTree(trees.head, directory);
  const around = directory === null ? head.files : walkTree(trees.head, null).files;
  const paths = new Set([...head.files, ...around]);
  const base = mode === 'full' ? null : new Set(listBase(trees.base, directory));
  return { head, base, project: createProjectView(context, paths, readDocuments(trees.head, paths)) };
}

/** The server's folder may be new: then all of it is. */
function listBase(root: string, directory: string | null): readonly string[] {
  try {
    return walkTree(root, directory).files;
  } catch (error) {
    if (error instanceof CodedError && directory !== null) return [];
    throw error;
  }
}

function* readDocuments(root: string, paths: Iterable<string>): Iterable<ProjectDocument> {
  let count = 0;
  for (const path of paths) {
    if (!isDocument(path)) continue;
    if (count++ === DOCUMENTS) return;
    const source = readSource(join(root, path), false);
    if (source.kind === 'text') yield { path, text: source.text };
  }
}
