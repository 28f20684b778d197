/**
 * Reads examples: a source with marks under the text they are about (`#   ^^^ code`), bound with
 * the embedded base.
 */
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { bindFile } from '../../server/src/model/bind.ts';
import type { BoundFile, Transition, Treatment } from '../../server/src/model/bound-file.ts';
import type { Region } from '../../server/src/model/population.ts';
import { spaceOf } from '../../server/src/model/space.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { LoadedFile } from '../../server/src/workspace/imports.ts';
import type { Preset } from '../../server/src/workspace/settings.ts';

export const base = embeddedBase();
export const space = spaceOf(base);

export interface Surroundings {
  /** Other files by path; the text is `/project/draft.sequitur`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly configuration?: Preset;
  readonly commandLine?: Preset;
}
export const draft = '/project/draft.sequitur';

export function bind(text: string, { files = {}, ...presets }: Surroundings = {}): BoundFile {
  const source = parse(text);
  const loaded = new Map<string, LoadedFile>(
    Object.entries(files).map(([path, each]) => [path, { kind: 'file', source: parse(each) }]),
  );
  if (loaded.size > 0) loaded.set(draft, { kind: 'file', source });
  return bindFile({ path: draft, source, base, root: '/project', files: loaded, ...presets });
}

/**
 * The marks of a text, one line each: `3:5-9 unknown-name`. Lines and columns count from 1; the end
 * is not part of it.
 */
export function marksOf(text: string): string[] {
  const marks: string[] = [];
  let line = 0;
  for (const [index, content] of text.split('\n').entries()) {
    const mark = /^\s*#[\s]*(\^+)\s+(\S+)\s*$/.exec(content);
    if (mark === null) {
      line = index + 1;
      continue;
    }
    const start = content.indexOf('^') + 1;
    marks.push(`${line}:${start}-${start + (mark[1] ?? '').length} ${mark[2]}`);
  }
  return marks.sort();
}
/** The problems of a text in the same form. */
export function problemsOf(text: string, surroundings?: Surroundings): string[] {
  const place = (offset: number): [number, number] => {
    const before = text.slice(0, offset).split('\n');
    return [before.length, (before.at(-1) ?? '').length + 1];
  };
  return bind(text, surroundings)
    .problems.map(({ code, span }) => {
      const [line, start] = place(span.start);
      return `${line}:${start}-${start + span.end - span.start} ${code}`;
    })
    .sort();
}

export const keys = (treatments: readonly Treatment[]): string[] =>
  treatments.map((treatment) => treatment.key);

/** Transitions as lines: `lanreotide -> everolimus`, `start -> lanreotide`. */
export function arrows(transitions: readonly Transition[]): string[] {
  return transitions.map(
    ({ history, treatment }) => `${history.predecessor?.key ?? 'start'} -> ${treatment.key}`,
  );
}

/** The region of the criteria of one population. */
export function regionOf(criteria: string): Region {
  const [population] = bind(`population asked { ${criteria} }`).populations;
  if (population === undefined) throw new Error(`no population was read from ${criteria}`);
  return population.region;
}
