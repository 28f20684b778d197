/** What the parser and the binder found, put into the words of the catalogue. They know the place; nothing is judged again here. */

import type { BoundFile } from '../model/bound-file.ts';
import { choiceAt, marginAt, stepAt } from '../syntax/find.ts';
import type { SourceFile, Span } from '../syntax/tree.ts';
import type { ProblemParams, ProjectProblem } from '../workspace/problems.ts';
import { wordsOf } from './catalogue/catalogue.ts';
import type { Report, ReportExtras } from './context.ts';
import type { Fix } from './result-types.ts';

/** Names that the base declares, and no file. */
const nextFor: Readonly<Record<string, string>> = {
  'grading system':
    'Write a system of the base, such as `esmo`, `grade`, `oxford`, `nccn` or `asco`; `grading none` keeps brackets as printed.',
  region: 'Write a region for which the base holds approvals, such as `eu` or `us`.',
  'tumour, agent or class':
    'Write a name of the base; `sequitur evidence list` with `tumours`, `agents` or `classes` prints them.',
};
const didYouMean = (suggestion: string): string =>
  suggestion === '' ? '' : ` Did you mean ${suggestion}?`;
const rewrite = (problem: ProjectProblem, near: string): readonly Fix[] =>
  near === ''
    ? []
    : [{ title: `Write \`${near}\``, edits: [{ span: problem.span, text: near }], safe: false }];

