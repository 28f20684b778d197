#!/usr/bin/env node
/**
 * Stands in for the desktop `code` program, as far as the runTests() of @vscode/test-electron needs
 * it: takes the same arguments, runs the tests in the extension host of a VS Code server with
 * Chromium as its window, prints what they print. SEQUITUR_VSCODE_RELEASE names the release of VS
 * Code. `--install-extension FILE --extensions-dir FOLDER` installs a packed extension and ends.
 * The file that SEQUITUR_TEST_MESSAGES names gets the messages that the window shows, a line each.
 * `--extensionDevelopmentKind=web` runs them in the web worker extension host instead, as a browser
 * without a server would; then the tests are one file inside the extension's folder that needs
 * nothing of Node. Exits with the code that the workbench reports; 70 when the machinery broke, 124
 * when time is up. The workbench reports 0 also when the extension host died, so the caller must
 * ask the tests themselves for a result.
 */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import {
  launchBrowser,
  remoteUri,
  setDevelopment,
  tellMessages,
  workbenchAddress,
} from './browser.mjs';
import { installExtension, startServer } from './server.mjs';
import { serveFolder } from './static.mjs';

const { values, positionals } = parseArgs({
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    extensionDevelopmentKind: { type: 'string' },
    'disable-extensions': { type: 'boolean' },
    'extensions-dir': { type: 'string' },
    'install-extension': { type: 'string' },
  },
  strict: false,
});
const [folder] = positionals;
const release = process.env.SEQUITUR_VSCODE_RELEASE;
const extensions = values['extensions-dir'] && path.resolve(values['extensions-dir']);
const vsix = values['install-extension'];
if (vsix && extensions)
  process.exit(installExtension({ release, vsix: path.resolve(vsix), extensions }));
if (!values.extensionDevelopmentPath || !values.extensionTestsPath || !folder) {
  console.error(
    'code.mjs: a folder, --extensionDevelopmentPath and --extensionTestsPath are needed',
  );
  process.exit(70);
}

/** Lines of the workbench's own log, which say nothing about the extension. */
const noise =
  /^(Canceled: Canceled|Error while fetching the extension under development|No search provider registered|Loading development extension at|Request to '.*package\.nls\.json.*' failed|Ignoring fetching additional builtin|Updating additional builtin|Resolv(ing|ed) connection token|Creating a socket|Creation of workbench contribution|Timed out waiting for authentication provider|\[(DefaultAccount|chat-stt|reconnection-grace-time|AgentHost[^\]]*|AccountPolicyGate|Service Worker|remote-connection|perf|store|lifecycle)\])/;
const verbose = Boolean(process.env.SEQUITUR_VSCODE_VERBOSE);

const server = await startServer({ release, extensions });
let browser;
let finished = false;
async function finish(code) {
  if (finished) return;
  finished = true;
  await Promise.race([browser?.close(), new Promise((resolve) => setTimeout(resolve, 3000))]);
  if (verbose) console.error(server.output());
  await server.stop();
  process.exit(code);
}
function broken(reason) {
  if (!finished) console.error(`code.mjs: ${reason}`);
  return finish(70);
}
process.on('SIGINT', () => finish(130));
process.on('SIGTERM', () => finish(143));
process.on('unhandledRejection', (error) =>
  broken(error instanceof Error ? error.stack : String(error)),
);
server.gone.then((code) => broken(`VS Code's server ended early with ${code}`));
// Whoever started this may be killed without a word; server and browser must not outlive it.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && finish(143), 1000).unref();
const minutes = 5;
setTimeout(() => {
  console.error(`code.mjs: the tests did not end within ${minutes} minutes`);
  finish(124);
}, minutes * 60_000).unref();

browser = await launchBrowser();
const web = values.extensionDevelopmentKind === 'web';
// The folders that are served for the web have another origin than the workbench, which its policy
// would not load scripts from.
const context = await browser.newContext({
  viewport: { width: 1280, height: 800 },
  bypassCSP: web,
});
const page = await context.newPage();
page.on('crash', () => broken('the workbench crashed'));
page.on('console', (message) => {
  const text = message.text();
  if (text.startsWith('No extension host found that can launch the test runner')) broken(text);
  else if (verbose) console.error(`[workbench] ${text}`);
});
await page.exposeFunction('codeAutomationLog', (type, parts) => {
  const line = format(...parts);
  if (verbose || !noise.test(line))
    (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
});
await page.exposeFunction('codeAutomationExit', (code) => finish(code));
const messages = process.env.SEQUITUR_TEST_MESSAGES;
if (messages)
  await tellMessages(page, (text) => appendFileSync(messages, `${text.replaceAll('\n', ' ')}\n`));
const extension = path.resolve(values.extensionDevelopmentPath);
const addressOf = web ? await serveFolder(extension) : (file) => remoteUri(server, file);
await setDevelopment(page, {
  extensions: [addressOf(extension)],
  extensionTestsPath: addressOf(path.resolve(values.extensionTestsPath)),
});
const payload = {
  skipWelcome: 'true',
  skipReleaseNotes: 'true',
  ...(values['disable-extensions'] && { disableExtensions: 'true' }),
};
// A window on a machine whose processors others use takes long to load.
page.setDefaultNavigationTimeout(120_000);
await page.goto(workbenchAddress(server, { folder: path.resolve(folder), payload }));
