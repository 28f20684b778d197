/**
 * What the tools of a language model are answered: text that it can quote, with the sources, and
 * the same as data.
 */

import type { Explanation } from '../checks/explain-transition.ts';
import type { FileResult } from '../checks/result-types.ts';
import type { Severity } from '../checks/severity.ts';
import type { Base } from '../evidence/base-types.ts';
import { explainText } from '../output/explanation-text.ts';
import { palette } from '../output/palette.ts';
import { checkedFile } from '../output/portable-results.ts';
import { Counter } from '../output/run-summary.ts';
import { fileBlock } from '../output/terminal-file.ts';
import { counted } from '../text/counted.ts';
import type { PlaceRange } from '../text/lines.ts';
import { type ExplainJson, explainJson } from '../views/explanation.ts';
import { purpose } from '../wording/purpose.ts';

/** `sequitur/lookUp`. */
export interface LookUp {
  readonly text: string;
  /**
   * One for each treatment that may come before the last step; none where the question could not be
   * read.
   */
  readonly explanations: readonly ExplainJson[];
}
/** `sequitur/checkText`. */
export interface CheckedText {
  readonly text: string;
  readonly release: string | null;
  readonly asOf: string | null;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: Severity;
    readonly message: string;
    readonly help: string;
    readonly range: PlaceRange;
    /** The author's reason, where the finding was accepted. */
    readonly accepted: string | null;
  }[];
}

/**
 * Columns: a language model reads lines of any length, a person who looks at its sources does not.
 */
const width = 120;

/** What cannot be read is answered in words too, so that the question can be asked better. */
export function lookUpAnswer(answer: Explanation, base: Base, tool: string): LookUp {
  if ('problems' in answer) {
    const problems = answer.problems.map(({ message, help }) => `${message} ${help}`.trim());
    return {
      text: `The question cannot be read.\n${problems.join('\n')}\n\n${purpose}\n`,
      explanations: [],
    };
  }
  const explanations = answer.transitions.map((explained) =>
    explainJson({ explained, earlier: null, base, tool }),
  );
  return {
    text: explanations
      .map((page) => explainText(page, { colours: false, width, purpose }))
      .join('\n'),
    explanations,
  };
}

/** `name` is what the text is called in the answer. */
export function checkedText(result: FileResult, name: string): CheckedText {
  const checked = checkedFile(result, { transitions: false, text: () => undefined });
  const options = { colours: false, width, quiet: false, links: false, display: () => name };
  const block = fileBlock(checked, checked.error, palette(false), options);
  const counter = new Counter();
  counter.add(checked);
  const { transitions, errors, warnings, information, hints, accepted } = counter.summary;
  const counts = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    counted(information + hints, 'note'),
    `${accepted} accepted`,
  ];
  const basis = checked.release === null ? '' : ` Base ${checked.release} as of ${checked.asOf}.`;
  const summary = `${counted(transitions, 'transition')}: ${counts.join(', ')}.${basis}`;
  return {
    text: [...block, ...(block.length === 0 ? [] : ['']), summary, purpose, ''].join('\n'),
    ...{ release: checked.release, asOf: checked.asOf },
    findings: checked.diagnostics.map(
      ({ code, severity, message, help, range, accepted: reason }) => ({
        ...{ code, severity, message, help, range },
        accepted: reason,
      }),
    ),
  };
}
