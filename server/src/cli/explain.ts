/** `sequitur explain`: a transition, or the page of a code. */

import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { problemInWords } from '../checks/binder-problems.ts';
import { type Code, catalogue, codes, isCode } from '../checks/catalogue/catalogue.ts';
import { createEngine } from '../checks/engine.ts';
import { explainTransition } from '../checks/explain-transition.ts';
import { pages } from '../checks/generated/pages.ts';
import { embeddedBase } from '../evidence/base.ts';
import type { Base, IsoDate } from '../evidence/base-types.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import type { GradingId } from '../evidence/gradings.ts';
import { kindOfPath } from '../markdown/documents.ts';
import type { PopulationInForce } from '../model/bound-file.ts';
import { nodeHost, withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { explainText } from '../output/explanation-text.ts';
import { suggest } from '../text/names.ts';
import { explainJson } from '../views/explanation.ts';
import { purposeOnTwoLines } from '../wording/purpose.ts';
import type { Console } from './console.ts';
import { dateOfTheReview, readDate } from './dates.ts';
import { docsOf } from './docs.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { unreadReason } from './snapshots.ts';
import { decode } from './text.ts';

/** `sequitur explain`. Throws a `UsageProblem` for words that cannot be followed. */
export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const [asked, ...surplus] = words.operands;
  const example =
    'For example: sequitur explain "everolimus -> cabozantinib" --where "tumour pancreatic-net"';
  if (asked === undefined || asked.trim() === '')
    throw new UsageProblem('explain needs a transition or the code of a finding.', example);
  if (surplus.length > 0)
    throw new UsageProblem(
      'explain takes one transition. Put it in quotes, or the shell takes -> for a redirection.',
      example,
    );
  return isCode(asked)
    ? explainCode(asked, words, console)
    : await explainStep(asked, words, console);
}

function explainCode(code: Code, words: Arguments, console: Console): ExitCode {
  const page = pages[code];
  if (words.value('format') === 'json') {
    const { severity, family, title } = catalogue[code];
    console.out(
      `${JSON.stringify({ schema: 'sequitur-code/1', tool: version, code, severity, family, title, docs: docsOf(code), page }, null, 2)}\n`,
    );
  } else {
    console.out(page.endsWith('\n') ? page : `${page}\n`);
  }
  return exitCodes.clean;
}

/** A population's name has no space, and a condition has one: `tumour net`. */
const isName = (where: string): boolean => !/\s/.test(where.trim());

async function explainStep(path: string, words: Arguments, console: Console): Promise<ExitCode> {
  const written = words.value('where');
  const date = words.value('as-of');
  const system = gradingIds.find((id) => id === words.value('grading'));
  const given = {
    ...(date === undefined ? {} : { asOf: readDate('as-of', date) }),
    ...(system === undefined ? {} : { grading: system }),
  };
  const file = words.value('file');
  if (file === undefined && written !== undefined && isName(written))
    throw new UsageProblem(
      `--where ${JSON.stringify(written)} is no condition. The name of a population needs the file that declares it.`,
      `Write --where "tumour pancreatic-net", or --where ${written} --file draft.sequitur.`,
    );
  const context =
    file === undefined
      ? { base: embeddedBase(), ...given }
      : await contextOf(file, written, given, console);
  const { base } = context;
  const where = context.population ?? written;
  const question = { path, base, ...(where === undefined ? {} : { where }) };
  const answer = explainTransition({
    ...question,
    ...(context.asOf === undefined ? {} : { asOf: context.asOf }),
  });
  if ('problems' in answer) throw notUnderstood(path, answer.problems);
  const { transitions } = answer;
  const [first] = transitions;
  const before =
    first !== undefined && first.appraisal.asOf > dateOfTheReview
      ? explainTransition({ ...question, asOf: dateOfTheReview })
      : answer;
  const then = before === answer || 'problems' in before ? [] : before.transitions;
  const pages = transitions.map((explained, index) =>
    explainJson({
      ...{ explained, earlier: then[index] ?? null, base, tool: version },
      grading: context.grading,
    }),
  );
  if (words.value('format') === 'json') {
    const [page, ...others] = pages;
    console.out(`${JSON.stringify({ ...page, others }, null, 2)}\n`);
  } else {
    console.out(
      pages
        .map((page) =>
          explainText(page, {
            colours: console.colours,
            width: console.width,
            purpose: purposeOnTwoLines,
          }),
        )
        .join('\n'),
    );
  }
  return exitCodes.clean;
}

interface QuestionContext {
  readonly base: Base;
  readonly asOf?: IsoDate;
  readonly grading?: GradingId;
  readonly population?: PopulationInForce;
}

/**
 * The base (with packs) and the date of a file, and the population of a name that it declares or
 * imports.
 */
async function contextOf(
  file: string,
  where: string | undefined,
  commandLine: Pick<QuestionContext, 'asOf' | 'grading'>,
  console: Console,
): Promise<QuestionContext> {
  const path = withSlashes(resolve(console.cwd, file));
  let text: string;
  try {
    text = decode(readFileBytes(path)).text;
  } catch (error) {
    throw new UsageProblem(
      `Cannot read ${file}: ${systemReason(error)}.`,
      'Name a .sequitur file.',
    );
  }
  // The name is looked up as the file itself would: by a population within it, behind the end of
  // the file.
  const name = where !== undefined && isName(where) ? where.trim() : null;
  const asked = name === null ? '' : `\npopulation ${probe} within ${name} {}\n`;
  const block =
    kindOfPath(path) === 'document' && asked !== '' ? `\n\n\`\`\`sequitur${asked}\`\`\`\n` : asked;
  const opened = await createEngine({
    host: nodeHost(),
    root: withSlashes(console.cwd),
    commandLine,
  }).open(path, text + block);
  if (opened.kind === 'failed')
    throw new UsageProblem(`${file} cannot be used: ${opened.message}`, null);
  const unread = unreadReason(opened.bound.source);
  if (unread !== null) throw new UsageProblem(`${file} cannot be used: ${unread}`, null);
  const { base, bound } = opened;
  const { asOf, grading } = bound.settings;
  if (name === null) return { base, asOf, grading };
  const unknown = bound.problems.find(
    ({ code, span }) => code === 'unknown-name' && span.start >= text.length,
  );
  if (unknown !== undefined) {
    const { message, help } = problemInWords(unknown);
    throw new UsageProblem(`${message} (in ${file})`, help);
  }
  const population = bound.populations.find((one) => one.name === probe);
  if (population === undefined)
    throw new UsageProblem(
      `The end of ${file} cannot be read, so its populations are not known.`,
      `Correct what sequitur check ${file} finds.`,
    );
  return { base, asOf, grading, population: { name, region: population.region, conditions: [] } };
}
const probe = 'asked-on-the-command-line';

function notUnderstood(
  asked: string,
  problems: readonly { readonly message: string; readonly help: string }[],
): UsageProblem {
  const near = /^[a-z-]+$/.test(asked) ? suggest(asked, codes)[0] : undefined;
  const [first] = problems;
  const message = first?.message ?? `${JSON.stringify(asked)} is neither a transition nor a code.`;
  if (near !== undefined)
    return new UsageProblem(message, `As a code, did you mean sequitur explain ${near}?`);
  return new UsageProblem(message, first?.help === '' ? null : (first?.help ?? null));
}
