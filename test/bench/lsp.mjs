/**
 * How long an editor waits: from a keystroke to the findings of the new text, and for a hover right
 * after it, over a real process. Beside it, in the same run, the language servers of JSON and YAML
 * on files of as many lines with a schema, and the memory that each needs per line. Then what
 * 10,000 edits leave behind, and whether the aims are reached. `--lines 100,1000` and `--edits
 * 1000` make it shorter, `--alone` leaves the others out.
 *
 * The peers are installed into the cache of node_modules when they are first needed; they are no
 * dependencies.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = path.join(root, 'node_modules', '.cache', 'lsp-peers');
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '100,1000,10000,100000' },
    edits: { type: 'string', default: '10000' },
    alone: { type: 'boolean' },
  },
});
const sizes = values.lines.split(',').map(Number);
/** Keystrokes measured per size; the first few are not counted. */
const keystrokes = 40;
const warmUp = 10;
/**
 * A server that takes longer than this for one answer is left out at that size and above, in
 * milliseconds.
 */
const patience = 60_000;
/** After so many milliseconds at one size, the keystrokes that were measured are enough. */
const longest = 90_000;

// ---- texts of a size, with one place where a keystroke makes a mistake and the next one takes it
// back ----------------

/** Sequences that a guideline could hold, four lines each, mostly without findings. */
function guideline(lines) {
  const parts = [
    'guideline "Bench"',
    'population p {',
    '  tumour pancreatic-net',
    '  grade G1, G2',
    '  sstr positive',
    '}',
  ];
  for (let index = 0; parts.length + 4 <= lines; index++) {
    parts.push(
      `sequence s${index} "Part ${index}" for p {`,
      '  lanreotide [II, B] @CLARINET',
      `  -> ${index % 2 === 0 ? 'everolimus on progression [I, A] @RADIANT-3' : 'sunitinib on progression [I, A] @SUN1111'}`,
      '}',
    );
  }
  return parts;
}
const jsonSchema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['treatment', 'level'],
    additionalProperties: false,
    properties: {
      treatment: { type: 'string', description: 'The regimen of this step.' },
      level: { enum: ['I', 'II', 'III', 'IV', 'V'] },
    },
  },
};
function json(lines) {
  const parts = ['{'];
  const count = Math.max(1, Math.floor((lines - 2) / 4));
  for (let index = 0; index < count; index++)
    parts.push(
      `  "s${index}": {`,
      `    "treatment": "everolimus",`,
      `    "level": "I"`,
      `  }${index + 1 < count ? ',' : ''}`,
    );
  parts.push('}');
  return parts;
}
function yaml(lines) {
  const parts = [];
  for (let index = 0; parts.length + 3 <= lines; index++)
    parts.push(`s${index}:`, '  treatment: everolimus', '  level: I');
  return parts;
}
/** The keystroke puts `x` behind `word` in a line near the middle that holds it. */
function placeOf(parts, word) {
  const line = parts.findIndex((text, index) => index >= parts.length / 2 && text.includes(word));
  const found = line === -1 ? parts.findIndex((text) => text.includes(word)) : line;
  return { line: found, character: parts[found].indexOf(word) + word.length };
}

// ---- servers
// ---------------------------------------------------------------------------------------------------------

