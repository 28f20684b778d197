/** JUnit XML, which most job engines show: a suite per file, a case per finding. */
import { type CheckReport, humanRange, type Publication, sentences } from './machine-output.ts';
import type { CheckedDiagnostic } from './portable-results.ts';

interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** The element inside the case; '' for one that passed without remark. */
  readonly body: string;
}

/**
 * Errors and warnings fail, advice passes with its text, accepted findings and those of the
 * baseline are skipped with their reason. A file without findings has one case that passes.
 */
export function junitReport({ places }: Publication): CheckReport {
  let begun = false;
  const head = (): string => {
    const first = begun
      ? ''
      : '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sequitur">\n';
    begun = true;
    return first;
  };
  const suite = (name: string, cases: readonly Case[]): string => {
    const rows = cases.map(({ name: title, body }) => {
      const open = `    <testcase classname="${xml(name)}" name="${xml(title)}"`;
      return body === '' ? `${open}/>` : `${open}>\n      ${body}\n    </testcase>`;
    });
    return `${head()}${[`  <testsuite name="${xml(name)}"${counts(cases)}>`, ...rows, '  </testsuite>'].join('\n')}\n`;
  };
  return {
    add: ({ path, error, diagnostics }) => suite(places.display(path), casesOf(error, diagnostics)),
    across: ({ path, diagnostics }) =>
      suite(`${places.display(path)} and others`, casesOf(null, diagnostics)),
    end: () => `${head()}</testsuites>\n`,
  };
}

function casesOf(error: string | null, diagnostics: readonly CheckedDiagnostic[]): readonly Case[] {
  const failed: Case[] =
    error === null
      ? []
      : [
          {
            name: 'the file can be checked',
            outcome: 'error',
            body: `<error message="${xml(error)}"/>`,
          },
        ];
  const cases = diagnostics.map((diagnostic): Case => {
    const { startLine, startColumn } = humanRange(diagnostic.range);
    const place = `${startLine}:${startColumn}`;
    return { name: `${diagnostic.code} at ${place}`, ...outcomeOf(diagnostic, place) };
  });
  const all = [...failed, ...cases];
  return all.length === 0 ? [{ name: 'no findings', outcome: 'passed', body: '' }] : all;
}

function outcomeOf(diagnostic: CheckedDiagnostic, place: string): Pick<Case, 'outcome' | 'body'> {
  const { accepted, baseline, severity, code, message } = diagnostic;
  if (accepted !== null)
    return { outcome: 'skipped', body: `<skipped message="${xml(`accepted: ${accepted}`)}"/>` };
  if (baseline) return { outcome: 'skipped', body: '<skipped message="in the baseline"/>' };
  const text = xml(`${place} ${severity}: ${sentences(diagnostic)}`);
  if (severity !== 'error' && severity !== 'warning')
    return { outcome: 'passed', body: `<system-out>${text}</system-out>` };
  return {
    outcome: 'failure',
    body: `<failure type="${xml(code)}" message="${xml(message)}">${text}</failure>`,
  };
}

function counts(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length;
  return ` tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};
/**
 * For text and attributes. XML 1.0 cannot hold most control characters and half pairs at all, so
 * they become U+FFFD.
 */
export function xml(text: string): string {
  return text
    .replace(/[&<>"\n\r\t]/g, (character) => escapes[character] ?? character)
    .replace(/[^\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
