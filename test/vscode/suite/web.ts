/**
 * The extension in the web worker extension host: nothing of Node here, neither in the server nor
 * in these checks.
 */
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
    expect(
      vscode.env.uiKind === vscode.UIKind.Web &&
        !('process' in globalThis && 'versions' in process),
      'a host without Node',
    );
    await until(
      'the extension is active',
      () => vscode.extensions.getExtension('sequitur.sequitur')?.isActive || undefined,
    );
  },
  async 'marks the grade that the base does not carry in this place'(document) {
    const found = await until('position-overclaim is reported', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find(
          ({ code }) => (typeof code === 'object' ? code.value : code) === 'position-overclaim',
        ),
    );
    expect(document.getText(found.range).includes('[I, A]'), 'the mark is on the grade');
  },
  async 'names the trial and its citation when a treatment is hovered'(document) {
    const position = document.positionAt(document.getText().indexOf('everolimus'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const text = hovers
      .flatMap(({ contents }) =>
        contents.map((content) => (typeof content === 'string' ? content : content.value)),
      )
      .join('\n');
    expect(
      text.includes('RADIANT-3') && text.includes('Yao'),
      `RADIANT-3 and its first author in: ${text}`,
    );
  },
  async 'finds what the command line finds, with the import, the configuration, the pack and the bibliography of a document'() {
    const folder = vscode.Uri.joinPath(
      vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.parse('none:/'),
      'team guideline',
    );
    const printed: CommandLine = JSON.parse(
      new TextDecoder().decode(
        await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'command-line.json')),
      ),
    );
    expect(printed.files.length === 2, 'the command line saw both files');
    for (const { path, diagnostics } of printed.files) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path));
      await vscode.window.showTextDocument(document);
      const expected = diagnostics
        .map(
          ({ code, severity, range }) =>
            `${severity} ${code} ${range.start.line}:${range.start.character}`,
        )
        .sort()
        .join('\n');
      const shown = () =>
        vscode.languages
          .getDiagnostics(document.uri)
          .map(({ code, severity, range }) => {
            const name = typeof code === 'object' ? code.value : code;
            return `${severities[severity]} ${name} ${range.start.line}:${range.start.character}`;
          })
          .sort()
          .join('\n');
      // The folders are read from the editor, so the first answer may take a while.
      await until(
        `the findings of ${path}:\n${expected}`,
        () => shown() === expected || undefined,
      ).catch(() => expect(false, `${path} has\n${expected}\nand not\n${shown()}`));
    }
  },
  async 'opens the page of the study that is cited'(document) {
    const position = document.positionAt(document.getText().indexOf('@SUN1111') + 2);
    const [found] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    const address =
      found === undefined ? undefined : 'targetUri' in found ? found.targetUri : found.uri;
    expect(address?.scheme === 'sequitur-page', `a page of the program, not ${address}`);
    const page = await vscode.workspace.openTextDocument(address ?? document.uri);
    expect(
      page.languageId === 'markdown' && page.getText().includes('Raymond'),
      `the page of SUN1111 in: ${page.getText().slice(0, 500)}`,
    );
  },
  async 'opens the page of a code'(document) {
    const [finding] = vscode.languages.getDiagnostics(document.uri);
    const target = typeof finding?.code === 'object' ? finding.code.target : undefined;
    expect(target?.scheme === 'sequitur-page', `a page of the program, not ${target}`);
    const page = await vscode.workspace.openTextDocument(target ?? document.uri);
    expect(
      page.getText().startsWith('# '),
      `a page with a heading: ${page.getText().slice(0, 200)}`,
    );
  },
};

/** What the tests read of the command line's JSON. */
interface CommandLine {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: string;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }[];
  }[];
}
/** By `vscode.DiagnosticSeverity`. */
const severities = ['error', 'warning', 'information', 'hint'];

export async function run(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.joinPath(folder.uri, 'session.sequitur'),
  );
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
  console.log(
    `VS Code in a browser: ${Object.keys(checks).length - failed} passed, ${failed} failed`,
  );
  if (failed > 0) throw new Error(`${failed} check(s) failed`);
}
