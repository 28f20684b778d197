/**
 * One line for each finding, `file:line:column: severity: message [code]`, as compilers print them:
 * what editors and scripts read most easily.
 */
import type { Severity } from '../checks/severity.ts';
import { printable } from '../text/display-width.ts';
import { type CheckReport, humanRange, type Publication, sentences } from './machine-output.ts';
import { type Findings, isOpen } from './portable-results.ts';

/** What compilers call them; advice of either kind is a note. */
const words: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * Accepted findings and those of the baseline are left out, and there is no summary: every line is
 * a finding. Columns count in UTF-16.
 */
export function unixReport({ places }: Publication): CheckReport {
  const line = (
    path: string,
    place: string,
    severity: Severity,
    text: string,
    code: string,
  ): string =>
    `${printable(places.display(path))}:${place}: ${words[severity]}: ${printable(text.replace(/[\r\n\t]+/g, ' '))} [${code}]\n`;
  const across = ({ path, diagnostics }: Findings): string =>
    diagnostics
      .filter(isOpen)
      .map((diagnostic) => {
        const { startLine, startColumn } = humanRange(diagnostic.range);
        return line(
          path,
          `${startLine}:${startColumn}`,
          diagnostic.severity,
          sentences(diagnostic),
          diagnostic.code,
        );
      })
      .join('');
  return {
    across,
    add: (result) =>
      (result.error === null ? '' : line(result.path, '1:1', 'error', result.error, 'unchecked')) +
      across(result),
    end: () => '',
  };
}
