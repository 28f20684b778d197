/**
 * The findings of one file for people: places, messages, a code frame where one helps, and what to
 * do.
 */

import { hanging, padded, printable } from '../text/display-width.ts';
import { frame } from './code-frame.ts';
import { isRelative, uriOf } from './machine-output.ts';
import { hyperlink, type Palette } from './palette.ts';
import { type CheckedDiagnostic, type Findings, isFramed } from './portable-results.ts';

/** What a terminal shows, and how wide it is. */
export interface TerminalOptions {
  readonly colours: boolean;
  readonly width: number;
  /** Show errors only; the summary still counts everything. */
  readonly quiet: boolean;
  /** Print the path of a file as a link to it. */
  readonly links: boolean;
  /** The path to print. */
  display(path: string): string;
}

/** Indentation of what belongs to a finding: the width of its place. */
const indent = ' '.repeat(9);
const severityColumn = 11;
const unchecked = 'cannot be checked';

/**
 * No line for a file with nothing to show; `error` says why it could not be checked. What the
 * baseline knows is only counted.
 */
export function fileBlock(
  result: Findings,
  error: string | null,
  paint: Palette,
  options: TerminalOptions,
): string[] {
  const rows: string[] = [];
  if (error !== null) {
    const [first = '', ...rest] = hanging(`  ${unchecked}  `, printable(error), options.width);
    rows.push(first.replace(unchecked, paint.severity.error(unchecked)), ...rest);
  }
  const shown = result.diagnostics.filter(
    ({ baseline, severity, accepted: reason }) =>
      !baseline && (!options.quiet || (severity === 'error' && reason === null)),
  );
  for (const [index, diagnostic] of shown.entries()) {
    const block =
      diagnostic.accepted === null
        ? finding(diagnostic, paint, options)
        : accepted(diagnostic, paint, options);
    const afterBlock = index > 0 && shown[index - 1]?.accepted === null;
    if (index > 0 && (afterBlock || diagnostic.accepted === null)) rows.push('');
    rows.push(...block);
  }
  const title = paint.file(printable(options.display(result.path)));
  return rows.length === 0
    ? []
    : [
        options.links && !isRelative(result.path) ? hyperlink(title, uriOf(result.path)) : title,
        ...rows,
      ];
}

function head({ range }: CheckedDiagnostic, severity: string): string {
  const { line, character } = range.start;
  return `${padded(`  ${line + 1}:${character + 1}`, indent.length - 2)}  ${padded(severity, severityColumn)}`;
}

function finding(
  diagnostic: CheckedDiagnostic,
  paint: Palette,
  options: TerminalOptions,
): string[] {
  const colour = paint.severity[diagnostic.severity];
  const rows = [
    `${head(diagnostic, '').slice(0, -severityColumn)}${colour(padded(diagnostic.severity, severityColumn))}  ${paint.faint(diagnostic.code)}`,
  ];
  rows.push(...hanging(indent, printable(diagnostic.message), options.width));
  const serious = isFramed(diagnostic.severity);
  const { line: source, range, remark } = diagnostic;
  if (source !== null)
    rows.push(
      '',
      ...frame({ source, range, remark, width: options.width, palette: paint, paint: colour }),
      '',
    );
  const notes = [
    ...(serious ? diagnostic.notes : []),
    ...diagnostic.related.map(({ path, message }) => ({
      label: 'see also',
      text: `${options.display(path)}: ${message}`,
    })),
  ];
  if (diagnostic.help !== '') notes.push({ label: 'what to do', text: diagnostic.help });
  const column = Math.max(12, ...notes.map((note) => note.label.length));
  for (const [index, { label, text }] of notes.entries()) {
    // A label that goes on is written once.
    const shown = notes[index - 1]?.label === label ? '' : label;
    const [first = '', ...rest] = hanging(
      `${indent}${padded(shown, column)}  `,
      printable(text),
      options.width,
    );
    rows.push(shown === '' ? first : first.replace(shown, () => paint.strong(shown)), ...rest);
  }
  while (rows.at(-1) === '') rows.pop();
  return rows;
}

function accepted(
  diagnostic: CheckedDiagnostic,
  paint: Palette,
  options: TerminalOptions,
): string[] {
  const text = `${diagnostic.code}: ${printable(diagnostic.accepted ?? '')}`;
  return hanging(`${head(diagnostic, 'accepted')}  `, text, options.width).map((line) =>
    paint.faint(line),
  );
}
