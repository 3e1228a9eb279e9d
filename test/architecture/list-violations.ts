import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { importRules } from './import-rules.ts';

export interface ImportViolation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Checks every import below a project's `backend` and `ui` folders; also counts the modules, so that none is no success. */
export async function listViolations(projectFolder: string, folders: readonly string[]): Promise<{ modules: number; violations: ImportViolation[] }> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir: projectFolder,
      validate: true,
      ruleSet: { forbidden: [...importRules] },
      tsPreCompilationDeps: true,
      combinedDependencies: false,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'], mainFields: ['browser', 'module', 'main', 'types'], exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    },
    {},
  );
  const { summary } = toResult(output);
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { modules: summary.totalCruised, violations };
}

function toResult(output: ICruiseResult | string): ICruiseResult {
  if (typeof output === 'string') throw new Error('the import check gave text where it should give data');
  return output;
}
