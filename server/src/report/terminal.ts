/** The report of `check` for people: findings by file, a code frame where one helps, a summary, and what to do next. */
import { type Diagnostic, type FileResult, type Severity, severities } from '../checks/model.ts';
import { frame } from './frame.ts';
import { Lines } from './lines.ts';
import { type Palette, palette } from './palette.ts';
import { counted, summarise } from './summary.ts';
import { columns, hanging, padded, printable } from './width.ts';

export interface TerminalOptions {
  readonly colours: boolean;
  readonly width: number;
  /** Show errors only; the summary still counts everything. */
  readonly quiet: boolean;
  /** The path to print. */
  display(path: string): string;
}

/** Indentation of what belongs to a finding: the width of its place. */
const indent = ' '.repeat(9);
const severityColumn = 11;
const unchecked = 'cannot be checked';

/** The whole report, ending with a line break. The results keep their order. */
export function terminal(results: readonly FileResult[], options: TerminalOptions): string {
  const paint = palette(options.colours);
  const blocks = results.map((result) => fileBlock(result, paint, options)).filter((block) => block.length > 0);
  const ending = [...summaryLines(results, paint, options), nextSteps(results, paint, options)];
  return `${[...blocks.map((block) => block.join('\n')), ending.join('\n')].join('\n\n')}\n`;
}

function fileBlock(result: FileResult, paint: Palette, options: TerminalOptions): string[] {
  const rows: string[] = [];
  if (result.error !== null) {
    const [first = '', ...rest] = hanging(`  ${unchecked}  `, printable(result.error), options.width);
    rows.push(first.replace(unchecked, paint.severity.error(unchecked)), ...rest);
  }
  const lines = new Lines(result.bound?.source.text ?? '');
  const shown = result.diagnostics.filter(
    (diagnostic) => !options.quiet || (diagnostic.severity === 'error' && diagnostic.accepted === null),
  );
  for (const [index, diagnostic] of shown.entries()) {
    const block = diagnostic.accepted === null ? finding(diagnostic, lines, paint, options) : accepted(diagnostic, lines, paint, options);
    const afterBlock = index > 0 && shown[index - 1]?.accepted === null;
    if (index > 0 && (afterBlock || diagnostic.accepted === null)) rows.push('');
    rows.push(...block);
  }
  return rows.length === 0 ? [] : [paint.file(printable(options.display(result.path))), ...rows];
}

function head(diagnostic: Diagnostic, lines: Lines, severity: string): string {
  const { line, character } = lines.place(diagnostic.span.start);
  return `${padded(`  ${line + 1}:${character + 1}`, indent.length - 2)}  ${padded(severity, severityColumn)}`;
}

function finding(diagnostic: Diagnostic, lines: Lines, paint: Palette, options: TerminalOptions): string[] {
  const colour = paint.severity[diagnostic.severity];
  const rows = [
    `${head(diagnostic, lines, '').slice(0, -severityColumn)}${colour(padded(diagnostic.severity, severityColumn))}  ${paint.faint(diagnostic.code)}`,
  ];
  rows.push(...hanging(indent, printable(diagnostic.message), options.width));
  // Advice is short; what counts against the document is shown in its place.
  const serious = diagnostic.severity === 'error' || diagnostic.severity === 'warning';
  if (serious)
    rows.push(
      '',
      ...frame({ lines, span: diagnostic.span, remark: diagnostic.remark, width: options.width, palette: paint, paint: colour }),
      '',
    );
  const notes = [
    ...(serious ? diagnostic.notes : []),
    ...diagnostic.related.map(({ file, message }) => ({ label: 'see also', text: `${options.display(file)}: ${message}` })),
  ];
  if (diagnostic.help !== '') notes.push({ label: 'what to do', text: diagnostic.help });
  const column = Math.max(12, ...notes.map((note) => note.label.length));
  for (const [index, { label, text }] of notes.entries()) {
    // A label that goes on is written once.
    const shown = notes[index - 1]?.label === label ? '' : label;
    const [first = '', ...rest] = hanging(`${indent}${padded(shown, column)}  `, printable(text), options.width);
    rows.push(shown === '' ? first : first.replace(shown, () => paint.strong(shown)), ...rest);
  }
  while (rows.at(-1) === '') rows.pop();
  return rows;
}

