/**
 * How long Sequitur takes to read, bind and check files of growing size, beside what a reader
 * knows: JSON.parse and a YAML parser on texts of the same length, and `node -e 0` for the start of
 * the command line. Medians of several runs, in one run of this program. The last column is the
 * time per line in microseconds: it must not grow.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { checkBound } from '../../server/src/checks/run-rules.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { bindFile } from '../../server/src/model/bind.ts';
import { parse } from '../../server/src/syntax/parser.ts';

const base = embeddedBase();
const agents = [
  'lanreotide',
  'everolimus',
  'sunitinib',
  'cabozantinib',
  '177Lu-dotatate',
  'STZ/5-FU',
  'CAPTEM',
  'surufatinib',
];
const pick = (index: number): string => agents[index % agents.length] ?? 'everolimus';

/** Sequences of five lines, each another path, so that few appraisals repeat. */
function guideline(lines: number): string {
  const parts = [
    'population p { tumour pancreatic-net grade G1, G2 sstr positive progression within 12 months }',
  ];
  for (let index = 0; parts.length * 5 - 4 < lines; index++)
    parts.push(
      `sequence s${index} for p {\n  ${pick(index)}  [I, A]  @CLARINET\n  -> ${pick(index + 1 + (index >> 3))} on progression  [I, A]  here [II, B]  @RADIANT-3  improves PFS\n  -> ${pick(index + 3 + (index >> 6))} on progression or intolerance  [II, B]  @SUN1111\n}`,
    );
  return `${parts.join('\n')}\n`;
}
const asJson = (text: string): string =>
  JSON.stringify(text.split('\n').map((line, index) => ({ index, line })));
const asYaml = (text: string): string =>
  text
    .split('\n')
    .map((line, index) => `- { index: ${index}, line: ${JSON.stringify(line)} }`)
    .join('\n');

function median(runs: number, work: () => void): number {
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const started = performance.now();
    work();
    if (run > 0) times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
const number = (value: number, digits = 1): string => value.toFixed(digits).padStart(9);

console.log(
  '    lines        kB    parse ms  parse MB/s   bind ms  check ms  JSON.parse ms   YAML ms   µs per line',
);
for (const lines of [100, 1_000, 10_000, 50_000]) {
  const text = guideline(lines);
  const runs = lines > 5_000 ? 3 : 9;
  const parsing = median(runs, () => void parse(text));
  const source = parse(text);
  const bind = (): ReturnType<typeof bindFile> =>
    bindFile({ path: 'bench.sequitur', source, base, root: '' });
  const binding = median(runs, () => void bind());
  const bound = bind();
  const checking = median(runs, () => void checkBound(bound, base, { today: base.release.date }));
  const [json, yaml] = [asJson(text), asYaml(text)];
  const jsonTime = median(runs, () => void JSON.parse(json));
  const yamlTime = median(lines > 5_000 ? 1 : 3, () => void parseYaml(yaml));
  const count = text.split('\n').length - 1;
  console.log(
    `${String(count).padStart(9)} ${number(text.length / 1000)}   ${number(parsing)}   ${number(text.length / 1000 / parsing)} ${number(binding)} ${number(checking)}      ${number(jsonTime)} ${number(yamlTime)}     ${number((1000 * (parsing + binding + checking)) / count)}`,
  );
}

const cli = path.resolve('server/dist/sequitur.cjs');
const start = (args: readonly string[]): number =>
  median(7, () => void spawnSync(process.execPath, args, { stdio: 'ignore' }));
const [empty, version, check] = [
  start(['-e', '0']),
  start([cli, '--version']),
  start([cli, 'check', 'examples']),
];
console.log(
  `\ncold start: node -e 0 ${empty.toFixed(0)} ms · sequitur --version ${version.toFixed(0)} ms · sequitur check examples ${check.toFixed(0)} ms`,
);
console.log(
  `embedded: ${base.studies.length} studies, ${base.studies.flatMap((study) => study.reports.flatMap((report) => report.findings)).length} findings`,
);
