/** docs/attributes.md: every attribute of a population with its values, as the base declares it. */
import type { Attribute, Base } from '../evidence/base-types.ts';
import { kindInWords, silenceInWords, valuesInWords } from './reference-lists.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** What it means for the evidence that a study enrolled other patients, or does not say whom. */
function consequences(attribute: Attribute, base: Base): string {
  const { bars, implies = [], bands } = attribute;
  const targets =
    bars?.targets === undefined
      ? ''
      : ` for ${bars.targets.map((term) => base.label(term)).join(', ')}`;
  return [
    bars === undefined ? null : `another value is another disease${targets}`,
    silenceInWords(attribute),
    ...implies.map(
      ({ values, attribute: about, are }) => `${values.join(', ')}: ${about} ${are.join(', ')}`,
    ),
    bands === undefined
      ? null
      : `goes by ${bands.on} in ${bands.tumours.map((tumour) => base.tumour(tumour)?.label ?? tumour).join(', ')}`,
  ]
    .filter((text) => text !== null)
    .join('; ');
}

/** The page; the same text for the same base. */
export function attributesPage(base: Base): string {
  const rows = base.attributes.map((attribute) =>
    row([
      `\`${attribute.id}\``,
      kindInWords[attribute.kind],
      valuesInWords(attribute, base),
      attribute.definition,
      consequences(attribute, base),
    ]),
  );
  return `# Attributes of a population

What a criterion may say, written by \`node scripts/generate-attributes.mjs\` from [attributes.yaml](../server/evidence/attributes.yaml): one entry there
is all that an attribute needs. [A pack](packs.md) may declare others. \`sequitur evidence list attributes\` prints them with their synonyms.

${row(['attribute', 'a criterion names', 'values', 'meaning', 'what follows'])}
|---|---|---|---|---|
${rows.join('\n')}

Where a study and a step part on an attribute, the rung of the study stays and its ceiling is at most III, unless another value is another disease: then the study
is indirect evidence. What one of the two does not state divides them only where the last column says so.
`;
}
