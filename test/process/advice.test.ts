/**
 * Advice is sound: whatever a finding proposes (a fix, a study to cite, a clause to write),
 * followed, gives no new finding above information. Every piece of advice of every finding is
 * followed over all documents whose text is known.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, FileResult } from '../../server/src/checks/result-types.ts';
import type { Span } from '../../server/src/syntax/tree.ts';
import { documentsIn } from '../bench/claims.ts';
import { applied, run } from '../checks/helper.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts: readonly string[]): string => path.join(here, '..', ...parts);

interface Document {
  readonly name: string;
  readonly source: string;
  readonly asOf?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** Published recommendations and examples, with the files beside them. */
const onDisk = (folder: string): readonly Document[] =>
  documentsIn(folder).map((file) => ({
    name: path.basename(file),
    source: readFileSync(file, 'utf8'),
    files: Object.fromEntries(
      readdirSync(path.dirname(file))
        .filter((name) => /\.(?:sequitur|bib|yaml)$/.test(name) && name !== path.basename(file))
        .map((name) => [name, readFileSync(path.join(path.dirname(file), name), 'utf8')]),
    ),
  }));

/** Cases with a known answer. */
function casesOf(file: string): readonly Document[] {
  const {
    cases,
  }: { readonly cases: readonly (Omit<Document, 'name'> & { readonly id: string })[] } = JSON.parse(
    readFileSync(at('fixtures', file), 'utf8'),
  );
  return cases.map(({ id, source, asOf, files }) => ({
    name: `${file} ${id}`,
    source,
    ...(asOf === undefined ? {} : { asOf }),
    ...(files === undefined ? {} : { files }),
  }));
}

/** Bad examples of the pages of the checks. */
function pagesOf(): readonly Document[] {
  const folder = at('..', 'server/src/checks/rules');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const page = readFileSync(path.join(folder, name), 'utf8');
      const bad = page.split('\n## Bad\n')[1]?.split('\n## ')[0] ?? '';
      const source = /```sequitur\n(.*?)```/s.exec(bad)?.[1];
      return source === undefined ? [] : [{ name, source }];
    });
}

interface Advice {
  readonly title: string;
  readonly text: string;
}

/**
 * The end of the step, preference or avoidance that a finding stands in: where another clause goes.
 */
function endOfClaims({ bound, transitions }: FileResult, { span }: Diagnostic): number | null {
  const within = (one: Span): boolean => one.start <= span.start && span.end <= one.end;
  const places: readonly Span[] = [
    ...transitions.flatMap(({ transition: { node } }) => node?.syntax ?? []),
    ...(bound?.preferences ?? []).map(({ declaration }) => declaration),
    ...(bound?.avoidances ?? []).map(({ declaration }) => declaration),
  ];
  return places.find(within)?.end ?? null;
}

/** What a finding proposes, each as the text that follows it. */
function adviceOf(source: string, result: FileResult, finding: Diagnostic): readonly Advice[] {
  const fixes = finding.fixes.map((fix) => ({ title: fix.title, text: applied(source, fix) }));
  const end = endOfClaims(result, finding);
  if (end === null) return fixes;
  const rewritten = finding.fixes.map(({ title }) => title).join(' ');
  const clauses = [
    ...[...finding.help.matchAll(/`@([^`\s]+)`|(?<=The base has .*)@([^\s.,`]+)/g)]
      .map(([, quoted, named]) => `@${quoted ?? named}`)
      .filter((citation) => !rewritten.includes(citation)),
    ...(/`because`/.test(finding.help) ? ['because "A reason."'] : []),
    ...(/\bconsensus\b/.test(finding.help) && !source.slice(0, end).endsWith('consensus')
      ? ['consensus 11 of 12']
      : []),
    ...[...finding.help.matchAll(/`(here \[[^\]…]+\])`/g)].flatMap(([, place]) => place ?? []),
    ...(/`caution/.test(finding.help) ? ['caution "A caution."'] : []),
  ];
  const written = clauses.map((clause) => ({
    title: clause,
    text: `${source.slice(0, end)} ${clause}${source.slice(end)}`,
  }));
  return [...fixes, ...written];
}

const isGrave = ({ accepted, severity }: Diagnostic): boolean =>
  accepted === null && (severity === 'error' || severity === 'warning');
/** How often each code is told above information. */
function graveCodes({ diagnostics }: FileResult): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics.filter(isGrave)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Advice of this document that gives a new finding above information when it is followed, in words. */
async function unsound(document: Document): Promise<readonly string[]> {
  const { name, source, asOf, files } = document;
  const options = {
    ...(asOf === undefined ? {} : { asOf }),
    ...(files === undefined ? {} : { files }),
  };
  const result = await run(source, options);
  const before = graveCodes(result);
  const faults: string[] = [];
  for (const finding of result.diagnostics) {
    if (finding.accepted !== null) continue;
    for (const { title, text } of adviceOf(source, result, finding)) {
      const after = graveCodes(await run(text, options));
      // A clause that stands there already is the test's own doing.
      for (const [code, count] of after)
        if (count > (before.get(code) ?? 0) && code !== 'repeated-clause')
          faults.push(`${name}: ${finding.code} proposes ${title}, which gives ${code}`);
    }
  }
  return faults;
}

describe('advice that is followed', () => {
  test.each([
    ['published recommendations', () => onDisk(at('fixtures/published'))],
    ['examples', () => onDisk(at('..', 'examples'))],
    ['whole questions', () => casesOf('whole-question-cases.json')],
    ['real text', () => casesOf('real-text-cases.json')],
    ['cases of the appraisal', () => casesOf('appraisal-cases.json')],
    ['adversarial cases', () => casesOf('adversarial-cases.json')],
    ['pages of the checks', pagesOf],
  ] as const)('gives nothing new above information: %s', async (_, documents) => {
    const faults: string[] = [];
    for (const document of documents()) faults.push(...(await unsound(document)));
    expect(faults).toEqual([]);
  });
});
