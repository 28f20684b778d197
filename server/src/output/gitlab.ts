/**
 * The code quality report of GitLab: a list of findings, compared between branches by their
 * fingerprints.
 */
import type { Severity } from '../checks/severity.ts';
import { digest } from '../text/digest.ts';
import {
  type CheckReport,
  fingerprintOf,
  humanRange,
  type Publication,
  sentences,
} from './machine-output.ts';
import { type CheckedDiagnostic, isOpen } from './portable-results.ts';

/** The first and the last line, from 1. */
interface Extent {
  readonly begin: number;
  readonly end: number;
}
interface GitlabFinding {
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

/**
 * Accepted findings and those of the baseline are left out: the format cannot mark them. A file
 * that cannot be checked is a blocker.
 */
export function gitlabReport({ places }: Publication): CheckReport {
  let begun = false;
  const list = (findings: readonly GitlabFinding[]): string =>
    findings
      .map((finding) => {
        const before = begun ? ',\n' : '[\n';
        begun = true;
        return before + JSON.stringify(finding);
      })
      .join('');
  return {
    add({ path, error, diagnostics }) {
      const shown = places.display(path);
      return list([
        ...(error === null ? [] : [unchecked(shown, error)]),
        ...findingsOf(shown, diagnostics),
      ]);
    },
    across: ({ path, diagnostics }) => list(findingsOf(places.display(path), diagnostics)),
    end: () => (begun ? '\n]\n' : '[]\n'),
  };
}

function unchecked(path: string, error: string): GitlabFinding {
  const fingerprint = digest(`${path}\ncannot be checked`);
  const location = { path, lines: { begin: 1, end: 1 } };
  return {
    check_name: 'cannot-be-checked',
    description: error,
    severity: 'blocker',
    fingerprint,
    location,
  };
}

function findingsOf(
  path: string,
  diagnostics: readonly CheckedDiagnostic[],
): readonly GitlabFinding[] {
  return diagnostics.filter(isOpen).map((diagnostic) => {
    const { startLine: begin, endLine: end } = humanRange(diagnostic.range);
    return {
      ...{
        check_name: diagnostic.code,
        description: sentences(diagnostic),
        severity: severities[diagnostic.severity],
      },
      ...{
        fingerprint: fingerprintOf(path, diagnostic),
        location: { path, lines: { begin, end } },
      },
    };
  });
}
