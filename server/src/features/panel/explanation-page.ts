/** The explanation of one step: a page for each treatment that may come before it. */
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type { Base } from '../../evidence/base-types.ts';
import { explanationHtml } from '../../output/panel/explanation-html.ts';
import { panelStyle } from '../../output/panel/style.ts';
import { explainJson } from '../../views/explanation.ts';
import { supportHistory } from '../../views/support-history.ts';
import type { PanelPage } from './panel-page.ts';

/** @param explained at least one. */
export function explanationPage(
  explained: readonly AppraisedTransition[],
  base: Base,
  tool: string,
): PanelPage {
  const pages = explained.map((transition) => ({
    page: explainJson({ explained: transition, earlier: null, base, tool }),
    history: transition.appraisal.appraised ? supportHistory(base, transition) : [],
    quoteOf(id: string) {
      const [source] = base.finding(id)?.finding.provenance ?? [];
      return source === undefined ? null : { quote: source.quote, locator: source.locator ?? null };
    },
  }));
  const [first] = pages;
  const { to = '', from = null } = first?.page ?? {};
  return {
    title: from === null || pages.length > 1 ? to : `${to} after ${from}`,
    html: explanationHtml(pages),
    style: panelStyle,
  };
}
