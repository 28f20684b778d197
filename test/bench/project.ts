/**
 * How long `sequitur check` takes for projects of 100, 1,000 and 10,000 files: with one thread and
 * two, without a cache, with an empty one and with a full one. Beside it what a reader knows: `git
 * grep -c ''` only reads the same files, and Biome checks as many JSON files of the same length.
 * `npm run bench:project`, or `npm run bench:project -- 100 1000` for some sizes. Needs `node
 * build.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve('server/dist/sequitur.cjs');
const biome = resolve('node_modules/@biomejs/biome/bin/biome');
/**
 * Steps that stand in guidelines as they are written; most are carried, and some claim too much.
 */
const steps = [
  '-> lanreotide on progression  [I, A]  @CLARINET',
  '-> everolimus on progression  [I, A]  @RADIANT-3  improves PFS',
  '-> 177Lu-dotatate on progression  [II, B]',
  '-> everolimus on progression  [I, A]  here [IV, C]  @RADIANT-3',
  '-> cabozantinib on progression  [I, A]  here [I, A]  @CABINET  improves PFS',
  '-> sunitinib on progression or intolerance  [I, A]  @SUN1111',
  '-> CAPTEM on progression  [II, B]  @E2211',
] as const;

/**
 * A guideline of about 25 lines; no two have the same population. They import the populations that
 * their folder shares.
 */
function guideline(index: number): string {
  const sequence = (name: string, population: string, chosen: readonly number[]): string => {
    const [first = 0, ...others] = chosen;
    const rows = [
      (steps[first] ?? '').replace(/^-> (.*?) on progression( or intolerance)?/, '$1'),
      ...others.map((step) => steps[step] ?? ''),
    ];
    return `sequence ${name} for ${population} {\n  ${rows.join('\n  ')}\n}\n`;
  };
  const own = `population own { tumour pancreatic-net  grade G1, G2  ki67 <= ${3 + (index % 17)}%  progression within ${6 + (index % 7)} months }`;
  const [one, other] = [1 + (index % 3), 4 + (index % 3)];
  return [
    `import "shared.sequitur"\n\n${own}\n`,
    sequence('one', 'own', [0, one, 4]),
    sequence('two', 'shared', [0, 3, other]),
    sequence('three', 'own', [other, 0]),
  ].join('\n');
}

function project(files: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'sequitur-bench-'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n.cache\njson\n');
  // Of its own, so that no configuration above is taken.
  writeFileSync(join(folder, 'biome.json'), '{ "root": true }\n');
  for (let index = 0; index < files; index++) {
    const part = join(folder, `part-${Math.floor(index / 100)}`);
    if (index % 100 === 0) {
      mkdirSync(part);
      writeFileSync(
        join(part, 'shared.sequitur'),
        'population shared { tumour pancreatic-net  grade G1, G2  progression within 12 months }\n',
      );
      mkdirSync(join(folder, 'json', `part-${index / 100}`), { recursive: true });
    }
    writeFileSync(join(part, `file-${index}.sequitur`), guideline(index));
    const lines = guideline(index).split('\n');
    writeFileSync(
      join(folder, 'json', `part-${Math.floor(index / 100)}`, `file-${index}.json`),
      `${JSON.stringify({ lines }, null, 2)}\n`,
    );
  }
  return folder;
}

/** Seconds, and the exit code where it says that the run failed. */
function seconds(words: readonly string[], cwd: string): number {
  const started = performance.now();
  const [command = '', ...rest] = words;
  const { status, stderr } = spawnSync(command, rest, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  });
  if (status === null || (status > 1 && command === process.execPath))
    throw new Error(`${words.join(' ')}: ${stderr.toString().slice(0, 500)}`);
  return (performance.now() - started) / 1000;
}

const sizes = process.argv.slice(2).map(Number);
const columns = [
  'jobs 1',
  'jobs 2',
  'empty cache',
  'full cache',
  'one changed',
  'git grep',
  'biome',
];
console.log(`    files${columns.map((name) => name.padStart(13)).join('')}   (seconds)`);
for (const size of sizes.length > 0 ? sizes : [100, 1_000, 10_000]) {
  const folder = project(size);
  const check = (...words: string[]): number =>
    seconds([process.execPath, program, 'check', ...words], folder);
  const times = [check('--jobs', '1'), check('--jobs', '2'), check('--cache'), check('--cache')];
  const changed = join(folder, 'part-0', 'file-7.sequitur');
  writeFileSync(changed, `${readFileSync(changed, 'utf8')}\n# a remark\n`);
  times.push(check('--cache'));
  times.push(seconds(['git', 'grep', '--no-index', '-c', '', '--', '*.sequitur'], folder));
  times.push(seconds([process.execPath, biome, 'check', '--max-diagnostics=1', 'json'], folder));
  console.log(
    `${String(size).padStart(9)}${times.map((time) => time.toFixed(2).padStart(13)).join('')}`,
  );
  rmSync(folder, { recursive: true, force: true });
}
