/**
 * The lists of the base that carry no evidence, as a terminal prints them: attributes, gradings,
 * the ladder, names of drugs.
 */
import type { Attribute, Base } from '../evidence/base-types.ts';
import { hanging, wrap } from '../text/display-width.ts';

type Print = (base: Base, width: number) => readonly string[];

/** `G1, G2, G3`; `from 0 to 100 %`; the tumours by their field. */
export function valuesInWords(
  { kind, values = [], groups = [], min = 0, max, unit }: Attribute,
  base: Base,
): string {
  const sign = kind === 'percent' ? ' %' : unit === undefined ? '' : ` ${unit}`;
  switch (kind) {
    case 'tumour':
      return base.tumours.map(({ id }) => id).join(', ');
    case 'progression':
      return 'no, yes, within 12 months (any time)';
    case 'percent':
    case 'number':
      return max === undefined ? `from ${min}${sign}` : `${min} to ${max}${sign}`;
    case 'ordered':
    case 'choice':
    case 'flags':
      return [
        values.map(({ id }) => id).join(', '),
        ...groups.map((group) => `${group.id} (${group.values.join(' or ')})`),
      ].join('; ');
  }
}
/** What a criterion on an attribute of this kind names. */
export const kindInWords: Readonly<Record<Attribute['kind'], string>> = {
  tumour: 'a tumour, with those below it',
  ordered: 'one of, from low to high',
  choice: 'one of',
  flags: 'each a yes or no of its own',
  percent: 'a percentage',
  number: 'a number',
  progression: 'no, yes or a time',
};
/** What a study that does not state the attribute says; `null` where it speaks of everybody. */
export const silenceInWords = ({ silence }: Attribute): string | null =>
  silence === 'covers'
    ? null
    : `a study that does not state it says nothing of: ${silence.join(', ')}`;

const attributes: Print = (base, width) =>
  base.attributes.flatMap((attribute) => {
    const { id, label, synonyms = [], bars, implies = [], kind, definition } = attribute;
    const names = [label, ...synonyms].filter((name) => name !== id);
    const silence = silenceInWords(attribute);
    return [
      ...hanging(`${id}  `, names.join(', '), width),
      ...hanging('  ', definition, width),
      ...hanging(`  ${kindInWords[kind]}: `, valuesInWords(attribute, base), width),
      ...(silence === null ? [] : hanging('  ', silence, width)),
      ...(bars === undefined
        ? []
        : hanging(
            '  ',
            `other patients are another disease${bars.targets === undefined ? '' : ` for ${bars.targets.map((term) => base.label(term)).join(', ')}`}: ${bars.reason}`,
            width,
          )),
      ...implies.flatMap(({ values, attribute: about, are }) =>
        hanging('  ', `${values.join(', ')}: ${about} ${are.join(', ')}`, width),
      ),
      '',
    ];
  });

const gradings: Print = (base, width) =>
  base.gradings.all.flatMap(({ id, name, source, levels, strengths, judged }) => [
    ...hanging(`${id}  `, judged ? name : `${name}; it judges nothing`, width),
    ...[...levels, ...strengths].flatMap(({ code, definition }) =>
      hanging(`  ${code}  `, definition, width),
    ),
    ...(source === undefined ? [] : [`  ${source}`]),
    '',
  ]);

/**
 * Rungs with their ceilings, each with the line or the convention it comes from, then every
 * convention of the base.
 */
const ladder: Print = (base, width) => {
  const { rungs, ceilings, conventions } = base.ladder.file;
  const ceilingRows = ceilings.flatMap(({ rung, when, levels }) => [
    ...hanging(`  ${rung ?? 'any'}  `, when, width),
    ...Object.entries(levels).flatMap(([system, { level, ...why }]) =>
      hanging(
        `      ${base.gradings.named(system)?.label ?? system} ${level ?? 'consensus only'}  `,
        why.by === 'level'
          ? 'the definition of the level'
          : why.by === 'source'
            ? `"${why.quote}" ${why.source}`
            : `convention: ${why.reason}`,
        width,
      ),
    ),
  ]);
  return [
    'Rungs',
    ...rungs.flatMap(({ code, name, definition }) =>
      hanging(`  ${code}  `, `${name}: ${definition}`, width),
    ),
    '',
    'Ceilings',
    ...ceilingRows,
    '',
    'Conventions',
    ...conventions.flatMap((convention) => [
      ...hanging(
        '  ',
        `${convention.label}${convention.value === undefined ? '' : `: ${convention.value}${convention.unit === 'percent' ? ' %' : ''}`}`,
        width,
      ),
      ...hanging(
        '      ',
        convention.by === 'source'
          ? `${convention.reason} "${convention.quote}" ${convention.source}`
          : `convention: ${convention.reason}`,
        width,
      ),
    ]),
    '',
  ];
};

const drugNames: Print = (base, width) =>
  base.drugNames.groups.flatMap(({ label, source, names }) => [
    ...wrap(label, width),
    ...names.flatMap(({ id, label: own, atc, synonyms = [], brands = [] }) => {
      const others = [...(own === undefined ? [] : [own]), ...synonyms, ...brands];
      const details = [others.join(', '), atc === undefined ? '' : `ATC ${atc}`].filter(Boolean);
      return details.length === 0 ? [`  ${id}`] : hanging(`  ${id}  `, details.join(' · '), width);
    }),
    ...(source === undefined ? [] : [`  ATC: ${source}`]),
    '',
  ]);

interface ReferenceList {
  readonly print: Print;
  /** As plain data. */
  readonly data: (base: Base) => unknown;
  /** The last line: how many there are. */
  readonly count: (base: Base) => string;
}
/** Every reference list by the name of `sequitur evidence list`. */
export const referenceLists = {
  attributes: {
    print: attributes,
    data: (base) => base.attributes,
    count: (base) => `${base.attributes.length} attributes`,
  },
  gradings: {
    print: gradings,
    data: (base) => base.gradings.all,
    count: (base) => `${base.gradings.all.length} gradings`,
  },
  ladder: {
    print: ladder,
    data: (base) => base.ladder.file,
    count: (base) =>
      `${base.ladder.file.rungs.length} rungs and ${base.ladder.file.conventions.length} conventions`,
  },
  'drug-names': {
    print: drugNames,
    data: (base) => base.drugNames.groups,
    count: (base) => `${base.drugNames.all.length} drugs and measures that are not appraised`,
  },
} as const satisfies Readonly<Record<string, ReferenceList>>;

/** A list with its last line, which names the base. */
export function referenceList(
  kind: keyof typeof referenceLists,
  base: Base,
  width: number,
): string {
  const { print, count } = referenceLists[kind];
  const widest = Math.max(40, width);
  const { id, date } = base.release;
  return `${print(base, widest).join('\n')}\n${count(base)} of base ${id}, ${date}.\n`;
}
