/**
 * Measures how long activation takes, as VS Code itself counts it in “Running Extensions”, and how
 * long until findings are shown.
 */
import * as assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { open, until } from './editor.ts';

/** Where VS Code's extension host keeps the moments it notes. */
declare const MonacoPerformanceMarks: {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
};

/** Milliseconds between two moments of the extension under test. */
function between(first: string, last: string): number {
  const at = (name: string) => {
    const found = MonacoPerformanceMarks.getMarks().find(
      (mark) => mark.name === `code/extHost/${name}/sequitur.sequitur`,
    );
    assert.ok(found, `VS Code notes ${name}`);
    return found.startTime;
  };
  return at(last) - at(first);
}

export async function run(): Promise<void> {
  const result = process.env.SEQUITUR_TEST_RESULT;
  if (result === undefined)
    throw new Error('SEQUITUR_TEST_RESULT must name the file that takes the times.');
  const extension = vscode.extensions.getExtension('sequitur.sequitur');
  assert.ok(extension && !extension.isActive, 'the extension waits to be asked for');
  const start = performance.now();
  await extension.activate();
  const document = await open('session.sequitur');
  await until('findings are shown', () => vscode.languages.getDiagnostics(document.uri));
  const findings = Math.round(performance.now() - start);
  // Loading the script and running it; what VS Code does around that is not the extension's.
  const loading = between('willLoadExtensionCode', 'didLoadExtensionCode');
  const activating = between('willActivateExtension', 'didActivateExtension');
  writeFileSync(result, JSON.stringify({ loading, activating, findings }));
}
