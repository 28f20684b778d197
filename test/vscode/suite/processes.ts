import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

async function commandLines(): Promise<[number, string][]> {
  if (existsSync('/proc/self/cmdline')) {
    const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    // A process may end between the listing and the reading.
    const lines = await Promise.all(
      numbers.map((name) => readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')),
    );
    return numbers.map((name, index) => [Number(name), lines[index] ?? '']);
  }
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,args=']);
  return stdout.split('\n').map((line) => [Number.parseInt(line, 10), line]);
}

/** The ids of the language servers that run out of the extension under test. */
export async function serverProcesses(): Promise<number[]> {
  const extension = vscode.extensions.getExtension('sequitur.sequitur');
  const program = path.join(extension?.extensionPath ?? '', 'client', 'dist', 'server.cjs');
  return (await commandLines()).filter(([, line]) => line.includes(program)).map(([id]) => id);
}