function accepted(diagnostic: Diagnostic, lines: Lines, paint: Palette, options: TerminalOptions): string[] {
  const text = `${diagnostic.code}: ${printable(diagnostic.accepted ?? '')}`;
  return hanging(`${head(diagnostic, lines, 'accepted')}  `, text, options.width).map((line) => paint.faint(line));
}

function summaryLines(results: readonly FileResult[], paint: Palette, options: TerminalOptions): string[] {
  const summary = summarise(results);
  const counts = (colours: Palette): string => {
    const parts = [
      mark(counted(summary.errors, 'error'), summary.errors, 'error', colours),
      mark(counted(summary.warnings, 'warning'), summary.warnings, 'warning', colours),
      counted(summary.information + summary.hints, 'note'),
      ...(summary.accepted > 0 ? [`${summary.accepted} accepted`] : []),
    ];
    return `${counted(summary.files, 'file')}, ${counted(summary.transitions, 'transition')}: ${parts.join(', ')}.`;
  };
  const failed = summary.failed > 0 ? [paint.severity.error(`${counted(summary.failed, 'file')} could not be checked.`)] : [];
  const base = basis(results);
  if (base === null) return [counts(paint), ...failed];
  // Colours take no columns, so the line is measured without them.
  const oneLine = columns(counts(palette(false))) + 2 + base.length <= options.width;
  return oneLine ? [`${counts(paint)}  ${paint.faint(base)}`, ...failed] : [counts(paint), paint.faint(base), ...failed];
}

function mark(text: string, count: number, severity: Severity, paint: Palette): string {
  return count > 0 ? paint.severity[severity](text) : text;
}

/** `base pnet-2026.2 as of 2026-06-30`; several dates are named as such. */
function basis(results: readonly FileResult[]): string | null {
  const bound = results.filter((result) => result.bound !== null);
  // A file of populations alone rests on no evidence, so its date says nothing.
  const appraised = bound.filter((result) => result.transitions.length > 0);
  const checked = appraised.length > 0 ? appraised : bound;
  const [first] = checked;
  if (first === undefined) return null;
  const dates = [...new Set(checked.map((result) => result.bound?.settings.asOf ?? ''))].sort();
  const when = dates.length === 1 ? `as of ${dates[0]}` : `as of ${dates.length} dates, ${dates[0]} to ${dates.at(-1)}`;
  return `base ${first.base.release.id} ${when}`;
}

/** The last line: what the reader can do next, by what was found. Every command in it exists and can be run as it stands. */
function nextSteps(results: readonly FileResult[], paint: Palette, options: TerminalOptions): string {
  const open = results
    .flatMap((result) => result.diagnostics)
    .filter((diagnostic) => diagnostic.accepted === null && (!options.quiet || diagnostic.severity === 'error'));
  const worst = severities
    .map((severity) => open.find((diagnostic) => diagnostic.severity === severity))
    .find((diagnostic) => diagnostic !== undefined);
  const steps: string[] = [];
  if (worst !== undefined) steps.push(`sequitur explain ${worst.code}`);
  if (open.some((diagnostic) => diagnostic.fixes.some((fix) => fix.safe))) steps.push('sequitur check --fix');
  if (steps.length < 2) {
    const [transition] = results
      .flatMap((result) => result.transitions)
      .filter(
        ({ transition: { history, treatment }, appraisal }) => appraisal.appraised && history.predecessor !== null && treatment.known,
      );
    const from = transition?.transition.history.predecessor?.key;
    if (transition !== undefined && from !== undefined) steps.push(`sequitur explain "${from} -> ${transition.transition.treatment.key}"`);
  }
  if (steps.length === 0)
    steps.push(
      results.some((result) => result.error !== null)
        ? 'Correct what could not be checked, and run the same command again.'
        : 'sequitur check --help',
    );
  const line = steps.join('   ·   ');
  return paint.faint(columns(line) <= options.width ? line : (steps[0] ?? line));
}