const peers = { 'vscode-langservers-extracted': '4.10.0', 'yaml-language-server': '1.18.0' };
function installPeers() {
  const wanted = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  const mark = path.join(cache, 'installed.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === JSON.stringify(wanted)) return true;
  mkdirSync(cache, { recursive: true });
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--prefix', cache, '--no-save', '--ignore-scripts', ...wanted],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0)
    console.log(
      `The peers cannot be installed, so they are left out: ${stderr.trim().split('\n').at(-1)}`,
    );
  else writeFileSync(mark, JSON.stringify(wanted));
  return status === 0;
}
/** Collects garbage when asked by a signal, and says how large the heap is then. */
const probe = path.join(root, 'node_modules', '.cache', 'lsp-probe.cjs');
mkdirSync(path.dirname(probe), { recursive: true });
writeFileSync(
  probe,
  "process.on('SIGUSR2', () => { global.gc(); global.gc(); const { heapUsed, rss } = process.memoryUsage(); process.stderr.write('memory ' + heapUsed + ' ' + rss + '\\n'); });\n",
);
const flags = ['--expose-gc', '--max-old-space-size=4096', '--require', probe];
const inCache = (...parts) => path.join(cache, 'node_modules', ...parts);
const servers = [
  {
    name: 'sequitur',
    language: 'sequitur',
    ending: 'sequitur',
    text: guideline,
    word: 'everolimus',
    program: path.join(root, 'client/dist/server.cjs'),
  },
  ...(values.alone
    ? []
    : [
        {
          ...{ name: 'json', language: 'json', ending: 'json', text: json, word: '"level": "I' },
          program: inCache('vscode-langservers-extracted', 'bin', 'vscode-json-language-server'),
          settings: {
            json: {
              validate: { enable: true },
              schemas: [{ fileMatch: ['*.json'], schema: jsonSchema }],
            },
          },
        },
        {
          ...{ name: 'yaml', language: 'yaml', ending: 'yaml', text: yaml, word: 'level: I' },
          program: inCache('yaml-language-server', 'bin', 'yaml-language-server'),
          settings: {
            yaml: { validate: true, hover: true, schemaStore: { enable: false }, schemas: {} },
          },
        },
      ]),
];

class Editor {
  constructor({ program, settings = {} }) {
    this.process = spawn(process.execPath, [...flags, program, '--stdio'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.connection.onError(() => {});
    this.published = [];
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      for (const wait of this.published.splice(0)) wait(params);
    });
    this.connection.onRequest('workspace/configuration', ({ items }) =>
      items.map(({ section }) => settings[section] ?? null),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    // The YAML server asks its client for a schema by a request of its own.
    this.connection.onRequest('custom/schema/request', () => 'bench://schema');
    this.connection.onRequest('custom/schema/content', () => JSON.stringify(jsonSchema));
    this.connection.onUnhandledNotification(() => {});
    this.told = null;
    this.process.stderr.on('data', (data) => {
      const found = /memory (\d+) (\d+)/.exec(String(data));
      if (found !== null) this.told?.({ heap: Number(found[1]), resident: Number(found[2]) });
    });
    /** Rejects when the server ends by itself: nothing that is awaited would come then. */
    this.ended = new Promise((_, reject) => {
      this.process.on('exit', (code, signal) =>
        reject(new Error(`the server ended (${signal ?? code})`)),
      );
    });
    this.ended.catch(() => {});
    this.settings = settings;
    this.connection.listen();
  }
  async start() {
    const capabilities = {
      textDocument: {
        hover: { contentFormat: ['markdown'] },
        publishDiagnostics: { versionSupport: true },
      },
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    };
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: { provideFormatter: false },
    });
    await this.connection.sendNotification('initialized', {});
    await this.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: this.settings,
    });
    await this.connection.sendNotification('yaml/registerCustomSchemaRequest', {});
    await this.connection.sendNotification('yaml/registerContentRequest', {});
  }
  /** Settles with the next findings of this version (some servers do not say of which). */
  findings(version) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no answer within ${patience / 1000} s`)),
        patience,
      );
      this.ended.catch((error) => {
        clearTimeout(timer);
        reject(error);
      });
      const wait = (params) => {
        if (params.version !== undefined && params.version !== null && params.version < version)
          this.published.push(wait);
        else {
          clearTimeout(timer);
          resolve(params);
        }
      };
      this.published.push(wait);
    });
  }
  /** Bytes after a collection: of the heap, and of the process. */
  memory() {
    const told = new Promise((resolve) => {
      this.told = resolve;
      this.process.kill('SIGUSR2');
    });
    return Promise.race([told, this.ended]);
  }
  hover(uri, position) {
    const late = new Promise((_, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no hover within ${patience / 1000} s`)),
        patience,
      );
      timer.unref();
    });
    return Promise.race([
      this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position }),
      this.ended,
      late,
    ]);
  }
  stop() {
    this.connection.dispose();
    this.process.kill();
  }
}

// ---- measuring
// -------------------------------------------------------------------------------------------------------

const at = (times, part) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ??
  Number.NaN;
const milliseconds = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0)).padStart(8);

async function measure(server, lines) {
  const editor = new Editor(server);
  try {
    await editor.start();
    const before = await editor.memory();
    const parts = server.text(lines);
    const uri = pathToFileURL(path.join(root, `bench.${server.ending}`)).href;
    const place = placeOf(parts, server.word);
    const started = performance.now();
    const first = editor.findings(1);
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: server.language, version: 1, text: `${parts.join('\n')}\n` },
    });
    // Who reads looks at the top while the rest is still being checked.
    const early = editor
      .hover(uri, { line: 7, character: 4 })
      .then(() => performance.now() - started);
    const { diagnostics } = await first;
    const opening = performance.now() - started;
    const firstHover = await early;
    const after = await editor.memory();
    const perLine = {
      heap: (after.heap - before.heap) / parts.length,
      resident: (after.resident - before.resident) / parts.length,
    };
    const edits = [];
    const hovers = [];
    const counts = [];
    const end = { line: place.line, character: place.character + 1 };
    const begun = performance.now();
    for (
      let index = 0;
      index < keystrokes + warmUp && performance.now() - begun < longest;
      index++
    ) {
      const version = index + 2;
      const change =
        index % 2 === 0
          ? { range: { start: place, end: place }, text: 'x' }
          : { range: { start: place, end }, text: '' };
      const answered = editor.findings(version);
      const pressed = performance.now();
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
      counts.push((await answered).diagnostics.length);
      const found = performance.now();
      await editor.hover(uri, { line: place.line, character: place.character - 1 });
      // Of a server that is slow, there are too few to leave any out.
      if (index < warmUp && found - begun < longest / 10) continue;
      edits.push(found - pressed);
      hovers.push(performance.now() - found);
    }
    // A server that does not see the mistake come and go was not measured.
    const sees = counts.every((count, index) => index === 0 || count !== counts[index - 1]);
    return { opening, firstHover, edits, hovers, perLine, findings: diagnostics.length, sees };
  } finally {
    editor.stop();
  }
}

