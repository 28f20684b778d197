/**
 * Checks texts as the program does: configuration, imports and packs are read from files in memory,
 * the file is bound, every rule runs. A source may mark what it expects: `# ^^^ code` under a line
 * means that the code is reported on the marked columns.
 */

import { createEngine } from '../../server/src/checks/engine.ts';
import type { FileResult, Fix } from '../../server/src/checks/result-types.ts';
import type { Severity } from '../../server/src/checks/severity.ts';
import { buildBase, embeddedBase, embeddedData } from '../../server/src/evidence/base.ts';
import type { EvidenceData, EvidencePack } from '../../server/src/evidence/base-data.ts';
import type { Base } from '../../server/src/evidence/base-types.ts';
import type { GradingId } from '../../server/src/evidence/gradings.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';

export const today = '2026-11-23';
const root = '/guideline';

export interface CheckOptions {
  readonly asOf?: string;
  readonly grading?: GradingId;
  readonly grades?: 'agent' | 'position';
  readonly severity?: Readonly<Record<string, Severity | 'off'>>;
  readonly base?: Base;
  /** Other files by name, beside the one that is checked. */
  readonly files?: Readonly<Record<string, string>>;
  readonly name?: string;
}

/** The embedded base with some of its data replaced, for what no curated study shows. */
export const baseWith = (
  change: (data: EvidenceData) => Partial<EvidenceData>,
  packs: readonly EvidencePack[] = [],
): Base => buildBase({ ...embeddedData(), ...change(embeddedData()) }, packs);

export async function run(source: string, options: CheckOptions = {}): Promise<FileResult> {
  const { base = embeddedBase(), files = {}, name = 'draft.sequitur', ...commandLine } = options;
  const path = `${root}/${name}`;
  const all = new Map([
    ...Object.entries(files).map(([file, text]): [string, string] => [`${root}/${file}`, text]),
    [path, source],
  ]);
  const engine = createEngine({ host: memoryHost({ files: all, today }), base, root, commandLine });
  const result = await engine.check(path);
  if (result.error !== null) throw new Error(result.error);
  return result;
}

/** The place of an offset as editors show it, from 1. */
export function placeOf(
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** `line:column severity code`, in order; what an accept covers is left out. */
export async function check(
  source: string,
  options: CheckOptions = {},
): Promise<readonly string[]> {
  const { diagnostics } = await run(source, options);
  return diagnostics
    .filter(({ accepted }) => accepted === null)
    .map(({ code, severity, span }) => {
      const { line, column } = placeOf(source, span.start);
      return `${line}:${column} ${severity} ${code}`;
    });
}

/** Codes that are reported and not accepted. */
export async function codesOf(
  source: string,
  options: CheckOptions = {},
): Promise<readonly string[]> {
  const { diagnostics } = await run(source, options);
  return diagnostics.filter(({ accepted }) => accepted === null).map(({ code }) => code);
}

/**
 * Marks of a source (`# ^^^ code`) and what is reported at marked codes, as `line:start-end code`,
 * so that a test compares both.
 */
export async function marks(
  source: string,
  options: CheckOptions = {},
): Promise<{ readonly expected: readonly string[]; readonly found: readonly string[] }> {
  const lines = source.split('\n');
  const expected: string[] = [];
  const marked = new Set<string>();
  lines.forEach((text, index) => {
    const mark = /^(#? *)(\^+) +([a-z0-9-]+)$/.exec(text.replace(/^#/, '#'));
    if (mark === null) return;
    const [, indent = '', carets = '', code = ''] = mark;
    let above = index;
    while (/^#? *\^+ +[a-z0-9-]+$/.test(lines[above - 1] ?? '')) above--;
    expected.push(`${above}:${indent.length + 1}-${indent.length + carets.length} ${code}`);
    marked.add(code);
  });
  const { diagnostics } = await run(source, options);
  const found = diagnostics
    .filter(({ code, accepted }) => marked.has(code) && accepted === null)
    .map(({ code, span }) => {
      const start = placeOf(source, span.start);
      return `${start.line}:${start.column}-${start.column + span.end - span.start - 1} ${code}`;
    });
  return { expected: expected.sort(), found: found.sort() };
}

/** The text after a fix. */
export const applied = (source: string, { edits }: Fix): string =>
  [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end),
      source,
    );

/** The text after the first fix of the first diagnostic with this code. */
export async function fixed(
  source: string,
  code: string,
  options: CheckOptions = {},
): Promise<string> {
  const { diagnostics } = await run(source, options);
  const fix = diagnostics.find((diagnostic) => diagnostic.code === code)?.fixes[0];
  if (fix === undefined) throw new Error(`no fix for ${code}`);
  return applied(source, fix);
}

export const pnet = 'population pnet { tumour pancreatic-net  grade G1, G2  sstr positive }\n';
/** A sequence `s for pnet` of these steps, in a file of its own. */
export const steps = (...parts: readonly string[]): string =>
  `${pnet}sequence s for pnet {\n  ${parts.join('\n  -> ')}\n}\n`;

/** Severities with which the code is reported and not accepted, in order of place. */
export async function severitiesOf(
  code: string,
  source: string,
  options: CheckOptions = {},
): Promise<readonly Severity[]> {
  const { diagnostics } = await run(source, options);
  return diagnostics
    .filter((diagnostic) => diagnostic.code === code && diagnostic.accepted === null)
    .map(({ severity }) => severity);
}
/** The messages of the code, in order of place. */
export async function messagesOf(
  code: string,
  source: string,
  options: CheckOptions = {},
): Promise<readonly string[]> {
  const { diagnostics } = await run(source, options);
  return diagnostics
    .filter((diagnostic) => diagnostic.code === code)
    .map(({ message, help }) => `${message} ${help}`);
}
