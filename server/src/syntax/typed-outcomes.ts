/**
 * Outcomes in the words that guidelines print (`quality of life`), where the language has one word
 * for each. One message with the right form as its fix; the words are read as what they mean.
 */
import type { Reader } from './token-cursor.ts';
import type { Word } from './tree.ts';

/** Longest first, so that "objective response rate" is not read as "response". */
const printed: readonly (readonly [words: readonly string[], outcome: string])[] = [
  [['health-related', 'quality', 'of', 'life'], 'QoL'],
  [['quality', 'of', 'life'], 'QoL'],
  [['quality-of-life'], 'QoL'],
  [['hrqol'], 'QoL'],
  [['overall', 'survival'], 'OS'],
  [['survival'], 'OS'],
  [['progression-free', 'survival'], 'PFS'],
  [['progression', 'free', 'survival'], 'PFS'],
  [['objective', 'response', 'rate'], 'ORR'],
  [['overall', 'response', 'rate'], 'ORR'],
  [['objective', 'response'], 'ORR'],
  [['response', 'rate'], 'ORR'],
  [['response'], 'ORR'],
];

/** Takes and reports an outcome in printed words; `null` if none stands here. */
export function typedOutcome(reader: Reader): Word | null {
  const stands = (words: readonly string[]): boolean =>
    words.every((word, ahead) => reader.textOf(reader.peek(ahead)).toLowerCase() === word);
  const found = printed.find(([words]) => stands(words));
  if (found === undefined) return null;
  const [words, outcome] = found;
  const span = { start: reader.token.start, end: reader.peek(words.length - 1).end };
  reader.errorAt(span, `${reader.quote(span)} is written \`${outcome}\`.`, {
    help: 'The outcomes are PFS, OS, ORR, QoL and symptoms.',
    fixes: [{ title: `Write \`${outcome}\``, edits: [{ span, text: outcome }] }],
  });
  for (let taken = 0; taken < words.length; taken++) reader.take();
  return { ...span, text: outcome };
}
