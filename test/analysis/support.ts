import { createProjectView } from '../../backend/analysis/project-view.ts';
import { parseSourceFile } from '../../backend/analysis/parse-file.ts';
import type { Hit, ProjectView, Rule } from '../../backend/analysis/rule.ts';
import type { AnalysisContext } from '../../backend/core/review/analysis-context.ts';
import { RISK_LEVELS, type RiskLevel } from '../../backend/core/review/risk.ts';

const context: AnalysisContext = { server: 'sample', title: 'Sample', description: 'Looks things up.', allowedHosts: ['api.sample.example'], otherServers: ['github', 'slack'] };

/** A project that allows `api.sample.example` and has no documents. */
export function sampleProject(changes: Partial<AnalysisContext> = {}, paths: readonly string[] = []): ProjectView {
  return createProjectView({ ...context, ...changes }, paths, []);
}

export function hitsOf(rule: Rule, path: string, text: string, project: ProjectView = sampleProject({}, [path])): Hit[] {
  return [...rule.check(parseSourceFile(path, text), project)];
}

export function worstOf(rule: Rule, hits: readonly Hit[]): RiskLevel | null {
  const levels = new Set(hits.map(({ severity }) => severity ?? rule.severity));
  return RISK_LEVELS.find((level) => levels.has(level)) ?? null;
}
