/** The extension in the web worker extension host: nothing of Node here, neither in the server nor in these checks. */
import * as vscode from 'vscode';

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected: ${what}`);
}

async function until<Answer>(what: string, ask: () => Answer | undefined): Promise<Answer> {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    expect(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const checks: Record<string, (document: vscode.TextDocument) => Promise<void>> = {
  async 'starts in the browser'() {
    expect(vscode.env.uiKind === vscode.UIKind.Web && !('process' in globalThis && 'versions' in process), 'a host without Node');
    await until('the extension is active', () => vscode.extensions.getExtension('sequitur.sequitur')?.isActive || undefined);
  },
  async 'marks the grade that the base does not carry in this place'(document) {
    const found = await until('position-overclaim is reported', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find(({ code }) => (typeof code === 'object' ? code.value : code) === 'position-overclaim'),
    );
    expect(document.getText(found.range).includes('[I, A]'), 'the mark is on the grade');
  },
  async 'names the trial and its citation when a treatment is hovered'(document) {
    const position = document.positionAt(document.getText().indexOf('everolimus'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
    const text = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n');
    expect(text.includes('RADIANT-3') && text.includes('Yao'), `RADIANT-3 and its first author in: ${text}`);
  },
};

export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'session.sequitur'));
  await vscode.window.showTextDocument(document);
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check(document);
      console.log(`    ✔ ${name}`);
    } catch (error) {
      failed++;
      console.log(`    ✘ ${name}\n${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(`VS Code in a browser: ${Object.keys(checks).length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} check(s) failed`);
}
