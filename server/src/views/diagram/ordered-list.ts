/**
 * A sequence as an ordered list: what the drawing says, in the order of the text, for who reads or
 * hears it.
 */
import type { Choice, Path } from '../../syntax/tree.ts';
import { guardInWords, rowInWords } from './cards.ts';
import type { Card, EvidenceRow, ListBranch, ListItem } from './diagram.ts';

interface Reading {
  readonly text: string;
  readonly cardOf: (step: Path['nodes'][number]) => Card | undefined;
  readonly rowOf: (id: string) => EvidenceRow | undefined;
}

interface Listed {
  readonly list: readonly ListItem[];
  /** Steps that no card stands for. */
  readonly omitted: number;
}

/** `earlier` are the cards of `after`. Steps without a card are counted where they would stand. */
export function listOf(path: Path | null, earlier: readonly Card[], reading: Reading): Listed {
  let omitted = 0;
  const items = (nodes: Path['nodes']): readonly ListItem[] => {
    const found: ListItem[] = [];
    let missing = 0;
    const tell = () => {
      if (missing > 0)
        found.push({
          kind: 'omitted',
          text: missing === 1 ? '1 step, not shown' : `${missing} steps, not shown`,
        });
      omitted += missing;
      missing = 0;
    };
    for (const node of nodes) {
      if (node.kind === 'choice') {
        tell();
        found.push(choice(node));
        continue;
      }
      const card = reading.cardOf(node);
      if (card === undefined) missing++;
      else {
        tell();
        found.push(itemOf(card, reading));
      }
    }
    tell();
    return found;
  };
  const choice = (node: Choice): ListItem => ({
    kind: 'choice',
    text: node.form === 'one-of' ? 'One of, the first that holds:' : 'Any of:',
    branches: node.branches.map((branch): ListBranch => {
      const { path: steps } = branch;
      const when = guardInWords(reading.text, branch).join(', ') || 'option';
      return {
        text: steps === null ? `${when}: nothing` : when,
        items: steps === null ? [] : items(steps.nodes),
      };
    }),
  });
  const list = [
    ...earlier.map((card) => itemOf(card, reading)),
    ...(path === null ? [] : items(path.nodes)),
  ];
  return { list, omitted };
}

function itemOf(card: Card, { rowOf }: Reading): ListItem {
  const { regimen, dose, background, optional, rechallenge, trigger } = card;
  const { grades, citations, line, lineWords, kind } = card;
  const parts = [regimen, dose, background, optional, rechallenge ? 'rechallenge' : null, trigger]
    .filter((part) => part !== null)
    .join(' ');
  const claims = [...grades, ...citations].join(' ');
  return {
    kind: 'step',
    card: card.id,
    text: `${kind === 'earlier' ? `Before, line ${line}` : lineWords}: ${parts}${claims === '' ? '' : ` — ${claims}`}`,
    support: card.evidence.flatMap((id) => {
      const row = rowOf(id);
      return row === undefined ? [] : [rowInWords(row)];
    }),
  };
}