/**
 * Edits a file of 1,000 lines again and again, and compares the heap after the first hundred edits
 * with that after the last.
 */
async function endure(count) {
  const editor = new Editor(servers[0]);
  try {
    await editor.start();
    const parts = guideline(1000);
    const uri = pathToFileURL(path.join(root, 'bench.sequitur')).href;
    const opened = editor.findings(1);
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'sequitur', version: 1, text: `${parts.join('\n')}\n` },
    });
    await opened;
    const edit = async (version) => {
      const line = 9 + 4 * ((version >> 1) % 200);
      const start = { line, character: parts[line].length };
      const change =
        version % 2 === 0
          ? { range: { start, end: start }, text: ' x' }
          : { range: { start, end: { line, character: start.character + 2 } }, text: '' };
      const answered = editor.findings(version);
      await editor.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [change],
      });
      await answered;
    };
    let version = 2;
    for (; version < 402; version++) await edit(version);
    const { heap: before } = await editor.memory();
    for (; version < count + 402; version++) await edit(version);
    return { before, after: (await editor.memory()).heap };
  } finally {
    editor.stop();
  }
}

const shown = values.alone || installPeers() ? servers : servers.slice(0, 1);
console.log(
  'Milliseconds; the JSON and the YAML server wait for a pause in typing before they look (about 500 and 200 ms), Sequitur does not.\n',
);
console.log(
  'server        lines      open  first hover   edit p50   edit p95  hover p50  hover p95  heap/line   RSS/line  edits  findings',
);
const failed = new Set();
const rows = [];
for (const lines of sizes) {
  for (const server of shown) {
    if (failed.has(server.name)) continue;
    const label = `${server.name.padEnd(9)} ${String(lines).padStart(9)}`;
    try {
      const { opening, firstHover, edits, hovers, perLine, findings, sees } = await measure(
        server,
        lines,
      );
      const [p50, p95] = [at(edits, 0.5), at(edits, 0.95)];
      rows.push({
        name: server.name,
        lines,
        p50,
        p95,
        heap: perLine.heap,
        resident: perLine.resident,
      });
      const times = [p50, p95, at(hovers, 0.5), at(hovers, 0.95)]
        .map((time) => `${milliseconds(time)}   `)
        .join('');
      const memory = [perLine.heap, perLine.resident]
        .map((bytes) => `${bytes.toFixed(0).padStart(8)}   `)
        .join('');
      console.log(
        `${label} ${milliseconds(opening)}     ${milliseconds(firstHover)}  ${times}${memory}${String(edits.length).padStart(4)}  ${String(findings).padStart(8)}${sees ? '' : '   (it does not see the mistake)'}`,
      );
    } catch (error) {
      failed.add(server.name);
      console.log(
        `${label}  left out from here: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
const edits = Number(values.edits);
if (edits > 0) {
  const { before, after } = await endure(edits);
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  console.log(
    `\nheap after 400 edits ${megabytes(before)} MB, after ${edits} more ${megabytes(after)} MB`,
  );
}

// ---- aims
// ------------------------------------------------------------------------------------------------------------

const of = (name, lines) => rows.find((row) => row.name === name && row.lines === lines);
const aim = (reached, words) => console.log(`${reached ? 'reached' : 'MISSED '}  ${words}`);
console.log('\naims');
for (const [lines, most] of [
  [1000, 10],
  [100_000, 50],
]) {
  const own = of('sequitur', lines);
  if (own !== undefined)
    aim(
      own.p95 <= most,
      `p95 of a keystroke at ${lines} lines: at most ${most} ms, measured ${own.p95.toFixed(1)}`,
    );
}
for (const own of rows.filter(({ name }) => name === 'sequitur')) {
  for (const other of rows.filter(
    ({ name, lines }) => name !== 'sequitur' && lines === own.lines,
  )) {
    aim(
      own.p95 < other.p95,
      `faster than ${other.name} at ${own.lines} lines: ${own.p95.toFixed(1)} ms against ${other.p95.toFixed(0)} (p95)`,
    );
    // In a small file, what is loaded with the first one counts more than the lines.
    if (own.lines >= 10_000)
      aim(
        own.resident <= other.resident,
        `no more memory than ${other.name} at ${own.lines} lines: ${own.resident.toFixed(0)} bytes a line against ${other.resident.toFixed(0)} (RSS), heap ${own.heap.toFixed(0)} against ${other.heap.toFixed(0)}`,
      );
  }
}
