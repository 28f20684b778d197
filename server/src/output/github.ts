/**
 * Workflow commands of GitHub Actions: each finding becomes a remark beside its line in a pull
 * request.
 */
import type { Severity } from '../checks/severity.ts';
import { counted } from '../text/counted.ts';
import { printable } from '../text/display-width.ts';
import { type CheckReport, humanRange, type Publication, sentences } from './machine-output.ts';
import { type Findings, isOpen } from './portable-results.ts';
import { Counter } from './run-summary.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/**
 * Accepted findings and those of the baseline are left out: a remark cannot be marked as such. The
 * last line is for the log.
 */
export function githubReport({ places }: Publication): CheckReport {
  const counter = new Counter();
  const across = (result: Findings): string => {
    const file = places.display(result.path);
    const open = result.diagnostics.filter(isOpen);
    const rows = open.map((diagnostic) => {
      const { startLine, startColumn, endLine, endColumn } = humanRange(diagnostic.range);
      // Columns count only within one line.
      const columns = startLine === endLine ? { col: startColumn, endColumn } : {};
      const place = { file, line: startLine, endLine, ...columns, title: diagnostic.code };
      return `${command(commands[diagnostic.severity], place, sentences(diagnostic))}\n`;
    });
    return rows.join('');
  };
  return {
    across,
    add(result) {
      counter.add(result);
      const title = { file: places.display(result.path), title: 'cannot be checked' };
      return `${result.error === null ? '' : `${command('error', title, result.error)}\n`}${across(result)}`;
    },
    end() {
      const { files, errors, warnings, information, hints, accepted, baseline } = counter.summary;
      const counts = [
        counted(errors, 'error'),
        counted(warnings, 'warning'),
        counted(information + hints, 'note'),
        `${accepted} accepted`,
      ];
      if (baseline > 0) counts.push(`${baseline} in the baseline`);
      return `${counted(files, 'file')}: ${counts.join(', ')}.\n`;
    },
  };
}

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const listed = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(String(value))}`,
  );
  return `::${name} ${listed.join(',')}::${escapeData(message)}`;
}

/**
 * What would end a command or begin another is escaped as the runner reads it back; no other
 * control character reaches the log.
 */
function escapeData(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
