/** The code quality report of GitLab: a list of findings, compared between branches by their fingerprints. */
import type { FileResult, Severity } from '../checks/model.ts';
import { digest } from '../project/digest.ts';
import { type CheckReport, fingerprintOf, humanRange, linesOf, type Publication, sentences } from './machine.ts';

/** The first and the last line, from 1. */
interface Extent {
  readonly begin: number;
  readonly end: number;
}
export interface GitlabFinding {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: Extent };
}
const severities: Readonly<Record<Severity, GitlabFinding['severity']>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** Accepted findings are left out: the format cannot mark them. A file that cannot be checked is a blocker. */
export function gitlabReport({ places }: Publication): CheckReport {
  let begun = false;
  const add = (result: FileResult): string =>
    findingsOf(result, places.display(result.path))
      .map((finding) => {
        const before = begun ? ',\n' : '[\n';
        begun = true;
        return before + JSON.stringify(finding);
      })
      .join('');
  return { add, across: add, end: () => (begun ? '\n]\n' : '[]\n') };
}

function findingsOf(result: FileResult, path: string): readonly GitlabFinding[] {
  const finding = (
    check_name: string,
    description: string,
    severity: GitlabFinding['severity'],
    fingerprint: string,
    lines: Extent,
  ): GitlabFinding => ({
    ...{ check_name, description, severity, fingerprint },
    location: { path, lines },
  });
  const failed =
    result.error === null
      ? []
      : [finding('cannot-be-checked', result.error, 'blocker', digest(`${path}\ncannot be checked`), { begin: 1, end: 1 })];
  const lines = linesOf(result);
  const open = result.diagnostics.filter((diagnostic) => diagnostic.accepted === null);
  return [
    ...failed,
    ...open.map((diagnostic) => {
      const { startLine: begin, endLine: end } = humanRange(lines, diagnostic.span);
      const severity = severities[diagnostic.severity];
      return finding(diagnostic.code, sentences(diagnostic), severity, fingerprintOf(path, diagnostic), { begin, end });
    }),
  ];
}
