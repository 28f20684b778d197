/**
 * Runs the built command line as its users do: a process, real files in a directory of its own, and
 * what it printed.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const bundle = join(root, 'server', 'dist', 'sequitur.cjs');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Ends with what the process printed; its exit code is `null` when a signal ended it. */
export function run(
  words: readonly string[],
  cwd: string,
  { input, env }: RunOptions = {},
): Promise<Ended> {
  if (!existsSync(bundle))
    throw new Error('server/dist/sequitur.cjs is missing: run node build.mjs first');
  return started(process.execPath, [bundle, ...words], cwd, {
    ...(input === undefined ? {} : { input }),
    env: { NO_COLOR: '1', ...env },
  });
}

export function started(
  program: string,
  words: readonly string[],
  cwd: string,
  { input, env }: RunOptions = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
    // A command that does not read its input may be gone before the input is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

/** A directory that is removed at the end of the test. */
export class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'sequitur-cli-')));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }
  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }
  run(words: readonly string[], options?: RunOptions): Promise<Ended> {
    return run(words, this.path, options);
  }
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const population = `population pnet { tumour pancreatic-net  grade G1, G2 }
`;
/** Checks clean: what is claimed is carried. */
export const sound = `${population}sequence s for pnet {
  everolimus  [I, A]  @RADIANT-3
  -> cabozantinib on progression  [I, A]  here [I, A]  @CABINET
}
`;
/** Claims more for the place than the base carries. */
export const overclaimed = `${population}sequence s for pnet {
  everolimus  [I, A]  @RADIANT-3
  -> sunitinib on progression  [I, A]  here [I, A]  @SUN1111
}
`;
/** Cites a study that is not in the base. */
export const broken = `${population}sequence s for pnet {
  everolimus  [I, A]  @RADIANT-33
}
`;
