/** `sequitur explain`: a transition, or the page of a code. */
import { version } from '../../../package.json';
import { type Code, catalogue, codes, isCode } from '../checks/catalogue.ts';
import { explainTransition } from '../checks/engine.ts';
import { pages } from '../checks/generated/pages.ts';
import { embeddedBase } from '../evidence/base.ts';
import { explainJson } from '../report/explain.ts';
import { explainText } from '../report/explain-text.ts';
import { suggest } from '../syntax/names.ts';
import { purpose } from './commands.ts';
import type { Console } from './console.ts';
import { dateOfTheReview, readDate } from './dates.ts';
import { docsOf } from './docs.ts';
import type { Arguments } from './options.ts';
import { type ExitCode, exitCodes, UsageProblem } from './problem.ts';

export async function run(words: Arguments, console: Console): Promise<ExitCode> {
  const [asked, ...surplus] = words.operands;
  const example = 'For example: sequitur explain "everolimus -> cabozantinib" --where "tumour pancreatic-net"';
  if (asked === undefined || asked.trim() === '') throw new UsageProblem('explain needs a transition or the code of a finding.', example);
  if (surplus.length > 0)
    throw new UsageProblem('explain takes one transition. Put it in quotes, or the shell takes -> for a redirection.', example);
  return isCode(asked) ? explainCode(asked, words, console) : explainStep(asked, words, console);
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

function explainStep(path: string, words: Arguments, console: Console): ExitCode {
  const base = embeddedBase();
  const where = words.value('where');
  const asOf = words.value('as-of');
  const question = { path, base, ...(where === undefined ? {} : { where }) };
  const answer = explainTransition({ ...question, ...(asOf === undefined ? {} : { asOf: readDate('as-of', asOf) }) });
  if ('problems' in answer) throw notUnderstood(path, answer.problems);
  const { transitions } = answer;
  const [first] = transitions;
  const before =
    first !== undefined && first.appraisal.asOf > dateOfTheReview ? explainTransition({ ...question, asOf: dateOfTheReview }) : answer;
  const then = before === answer || 'problems' in before ? [] : before.transitions;
  const pages = transitions.map((explained, index) => explainJson({ explained, earlier: then[index] ?? null, base, tool: version }));
  if (words.value('format') === 'json') {
    const [page, ...others] = pages;
    console.out(`${JSON.stringify({ ...page, others }, null, 2)}\n`);
  } else {
    console.out(pages.map((page) => explainText(page, { colours: console.colours, width: console.width, purpose })).join('\n'));
  }
  return exitCodes.clean;
}

function notUnderstood(asked: string, problems: readonly { readonly message: string; readonly help: string }[]): UsageProblem {
  const near = /^[a-z-]+$/.test(asked) ? suggest(asked, codes)[0] : undefined;
  const [first] = problems;
  const message = first?.message ?? `${JSON.stringify(asked)} is neither a transition nor a code.`;
  if (near !== undefined) return new UsageProblem(message, `As a code, did you mean sequitur explain ${near}?`);
  return new UsageProblem(message, first?.help === '' ? null : (first?.help ?? null));
}