/** Reports what the parser and the binder found. */
export function reportProblems({
  file,
  report,
}: {
  readonly file: BoundFile;
  readonly report: Report;
}): void {
  for (const error of file.source.errors) {
    const { message, help } = error;
    switch (error.code) {
      case 'syntax':
        report(
          'syntax',
          error,
          { problem: message, next: help ?? 'The rest of the file is still checked.' },
          { fixes: (error.fixes ?? []).map((fix) => ({ ...fix, safe: false })) },
        );
        break;
      case 'repeated-clause':
      case 'duplicate-directive':
        report(error.code, error, { problem: message });
        break;
      case 'file-too-large':
        report('file-too-large', error, { problem: message });
        break;
      case 'bidirectional-text':
      case 'invisible-character': {
        const code = file.source.text.codePointAt(error.start) ?? 0;
        report(
          error.code,
          error,
          { character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` },
          {
            fixes: [
              {
                title: 'Delete the invisible character',
                edits: [{ span: error, text: '' }],
                safe: true,
              },
            ],
          },
        );
        break;
      }
    }
  }
  for (const problem of file.problems) reportProblem(report, file.source, problem);
}

/** A problem in words, where no file is checked (a question on the command line). */
export function problemInWords(problem: ProjectProblem): {
  readonly message: string;
  readonly help: string;
} {
  let words = { message: '', help: '' };
  const keep: Report = (code, _span, params) => {
    words = wordsOf(code, params);
  };
  reportProblem(keep, null, problem);
  return words;
}

/**
 * Closes a choice with a branch for everybody else, before its `}`: on a line of its own where the branches have theirs.
 */
function withOtherwise(file: SourceFile, words: Span): readonly Fix[] {
  const choice = choiceAt(file, words);
  const last = choice?.branches.at(-1);
  const close = file.tokens.find(
    (token) => token.kind === '}' && token.start >= (last?.end ?? Number.POSITIVE_INFINITY),
  );
  if (choice === null || last === undefined || close === undefined || close.end > choice.end)
    return [];
  const line = marginAt(file.text, last.start);
  const gap = file.text.slice(last.end, close.start);
  const lineBreak = /\r\n|\n|\r/.exec(gap)?.[0];
  const otherwise = 'otherwise: nothing';
  // Behind the last branch (and its comment), so that what stands before the brace, also the margin of a quoted block, stays.
  const edit =
    lineBreak === undefined || line === null
      ? {
          span: { start: close.start, end: close.start },
          text: `${gap === '' ? ' ' : ''}${otherwise} `,
        }
      : at(
          close.start - (gap.length - gap.lastIndexOf(lineBreak)),
          `${lineBreak}${line}${otherwise}`,
        );
  return [{ title: 'Add `otherwise: nothing`', edits: [edit], safe: false }];
}
const at = (offset: number, text: string): Fix['edits'][number] => ({
  span: { start: offset, end: offset },
  text,
});

/** A trigger stands behind the treatment and its `with`, where it is read aloud. */
function withTrigger(file: SourceFile, treatment: Span): readonly Fix[] {
  const step = stepAt(file, treatment);
  if (step === null) return [];
  const background = step.clauses.find(
    (clause) =>
      clause.kind === 'with' || clause.kind === 'optionally' || clause.kind === 'rechallenge',
  );
  const first = step.clauses[0];
  // Only what follows the treatment directly goes before the trigger.
  const end = background !== undefined && background === first ? background.end : step.regimen.end;
  return [{ title: 'Write `on progression`', edits: [at(end, ' on progression')], safe: false }];
}

/** Another value for the criterion that excludes the one at the span. */
function withValue(file: SourceFile, at: Span, attribute: string, value: string): readonly Fix[] {
  const population = file.declarations.find(
    (one) => one.kind === 'population' && one.start <= at.start && at.end <= one.end,
  );
  const criterion =
    population?.kind === 'population'
      ? population.criteria.find((one) => one.attribute.text === attribute)
      : undefined;
  const { test } = criterion ?? {};
  if (test?.form !== 'list') return [];
  const [first] = test.values;
  const last = test.values.at(-1);
  if (first === undefined || last === undefined) return [];
  const span = { start: first.start, end: last.end };
  return [
    { title: `Write \`${attribute} ${value}\``, edits: [{ span, text: value }], safe: false },
  ];
}

/** The bracket grades the treatment then; beside such a bracket the second one goes. */
function withoutHere(file: SourceFile, here: Span): readonly Fix[] {
  const step = stepAt(file, here);
  const clause = step?.clauses.find(({ start }) => start === here.start);
  if (step === null || clause?.kind !== 'here') return [];
  const graded = step.clauses.some(({ kind }) => kind === 'grade');
  const before = file.text.slice(0, here.start).trimEnd().length;
  return graded || clause.grade === null
    ? [
        {
          title: 'Delete it',
          edits: [{ span: { start: before, end: here.end }, text: '' }],
          safe: false,
        },
      ]
    : [
        {
          title: 'Grade the treatment',
          edits: [{ span: { start: here.start, end: clause.grade.start }, text: '' }],
          safe: false,
        },
      ];
}

/** A drug that exists is no mistake of the author: it is said in every profile, and is never more than information. */
function reportTreatment(
  report: Report,
  span: ProjectProblem['span'],
  { name, drug, suggestion }: ProblemParams['unknown-treatment'],
  extras: ReportExtras,
): void {
  const known = drug !== '';
  report(
    'unknown-treatment',
    span,
    {
      name,
      verdict: known ? `known (${drug}) and not appraised` : 'not a treatment in the base',
      didYouMean: didYouMean(suggestion),
      next: known
        ? 'The step stays in the document; an evidence pack can add studies of it.'
        : 'Correct the name. If it is right, the step stays in the document and is not appraised; an evidence pack can add it.',
    },
    known ? { ...extras, severity: 'information', profiled: false } : extras,
  );
}

type ProblemOf<C extends ProjectProblem['code']> = Extract<ProjectProblem, { readonly code: C }>;

function reportProblem(report: Report, file: SourceFile | null, problem: ProjectProblem): void {
  const extras: ReportExtras = { related: problem.related ?? [] };
  const { span } = problem;
  switch (problem.code) {
    case 'unknown-treatment':
    case 'unknown-attribute':
    case 'unknown-name':
    case 'impossible-value':
      reportWord(report, problem, extras);
      break;
    case 'missing-population':
    case 'empty-population':
    case 'duplicate-name':
    case 'duplicate-directive':
    case 'unreachable-branch':
      reportInWords(report, file, problem, extras);
      break;
    case 'missing-trigger': {
      const fixes = file === null ? [] : withTrigger(file, span);
      report(problem.code, span, problem.params, { ...extras, fixes });
      break;
    }
    case 'here-without-place': {
      const fixes = file === null ? [] : withoutHere(file, span);
      report(problem.code, span, problem.params, { ...extras, fixes });
      break;
    }
    case 'incomplete-branches': {
      const fixes = file === null ? [] : withOtherwise(file, span);
      report(problem.code, span, problem.params, { ...extras, fixes });
      break;
    }
    case 'unread-block': {
      const fixes = rewrite(problem, problem.params.near);
      report(problem.code, span, problem.params, { ...extras, fixes });
      break;
    }
    case 'unusable-pack': {
      const about = `${problem.params.pack} ${problem.params.reason}`;
      report(problem.code, span, problem.params, { ...extras, about });
      break;
    }
    default:
      reportAsKnown(report, problem, extras);
      break;
  }
}

/** A word of the document that the base does not know, with the one that is near. */
function reportWord(
  report: Report,
  problem: ProblemOf<
    'unknown-treatment' | 'unknown-attribute' | 'unknown-name' | 'impossible-value'
  >,
  related: ReportExtras,
): void {
  const { span } = problem;
  const extras = { ...related, fixes: rewrite(problem, problem.params.near) };
  switch (problem.code) {
    case 'unknown-treatment':
      reportTreatment(report, span, problem.params, extras);
      break;
    case 'unknown-attribute': {
      const { name, suggestion, known } = problem.params;
      const params = { name, didYouMean: didYouMean(suggestion), known };
      report(problem.code, span, params, extras);
      break;
    }
    case 'unknown-name': {
      const { what, name, suggestion } = problem.params;
      const next = nextFor[what] ?? 'Declare it in this file, or import the file that does.';
      const params = { what, name, didYouMean: didYouMean(suggestion), next };
      // The header of a sequence and its steps may miss the same name as different things.
      const about = what === 'population' ? { about: `population ${name}` } : {};
      report(problem.code, span, params, { ...extras, ...about });
      break;
    }
    case 'impossible-value': {
      const { attribute, value, allowed } = problem.params;
      report(problem.code, span, { attribute, value, allowed }, extras);
      break;
    }
  }
}

/** What the catalogue says in other words than the binder. */
function reportInWords(
  report: Report,
  file: SourceFile | null,
  problem: ProblemOf<
    | 'missing-population'
    | 'empty-population'
    | 'duplicate-name'
    | 'duplicate-directive'
    | 'unreachable-branch'
  >,
  extras: ReportExtras,
): void {
  const { span } = problem;
  switch (problem.code) {
    case 'missing-population': {
      const { declaration, populations } = problem.params;
      const params = {
        declaration: declaration === '' ? 'This sequence' : `\`${declaration}\``,
        next:
          populations === ''
            ? 'Declare a population and name it with `for`.'
            : `Add \`for\` and one of: ${populations}.`,
      };
      report(problem.code, span, params, extras);
      break;
    }
    case 'empty-population': {
      const { name, criterion, reason, instead, near } = problem.params;
      const params = {
        population: name === '' ? 'both populations at once' : `\`${name}\``,
        because: criterion === '' ? '' : `: \`${criterion}\` leaves no one`,
        reason: reason === '' ? '' : ` ${reason}`,
      };
      const fixes = file === null || near === '' ? [] : withValue(file, span, instead, near);
      report(problem.code, span, params, { ...extras, fixes });
      break;
    }
    case 'duplicate-name': {
      const { what, name, first } = problem.params;
      const where = first === '' ? '' : ` (the other is in ${first})`;
      report(problem.code, span, { what, name, where }, extras);
      break;
    }
    case 'duplicate-directive': {
      const params = { problem: `\`${problem.params.directive}\` is given twice.` };
      report(problem.code, span, params, extras);
      break;
    }
    case 'unreachable-branch': {
      const { condition, reason: why, population } = problem.params;
      const reason =
        why === 'covered' ? 'the branches above take everybody' : `the population is ${population}`;
      report(problem.code, span, { condition, reason }, extras);
      break;
    }
  }
}

/** What the catalogue says with what the binder knows. */
function reportAsKnown(
  report: Report,
  problem: ProblemOf<
    | 'population-cycle'
    | 'unresolved-import'
    | 'unusable-bibliography'
    | 'unread-bibliography-entry'
    | 'import-cycle'
    | 'unknown-release'
    | 'unused-population'
    | 'trigger-without-history'
    | 'vacuous-condition'
    | 'overlapping-branches'
  >,
  extras: ReportExtras,
): void {
  const { span } = problem;
  // One case each: only so are the parameters those of the code.
  switch (problem.code) {
    case 'population-cycle':
      report(problem.code, span, problem.params, extras);
      break;
    case 'unresolved-import':
      report(problem.code, span, problem.params, extras);
      break;
    case 'unusable-bibliography':
      report(problem.code, span, problem.params, extras);
      break;
    case 'unread-bibliography-entry':
      report(problem.code, span, problem.params, extras);
      break;
    case 'import-cycle':
      report(problem.code, span, problem.params, extras);
      break;
    case 'unknown-release':
      report(problem.code, span, problem.params, extras);
      break;
    case 'unused-population':
      report(problem.code, span, problem.params, extras);
      break;
    case 'trigger-without-history':
      report(problem.code, span, problem.params, extras);
      break;
    case 'vacuous-condition':
      report(problem.code, span, problem.params, extras);
      break;
    case 'overlapping-branches':
      report(problem.code, span, problem.params, extras);
      break;
  }
}
