/** A key that the base does not know. An identifier (`doi:`, `pmid:`, `nct:`) or an entry of a bibliography that the base lacks is a study outside it, not a mistake. */
import type { Base } from '../../../evidence/base-types.ts';
import type { Claims } from '../../claims.ts';
import type { Report, Rule } from '../../context.ts';

const isIdentifier = (key: string): boolean => /^(?:doi|pmid|nct):/i.test(key);

export const unknownCitation: Rule = {
  codes: ['unknown-citation', 'not-appraised-citation'],
  claims: ({ base, claims, report }) => reportUnknown(base, claims, report),
};

function reportUnknown(base: Base, claims: Claims, report: Report): void {
  for (const { key, span, study } of claims.cited) {
    if (study !== null) continue;
    if (isIdentifier(key) || base.bibliographyEntry(key) !== undefined) {
      report('not-appraised-citation', span, { key, release: base.release.id });
      continue;
    }
    const suggestions = base.suggestCitation(key);
    const [nearest] = suggestions;
    report(
      'unknown-citation',
      span,
      {
        key,
        release: base.release.id,
        suggestion: nearest === undefined ? '' : ` Did you mean \`@${nearest}\`?`,
      },
      {
        fixes: suggestions.slice(0, 2).map((suggestion) => ({
          title: `Write @${suggestion}`,
          edits: [{ span, text: `@${suggestion}` }],
          safe: false,
        })),
      },
    );
  }
}
